//! Short and ambiguous names: what the rest of the document says for them.
//!
//! In: candidates whose own surroundings were looked at. Out: a verdict for those that were left open. Each kind has its
//! rules, in order; the first that has something to say decides.

use rustc_hash::FxHashMap;

use super::body;
use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::context::Context;
use super::home;
use super::known::Known;
use super::leader;
use super::reason::{Code, Reason};
use super::rule::{Off, Rule};
use super::tables;
use crate::gazetteer::{Entity, Form, Kind, Subkind};

/// An open sense, and what the rules may ask about it.
pub(super) struct Asked<'q, 'a> {
    pub(super) context: &'q Context<'a>,
    pub(super) known: &'q Known<'a>,
    pub(super) candidate: &'q Candidate<'q>,
    pub(super) sense: &'q Sense,
    pub(super) entity: &'a Entity,
    /// Whether the document names the state of the entity, or is at home there.
    pub(super) state: bool,
}

type Check = fn(&Asked<'_, '_>) -> Option<Verdict>;

const OF_LEADERS: &[(Rule, Check)] = &[
    (Rule::BearerNamed, bearer_named),
    (Rule::Namesake, namesake),
    (Rule::NoLeader, leader::no_leader),
    (Rule::Owner, leader::owner),
    (Rule::Speaker, leader::speaker),
    (Rule::Office, leader::office),
    (Rule::StateNamed, leader::state_named),
];

const OF_NATIONS: &[(Rule, Check)] = &[(Rule::BodyCue, team), (Rule::BearerNamed, bearer_named)];

const OF_ORGANISATIONS: &[(Rule, Check)] = &[
    (Rule::LongerName, body::longer_name),
    (Rule::BearerNamed, bearer_named),
    (Rule::Namesake, namesake),
    (Rule::ParentNamed, body::parent_named),
    (Rule::StateNamed, body::state_named),
    (Rule::Speaker, body::speaker),
    (Rule::BodyCue, body::cue),
];

/// The verdict on an open sense.
pub(super) fn decide(
    context: &Context<'_>,
    known: &Known<'_>,
    candidate: &Candidate<'_>,
    sense: &Sense,
    off: &Off,
) -> Verdict {
    let Some(entity) = context.entity(sense) else { return Verdict::Refuse(Code::NoSupport.into()) };
    let state = entity.country.as_deref().is_some_and(|country| {
        known.states.contains_key(country)
            || known.usual_state == Some(country)
            || known.dateline == Some(country) && sense.kind == Kind::Organisation
            || home::needs_no_state(context, known, candidate, entity)
    });
    let asked = Asked { context, known, candidate, sense, entity, state };
    let (rules, silence) = match sense.kind {
        Kind::Leader => (OF_LEADERS, Verdict::Refuse(Code::NoSupport.into())),
        Kind::Nation if sense.form == Form::Short => (OF_NATIONS, Verdict::Refuse(Code::NoSupport.into())),
        Kind::Nation => (OF_NATIONS, Verdict::Accept(Code::Unopposed.into())),
        Kind::Organisation => (OF_ORGANISATIONS, Verdict::Refuse(Code::NoSupport.into())),
    };
    let on = rules.iter().filter(|(rule, _)| !off.has(*rule));
    on.map(|(_, check)| check).find_map(|check| check(&asked)).unwrap_or(silence)
}

/// 中华|队: a short Chinese name of a nation is its teams' alone, also where the nation is named in full.
fn team(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, sense, .. } = *asked;
    if !candidate.han || sense.form != Form::Short {
        return None;
    }
    match context.cue_behind(candidate.span.end, &tables::TEAMS) {
        Some(team) => Verdict::accept(Code::Cue, team),
        None => Verdict::refuse(Code::NoSupport, ""),
    }
}

fn bearer_named(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let named = matches!(asked.sense.referent, Referent::Entity(index) if asked.known.entities.contains(&index));
    if !named {
        return None;
    }
    // Lin Minwang is another Lin than Lin Jian.
    if asked.sense.kind == Kind::Leader && leader::begins_other_name(asked) {
        return Verdict::refuse(Code::OtherPerson, "");
    }
    Verdict::accept(Code::BearerNamed, name_of(asked.entity))
}

/// The preferred English name of an entity.
pub(super) fn name_of(entity: &Entity) -> &str {
    entity.en.first().map_or("", String::as_str)
}

/// 金·福克斯 is a person, and 福克斯 then neither a company nor a leader who is less known.
fn namesake(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, sense, entity, .. } = *asked;
    let may_be = candidate.han && (sense.kind != Kind::Leader || !leader::is_known(entity));
    if may_be && context.is_family_name(candidate.span.of(context.text)) {
        Verdict::refuse(Code::OtherPerson, "·")
    } else {
        None
    }
}

/// Short names that an office explained once mean its bearer from there on: 洪都拉斯外长雷纳说…… 雷纳说.
pub(super) fn go_on(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    let mut known: FxHashMap<&str, (usize, Referent)> = FxHashMap::default();
    for candidate in candidates.iter() {
        let titled = |(sense, reason): &(&Sense, &Reason)| sense.form == Form::Short && reason.code == Code::Office;
        if let Some((sense, _)) = candidate.accepted().find(titled) {
            known.entry(candidate.span.of(context.text)).or_insert((candidate.span.start, sense.referent));
        }
    }
    if known.is_empty() {
        return;
    }
    for candidate in candidates.iter_mut().filter(|candidate| !candidate.is_accepted()) {
        let bearer = known.get(candidate.span.of(context.text)).filter(|(at, _)| *at < candidate.span.start);
        let Some(&(_, referent)) = bearer else { continue };
        candidate.revise(|_, sense| {
            let open = sense.is_refused_for(Code::NoSupport);
            let name = context.entity(sense).filter(|_| open && sense.referent == referent).map(name_of)?;
            Verdict::accept(Code::BearerNamed, name)
        });
    }
}

/// The verdict on an organ, a force or a party behind the possessive of another state ("North Korea's Central Military
/// Commission"), or on an ambiguous Chinese one right behind the name of another (智利|联合党).
pub(super) fn of_another_state(
    context: &Context<'_>,
    known: &Known<'_>,
    candidate: &Candidate<'_>,
    sense: &Sense,
) -> Option<Verdict> {
    let beside = || known.nation_before(candidate).filter(|_| sense.ambiguous || sense.form == Form::Short);
    let owners = known.owner(context, candidate).or_else(beside)?;
    let entity = context.entity(sense).filter(|entity| is_of_state(entity))?;
    let own = entity.country.as_deref().is_none_or(|country| owners.contains(&country));
    if own { None } else { Verdict::refuse(Code::InsideOtherName, *owners.first()?) }
}

fn is_of_state(entity: &Entity) -> bool {
    matches!(entity.subkind, Some(Subkind::Government | Subkind::Military | Subkind::Party))
}
