//! One-character names: 美, 习. Almost any text is full of these characters, so a cue is asked for first, and only then
//! are the words of the run looked at. The cues stand in `tables/one_character.tsv`.
//!
//! A name counts, in this order, in a fixed phrase (一中政策), in a row of names (中美, 美日韩), beside a cue (访美, 俄军), or
//! at the start of a clause in a headline (美破獲...). The words around it have to agree: none may begin before the name
//! and its cue or end behind them, and none of `tables/ordinary_words.txt` may cover it (台中, 同意).

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::compose::state_of_body;
use super::context::{Context, last_len};
use super::person::{begins_place, may_bear};
use super::reason::{Code, Reason};
use super::rules::ends_with_day;
use super::tables::{self, BORROWED_ENDS, Grade, ONE_CHARACTER, ORDINARY_WORDS, Words};
use super::titles::TITLES_ZH;
use crate::Span;
use crate::gazetteer::{Kind, Target, is_han};
use crate::lang::Language;
use crate::mention::OneCharacterNames;

/// All one-character candidates that a cue speaks for, in order; with `explain` the others too.
pub(super) fn candidates<'m>(
    context: &Context<'_>,
    names: OneCharacterNames<'m>,
    explain: bool,
    out: &mut Vec<Candidate<'m>>,
) {
    let beside = Beside::new(context, out);
    let mut at = 0;
    let free = |at: &usize| !beside.inside.contains(at);
    let is_name = |at: usize, c: char| names.has(c) && free(&at);
    // 欧中关系: a partner opens a row, too.
    let opens = |at: usize, c: char| is_name(at, c) || ONE_CHARACTER.is_partner(c) && free(&at);
    let next = |from: usize| {
        let mut places = context.text.get(from..)?.char_indices().map(|(at, c)| (from + at, c));
        places.find(|&(at, c)| opens(at, c))
    };
    while let Some((start, _)) = next(at) {
        let row = Row::at(context.text, start, is_name);
        for member in &row.members {
            out.extend(candidate(context, names, &row, *member, &beside, explain));
        }
        at = row.span.end;
    }
}

/// Where names of bodies and of leaders begin, and the states that they belong to: 港 before 国安处 is Hong Kong.
#[derive(Default)]
struct Beside<'a> {
    /// Organs, forces and parties.
    bodies: FxHashMap<usize, Vec<&'a str>>,
    leaders: FxHashMap<usize, Vec<&'a str>>,
    /// Kinds of organ that every state has, with their names.
    institutions: FxHashMap<usize, Span>,
    /// Longer names that may be meant: 华府 in 访华府 hides 华.
    longer: FxHashSet<usize>,
    /// Where longer names that are meant go on: 巴 in 城巴 is in no row.
    inside: FxHashSet<usize>,
}

