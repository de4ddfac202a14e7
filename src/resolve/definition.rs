//! Short forms that the text itself gives: 'Federal Network Agency (BNetzA)', 国家疾病预防控制局（下称“国疾控”）. In the whole
//! document they mean the organisation that they stand beside; where the gazetteer does not know that one, they mean none
//! that it calls so. Which words a Latin short form is short for is told as by Schwartz and Hearst (2003), 'A simple
//! algorithm for identifying abbreviation definitions in biomedical text'.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::candidate::{Candidate, Sense, Verdict};
use super::context::Context;
use super::reason::Code;
use super::tables;
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, is_han};
use crate::mention::stands_free;

/// The longest bracket that is looked into, in bytes.
const BRACKET: usize = 80;

/// How long a Latin and a Chinese short form may be, in characters.
const LATIN: RangeInclusive<usize> = 2..=8;
const HAN: RangeInclusive<usize> = 2..=6;

/// Longer short forms than this, in characters, are told by the letters of one word.
const SURE: usize = 3;

/// So many candidates are looked at for the name in front of a bracket.
const NEAR: usize = 24;

/// What parts the short forms in a bracket.
const SEPARATORS: [char; 5] = [',', ';', '、', '，', '；'];

/// What stands around names and short forms, these included.
const MARKS: [char; 15] = [',', ';', '、', '，', '；', ' ', ':', '：', '"', '“', '”', '「', '」', '‘', '’'];

/// What else stands before a short form than a bracket: 'the Office of Fair Trading, or OFT,'.
static OR: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(", or "));

/// The bracket of Chinese text.
static WIDE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("（"));

/// A place that gives a short form, and where the name stands that it is short for.
struct Given {
    short: Span,
    long: Long,
}

enum Long {
    /// Before the short form, with this end.
    Before(usize),
    /// Behind it, in brackets.
    Behind(Span),
}

/// What a short form stands for.
enum Meaning<'a> {
    /// An organisation of the gazetteer, by what it is called here.
    Known(Vec<Sense>, &'a str),
    /// Something else.
    Other(&'a str),
}

/// Decides the candidates that are written as short forms that the text gives, and finds those that no list has.
pub(super) fn heed<'m>(context: &Context<'_>, candidates: &mut [Candidate<'m>]) -> Vec<Candidate<'m>> {
    let given = given(context.text).into_iter();
    let meanings: BTreeMap<&str, Meaning<'_>> =
        given.filter_map(|(short, given)| Some((short, meaning(context, candidates, &given)?))).collect();
    if meanings.is_empty() {
        return Vec::new();
    }
    for candidate in candidates {
        if let Some(meaning) = meanings.get(candidate.span.of(context.text)) {
            candidate.revise(|_, sense| against(context, meaning, sense));
        }
    }
    let (shorts, meanings): (Vec<String>, Vec<Meaning<'_>>) =
        meanings.into_iter().map(|(short, meaning)| (short.to_owned(), meaning)).unzip();
    let places = context.places(&shorts).into_iter().filter(|(_, span)| stands_free(context.text, *span));
    places.filter_map(|(number, span)| name(meanings.get(number)?, span)).collect()
}

/// A short form as a name of what it means, if the gazetteer knows that.
fn name<'m>(meaning: &Meaning<'_>, span: Span) -> Option<Candidate<'m>> {
    let Meaning::Known(senses, long) = meaning else { return None };
    let sense = |sense: &Sense| Sense {
        form: Form::Abbreviation,
        verdict: Verdict::accept(Code::Defined, *long),
        ..sense.clone()
    };
    Candidate::inferred(span, long.starts_with(is_han), senses.iter().map(sense).collect())
}

/// Refuses the sense of a candidate that is written as a short form and means something else. A nation's is left alone: US
/// is a state, whatever a university calls itself.
fn against(context: &Context<'_>, meaning: &Meaning<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.is_refused() || sense.kind == Kind::Nation {
        return None;
    }
    let (same, long) = match meaning {
        Meaning::Known(senses, long) => (senses.iter().any(|known| known.referent == sense.referent), long),
        Meaning::Other(long) => (context.entity(sense).is_none_or(|entity| is_called_like(entity, long)), long),
    };
    if same { None } else { Verdict::refuse(Code::DefinedOtherwise, *long) }
}

