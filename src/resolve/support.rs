//! Short and ambiguous names: what the rest of the document says for them.
//!
//! In: candidates whose own surroundings were looked at. Out: a verdict for those that were left open, and for organs
//! without a state ('the Senate') the state that the document is about.

use super::body;
use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::compose::organ_of;
use super::context::{Context, word_before, word_behind};
use super::known::{Known, usual_state};
use super::person::{Fit, office_beside};
use super::reason::{Code, Reason};
use super::tables;
use crate::gazetteer::{Entity, Form, Kind, Subkind};

/// The verdict on an organ, a force or a party behind the possessive of another state: "North Korea's Central Military
/// Commission".
pub(super) fn of_another_state(
    context: &Context<'_>,
    known: &Known,
    candidate: &Candidate<'_>,
    sense: &Sense,
) -> Option<Verdict> {
    let owners = known.owner(context, candidate)?;
    let entity = context.entity(sense).filter(|entity| is_of_state(entity))?;
    let own = entity.country.as_ref().is_none_or(|country| owners.contains(country));
    if own { None } else { Verdict::refuse(Code::InsideOtherName, owners.first()?.as_str()) }
}

fn is_of_state(entity: &Entity) -> bool {
    matches!(entity.subkind, Some(Subkind::Government | Subkind::Military | Subkind::Party))
}

/// The rules for open senses, in order.
pub(super) fn decide(context: &Context<'_>, known: &Known, candidate: &Candidate<'_>, sense: &Sense) -> Verdict {
    let Some(entity) = context.entity(sense) else { return Verdict::Refuse(Code::NoSupport.into()) };
    let bearer = matches!(sense.referent, Referent::Entity(index) if known.entities.contains(&index));
    if bearer {
        return Verdict::Accept(Reason::new(Code::BearerNamed, entity.en.first().map_or("", String::as_str)));
    }
    // The press of Hong Kong needs no 'Hong Kong' before its own bodies.
    let state = entity.country.as_deref().is_some_and(|country| {
        known.states.contains_key(country)
            || known.usual_state == Some(country)
            || country == "HK" && known.is_at_home(context)
    });
    let supported = match sense.kind {
        Kind::Nation => Some(Reason::from(Code::Unopposed)),
        Kind::Leader => leader(context, known, candidate, sense, state),
        Kind::Organisation => body::support(context, candidate, sense, entity, state),
    };
    supported.map_or_else(|| Verdict::Refuse(Code::NoSupport.into()), Verdict::Accept)
}

fn leader(
    context: &Context<'_>,
    known: &Known,
    candidate: &Candidate<'_>,
    sense: &Sense,
    state: bool,
) -> Option<Reason> {
    let entity = context.entity(sense)?;
    if candidate.han && context.cue_before(candidate.span.start, &tables::NO_LEADERS_ZH).is_some() {
        return None;
    }
    let whole = candidate.han || sense.form == Form::Name || ends_name(context, candidate);
    if let Some(state) = owning_state(context, known, candidate, entity).filter(|_| whole) {
        return Some(Reason::new(Code::StateNamed, state));
    }
    if let Some(cue) = speaker(context, candidate, sense, entity) {
        return Some(Reason::new(Code::Headline, cue));
    }
    let serves = || known.names_body_of(context, entity);
    let beside = office_beside(context, candidate.span, candidate.han, entity);
    match beside {
        Some((Fit::Office, title)) => return Some(Reason::new(Code::Office, title)),
        Some((Fit::Title, title))
            if whole && (state || entity.prominence >= 7 || serves()) && known.believes(context, candidate, title) =>
        {
            return Some(Reason::new(Code::Office, title));
        }
        _ => {}
    }
    // A word that is also a common one, or a given name, needs more than a state somewhere in the text: 'Mrs May' has it.
    let addressed = matches!(beside, Some((Fit::Person, _))) && entity.prominence >= ADDRESSED;
    let given = tables::GIVEN_NAMES.contains(candidate.surface) && entity.prominence < UNMISTAKEN && !state;
    let own_word = !sense.exact_case && !given;
    let short = whole && (addressed || own_word && is_prominent(context, candidate, entity));
    let plain = sense.form == Form::Name || short;
    let known_well = entity.prominence
        >= match sense.form {
            Form::Name if candidate.han => 7,
            Form::Short if !candidate.han => UNMISTAKEN,
            _ => 8,
        };
    let named = state || known_well && !known.states.is_empty() || plain && serves();
    (plain && named).then(|| Reason::from(Code::StateNamed))
}

/// How prominent a leader has to be whom a short Latin name means in a text that does not name his state.
const UNMISTAKEN: u8 = 9;

/// How prominent a leader has to be whom 'Mr' and a family name mean where his state is named.
const ADDRESSED: u8 = 6;

