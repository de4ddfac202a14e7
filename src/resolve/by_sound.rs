//! Foreign leaders in Chinese spellings that no list has: the name behind a state and a title that sounds like that of one who
//! holds or held such an office there is that leader's. 立陶宛总统|瑙赛达 is 瑙塞达.

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Referent, Sense, Verdict};
use super::context::Context;
use super::person::{Fit, fit, has_transcribed_name};
use super::reason::Code;
use super::sound::{NameSound, Sound};
use super::titles::TITLES_ZH;
use super::{spelling, tables};
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, is_han};

/// The longest title with what tells of it between state and name (卫生与公众服务部长), in characters.
const TITLE: usize = 12;

/// The longest name, and the shortest and the longest family name, in characters.
const NAME: usize = 24;
const FAMILY: std::ops::RangeInclusive<usize> = 2..=9;

/// So many names are looked up in one document.
const LOOKED_UP: usize = 64;

/// The names behind the states and bodies among the candidates, and the same names elsewhere in the document.
pub(super) fn names<'m>(context: &Context<'_>, candidates: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    if !context.has_han {
        return Vec::new();
    }
    let mut looked_up = FxHashSet::default();
    let mut found: Vec<Candidate<'m>> = Vec::new();
    // Of two owners the nearer one: 法国和德国总理……
    for owner in candidates.iter().rev().filter(|candidate| candidate.han) {
        let Some((sense, _)) = owner.accepted().find(|(sense, _)| sense.kind != Kind::Leader) else { continue };
        for (title, start) in titles_behind(context, owner.span.end) {
            let done = may_be_leader(candidates, start) || found.iter().any(|name| name.span.start == start);
            if done || looked_up.len() >= LOOKED_UP {
                continue;
            }
            let Some(name) = Name::at(context, start) else { continue };
            if looked_up.insert((owner.span.of(context.text), title, name.longest(context))) {
                found.extend(bearers(context, sense, title, &name));
            }
        }
    }
    let again = spelling::again(context, &found);
    found.extend(again);
    found
}

/// Whether a name that may be a leader's begins at a place; not the beginning of another person's (格林|邱克).
fn may_be_leader(candidates: &[Candidate<'_>], start: usize) -> bool {
    let from = candidates.partition_point(|candidate| candidate.span.start < start);
    let mut there = candidates.iter().skip(from).take_while(|candidate| candidate.span.start == start);
    let leader = |sense: &Sense| sense.kind == Kind::Leader && !sense.is_refused_for(Code::OtherPerson);
    there.any(|candidate| candidate.senses.iter().any(leader))
}

/// The titles behind a name of a state or body, and where each ends: 美国|财政部长|.
fn titles_behind<'a>(context: &Context<'a>, from: usize) -> impl Iterator<Item = (&'a str, usize)> {
    let behind = context.text.get(from..).unwrap_or_default();
    let han = behind.char_indices().take(TITLE).take_while(|(_, c)| is_han(*c));
    let ends = han.filter(|(_, c)| TITLES_ZH.may_end_with(*c)).map(|(at, c)| at + c.len_utf8());
    ends.filter_map(move |end| {
        behind.get(end..)?.chars().next().filter(|next| tables::SOUNDS.contains_key(next))?;
        Some((TITLES_ZH.ending(behind.get(..end)?)?, from + end))
    })
}

/// What may be a transcribed name: a run of characters of which such names are made.
struct Name {
    start: usize,
    /// Where it may end, from the shortest to the longest that it may be, and what it sounds like then.
    ends: Vec<(usize, NameSound)>,
}

impl Name {
    fn at(context: &Context<'_>, start: usize) -> Option<Self> {
        let text = context.text.get(start..)?;
        let sounding = |c: char| c == '·' || tables::SOUNDS.contains_key(&c);
        let chars = text.char_indices().take(NAME).take_while(|(_, c)| sounding(*c));
        let run = text.get(..chars.last().map(|(at, c)| at + c.len_utf8())?)?;
        let family = run.rsplit('·').next().unwrap_or(run);
        let given = run.split_once('·').map(|(given, _)| Sound::of_chinese(given));
        let family_start = start + run.len() - family.len();
        let lengths = family.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends =
            lengths.skip(FAMILY.start() - 1).take(FAMILY.count()).filter(|len| ends_there(context, family_start + len));
        let sound =
            |len| NameSound { given: given.clone(), family: Sound::of_chinese(family.get(..len).unwrap_or_default()) };
        let ends: Vec<_> = ends.map(|len| (family_start + len, sound(len))).collect();
        (!ends.is_empty()).then_some(Name { start, ends })
    }

