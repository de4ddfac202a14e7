//! The rules that look at one sense of one candidate and its neighbours, in the order in which they are asked. The first
//! that has something to say decides.

use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, bracket_behind, last_len, word_before, word_behind};
use super::leader::is_known;
use super::metonym;
use super::one_character::begins_dotted_name;
use super::organisation;
use super::person;
use super::reason::Code;
use super::rule::Rule;
use super::tables;
use super::titles::TITLES_ZH;
use crate::Span;
use crate::gazetteer::{Form, Kind, Subkind, is_han};
use crate::lang::Language;
use crate::mention::{CaseMatch, case_match};

/// What a rule says of a sense of a candidate, if it has something to say.
pub(super) type Check = fn(&Context<'_>, &Candidate<'_>, &Sense) -> Option<Verdict>;

/// All rules, in order.
pub(super) const RULES: &[(Rule, Check)] = &[
    (Rule::Case, case),
    (Rule::Address, address),
    (Rule::Language, language),
    (Rule::Word, word),
    (Rule::BorrowedEnd, borrowed_end),
    (Rule::LanguageName, language_name),
    (Rule::DerivedWord, derived_word),
    (Rule::Homograph, homograph),
    (Rule::OtherOrganisation, organisation::part_of_organisation),
    (Rule::ShortNation, short_nation),
    (Rule::Platform, organisation::platform),
    (Rule::Month, person::month),
    (Rule::NameInName, person::name_in_name),
    (Rule::OtherPerson, person::other_person),
    (Rule::Metonym, metonym::metonym),
];

/// Latin names: as written; all capitals from five letters on; any case in a text without capitals.
fn case(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if candidate.han {
        return None;
    }
    let found = candidate.span.of(context.text);
    let letters = found.bytes().filter(u8::is_ascii_alphabetic).count();
    let allowed = match case_match(found, candidate.surface) {
        CaseMatch::Same => return shouted(context, candidate, sense),
        CaseMatch::Capitals => letters >= 5,
        CaseMatch::Other if !context.has_capitals => !sense.exact_case && letters >= 3,
        CaseMatch::Other => {
            small_noun(context, candidate, sense, found)
                || family_name_in_capitals(candidate, sense, found)
                || acronym_as_word(context, candidate, sense, found)
        }
    };
    if allowed { None } else { Verdict::refuse(Code::OtherCase, candidate.surface) }
}

/// 'Democratic Unionist party', 'Kent county council': some papers write the nouns at the end of such names small.
fn small_noun(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense, found: &str) -> bool {
    let subkind = context.entity(sense).and_then(|entity| entity.subkind);
    if !matches!(subkind, Some(Subkind::Party | Subkind::Igo | Subkind::Government | Subkind::Other)) {
        return false;
    }
    let (words, full) = (found.split(' '), candidate.surface.split(' '));
    let same = words.zip(full).take_while(|(word, full)| word == full).map(|(word, _)| word.len() + 1).sum::<usize>();
    let Some(named) = same.checked_sub(1).and_then(|end| found.get(..end)) else { return false };
    // 'German parliament' is a common noun of the state.
    let state = context.state(sense).and_then(|state| context.gazetteer.state(state));
    let of_state = state.is_some_and(|state| {
        [&state.en, &state.demonyms, &state.abbreviations].into_iter().flatten().any(|name| name == named)
    });
    let small = |word: &str| tables::SMALL_NOUNS.contains(word);
    !of_state && found.get(same..).is_some_and(|nouns| nouns.split(' ').all(small))
}

/// The shortest abbreviation that is set as a word, in letters.
const AS_WORD: usize = 5;

