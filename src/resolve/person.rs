//! Names of persons: what belongs to another person's name or to the name of something else, and what offices say.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, bracket_behind, in_title_marks, opens_sentence, word_before, word_behind};
use super::leader::is_known;
use super::reason::Code;
use super::rules::phrase_before;
use super::tables;
use super::titles::{Roles, TITLES_EN, TITLES_ZH};
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, OWN_CHARACTERS, Office, Subkind, is_han};

/// 'in May', 'May 9': a month.
pub(super) fn month(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    if sense.kind != Kind::Leader || !tables::MONTHS.contains(candidate.surface) {
        return None;
    }
    let (before, behind) = context.sides(candidate.span);
    let date = word_behind(behind).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let cue = word_before(before).filter(|word| {
        tables::MONTH_CUES.contains(word.to_ascii_lowercase().as_str())
            || word.starts_with(|c: char| c.is_ascii_digit())
    });
    match cue {
        Some(cue) => Verdict::refuse(Code::OrdinaryWord, cue),
        None if date => Verdict::refuse(Code::OrdinaryWord, ""),
        None => None,
    }
}

/// 'Trump Tower', 'Reagan National Airport', 里根机场, 'Cuba Street': another thing's name.
pub(super) fn name_in_name(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let leader = sense.kind == Kind::Leader;
    let company = || context.is_of(sense, Subkind::Company);
    let asked = match sense.kind {
        Kind::Leader => true,
        Kind::Nation => sense.form == Form::Name,
        // 微软大道, but `Apple Street` is written of no company; `Toyota Center`.
        Kind::Organisation => candidate.han || company(),
    };
    if !asked {
        return None;
    }
    let end = candidate.span.end;
    let (before, behind) = context.sides(candidate.span);
    // 电影《达荷美》, 《马耳他独立报》
    let paper = || {
        let title = before.ends_with('《').then(|| behind.split('》').next()).flatten();
        title.is_some_and(|title| title.ends_with('报') && title.chars().all(is_han))
    };
    if sense.kind == Kind::Nation && (in_title_marks((before, behind)) || paper()) {
        return Verdict::refuse(Code::InsideOtherName, "《》");
    }
    if sense.kind == Kind::Nation && candidate.han && begins_place(context, end, 1) {
        return Verdict::refuse(Code::InsideOtherName, "");
    }
    let thing = if candidate.han {
        // “里根”号航母
        let marked = behind.strip_prefix(['”', '」', '"', '』', '》', '’']);
        if marked.is_some_and(|ship| ship.starts_with('号')) {
            return Verdict::refuse(Code::InsideOtherName, "号");
        }
        // “坎普”山火, 飓风“哈里斯”
        let opened = before.strip_suffix(['“', '「', '"', '『', '‘']).unwrap_or(before);
        let named = marked.and_then(|behind| tables::NAMED_THINGS.starting(behind));
        if let Some(thing) = named.or_else(|| tables::NAMED_THINGS.ending(opened)).filter(|_| leader) {
            return Verdict::refuse(Code::InsideOtherName, thing);
        }
        let whole = |street: &&str| context.word_at(end).is_some_and(|word| word.len() == street.len());
        let street = context.cue_behind(end, &tables::STREETS).filter(whole);
        street.or_else(|| context.cue_behind(end, &tables::NAMES_IN_NAMES).filter(|_| leader))
    } else {
        let names = |word: &&str| match sense.kind {
            Kind::Leader => tables::STREETS.contains(word) || tables::NAMES_IN_NAMES.contains(word),
            Kind::Nation => tables::STREETS.contains(word),
            Kind::Organisation => tables::VENUES.contains(word),
        };
        let ship =
            leader.then(|| phrase_before(before_ship(context, candidate, sense, before), &tables::SHIPS)).flatten();
        word_behind(behind).filter(|word| behind.starts_with([' ', '-']) && names(word)).or(ship)
    };
    thing.and_then(|thing| Verdict::refuse(Code::InsideOtherName, thing))
}

/// 哥伦比亚|纳县, 伊|图里省: up to `most` characters of a transcription and a kind of place behind a name that are no place of
/// their own (大陆|温州, 瑞士|瓦莱州).
pub(super) fn begins_place(context: &Context<'_>, end: usize, most: usize) -> bool {
    let behind = context.text.get(end..).unwrap_or_default();
    let mut rest = behind.char_indices().take(most + 1).skip_while(|(_, c)| tables::TRANSCRIBED.contains(c));
    let kind = rest.next().filter(|&(at, c)| at > 0 && tables::KINDS_OF_PLACE.contains(&c));
    kind.is_some_and(|(at, c)| !context.is_phrase(end, end + at + c.len_utf8()))
}

