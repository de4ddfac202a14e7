//! Nations inside the names of organisations that the gazetteer does not know: 'German Institute for Polish Affairs',
//! 德国警察工会. Such a name ends with a noun that only names of bodies have (`tables/organisation_nouns.txt`).

use super::bare_organ::part_of_a_name;
use super::candidate::{Candidate, Sense, Verdict};
use super::compose::heads_office;
use super::context::{Context, word_before, word_behind};
use super::reason::Code;
use super::rules::phrase_before;
use super::tables;
use crate::Span;
use crate::gazetteer::{Form, Kind, Subkind};

pub(super) fn part_of_organisation(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.kind == Kind::Organisation {
        return common_word(context, candidate)
            .or_else(|| title(context, candidate, sense))
            .or_else(|| trade(context, candidate, sense))
            .or_else(|| longer_party(context, candidate, sense));
    }
    if sense.kind != Kind::Nation || sense.form == Form::Metonym {
        return None;
    }
    let noun = if candidate.han { chinese(context, candidate) } else { english(context, candidate) }?;
    Verdict::refuse(Code::InsideOtherName, noun)
}

/// 'National Natural Science Foundation', 'Crown House': a body's name that is a common word, behind a capitalised one.
fn common_word(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<Verdict> {
    let before = context.sides(candidate.span).0;
    let owned = before.ends_with("'s ") || before.ends_with("' ");
    let inside = tables::COMMON_WORDS.contains(candidate.surface) && !owned && part_of_a_name(before, candidate);
    if inside { Verdict::refuse(Code::InsideOtherName, "") } else { None }
}

/// 全国|独立党: the name of a party behind a word with which the names of other parties begin.
fn longer_party(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let word = context.cue_before(candidate.span.start, &tables::PARTY_BEFORE).filter(|_| candidate.han)?;
    let party = || context.is_of(sense, Subkind::Party);
    if party() && context.starts_word(candidate.span.start - word.len()) {
        Verdict::refuse(Code::InsideOtherName, word)
    } else {
        None
    }
}

/// 'US Treasury Secretary': the title of a minister is no ministry.
fn title(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let organ = context.is_of(sense, Subkind::Government);
    if organ && heads_office(context, candidate) { Verdict::refuse(Code::InsideOtherName, "Secretary") } else { None }
}

/// 俄罗斯石油|出口, 购买|俄罗斯石油: what a nation has or sells, and a company is called by, too.
fn trade(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let company = context.entity(sense).filter(|body| candidate.han && body.subkind == Some(Subkind::Company))?;
    let nation = context.gazetteer.state(company.country.as_deref()?)?;
    let trade = nation.zh_hans.iter().find_map(|nation| candidate.surface.strip_prefix(nation.as_str()))?;
    if !tables::TRADES.contains(trade) {
        return None;
    }
    let Span { start, end } = candidate.span;
    let cue =
        context.cue_behind(end, &tables::TRADE_BEHIND).or_else(|| context.cue_before(start, &tables::TRADE_BEFORE));
    Verdict::refuse(Code::OrdinaryWord, cue?)
}

/// 'wrote on Facebook', 在推特上: where something was published, no company.
pub(super) fn platform(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.kind != Kind::Organisation || !tables::PLATFORMS.contains(candidate.surface) {
        return None;
    }
    let (before, behind) = context.sides(candidate.span);
    // 在 Instagram 上: with blanks around Latin names, as many write.
    let start = candidate.span.start - usize::from(before.ends_with(' '));
    let end = candidate.span.end + usize::from(behind.starts_with(' '));
    let beside_zh = context.cue_before(start, &tables::PLATFORM_BEFORE).is_some_and(|cue| !cue.is_ascii())
        || context.cue_behind(end, &tables::PLATFORM_BEHIND).is_some();
    let medium = if candidate.han {
        beside_zh
    } else {
        let on = phrase_before(before, &tables::PLATFORM_BEFORE).is_some();
        let against = phrase_before(before, &tables::AGAINST).is_some();
        on && !against && !behind.starts_with("'s") || beside_zh
    };
    if medium { Verdict::refuse(Code::OrdinaryWord, "") } else { None }
}

/// The longest name between a nation and the noun, in characters.
const LONGEST: usize = 14;

/// The noun that ends a run of Han behind the nation, if the words between are such that names are made of.
fn chinese<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let end = candidate.span.end;
    // 美国大学协会主席 goes on with a title, 德国工会会员 with another word: the name ends at the noun all the same.
    let words = name_words(context, end).take_while(|word| word.start - end < LONGEST * 3);
    words.skip(1).map(|word| word.of(context.text)).find(|text| tables::ORGANISATION_NOUNS.contains(text))
}