/// `Unicef`, `Ineos Grenadiers`: British papers set abbreviations that are spoken as words so.
fn acronym_as_word(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense, found: &str) -> bool {
    let as_word = |word: &str, name: &str| {
        let small = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase());
        let capitals = name.len() >= AS_WORD && name.bytes().all(|b| b.is_ascii_uppercase());
        capitals && word.starts_with(|c: char| c.is_ascii_uppercase()) && word.get(1..).is_some_and(small)
    };
    let mut pairs = found.split(' ').zip(candidate.surface.split(' '));
    // Reino Unido is Spanish.
    let english = || context.language_at(candidate.span.start) == Language::EN;
    !sense.ambiguous && !sense.exact_case && pairs.all(|(word, name)| word == name || as_word(word, name)) && english()
}

/// `XI Jinping`, `Narendra MODI`: the family name in capitals, as the United Nations write it.
fn family_name_in_capitals(candidate: &Candidate<'_>, sense: &Sense, found: &str) -> bool {
    let capitals = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || !b.is_ascii());
    let mut pairs = found.split([' ', '-']).zip(candidate.surface.split([' ', '-']));
    let all = pairs.clone().all(|(word, name)| word == name || capitals(word));
    sense.kind == Kind::Leader && all && pairs.any(|(word, name)| word == name && word.len() > 1)
}

/// In a line without small letters an abbreviation that is also a word ("CONTACT US TODAY") says nothing.
fn shouted(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let word = candidate.surface.len() > 1 && candidate.surface.bytes().all(|b| b.is_ascii_uppercase());
    if !(word && sense.exact_case) {
        return None;
    }
    // Up to the Chinese around it: (EU) in 欧盟(EU)与 shouts nothing.
    let ends = |c: char| c == '\n' || is_han(c);
    let (before, behind) = context.sides(candidate.span);
    let line = [before.rsplit(ends).next().unwrap_or_default(), behind.split(ends).next().unwrap_or_default()];
    let letters = |small: bool| {
        let is = move |b: &u8| if small { b.is_ascii_lowercase() } else { b.is_ascii_uppercase() };
        line.iter().flat_map(|part| part.as_bytes().iter()).filter(|b| is(b)).count()
    };
    if letters(true) == 0 && letters(false) >= 8 { Verdict::refuse(Code::OrdinaryWord, "") } else { None }
}

/// Nothing inside a web or e-mail address or a handle is a mention; a hashtag is.
fn address(context: &Context<'_>, candidate: &Candidate<'_>, _: &Sense) -> Option<Verdict> {
    let (before, behind) = context.sides(candidate.span);
    if candidate.han {
        // https://a.example/习近平/
        let start = before.rfind(char::is_whitespace).map_or(before, |at| before.get(at..).unwrap_or_default());
        let inside = before.ends_with('/') && start.contains("://");
        return if inside { Verdict::refuse(Code::InsideAddress, "") } else { None };
    }
    let blank = |c: char| c.is_whitespace() || !c.is_ascii();
    let start = before.rfind(blank).map_or(before, |at| before.get(at..).unwrap_or_default());
    let end = behind.find(blank).map_or(behind, |at| behind.get(..at).unwrap_or_default());
    let host = end.starts_with('.') && end.as_bytes().get(1).copied().is_some_and(|b| b.is_ascii_lowercase());
    // C:\Users\India, ?cc=UK
    let code = start.ends_with(['\\', '=']) || end.starts_with('\\');
    let inside =
        code || start.contains("://") || start.contains("www.") || start.contains('@') || end.starts_with('@') || host;
    if inside { Verdict::refuse(Code::InsideAddress, "") } else { None }
}

/// Han names count in Chinese only: the same characters may stand in Japanese and Korean text.
fn language(context: &Context<'_>, candidate: &Candidate<'_>, _: &Sense) -> Option<Verdict> {
    if !candidate.han {
        return None;
    }
    let language = context.language_at(candidate.span.start);
    if language == Language::JA || language == Language::KO {
        return Verdict::refuse(Code::OtherLanguage, language.as_str());
    }
    None
}

