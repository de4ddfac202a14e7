//! What the neutral runs between letters belong to. In: runs. Out: a tongue for each, none if the text has no letters.
//!
//! The rules, in order:
//! 1. Punctuation of Chinese text is Han.
//! 2. A number that touches Han is Han.
//! 3. A bracket or quote pair takes the tongue outside it, on the same line and in the same sentence: the one before,
//!    else the one behind; where a whole clause stands between the marks at the edge of a line or sentence, the one inside.
//! 4. Neutrals between two equal tongues take that.
//! 5. A line break cuts: what stands before it goes with the tongue before, what stands behind it with the one behind.
//! 6. Between two tongues, opening marks go right and all others left, but for two cases that a blank shows: a number
//!    before a unit of Chinese (年 月 日 億 ...) goes with the Han, and numbers and signs between Han and Latin that stand
//!    behind a blank go with the Latin.
//!
//! Quotes are often written by the wrong mark or by one that opens and closes (`"`), so the blanks around a quote say
//! whether it opens; the mark itself is asked where they say nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::class::STOPS;
use super::scan::{Kind, Run, Tongue};
use crate::table::lines;

/// Units behind a number that make it Chinese across a blank.
static UNITS: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| lines(include_str!("tables/units.txt")).flat_map(str::chars).collect());

/// The tongue of a text whose letters are all of one, which then has all that is neutral, too; of a text without letters
/// none. Nothing where there are several.
pub(super) fn only_tongue(runs: &[Run]) -> Option<Option<Tongue>> {
    let mut known = runs.iter().filter_map(|run| own(run.kind));
    let first = known.next();
    known.all(|tongue| Some(tongue) == first).then_some(first)
}

/// The tongue of each run.
pub(super) fn tongues(text: &str, runs: &[Run]) -> Vec<Option<Tongue>> {
    let mut tongues: Vec<Option<Tongue>> = runs.iter().map(|run| own(run.kind)).collect();
    numbers(runs, &mut tongues);
    pairs(text, runs, &mut tongues);
    let mut at = 0;
    while at < runs.len() {
        if tongues.get(at).copied().flatten().is_some() {
            at += 1;
            continue;
        }
        let len = tongues.iter().skip(at).take_while(|tongue| tongue.is_none()).count();
        gap(text, runs, &mut tongues, at, at + len);
        at += len;
    }
    tongues
}

fn own(kind: Kind) -> Option<Tongue> {
    match kind {
        Kind::Letters(tongue) => Some(tongue),
        Kind::Wide => Some(Tongue::Han),
        _ => None,
    }
}

/// Numbers that touch Han letters. `5月`, 第5; a number between Latin and Han goes with what it touches.
fn numbers(runs: &[Run], tongues: &mut [Option<Tongue>]) {
    let han =
        |at: Option<usize>| at.and_then(|at| runs.get(at)).is_some_and(|run| run.kind == Kind::Letters(Tongue::Han));
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| run.kind == Kind::Number) {
        debug_assert!(!run.span.is_empty());
        if (han(at.checked_sub(1)) || han(Some(at + 1)))
            && let Some(tongue) = tongues.get_mut(at)
        {
            *tongue = Some(Tongue::Han);
        }
    }
}

/// How many brackets may stand open at once: deeper ones are neutral, so that no text costs more than linear time.
const DEPTH: usize = 32;

/// Gives both marks of each pair the tongue outside it.
fn pairs(text: &str, runs: &[Run], tongues: &mut [Option<Tongue>]) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if run.kind == Kind::Break {
            open.clear();
        }
        let Some(mark) = mark(text, runs, at) else { continue };
        let closes = match mark.side {
            Side::Close => true,
            Side::Open => false,
            Side::Either => open.iter().any(|&(_, family)| family == mark.family),
        };
        if closes {
            close(&mut open, &mut found, at, mark.family);
        } else if open.len() < DEPTH {
            open.push((at, mark.family));
        }
    }
    // Outer pairs first: they are what stands outside the inner ones.
    found.sort_unstable();
    for (first, last) in found {
        let before = outside(text, runs, tongues, (0..first).rev());
        let behind = || outside(text, runs, tongues, last + 1..runs.len());
        let inside = || (first + 1..last).find_map(|at| tongues.get(at).copied().flatten());
        let clause = matches!(runs.get(last - 1).map(|run| run.kind), Some(Kind::End | Kind::Wide));
        let tongue = if clause { before.or_else(inside) } else { before.or_else(behind).or_else(inside) };
        for at in [first, last] {
            if let Some(slot) = tongues.get_mut(at) {
                *slot = tongue;
            }
        }
    }
}

