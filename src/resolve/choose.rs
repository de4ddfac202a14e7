//! Which of several bearers of a name is meant, and which of overlapping candidates stays.

use std::cmp::Reverse;

use super::candidate::{Candidate, Referent, Sense};
use super::context::Context;
use super::known::Known;
use super::person::is_incumbent;
use super::reason::{Code, Reason};
use crate::Span;
use crate::gazetteer::{Form, Kind};

/// The sense that is meant among the accepted ones, with its evidence.
pub(super) fn sense<'c>(
    context: &Context<'_>,
    known: &Known<'_>,
    candidate: &'c Candidate<'_>,
) -> Option<(&'c Sense, Vec<Reason>)> {
    let accepted: Vec<(&Sense, &Reason)> = candidate.accepted().collect();
    if let [(sense, reason)] = *accepted {
        return Some((sense, vec![reason.clone()]));
    }
    let rank = |(sense, reason)| (Rank::of(context, known, candidate, sense, reason), sense, reason);
    let mut ranked: Vec<(Rank, &Sense, &Reason)> = accepted.into_iter().map(rank).collect();
    ranked.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let (ours, best, reason) = ranked.last()?;
    let mut evidence = vec![(*reason).clone()];
    if let Some((theirs, other, _)) = ranked.iter().rev().find(|(_, sense, _)| sense.referent != best.referent) {
        let code = match () {
            () if ours.named != theirs.named => Code::ChosenByDocument,
            () if ours.owned != theirs.owned || ours.states != theirs.states => Code::ChosenByState,
            () => Code::ChosenByProminence,
        };
        evidence.push(Reason::new(code, name_of(context, other)));
    }
    Some((best, evidence))
}

/// The order among the bearers of a name: the first field in which two differ decides.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// A name of the gazetteer, none that a nation and a kind of organ make: `Indian National Congress` is a party.
    listed: bool,
    /// A company in a row of such: 福特、丰田.
    in_row: bool,
    /// The full name stands elsewhere in the document.
    named: bool,
    /// The state of the bearer owns the name: "Italy's Democratic Party".
    owned: bool,
    /// The state before the office that stands before the name is the bearer's: 英国首相布朗.
    stated: bool,
    /// An office of the bearer stands beside the name.
    office: bool,
    /// ... and is still held.
    incumbent: bool,
    /// The name counts alone, and other names speak of the state of the bearer.
    at_home: bool,
    /// How often the state of the bearer is named.
    states: usize,
    /// Of organs that a shared character composes: how prominent the state is (澳国防部 is Australia's, not Macau's).
    state_prominence: u8,
    /// The name is a full one.
    full: bool,
    prominence: u8,
    /// The earlier place in the gazetteer, so that the answer is always the same.
    place: Reverse<Referent>,
}

impl Rank {
    fn of(context: &Context<'_>, known: &Known<'_>, candidate: &Candidate<'_>, sense: &Sense, reason: &Reason) -> Self {
        let entity = context.entity(sense);
        let office = reason.code == Code::Office;
        let state = entity.and_then(|entity| entity.country.as_deref());
        // The name itself may be of several states and says nothing for one of them.
        let states = state.and_then(|state| known.sure.get(state)).copied().unwrap_or_default();
        let owners = known.owner(context, candidate).unwrap_or_default();
        Rank {
            listed: reason.code != Code::Composed,
            in_row: sense.kind == Kind::Organisation && reason.code == Code::Row,
            named: reason.code == Code::BearerNamed,
            owned: state.is_some_and(|state| owners.contains(&state)),
            stated: office
                && state.is_some_and(|state| known.states_before(context, candidate, &reason.detail).contains(&state)),
            office,
            incumbent: office && entity.is_some_and(|entity| is_incumbent(context, &reason.detail, entity)),
            at_home: sense.kind == Kind::Organisation && !sense.ambiguous && states > 0,
            states,
            state_prominence: if reason.code == Code::Composed { state_prominence(context, sense) } else { 0 },
            full: sense.form == Form::Name,
            prominence: entity.map_or(5, |entity| entity.prominence),
            place: Reverse(sense.referent),
        }
    }
}

fn state_prominence(context: &Context<'_>, sense: &Sense) -> u8 {
    let state = context.state(sense).and_then(|state| context.gazetteer.state(state));
    state.map_or(0, |state| state.prominence)
}

fn name_of(context: &Context<'_>, sense: &Sense) -> String {
    context.entity(sense).map_or_else(String::new, |entity| entity.id.clone())
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
