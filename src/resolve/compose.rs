//! A nation and a kind of organ make one name: 'Russian Foreign Ministry', 俄罗斯外交部, 'Ministry of Defence of Ukraine'.

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::context::Context;
use super::reason::{Code, Reason};
use crate::Span;
use crate::gazetteer::{Form, Gazetteer, Kind};

/// The composed names of a document, from candidates sorted by start.
pub(super) fn composed<'m>(context: &Context<'_>, candidates: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let mut composed = Vec::new();
    for organ in candidates.iter().filter(|candidate| candidate.institution.is_some()) {
        let Some((institution, _)) = organ.institution else { continue };
        if !organ.han && organ.span.of(context.text) != organ.surface {
            continue;
        }
        for nation in candidates {
            let Some(span) = joined(context, nation, organ, institution) else { continue };
            let senses =
                nation.accepted().filter(|(sense, _)| sense.kind == Kind::Nation && sense.form != Form::Metonym);
            let senses: Vec<Sense> =
                senses.filter_map(|(sense, _)| sense_of(context, sense.referent, institution)).collect();
            if !senses.is_empty() {
                composed.push(Candidate { span, surface: "", han: organ.han, senses, institution: None });
            }
        }
    }
    composed
}

/// The span of both together, if nothing but what belongs to a name stands between them.
fn joined(context: &Context<'_>, nation: &Candidate<'_>, organ: &Candidate<'_>, institution: u16) -> Option<Span> {
    let (first, second) = if nation.span.end <= organ.span.start { (nation, organ) } else { (organ, nation) };
    if first.span.end > second.span.start || second.span.start - first.span.end > " of the ".len() {
        return None;
    }
    let between = context.text.get(first.span.end..second.span.start)?;
    let of = context.gazetteer.institution(institution).is_some_and(|institution| institution.of);
    let fits = match between {
        "" => organ.han && nation.han && nation.span.start < organ.span.start && context_ends_word(context, organ),
        " " => !organ.han && !nation.han && nation.span.start < organ.span.start,
        " of " | " of the " => of && !organ.han && organ.span.start < nation.span.start,
        _ => false,
    };
    fits.then(|| Span::new(first.span.start, second.span.end))
}

/// 美国防部|长 names a person's office, 美国防部 an organ: behind a Chinese organ no word may go on with a title.
fn context_ends_word(context: &Context<'_>, organ: &Candidate<'_>) -> bool {
    !context.text.get(organ.span.end..).is_some_and(|tail| tail.starts_with('长'))
}

fn sense_of(context: &Context<'_>, nation: Referent, institution: u16) -> Option<Sense> {
    let Referent::Entity(nation) = nation else { return None };
    let referent = organ_of(context.gazetteer, nation, institution);
    let name = context.gazetteer.institution(institution)?.id.clone();
    let verdict = Some(Verdict::Accept(Reason::new(Code::Composed, name)));
    Some(Sense { referent, kind: Kind::Organisation, form: Form::Name, ambiguous: false, exact_case: false, verdict })
}

/// The organisation that is this organ of this nation: the gazetteer's own entry, else the derived one.
pub(super) fn organ_of(gazetteer: &Gazetteer, nation: u32, institution: u16) -> Referent {
    let own = gazetteer
        .entity(nation)
        .zip(gazetteer.institution(institution))
        .and_then(|(nation, institution)| gazetteer.organ(nation.country.as_deref()?, &institution.id));
    own.map_or(Referent::Organ(nation, institution), Referent::Entity)
}
