//! Nations at the end of a longer Latin name that no list has: 'Duncan Crabtree-|Ireland', 'Caritas |Philippines'.

use super::candidate::{Candidate, Sense, Verdict, ending};
use super::context::{Context, word_before};
use super::reason::Code;
use super::tables;
use super::titles::TITLES_EN;
use crate::Span;
use crate::gazetteer::{Form, Kind};

/// Refuses nations that end a longer name: a double surname ('Duncan Crabtree-Ireland'), or behind a word in capitals inside a
/// sentence that is no name of its own the national branch of a body ('in Caritas Philippines').
pub(super) fn heed(context: &Context<'_>, candidates: &mut [Candidate<'_>]) {
    let is_nation = |sense: &Sense| sense.kind == Kind::Nation && matches!(sense.form, Form::Name | Form::Metonym);
    let asked: Vec<usize> = (0..)
        .zip(candidates.iter())
        .filter(|(_, name)| !name.han && name.senses.iter().any(is_nation))
        .filter(|(_, name)| joint_before(context, name.span).is_some())
        .map(|(at, _)| at)
        .collect();
    for at in asked {
        let Some(span) = candidates.get(at).map(|name| name.span) else { continue };
        let known = |end: usize| ending(candidates, end).next().is_some();
        let word = name_before(context, span).filter(|_| !span.start.checked_sub(" ".len()).is_some_and(known));
        let Some(word) = word else { continue };
        if let Some(candidate) = candidates.get_mut(at) {
            candidate.revise(
                |_, sense| {
                    if is_nation(sense) { Verdict::refuse(Code::InsideOtherName, word) } else { None }
                },
            );
        }
    }
}

/// The blank or hyphen before a name; none at the start of a line, which the folded view takes for a blank in a sentence.
fn joint_before(context: &Context<'_>, name: Span) -> Option<char> {
    let start = context.folded.to_original(name).start;
    context.folded.original().get(..start)?.chars().next_back().filter(|c| matches!(c, ' ' | '-'))
}

/// The word in capitals before a nation's name that is most likely the beginning of a longer name.
fn name_before<'a>(context: &Context<'a>, nation: Span) -> Option<&'a str> {
    let (before, _) = context.sides(nation);
    let joint = joint_before(context, nation)?;
    let head = before.strip_suffix(joint)?;
    let whole = |word: &&str| head.ends_with(word) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let word = word_before(head).filter(whole)?;
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let ahead = head.get(..head.len() - word.len())?.strip_suffix(' ')?;
    let first = word_before(ahead).filter(|word| ahead.ends_with(word));
    if joint == '-' {
        let given = first.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && !tables::SENTENCE_OPENERS.contains(word) && word.len() > 1
        });
        return Some(word).filter(|_| capital && given);
    }
    let small = first.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    let alone = tables::BEFORE_NATIONS.contains(word)
        || tables::MONTHS.contains(word)
        || tables::SENTENCE_OPENERS.contains(word)
        || TITLES_EN.contains(word)
        || tables::CAPITALS_BEFORE.contains(word);
    Some(word).filter(|_| capital && small && !alone && context.is_running_text(nation))
}