/// Whether a short name is enough of a person: of a prominent one, and in a headline of one who is nearly so and bears it
/// alone, unless it is about sports.
fn is_prominent(context: &Context<'_>, candidate: &Candidate<'_>, entity: &Entity) -> bool {
    let alone = candidate.senses.iter().filter(|sense| sense.kind == Kind::Leader).count() == 1;
    entity.prominence >= 7 || entity.prominence == 6 && alone && context.is_headline() && !context.is_of_sport()
}

/// The state of a leader that owns the name: "Cameroon's Biya".
fn owning_state<'k>(
    context: &Context<'_>,
    known: &'k Known,
    candidate: &Candidate<'_>,
    entity: &Entity,
) -> Option<&'k str> {
    let owners = known.owner(context, candidate)?;
    let own = entity.country.as_ref().filter(|own| owners.contains(own));
    own.and(owners.first()).map(String::as_str).filter(|_| !context.is_of_sport())
}

/// How prominent a leader has to be to be meant by a name of two characters in a headline: 王毅訪歐.
const WELL_KNOWN: u8 = 7;

/// A full Chinese name of three characters and more, or of a prominent leader, that begins a clause of a headline and says
/// or does something: it may be an ordinary person's, but that one is in few headlines by his name. Names of foreigners are
/// those of athletes, too.
fn speaker<'a>(context: &Context<'a>, candidate: &Candidate<'_>, sense: &Sense, entity: &Entity) -> Option<&'a str> {
    let span = candidate.span;
    let of_here = match entity.country.as_deref() {
        Some("TW" | "HK" | "MO") => context.is_traditional(),
        Some("CN" | "SG") => entity.prominence >= 6,
        _ => entity.prominence >= 8,
    };
    let long = span.of(context.text).chars().nth(2).is_some() || entity.prominence >= WELL_KNOWN;
    let whole = of_here && sense.form == Form::Name && candidate.han && long;
    let speaks = whole && context.starts_clause(span) && context.in_headline(span);
    context.cue_behind(span.end, &tables::ONE_CHARACTER.leader_headline).filter(|_| speaks)
}

/// Words with a capital that follow a name and are none.
const DAYS: [&str; 8] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I"];

/// Whether no further name follows a Latin one: Germany's Bosch GmbH.
fn ends_name(context: &Context<'_>, candidate: &Candidate<'_>) -> bool {
    let (_, behind) = context.sides(candidate.span);
    let next = word_behind(behind).filter(|word| behind.starts_with(' ') && word.starts_with(char::is_uppercase));
    next.is_none_or(|word| DAYS.contains(&word) || tables::TITLES_EN.contains_key(word))
        || !context.is_running_text(candidate.span)
}

/// The sense of an organ named without its state: the state that the document is about, else the script's usual one.
pub(super) fn bare_organ(context: &Context<'_>, known: &Known, candidate: &Candidate<'_>) -> Option<Sense> {
    let (institution, bare) = candidate.institution?;
    let (before, behind) = context.sides(candidate.span);
    let exact = candidate.han || candidate.span.of(context.text) == candidate.surface;
    let owned = before.strip_suffix('的').is_some_and(|owner| tables::HELD_BY.ending(owner).is_none());
    if candidate.han && (owned || behind.starts_with(['长', '員', '员']) || behind.starts_with("议员")) {
        // 中国的外交部 is no name, 外交部长 and 国会议员 are persons.
        return None;
    }
    // 'Treasury Secretary' is a minister.
    let office = !candidate.han && word_behind(behind).is_some_and(|word| word.eq_ignore_ascii_case("secretary"));
    if !bare || !exact || office || part_of_a_name(before, candidate) {
        return None;
    }
    let usual = usual_state(context, candidate);
    let organ = context.gazetteer.institution(institution)?;
    // Taiwan has no senate: 參議院 is another state's in its press, too.
    let at_home = context.gazetteer.organ(usual, &organ.id).map(|_| usual.to_owned());
    let local = at_home.clone().filter(|_| known.is_local(context, candidate, usual));
    let state = match organ.used_by.get(candidate.surface) {
        Some(states) => known.most_named(states)?,
        None => local.or_else(|| known.main_state.clone()).or(at_home)?,
    };
    let nation = context.gazetteer.nation(&state)?;
    let verdict = Some(Verdict::Accept(Reason::new(Code::StateNamed, state)));
    let referent = organ_of(context.gazetteer, nation, institution);
    Some(Sense { referent, kind: Kind::Organisation, form: Form::Name, ambiguous: false, exact_case: false, verdict })
}

/// 'Indian National Congress': a capitalised word before the name. Of Chinese names the segmenter tells.
pub(super) fn part_of_a_name(before: &str, candidate: &Candidate<'_>) -> bool {
    if candidate.han {
        return false;
    }
    let word = word_before(before).filter(|_| before.ends_with(' ') && !before.ends_with(". "));
    word.is_some_and(|word| word.starts_with(char::is_uppercase) && !tables::SENTENCE_OPENERS.contains(word))
}

/// The rules about the document, by the names that switch them off.
pub(crate) const SUPPORT: &[&str] = &["coordination", "spelling", "family-name", "support", "bare-organ"];