/// What stands before a ship's name: 'A tug, the Nelson |Mandela' leaves 'A tug'.
fn before_ship<'t>(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense, before: &'t str) -> &'t str {
    let names = context.entity(sense).map(|entity| entity.en.as_slice()).unwrap_or_default();
    let given = names.iter().filter_map(|name| name.strip_suffix(candidate.surface));
    let head = given.filter_map(|given| before.strip_suffix(given)).min_by_key(|head| head.len()).unwrap_or(before);
    head.strip_suffix(", the ").unwrap_or(head)
}

/// 'Hunter Biden', 'Michael Jordan', 'Chad Smith', 伊万卡·特朗普: another person.
pub(super) fn other_person(context: &Context<'_>, candidate: &Candidate<'_>, sense: &Sense) -> Option<Verdict> {
    let (before, behind) = context.sides(candidate.span);
    if candidate.han {
        let leader = sense.kind == Kind::Leader;
        // 阿里·哈恩 is no company.
        let body = sense.kind == Kind::Organisation;
        let other = (leader || body && sense.ambiguous) && behind.starts_with('·')
            || before.ends_with('·')
            || leader && ends_double_name(before)
            || leader && ends_dotted_name(context, before, candidate.span.start);
        if other {
            return Verdict::refuse(Code::OtherPerson, "·");
        }
        let rest =
            transcribed_rest(context, sense, candidate.span.end).or_else(|| other_gloss(context, candidate, sense));
        return Verdict::refuse(Code::OtherPerson, rest.filter(|_| leader)?);
    }
    if sense.kind == Kind::Leader
        && behind.starts_with([' ', ','])
        && let Some(number) = word_behind(behind).filter(|word| tables::NUMBERS_OF_NAMES.contains(word))
    {
        return Verdict::refuse(Code::OtherPerson, number);
    }
    // 'He told reporters' in a text that names He Lifeng.
    if sense.kind == Kind::Leader && tables::PRONOUNS.contains(candidate.surface) && opens_sentence(before) {
        return Verdict::refuse(Code::OrdinaryWord, "");
    }
    if let Some(rest) = joined_syllable(context, sense, before, behind) {
        return Verdict::refuse(Code::OtherPerson, rest);
    }
    if let Some(cue) = person_cue(candidate, sense, before) {
        return Verdict::refuse(Code::OtherPerson, cue);
    }
    if let Some(name) = longer_name(candidate, sense, before) {
        return Verdict::refuse(Code::OtherPerson, name);
    }
    let doubtful = sense.ambiguous || sense.form == Form::Short || sense.form == Form::Metonym;
    let one_word = !candidate.surface.contains(' ');
    if !doubtful || !one_word {
        return None;
    }
    let is_given = |word: &&str| tables::GIVEN_NAMES.contains(word) || is_joined_given(word);
    if let Some(given) = word_before(over_initial(before)).filter(|word| before.ends_with(' ') && is_given(word)) {
        let own = context
            .entity(sense)
            .is_some_and(|entity| entity.en.iter().any(|name| name.split(' ').any(|part| part == given)));
        return if own && sense.kind == Kind::Leader { None } else { Verdict::refuse(Code::OtherPerson, given) };
    }
    if !tables::GIVEN_NAMES.contains(candidate.surface) {
        return None;
    }
    let running = || context.is_running_text(candidate.span);
    let leader = || sense.kind == Kind::Leader && sense.form == Form::Short && running();
    if sense.kind != Kind::Nation && !leader() {
        return None;
    }
    // 'Chad Ends Defence Pact': in a headline in title case a verb has a capital, too.
    let acts = |word: &str| tables::METONYM_AFTER_EN.contains(word.to_ascii_lowercase().as_str()) && !running();
    let family = word_behind(behind).filter(|word| {
        let name = word.starts_with(char::is_uppercase) && !TITLES_EN.contains(word) && !acts(word);
        behind.starts_with(' ') && name
    });
    family.and_then(|family| Verdict::refuse(Code::OtherPerson, family))
}

