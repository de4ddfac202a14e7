//! What the clear mentions of a document tell of it: whom and which states it names, and how often. The rules for names that
//! are still open ask this.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::choose::{self, longest};
use super::context::Context;
use super::home;
use super::person::ends_name;
use super::reason::Code;
use super::tables;
use super::titles::TITLES_ZH;
use crate::Span;
use crate::gazetteer::{Bare, Entity, Form, Kind, Subkind};
use crate::text::month;

/// What the clear mentions of a document tell of it.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Entities with a name that counts alone and stands in no longer one: George Washington University names no person.
    pub(super) entities: FxHashSet<u32>,
    /// How often each state is named, itself or by its leaders and organisations; ISO codes.
    pub(super) states: FxHashMap<&'a str, usize>,
    /// The same without media: a report of the Central News Agency is not about Taiwan for that.
    pub(super) subjects: FxHashMap<&'a str, usize>,
    /// The same without the names that may be of several states.
    pub(super) sure: FxHashMap<&'a str, usize>,
    /// The state named most, media apart, the earliest of equals.
    pub(super) main_state: Option<&'a str>,
    /// The state that an organ named without one belongs to, where the text names no state: 文化部 in Traditional text.
    pub(super) usual_state: Option<&'a str>,
    /// The state of the capital that the text is dated from: 'Taipei, Aug. 4 (CNA)'.
    pub(super) dateline: Option<&'a str>,
    /// Short names that belong to persons whom the gazetteer does not know: `Kim` in `Kim Min-jae`.
    pub(super) others: FxHashSet<&'a str>,
    /// The states of nations and organisations, by where their names end; none of a body that is of no state.
    ends: FxHashMap<usize, Vec<&'a str>>,
    /// The same of associations, companies and other bodies that are no organs of a state: the bodies themselves.
    civil: FxHashMap<usize, Vec<u32>>,
    /// The states of leaders, by where their names begin, and by where they end.
    leaders: FxHashMap<usize, &'a str>,
    leader_ends: FxHashMap<usize, &'a str>,
}

impl<'a> Known<'a> {
    /// What the accepted candidates tell; of several accepted bearers of a name the one that `earlier` speaks for.
    pub(super) fn new(context: &Context<'a>, candidates: &[Candidate<'_>], earlier: &Known<'_>) -> Self {
        let mut known = Known::default();
        let (mut named, mut media) = (Vec::new(), Vec::new());
        let accepted = candidates.iter().filter(|candidate| candidate.is_accepted());
        let covers = longest(&accepted.map(|candidate| candidate.span).collect::<Vec<Span>>());
        // One for each candidate with an accepted sense.
        let mut covers = covers.into_iter();
        let mut dotted = Vec::new();
        for candidate in candidates {
            if is_of_another(context, candidate) {
                known.others.insert(candidate.span.of(context.text));
            } else if ends_other_dotted_name(context, candidate) {
                dotted.push(candidate.span);
            }
            let mut accepted = candidate.accepted().map(|(sense, _)| sense);
            let chosen = match (accepted.next(), accepted.next()) {
                (Some(_), Some(_)) => choose::sense(context, earlier, candidate).map(|(sense, _)| sense),
                (only, _) => only,
            };
            let Some(chosen) = chosen else { continue };
            known.end(context, candidate);
            let state = context.state(chosen);
            if let Some(state) = state.filter(|_| chosen.kind == Kind::Leader) {
                known.leaders.insert(candidate.span.start, state);
                known.leader_ends.insert(candidate.span.end, state);
            }
            let mut meant = candidate.senses.iter().filter(|sense| !sense.is_refused());
            let sure = meant.all(|sense| context.state(sense) == state);
            if let Some(state) = state.filter(|_| sure) {
                *known.sure.entry(state).or_default() += 1;
            }
            let covered = covers.next().flatten().is_some_and(|cover| cover.contains(candidate.span));
            if let Referent::Entity(index) = chosen.referent
                && !covered
            {
                known.entities.insert(index);
            }
            if context.is_of(chosen, Subkind::Media) {
                media.extend(state);
            } else {
                named.extend(state);
            }
        }
        known.others.extend(in_no_leader(candidates, dotted).map(|span| span.of(context.text)));
        named.extend(bearing_each_other_out(context, candidates));
        for state in &named {
            *known.subjects.entry(state).or_default() += 1;
        }
        for state in named.iter().chain(&media) {
            *known.states.entry(state).or_default() += 1;
        }
        let count = |state: &&str| known.subjects.get(state).copied().unwrap_or_default();
        let bare =
            candidates.iter().find(|candidate| candidate.institution.is_some_and(|(_, bare)| bare == Bare::Everywhere));
        known.dateline = candidates.first().and_then(|first| dateline(context, first));
        known.usual_state = bare.filter(|_| known.states.is_empty()).map(|organ| home::state(context, &known, organ));
        let most = |states: &[&'a str]| states.iter().rev().max_by_key(|state| count(state)).copied();
        known.main_state = most(&named).or_else(|| most(&media));
        known
    }

