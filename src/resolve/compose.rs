//! A nation and a kind of organ make one name: 'Russian Foreign Ministry', 俄罗斯外交部, 'Ministry of Defence of Ukraine'.

use super::bare_organ::part_of_a_name;
use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::context::Context;
use super::reason::{Code, Reason};
use super::tables;
use crate::Span;
use crate::gazetteer::{Form, Gazetteer, Kind, Subkind};

/// The composed names of a document, from candidates sorted by start.
pub(super) fn composed<'m>(context: &Context<'_>, candidates: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let mut composed = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if let Some((institution, _)) = candidate.institution
            && (candidate.han || candidate.span.of(context.text) == candidate.surface)
        {
            let near = near(candidates, candidate.span).iter();
            composed.extend(near.filter_map(|nation| with_nation(context, nation, candidate, institution)));
        }
        composed.extend(with_state(context, candidates, place));
    }
    composed
}

/// The longest name of a nation with what may stand between it and its organ, in bytes.
const REACH: usize = 256;

/// The candidates that begin near a span.
fn near<'c, 'm>(candidates: &'c [Candidate<'m>], span: Span) -> &'c [Candidate<'m>] {
    let from = candidates.partition_point(|other| other.span.start + REACH < span.start);
    let to = candidates.partition_point(|other| other.span.start <= span.end + REACH);
    candidates.get(from..to).unwrap_or_default()
}

fn with_nation<'m>(
    context: &Context<'_>,
    nation: &Candidate<'m>,
    organ: &Candidate<'m>,
    institution: u16,
) -> Option<Candidate<'m>> {
    let span = joined(context, nation, organ, institution).or_else(|| owned(context, nation, organ))?;
    let senses = nation.senses.iter().filter(|sense| names_nation(sense));
    let senses: Vec<Sense> = senses.filter_map(|sense| sense_of(context, sense.referent, institution)).collect();
    Candidate::inferred(span, organ.han, senses)
}

/// Whether a sense is a nation's, or one that was refused for the name of the body that it begins: 'the Kenyan High Court'.
fn names_nation(sense: &Sense) -> bool {
    let named = match &sense.verdict {
        Some(Verdict::Accept(_)) => true,
        Some(Verdict::Refuse(reason)) => reason.code == Code::InsideOtherName,
        None => false,
    };
    named && sense.kind == Kind::Nation && sense.form != Form::Metonym
}

/// An organ of a state with the state's name before it: 'US Defense Security Cooperation Agency', 港國安處.
fn with_state<'m>(context: &Context<'_>, candidates: &[Candidate<'m>], place: usize) -> Option<Candidate<'m>> {
    let organ = candidates.get(place)?;
    let senses: Vec<(&Sense, &str)> = organ
        .senses
        .iter()
        .filter(|sense| !sense.is_refused())
        .filter_map(|sense| Some((sense, state_of_organ(context, sense)?)))
        .collect();
    if senses.is_empty() {
        return None;
    }
    let between = if organ.han { "" } else { " " };
    let end = organ.span.start.checked_sub(between.len())?;
    // A longer name of the state ends where a shorter one does; the first in the order of starts is the longest.
    let before = candidates.get(place.saturating_sub(16)..place)?;
    let nation = before.iter().find(|nation| nation.span.end == end && nation.han == organ.han)?;
    if context.text.get(end..organ.span.start) != Some(between) {
        return None;
    }
    let names =
        |country: &str| nation.senses.iter().any(|sense| names_nation(sense) && context.state(sense) == Some(country));
    let senses: Vec<Sense> = senses
        .into_iter()
        .filter(|(_, country)| names(country))
        .map(|(sense, country)| Sense { verdict: Verdict::accept(Code::Composed, country), ..sense.clone() })
        .collect();
    let span = Span::new(nation.span.start, organ.span.end);
    Candidate::inferred(span, organ.han, senses)
}

/// The state of a sense that is one of its organs, forces or parties.
pub(super) fn state_of_body<'a>(context: &Context<'a>, sense: &Sense) -> Option<&'a str> {
    let entity = context.entity(sense)?;
    let party = entity.subkind == Some(Subkind::Party);
    state_of_organ(context, sense).or_else(|| entity.country.as_deref().filter(|_| party))
}

/// The state of a sense that is one of its organs or forces.
fn state_of_organ<'a>(context: &Context<'a>, sense: &Sense) -> Option<&'a str> {
    let entity = context.entity(sense)?;
    // Of forces the state's own: 'Ukrainian Azov' and 也门胡塞武装 are two names.
    let organ = match entity.subkind {
        Some(Subkind::Government) => true,
        Some(Subkind::Military) => entity.institution.is_some(),
        _ => false,
    };
    entity.country.as_deref().filter(|_| organ)
}

/// The span of both together, if nothing but what belongs to a name stands between them.
fn joined(context: &Context<'_>, nation: &Candidate<'_>, organ: &Candidate<'_>, institution: u16) -> Option<Span> {
    let (first, second) = if nation.span.end <= organ.span.start { (nation, organ) } else { (organ, nation) };
    if first.span.end > second.span.start || second.span.start - first.span.end > " of the ".len() {
        return None;
    }
    let between = context.text.get(first.span.end..second.span.start)?;
    let of = context.gazetteer.institution(institution).is_some_and(|institution| institution.of);
    // 这家卡塔尔广播公司: a description.
    let described = || context.cue_before(first.span.start, &tables::MEASURES).is_some();
    let behind = || nation.span.start < organ.span.start && !heads_office(context, organ);
    let fits = match between {
        "" => organ.han && nation.han && behind() && !described(),
        " " => !organ.han && !nation.han && behind(),
        " of " | " of the " => {
            // 'Democratic Labour Congress of Kenya' is no parliament.
            let whole = || !part_of_a_name(context.sides(organ.span).0, organ);
            of && !organ.han && organ.span.start < nation.span.start && whole()
        }
        _ => false,
    };
    fits.then(|| Span::new(first.span.start, second.span.end))
}

/// The organ in "Greece's Defence Ministry": a name of its own.
fn owned(context: &Context<'_>, nation: &Candidate<'_>, organ: &Candidate<'_>) -> Option<Span> {
    let between = context.text.get(nation.span.end..organ.span.start)?;
    (between == "'s " && !organ.han).then_some(organ.span)
}

/// 美国防部|长, `US Treasury secretary` and `Secretary of Homeland Security` name a person's office.
pub(super) fn heads_office(context: &Context<'_>, organ: &Candidate<'_>) -> bool {
    let (before, behind) = context.sides(organ.span);
    // A Secretary-General is the head of an organ's staff: 'the Executive Yuan Secretary-General'.
    let head = || {
        let rest = behind.strip_prefix(" Secretary").or_else(|| behind.strip_prefix(" secretary"));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic() || c == '-'))
    };
    // 'the Secretary for Financial Services and |the Treasury|' of Hong Kong: one title of several fields.
    let fields = || {
        let clause = before.rsplit([',', '.', ';', '\n']).next().unwrap_or_default();
        clause.ends_with(" and the ") && clause.contains("Secretary for ")
    };
    let headed = || before.ends_with("Secretary of ") || before.ends_with("Secretary of the ") || fields();
    if organ.han { behind.starts_with('长') } else { head() || headed() }
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