impl<'a> Beside<'a> {
    fn new(context: &Context<'a>, candidates: &[Candidate<'_>]) -> Self {
        let mut beside = Beside::default();
        for candidate in candidates.iter().filter(|candidate| candidate.han) {
            let start = candidate.span.start;
            let inside_word = |sense: &Sense| {
                sense.is_refused_for(Code::InsideWord) || sense.is_refused_for(Code::InsideLongerString)
            };
            if candidate.senses.iter().any(|sense| !inside_word(sense)) {
                beside.longer.insert(start);
            }
            // 伊斯兰马|巴德: a capital is a name where it is a place, too.
            let place = |sense: &Sense| sense.is_refused_for(Code::Place);
            if candidate.is_accepted() || candidate.senses.iter().any(place) {
                let places = candidate.span.of(context.text).char_indices().skip(1);
                beside.inside.extend(places.map(|(at, _)| start + at));
            }
            if candidate.institution.is_some() {
                beside.institutions.insert(start, candidate.span);
            }
            for sense in candidate.senses.iter().filter(|sense| !sense.is_refused()) {
                if sense.kind == Kind::Leader {
                    let state = context.state(sense);
                    beside.leaders.entry(start).or_default().extend(state);
                } else {
                    beside.bodies.entry(start).or_default().extend(state_of_body(context, sense));
                }
            }
        }
        beside
    }

    /// An organ, force or party of the nation behind its name.
    fn body(&self, context: &Context<'_>, member: Member, sense: &Sense) -> Option<Reason> {
        let states = self.bodies.get(&member.span.end)?;
        let state = context.state(sense)?;
        let word = context.word_at(member.span.start)?;
        let own = states.contains(&state);
        let free = !ONE_CHARACTER.start.contains(&member.c) || context.starts_clause(member.span);
        (own && free && word == member.span).then(|| Reason::new(Code::Composed, state))
    }

    /// An organ that every state has behind a name that begins a clause: 韩教育部; behind a rare one where the text has the
    /// nation's usual name, too.
    fn institution(&self, context: &Context<'_>, member: Member, nation: Referent) -> Option<Reason> {
        let organ = self.institutions.get(&member.span.end)?;
        let graded = !matches!(ONE_CHARACTER.grade(member.c), Grade::Rare | Grade::Word);
        let word = context.word_at(member.span.start)?;
        let whole = context.starts_clause(member.span) && word == member.span;
        let alone = whole && (graded || context.names_in_full(nation));
        alone.then(|| Reason::new(Code::Cue, organ.of(context.text)))
    }

    /// A leader of the same state in a row with this one: 只剩|习、张升民.
    fn countryman(&self, context: &Context<'_>, member: Member, sense: &Sense) -> Option<Reason> {
        let behind = context.text.get(member.span.end..)?.strip_prefix('、')?;
        let states = self.leaders.get(&(context.text.len() - behind.len()))?;
        let own = context.state(sense).is_some_and(|state| states.contains(&state));
        (own && context.word_at(member.span.start)? == member.span).then(|| Reason::new(Code::Row, "、"))
    }

    /// Whether the leader who is named at `start`, if there is one, is of this nation.
    fn leader(&self, context: &Context<'_>, start: usize, nation: Referent) -> Option<bool> {
        let states = self.leaders.get(&start).filter(|states| !states.is_empty())?;
        let Referent::Entity(nation) = nation else { return Some(false) };
        let state = context.gazetteer.entity(nation)?.country.as_deref()?;
        Some(states.contains(&state))
    }
}

/// A character and where it stands.
#[derive(Clone, Copy)]
struct Member {
    c: char,
    span: Span,
}

/// The longest row of names that is looked at as one.
const ROW: usize = 32;

/// A row of one-character names, with or without a mark between them; also a single one.
struct Row {
    span: Span,
    members: Vec<Member>,
}

impl Row {
    fn at(text: &str, start: usize, is_name: impl Fn(usize, char) -> bool) -> Self {
        let mut row = Row { span: Span::new(start, start), members: Vec::new() };
        let mut rest = text.get(start..).unwrap_or_default().chars();
        while let Some(c) = rest.next().filter(|_| row.members.len() < ROW) {
            let span = Span::new(row.span.end, row.span.end + c.len_utf8());
            if is_name(span.start, c) || ONE_CHARACTER.is_partner(c) {
                row.members.push(Member { c, span });
                row.span.end = span.end;
            } else {
                break;
            }
            let mut ahead = rest.clone();
            let mark = ahead.next().filter(|c| matches!(c, '、' | '/' | '-' | '·'));
            let next = mark.and_then(|mark| Some((span.end + mark.len_utf8(), ahead.next()?)));
            if let Some(mark) = mark.filter(|_| next.is_some_and(|(at, c)| is_name(at, c))) {
                row.span.end += mark.len_utf8();
                rest.next();
            }
        }
        row
    }

    /// Whether a mark stands behind the first member.
    fn is_list(&self) -> bool {
        matches!(self.members.as_slice(), [first, second, ..] if first.span.end < second.span.start)
    }