    /// Takes down of which states the nations and organisations are whose name a candidate may be.
    fn end(&mut self, context: &Context<'a>, candidate: &Candidate<'_>) {
        for (sense, _) in candidate.accepted().filter(|(sense, _)| sense.kind != Kind::Leader) {
            self.ends.entry(candidate.span.end).or_default().extend(context.state(sense));
            let civil = |entity: &Entity| {
                matches!(entity.subkind, Some(Subkind::Company | Subkind::Media | Subkind::Ngo | Subkind::Other))
            };
            if let Referent::Entity(body) = sense.referent
                && context.entity(sense).is_some_and(civil)
            {
                self.civil.entry(candidate.span.end).or_default().push(body);
            }
        }
    }

    /// The states of the name right before a Latin name: "the Polish Electoral Commission".
    pub(super) fn names_before(&self, candidate: &Candidate<'_>) -> Option<&[&'a str]> {
        self.ends.get(&candidate.span.start.checked_sub(" ".len())?).map(Vec::as_slice)
    }

    /// The states of the name that a Chinese name stands right behind.
    pub(super) fn nation_before(&self, candidate: &Candidate<'_>) -> Option<&[&'a str]> {
        let long = candidate.han && candidate.surface.chars().nth(1).is_some();
        let states = self.ends.get(&candidate.span.start).filter(|_| long)?;
        (!states.is_empty()).then_some(states)
    }

    /// The states of the owner before a Latin name: "Cameroon's Biya".
    pub(super) fn owner(&self, context: &Context<'_>, candidate: &Candidate<'_>) -> Option<&[&'a str]> {
        let (before, _) = context.sides(candidate.span);
        let owner = before.strip_suffix("'s ").or_else(|| before.strip_suffix("' "))?;
        let states = self.ends.get(&(candidate.span.start - (before.len() - owner.len())))?;
        (!states.is_empty()).then_some(states)
    }

