//! Capitals: a seat of government counts when it acts or is a party to something, and not as a place. Silence is a no.
//!
//! The cues stand in `tables/metonym_*.txt`. What a capital stands in a row with decides too: 'Washington and Canberra',
//! 'the Athens-Paris agreement' ([`coordinate`]).

use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, word_behind};
use super::reason::{Code, Reason};
use super::rules::phrase_before;
use super::tables;
use crate::gazetteer::{Form, Kind, is_han, is_one_character};
use crate::mention::{CaseMatch, case_match};

pub(super) fn metonym(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.form != Form::Metonym {
        return None;
    }
    let cue = if candidate.han { chinese_cue(context, candidate) } else { english_cue(context, candidate) };
    match cue {
        Some(cue) => Verdict::accept(Code::Cue, cue),
        None => Verdict::refuse(Code::Place, ""),
    }
}

fn chinese_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let span = candidate.span;
    let (place_before, place_behind) = &*tables::METONYM_PLACE_ZH;
    let noun_of_place = context.cue_behind(span.end, place_behind);
    // 在北京当局宣布: a noun for a government is none of a place, whatever stands before; 政府大楼 is the longer one.
    let government = context.cue_behind(span.end, &tables::METONYM_GOVERNMENT_ZH);
    if let Some(government) = government.filter(|noun| noun.len() > noun_of_place.map_or(0, str::len)) {
        return Some(government);
    }
    // 被北京吉利大学认养: the capital in the name of a body is a place, too.
    let in_name = || context.word_at(span.end).is_some_and(|word| context.cue_behind(word.end, place_behind).is_some());
    // 激怒了北京: 了 stands between a verb and its object.
    let before = span.start - if context.sides(span).0.ends_with('了') { '了'.len_utf8() } else { 0 };
    let party = word_cue_before(context, before, &tables::METONYM_BEFORE_ZH).filter(|_| !in_name());
    let talks = context.cue_behind(span.end, &tables::METONYM_TALKS_ZH);
    if let (Some(party), Some(_)) = (party, talks) {
        return Some(party);
    }
    let (towards, launched) = &*tables::METONYM_TARGET_ZH;
    if context.cue_before(span.start, towards).is_some() && context.cue_behind(span.end, launched).is_some() {
        return None;
    }
    let place = word_cue_before(context, span.start, place_before).or(talks).or(noun_of_place);
    if place.is_some() {
        return None;
    }
    let own = span.of(context.text);
    if tables::METONYM_ALONE.contains(own) {
        return Some(own);
    }
    let (_, behind) = context.sides(span);
    if let Some(owned) = behind.strip_prefix('的') {
        let noun = span.end + behind.len() - owned.len();
        return context.cue_behind(noun, &tables::METONYM_OWNED_ZH);
    }
    context.behind_adverbs(span.end, &tables::METONYM_AFTER_ZH).or(party.filter(|_| !joins_places(context, span.start)))
}

/// How far before 和 a word is looked for that makes a place of what it joins, in characters.
const JOINED: usize = 8;

/// 在伦敦和巴黎, 从东京与北京: an 'and' before a capital joins it to a name that is a place.
fn joins_places(context: &Context<'_>, start: usize) -> bool {
    let head = context.text.get(..start).unwrap_or_default();
    let Some(head) = head.strip_suffix(['和', '与', '及', '同', '跟', '、']) else { return false };
    let starts = head.char_indices().rev().take(JOINED).take_while(|&(_, c)| is_han(c)).map(|(at, _)| at);
    starts.skip(1).any(|at| word_cue_before(context, at, &tables::METONYM_PLACE_ZH.0).is_some())
}

/// A cue before, if it is not the end of a longer word (由于 is no 于).
fn word_cue_before<'a>(context: &Context<'a>, offset: usize, list: &tables::Words) -> Option<&'a str> {
    let cue = context.cue_before(offset, list)?;
    context.starts_word(offset - cue.len()).then_some(cue)
}

