//! Spellings that the gazetteer does not hold: what the text itself says of them.
//!
//! - A Chinese name with the Latin one in brackets behind it names the same person: 奥拉夫•肖尔茨 (Olaf Scholz); so does its
//!   family name in the rest of the document.
//! - A known family name behind a given name that is the bearer's own in another spelling belongs to one mention with it:
//!   'Aleksander Lukashenko', 奥拉夫·肖尔茨.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sense, Verdict};
use super::context::{Context, bracket_behind, word_before, word_behind};
use super::definition::is_called_like;
use super::person::transcribed_rest;
use super::reason::Code;
use super::sound::sounds_like;
use super::tables;
use super::titles::{TITLES_EN, TITLES_ZH};
use crate::Span;
use crate::gazetteer::{Form, Kind, is_han};
use crate::text::fold_name;

/// Names that stand in the text beside the candidates found so far.
pub(super) fn variants<'m>(context: &Context<'_>, candidates: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let (mut found, mut bracketed) = (Vec::new(), Vec::new());
    for candidate in candidates {
        if candidate.han {
            found.extend(own_given_name_zh(context, candidate));
            found.extend(in_bracket(context, candidate).filter(|gloss| !holds_name(candidates, gloss.span)));
        } else {
            found.extend(own_given_name_en(context, candidate));
            found.extend(given_name_behind(context, candidate));
            bracketed.extend(before_bracket(context, candidate));
        }
    }
    found.extend(again(context, &bracketed));
    found.extend(bracketed);
    if found.is_empty() {
        return found;
    }
    // What the gazetteer knows as a full name needs no guess, and an ambiguous one its own support; nor is 是贾瓦哈拉尔·尼赫鲁 one.
    let full = |known: &&Candidate<'_>| {
        known.senses.iter().any(|sense| sense.kind == Kind::Leader && sense.form == Form::Name)
    };
    let place = |name: &Candidate<'_>| (name.span.end, name.span.of(context.text).matches(['·', ' ']).count());
    let full: FxHashSet<(usize, usize)> = candidates.iter().filter(full).map(place).collect();
    found.retain(|variant| !full.contains(&place(variant)));
    found
}

fn leaders<'c>(candidate: &'c Candidate<'_>) -> impl Iterator<Item = &'c Sense> {
    candidate.accepted().map(|(sense, _)| sense).filter(|sense| sense.kind == Kind::Leader)
}

/// Those whom a family name may mean; not where a longer string, an address or its case shows that it is none.
fn bearers<'c>(candidate: &'c Candidate<'_>) -> impl Iterator<Item = &'c Sense> {
    let blocked = |sense: &Sense| match &sense.verdict {
        Some(Verdict::Refuse(reason)) => {
            matches!(reason.code, Code::InsideLongerString | Code::InsideAddress | Code::OtherCase)
        }
        _ => false,
    };
    candidate.senses.iter().filter(move |sense| sense.kind == Kind::Leader && !blocked(sense))
}

fn new<'m>(span: Span, han: bool, senses: Vec<Sense>, code: Code, detail: &str) -> Option<Candidate<'m>> {
    let senses: Vec<Sense> =
        senses.into_iter().map(|sense| Sense { verdict: Verdict::accept(code, detail), ..sense }).collect();
    Candidate::inferred(span, han, senses)
}

/// The longest Chinese name before a bracket, in characters.
const LONGEST: usize = 24;

/// The Chinese name before '(Latin Name)'.
fn before_bracket<'m>(context: &Context<'_>, latin: &Candidate<'m>) -> Option<Candidate<'m>> {
    let senses: Vec<Sense> = leaders(latin).filter(|sense| sense.form == Form::Name).cloned().collect();
    let (before, _) = context.sides(latin.span);
    let head = before.trim_end_matches(' ').strip_suffix(['(', '（'])?.trim_end_matches(' ');
    let name =
        head.get(head.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_han(c) || c == '·').last()?.0..)?;
    let end = latin.span.start - (before.len() - head.len());
    let run = end - name.len();
    let start = match name.rfind('·') {
        Some(dot) => first_part_start(context, Span::new(run, run + dot)),
        None => behind_title(name).or_else(|| behind_particle(name)).map(|offset| run + offset).filter(|start| {
            let len = name.get(start - run..).map_or(0, |name| name.chars().count());
            (2..=4).contains(&len)
        }),
    }?;
    new(Span::new(start, end), true, senses, Code::Bracketed, latin.span.of(context.text))
}