    /// The members from the first to the last whose words keep inside the row. With a cue behind the row only its start is
    /// asked for.
    fn sound(&self, context: &Context<'_>, cue: Option<&str>) -> &[Member] {
        let end = self.span.end + cue.map_or(0, str::len);
        // 访日、韩: the first of a list is in a word with its cue.
        let behind_cue = |word: Span| {
            let cue = context.text.get(word.start..self.span.start).unwrap_or_default();
            self.is_list() && ONE_CHARACTER.nation.before.contains(cue)
        };
        let inside = |member: &Member| {
            let word = context.word_at(member.span.start);
            word.is_some_and(|word| word.end <= end && (self.span.start <= word.start || behind_cue(word)))
        };
        let from = self.members.iter().position(inside).unwrap_or(self.members.len());
        // 美中科技战: where the cue is certain, a word that runs across the edge is the segmenter's slip.
        let last = self.members.iter().rposition(|member| cue.is_some() || inside(member));
        self.members.get(from..last.map_or(from, |last| last + 1)).unwrap_or_default()
    }
}

fn candidate<'m>(
    context: &Context<'_>,
    names: OneCharacterNames<'m>,
    row: &Row,
    member: Member,
    beside: &Beside<'_>,
    explain: bool,
) -> Option<Candidate<'m>> {
    let surface = names.get(member.c).filter(|_| context.language_at(member.span.start) == Language::ZH)?;
    let mut candidate = Candidate::new(context.gazetteer, member.span, surface.folded, true, surface.readings);
    let phrase = phrase(context, member);
    for sense in &mut candidate.senses {
        let reason = match (sense.kind, phrase) {
            (Kind::Nation, _) if is_other_word(context, member) || beside.longer.contains(&member.span.start) => None,
            (_, Some((phrase, Some(id)))) => is(context, sense, id).then(|| Reason::new(Code::Cue, phrase)),
            (Kind::Nation, Some((phrase, None))) => Some(Reason::new(Code::Cue, phrase)),
            (Kind::Nation, None) => nation(context, names, row, member, sense.referent, beside)
                .or_else(|| beside.body(context, member, sense))
                .or_else(|| {
                    let meant = surface.readings.len() == 1 || context.names_in_full(sense.referent);
                    beside.institution(context, member, sense.referent).filter(|_| meant)
                }),
            (Kind::Leader, _) => {
                leader(context, row, member, sense).or_else(|| beside.countryman(context, member, sense))
            }
            (Kind::Organisation, _) => party(context, row, member),
        };
        sense.verdict = Some(reason.map_or_else(|| Verdict::Refuse(Code::NoCue.into()), Verdict::Accept));
    }
    let kept = explain || candidate.is_accepted();
    kept.then_some(candidate)
}

fn is(context: &Context<'_>, sense: &Sense, id: &str) -> bool {
    context.entity(sense).is_some_and(|entity| entity.id == id)
}

fn nation(
    context: &Context<'_>,
    names: OneCharacterNames<'_>,
    row: &Row,
    member: Member,
    referent: Referent,
    beside: &Beside<'_>,
) -> Option<Reason> {
    nation_row(context, names, row, member)
        .or_else(|| beside_cue(context, member, referent, beside))
        .or_else(|| ship(context, member))
        .or_else(|| headline(context, member))
}

/// The fixed phrase around a name, and the id that it gives the character.
fn phrase(context: &Context<'_>, member: Member) -> Option<(&'static str, Option<&'static str>)> {
    let phrases = ONE_CHARACTER.phrases.get(&member.c)?;
    let found = phrases.iter().find(|phrase| {
        let start = member.span.start.checked_sub(phrase.before);
        start.and_then(|start| context.text.get(start..)).is_some_and(|text| text.starts_with(phrase.text.as_str()))
            && (phrase.text.chars().count() > 2 || keeps_words(context, member, phrase.before, phrase.text.len()))
    })?;
    Some((&found.text, found.id.as_deref()))
}

