//! Short and ambiguous names: what the rest of the document says for them.
//!
//! In: candidates whose own surroundings were looked at. Out: a verdict for those that were left open, and for organs
//! without a state ('the Senate') the state that the document is about.

use std::collections::{HashMap, HashSet};

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::choose::longest;
use super::compose::organ_of;
use super::context::{Context, word_before, word_behind};
use super::person::{Fit, entity_of, office_beside};
use super::reason::{Code, Reason};
use super::tables;
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, Subkind};
use crate::lang::Language;

/// What the clear mentions of a document tell of it.
#[derive(Default)]
pub(super) struct Known {
    /// Entities with a name that counts alone and stands in no longer one: George Washington University names no person.
    pub(super) entities: HashSet<u32>,
    /// How often each state is named, itself or by its leaders and organisations; ISO codes.
    pub(super) states: HashMap<String, usize>,
    /// The same without the names that may be of several states.
    pub(super) sure: HashMap<String, usize>,
    /// The state named most, the earliest of equals.
    pub(super) main_state: Option<String>,
    /// The state that an organ named without one belongs to, where the text names no state: 文化部 in Traditional text.
    usual_state: Option<&'static str>,
    /// The states of nations and organisations, by where their names end; none of a body that is of no state.
    ends: HashMap<usize, Vec<String>>,
}

impl Known {
    /// What the accepted candidates tell.
    pub(super) fn new(context: &Context<'_>, candidates: &[Candidate<'_>]) -> Self {
        let mut known = Known::default();
        let mut named = Vec::new();
        let accepted = candidates.iter().filter(|candidate| candidate.accepted().next().is_some());
        let covers = longest(&accepted.map(|candidate| candidate.span).collect::<Vec<Span>>());
        // One for each candidate with an accepted sense.
        let mut covers = covers.into_iter();
        for candidate in candidates {
            let mut accepted = candidate.accepted().peekable();
            let Some((first, _)) = accepted.peek() else { continue };
            known.end(context, candidate);
            let state = state_of(context, first).map(str::to_owned);
            let mut meant = candidate.senses.iter().filter(|sense| !matches!(sense.verdict, Some(Verdict::Refuse(_))));
            let sure = meant.all(|sense| state_of(context, sense) == state.as_deref());
            if let Some(state) = state.as_ref().filter(|_| sure) {
                *known.sure.entry(state.clone()).or_default() += 1;
            }
            let covered = covers.next().flatten().is_some_and(|cover| cover.contains(candidate.span));
            let alone = accepted.filter(|_| !covered);
            known.entities.extend(alone.filter_map(|(sense, _)| match sense.referent {
                Referent::Entity(index) => Some(index),
                Referent::Organ(..) => None,
            }));
            named.extend(state);
        }
        named.extend(bearing_each_other_out(context, candidates));
        for state in &named {
            *known.states.entry(state.clone()).or_default() += 1;
        }
        let count = |state: &String| known.states.get(state).copied().unwrap_or_default();
        let bare = candidates.iter().find(|candidate| candidate.institution.is_some_and(|(_, bare)| bare));
        known.usual_state = bare.filter(|_| named.is_empty()).map(|organ| usual_state(context, organ));
        known.main_state = named.iter().rev().max_by_key(|state| count(state)).cloned();
        known
    }

    /// Takes down of which states the nations and organisations are whose name a candidate may be.
    fn end(&mut self, context: &Context<'_>, candidate: &Candidate<'_>) {
        for (sense, _) in candidate.accepted().filter(|(sense, _)| sense.kind != Kind::Leader) {
            let state = state_of(context, sense).map(str::to_owned);
            self.ends.entry(candidate.span.end).or_default().extend(state);
        }
    }

    /// The states of the owner before a Latin name: "Cameroon's Biya".
    pub(super) fn owner(&self, context: &Context<'_>, candidate: &Candidate<'_>) -> Option<&[String]> {
        let (before, _) = context.sides(candidate.span);
        let owner = before.strip_suffix("'s ").or_else(|| before.strip_suffix("' "))?;
        let states = self.ends.get(&(candidate.span.start - (before.len() - owner.len())))?;
        (!states.is_empty()).then_some(states)
    }

    /// Whether a title before a name is believed: one in small letters only behind the name of a state or a body.
    fn believes(&self, context: &Context<'_>, candidate: &Candidate<'_>, title: &str) -> bool {
        let before =
            context.text.get(..candidate.span.start).and_then(|head| head.strip_suffix(' ')?.strip_suffix(title));
        let body =
            || before.and_then(|head| head.strip_suffix(' ')).is_some_and(|head| self.ends.contains_key(&head.len()));
        !title.starts_with(|c: char| c.is_ascii_lowercase()) || body()
    }

    /// Whether one of the bodies that the document names is one that a leader holds or held an office of.
    fn names_body_of(&self, context: &Context<'_>, leader: &Entity) -> bool {
        let bodies = leader.offices.iter().filter_map(|office| context.gazetteer.place(office.of.as_deref()?));
        bodies.into_iter().any(|body| self.entities.contains(&body))
    }
}