/// The longest Latin name in a bracket that is looked at, in bytes.
const BRACKET: usize = 80;

/// The Latin name in the bracket behind a Chinese one, if it is that of the same leader or body in another spelling: 佩泽希齐扬
/// (Massud Peseschkian), 美国国防大学 (National Defense University).
fn in_bracket<'m>(context: &Context<'_>, name: &Candidate<'m>) -> Option<Candidate<'m>> {
    let (_, behind) = context.sides(name.span);
    let marked = behind.strip_prefix('》').unwrap_or(behind);
    let (offset, gloss) = bracket_behind(marked)?;
    let latin = |c: char| c.is_alphanumeric() && !is_han(c) || matches!(c, ' ' | '-' | '\'' | '.' | '&' | ',');
    if gloss.len() > BRACKET || !gloss.contains(' ') || !gloss.chars().all(latin) {
        return None;
    }
    let own = |sense: &Sense| {
        let names = context.entity(sense).map(|entity| entity.en.as_slice()).unwrap_or_default();
        match sense.kind {
            Kind::Leader => gloss.split(' ').count() <= WORDS && names.iter().any(|name| is_alike(name, gloss)),
            Kind::Organisation => context.entity(sense).is_some_and(|entity| is_called_like(entity, gloss)),
            Kind::Nation => false,
        }
    };
    let senses: Vec<Sense> = name.accepted().map(|(sense, _)| sense).filter(|sense| own(sense)).cloned().collect();
    let start = name.span.end + (behind.len() - marked.len()) + offset;
    let gloss_span = Span::new(start, start + gloss.len());
    new(gloss_span, false, senses, Code::Bracketed, name.span.of(context.text))
}

/// Whether a name that was accepted stands inside a span.
fn holds_name(candidates: &[Candidate<'_>], span: Span) -> bool {
    let from = candidates.partition_point(|candidate| candidate.span.start < span.start);
    let inside = candidates.get(from..).unwrap_or_default().iter().take_while(|name| name.span.start < span.end);
    inside.into_iter().any(|name| name.is_accepted())
}

/// The most words of a person's name.
const WORDS: usize = 4;

/// Whether the first and the last words of two Latin names are spellings of the same: Eric is no Donald Trump.
fn is_alike(name: &str, gloss: &str) -> bool {
    let (Some((first, rest)), Some((other, tail))) = (name.split_once(' '), gloss.split_once(' ')) else {
        return false;
    };
    let last = |rest: &str| rest.rfind(' ').map_or(0, |at| at + 1);
    let (family, other_family) = (rest.get(last(rest)..), tail.get(last(tail)..));
    alike(first, other) && family.zip(other_family).is_some_and(|(family, other)| alike(family, other))
}

/// Where the first part of a dotted name begins, whose parts before the last end a run: 伯恩斯和|戴维, 德万·|迈克.
fn first_part_start(context: &Context<'_>, run: Span) -> Option<usize> {
    let mut end = run.end;
    loop {
        let text = context.text.get(run.start..end)?;
        let part = run.start + text.rfind('·').map_or(0, |dot| dot + '·'.len_utf8());
        let start = given_name_start(context, Span::new(part, end))?;
        if start > part || part == run.start {
            return Some(start);
        }
        end = part - '·'.len_utf8();
    }
}

/// Where the given name that ends a run of Han begins: behind a title, else at the last word, or at the row of single
/// characters into which an unknown name falls.
fn given_name_start(context: &Context<'_>, run: Span) -> Option<usize> {
    let text = run.of(context.text);
    if let Some(offset) = behind_title(text) {
        return Some(run.start + offset);
    }
    let mut start = run.end;
    while start > run.start {
        let last = context.text.get(..start)?.chars().next_back()?;
        let word = context.word_at(start - last.len_utf8())?;
        let single = word.len() == last.len_utf8();
        if start < run.end && (!single || tables::FUNCTION_CHARACTERS.contains(&last)) {
            break;
        }
        start = word.start.max(run.start);
        if !single {
            break;
        }
    }
    (start < run.end).then_some(start)
}

/// The offset behind the last title in `text`, if something follows it.
fn behind_title(text: &str) -> Option<usize> {
    let mut ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|&end| end < text.len());
    ends.rfind(|&end| text.get(..end).is_some_and(|text| TITLES_ZH.ending(text).is_some()))
}