/// A short phrase must not cut the words around it.
fn keeps_words(context: &Context<'_>, member: Member, before: usize, len: usize) -> bool {
    let start = member.span.start - before;
    let inside = context.word_at(member.span.start).is_some_and(|word| start <= word.start && word.end <= start + len);
    inside && context.starts_word(start) && context.ends_word(start + len)
}

fn nation_row(context: &Context<'_>, names: OneCharacterNames<'_>, row: &Row, member: Member) -> Option<Reason> {
    // 阿里巴巴: no row names a nation twice running.
    let twice = |pair: &[Member]| matches!(pair, [a, b] if a.c == b.c && a.span.end == b.span.start);
    if row.members.len() < 2 || row.members.windows(2).any(twice) {
        return None;
    }
    let cue = context.cue_behind(row.span.end, &ONE_CHARACTER.row);
    let graded = |c: char| matches!(ONE_CHARACTER.grade(c), Grade::Clear | Grade::Usual | Grade::Partner);
    // 中津历来: a nation that the text names in full, too, in a row that begins the clause.
    let opens = context.starts_clause(row.span);
    let certain = |c: char| graded(c) || opens && names_state(context, names, c);
    if cue.is_none() && !certain(member.c) {
        return None;
    }
    let members = behind_city(context, behind_other_word(context, row.sound(context, cue), cue), cue.is_some());
    // A dictionary word of rare names is the word: 巴黎, 加沙. What the HMM guesses is none: 波乌.
    let inside_word = |member: &Member| {
        let word = context.word_at(member.span.start).filter(|word| *word != member.span);
        word.is_some_and(|word| context.is_phrase(word.start, word.end))
    };
    // 伊巴内斯·罗沙: the row begins a name that the dictionary does not know.
    let head = context.text.get(..row.span.start).unwrap_or_default();
    // 局长苏德祥: behind a title without a cue it begins a person's.
    let person = || TITLES_ZH.ending(head).is_some() || tables::NO_LEADERS_ZH.ending(head).is_some();
    let in_name = || cue.is_none() && (begins_dotted_name(context, row.span.end) || person()) || head.ends_with('·');
    let in_name = || in_name() || cue.is_none() && ends_transcription(context, row.span.start);
    if members.iter().filter(|member| !certain(member.c)).any(inside_word) || in_name() {
        return None;
    }
    let listed =
        members.len() > 2 || members.windows(2).any(|pair| matches!(pair, [a, b] if a.span.end < b.span.start));
    let graded = members.iter().filter(|member| certain(member.c)).count();
    let enough = cue.is_some() || graded == members.len() || listed && graded > 1;
    let (first, last) = (members.first()?, members.last()?);
    let whole = Span::new(first.span.start, last.span.end).of(context.text);
    // 加萨停火: a word of rare names is the word, whatever stands behind it.
    let doubtful = cue.is_none() || graded < members.len();
    // 中格关系: an ordinary word, but where the text has 格鲁吉亚.
    let named = || cue.is_some() && members.iter().any(|member| names_state(context, names, member.c));
    let ordinary = doubtful && !listed && ORDINARY_WORDS.contains(whole) && !named();
    let inside =
        members.iter().any(|other| other.span == member.span) && (!in_ordinary_word(context, member) || named());
    (members.len() > 1 && inside && enough && !ordinary).then(|| Reason::new(Code::Row, whole))
}

/// 艾哈迈达|巴德: two characters of transcriptions before a row, which are the end of no word of the dictionary, go on in it.
fn ends_transcription(context: &Context<'_>, start: usize) -> bool {
    let head = context.text.get(..start).unwrap_or_default();
    let transcribed = head.chars().rev().take(2).filter(|c| tables::SOUNDS.contains_key(c)).count() == 2
        && !head.ends_with(|c| tables::FUNCTION_CHARACTERS.contains(&c));
    let last = last_len(head);
    let word = || context.word_at(start - last).filter(|word| word.end == start);
    // 主席狄|法吉欧
    let title = || head.get(..head.len() - last).is_some_and(|text| TITLES_ZH.ending(text).is_some());
    if head.ends_with(|c| tables::SOUNDS.contains_key(&c)) && title() {
        return true;
    }
    transcribed && word().is_none_or(|word| !context.is_phrase(word.start, word.end))
}