/// A Chinese name starts where a word starts, and ends where a word ends or before an ending that may follow a name
/// within a word (德国人, 美国政府).
pub(super) fn word(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if !candidate.han {
        return None;
    }
    let Span { start, end } = candidate.span;
    let (head, name) = (context.text.get(..start)?, candidate.span.of(context.text));
    // 'Top 4 日本股市': behind a blank a word is the word.
    let apart =
        head.ends_with(' ') && context.word_at(start).is_some_and(|word| word.start == start && word.end >= end);
    if name.starts_with(|c| tables::ONE_CHARACTER.day.contains(&c)) && ends_with_day(head) && !apart {
        // 7日防卫省: a day of the month.
        return Verdict::refuse(Code::InsideWord, "日");
    }
    let loose = sense.kind == Kind::Organisation && ends_loosely(context, candidate.span);
    if let Some(word) = straddled(context, candidate.span).filter(|_| !loose) {
        return Verdict::refuse(Code::InsideWord, word.of(context.text));
    }
    // 加兰|德, 克里斯蒂|安·阿楚
    let goes_on = || {
        let transcribed = |rest: &str| rest.starts_with(|c| tables::TRANSCRIBED.contains(&c));
        begins_dotted_name(context, end) || context.text.get(end..).is_some_and(transcribed)
    };
    let foreign = is_foreign_name(context, candidate, sense) && !goes_on();
    if sense.kind == Kind::Leader
        && !foreign
        && let Some(word) = lends_its_last(context, candidate.span)
    {
        return Verdict::refuse(Code::InsideWord, word);
    }
    let first = context.word_at(start).filter(|word| word.start != start);
    // 反攻|大陆, 教皇|方济各: a phrase of the dictionary that a word and the whole name make up; before a leader's a title.
    // 贝尔格|莱德 holds no person.
    let phrase = |word: &Span| {
        let head = context.text.get(word.start..start).unwrap_or_default();
        let fits = sense.kind != Kind::Leader || TITLES_ZH.ending(head).is_some();
        word.end == end && context.is_phrase(word.start, start) && fits
    };
    let joined =
        |word: Span| behind_cue(context, word, candidate.span) || behind_function(context, word, candidate.span, sense);
    if let Some(word) = first.filter(|word| !phrase(word) && !joined(*word)) {
        return Verdict::refuse(Code::InsideWord, word.of(context.text));
    }
    let last_char = last_len(name);
    let last = context.word_at(end - last_char).filter(|word| word.end > end)?;
    let rest = context.text.get(end..last.end).unwrap_or_default();
    let ends = tables::NAME_ENDINGS.contains(rest)
        || loose
        || before_verb(context, candidate, sense, rest)
        || context.is_phrase(end, last.end)
        || foreign
        || before_function(context, last, candidate.span)
        || holds_title(context, candidate, sense) && is_after_name(rest)
        || last.start + last_char == end && runs_on(context, end, last.end);
    if ends { None } else { Verdict::refuse(Code::InsideWord, last.of(context.text)) }
}