/// The offset behind the last 的 in `text`, if something follows it: 立场亲俄的|费科.
fn behind_particle(text: &str) -> Option<usize> {
    let (head, name) = text.rsplit_once('的')?;
    (!name.is_empty()).then_some(head.len() + '的'.len_utf8())
}

/// The same names elsewhere in the document.
pub(super) fn again<'m>(context: &Context<'_>, full_names: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let mut names: BTreeMap<&str, &Candidate<'m>> = BTreeMap::new();
    for full in full_names {
        if let Some(short) = short_form(full.span.of(context.text)) {
            names.entry(short).or_insert(full);
        }
    }
    let (strings, owners): (Vec<String>, Vec<&Candidate<'m>>) =
        names.into_iter().map(|(short, full)| (short.to_owned(), full)).unzip();
    let places = context.places(&strings).into_iter();
    let found = places.filter_map(|(name, span)| {
        let full = owners.get(name)?;
        let (before, behind) = context.sides(span);
        let other = full.span.overlaps(span) || before.ends_with('·') || behind.starts_with('·');
        let senses = Some(full.senses.clone()).filter(|_| !other)?;
        new(span, true, senses, Code::BearerNamed, full.span.of(context.text))
    });
    found.collect()
}

/// What a name is called by once it is known: the family name of a dotted one, else the whole.
fn short_form(name: &str) -> Option<&str> {
    let mut family = name.rsplit('·').next().unwrap_or(name);
    if let Some(head) = name.get(..name.len() - family.len()).and_then(|head| head.strip_suffix('·')) {
        let particle = head.rsplit('·').next().unwrap_or(head);
        if tables::PARTICLES_ZH.contains(particle) {
            family = name.get(head.len() - particle.len()..).unwrap_or(family);
        }
    }
    family.chars().nth(1).map(|_| family)
}

/// The longest second given name in Chinese, in characters.
const SECOND: usize = 5;

/// A Chinese family name behind one of its bearer's given names.
fn own_given_name_zh<'m>(context: &Context<'_>, candidate: &Candidate<'m>) -> Option<Candidate<'m>> {
    let (before, _) = context.sides(candidate.span);
    let head = before.strip_suffix(['·', '.'])?;
    // 唐纳德·约翰·川普: a second given name may stand between.
    let second = head.rsplit_once('·').filter(|(_, name)| name.chars().count() <= SECOND).map(|(first, _)| first);
    let heads = [Some(head), second];
    // One character is no family name that follows a given one.
    candidate.surface.chars().nth(1)?;
    let goes_on = |sense: &&Sense| transcribed_rest(context, sense, candidate.span.end).is_some();
    let (sense, end, given) = bearers(candidate).filter(|sense| !goes_on(sense)).find_map(|sense| {
        let entity = context.entity(sense)?;
        let names = entity.chinese_names().map(|name| fold_name(name));
        let given: Vec<String> =
            names.filter_map(|name| name.split_once('·').map(|(given, _)| given.to_owned())).collect();
        let own = |given: &String| {
            let head = heads.into_iter().flatten().find(|head| head.ends_with(given.as_str()))?;
            Some((head.len(), given.clone()))
        };
        let as_listed = given.iter().filter_map(own).max_by_key(|(_, given)| given.len());
        let (end, given) = as_listed.or_else(|| Some((head.len(), given_by_sound(head, &given)?)))?;
        Some((sense.clone(), end, given))
    })?;
    let start = end - given.len();
    // 小唐纳德·特朗普 is the son.
    if head.get(..start).is_some_and(|head| head.ends_with('小')) {
        return None;
    }
    let span = Span::new(candidate.span.start - (before.len() - start), candidate.span.end);
    new(span, true, vec![Sense { form: Form::Name, ..sense }], Code::GivenName, &given)
}

