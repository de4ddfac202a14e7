//! What belongs to a name behind it, where the gazetteer lists the name without: the legal form of a company (`Nvidia |Corp.`),
//! the school or hospital of a university (`Yale |Law School`).

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sense};
use super::context::Context;
use super::{faculty, legal_form};
use crate::Span;
use crate::gazetteer::{Entity, Subkind};

/// The bytes behind a name that belong to it.
type Tail = fn(&Context<'_>, &Candidate<'_>) -> usize;

/// Takes what belongs to names into their spans.
pub(super) fn take_in(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    // Air Asia Company is another company than AirAsia, and listed.
    let listed = candidates.iter().filter(|candidate| candidate.is_accepted());
    let listed: FxHashSet<Span> = listed.map(|candidate| candidate.span).collect();
    for candidate in candidates {
        let Some(tail) = tail_of(context, candidate) else { continue };
        let whole = Span::new(candidate.span.start, candidate.span.end + tail(context, candidate));
        if !listed.contains(&whole) {
            candidate.span = whole;
        }
    }
}

/// What may stand behind a candidate that is accepted as a company or a university, and as nothing else.
fn tail_of(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<Tail> {
    let all = |is: fn(&Entity) -> bool| {
        let mut accepted = candidate.accepted().map(|(sense, _): (&Sense, _)| context.entity(sense)).peekable();
        accepted.peek().is_some() && accepted.all(|entity| entity.is_some_and(is))
    };
    if all(|entity| entity.subkind == Some(Subkind::Company)) {
        return Some(if candidate.han { legal_form::chinese } else { legal_form::english });
    }
    all(faculty::is_university).then_some(if candidate.han { faculty::chinese } else { faculty::english })
}