/// Whether a leader's name is a transcription of three characters and more, without a dot: what its last one makes with the
/// next one is chance (贝森特|护主), unless the transcription goes on.
fn is_foreign_name(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> bool {
    let name = candidate.span.of(context.text);
    sense.kind == Kind::Leader
        && person::has_transcribed_name(context.state(sense))
        && name.chars().nth(2).is_some()
        && !name.contains('·')
}

/// 访华|府: the segmenter joined the first character of the name to the cue of a nation before it, and left the rest.
fn behind_cue(context: &Context<'_>, word: Span, name: Span) -> bool {
    let cue = context.text.get(word.start..name.start).unwrap_or_default();
    let cues = &tables::ONE_CHARACTER.nation.before;
    name.start < word.end && word.end < name.end && cues.contains(cue) && context.ends_word(name.end)
}

/// 对|立法院, 向|普京: what the segmenter joined to the name is one character that joins words, and the rest of its word is no
/// more than the name: the first character of one of three and more or of a company's that counts alone (对|华为), or the whole.
fn behind_function(context: &Context<'_>, word: Span, name: Span, sense: &Sense) -> bool {
    let mut joining = context.text.get(word.start..name.start).unwrap_or_default().chars();
    let joins = joining.next().is_some_and(|c| tables::FUNCTION_CHARACTERS.contains(&c)) && joining.next().is_none();
    let sure = is_sure_company(context, sense);
    let (length, long) =
        (word.of(context.text).chars().count(), sure || name.of(context.text).chars().nth(2).is_some());
    // The dictionary has 向普京 by mistake: it is believed only about ambiguous names.
    let whole = || word.end == name.end && (!sense.ambiguous || !context.is_phrase(word.start, word.end));
    joins && (length == 2 && long && context.ends_word(name.end) || whole())
}

/// Whether a sense is a company's by a name that counts alone.
fn is_sure_company(context: &Context<'_>, sense: &Sense) -> bool {
    let company = || context.is_of(sense, Subkind::Company);
    !sense.ambiguous && sense.form == Form::Name && company()
}

/// 国家森防指|称: the word that the last character of a name of four and more makes with one that begins a word behind names.
fn before_function(context: &Context<'_>, word: Span, name: Span) -> bool {
    let begins = context.text.get(name.end..word.end).is_some_and(is_after_name);
    begins && word.start > name.start && name.of(context.text).chars().nth(3).is_some()
}

/// 共军|机舰, 环境部|将: what the last character of a body's name and the next one make is chance.
fn ends_loosely(context: &Context<'_>, name: Span) -> bool {
    let (text, behind) = (name.of(context.text), context.text.get(name.end..).unwrap_or_default());
    tables::LOOSE_ENDS.iter().any(|[last, next]| text.ends_with(last) && (*next == "*" || behind.starts_with(next)))
}

/// 台电|传: at the start of a headline a verb of one character is one.
fn before_verb(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense, rest: &str) -> bool {
    let body = sense.kind == Kind::Organisation && !sense.ambiguous && context.starts_clause(candidate.span);
    body && context.in_headline(candidate.span) && tables::ONE_CHARACTER.headline.contains(rest)
}

/// Whether a text is one character that begins a word behind names.
fn is_after_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| tables::AFTER_NAMES.contains(&c)) && chars.next().is_none()
}

/// Whether a full name is a leader's who is known to all, or stands behind a title: 副主席韩正|在, 习近平|均.
fn holds_title(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> bool {
    let titled = || context.text.get(..candidate.span.start).is_some_and(|text| TITLES_ZH.ending(text).is_some());
    let known = || context.entity(sense).is_some_and(is_known);
    sense.kind == Kind::Leader && sense.form == Form::Name && (titled() || !sense.ambiguous && known())
}

/// The longest word that [`runs_on`] looks for, in characters.
const WORD: usize = 4;

/// 华航|班机, 恒大|清盘: the segmenter took the last character of the name for a word, and one of the dictionary begins behind
/// the name that reaches further and ends where a word does.
fn runs_on(context: &Context<'_>, start: usize, reached: usize) -> bool {
    let behind = context.text.get(start..).unwrap_or_default();
    let ends = behind.char_indices().take(WORD).map(|(at, c)| start + at + c.len_utf8());
    ends.filter(|&end| end > reached && context.ends_word(end)).any(|end| context.is_phrase(start, end))
}

/// 胡春|华丽: a word of the dictionary begins with the last character of a leader's name, and none behind the
/// name, nor a character that begins one there (习近平和…).
fn lends_its_last<'a>(context: &Context<'a>, name: Span) -> Option<&'a str> {
    let text = name.of(context.text);
    let (last, _) = text.char_indices().nth_back(0).filter(|_| matches!(text.chars().count(), 3 | 4))?;
    let behind = context.text.get(name.end..)?;
    behind.chars().next().filter(|c| is_han(*c) && !tables::AFTER_NAMES.contains(c))?;
    let ends = || behind.char_indices().take(WORD).map(|(at, c)| name.end + at + c.len_utf8());
    let end = ends().take(WORD - 1).find(|&end| context.is_phrase(name.start + last, end))?;
    let none_behind = !ends().any(|end| context.is_phrase(name.end, end));
    context.text.get(name.start + last..end).filter(|_| none_behind)
}