    /// The longest that it may be.
    fn longest<'a>(&self, context: &Context<'a>) -> Option<&'a str> {
        context.text.get(self.start..self.ends.last()?.0)
    }

    /// Whether the family name begins with the sound with which a Chinese one does. Latin names sound like full ones only.
    fn may_begin_as(&self, own: &str) -> bool {
        if !own.contains(is_han) {
            return self.has_given();
        }
        let family = own.rsplit('·').next().and_then(|family| family.chars().next());
        let first = family.and_then(|c| tables::SOUNDS.get(&c)).and_then(|sound| sound.chars().next());
        first.is_none_or(|first| self.ends.first().is_some_and(|(_, sound)| sound.family.begins_with(first)))
    }

    fn has_given(&self) -> bool {
        self.ends.iter().any(|(_, sound)| sound.given.is_some())
    }
}

/// Whether a transcription may end at a place: it does not go on, or what could go on with it begins a word.
fn ends_there(context: &Context<'_>, end: usize) -> bool {
    let Some(next) = context.text.get(end..).and_then(|behind| behind.chars().next()) else { return true };
    let word = || context.word_at(end).is_some_and(|word| word.start == end && context.is_phrase(end, word.end));
    match next {
        '·' => false,
        _ if tables::AFTER_NAMES.contains(&next) => true,
        _ if tables::TRANSCRIBED.contains(&next) => false,
        _ => !tables::SOUNDS.contains_key(&next) || word(),
    }
}

/// A leader whose name sounds like one in the text.
struct Hit<'c> {
    leader: u32,
    /// The name that does, and whether it is a full or a short one.
    own: &'c str,
    form: Form,
    likeness: f64,
    /// Where the name in the text ends.
    end: usize,
}

/// The leaders whose name it is: of those whose office the title means, the ones whose name sounds most like it.
fn bearers<'m>(context: &Context<'_>, owner: &Sense, title: &str, name: &Name) -> Option<Candidate<'m>> {
    let roles = TITLES_ZH.get(title)?;
    // A title of many offices tells little: there the given name has to sound alike, too.
    let any = name.has_given() && roles.is_any();
    let fits = |leader: &Entity| any || fit(roles, leader) == Fit::Office;
    let body = context.entity(owner).map(|body| body.id.as_str());
    let mut hits = Vec::new();
    for (leader, entity) in context.state(owner).into_iter().chain(body).flat_map(|of| context.gazetteer.leaders(of)) {
        if !has_transcribed_name(entity.country.as_deref()) || !fits(entity) {
            continue;
        }
        // 奥马尔·纳瓦罗 is no 彼得·纳瓦罗, whose family name it has.
        let told_by_given = name.has_given() && entity.chinese_names().any(|own| own.contains('·'));
        for (own, form) in own_names(entity) {
            if !name.may_begin_as(own) || told_by_given && !own.contains('·') {
                continue;
            }
            let own_sound = NameSound::of(own);
            let found = name.ends.iter().filter_map(|(end, sound)| Some((*end, own_sound.likeness(sound)?)));
            hits.extend(found.map(|(end, likeness)| Hit { leader, own, form, likeness, end }));
        }
    }
    let order = |a: &Hit<'_>, b: &Hit<'_>| a.likeness.total_cmp(&b.likeness).then(a.end.cmp(&b.end));
    let (likeness, end) = hits.iter().max_by(|a, b| order(a, b)).map(|best| (best.likeness, best.end))?;
    hits.retain(|hit| hit.likeness >= likeness && hit.end == end);
    hits.dedup_by_key(|hit| hit.leader);
    let senses = hits.into_iter().map(|hit| Sense {
        referent: Referent::Entity(hit.leader),
        kind: Kind::Leader,
        form: hit.form,
        ambiguous: false,
        exact_case: false,
        verdict: Verdict::accept(Code::SoundsLike, hit.own),
    });
    Candidate::inferred(Span::new(name.start, end), true, senses.collect())
}

/// The names of a leader that one in the text may sound like: the Chinese ones, or where there are none the Latin ones.
fn own_names(leader: &Entity) -> impl Iterator<Item = (&str, Form)> {
    let latin = Some(&leader.en).filter(|_| leader.chinese_names().next().is_none());
    let full = leader.chinese_names().chain(latin.into_iter().flatten());
    let short = leader.short.iter().filter(|name| name.starts_with(is_han));
    full.map(|name| (name.as_str(), Form::Name)).chain(short.map(|name| (name.as_str(), Form::Short)))
}