/// The given name at the end of a text that sounds like one of those listed: 斯考特 for 斯科特.
fn given_by_sound(head: &str, listed: &[String]) -> Option<String> {
    let sounds = head.trim_end_matches(|c| tables::SOUNDS.contains_key(&c));
    let run = head.get(sounds.len()..).filter(|_| !sounds.ends_with(['·', '-']))?;
    let starts = run.char_indices().rev().skip(1).take(SECOND).map(|(at, _)| at);
    let mut found = starts.filter_map(|at| run.get(at..));
    found.find(|given| listed.iter().any(|own| sounds_like(own, given))).map(str::to_owned)
}

/// How alike two given names must be: 'Aleksander' and 'Alexander' are at 0.8, 'Saif' and 'Muammar' at 0.1.
const ALIKE: f64 = 0.6;

/// A Latin family name behind its bearer's given name in another spelling.
fn own_given_name_en<'m>(context: &Context<'_>, candidate: &Candidate<'m>) -> Option<Candidate<'m>> {
    let (before, _) = context.sides(candidate.span);
    let word = word_before(before).filter(|word| before.ends_with(' ') && word.starts_with(char::is_uppercase))?;
    if word.len() < 4 || TITLES_EN.contains(word) {
        return None;
    }
    let sense = bearers(candidate).filter(|sense| sense.form == Form::Short).find(|sense| {
        let given = |name: &String| name.split(' ').next().is_some_and(|given| alike(given, word));
        context.entity(sense).is_some_and(|entity| entity.en.iter().any(given))
    })?;
    let span = Span::new(candidate.span.start - " ".len() - word.len(), candidate.span.end);
    new(span, false, vec![Sense { form: Form::Name, ..sense.clone() }], Code::GivenName, word)
}

/// How alike two given names of two syllables must be: 'Li-chun' and 'Li-chuen' are at 0.9, 'Li-chun' and 'Li-wun' at 0.6.
const ALIKE_SYLLABLES: f64 = 0.8;

/// A Latin family name before its bearer's given name in another spelling: 'Cheng |Li-chuen'.
fn given_name_behind<'m>(context: &Context<'_>, candidate: &Candidate<'m>) -> Option<Candidate<'m>> {
    let (_, behind) = context.sides(candidate.span);
    let given = word_behind(behind).filter(|word| behind.starts_with(' ') && word.starts_with(char::is_uppercase))?;
    if !given.contains('-') {
        return None;
    }
    let short = |sense: &&Sense| sense.form == Form::Short && context.is_family_first(sense);
    let sense = bearers(candidate).filter(short).find(|sense| {
        let own = |name: &String| name.split_once(' ').is_some_and(|(_, own)| likeness(own, given) >= ALIKE_SYLLABLES);
        context.entity(sense).is_some_and(|entity| entity.en.iter().any(own))
    })?;
    let span = Span::new(candidate.span.start, candidate.span.end + " ".len() + given.len());
    new(span, false, vec![Sense { form: Form::Name, ..sense.clone() }], Code::GivenName, given)
}

fn alike(own: &str, found: &str) -> bool {
    let first = |name: &str| {
        let first = plain(name).chars().next();
        first.map(|c| if "aeio".contains(c) { 'a' } else { c })
    };
    first(own).is_some() && first(own) == first(found) && likeness(own, found) >= ALIKE
}

/// How alike two Latin names are, whatever their accents and case, and y, j and i.
fn likeness(own: &str, found: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&plain(own), &plain(found))
}

fn plain(name: &str) -> String {
    fold_name(name).to_lowercase().replace('x', "ks").replace(['y', 'j'], "i")
}
