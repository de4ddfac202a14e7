//! What speaks for an ambiguous or short name of an organisation: its state, what it does or what is done to it.

use super::bare_organ::part_of_a_name;
use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, in_title_marks, opens_sentence, word_before, word_behind};
use super::home::Press;
use super::reason::Code;
use super::rules::{phrase_before, stock_number};
use super::support::{Asked, name_of};
use super::tables;
use crate::gazetteer::{Form, Subkind, is_han};

/// 昆士兰最高法院: the name of a local organ. 'National Electoral Commission', 'Croatian People's Party': a name of several words
/// behind a word with a capital that is no name of its state; a party's behind the name of another state only, since it has
/// describing words before it ('Islamist').
pub(super) fn longer_name(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, known, candidate, sense, entity, .. } = *asked;
    let (before, _) = context.sides(candidate.span);
    // 昆士兰|最高法院 is none of the state's.
    let local = || context.cue_before(candidate.span.start, &tables::LOCAL_BEFORE);
    if candidate.han
        && entity.subkind == Some(Subkind::Government)
        && let Some(place) = local()
    {
        return Verdict::refuse(Code::InsideOtherName, place);
    }
    if sense.form != Form::Name || !candidate.surface.contains(' ') || !part_of_a_name(before, candidate) {
        return None;
    }
    let word = word_before(before).filter(|word| !word.ends_with("'s") && !word.ends_with("s'"))?;
    let opens = || opens_sentence(before.get(..before.len() - " ".len() - word.len()).unwrap_or_default());
    let inside = match known.names_before(candidate) {
        Some(states) => !states.iter().any(|state| entity.country.as_deref() == Some(state)),
        None => entity.subkind != Some(Subkind::Party) && !opens() && context.is_running_text(candidate.span),
    };
    if inside { Verdict::refuse(Code::InsideOtherName, word) } else { None }
}

/// The state of the body, unless its name is a common word that begins the sentence.
pub(super) fn state_named(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, sense, state, .. } = *asked;
    let common_word =
        tables::COMMON_WORDS.contains(candidate.surface) && opens_sentence(context.sides(candidate.span).0);
    let other = || is_given_name(asked) || is_part_of_term(asked) || is_place(asked);
    let named = state && sense.form != Form::Short && !common_word && !other();
    named.then(|| Verdict::Accept(Code::StateNamed.into()))
}

/// The body that this one is part of: 'the General Assembly' in a text about the United Nations. An abbreviation is too short
/// for that.
pub(super) fn parent_named(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, known, candidate, sense, entity, .. } = *asked;
    let parent = context.gazetteer.place(entity.parent.as_deref()?).filter(|parent| known.entities.contains(parent))?;
    let short =
        sense.form == Form::Short || !candidate.surface.bytes().any(|b| b.is_ascii_lowercase() || !b.is_ascii());
    let name = name_of(context.gazetteer.entity(parent)?);
    Verdict::accept(Code::ParentNamed, name).filter(|_| !short)
}

/// 陈|敬鹏: the two characters of a company's name behind a family name are a person's.
fn is_given_name(asked: &Asked<'_, '_>) -> bool {
    let Asked { context, candidate, .. } = *asked;
    let two = candidate.han && candidate.span.of(context.text).chars().count() == 2;
    let company = two && asked.entity.subkind == Some(Subkind::Company);
    let family = || context.cue_before(candidate.span.start, &tables::FAMILY_NAMES_ZH);
    company && family().is_some_and(|family| context.starts_word(candidate.span.start - family.len()))
}

/// 'a hospital in Cambridge', 'near Berkshire': one word behind a preposition of place is rather the place.
fn is_place(asked: &Asked<'_, '_>) -> bool {
    let Asked { context, candidate, .. } = *asked;
    let word = candidate.surface.bytes().any(|b| b.is_ascii_lowercase()) && !candidate.surface.contains(' ');
    let (before, behind) = context.sides(candidate.span);
    let Some(head) = before.strip_suffix(' ').filter(|_| word && !candidate.han && !behind.starts_with("'s")) else {
        return false;
    };
    match word_before(head) {
        Some("near" | "outside" | "around") => true,
        Some("in" | "In") => {
            let held = head.get(..head.len() - "in".len()).and_then(word_before);
            held.is_none_or(|word| !tables::PART_OF.contains(word))
        }
        _ => false,
    }
}

/// The longest Latin phrase that is looked at as one, in bytes.
const TERM: usize = 60;

/// 时钟偏移(Time Skew): a phrase in Latin letters in Chinese text is one name or term, and a word that it goes on behind no body.
fn is_part_of_term(asked: &Asked<'_, '_>) -> bool {
    let Asked { context, candidate, .. } = *asked;
    if candidate.han || candidate.surface.contains(' ') {
        return false;
    }
    let (before, behind) = context.sides(candidate.span);
    let goes_on = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '&' | '.');
    let head = before.trim_end_matches(is_latin);
    let tail = behind.trim_start_matches(is_latin);
    let in_chinese =
        |side: Option<char>| side.is_some_and(|c| is_han(c) || matches!(c, '(' | '（' | ')' | '）' | '「' | '“'));
    let short = before.len() - head.len() + behind.len() - tail.len() < TERM;
    goes_on && short && in_chinese(head.chars().next_back()) && head.chars().rev().take(4).any(is_han)
}