/// The longest title between a body and the name of its head, in bytes.
const LONGEST_TITLE: usize = 24;

/// The states of bodies and leaders that each need support and give it to each other: 金管局总裁余伟文.
fn bearing_each_other_out(context: &Context<'_>, candidates: &[Candidate<'_>]) -> Vec<String> {
    let open = |candidate: &Candidate<'_>| {
        candidate.han
            && candidate.accepted().next().is_none()
            && candidate.senses.iter().any(|sense| sense.verdict.is_none())
    };
    let states = |candidate: &Candidate<'_>, kind: Kind| -> Vec<String> {
        let senses = candidate.senses.iter().filter(|sense| sense.verdict.is_none() && sense.kind == kind);
        senses
            .filter(|sense| sense.form == Form::Name)
            .filter_map(|sense| state_of(context, sense))
            .map(str::to_owned)
            .collect()
    };
    let mut found = Vec::new();
    for (place, leader) in candidates.iter().enumerate().filter(|(_, candidate)| open(candidate)) {
        let before = candidates.get(place.saturating_sub(8)..place).unwrap_or_default();
        let titled = |body: &&Candidate<'_>| {
            let between = context.text.get(body.span.end..leader.span.start).filter(|text| text.len() <= LONGEST_TITLE);
            between.is_some_and(tables::ends_with_title)
        };
        for body in before.iter().filter(|body| open(body)).filter(titled) {
            let theirs = states(body, Kind::Organisation);
            found.extend(states(leader, Kind::Leader).into_iter().find(|state| theirs.contains(state)));
        }
    }
    found
}

/// From this many names on, a text is about other states than the usual one.
const ABROAD: usize = 4;

impl Known {
    /// The state that the document names most, the first of equals.
    fn most_named(&self, states: &[String]) -> Option<String> {
        let count = |state: &String| self.states.get(state).copied().unwrap_or_default();
        states.iter().rev().max_by_key(|state| count(state)).cloned()
    }

    /// Whether the text is at home in Hong Kong: its press writes it, and no state abroad is named.
    fn is_at_home(&self, context: &Context<'_>) -> bool {
        self.states.keys().all(|state| matches!(state.as_str(), "CN" | "HK")) && context.is_hong_kong()
    }

    /// Whether a Chinese organ without a state is rather the home one than that of the state named most: the press of Taiwan
    /// calls its ministries by their bare names, also in a headline about another state; a Simplified headline that
    /// begins with an organ and a colon quotes the home one (商务部：……).
    fn is_local(&self, context: &Context<'_>, candidate: &Candidate<'_>, usual: &str) -> bool {
        let named: usize = self.states.values().sum();
        let (before, behind) = context.sides(candidate.span);
        let quoted = before.chars().next_back().is_none_or(|c| c == '\n') && behind.starts_with(['：', ':']);
        let at_home = self.states.contains_key(usual) || named < ABROAD;
        candidate.han && if context.is_traditional() && !context.is_hong_kong() { at_home } else { quoted }
    }
}

fn state_of<'a>(context: &Context<'a>, sense: &Sense) -> Option<&'a str> {
    match sense.referent {
        Referent::Entity(index) => context.gazetteer.entity(index)?.country.as_deref(),
        Referent::Organ(nation, _) => context.gazetteer.entity(nation)?.country.as_deref(),
    }
}

/// The verdict on an organ, a force or a party behind the possessive of another state: "North Korea's Central Military
/// Commission".
pub(super) fn of_another_state(
    context: &Context<'_>,
    known: &Known,
    candidate: &Candidate<'_>,
    sense: &Sense,
) -> Option<Verdict> {
    let owners = known.owner(context, candidate)?;
    let entity = entity_of(context, sense).filter(|entity| is_of_state(entity))?;
    let own = entity.country.as_ref().is_none_or(|country| owners.contains(country));
    if own { None } else { Verdict::refuse(Code::InsideOtherName, owners.first()?.as_str()) }
}

fn is_of_state(entity: &Entity) -> bool {
    matches!(entity.subkind, Some(Subkind::Government | Subkind::Military | Subkind::Party))
}

/// The rules for open senses, in order.
pub(super) fn decide(context: &Context<'_>, known: &Known, candidate: &Candidate<'_>, sense: &Sense) -> Verdict {
    let Some(entity) = entity_of(context, sense) else { return Verdict::Refuse(Code::NoSupport.into()) };
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
        Kind::Organisation => organisation(context, candidate, sense, entity, state),
    };
    supported.map_or_else(|| Verdict::Refuse(Code::NoSupport.into()), Verdict::Accept)
}