/// The words of Han text from a place on of which names of bodies are made.
pub(super) fn name_words<'c>(context: &'c Context<'_>, from: usize) -> impl Iterator<Item = Span> + 'c {
    let next = move |at: usize| {
        let word = Span::new(at, context.word_at(at)?.end);
        let text = word.of(context.text);
        let single = text.chars().nth(1).is_none() && !text.ends_with(['和', '与']);
        (!single && !tables::NO_PART_OF_NAMES.contains(text)).then_some(word)
    };
    std::iter::successors(next(from), move |word| next(word.end))
}

/// The noun in a row of capitalised words before or behind the nation.
fn english<'a>(context: &Context<'a>, candidate: &Candidate<'_>) -> Option<&'a str> {
    let (before, behind) = context.sides(candidate.span);
    let running = || context.is_running_text(candidate.span);
    behind_in_english(behind, running).or_else(|| before_in_english(before, behind))
}

/// 'German Institute for …', 'Chinese Students and Scholars Association'; in running text also nouns that any word may stand
/// before, behind a word more: 'Jamaica Sports Commission'.
fn behind_in_english(behind: &str, running: impl Fn() -> bool) -> Option<&str> {
    let line = behind.strip_prefix(' ')?.split('\n').next()?;
    // 'China and Arab League' are two names.
    let mut words = line.split(' ').take(6);
    if !line.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let name =
        |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase()) || tables::INSIDE_NAMES_EN.contains(word);
    let mut row = Vec::new();
    for word in words.by_ref() {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '"', '\'']);
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        // 'Manufacturing Workers' Union' goes on.
        let ends = bare.len() < word.len() && !word.ends_with("s'");
        if !name(&bare) {
            break;
        }
        row.push(bare);
        if ends {
            break;
        }
    }
    let far = || row.iter().skip(1).find(|word| tables::ORGANISATION_ENDS.contains(word)).filter(|_| running());
    row.iter().find(|word| tables::ORGANISATION_NOUNS.contains(word)).or_else(far).copied()
}

/// '… Institute for Polish Affairs', 'Council on Chinese Studies': a noun, a preposition and the nation; behind `of` only if the
/// noun stands behind a capitalised word, or the nation before one: 'Nursing Organisation of Kenya', 'Federation of Indian Pilots'.
fn before_in_english<'t>(before: &'t str, behind: &str) -> Option<&'t str> {
    let before = before.strip_suffix(' ')?;
    let (head, preposition) = before.rsplit_once(' ')?;
    let noun = head.rsplit([' ', '\n', '(', '"']).next()?;
    let head = head.get(..head.len() - noun.len())?;
    let capital =
        |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && !tables::SENTENCE_OPENERS.contains(word);
    let goes_on = || behind.strip_prefix(' ').and_then(word_behind).is_some_and(capital);
    let fits = match preposition {
        "for" | "on" => tables::ORGANISATION_NOUNS.contains(noun),
        "of" => {
            let listed = tables::ORGANISATION_NOUNS.contains(noun) || tables::ORGANISATION_ENDS.contains(noun);
            listed && (word_before(head).is_some_and(capital) || goes_on())
        }
        _ => false,
    };
    fits.then_some(noun)
}