/// The places that give short forms, the first of each.
fn given(text: &str) -> BTreeMap<&str, Given> {
    let mut found = BTreeMap::new();
    let mut add = |short: Option<Span>, long: Long| {
        if let Some(short) = short {
            found.entry(short.of(text)).or_insert(Given { short, long });
        }
    };
    for (open, start) in brackets(text) {
        let tail = text.get(start..).unwrap_or_default();
        let mut near = tail.char_indices().take_while(|(at, _)| *at < BRACKET);
        let Some((length, _)) = near.find(|(_, c)| matches!(c, ')' | '）')) else { continue };
        let inside = Span::new(start, start + length);
        let head = text.get(..open).unwrap_or_default().trim_end_matches(MARKS).len();
        let mut at = start;
        for part in inside.of(text).split_inclusive(SEPARATORS) {
            add(short_form(text, Span::new(at, at + part.len())), Long::Before(head));
            at += part.len();
        }
        let word = Span::new(head - latin_end(text.get(..head).unwrap_or_default()), head);
        add(short_form(text, word), Long::Behind(trimmed(text, inside)));
    }
    for comma in OR.find_iter(text.as_bytes()) {
        let start = comma + OR.needle().len();
        let tail = text.get(start..).unwrap_or_default();
        let end = start + tail.find(|c| !is_latin(c)).unwrap_or(tail.len());
        if text.get(end..).is_some_and(|rest| rest.starts_with(',')) {
            add(short_form(text, Span::new(start, end)), Long::Before(comma));
        }
    }
    found
}

/// Where brackets open, and where what is in them begins.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let wide = WIDE.find_iter(text.as_bytes()).map(|at| (at, at + WIDE.needle().len()));
    let mut all: Vec<(usize, usize)> = memchr_iter(b'(', text.as_bytes()).map(|at| (at, at + 1)).chain(wide).collect();
    all.sort_unstable();
    all
}

/// A span without the marks around it.
fn trimmed(text: &str, span: Span) -> Span {
    let start = span.end - span.of(text).trim_start_matches(MARKS).len();
    let end = start + Span::new(start, span.end).of(text).trim_end_matches(MARKS).len();
    Span::new(start, end)
}

/// The short form that a part of a bracket is, without what announces it.
fn short_form(text: &str, part: Span) -> Option<Span> {
    let mut span = trimmed(text, part);
    if let Some(word) = tables::SHORT_FOR.starting(span.of(text)) {
        span = trimmed(text, Span::new(span.start + word.len(), span.end));
    }
    let short = span.of(text);
    let length = short.chars().count();
    let capitals = || short.chars().filter(char::is_ascii_uppercase).count();
    let latin = || LATIN.contains(&length) && short.chars().all(is_latin) && capitals() > 1;
    let han = || HAN.contains(&length) && short.chars().all(is_han);
    (latin() || han() || is_set_as_word(short)).then_some(span)
}

/// Whether a short form may be an abbreviation that is set as a word: `Nice`, `Ofsted`.
fn is_set_as_word(short: &str) -> bool {
    let mut letters = short.chars();
    let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase());
    capital && LATIN.contains(&short.len()) && short.len() > 2 && letters.all(|c| c.is_ascii_lowercase())
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '&' | '-')
}

/// The bytes of the Latin word at the end of a text.
fn latin_end(text: &str) -> usize {
    text.chars().rev().take(*LATIN.end() + 1).take_while(|c| is_latin(*c)).count()
}

/// What a short form stands for; none where that cannot be told.
fn meaning<'a>(context: &Context<'a>, candidates: &[Candidate<'_>], given: &Given) -> Option<Meaning<'a>> {
    let short = given.short.of(context.text);
    let known = |name: &Candidate<'_>| {
        let senses = organisations(name).cloned().collect();
        Meaning::Known(senses, name.span.of(context.text))
    };
    match given.long {
        Long::Behind(span) => {
            let name = organisation_before(candidates, span.end).filter(|name| name.span == span);
            let long = span.of(context.text);
            let fits = || !is_set_as_word(short) && stands_for(long, short) == Some(0);
            match name {
                Some(name) => (is_short_for(context, name, short) || fits()).then(|| known(name)),
                None => (long.contains(' ') && fits() && has_initials(long, short)).then_some(Meaning::Other(long)),
            }
        }
        Long::Before(end) => {
            let name = organisation_before(candidates, end);
            let head = context.sides(Span::new(end, end)).0;
            if short.starts_with(is_han) {
                let name = name?;
                return is_drawn_from(name.span.of(context.text), short).then(|| known(name));
            }
            let start = stands_for(head, short).filter(|at| head.get(*at..).is_some_and(|long| long.contains(' ')));
            let start = start.map(|at| end - (head.len() - at));
            // A word in brackets is rather a place, or something else.
            if is_set_as_word(short) {
                return name.filter(|name| is_short_for(context, name, short)).map(known);
            }
            match (name, start) {
                (Some(name), Some(start)) if start >= name.span.start => Some(known(name)),
                (Some(name), _) if is_short_for(context, name, short) => Some(known(name)),
                // 国家运输安全委员会（KNKT）: in letters of another language.
                (Some(name), None) if name.han && is_unknown(candidates, given.short, short) => Some(known(name)),
                (_, Some(start)) => {
                    let long = Span::new(start, end).of(context.text);
                    has_initials(long, short).then_some(Meaning::Other(long))
                }
                (_, None) => None,
            }
        }
    }
}

