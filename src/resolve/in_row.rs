//! Names in a row bear each other out: 福特、通用汽车和丰田, 'Ford, General Motors and Stellantis', 拉夫罗夫、达尔.
//!
//! In: candidates that were decided. Out: those that lacked support and stand in a row with what they would be.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sense, Verdict};
use super::context::Context;
use super::reason::{Code, Reason};
use super::tables::JOINTS;
use crate::gazetteer::{Form, Kind, Subkind};

/// From this many names on, a row of companies needs none that is sure.
const ALL_OPEN: usize = 3;

/// Accepts organisations and leaders that lacked support in a row with accepted ones of their sort. Where a name may be a
/// person's, too, the row is what tells.
pub(super) fn bear_out(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    for row in rows(context, candidates) {
        let members = || row.iter().filter_map(|&at| candidates.get(at));
        let sure: Vec<Subkind> =
            members().flat_map(Candidate::accepted).filter_map(|(sense, _)| sort(context, sense)).collect();
        let open =
            row.len() >= ALL_OPEN && members().all(|member| member.senses.iter().any(|s| is_company(context, s)));
        let accepted = members().flat_map(Candidate::accepted).map(|(sense, _)| sense);
        let leaders = accepted.filter(|sense| sense.kind == Kind::Leader);
        // Foreign ministers are named with their like.
        let roles: FxHashSet<&str> = leaders.flat_map(|leader| roles_of(context, leader)).collect();
        let countrymen = countrymen(context, &row, candidates);
        let fits = |sense: &Sense| match sense.kind {
            Kind::Organisation => {
                sort(context, sense).is_some_and(|sort| sure.contains(&sort)) || open && is_company(context, sense)
            }
            Kind::Leader => {
                let like = || roles_of(context, sense).any(|role| roles.contains(role));
                sense.form == Form::Name
                    && (like() || context.state(sense).is_some_and(|state| countrymen.contains(state)))
            }
            Kind::Nation => false,
        };
        for &at in &row {
            let Some(candidate) = candidates.get_mut(at) else { continue };
            let whole = candidate.span.of(context.text);
            // Of several bearers, the one that something else speaks for is meant.
            let decided = candidate.accepted().any(|(sense, _)| sort(context, sense).is_some() && !is_doubtful(sense));
            for sense in candidate.senses.iter_mut().filter(|sense| !decided && is_doubtful(sense) && fits(sense)) {
                sense.verdict = Some(Verdict::Accept(Reason::new(Code::Row, whole)));
            }
        }
    }
}

/// The rows of two and more names that are organisations or leaders, if they are anything.
fn rows(context: &Context<'_>, candidates: &[Candidate<'_>]) -> Vec<Vec<usize>> {
    let may_be = |candidate: &Candidate<'_>| {
        let named = |sense: &Sense| sense.kind == Kind::Leader || sort(context, sense).is_some();
        candidate.senses.iter().any(|sense| named(sense) && (sense.is_accepted() || is_doubtful(sense)))
    };
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| may_be(candidate)) {
        let joined = |last: &Candidate<'_>| {
            let between = context.text.get(last.span.end..candidate.span.start);
            between.is_some_and(|between| JOINTS.contains(&between))
        };
        let goes_on = rows
            .iter_mut()
            .rev()
            .take(2)
            .find(|row| row.last().and_then(|&last| candidates.get(last)).is_some_and(joined));
        match goes_on {
            Some(row) => row.push(at),
            None => rows.push(vec![at]),
        }
    }
    rows.retain(|row| row.len() > 1);
    rows
}

/// The states of which two and more leaders stand in a row by full Chinese names, one of three characters or more: 何卫东、苗华.
fn countrymen<'a>(context: &Context<'a>, row: &[usize], candidates: &[Candidate<'_>]) -> FxHashSet<&'a str> {
    let (mut once, mut again, mut long) = (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
    for member in row.iter().filter_map(|&at| candidates.get(at)).filter(|member| member.han) {
        let full = |sense: &&Sense| sense.kind == Kind::Leader && sense.form == Form::Name;
        let states: FxHashSet<&str> =
            member.senses.iter().filter(full).filter_map(|sense| context.state(sense)).collect();
        if member.span.of(context.text).chars().nth(2).is_some() {
            long.extend(states.iter().copied());
        }
        again.extend(states.into_iter().filter(|state| !once.insert(*state)));
    }
    again.intersection(&long).copied().collect()
}

/// Whether nothing but its state, or not even that, speaks for a sense.
fn is_doubtful(sense: &Sense) -> bool {
    let Some(Verdict::Accept(reason) | Verdict::Refuse(reason)) = &sense.verdict else { return false };
    matches!(reason.code, Code::NoSupport | Code::StateNamed)
}

fn is_company(context: &Context<'_>, sense: &Sense) -> bool {
    sort(context, sense) == Some(Subkind::Company)
}

/// The sort of an organisation that is named with its like: a company, a party, a union or a university, no organ of a state.
fn sort(context: &Context<'_>, sense: &Sense) -> Option<Subkind> {
    let named = |sort: &Subkind| matches!(sort, Subkind::Company | Subkind::Party | Subkind::Ngo | Subkind::Other);
    context.entity(sense)?.subkind.filter(named)
}

/// The roles of the offices that a leader holds or held.
fn roles_of<'a>(context: &Context<'a>, leader: &Sense) -> impl Iterator<Item = &'a str> {
    context.entity(leader).into_iter().flat_map(|entity| entity.offices.iter().map(|office| office.role.as_str()))
}