    /// The state of the body that a Chinese name is joined to: 美国贸易代表署及商务部.
    pub(super) fn joined_state(&self, context: &Context<'_>, candidate: &Candidate<'_>) -> Option<&'a str> {
        let head = context.text.get(..candidate.span.start).filter(|_| candidate.han)?;
        let joint = tables::JOINTS.iter().find(|joint| head.ends_with(**joint))?;
        let states = self.ends.get(&(head.len() - joint.len()))?;
        states.first().copied().filter(|state| states.iter().all(|other| other == state))
    }

    /// The state named last before a Chinese organ that 该国 stands before: 巴拿马总统说，该国审计署……
    pub(super) fn state_referred_to(&self, context: &Context<'_>, organ: &Candidate<'_>) -> Option<&'a str> {
        let (before, _) = context.sides(organ.span);
        let head = before.strip_suffix("该国").filter(|_| organ.han)?;
        let end = organ.span.start - (before.len() - head.len());
        let places = (end - head.len()..=end).rev();
        let mut states = places.filter_map(|at| {
            let named = self.ends.get(&at).and_then(|states| states.first());
            named.or_else(|| self.leader_ends.get(&at)).copied()
        });
        states.next()
    }

    /// The state of the leader whose organ a Latin name is: "Merrick Garland's Department of Justice".
    pub(super) fn state_of_head(&self, context: &Context<'_>, organ: &Candidate<'_>) -> Option<&'a str> {
        let (before, _) = context.sides(organ.span);
        before.strip_suffix("'s ")?;
        self.leader_ends.get(&(organ.span.start - "'s ".len())).copied()
    }

    /// The state of the leader who speaks for a Chinese organ or heads it: 外交部发言人毛宁.
    pub(super) fn state_of_speaker(&self, context: &Context<'_>, organ: &Candidate<'_>) -> Option<&'a str> {
        let behind = context.text.get(organ.span.end..).filter(|_| organ.han)?;
        let ends = behind.char_indices().skip(1).map(|(at, _)| at).take_while(|at| *at <= LONGEST_TITLE);
        let titles = ends.filter(|at| behind.get(..*at).is_some_and(|title| TITLES_ZH.contains(title)));
        titles.filter_map(|at| self.leaders.get(&(organ.span.end + at)).copied()).last()
    }

    /// The states of the name before a title before a name: 英国首相布朗, `Mossad chief Barnea`; none where no name of a nation
    /// or body stands there.
    fn before_title(&self, context: &Context<'_>, candidate: &Candidate<'_>, title: &str) -> Option<&[&'a str]> {
        self.ends.get(&start_of_title(context, candidate, title)?).map(Vec::as_slice)
    }

    /// Whether bodies are named that are no organs of a state.
    pub(super) fn names_civil_bodies(&self) -> bool {
        !self.civil.is_empty()
    }

    /// Whether a title before a name is one of a body that is no organ of a state, and that the leader is not of:
    /// 德国汽车工业协会主席穆勒.
    pub(super) fn is_of_other_body(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        title: &str,
        leader: &Entity,
    ) -> bool {
        let bodies = start_of_title(context, candidate, title).and_then(|at| self.civil.get(&at));
        let own = |body: &u32| {
            let mut offices = leader.offices.iter().filter_map(|office| office.of.as_deref());
            offices.any(|of| context.gazetteer.place(of) == Some(*body))
        };
        bodies.is_some_and(|bodies| !bodies.iter().any(own))
    }

    /// The states that stand before a title before a name.
    pub(super) fn states_before(&self, context: &Context<'_>, candidate: &Candidate<'_>, title: &str) -> &[&'a str] {
        self.before_title(context, candidate, title).unwrap_or_default()
    }

    /// Whether a title before a name is believed: one in small letters only behind the name of a state or a body.
    pub(super) fn believes(&self, context: &Context<'_>, candidate: &Candidate<'_>, title: &str) -> bool {
        !title.starts_with(|c: char| c.is_ascii_lowercase()) || self.before_title(context, candidate, title).is_some()
    }

    /// Whether one of the bodies that the document names is one that a leader holds or held an office of.
    pub(super) fn names_body_of(&self, context: &Context<'_>, leader: &Entity) -> bool {
        let bodies = leader.offices.iter().filter_map(|office| context.gazetteer.place(office.of.as_deref()?));
        bodies.into_iter().any(|body| self.entities.contains(&body))
    }

    /// The state that the document names most of those that are so, the first by its code of equals.
    pub(super) fn most_named_that(&self, is_so: impl Fn(&str) -> bool) -> Option<&'a str> {
        let states = self.subjects.iter().filter(|(state, _)| is_so(state));
        states.max_by_key(|&(state, count)| (*count, std::cmp::Reverse(*state))).map(|(state, _)| *state)
    }

    /// The state that the document names most, the first of equals.
    pub(super) fn most_named<'s>(&self, states: &'s [String]) -> Option<&'s str> {
        let count = |state: &&str| self.subjects.get(state).copied().unwrap_or_default();
        states.iter().map(String::as_str).rev().max_by_key(count)
    }
}

/// Where the title before a name begins, without the blanks around it.
fn start_of_title(context: &Context<'_>, candidate: &Candidate<'_>, title: &str) -> Option<usize> {
    let trimmed = |text: &'_ str| text.strip_suffix(' ').map_or(text.len(), str::len);
    let head = context.text.get(..candidate.span.start)?;
    let before = head.get(..trimmed(head))?.strip_suffix(title)?;
    Some(trimmed(before))
}