/// Refuses the family names of leaders behind a given name that is not theirs and in no list: 'the trader Farouk Farage'.
/// Inside a sentence a word with a capital before a family name is one, unless it is a title or itself a name.
pub(super) fn heed_given_names(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    let is_short = |sense: &Sense| sense.kind == Kind::Leader && sense.form == Form::Short && !sense.is_refused();
    let is_asked = |name: &Candidate<'_>| !name.han && name.senses.iter().any(is_short);
    if !candidates.iter().any(is_asked) {
        return;
    }
    let ends: FxHashSet<usize> = candidates.iter().filter(|name| !name.han).map(|name| name.span.end).collect();
    for candidate in candidates.iter_mut().filter(|name| is_asked(name)) {
        let Some(given) = unknown_given(context, candidate.span, &ends) else { continue };
        candidate.revise(|_, sense| {
            let entity = context.entity(sense).filter(|_| is_short(sense))?;
            if bears_word(entity, given) { None } else { Verdict::refuse(Code::OtherPerson, given) }
        });
    }
}

/// Whether a word is a part of one of the English names of an entity.
fn bears_word(entity: &Entity, word: &str) -> bool {
    entity.en.iter().any(|name| name.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(word)))
}

/// The word before a name, if it is most likely a given name.
fn unknown_given<'a>(context: &Context<'a>, name: Span, ends: &FxHashSet<usize>) -> Option<&'a str> {
    let (before, _) = context.sides(name);
    let head = before.strip_suffix(' ')?;
    let word = word_before(head)?;
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && word.chars().nth(2).is_some();
    let is_name = capital && letters.all(char::is_lowercase) && head.ends_with(word);
    if !is_name || ends.contains(&(name.start - " ".len())) || TITLES_EN.contains(word) {
        return None;
    }
    let ahead = head.get(..head.len() - word.len())?.strip_suffix(' ')?;
    let small = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    // 'in Iowa Trump said': behind what stands before places it is one.
    let place = word_before(ahead).is_some_and(|word| tables::PLACE_BEFORE_EN.contains(word));
    let inside = !place && (ahead.ends_with(',') || word_before(ahead).is_some_and(small));
    let running = inside && context.is_running_text(name);
    let other = tables::CAPITALS_BEFORE.contains(word) || tables::SENTENCE_OPENERS.contains(word);
    (running && !other).then_some(word)
}

/// Chen |Cheng|-hung: the second syllable of a given name behind a family name that stands behind another person's; not
/// where a word in small letters is made of the name ('Xi-led').
fn joined_syllable<'t>(context: &Context<'_>, sense: &Sense, before: &str, behind: &'t str) -> Option<&'t str> {
    let rest = behind.strip_prefix('-')?;
    let syllable =
        word_behind(rest).filter(|word| rest.starts_with(word) && word.bytes().all(|b| b.is_ascii_lowercase()))?;
    let family = word_before(before).filter(|word| before.ends_with(' ') && word.starts_with(char::is_uppercase))?;
    let short = sense.kind == Kind::Leader && context.is_family_first(sense) && syllable.len() <= SYLLABLE;
    let title = TITLES_EN.contains(family) || tables::SENTENCE_OPENERS.contains(family);
    (short && !title && !tables::MADE_OF_NAMES.contains(syllable)).then_some(syllable)
}

/// The longest syllable of a Chinese or Korean given name, in letters.
const SYLLABLE: usize = 6;