/// 节日|本市: the word of the dictionary that ends inside a name and began before it, where another begins there and takes in
/// the single character that the segmenter left behind the name.
fn straddled(context: &Context<'_>, name: Span) -> Option<Span> {
    // A longer name is never met by chance.
    if name.of(context.text).chars().nth(3).is_some() {
        return None;
    }
    let single = |word: &Span| word.start == name.end && word.of(context.text).chars().nth(1).is_none();
    let next = context.word_at(name.end).filter(single)?;
    let cuts = name.of(context.text).char_indices().skip(1).map(|(at, _)| name.start + at);
    let before = context.text.get(..name.start).unwrap_or_default();
    // 国庆|节日|本市, but no 许|多美|国人: what stands before is whole.
    let whole =
        |at: usize| context.word_at(at).is_none_or(|word| word.start == at || context.is_phrase(word.start, at));
    let starts = || {
        let chars = before.char_indices().rev().take(WORD).take_while(|&(_, c)| is_han(c));
        chars.map(|(at, _)| at).filter(|&at| whole(at))
    };
    cuts.filter(|&cut| context.is_phrase(cut, next.end))
        .find_map(|cut| starts().find(|&start| context.is_phrase(start, cut)).map(|start| Span::new(start, cut)))
}

/// Whether a text ends with the number of a day of the month: no year (2024), no score (2:1) and no part of a name (G7).
pub(super) fn ends_with_day(head: &str) -> bool {
    let head = head.strip_suffix(' ').unwrap_or(head);
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = head.get(before.len()..).and_then(|digits| digits.parse::<u8>().ok());
    let free = !before.ends_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | ':' | '：' | '比' | '.'));
    free && day.is_some_and(|day| (1..=31).contains(&day))
}

/// 英|国会议员, 教育|部门: the last character of the name begins the next word.
fn borrowed_end(context: &Context<'_>, candidate: &Candidate<'_>, _: &Sense) -> Option<Verdict> {
    if !candidate.han {
        return None;
    }
    let end = candidate.span.end;
    let last = end - last_len(candidate.span.of(context.text));
    let word = context.cue_behind(last, &tables::BORROWED_ENDS)?;
    let longer = context.word_at(end).is_some_and(|behind| behind.end > last + word.len());
    if longer && word.chars().nth(2).is_none() { None } else { Verdict::refuse(Code::InsideWord, word) }
}

/// 'speaks French', 'translated into Chinese', 'the Russian language': the name of a language.
fn language_name(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    // 'some Belarusians' are people.
    let people = candidate.surface.ends_with('s');
    if sense.form != Form::Demonym || sense.kind != Kind::Nation || people {
        return None;
    }
    let (before, behind) = context.sides(candidate.span);
    let tail = behind.trim_start_matches([' ', '-']);
    if let Some(noun) = word_behind(tail).filter(|word| tables::LANGUAGE_NOUNS.contains(plain_word(word))) {
        return Verdict::refuse(Code::OtherLanguage, noun);
    }
    let cue = phrase_before(before, &tables::LANGUAGE_CUES)?;
    // 'speaking Chinese officials said', 'in Russian hands': an adjective of the noun behind it.
    let noun = word_behind(behind)
        .is_some_and(|word| behind.starts_with(' ') && !tables::AFTER_LANGUAGE.contains(plain_word(word)));
    if noun { None } else { Verdict::refuse(Code::OtherLanguage, cue) }
}

