//! What the document says for a short or ambiguous name of a leader: its owner, its office, its state, what it does.

use super::candidate::Verdict;
use super::home;
use super::person::{Fit, ends_name, office_beside};
use super::reason::Code;
use super::rules::phrase_before;
use super::support::Asked;
use super::tables;
use crate::gazetteer::{Entity, Form, Kind};

/// Degrees of prominence. Known to readers of headlines only: those name nobody who is not.
const KNOWN_IN_HEADLINES: u8 = 6;

/// Known wherever any state is named.
const KNOWN: u8 = 7;

/// Known so well that a name of two characters, or an ambiguous short one, is theirs.
const WELL_KNOWN: u8 = 8;

/// Meant by a short Latin name in a text that does not name their state.
const UNMISTAKEN: u8 = 9;

/// 记者张毅, 汽车工业协会主席穆勒: a word for persons who are no leaders, or a title of a body that the leader is not of.
pub(super) fn no_leader(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, known, candidate, entity, .. } = *asked;
    let (before, behind) = context.sides(candidate.span);
    let title = || office_beside(context, candidate.span, candidate.han, entity).filter(|(fit, _)| *fit == Fit::Title);
    if known.names_civil_bodies()
        && title().is_some_and(|(_, title)| known.is_of_other_body(context, candidate, title, entity))
    {
        return Verdict::refuse(Code::NoSupport, "");
    }
    let is_another = if candidate.han {
        context.cue_before(candidate.span.start, &tables::NO_LEADERS_ZH).is_some()
            || context.cue_behind(candidate.span.end, &tables::NO_LEADERS_BEHIND).is_some()
    } else {
        // 'the Shinawatra family'
        let family = before.ends_with("the ") && behind.starts_with(" family");
        family || before.ends_with(' ') && phrase_before(before, &tables::NO_LEADERS_EN).is_some()
    };
    if is_another { Verdict::refuse(Code::NoSupport, "") } else { None }
}

/// The state of a leader that owns the name: "Cameroon's Biya".
pub(super) fn owner(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let owners = asked.known.owner(asked.context, asked.candidate)?;
    let own = asked.entity.country.as_deref().is_some_and(|own| owners.contains(&own));
    let state = *owners.first().filter(|_| own && is_whole(asked) && !asked.context.is_of_sport())?;
    Verdict::accept(Code::StateNamed, state)
}

/// The office beside a name: one that the leader holds or held, or any title of a leader whom the document leads to expect.
pub(super) fn office(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, known, candidate, entity, .. } = *asked;
    let (fit, title) = office_beside(context, candidate.span, candidate.han, entity)?;
    // 运动部长李洋: in the press of the leader's own state that writes of home.
    let home = || candidate.han && entity.country.as_deref().is_some_and(|own| home::is_domestic(context, known, own));
    let expected = || asked.state || entity.prominence >= KNOWN || known.names_body_of(context, entity) || home();
    let fits = match fit {
        Fit::Office => true,
        Fit::Title => is_whole(asked) && expected() && known.believes(context, candidate, title),
        Fit::Person => false,
    };
    fits.then(|| Verdict::accept(Code::Office, title)).flatten()
}

/// A full name, or a prominent leader's short one, in a document that names the leader's state or a body that the leader
/// heads; of those who are known well, in one that names any state.
pub(super) fn state_named(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, known, candidate, sense, entity, state } = *asked;
    // A word that is also a common one, or a given name, needs more than a state somewhere in the text: 'Mrs May' has it.
    let beside = || office_beside(context, candidate.span, candidate.han, entity);
    let addressed = || entity.prominence >= KNOWN_IN_HEADLINES && matches!(beside(), Some((Fit::Person, _)));
    let given = || tables::GIVEN_NAMES.contains(candidate.surface) && entity.prominence < UNMISTAKEN && !state;
    let own_word = || !sense.exact_case && !given();
    let short = || is_whole(asked) && !is_of_another(asked) && (own_word() && is_prominent(asked) || addressed());
    let plain = (sense.form == Form::Name || short()) && !ends_transcription(asked);
    let known_well = entity.prominence
        >= match sense.form {
            Form::Name if candidate.han => KNOWN,
            Form::Short if !candidate.han => UNMISTAKEN,
            _ => WELL_KNOWN,
        };
    let named = state || known_well && !known.states.is_empty() || plain && known.names_body_of(context, entity);
    (plain && named).then(|| Verdict::Accept(Code::StateNamed.into()))
}

