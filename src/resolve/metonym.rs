//! Capitals: a seat of government counts when it acts or is a party to something, and not as a place. Silence is a no.

use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, word_behind};
use super::reason::Code;
use super::rules::phrase_before;
use super::tables;
use crate::gazetteer::Form;

pub(super) fn metonym(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.form != Form::Metonym {
        return None;
    }
    let cue = if candidate.han { chinese_cue(context, candidate) } else { english_cue(context, candidate) };
    match cue {
        Some(cue) => Verdict::accept(Code::Cue, cue),
        None => Verdict::refuse(Code::Place, ""),
    }
}

fn chinese_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let span = candidate.span;
    let (place_before, place_behind) = &*tables::METONYM_PLACE_ZH;
    if context.cue_before(span.start, place_before).is_some() || context.cue_behind(span.end, place_behind).is_some() {
        return None;
    }
    context
        .cue_behind(span.end, &tables::METONYM_AFTER_ZH)
        .or_else(|| context.cue_before(span.start, &tables::METONYM_BEFORE_ZH))
}

fn english_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let (before, behind) = context.sides(candidate.span);
    let (owner, behind) = match behind.strip_prefix("'s") {
        Some(rest) => (true, rest),
        None => (false, behind),
    };
    let next = word_behind(behind).unwrap_or_default();
    if tables::METONYM_PLACE_EN.contains(next.to_ascii_lowercase().as_str()) {
        return None;
    }
    let party = phrase_before(before, &tables::METONYM_BEFORE_EN);
    if owner {
        // "Beijing's claims": a place's possessive is told by its noun, except behind 'in', 'near' ...
        return (!behind.starts_with(['.', ','])).then_some("'s");
    }
    if let Some(tail) = behind.strip_prefix('-') {
        let adjective = tail.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        return adjective.ends_with("ed").then_some(adjective).or(party);
    }
    let place = phrase_before(before, &tables::PLACE_BEFORE_EN).is_some();
    if !place && behind.starts_with(' ') && tables::METONYM_AFTER_EN.contains(next) {
        return Some(next);
    }
    party
}