/// A word without the stop or hyphen at its end.
fn plain_word(word: &str) -> &str {
    let word = word.split('-').next().unwrap_or(word);
    word.trim_end_matches('.')
}

/// 去俄罗斯化, Hauts-de-France, US$, 09988.HK, 中国宏桥（01378）: words made from a name.
fn derived_word(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.kind != Kind::Nation {
        return None;
    }
    let (before, behind) = context.sides(candidate.span);
    let ticker = || before.strip_suffix('.').is_some_and(|code| code.ends_with(|c: char| c.is_ascii_digit()));
    let stock = if candidate.han { is_stock(behind) } else { ticker() };
    if stock || tables::DERIVED.is_made(before, behind) { Verdict::refuse(Code::OrdinaryWord, "") } else { None }
}

/// The longest name of a listed company behind the nation in it, in characters.
const STOCK: usize = 6;

/// Whether a nation's name begins that of a listed company: a few characters and the number of its stock in brackets.
fn is_stock(behind: &str) -> bool {
    let len = behind.find(|c| !is_han(c)).unwrap_or(behind.len());
    let (name, rest) = behind.split_at_checked(len).unwrap_or_default();
    (1..=STOCK).contains(&name.chars().count()) && stock_number(rest).is_some()
}

/// The number of a stock in the brackets that a text begins with: 中国宏桥（01378）, 中国海外(00688.HK).
pub(super) fn stock_number(behind: &str) -> Option<&str> {
    let (_, number) = bracket_behind(behind)?;
    let number = match number.rsplit_once('.') {
        Some((number, exchange)) if tables::EXCHANGES.contains(exchange) => number,
        _ => number,
    };
    (matches!(number.len(), 4..=6) && number.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// 'the North': one word of a nation's English name stands for it behind the article, and where no name goes on behind it (the
/// North Sea, the North of England).
fn short_nation(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.kind != Kind::Nation || sense.form != Form::Short || candidate.han {
        return None;
    }
    let (before, behind) = context.sides(candidate.span);
    let article = word_before(before).is_some_and(|word| before.ends_with(' ') && word.eq_ignore_ascii_case("the"));
    let next = word_behind(behind).filter(|_| behind.starts_with([' ', '-']));
    let goes_on = next.is_some_and(|word| word == "of" || word.starts_with(char::is_uppercase));
    if article && !goes_on { None } else { Verdict::refuse(Code::InsideOtherName, "") }
}

/// Georgia between Alabama and Florida, Jordan beside Nike: another thing of that name, by what else the document names.
fn homograph(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.form == Form::Metonym {
        return None;
    }
    let homograph = tables::HOMOGRAPHS.get(candidate.surface)?;
    let (before, behind) = context.sides(candidate.span);
    let beside = |word: &str| before.trim_end().ends_with(word) || behind.trim_start().starts_with(word.trim_start());
    let stands = |word: &&str| match word.strip_prefix('+') {
        Some(word) => beside(word),
        None => context.has_witness(word),
    };
    let other = homograph.other.iter().copied().filter(|word| stands(word)).collect::<Vec<_>>();
    let own = homograph.own.iter().copied().filter(|word| stands(word)).count();
    if other.len() > own {
        Verdict::refuse(Code::OrdinaryWord, other.first().copied().unwrap_or_default())
    } else {
        None
    }
}

/// The longest phrase of one or two words in `list` that stands before.
pub(super) fn phrase_before<'t>(before: &'t str, list: &tables::Words) -> Option<&'t str> {
    let last = word_before(before)?;
    let at = last.as_ptr() as usize - before.as_ptr() as usize;
    let two = before.get(..at).and_then(word_before).and_then(|first| {
        let start = first.as_ptr() as usize - before.as_ptr() as usize;
        before.get(start..at + last.len())
    });
    let known = |phrase: &&str| list.contains(phrase) || list.contains(phrase.to_ascii_lowercase().as_str());
    two.filter(known).or(Some(last).filter(known))
}
