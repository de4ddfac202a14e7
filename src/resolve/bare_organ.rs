//! Organs named without their state: 'the Senate voted', 外交部表示.

use super::candidate::{Candidate, Sense, Verdict};
use super::compose::{heads_office, organ_of};
use super::context::{Context, word_before, word_behind};
use super::home::{self, is_home_name};
use super::known::Known;
use super::person::ends_name;
use super::reason::{Code, Reason};
use super::tables;
use crate::gazetteer::{Bare, Form, Kind, Subkind};

/// The sense of an organ named without its state: the state that the document is about, else the script's usual one.
pub(super) fn sense(context: &Context<'_>, known: &Known<'_>, candidate: &Candidate<'_>) -> Option<Sense> {
    let (institution, bare) = candidate.institution.filter(|(_, bare)| *bare != Bare::Nowhere)?;
    let (before, behind) = context.sides(candidate.span);
    let exact = candidate.han || candidate.span.of(context.text) == candidate.surface;
    let owned = before.strip_suffix('的').is_some_and(|owner| tables::HELD_BY.ending(owner).is_none());
    // 中国的外交部 is no name, 市卫健委 one of a city.
    let local = context.cue_before(candidate.span.start, &tables::LOCAL_BEFORE).is_some();
    if candidate.han && (owned || local) {
        return None;
    }
    let office = if candidate.han {
        context.cue_behind(candidate.span.end, &tables::OFFICE_BEHIND).is_some()
    } else {
        heads_office(context, candidate)
            || word_behind(behind)
                .is_some_and(|word| tables::OFFICE_BEHIND.contains(word.to_ascii_lowercase().as_str()))
    };
    // 'No Army can': any of its kind; 'the High Court of Kerala' is not the state's.
    let any = !candidate.han
        && (behind.starts_with(" of ") || word_before(before).is_some_and(|word| tables::ANY.contains(word)));
    if !exact || office || any {
        return None;
    }
    let organ = context.gazetteer.institution(institution)?;
    let force = organ.subkind == Subkind::Military;
    let usual = home::state(context, known, candidate);
    let counts = bare == Bare::Everywhere || candidate.han && is_home_name(context, known, candidate, usual, force);
    // "Merrick Garland's Department of Justice", but "Ohio's Supreme Court" is none that the state has.
    let owner = known.state_of_head(context, candidate);
    if !counts || owner.is_none() && part_of_a_name(before, candidate) {
        return None;
    }
    // 'Army Hospital', 'Navy Pier'
    if force && !candidate.han && !ends_name(context, candidate.span) {
        return None;
    }
    // Taiwan has no senate: 參議院 is another state's in its press, too.
    let at_home = context.gazetteer.organ(usual, &organ.id).map(|_| usual);
    let home = at_home.filter(|_| home::is_rather_home(context, known, candidate, usual));
    let beside = owner
        .or_else(|| known.state_of_speaker(context, candidate))
        .or_else(|| known.joined_state(context, candidate))
        .or_else(|| known.state_referred_to(context, candidate));
    let state = match organ.used_by.get(candidate.surface) {
        Some(states) => match beside.filter(|state| states.iter().any(|other| other == state)) {
            Some(state) => state,
            None => known.most_named(states)?,
        },
        None => {
            // China has no senate: where one is named, it is that of another state that is named.
            let of_some = tables::ORGANS_OF_SOME.contains(organ.id.as_str());
            let has = |state: &str| !of_some || context.gazetteer.organ(state, &organ.id).is_some();
            let named = known.main_state.filter(|state| has(state)).or_else(|| known.most_named_that(has));
            beside.or(home).or(named).or(known.main_state).or(at_home)?
        }
    };
    let nation = context.gazetteer.nation(state)?;
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
