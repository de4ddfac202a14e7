//! Why a candidate was accepted or refused: a closed list of codes, the same in JSON, `inspect` and the documents.

use std::fmt;

use serde::{Serialize, Serializer};

/// A code with what it was seen in: `office: President`, `inside-longer-string: 马里兰`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code.
    pub code: Code,
    /// The words in the text that it rests on; may be empty.
    pub detail: String,
}

impl Reason {
    pub(crate) fn new(code: Code, detail: impl Into<String>) -> Self {
        Reason { code, detail: detail.into() }
    }
}

impl From<Code> for Reason {
    fn from(code: Code) -> Self {
        Reason::new(code, "")
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

closed_list! {
    /// The closed list of reasons. Codes up to [`Code::Composed`] speak for a candidate, the others against it. `as_str` is
    /// the code as JSON and `inspect` show it.
    Code:

    /// the surface is a full name that counts alone.
    Name "name",
    /// a short name or nickname that the gazetteer marks as unmistakable.
    Unmistakable "unmistakable",
    /// an abbreviation, demonym or other form that counts alone.
    Form "form",
    /// the bearer's full name stands elsewhere in the document.
    BearerNamed "bearer-named",
    /// the body that it is part of is named in the document.
    ParentNamed "parent-named",
    /// a name of the same person stands in brackets behind it.
    Bracketed "bracketed",
    /// the text gives the name as a short form of another one.
    Defined "defined",
    /// the bearer's given name, in a spelling of its own, stands before the family name.
    GivenName "given-name",
    /// the name sounds like that of one who holds the office before it.
    SoundsLike "sounds-like",
    /// an office or form of address stands beside the name.
    Office "office",
    /// a nation, leader or organisation of the same state stands in the document.
    StateNamed "state-named",
    /// a word that shows how the name is used stands beside it.
    Cue "cue",
    /// a short name at the start of a clause in a headline.
    Headline "headline",
    /// the name stands in a row of one-character names.
    Row "row",
    /// nothing speaks against an ambiguous name.
    Unopposed "unopposed",
    /// of several bearers of the name, this one is named elsewhere in the document.
    ChosenByDocument "chosen-by-document",
    /// of several bearers of the name, this one belongs to a state that the document is about.
    ChosenByState "chosen-by-state",
    /// of several bearers of the name, this one is the more prominent.
    ChosenByProminence "chosen-by-prominence",
    /// an office beside its state's name, held by this person at the document's date.
    OfficeHolder "office-holder",
    /// a nation's name and a kind of organ make one name.
    Composed "composed",
    /// the text has the name in another case than the gazetteer.
    OtherCase "other-case",
    /// the sentence is Japanese or Korean, or the name is used as a language's.
    OtherLanguage "other-language",
    /// the name stands inside a web or e-mail address.
    InsideAddress "inside-address",
    /// the name begins or ends within a word.
    InsideWord "inside-word",
    /// a longer string that the gazetteer lists holds the name.
    InsideLongerString "inside-longer-string",
    /// the name is part of the name of something else.
    InsideOtherName "inside-other-name",
    /// the name belongs to another person here.
    OtherPerson "other-person",
    /// the text gives the name as a short form of something else.
    DefinedOtherwise "defined-otherwise",
    /// an ordinary word here.
    OrdinaryWord "ordinary-word",
    /// a capital meant as a place.
    Place "place",
    /// nothing beside a one-character name shows that it is one.
    NoCue "no-cue",
    /// nothing in the document supports a short or ambiguous name.
    NoSupport "no-support",
    /// a longer mention covers it.
    LongerMention "longer-mention",
    /// its kind was not asked for.
    KindNotAsked "kind-not-asked",
}

impl Code {
    /// Whether the code speaks for a candidate.
    pub fn speaks_for(self) -> bool {
        self <= Code::Composed
    }
}
