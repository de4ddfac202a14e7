//! One-character names: 美, 习. Almost any text is full of these characters, so a cue is asked for first, and only then
//! are the words of the run looked at.

use super::candidate::{Candidate, Sense, Verdict};
use super::context::Context;
use super::reason::Code;
use super::tables::{ONE_CHARACTER, Words};
use crate::Span;
use crate::gazetteer::{Kind, is_han};
use crate::mention::Matcher;

/// Nations whose character is rare enough as a word that a row of two is believed when it holds one of them.
const STRONG: &str = "中美俄韩英德台乌印朝澳越菲泰陆港伊华苏";

/// Regions that stand in rows with nations without being one: 中欧, 中非.
const PARTNERS: &str = "欧非";

/// All one-character candidates with a cue, in order.
pub(super) fn candidates<'m>(context: &Context<'_>, matcher: &'m Matcher, out: &mut Vec<Candidate<'m>>) {
    let text = context.text;
    let mut at = 0;
    while let Some(len) = text.get(at..).and_then(|tail| tail.chars().next()).map(char::len_utf8) {
        let row = row(text, at, matcher);
        if row.len == 0 {
            at += len;
            continue;
        }
        for &offset in &row.offsets {
            out.extend(candidate(context, matcher, &row, offset));
        }
        at = row.end;
    }
}

/// A row of one-character names, with or without 、 between them.
#[derive(Default)]
struct Row {
    offsets: Vec<usize>,
    end: usize,
    /// Names and partners in it.
    len: usize,
    strong: bool,
}

fn row(text: &str, start: usize, matcher: &Matcher) -> Row {
    let mut row = Row { end: start, ..Row::default() };
    let mut rest = text.get(start..).unwrap_or_default().chars();
    while let Some(c) = rest.next() {
        let offset = row.end;
        if matcher.one_character(c).is_some() {
            row.offsets.push(offset);
        } else if !(PARTNERS.contains(c) && row.len > 0) {
            break;
        }
        row.len += 1;
        row.strong |= STRONG.contains(c);
        row.end = offset + c.len_utf8();
        let mut ahead = rest.clone();
        let separator = ahead.next().filter(|c| matches!(c, '、' | '/' | '-'));
        if let (Some(separator), true) = (separator, ahead.next().is_some_and(|c| matcher.one_character(c).is_some())) {
            row.end += separator.len_utf8();
            rest.next();
        }
    }
    row
}

fn candidate<'m>(context: &Context<'_>, matcher: &'m Matcher, row: &Row, offset: usize) -> Option<Candidate<'m>> {
    let c = context.text.get(offset..)?.chars().next()?;
    let surface = matcher.one_character(c)?;
    let span = Span::new(offset, offset + c.len_utf8());
    let mut candidate = Candidate::new(context.gazetteer, span, &surface.folded, true, &surface.readings);
    for sense in &mut candidate.senses {
        sense.verdict = Some(verdict(context, row, span, sense));
    }
    let cued = candidate
        .senses
        .iter()
        .any(|sense| !matches!(&sense.verdict, Some(Verdict::Refuse(r)) if r.code == Code::NoCue));
    cued.then_some(candidate)
}

fn verdict(context: &Context<'_>, row: &Row, span: Span, sense: &Sense) -> Verdict {
    let no_cue = || Verdict::Refuse(Code::NoCue.into());
    let cues = match sense.kind {
        Kind::Nation => &ONE_CHARACTER.nation,
        Kind::Leader => &ONE_CHARACTER.leader,
        // 国共, 国民党团 ...: parties take their cue from each other in a row.
        Kind::Organisation => return in_row(context, row, span).unwrap_or_else(no_cue),
    };
    let row_verdict =
        (sense.kind == Kind::Nation && row.len > 1 && row.strong).then(|| in_row(context, row, span)).flatten();
    row_verdict.or_else(|| beside_cue(context, span, cues)).unwrap_or_else(no_cue)
}

/// A name in a row counts if no word that covers it reaches out of the row.
fn in_row(context: &Context<'_>, row: &Row, span: Span) -> Option<Verdict> {
    let first = *row.offsets.first()?;
    let word = context.word_at(span.start)?;
    let inside = row.len > 1 && first <= word.start && word.end <= row.end;
    inside.then(|| {
        Verdict::Accept(super::reason::Reason::new(Code::Row, context.text.get(first..row.end).unwrap_or_default()))
    })
}

/// A cue before or behind counts if the name's word ends with the name and cue together.
fn beside_cue(context: &Context<'_>, span: Span, (before, behind): &(Words, Words)) -> Option<Verdict> {
    let word = context.word_at(span.start)?;
    if let Some(cue) = context.cue_behind(span.end, behind) {
        let end = span.end + cue.len();
        let cue_word = context.word_at(end - cue.chars().next_back().map_or(1, char::len_utf8));
        let whole =
            cue_word.is_none_or(|cue_word| cue_word.end <= end || cue.chars().count() > 1 || word.end > span.end);
        if word.start == span.start && word.end <= end && whole {
            return Verdict::accept(Code::Cue, cue);
        }
    }
    let cue = context.cue_before(span.start, before)?;
    let free = context.text.get(span.end..).and_then(|tail| tail.chars().next()).is_none_or(|c| !is_han(c))
        || word.end == span.end;
    (free && word.end == span.end && word.start + cue.len() >= span.start)
        .then(|| Verdict::Accept(super::reason::Reason::new(Code::Cue, cue)))
}