/// Whether a leader is so well known that the name hardly means another.
pub(super) fn is_known(leader: &Entity) -> bool {
    leader.prominence >= KNOWN
}

/// Whether the short Latin name of a leader begins another person's, in the manner of East Asia.
pub(super) fn begins_other_name(asked: &Asked<'_, '_>) -> bool {
    let Asked { context, candidate, sense, .. } = *asked;
    let short = !candidate.han && sense.form == Form::Short;
    short && context.is_family_first(sense) && !ends_name(context, candidate.span)
}

/// Whether the document gives the short name to somebody else. The best known are meant all the same by names that few bear.
fn is_of_another(asked: &Asked<'_, '_>) -> bool {
    let common = asked.context.is_family_first(asked.sense);
    let found = asked.candidate.span.of(asked.context.text);
    (common || asked.entity.prominence < UNMISTAKEN) && asked.known.others.contains(found)
}

/// Whether a short name is enough of a person: of a prominent one, and in a headline of one who is nearly so and bears it
/// alone, unless it is about sports.
fn is_prominent(asked: &Asked<'_, '_>) -> bool {
    let alone = || asked.candidate.senses.iter().filter(|sense| sense.kind == Kind::Leader).count() == 1;
    let headline = || asked.context.is_headline() && !asked.context.is_of_sport();
    asked.entity.prominence >= KNOWN || asked.entity.prominence == KNOWN_IN_HEADLINES && alone() && headline()
}

/// A full Chinese name of three characters and more, or of a prominent leader, that begins a clause of a headline and says
/// or does something: it may be an ordinary person's, but that one is in few headlines by his name. Names of foreigners are
/// those of athletes, too.
pub(super) fn speaker(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, sense, entity, .. } = *asked;
    let span = candidate.span;
    let of_here = match entity.country.as_deref() {
        Some("TW" | "HK" | "MO") => context.is_traditional(),
        Some("CN" | "SG") => entity.prominence >= KNOWN_IN_HEADLINES,
        _ => entity.prominence >= WELL_KNOWN,
    };
    let long = span.of(context.text).chars().nth(2).is_some() || entity.prominence >= KNOWN;
    let whole = of_here && sense.form == Form::Name && candidate.han && long;
    let speaks = whole && context.starts_clause(span) && context.in_headline(span);
    let cue = context.cue_behind(span.end, &tables::ONE_CHARACTER.leader_headline).filter(|_| speaks)?;
    Verdict::accept(Code::Headline, cue)
}

/// Whether a name is whole: no further one follows a short Latin one (Germany's Bosch GmbH).
fn is_whole(asked: &Asked<'_, '_>) -> bool {
    asked.candidate.han || asked.sense.form == Form::Name || ends_name(asked.context, asked.candidate.span)
}

/// Whether a Chinese name is the end of a transcription: 鲁|维亚|莱斯. Two characters of which transcriptions are made stand before
/// it, and they, or what a third one there or behind the name makes with them, are no word of the dictionary.
fn ends_transcription(asked: &Asked<'_, '_>) -> bool {
    let Asked { context, candidate, .. } = *asked;
    let head = context.text.get(..candidate.span.start).unwrap_or_default();
    let mut before = head.chars().rev();
    let mut transcribed =
        || before.next().filter(|c| candidate.han && tables::TRANSCRIBED.contains(c)).map(char::len_utf8);
    let (Some(last), Some(_)) = (transcribed(), transcribed()) else { return false };
    let (_, behind) = context.sides(candidate.span);
    let third = transcribed().is_some() || behind.starts_with(|c| tables::TRANSCRIBED.contains(&c));
    context.word_at(head.len() - last).is_some_and(|word| {
        let length = word.of(context.text).chars().count();
        !context.is_phrase(word.start, word.end) || third && length == 2
    })
}