/// Whether a character stands for a nation whose usual name the text has, too.
fn names_state(context: &Context<'_>, names: OneCharacterNames<'_>, c: char) -> bool {
    let entities = names.get(c).into_iter().flat_map(|surface| surface.readings.iter());
    let mut entities = entities.filter_map(|reading| match reading.target {
        Target::Entity(index) => Some(Referent::Entity(index)),
        _ => None,
    });
    entities.any(|nation| context.names_in_full(nation))
}

/// 26日台中: a row does not begin with the unit of a day; nor with a region (欧中关系) without a cue or where that and what
/// follows are a word: 非韩裔, 非法移民.
fn behind_other_word<'r>(context: &Context<'_>, members: &'r [Member], cue: Option<&str>) -> &'r [Member] {
    let begins_word = |first: Member, rest: &[Member]| {
        let word = |second: &Member| context.is_phrase(first.span.start, second.span.end);
        ONE_CHARACTER.is_partner(first.c) && (cue.is_none() || rest.first().is_some_and(word))
    };
    match members {
        [first, rest @ ..] if is_other_word(context, *first) || begins_word(*first, rest) => rest,
        _ => members,
    }
}

/// 台中港, 台中韩式: a row that begins with a city is about what stands behind the city.
fn behind_city<'r>(context: &Context<'_>, members: &'r [Member], cue: bool) -> &'r [Member] {
    match members {
        [first, second, rest @ ..] if !cue && !rest.is_empty() => {
            let city = Span::new(first.span.start, second.span.end);
            if is_ordinary(context, city) { rest } else { members }
        }
        _ => members,
    }
}

/// The longest rest of a transcribed name behind its first characters, in characters.
const REST: usize = 3;

/// Whether a few characters and a middle dot follow: the rest of a transcribed name.
pub(super) fn begins_dotted_name(context: &Context<'_>, end: usize) -> bool {
    let behind = context.text.get(end..).unwrap_or_default();
    let rest = behind.chars().take(REST + 1).take_while(|&c| is_han(c)).count();
    rest <= REST && behind.chars().nth(rest) == Some('·')
}

/// A cue before or behind.
fn beside_cue(context: &Context<'_>, member: Member, nation: Referent, beside: &Beside<'_>) -> Option<Reason> {
    let cues = &ONE_CHARACTER.nation;
    let grade = ONE_CHARACTER.grade(member.c);
    let common = !matches!(grade, Grade::Rare | Grade::Word);
    let named = || context.names_in_full(nation);
    let behind = context
        .cue_behind(member.span.end, &cues.behind)
        .or_else(|| context.cue_behind(member.span.end, &ONE_CHARACTER.named).filter(|_| named()));
    let usual = || context.cue_before(member.span.start, &ONE_CHARACTER.common.before);
    // 同塔方: where the text has 塔吉克斯坦 the segmenter's 同塔 is no word.
    let ends = || {
        ends_phrase(context, member.span.end)
            || context.cue_behind(member.span.end, &ONE_CHARACTER.any).is_some() && named()
    };
    let before = context
        .cue_before(member.span.start, &cues.before)
        .or_else(|| usual().filter(|_| (common || named()) && ends()));
    if let Some(cue) = behind.filter(|cue| fits_behind(context, member, cue) && leads(context, member, cue, nation)) {
        let end = member.span.end + cue.len();
        // 驻英大使刘晓明: where he serves, not whom.
        let abroad = context.text.get(..member.span.start).is_some_and(|head| head.ends_with('驻'));
        let speaks = match beside.leader(context, end, nation).filter(|_| !abroad) {
            // 巴总理夏巴兹: the holder tells whose office it is.
            Some(own) => own,
            None => grade != Grade::Word || ONE_CHARACTER.any.contains(cue),
        };
        return speaks.then(|| Reason::new(Code::Cue, cue));
    }
    let place = || begins_place(context, member.span.end, PLACE);
    let foreign = || begins_dotted_name(context, member.span.end) || place();
    before.filter(|cue| fits_before(context, member, cue) && !foreign()).map(|cue| Reason::new(Code::Cue, cue))
}

