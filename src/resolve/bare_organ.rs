//! Organs named without their state: 'the Senate voted', 外交部表示.

use super::candidate::{Candidate, Sense, Verdict};
use super::compose::organ_of;
use super::context::{Context, word_before, word_behind};
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
        word_behind(behind).is_some_and(|word| tables::OFFICE_BEHIND.contains(word.to_ascii_lowercase().as_str()))
    };
    // 'No Army can': any of its kind; 'the High Court of Kerala' is not the state's.
    let any = !candidate.han
        && (behind.starts_with(" of ") || word_before(before).is_some_and(|word| tables::ANY.contains(word)));
    if !exact || office || any {
        return None;
    }
    let organ = context.gazetteer.institution(institution)?;
    let force = organ.subkind == Subkind::Military;
    let usual = known.home(context, candidate);
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
    let home = at_home.filter(|_| known.is_local(context, candidate, usual));
    let beside =
        owner.or_else(|| known.state_of_speaker(context, candidate)).or_else(|| known.joined_state(context, candidate));
    let state = match organ.used_by.get(candidate.surface) {
        Some(states) => match beside.filter(|state| states.iter().any(|other| other == state)) {
            Some(state) => state,
            None => known.most_named(states)?,
        },
        None => beside.or(home).or(known.main_state).or(at_home)?,
    };
    let nation = context.gazetteer.nation(state)?;
    let verdict = Some(Verdict::Accept(Reason::new(Code::StateNamed, state)));
    let referent = organ_of(context.gazetteer, nation, institution);
    Some(Sense { referent, kind: Kind::Organisation, form: Form::Name, ambiguous: false, exact_case: false, verdict })
}

/// Whether a name of the list `home-zh` is one: in a text about its own state, or at the start of a clause of a headline that
/// names none; a headline of Taiwan that begins with a force is about its own, whoever else comes in (陆军…… 美军顾问现身?).
/// Alone in marks it is a title or a nickname.
fn is_home_name(context: &Context<'_>, known: &Known<'_>, candidate: &Candidate<'_>, home: &str, force: bool) -> bool {
    let span = candidate.span;
    let (before, behind) = context.sides(span);
    if before.ends_with(['《', '「', '“']) && behind.starts_with(['》', '」', '”']) {
        return false;
    }
    // 央行总裁杨金龙, but 央行总裁 and a name that nobody knows may be of anywhere.
    let titled = tables::starts_with_title(behind);
    if let Some(state) = known.state_of_speaker(context, candidate).filter(|_| titled) {
        return state == home;
    }
    let opens = force && home == "TW" && span.start <= OPENING;
    let first = !titled && (known.states.is_empty() || opens);
    let headline = || first && context.starts_clause(span) && context.in_headline(span) && !context.is_hong_kong();
    // 央行……台湾……美联储: forces of others are named too often without their state.
    let about = || !force && !titled && known.is_about(context, home);
    !known.states.is_empty() && known.is_domestic(context, home) || about() || headline()
}

/// What may stand before the beginning of a headline (独家／), in bytes.
const OPENING: usize = 12;

/// 'Indian National Congress': a capitalised word before the name. Of Chinese names the segmenter tells.
pub(super) fn part_of_a_name(before: &str, candidate: &Candidate<'_>) -> bool {
    if candidate.han {
        return false;
    }
    let word = word_before(before).filter(|_| before.ends_with(' ') && !before.ends_with(". "));
    word.is_some_and(|word| word.starts_with(char::is_uppercase) && !tables::SENTENCE_OPENERS.contains(word))
}