/// Whether a short Latin name of a leader is here another person's: behind a given name, or before one in the manner of East
/// Asia.
fn is_of_another(context: &Context<'_>, candidate: &Candidate<'_>) -> bool {
    let short = |sense: &&Sense| sense.kind == Kind::Leader && sense.form == Form::Short;
    let mut senses = candidate.senses.iter().filter(short);
    !candidate.han
        && senses.any(|sense| match &sense.verdict {
            Some(Verdict::Refuse(reason)) => reason.code == Code::OtherPerson,
            Some(Verdict::Accept(_)) => false,
            None => context.is_family_first(sense) && !ends_name(context, candidate.span),
        })
}

/// Whether a short Chinese name of a leader ends another person's dotted name: 华金·古兹曼·|洛佩斯.
fn ends_other_dotted_name(context: &Context<'_>, candidate: &Candidate<'_>) -> bool {
    let short = |sense: &Sense| sense.kind == Kind::Leader && sense.form == Form::Short;
    let (before, behind) = context.sides(candidate.span);
    candidate.han && candidate.senses.iter().any(short) && before.ends_with('·') && !behind.starts_with('·')
}

/// So many names that begin before a place are looked at for one that holds it.
const NEAR: usize = 8;

/// The spans that stand in no leader's name: 安德烈斯·曼努埃尔·洛佩斯·奥夫拉多尔 gives his own name to nobody else.
fn in_no_leader(candidates: &[Candidate<'_>], spans: Vec<Span>) -> impl Iterator<Item = Span> {
    let leader = |candidate: &&Candidate<'_>| candidate.accepted().any(|(sense, _)| sense.kind == Kind::Leader);
    let own: Vec<Span> = candidates.iter().filter(leader).map(|candidate| candidate.span).collect();
    spans.into_iter().filter(move |span| {
        let until = own.partition_point(|own| own.start <= span.start);
        !own.iter().take(until).rev().take(NEAR).any(|own| own.contains(*span))
    })
}

/// The state of a capital that begins the text and stands before the date or the agency of the news: 'Taipei, Aug. 4 (CNA)',
/// 'TAIPEI (Reuters) - '.
fn dateline<'a>(context: &Context<'a>, first: &Candidate<'_>) -> Option<&'a str> {
    let (_, behind) = context.sides(first.span);
    let date = |rest: &str| {
        let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let capital =
            word.starts_with(|c: char| c.is_ascii_uppercase()) && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        capital && month(word).is_some() && rest.chars().skip(3).take(10).any(|c| c.is_ascii_digit())
    };
    let told = behind.strip_prefix(", ").is_some_and(date) || behind.starts_with(" (");
    let capital = first.senses.iter().find(|sense| sense.form == Form::Metonym)?;
    context.state(capital).filter(|_| told && first.span.start == 0 && !first.han)
}

/// The longest title between a body and the name of its head, in bytes.
const LONGEST_TITLE: usize = 24;

/// The states of bodies and leaders that each need support and give it to each other: 金管局总裁余伟文.
fn bearing_each_other_out<'a>(context: &Context<'a>, candidates: &[Candidate<'_>]) -> Vec<&'a str> {
    let open = |candidate: &Candidate<'_>| {
        candidate.han && !candidate.is_accepted() && candidate.senses.iter().any(|sense| sense.verdict.is_none())
    };
    let states = |candidate: &Candidate<'_>, kind: Kind| -> Vec<&'a str> {
        let senses = candidate.senses.iter().filter(|sense| sense.verdict.is_none() && sense.kind == kind);
        senses.filter(|sense| sense.form == Form::Name).filter_map(|sense| context.state(sense)).collect()
    };
    let mut found = Vec::new();
    for (place, leader) in candidates.iter().enumerate().filter(|(_, candidate)| open(candidate)) {
        let before = candidates.get(place.saturating_sub(8)..place).unwrap_or_default();
        let titled = |body: &&Candidate<'_>| {
            let between = context.text.get(body.span.end..leader.span.start).filter(|text| text.len() <= LONGEST_TITLE);
            between.is_some_and(|text| TITLES_ZH.ending(text).is_some())
        };
        for body in before.iter().filter(|body| open(body)).filter(titled) {
            let theirs = states(body, Kind::Organisation);
            found.extend(states(leader, Kind::Leader).into_iter().find(|state| theirs.contains(state)));
        }
    }
    found
}