/// The longest rest of a place's name behind a character that is also a nation's, in characters.
const PLACE: usize = 3;

/// The longest name of a ship, in characters.
const SHIP: usize = 10;

/// 美“本福德”号: the ship of a nation.
fn ship(context: &Context<'_>, member: Member) -> Option<Reason> {
    let behind = context.text.get(member.span.end..)?.strip_prefix(['“', '「', '"', '『', '《', '‘'])?;
    let mut chars = behind.chars().take(SHIP).skip_while(|c| !matches!(c, '”' | '」' | '"' | '』' | '》' | '’'));
    let named = chars.next().is_some() && chars.next() == Some('号');
    (named && context.word_at(member.span.start)? == member.span).then(|| Reason::new(Code::Cue, "号"))
}

/// Whether a word of some length behind a name that is a word of its own inside a clause (会谈中总统, 以导弹, 朝民众) tells of a
/// state: at the start of a clause, or behind a word that joins.
fn leads(context: &Context<'_>, member: Member, cue: &str, nation: Referent) -> bool {
    if !ONE_CHARACTER.inside.contains(&member.c) || cue.chars().nth(1).is_none() {
        return true;
    }
    let before = context.text.get(..member.span.start).and_then(|head| head.chars().next_back());
    match before.filter(|&c| is_han(c)) {
        Some(c) => ONE_CHARACTER.link.contains(&c),
        // 以关税威胁: a function word begins clauses, too.
        None => !ONE_CHARACTER.function.contains_key(&member.c) || context.names_in_full(nation),
    }
}

/// How far behind a function word what tells it may stand, in characters.
const FUNCTION: usize = 12;

/// 以国会议员身份: 'as', not Israel; 3日外交部: a day, not Japan; 这波军演: a wave, not Poland.
fn is_other_word(context: &Context<'_>, member: Member) -> bool {
    let head = context.text.get(..member.span.start).unwrap_or_default();
    let counted = ONE_CHARACTER.counted.get(&member.c).is_some_and(|before| before.ending(head).is_some());
    if counted || ONE_CHARACTER.day.contains(&member.c) && ends_with_day(head) {
        return true;
    }
    let Some(cues) = ONE_CHARACTER.function.get(&member.c) else { return false };
    let behind = context.text.get(member.span.end..).unwrap_or_default();
    let clause = behind.char_indices().take(FUNCTION).take_while(|&(_, c)| is_han(c));
    clause.map(|(at, _)| member.span.end + at).any(|at| context.cue_behind(at, cues).is_some())
}

/// Whether what follows is a word of two characters and more or no Han: behind a common cue, single characters are more
/// likely the rest of a foreign name (在加莱, 和乌斯特雷姆).
fn ends_phrase(context: &Context<'_>, end: usize) -> bool {
    let whole = |word: Span| word.start == end && word.of(context.text).chars().count() > 1;
    // 对俄第13轮制裁
    if context.text.get(end..).is_some_and(|tail| tail.starts_with('第')) {
        return true;
    }
    // 对台售, 在港遭: a verb of headlines is a word of its own.
    let verb = || {
        let cues = [&ONE_CHARACTER.headline, &ONE_CHARACTER.common.behind];
        cues.into_iter().any(|list| context.cue_behind(end, list).is_some())
    };
    context.word_at(end).is_none_or(|word| whole(word) || context.is_phrase(end, word.end) || verb())
}

fn is_ordinary(context: &Context<'_>, word: Span) -> bool {
    ORDINARY_WORDS.contains(word.of(context.text))
}