fn organisations<'c>(candidate: &'c Candidate<'_>) -> impl Iterator<Item = &'c Sense> {
    candidate.accepted().map(|(sense, _)| sense).filter(|sense| sense.kind == Kind::Organisation)
}

/// The longest name of an organisation that ends at a place.
fn organisation_before<'c, 'm>(candidates: &'c [Candidate<'m>], end: usize) -> Option<&'c Candidate<'m>> {
    let before = candidates.partition_point(|candidate| candidate.span.start < end);
    let near = candidates.get(before.saturating_sub(NEAR)..before)?;
    near.iter().find(|candidate| candidate.span.end == end && organisations(candidate).next().is_some())
}

/// Whether a short form is one of an organisation's own, or made of the letters of one of its English names.
fn is_short_for(context: &Context<'_>, name: &Candidate<'_>, short: &str) -> bool {
    let mut entities = organisations(name).filter_map(|sense| context.entity(sense));
    entities.any(|entity| {
        let mut own = entity.abbreviations.iter().chain(&entity.short);
        if is_set_as_word(short) {
            return own.any(|listed| listed.eq_ignore_ascii_case(short));
        }
        let listed = own.any(|listed| listed == short);
        // Bundesnetzagentur is one word, and BNetzA no chance.
        let made_of = |name: &&String| name.contains(' ') || short.len() > SURE;
        listed || entity.en.iter().filter(made_of).any(|name| stands_for(name, short) == Some(0))
    })
}

/// Where the words at the end of a text begin that a Latin short form stands for: its letters stand in them in order, each
/// as near to the end as can be, and the first begins a word. No more words are looked at than the algorithm looks at.
fn stands_for(text: &str, short: &str) -> Option<usize> {
    let letters: Vec<char> = short.chars().filter(char::is_ascii_alphanumeric).rev().collect();
    let most = (short.len() + 5).min(short.len() * 2);
    let (mut found, mut words) = (0, 1);
    let mut places = text.char_indices().rev().peekable();
    while let Some((at, c)) = places.next() {
        words += usize::from(c == ' ');
        if words > most || matches!(c, '(' | ')' | '"' | ';' | ':' | '\n') || is_han(c) {
            return None;
        }
        if !letters.get(found)?.eq_ignore_ascii_case(&c) {
            continue;
        }
        if found + 1 < letters.len() {
            found += 1;
        } else if places.peek().is_none_or(|(_, before)| !before.is_alphanumeric()) {
            return Some(at);
        }
    }
    None
}

/// Whether a short form is an abbreviation in capitals that may be nothing of the gazetteer.
fn is_unknown(candidates: &[Candidate<'_>], span: Span, short: &str) -> bool {
    let from = candidates.partition_point(|candidate| candidate.span.start < span.start);
    let known = candidates.get(from).is_some_and(|candidate| candidate.span.overlaps(span));
    !known && short.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the letters of a short form are, in order, those with which the words of a name in capitals begin.
fn has_initials(long: &str, short: &str) -> bool {
    let words = long.split(|c: char| !c.is_alphanumeric());
    let mut initials = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase() || c.is_ascii_digit());
    short.chars().filter(|c| c.is_alphanumeric()).all(|letter| initials.any(|c| c.eq_ignore_ascii_case(&letter)))
}

/// Whether the characters of a Chinese short form stand in a name in order. What the name ends with is its kind: 公司.
fn is_drawn_from(long: &str, short: &str) -> bool {
    let mut characters = long.chars();
    !long.ends_with(short) && short.chars().all(|c| characters.any(|other| other == c))
}

/// So many first letters make two words alike: Revolution, Revolutionary.
const STEM: usize = 5;

/// Whether three quarters of the words of a name stand in a name of the entity too: it is another form of that.
pub(super) fn is_called_like(entity: &Entity, name: &str) -> bool {
    let stems = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
        words.map(|word| word.chars().take(STEM).flat_map(char::to_lowercase).collect()).collect()
    };
    let here = stems(name);
    entity.en.iter().map(|known| stems(known)).any(|known| {
        let shared = here.iter().filter(|stem| known.contains(stem)).count();
        !here.is_empty() && shared * 4 >= here.len() * 3
    })
}
