//! What companies write behind their names: `Nvidia Corp.`, 台积电股份有限公司.

use super::candidate::Candidate;
use super::context::Context;
use super::tables::LEGAL_FORMS;
use crate::Span;
use crate::mention::stands_free;

/// The most words that are taken in: `Alibaba | Group Holding Ltd`.
const FORMS: usize = 3;

/// The bytes of the form behind a Chinese name.
pub(super) fn chinese(context: &Context<'_>, candidate: &Candidate<'_>) -> usize {
    let end = candidate.span.end;
    // 辉达|NVLink begins with no N.V., and 公司债 is a word of its own.
    let free = |form: &&str| stands_free(context.text, Span::new(end, end + form.len()));
    let form = context.cue_behind(end, &LEGAL_FORMS).filter(free).filter(|form| context.ends_word(end + form.len()));
    form.map_or(0, str::len)
}

/// The bytes of the forms behind a Latin name, with the blank or comma before them and the stop of an abbreviation.
pub(super) fn english(context: &Context<'_>, candidate: &Candidate<'_>) -> usize {
    let (_, behind) = context.sides(candidate.span);
    let mut rest = behind;
    for _ in 0..FORMS {
        let Some(next) = rest.strip_prefix(' ').or_else(|| rest.strip_prefix(", ")) else { break };
        let word = next.split(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
        let plain = word.trim_end_matches('.');
        // A stop in the list says that the form is an abbreviation: the stop behind any other ends a sentence.
        let form = if LEGAL_FORMS.contains(word) { word } else { plain };
        let Some(behind) = next.strip_prefix(form).filter(|_| LEGAL_FORMS.contains(form)) else { break };
        rest = behind;
    }
    behind.len() - rest.len()
}