/// Whether a word is a given name of two syllables with a hyphen, as in East Asia: `Kai-Fu`, `Jae-myung`.
fn is_joined_given(word: &str) -> bool {
    let syllable = |part: &str| (2..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let Some((first, second)) = word.split_once('-') else { return false };
    word.starts_with(|c: char| c.is_ascii_uppercase()) && syllable(first) && syllable(second)
}

/// Prince Ali Al | Hussein of Jordan: a capitalised word that is no title, before a name with its state.
fn longer_name<'t>(candidate: &Candidate<'_>, sense: &Sense, before: &'t str) -> Option<&'t str> {
    if sense.kind != Kind::Leader || !before.ends_with(' ') || !candidate.surface.contains(" of ") {
        return None;
    }
    let word = word_before(before)?;
    let name = word.starts_with(char::is_uppercase) && !TITLES_EN.contains(word);
    (name && !tables::SENTENCE_OPENERS.contains(word)).then_some(word)
}

/// 罗斯 (Justin Rose): the whole Latin name in the brackets behind a short Chinese one, if it is another person's.
fn other_gloss<'a>(context: &Context<'a>, candidate: &Candidate<'_>, sense: &Sense) -> Option<&'a str> {
    if sense.form != Form::Short && !sense.ambiguous {
        return None;
    }
    let (_, behind) = context.sides(candidate.span);
    // 巴尔|穆 (Moussa Salaou Barmou): up to two characters more of the same name.
    let more = behind.char_indices().take(2).take_while(|(_, c)| tables::TRANSCRIBED.contains(c)).last();
    let behind = behind.get(more.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default();
    let (_, gloss) = bracket_behind(behind)?;
    let part = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let mut words = gloss.split(' ');
    if !(2..=4).contains(&words.clone().count()) || !words.clone().all(part) {
        return None;
    }
    let entity = context.entity(sense)?;
    (!words.any(|word| bears_word(entity, word))).then_some(gloss)
}

/// What stands before the initial between a given and a family name: `Anthony M. `.
fn over_initial(before: &str) -> &str {
    let initial = before.strip_suffix(". ").and_then(|head| head.strip_suffix(|c: char| c.is_ascii_uppercase()));
    initial.filter(|head| head.ends_with(' ')).unwrap_or(before)
}

/// What tells that a nation's name is a person's: 'Mr. Jordan', 'her friend Chad'.
fn person_cue<'t>(candidate: &Candidate<'_>, sense: &Sense, before: &'t str) -> Option<&'t str> {
    if sense.kind != Kind::Nation || !matches!(sense.form, Form::Name) || candidate.surface.contains(' ') {
        return None;
    }
    let title = word_before(before).filter(|_| before.ends_with(' '))?;
    let form_of_address = TITLES_EN.get(title) == Some(&Roles::Address);
    let given = tables::GIVEN_NAMES.contains(candidate.surface);
    (form_of_address || given && tables::KIN.contains(title)).then_some(title)
}

/// 卡尼|瓦饭店, 理查·穆尔|黑德: what goes on a name: a single character that only transcriptions write; of a leader who is not
/// known to all also two of which transcriptions are made, and which are no common word.
pub(super) fn transcribed_rest<'a>(context: &Context<'a>, sense: &Sense, end: usize) -> Option<&'a str> {
    let word = context.word_at(end).filter(|word| word.start == end)?.of(context.text);
    if tables::TRANSCRIPTION.contains(word) {
        return Some(word);
    }
    let behind = context.text.get(end..)?;
    let two = behind.char_indices().nth(2).map_or(behind, |(at, _)| behind.get(..at).unwrap_or_default());
    let sounds = two.chars().filter(|c| tables::SOUNDS.contains_key(c)).count() == 2;
    let begins_word = || {
        let ends =
            behind.char_indices().skip(2).take(3).map(|(at, _)| at).chain(Some(behind.len()).filter(|_| two == behind));
        ends.filter_map(|at| behind.get(..at)).any(|word| context.is_common(word))
    };
    let transcribed = || has_transcribed_name(context.state(sense)) && !context.entity(sense).is_some_and(is_known);
    let apart = |c: char| tables::AFTER_NAMES.contains(&c) || tables::FUNCTION_CHARACTERS.contains(&c);
    // 阿斯夫拉|派特使, 拉舍特|若代表
    let cues = [&tables::ADVERBS_ZH, &tables::ONE_CHARACTER.leader_headline, &tables::ONE_CHARACTER.headline];
    let acts = || cues.into_iter().any(|list| context.cue_behind(end, list).is_some());
    let rest = sounds && !two.chars().any(apart) && transcribed() && !acts() && !begins_word();
    rest.then_some(two)
}

/// Whether no further name follows a Latin one: Germany's Bosch GmbH.
pub(super) fn ends_name(context: &Context<'_>, name: Span) -> bool {
    let (_, behind) = context.sides(name);
    let next = word_behind(behind).filter(|word| behind.starts_with(' ') && word.starts_with(char::is_uppercase));
    next.is_none_or(|word| tables::CAPITALS_BEHIND.contains(word) || TITLES_EN.contains(word))
        || !context.is_running_text(name)
}

/// The longest part of a transcribed name before one that a leader bears, in characters.
const PART: usize = 3;

/// 尼萨·霍|里根: a dot and a few single characters before the name: it is the end of a longer one.
fn ends_dotted_name(context: &Context<'_>, before: &str, start: usize) -> bool {
    let mut at = start;
    for c in before.chars().rev().take(PART + 1) {
        if c == '·' {
            return at < start;
        }
        at -= c.len_utf8();
        if context.word_at(at).is_none_or(|word| word.len() != c.len_utf8()) {
            return false;
        }
    }
    false
}

