//! Bodies whose Chinese name no list has, with a known Latin one in brackets behind it: 医疗质量委员会（Care Quality Commission）.
//!
//! Where the Chinese name begins is told from its end: the words before it are no part of names of bodies
//! (`tables/before_bodies.txt`), or stand in a mention of their own.

use super::candidate::{Candidate, Sense, Verdict, ending};
use super::context::Context;
use super::reason::Code;
use super::{spelling, tables};
use crate::Span;
use crate::gazetteer::{Entity, Form, Kind, Subkind, is_han};
use crate::text::fold_name;

/// The shortest Chinese name, in characters.
const LEAST: usize = 3;

/// The Chinese names before the bracketed Latin ones among the candidates, and the same names elsewhere in the document.
pub(super) fn names<'m>(context: &Context<'_>, candidates: &[Candidate<'m>]) -> Vec<Candidate<'m>> {
    let latin = candidates.iter().filter(|candidate| !candidate.han && context.has_han);
    let mut found: Vec<Candidate<'m>> = latin.filter_map(|latin| before_bracket(context, candidates, latin)).collect();
    let again = spelling::again(context, &found).into_iter();
    let whole = |name: &Candidate<'_>| context.starts_word(name.span.start) && context.ends_word(name.span.end);
    found.extend(again.filter(whole));
    found
}

fn before_bracket<'m>(
    context: &Context<'_>,
    candidates: &[Candidate<'m>],
    latin: &Candidate<'m>,
) -> Option<Candidate<'m>> {
    let accepted = latin.accepted().map(|(sense, _)| sense).filter(|sense| sense.kind == Kind::Organisation);
    let senses: Vec<Sense> = accepted.cloned().collect();
    let (before, behind) = context.sides(latin.span);
    let closed = behind.starts_with([')', '）', ',', '，', ';', '；', '、']);
    let opened = before.strip_suffix("The ").unwrap_or(before);
    let head = opened.strip_suffix(['(', '（']).filter(|_| closed && !senses.is_empty())?.trim_end_matches(' ');
    let end = latin.span.start - (before.len() - head.len());
    let name = match head.strip_suffix('》') {
        // 《晨报》(Morning Journal)
        Some(title) => {
            let medium = |sense: &Sense| context.is_of(sense, Subkind::Media);
            let name =
                title.rsplit('《').next().filter(|name| name.len() < title.len() && senses.iter().all(medium))?;
            let end = end - '》'.len_utf8();
            Span::new(end - name.len(), end)
        }
        None => {
            // 社区与公共部门工会 (Community and Public Sector Union)
            let joins = |name: &str| name.contains(" and ") || name.contains('&');
            let own = senses.iter().filter_map(|sense| context.entity(sense)).flat_map(|body| &body.en);
            let joined = joins(latin.span.of(context.text)) || own.into_iter().any(|name| joins(name));
            Span::new(left_edge(context, candidates, latin.span, joined, end)?, end)
        }
    };
    let text = name.of(context.text);
    let most = longest(latin.span.of(context.text));
    let whole = text.starts_with(is_han) && (LEAST..=most).contains(&text.chars().count());
    if !whole || tables::BODY_ENDS_ZH.ending(text).is_none() || is_named(candidates, name.end) {
        return None;
    }
    // The 联邦警察局 (AFP) is no 法新社.
    let like = |sense: &&Sense| {
        sense.form != Form::Abbreviation || context.entity(sense).is_some_and(|body| ends_alike(body, text))
    };
    let senses: Vec<&Sense> = senses.iter().filter(like).collect();
    let verdict = Verdict::accept(Code::Bracketed, latin.span.of(context.text));
    let senses = senses.into_iter().map(|sense| Sense { verdict: verdict.clone(), form: Form::Name, ..sense.clone() });
    Candidate::inferred(name, true, senses.collect())
}

/// The longest Chinese name that a Latin one may stand for, in characters: three for a word or a letter of an abbreviation, and
/// some more for what sort of body it is.
fn longest(latin: &str) -> usize {
    let parts = if latin.bytes().all(|b| b.is_ascii_alphabetic()) && latin.len() < 6 {
        latin.len()
    } else {
        latin.split(' ').count()
    };
    3 * parts + 4
}

/// Whether one of the Chinese names of a body ends with the same character.
fn ends_alike(body: &Entity, name: &str) -> bool {
    body.chinese_names().any(|own| fold_name(own).chars().next_back() == name.chars().next_back())
}

/// Whether a body that the gazetteer knows ends at a place.
fn is_named(candidates: &[Candidate<'_>], end: usize) -> bool {
    ending(candidates, end).any(|name| name.accepted().any(|(sense, _)| sense.kind != Kind::Nation))
}

/// Where the Chinese name of a body begins that ends at `end`, by its words from the last one back; 和 and the like stand in it if
/// the Latin names have an 'and' (`joined`).
fn left_edge(
    context: &Context<'_>,
    candidates: &[Candidate<'_>],
    latin: Span,
    joined: bool,
    end: usize,
) -> Option<usize> {
    let latin = latin.of(context.text);
    let mut start = end;
    while let Some(last) = context.text.get(..start)?.chars().next_back().filter(|&c| is_han(c) || c == '·') {
        let word = context.word_at(start - last.len_utf8());
        let joint = joined && matches!(last, '和' | '与' | '及');
        let alone =
            |cue: &&str| cue.len() > last.len_utf8() || word.is_some_and(|word| word.len() == cue.len()) && !joint;
        let cue = context.cue_before(start, &tables::BEFORE_BODIES).filter(alone);
        if start < end && (cue.is_some() || is_named(candidates, start)) {
            return Some(start);
        }
        let nation = ending(candidates, start).next().filter(|_| start < end);
        start = nation.map(|nation| nation.span).or(word).map_or(start - last.len_utf8(), |part| part.start);
        // A nation begins the name, unless the Latin one has it, too: 卡内基印度中心 (Carnegie India).
        let own =
            nation.into_iter().flat_map(|nation| nation.accepted()).filter_map(|(sense, _)| context.entity(sense));
        let mut names = own.flat_map(|nation| nation.en.iter().chain(&nation.demonyms));
        if nation.is_some() && !names.any(|name| latin.contains(name.as_str())) {
            return Some(start);
        }
    }
    // 店铺、分销及相关行业工人联合会 begins before the mark.
    let goes_on = |c: char| c.is_alphanumeric() && !is_han(c) || joined && c == '、';
    (start < end && !context.text.get(..start)?.ends_with(goes_on)).then_some(start)
}
