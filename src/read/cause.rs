//! Why something was not read, and what its caller can change so that it is. A remedy is a value, since every caller has
//! means of its own: a program calls another function, the tool names a flag.

use std::fmt;

/// Why something was not read. Its `Display` form is a part of a line: what is wrong, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What is wrong.
    pub what: String,
    /// What would help; none where the data must be mended.
    pub remedy: Option<Remedy>,
}

/// What its caller can change so that something is read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// One of these columns for the text: the table has no others.
    Column(Vec<String>),
    /// Another field for the text: those of the record that hold some, the first of them; none if no field does.
    TextField(Vec<String>),
    /// A higher limit of a document.
    Limit,
    /// To read it as a text.
    Text,
    /// To read it as a page.
    Page,
}

impl Cause {
    /// What is wrong, and what would help.
    pub(super) fn new(what: impl Into<String>, remedy: Remedy) -> Self {
        Cause { what: what.into(), remedy: Some(remedy) }
    }

    /// The same with its place before it.
    #[cfg(feature = "readers")]
    pub(super) fn at(self, place: fmt::Arguments<'_>) -> Self {
        Cause { what: format!("{place}: {}", self.what), ..self }
    }
}

impl From<String> for Cause {
    fn from(what: String) -> Self {
        Cause { what, remedy: None }
    }
}

impl From<&str> for Cause {
    fn from(what: &str) -> Self {
        what.to_owned().into()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            None => Ok(()),
            Some(Remedy::Column(names)) => write!(f, ": choose one of {} for the text", names.join(", ")),
            Some(Remedy::TextField(names)) if names.is_empty() => f.write_str(" (name another text field)"),
            Some(Remedy::TextField(names)) => {
                write!(f, " (name another text field; with text in them: {})", names.join(", "))
            }
            Some(Remedy::Limit) => f.write_str(" (raise it)"),
            Some(Remedy::Text) => f.write_str(" (read it as a text)"),
            Some(Remedy::Page) => f.write_str(" (read it as a page)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_tell_their_remedies() {
        let names = || vec!["id".to_owned(), "body".to_owned()];
        let cases = [
            (None, "x"),
            (Some(Remedy::Column(names())), "x: choose one of id, body for the text"),
            (Some(Remedy::TextField(Vec::new())), "x (name another text field)"),
            (Some(Remedy::TextField(names())), "x (name another text field; with text in them: id, body)"),
            (Some(Remedy::Limit), "x (raise it)"),
            (Some(Remedy::Text), "x (read it as a text)"),
            (Some(Remedy::Page), "x (read it as a page)"),
        ];
        for (remedy, expected) in cases {
            assert_eq!(Cause { what: "x".to_owned(), remedy }.to_string(), expected);
        }
    }
}