/// 以非法: the word that holds a name is an ordinary one.
fn in_ordinary_word(context: &Context<'_>, member: Member) -> bool {
    context.word_at(member.span.start).is_some_and(|word| word != member.span && is_ordinary(context, word))
}

/// The name starts a word, and the cue ends one or goes on as a word of its own (俄军|事, 美总统|府).
fn fits_behind(context: &Context<'_>, member: Member, cue: &str) -> bool {
    let end = member.span.end + cue.len();
    let Some(word) = context.word_at(member.span.start) else { return false };
    let last = end - cue.chars().next_back().map_or(1, char::len_utf8);
    let borrowed = lends_its_end(context, word);
    let longer = cue.chars().count() > 1 && (borrowed || keeps_cue(context, Span::new(member.span.end, end)));
    // 美军基地: the dictionary has the name, the cue and what follows as one word.
    let ends = |word: Span| word.end <= end || context.is_phrase(end, word.end);
    let whole = longer || context.word_at(last).is_none_or(ends);
    let ordinary = is_ordinary(context, word) && !borrowed;
    word.start == member.span.start && ends(word) && whole && !ordinary
}

/// 英国会议员, 美国会议员: the word 英国 (or 美国会) lends its end to 国会.
fn lends_its_end(context: &Context<'_>, word: Span) -> bool {
    let text = word.of(context.text);
    let last = word.end - last_len(text);
    let second = word.start + text.chars().next().map_or(0, char::len_utf8);
    [last, second].into_iter().any(|start| context.cue_behind(start, &BORROWED_ENDS).is_some())
}

/// The name ends a word that holds nothing before it but the cue.
fn fits_before(context: &Context<'_>, member: Member, cue: &str) -> bool {
    let Some(word) = context.word_at(member.span.start) else { return false };
    // 采访中, 系统中, 来访以: behind a word that only ends with a cue 中 says 'during' or 'in', 以 'with'.
    let start = member.span.start - cue.len();
    // 袭击中: behind a verb of two characters, too.
    let during =
        ONE_CHARACTER.inside.contains(&member.c) && (cue.chars().nth(1).is_some() || !context.starts_word(start));
    // 进驻加|萨
    let next = context.word_at(member.span.end).filter(|next| next.start == member.span.end);
    let pair = next.filter(|next| next.of(context.text).chars().nth(1).is_none());
    let ordinary = is_ordinary(context, word)
        || is_ordinary(context, Span::new(start, member.span.end))
        || pair.is_some_and(|next| is_ordinary(context, Span::new(member.span.start, next.end)));
    // 来华访问, 对台贸易: the dictionary has the cue, the name and what follows as one word.
    let ends = word.end == member.span.end || word.start == start && context.is_phrase(member.span.end, word.end);
    ends && word.start >= start && !ordinary && !during
}

/// At the start of a clause in a headline: a word of its own, with a verb behind it; of the clear ones, with any word.
fn headline(context: &Context<'_>, member: Member) -> Option<Reason> {
    let grade = ONE_CHARACTER.grade(member.c);
    if matches!(grade, Grade::Rare | Grade::Word) || !context.starts_clause(member.span) {
        return None;
    }
    let behind = context.text.get(member.span.end..)?;
    let cue = match behind.chars().next()? {
        '：' | ':' => "：",
        c if c.is_ascii_digit() => begins_month(behind).then_some("")?,
        c if !is_han(c) => return None,
        c => context
            .cue_behind(member.span.end, &ONE_CHARACTER.headline)
            .or_else(|| bare_headline(context, member, grade, c).then_some(""))?,
    };
    let word = context.word_at(member.span.start)?;
    let whole = keeps_cue(context, Span::new(member.span.end, member.span.end + cue.len()));
    (whole && word == member.span && context.in_headline(member.span)).then(|| Reason::new(Code::Headline, cue))
}

/// 陆7月CPI: the month of what a headline counts of a nation.
fn begins_month(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('月')
}