/// 海伦·彼得苏斯-|哈里斯: a hyphen behind the first half of a dotted family name.
fn ends_double_name(before: &str) -> bool {
    let Some(head) = before.strip_suffix('-') else { return false };
    let half = head.trim_end_matches(|c| tables::SOUNDS.contains_key(&c));
    half.len() < head.len() && half.ends_with('·')
}

/// How well an office beside a name fits an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// 'Mr', 先生: a person, but which?
    Person,
    /// A title that any leader may have, or one that the gazetteer does not know of this person.
    Title,
    /// The title of an office that the entity holds or held.
    Office,
}

/// The title beside a name and how well it fits.
pub(super) fn office_beside<'a>(
    context: &Context<'a>,
    span: Span,
    han: bool,
    entity: &Entity,
) -> Option<(Fit, &'a str)> {
    let (before, behind) = context.sides(span);
    let titles = if han { &*TITLES_ZH } else { &*TITLES_EN };
    let found = if han { chinese_titles(before, behind) } else { english_titles(before) };
    found
        .into_iter()
        .filter_map(|title| titles.get(title).map(|roles| (fit(roles, entity), title)))
        .max_by_key(|&(fit, title)| (fit, title.len()))
}

pub(super) fn fit(roles: &Roles, entity: &Entity) -> Fit {
    let held = |role: &&str| entity.offices.iter().any(|office| is_of_role(office, role));
    match roles {
        Roles::Address => Fit::Person,
        _ if roles.named().iter().any(held) => Fit::Office,
        _ if roles.is_any() || entity.offices.is_empty() => Fit::Title,
        _ => Fit::Person,
    }
}

/// `governor` and `governor-general`, but no `presidential-candidate` of `president`.
fn is_of_role(office: &Office, role: &str) -> bool {
    office.role.strip_prefix(role).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether an entity holds or held an office that a title means; true of words that mean any office or none.
pub(super) fn may_bear(title: &str, entity: &Entity) -> bool {
    TITLES_ZH.get(title).is_none_or(|roles| fit(roles, entity) > Fit::Person)
}

/// Whether one of the titles that stand behind a Chinese name means an office that an entity holds or held: 李总理.
pub(super) fn holds_office_behind(context: &Context<'_>, end: usize, entity: &Entity) -> bool {
    let titles = starts_of(context.text.get(end..).unwrap_or_default());
    let roles = titles.filter_map(|title| TITLES_ZH.get(title));
    roles.last().is_some_and(|roles| fit(roles, entity) == Fit::Office)
}

/// Whether an entity holds an office that a title means on the day of the document, or if that is not known still holds it.
pub(super) fn is_incumbent(context: &Context<'_>, title: &str, entity: &Entity) -> bool {
    let roles = TITLES_EN.get(title).or_else(|| TITLES_ZH.get(title));
    let date = context.date.as_deref();
    let holds = |office: &Office| match date {
        Some(date) => office.covers(date),
        None => office.to.is_none(),
    };
    roles.is_some_and(|roles| {
        let meant = |office: &&Office| roles.named().iter().any(|role| is_of_role(office, role));
        entity.offices.iter().filter(meant).any(holds)
    })
}

/// Whether the Chinese names of a state's leaders are transcriptions; not where names have characters of their own.
pub(super) fn has_transcribed_name(state: Option<&str>) -> bool {
    state.is_some_and(|state| !OWN_CHARACTERS.contains(&state) && !tables::FAMILY_FIRST.contains(state))
}

/// The last one, two and three words before a name.
fn english_titles(before: &str) -> Vec<&str> {
    let Some(head) = before.strip_suffix(' ') else { return Vec::new() };
    let mut starts = head.rmatch_indices([' ', '\n', '(', '"']).map(|(at, _)| at + 1);
    let starts = [starts.next(), starts.next(), starts.next()];
    let ends_open = starts.iter().any(Option::is_none);
    let all = starts.into_iter().flatten().chain(ends_open.then_some(0));
    all.filter_map(|start| head.get(start..)).collect()
}

/// The longest Chinese title, in characters.
const TITLE: usize = 6;

/// Strings of up to [`TITLE`] characters before and behind a name.
fn chinese_titles<'t>(before: &'t str, behind: &'t str) -> Vec<&'t str> {
    let heads = before.char_indices().rev().take(TITLE).filter_map(|(at, _)| before.get(at..));
    heads.chain(starts_of(behind)).collect()
}

/// What may be a title at the start of a text, the shortest first.
fn starts_of(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().take(TITLE).filter_map(|(at, c)| text.get(..at + c.len_utf8()))
}
