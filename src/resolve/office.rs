//! Offices that stand for their holders, where they were asked for: 'the US president', 法國總統. The title beside a nation's
//! name is the mention; its entity is who held the office at the document's date, by the terms in the gazetteer. Without a
//! date, a holder, or with two, it stays unresolved.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::context::{Context, word_before, word_behind};
use super::reason::Code;
use super::tables::NOT_IN_OFFICE;
use super::titles::{OFFICES, Roles};
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, Office};

/// The offices beside the nations that were accepted.
pub(super) fn candidates<'m>(context: &Context<'_>, decided: &[Candidate<'m>], date: &str) -> Vec<Candidate<'m>> {
    let accepted = |candidate: &&Candidate<'m>| candidate.is_accepted();
    let starts: FxHashSet<usize> = decided.iter().filter(accepted).map(|candidate| candidate.span.start).collect();
    let mut found = Vec::new();
    for nation in decided {
        let state = nation.accepted().find_map(|(sense, _)| {
            context.state(sense).filter(|_| sense.kind == Kind::Nation && sense.form != Form::Metonym)
        });
        let Some(state) = state else { continue };
        let Some((span, roles)) = title_behind(context, nation).or_else(|| title_before(context, nation)) else {
            continue;
        };
        if !names_follow(context, span, &starts) {
            found.extend(holder(context, state, roles, date).and_then(|index| candidate(context, span, index, state)));
        }
    }
    found
}

/// The title right behind a nation's name, its possessive included.
fn title_behind(context: &Context<'_>, nation: &Candidate<'_>) -> Option<(Span, &'static Roles)> {
    let (before, behind) = context.sides(nation.span);
    if nation.han {
        let before_ex = context.cue_before(nation.span.start, &NOT_IN_OFFICE).is_some();
        let title = OFFICES.starting(behind).filter(|_| !before_ex)?;
        let roles = OFFICES.get(title)?;
        return Some((Span::new(nation.span.end, nation.span.end + title.len()), roles));
    }
    if word_before(before).is_some_and(|word| NOT_IN_OFFICE.contains(word.to_ascii_lowercase().as_str())) {
        return None;
    }
    let gap = if behind.starts_with("'s ") { 3 } else { 1 };
    let title = behind.get(gap..).filter(|_| behind.starts_with("'s ") || behind.starts_with(' '))?;
    let (len, roles) = english_title(title)?;
    let start = nation.span.end + gap;
    Some((Span::new(start, start + len), roles))
}

/// 'the president of France'.
fn title_before(context: &Context<'_>, nation: &Candidate<'_>) -> Option<(Span, &'static Roles)> {
    let (before, _) = context.sides(nation.span);
    let head = before.strip_suffix(" of ").or_else(|| before.strip_suffix(" of the "))?;
    let starts = head.rmatch_indices(' ').map(|(at, _)| at + 1).take(3);
    let (start, roles) = starts
        .filter_map(|start| Some((start, english_title(head.get(start..)?)?)))
        .find_map(|(start, (len, roles))| (start + len == head.len()).then_some((start, roles)))?;
    let from = nation.span.start - before.len();
    head.get(..start)?.ends_with("the ").then(|| (Span::new(from + start, from + head.len()), roles))
}

/// The longest title at the start of a text, and its length.
fn english_title(text: &str) -> Option<(usize, &'static Roles)> {
    let ends = text.match_indices(|c: char| !c.is_alphabetic()).map(|(at, _)| at).chain([text.len()]).take(3);
    let found = ends.filter_map(|end| Some((end, OFFICES.get(text.get(..end)?.to_ascii_lowercase().as_str())?)));
    found.last()
}

/// Whether the holder's name stands behind the title: then that is the mention.
fn names_follow(context: &Context<'_>, title: Span, starts: &FxHashSet<usize>) -> bool {
    let (_, behind) = context.sides(title);
    let blank = behind.len() - behind.trim_start_matches(' ').len();
    let capital = blank > 0 && word_behind(behind).is_some_and(|word| word.starts_with(char::is_uppercase));
    starts.contains(&(title.end + blank)) || capital
}

/// Who held one of these offices of a state on a day: the one person, of the first role that someone held.
fn holder(context: &Context<'_>, state: &str, roles: &Roles, date: &str) -> Option<u32> {
    roles.named().iter().find_map(|role| {
        let held = |office: &Office| office.role == *role && office.of.as_deref() == Some(state) && office.covers(date);
        let at_date = |(index, leader): (u32, &Entity)| leader.offices.iter().any(held).then_some(index);
        let mut holders = context.gazetteer.leaders(state).filter_map(at_date);
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    })
}

fn candidate<'m>(context: &Context<'_>, span: Span, index: u32, state: &str) -> Option<Candidate<'m>> {
    let detail = format!("{}, {state}", span.of(context.text));
    let sense = Sense {
        referent: Referent::Entity(index),
        kind: Kind::Leader,
        form: Form::Office,
        ambiguous: false,
        exact_case: false,
        verdict: Verdict::accept(Code::OfficeHolder, detail),
    };
    let han = !span.of(context.text).is_ascii();
    Candidate::inferred(span, han, vec![sense])
}