/// Whether a name at the start of a headline needs no cue: a clear one that makes no word with what follows (印出, 美妆), one of
/// the list `noun` before a word of some length.
fn bare_headline(context: &Context<'_>, member: Member, grade: Grade, next: char) -> bool {
    let end = member.span.end + next.len_utf8();
    let pair = Span::new(member.span.start, end);
    let noun = || context.word_at(member.span.end).is_some_and(|noun| context.is_phrase(member.span.end, noun.end));
    // 美加 is a word, and 美|加息 is none of it.
    let word = is_ordinary(context, pair) || context.is_phrase(pair.start, pair.end) && !noun();
    !word && (grade == Grade::Clear || ONE_CHARACTER.noun.contains(&member.c) && noun())
}

/// Whether no word begins inside a cue and ends behind it: 大|选手 is no 大选.
fn keeps_cue(context: &Context<'_>, cue: Span) -> bool {
    let last = last_len(cue.of(context.text));
    context.word_at(cue.end - last).is_none_or(|word| word.end <= cue.end || word.start <= cue.start)
}

fn is_colon(cue: &str) -> bool {
    matches!(cue, "：" | ":")
}

/// 习主席, 卢市府, 问蒋: a leader beside an office or a verb; 特金会: two leaders in a row.
fn leader(context: &Context<'_>, row: &Row, member: Member, sense: &Sense) -> Option<Reason> {
    let pair = |cue: &&str| {
        let last = row.members.last().map_or(row.span.start, |last| last.span.start);
        let ordinary = is_ordinary(context, Span::new(last, row.span.end + cue.len()));
        // 罗马会: a word before a verb of one character; 金川会谈 is none.
        let word = cue.chars().nth(1).is_none() && context.is_phrase(row.span.start, row.span.end);
        row.members.len() == 2 && row.sound(context, Some(cue)).len() == 2 && !ordinary && !word
    };
    if let Some(cue) = context.cue_behind(row.span.end, &ONE_CHARACTER.leader_row).filter(pair) {
        return Some(Reason::new(Code::Row, format!("{}{cue}", row.span.of(context.text))));
    }
    let cues = &ONE_CHARACTER.leader;
    // 韩总统 is no mayor who never held that office.
    let bears = |cue: &&str| context.entity(sense).is_some_and(|entity| may_bear(cue, entity));
    let office = context.cue_behind(member.span.end, &cues.behind).filter(|cue| fits_behind(context, member, cue));
    if let Some(cue) = office {
        return Some(cue).filter(bears).map(|cue| Reason::new(Code::Office, cue));
    }
    let ordinary = |cue: &&str| is_ordinary(context, Span::new(member.span.start, member.span.end + cue.len()));
    let verb = context
        .cue_behind(member.span.end, &ONE_CHARACTER.leader_headline)
        .filter(|cue| {
            context.starts_clause(member.span) && !ordinary(cue) && context.ends_word(member.span.end + cue.len())
        })
        .filter(|cue| !ONE_CHARACTER.silent.contains(&member.c) && (!is_colon(cue) || context.is_headline()));
    let cue = verb.or_else(|| context.cue_before(member.span.start, &cues.before))?;
    let word = context.word_at(member.span.start)?;
    (word == member.span && context.in_headline(member.span)).then(|| Reason::new(Code::Headline, cue))
}

/// 国共, 国民两党: parties take their cue from each other.
fn party(context: &Context<'_>, row: &Row, member: Member) -> Option<Reason> {
    let cue = context.cue_behind(row.span.end, &ONE_CHARACTER.party_row)?;
    let members = row.sound(context, Some(cue));
    let inside = members.len() > 1 && members.iter().any(|other| other.span == member.span);
    inside.then(|| Reason::new(Code::Row, row.span.of(context.text)))
}

/// Cues that stand before a name, and behind it.
#[derive(Default)]
pub(super) struct Cues {
    pub(super) before: Words,
    pub(super) behind: Words,
}