/// An ambiguous name of an organisation counts where its state is named, unless it is a common word that begins the
/// sentence, and where it acts as a company does.
fn organisation(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    sense: &Sense,
    entity: &Entity,
    state: bool,
) -> Option<Reason> {
    let common_word =
        tables::COMMON_WORDS.contains(candidate.surface) && opens_sentence(context.sides(candidate.span).0);
    if state && sense.form != Form::Short && !common_word {
        return Some(Code::StateNamed.into());
    }
    if entity.subkind != Some(Subkind::Company) {
        return None;
    }
    company_cue(context, candidate).map(|cue| Reason::new(Code::Cue, cue))
}

fn opens_sentence(before: &str) -> bool {
    before
        .trim_end_matches([' ', '"', '\'', '('])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | '\n' | ':'))
}

/// What a company does or what is done to it: 'Apple unveils', 'EU fines Apple'.
fn company_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let span = candidate.span;
    if candidate.han {
        let behind = context.cue_behind(span.end, &tables::COMPANY_BEHIND);
        return behind.or_else(|| context.cue_before(span.start, &tables::COMPANY_BEFORE));
    }
    let (before, behind) = context.sides(span);
    let behind = behind.strip_prefix("'s").unwrap_or(behind);
    let known = |phrase: &&str| tables::COMPANY_BEHIND.contains(phrase);
    let cue = behind.strip_prefix(' ').and_then(|next| {
        let ends = next.match_indices(|c: char| !c.is_alphabetic()).map(|(at, _)| at).chain([next.len()]).take(3);
        ends.filter_map(|end| next.get(..end)).filter(known).last()
    });
    cue.or_else(|| word_before(before).filter(|word| before.ends_with(' ') && tables::COMPANY_BEFORE.contains(word)))
}

fn leader(
    context: &Context<'_>,
    known: &Known,
    candidate: &Candidate<'_>,
    sense: &Sense,
    state: bool,
) -> Option<Reason> {
    let entity = entity_of(context, sense)?;
    let whole = candidate.han || sense.form == Form::Name || ends_name(context, candidate);
    if let Some(state) = owning_state(context, known, candidate, entity).filter(|_| whole) {
        return Some(Reason::new(Code::StateNamed, state));
    }
    if let Some(cue) = speaker(context, candidate, sense, entity) {
        return Some(Reason::new(Code::Headline, cue));
    }
    let serves = || known.names_body_of(context, entity);
    match office_beside(context, candidate.span, candidate.han, entity) {
        Some((Fit::Office, title)) => return Some(Reason::new(Code::Office, title)),
        Some((Fit::Title, title))
            if whole && (state || entity.prominence >= 7 || serves()) && known.believes(context, candidate, title) =>
        {
            return Some(Reason::new(Code::Office, title));
        }
        _ => {}
    }
    // A word that is also a common one needs more than a state somewhere in the text.
    let plain = sense.form == Form::Name || whole && is_prominent(context, candidate, entity) && !sense.exact_case;
    let known_well = entity.prominence >= if candidate.han && sense.form == Form::Name { 7 } else { 8 };
    let named = state || known_well && !known.states.is_empty() || plain && serves();
    (plain && named).then(|| Reason::from(Code::StateNamed))
}

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

/// A full Chinese name of three characters and more that begins a clause of a headline and says or does something: it may
/// be an ordinary person's, but that one is in few headlines by his name. Names of foreigners are those of athletes, too.
fn speaker<'a>(context: &Context<'a>, candidate: &Candidate<'_>, sense: &Sense, entity: &Entity) -> Option<&'a str> {
    let span = candidate.span;
    let of_here = match entity.country.as_deref() {
        Some("TW" | "HK" | "MO") => context.is_traditional(),
        Some("CN" | "SG") => entity.prominence >= 6,
        _ => entity.prominence >= 8,
    };
    let whole = of_here && sense.form == Form::Name && candidate.han && span.of(context.text).chars().nth(2).is_some();
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
    if candidate.han && (before.ends_with('的') || behind.starts_with(['长', '員', '员']) || behind.starts_with("议员"))
    {
        // 中国的外交部 is no name, 外交部长 and 国会议员 are persons.
        return None;
    }
    if !bare || !exact || part_of_a_name(before, candidate) {
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

/// 'Indian National Congress', 北京市教育部: a capitalised word or a Han character of the same word before the organ.
fn part_of_a_name(before: &str, candidate: &Candidate<'_>) -> bool {
    if candidate.han {
        return false;
    }
    let word = word_before(before).filter(|_| before.ends_with(' ') && !before.ends_with(". "));
    word.is_some_and(|word| word.starts_with(char::is_uppercase) && !tables::SENTENCE_OPENERS.contains(word))
}

/// Whom an organ without a state belongs to when the text names none.
fn usual_state(context: &Context<'_>, candidate: &Candidate<'_>) -> &'static str {
    match context.language_at(candidate.span.start) {
        Language::ZH if context.is_traditional() && !context.is_hong_kong() => "TW",
        Language::ZH => "CN",
        _ => "US",
    }
}

/// Rules of this file that the ablation can switch off.
pub(crate) const SUPPORT: &[&str] = &["coordination", "spelling", "family-name", "support", "bare-organ"];
