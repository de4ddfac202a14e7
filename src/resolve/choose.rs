//! Which of several bearers of a name is meant, and which of overlapping candidates stays.

use std::cmp::Reverse;

use super::candidate::{Candidate, Referent, Sense};
use super::context::Context;
use super::person::{entity_of, is_incumbent};
use super::reason::{Code, Reason};
use super::support::Known;
use crate::Span;
use crate::gazetteer::{Form, Kind};

/// The sense that is meant among the accepted ones, with its evidence.
pub(super) fn sense<'c>(
    context: &Context<'_>,
    known: &Known,
    candidate: &'c Candidate<'_>,
) -> Option<(&'c Sense, Vec<Reason>)> {
    let accepted: Vec<(&Sense, &Reason)> = candidate.accepted().collect();
    let (best, reason) = accepted.iter().copied().max_by_key(|(sense, reason)| rank(context, known, sense, reason))?;
    let mut evidence = vec![reason.clone()];
    if let Some((other, their_reason)) = accepted
        .iter()
        .filter(|(sense, _)| sense.referent != best.referent)
        .max_by_key(|(sense, reason)| rank(context, known, sense, reason))
    {
        let ours = rank(context, known, best, reason);
        let theirs = rank(context, known, other, their_reason);
        let code = match () {
            () if ours.0 != theirs.0 => Code::ChosenByDocument,
            () if ours.2 != theirs.2 => Code::ChosenByState,
            () => Code::ChosenByProminence,
        };
        evidence.push(Reason::new(code, name_of(context, other)));
    }
    Some((best, evidence))
}

/// The order among the bearers of a name: named elsewhere in full; office beside it, rather one that is still held; a state
/// that the document names; full name before short; prominence; then the earlier place in the gazetteer, so that the answer
/// is always the same.
type Rank = (bool, (bool, bool), usize, bool, u8, Reverse<Referent>);

fn rank(context: &Context<'_>, known: &Known, sense: &Sense, reason: &Reason) -> Rank {
    let entity = entity_of(context, sense);
    let named = reason.code == Code::BearerNamed;
    let office = reason.code == Code::Office;
    let incumbent = office && entity.is_some_and(|entity| is_incumbent(context, &reason.detail, entity));
    let state = entity.and_then(|entity| entity.country.as_deref());
    // A nation is its own state: counting its shared names would let it win over all others that have them.
    let count = if sense.kind == Kind::Nation { &known.sure } else { &known.states };
    let states = state.and_then(|state| count.get(state)).copied().unwrap_or_default();
    let prominence = entity.map_or(5, |entity| entity.prominence);
    (named, (office, incumbent), states, sense.form == Form::Name, prominence, Reverse(sense.referent))
}

fn name_of(context: &Context<'_>, sense: &Sense) -> String {
    entity_of(context, sense).map_or_else(String::new, |entity| entity.id.clone())
}

/// The places of the candidates that stay when the longest wins, and for each of the others the one that covers it.
/// `spans` are those of the accepted candidates.
pub(super) fn longest(spans: &[Span]) -> Vec<Option<Span>> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&at| spans.get(at).map(|span| (Reverse(span.len()), span.start)));
    let mut kept = std::collections::BTreeMap::<usize, Span>::new();
    let mut covered_by = vec![None; spans.len()];
    for at in order {
        let Some(&span) = spans.get(at) else { continue };
        let before = kept.range(..span.end).next_back().map(|(_, &other)| other).filter(|other| other.overlaps(span));
        match (before, covered_by.get_mut(at)) {
            (Some(other), Some(slot)) => *slot = Some(other),
            _ => {
                kept.insert(span.start, span);
            }
        }
    }
    covered_by
}