/// What a body of this kind does, or what is done to it.
pub(super) fn cue(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, state, .. } = *asked;
    let cue = match asked.entity.subkind? {
        Subkind::Media => quoted(context, candidate).or_else(|| reported(context, candidate)),
        Subkind::Company => company_cue(context, candidate),
        Subkind::Party => party_cue(context, candidate),
        Subkind::Government => chamber_cue(context, candidate).filter(|_| state),
        _ => None,
    };
    cue.and_then(|cue| Verdict::accept(Code::Cue, cue))
}

/// 'House Speaker': what a chamber has, behind a name that is a common word.
fn chamber_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let (_, behind) = context.sides(candidate.span);
    let common = !candidate.han && behind.starts_with(' ') && tables::COMMON_WORDS.contains(candidate.surface);
    word_behind(behind).filter(|word| common && tables::CHAMBER_BEHIND.contains(word))
}

/// What tells of a party: what its members are ('Labour MP'); the word Party or 党, if all who bear the name are parties.
fn party_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let name = candidate.span.of(context.text);
    let noun = [" Party", "党"].into_iter().find(|noun| name.ends_with(noun)).filter(|_| {
        let party = |sense: &Sense| context.is_of(sense, Subkind::Party);
        candidate.senses.iter().all(|sense| sense.ambiguous && party(sense))
    });
    let (_, behind) = context.sides(candidate.span);
    let member =
        || word_behind(behind).filter(|word| behind.starts_with([' ', '-']) && tables::PARTY_BEHIND.contains(word));
    noun.or_else(member)
}

/// 《政客》: a medium in the marks of titles.
fn quoted(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<&'static str> {
    in_title_marks(context.sides(candidate.span)).then_some("《》")
}

/// 'the Guardian reported', '…, Bloomberg said.', 金融时报说: a medium that is the source of what is told.
fn reported<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    if candidate.han {
        // 政客说谎: a word that is common needs the marks of a title.
        let common = tables::COMMON_WORDS.contains(candidate.surface);
        let opens = !common && context.starts_clause(candidate.span);
        return context.behind_adverbs(candidate.span.end, &tables::MEDIA_BEHIND_ZH).filter(|_| opens);
    }
    let (before, behind) = context.sides(candidate.span);
    let article = || before.ends_with("the ") || before.ends_with("The ");
    let told =
        behind.strip_prefix(" said").is_some_and(|rest| rest.starts_with(['.', ',', ' ']) && before.ends_with(", "));
    let verb = word_behind(behind).filter(|word| behind.starts_with(' ') && tables::MEDIA_BEHIND_EN.contains(word));
    verb.filter(|_| article() || told)
}

/// A home body that begins a clause of a headline in Traditional Chinese and says or does something: 移民署：, 调查局破获; a
/// medium of any state that is quoted (日经：).
pub(super) fn speaker(asked: &Asked<'_, '_>) -> Option<Verdict> {
    let Asked { context, candidate, sense, entity, .. } = *asked;
    let span = candidate.span;
    let body = sense.form == Form::Name && candidate.han && entity.subkind != Some(Subkind::Company);
    // NCC停擺: the abbreviation of an organ of Taiwan.
    let abbreviation = || {
        let (_, behind) = context.sides(span);
        let organ = entity.subkind == Some(Subkind::Government) && entity.country.as_deref() == Some("TW");
        sense.form == Form::Abbreviation && organ && behind.starts_with(|c| is_han(c) || matches!(c, '：' | ':'))
    };
    if !(body || abbreviation()) || !context.is_traditional() {
        return None;
    }
    let cues = &*tables::ONE_CHARACTER;
    let cue = context.cue_behind(span.end, &cues.leader_headline).or(context.cue_behind(span.end, &cues.headline));
    let bearer = |of: &str| {
        let of_state = |sense: &Sense| context.entity(sense).is_some_and(|other| other.country.as_deref() == Some(of));
        candidate.senses.iter().any(of_state)
    };
    let of_here = match entity.country.as_deref() {
        Some("TW") => context.press() == Press::Taiwan,
        Some("HK" | "MO") => context.press() == Press::HongKong || !bearer("TW"),
        _ => entity.subkind == Some(Subkind::Media) && matches!(cue, Some("：" | ":")),
    };
    // The press of Taiwan names no others by these names: 移民署廢止許可 needs no verb.
    let only_here = entity.country.as_deref() == Some("TW") && !bearer("CN") && !bearer("HK");
    let cue = cue.or(only_here.then_some(""))?;
    let speaks = of_here && context.starts_clause(span) && context.in_headline(span);
    Verdict::accept(Code::Headline, cue).filter(|_| speaks)
}

/// What a company does or what is done to it: 'Apple unveils', 'EU fines Apple'.
fn company_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let span = candidate.span;
    if let Some(number) = stock_number(context.sides(span).1) {
        return Some(number);
    }
    let (before, behind) = context.sides(span);
    let next = behind.trim_start_matches(' ');
    if candidate.han || next.starts_with(is_han) {
        let cue = context.behind_adverbs(span.end + (behind.len() - next.len()), &tables::COMPANY_BEHIND);
        return cue.or_else(|| context.cue_before(span.start, &tables::COMPANY_BEFORE).filter(|_| candidate.han));
    }
    let behind = behind.strip_prefix("'s").unwrap_or(behind);
    let known = |phrase: &&str| tables::COMPANY_BEHIND.contains(phrase);
    let cue = behind.strip_prefix(' ').and_then(|next| {
        let ends = next.match_indices(|c: char| !c.is_alphabetic()).map(|(at, _)| at).chain([next.len()]).take(3);
        ends.filter_map(|end| next.get(..end)).filter(known).last()
    });
    cue.or_else(|| phrase_before(before, &tables::COMPANY_BEFORE).filter(|_| before.ends_with(' ')))
}