/// Which way a bracket or quote faces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// A bracket or quote: the marks of one family pair with each other.
struct Mark {
    family: char,
    side: Side,
}

fn mark(text: &str, runs: &[Run], at: usize) -> Option<Mark> {
    let run = runs.get(at)?;
    let own = match run.kind {
        Kind::Open => Side::Open,
        Kind::Close => Side::Close,
        Kind::Quote => Side::Either,
        _ => return None,
    };
    let family = family(run.span.of(text).chars().next()?);
    if !matches!(family, '"' | '\'') {
        return Some(Mark { family, side: own });
    }
    let kind = |at: Option<usize>| at.and_then(|at| runs.get(at)).map(|run| run.kind);
    let (before, behind) = (kind(at.checked_sub(1)), kind(Some(at + 1)));
    let loose_before = matches!(before, None | Some(Kind::Blank | Kind::Break | Kind::Open));
    let loose_behind = matches!(behind, None | Some(Kind::Blank | Kind::Break | Kind::Close | Kind::End));
    let side = match (loose_before, loose_behind) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => own,
    };
    Some(Mark { family, side })
}

/// One name for the opening and the closing mark of a pair, and for quotes of all shapes.
fn family(mark: char) -> char {
    match mark {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '）' => '（',
        '»' => '«',
        '›' => '‹',
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
        other => other,
    }
}

/// Pairs the mark at `at` with the innermost open one of its family, and forgets those that stand open inside.
fn close(open: &mut Vec<(usize, char)>, found: &mut Vec<(usize, usize)>, at: usize, family: char) {
    if let Some(place) = open.iter().rposition(|&(_, other)| other == family) {
        if let Some(&(first, _)) = open.get(place) {
            found.push((first, at));
        }
        open.truncate(place);
    }
}

/// The tongue next to a pair: letters, numbers and marks that have one already, before the line or the sentence ends.
fn outside(
    text: &str,
    runs: &[Run],
    tongues: &[Option<Tongue>],
    places: impl Iterator<Item = usize>,
) -> Option<Tongue> {
    // Only neutrals are stepped over, and few of them stand in a row.
    for at in places.take(8) {
        let run = runs.get(at)?;
        let stop = match run.kind {
            Kind::Break => true,
            Kind::End => run.span.of(text).contains(['.', '!', '?', '…']),
            Kind::Wide => run.span.of(text).contains(STOPS),
            _ => false,
        };
        if stop {
            return None;
        }
        if let Some(tongue) = tongues.get(at).copied().flatten() {
            return Some(tongue);
        }
    }
    None
}

/// Gives the neutral runs `start..end` to their neighbours.
fn gap(text: &str, runs: &[Run], tongues: &mut [Option<Tongue>], start: usize, end: usize) {
    let side = |at: Option<usize>| at.and_then(|at| tongues.get(at).copied().flatten());
    let (left, right) = (side(start.checked_sub(1)), side(Some(end)));
    let split =
        if left == right || left.is_none() || right.is_none() { end } else { boundary(text, runs, start, end, right) };
    let (before, behind) = (left.or(right), right.or(left));
    for at in start..end {
        if let Some(slot) = tongues.get_mut(at) {
            *slot = if at < split { before } else { behind };
        }
    }
}

/// The first of the neutral runs `start..end` that goes right.
fn boundary(text: &str, runs: &[Run], start: usize, end: usize, right: Option<Tongue>) -> usize {
    let gap = runs.get(start..end).unwrap_or_default();
    if let Some(place) = gap.iter().rposition(|run| run.kind == Kind::Break) {
        return start + place + 1;
    }
    let opens = |place: usize| mark(text, runs, start + place).is_some_and(|mark| mark.side == Side::Open);
    if right == Some(Tongue::Latin)
        && let Some(blank) = gap.iter().position(|run| run.kind == Kind::Blank)
    {
        return start + blank + 1;
    }
    let next = runs.get(end).map(|run| run.span.of(text)).unwrap_or_default();
    let unit = right == Some(Tongue::Han) && next.starts_with(|c| UNITS.contains(&c));
    if let ([.., number, _], true) | ([.., number], true) = (gap, unit)
        && number.kind == Kind::Number
    {
        return end - gap.iter().rev().position(|run| run.kind == Kind::Number).map_or(0, |place| place + 1);
    }
    let opening = (0..gap.len()).rev().take_while(|&place| opens(place)).count();
    end - opening
}