fn english_cue<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let (before, behind) = context.sides(candidate.span);
    let (owner, behind) = match behind.strip_prefix("'s") {
        Some(rest) => (true, rest),
        None => (false, behind_clause(behind).or_else(|| behind_time(behind)).unwrap_or(behind)),
    };
    let mut words = behind.split_whitespace().take(2).map(plain);
    let next = words.next().unwrap_or_default();
    let adverb = next.ends_with("ly") && next.starts_with(|c: char| c.is_ascii_lowercase());
    let second = words.next().unwrap_or_default();
    let place_word = |word: &str| tables::METONYM_PLACE_EN.contains(word.to_ascii_lowercase().as_str());
    if behind.starts_with(' ') && (place_word(next) || owner && place_word(second)) {
        return None;
    }
    let party = phrase_before(before, &tables::METONYM_BEFORE_EN);
    if owner {
        // "Beijing's claims": a place's possessive is told by its noun, except behind 'in', 'near' ...
        return (!behind.starts_with(['.', ',']) && !owns_place(behind)).then_some("'s");
    }
    if let Some(tail) = behind.strip_prefix('-') {
        let adjective = tail.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        // 'the Dublin-based airline', but 'the Moscow-backed militia'.
        return adjective.ends_with("ed").then_some(adjective).or(party).filter(|_| !place_word(adjective));
    }
    let place = phrase_before(before, &tables::PLACE_BEFORE_EN).is_some();
    let verb = if adverb { second } else { next };
    // 'ISLAMABAD: The court …', 'DHAKA (Reuters) - …': where the news comes from.
    let dateline = case_match(candidate.span.of(context.text), candidate.surface) == CaseMatch::Capitals
        && [":", " (", " —", " -", ","].iter().any(|mark| behind.starts_with(mark))
        && context.is_running_text(candidate.span);
    let described = dateline || is_pair_of(&tables::METONYM_DESCRIBED_EN, next, second);
    // 'Kyiv hit by drones': what was done to a place.
    // 'Beijing responded by banning' acts.
    let acts = || behind.split_whitespace().nth(2).is_some_and(|word| plain(word).ends_with("ing"));
    let done = next.ends_with("ed") || tables::METONYM_SUFFERED_EN.contains(next);
    let suffered = second == "by" && done && !acts();
    if described || suffered {
        return None;
    }
    if let Some(clause) = behind.strip_prefix(", which ").filter(|_| !place) {
        return relative(clause).or(party);
    }
    if !place && behind.starts_with(' ') && tables::METONYM_AFTER_EN.contains(verb) {
        return Some(verb);
    }
    // 'For Moscow, the growing …': whom something concerns, at the start of a sentence.
    let concerns = before.ends_with("For ") && behind.starts_with(',');
    party.or(concerns.then_some("For"))
}

/// Whether two words are one of the pairs in a list: `is the`.
fn is_pair_of(list: &tables::Words, first: &str, second: &str) -> bool {
    let is = |pair: &str| pair.split_once(' ') == Some((first, second));
    list.words().any(is)
}

/// The most words that are looked at behind a possessive.
const OWNED: usize = 8;

/// Whether a name in capitals stands behind a possessive, and neither it nor the word behind it tells of a government.
fn owns_place(behind: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = behind.split_whitespace().take(OWNED).map(plain).peekable();
    if !words.peek().is_some_and(|word| capital(word)) {
        return false;
    }
    let inside = |word: &&str| capital(word) || tables::INSIDE_NAMES_EN.contains(word);
    let mut owned: Vec<String> = Vec::new();
    while let Some(word) = words.next_if(inside) {
        owned.push(word.to_lowercase());
    }
    owned.extend(words.next().map(str::to_lowercase));
    let in_list = |list: &tables::Words| owned.iter().any(|word| list.contains(word));
    // "Prague's Central Military Hospital" stands in a city, "Beijing's Central Military Commission" does not.
    in_list(&tables::METONYM_PLACE_EN) || !in_list(&tables::METONYM_OWNED_EN)
}

/// The longest clause between a capital and its verb, in bytes.
const CLAUSE: usize = 80;

/// What stands behind a clause between commas: 'Beijing, where the talks were held, welcomed …'.
fn behind_clause(behind: &str) -> Option<&str> {
    let (clause, rest) = behind.strip_prefix(", where ")?.split_once(',')?;
    (clause.len() <= CLAUSE && !clause.contains('.')).then_some(rest)
}

/// What stands behind a time between a capital and its verb: 'Beijing on Friday advised …'.
fn behind_time(behind: &str) -> Option<&str> {
    let rest = behind.strip_prefix(' ').or_else(|| behind.strip_prefix(", "))?;
    let ahead = |time: &str| rest.strip_prefix(time).map(|rest| rest.strip_prefix(',').unwrap_or(rest));
    tables::TIMES_EN.words().filter_map(ahead).filter(|rest| rest.starts_with(' ')).min_by_key(|rest| rest.len())
}

