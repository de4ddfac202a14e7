//! A place in the text that may name something, and all that it may mean.

use super::reason::{Code, Reason};
use crate::Span;
use crate::gazetteer::{Bare, Form, Gazetteer, Kind, Reading, Subkind, Target};

/// What a sense refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Referent {
    /// The entity at this place of the gazetteer.
    Entity(u32),
    /// The organ of a nation that has no entry of its own: place of the nation, place of the institution.
    Organ(u32, u16),
}

/// What a candidate means, if it means this.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub(crate) referent: Referent,
    pub(crate) kind: Kind,
    pub(crate) form: Form,
    /// Counts only with support in the document.
    pub(crate) ambiguous: bool,
    pub(crate) exact_case: bool,
    pub(crate) verdict: Option<Verdict>,
}

impl Sense {
    pub(crate) fn is_accepted(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Accept(_)))
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refusal().is_some()
    }

    /// Why it was refused, if it was.
    pub(crate) fn refusal(&self) -> Option<&Reason> {
        match &self.verdict {
            Some(Verdict::Refuse(reason)) => Some(reason),
            _ => None,
        }
    }

    /// Whether it was refused for this.
    pub(crate) fn is_refused_for(&self, code: Code) -> bool {
        self.refusal().is_some_and(|reason| reason.code == code)
    }
}

/// Accepted or refused, and why.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    Accept(Reason),
    Refuse(Reason),
}

impl Verdict {
    pub(crate) fn refuse(code: Code, detail: impl Into<String>) -> Option<Self> {
        Some(Verdict::Refuse(Reason::new(code, detail)))
    }

    pub(crate) fn accept(code: Code, detail: impl Into<String>) -> Option<Self> {
        Some(Verdict::Accept(Reason::new(code, detail)))
    }
}

/// A place in the folded text and its senses.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'m> {
    /// Bytes of the folded text.
    pub(crate) span: Span,
    /// The surface in the case of the gazetteer; empty for an inferred name.
    pub(crate) surface: &'m str,
    /// Whether the surface holds Han characters.
    pub(crate) han: bool,
    pub(crate) senses: Vec<Sense>,
    /// The kind of organ that the surface names by itself, if it does: place of the institution, and where it counts
    /// without a nation.
    pub(crate) institution: Option<(u16, Bare)>,
}

impl<'m> Candidate<'m> {
    /// A candidate with all readings of a surface.
    pub(crate) fn new(gazetteer: &Gazetteer, span: Span, surface: &'m str, han: bool, readings: &[Reading]) -> Self {
        let mut candidate =
            Candidate { span, surface, han, senses: Vec::with_capacity(readings.len()), institution: None };
        if let [first, rest @ ..] = readings
            && rest.iter().all(|reading| reading.titles == first.titles)
        {
            candidate.without_titles(first.titles);
        }
        for reading in readings {
            match reading.target {
                Target::Entity(index) => {
                    candidate.senses.extend(gazetteer.entity(index).map(|entity| Sense {
                        referent: Referent::Entity(index),
                        kind: entity.kind,
                        form: reading.form,
                        ambiguous: reading.ambiguous,
                        exact_case: reading.exact_case,
                        verdict: None,
                    }));
                }
                Target::Institution { index, bare } => candidate.institution = Some((index, bare)),
                Target::Blocker(_) => {}
            }
        }
        candidate
    }

    /// A candidate that no surface of the gazetteer gave; none without senses.
    pub(crate) fn inferred(span: Span, han: bool, senses: Vec<Sense>) -> Option<Self> {
        (!senses.is_empty()).then_some(Candidate { span, surface: "", han, senses, institution: None })
    }

    /// Leaves titles at the edges outside.
    fn without_titles(&mut self, (front, end): (usize, usize)) {
        self.span = Span::new(self.span.start + front, self.span.end - end);
        self.surface = self.surface.get(front..self.surface.len() - end).unwrap_or_default();
    }

    /// Gives every sense that is still open the verdict of `judge`, if that has one.
    pub(crate) fn decide(&mut self, judge: impl Fn(&Self, &Sense) -> Option<Verdict>) {
        self.revise(|candidate, sense| if sense.verdict.is_none() { judge(candidate, sense) } else { None });
    }

    /// Gives every sense, decided or not, the verdict of `judge`, if that has one.
    pub(crate) fn revise(&mut self, judge: impl Fn(&Self, &Sense) -> Option<Verdict>) {
        for place in 0..self.senses.len() {
            let verdict = self.senses.get(place).and_then(|sense| judge(self, sense));
            if let (Some(sense), Some(verdict)) = (self.senses.get_mut(place), verdict) {
                sense.verdict = Some(verdict);
            }
        }
    }

    /// Whether one of its senses was accepted.
    pub(crate) fn is_accepted(&self) -> bool {
        self.senses.iter().any(Sense::is_accepted)
    }

    /// The senses that were accepted.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = (&Sense, &Reason)> {
        self.senses.iter().filter_map(|sense| match &sense.verdict {
            Some(Verdict::Accept(reason)) => Some((sense, reason)),
            _ => None,
        })
    }
}

/// So many candidates are looked at for one that ends at a place.
const NEAR: usize = 16;

/// The accepted ones among candidates in the order of their starts that end at a place.
pub(crate) fn ending<'c, 'm>(candidates: &'c [Candidate<'m>], end: usize) -> impl Iterator<Item = &'c Candidate<'m>> {
    let before = candidates.partition_point(|candidate| candidate.span.start < end);
    let near = candidates.get(before.saturating_sub(NEAR)..before).unwrap_or_default();
    near.iter().filter(move |candidate| candidate.span.end == end && candidate.is_accepted())
}

/// A mention: a place in the text and the entity that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Leader, nation or organisation.
    pub kind: Kind,
    /// What sort of organisation; none for leaders and nations.
    pub subkind: Option<Subkind>,
    /// What it refers to; [`Gazetteer::describe`] tells its id and names.
    pub referent: Referent,
    /// How it refers.
    pub form: Form,
    /// Why it was accepted and, where several bore the name, chosen.
    pub evidence: Vec<Reason>,
    /// Whether it lies inside a longer mention (only where nested mentions were asked for).
    pub nested: bool,
}

/// A candidate that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// What it would have been.
    pub kind: Kind,
    /// What it would have referred to.
    pub referent: Referent,
    /// How it would have referred.
    pub form: Form,
    /// Why it was refused.
    pub reason: Reason,
}