/// The verb of a clause about a capital: 'Beijing, which claims Taiwan'. What places have and are, too, tells nothing.
fn relative(clause: &str) -> Option<&str> {
    let words = clause.split_whitespace().map(plain);
    let mut words = words.filter(|word| !word.ends_with("ly") && *word != "also");
    let first = words.next()?;
    // ', which had imposed …': the verb behind the auxiliary tells.
    let verb = if tables::AUXILIARIES_EN.contains(first) { words.next()? } else { first };
    let of_places = tables::METONYM_COMMON_EN.contains(verb);
    (!of_places && tables::METONYM_AFTER_EN.contains(verb)).then_some(verb)
}

/// A word without what stands at its edges.
fn plain(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Gives a capital that was taken for a place the verdict of its neighbour in a row: a capital that acts, or a capital
/// behind 'between' and another name.
pub(super) fn coordinate(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    let rows: Vec<(usize, usize)> =
        (1..candidates.len()).filter_map(|at| Some((partner(context, candidates, at)?, at))).collect();
    for &(first, second) in rows.iter().chain(rows.iter().rev()) {
        for (at, other) in [(second, first), (first, second)] {
            let Some((cue, metonym)) = candidates.get(other).and_then(|other| stands_for_state(context, other)) else {
                continue;
            };
            let Some(candidate) = candidates.get_mut(at) else { continue };
            let between = joined_by_between(context.sides(candidate.span).0, other < at);
            if metonym || between {
                accept(candidate, &cue);
            }
        }
    }
    pairs_of_capitals(context, candidates, &rows);
}

/// 'the Athens-Paris agreement', 基辅与华沙的争端: two capitals with a hyphen between them, or a Chinese 'and', stand for
/// their states.
fn pairs_of_capitals(context: &Context<'_>, candidates: &mut [Candidate<'_>], rows: &[(usize, usize)]) {
    for &(first, second) in rows {
        let spans = candidates.get(first).zip(candidates.get(second)).map(|(a, b)| (a.span, b.span));
        let joint = spans.and_then(|(a, b)| context.text.get(a.end..b.start)).unwrap_or_default();
        let joined = joint == "-" || joint.starts_with(is_han);
        let treaty = spans.is_some_and(|(_, b)| {
            let (_, behind) = context.sides(b);
            let noun = b.end + if behind.starts_with('的') { '的'.len_utf8() } else { 0 };
            word_behind(behind).is_some_and(|word| tables::PAIR_NOUNS.contains(word))
                || context.cue_behind(noun, &tables::PAIR_NOUNS).is_some()
        });
        if joined && treaty {
            for at in [first, second] {
                if let Some(candidate) = candidates.get_mut(at) {
                    accept(candidate, joint);
                }
            }
        }
    }
}

/// The place of the candidate that stands right before another one in a row.
fn partner(context: &Context<'_>, candidates: &[Candidate<'_>], at: usize) -> Option<usize> {
    let span = candidates.get(at)?.span;
    let before = candidates.get(at.saturating_sub(8)..at)?;
    // 比 at the end of 阿布扎比 is no partner, and only there when refused names are asked for.
    let joined = |other: &Candidate<'_>| {
        let whole = !is_one_character(other.surface) || other.is_accepted();
        whole && context.text.get(other.span.end..span.start).is_some_and(|between| tables::JOINTS.contains(&between))
    };
    let place = before.iter().rposition(joined)?;
    Some(at.saturating_sub(8) + place)
}

/// The cue of a nation that was accepted, and whether it is a metonym.
fn stands_for_state(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<(String, bool)> {
    let (sense, _) = candidate.accepted().find(|(sense, _)| sense.kind == Kind::Nation)?;
    Some((candidate.span.of(context.text).to_owned(), sense.form == Form::Metonym))
}

/// 'between Abu Dhabi and Moscow'.
fn joined_by_between(head: &str, behind: bool) -> bool {
    let clause = head.rsplit(['.', ',', ';', '\n']).next().unwrap_or_default();
    behind && clause.split(' ').rev().take(6).any(|word| word == "between")
}

fn accept(candidate: &mut Candidate<'_>, cue: &str) {
    for sense in candidate.senses.iter_mut().filter(|sense| sense.form == Form::Metonym) {
        let place = sense.refusal().is_some_and(|reason| reason.code == Code::Place && reason.detail.is_empty());
        if place {
            sense.verdict = Some(Verdict::Accept(Reason::new(Code::Row, cue)));
        }
    }
}
