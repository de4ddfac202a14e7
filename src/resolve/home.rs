//! Home: the state whose press writes a text, and what that press calls by bare names. `tables/press.tsv` tells what each press
//! does not name.

use std::sync::LazyLock;

use super::candidate::Candidate;
use super::context::Context;
use super::known::Known;
use super::tables;
use super::titles::TITLES_ZH;
use crate::gazetteer::{Entity, Subkind};
use crate::lang::Language;
use crate::table::rows;

/// Whose press writes a Chinese text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    Mainland,
    Taiwan,
    HongKong,
}

/// What a press does not name.
struct Home {
    press: &'static str,
    /// Its own state.
    own: &'static str,
    /// The state whose organs it calls by bare names.
    organs: &'static str,
    /// The states that it writes of as at home.
    at_home: Vec<&'static str>,
    /// Whether all bodies of its own need no state named, or organs and forces only.
    all_bare: bool,
}

static HOMES: LazyLock<Vec<Home>> = LazyLock::new(|| {
    let home = |[press, own, organs, at_home, bare]: [&'static str; 5]| Home {
        press,
        own,
        organs,
        at_home: at_home.split(' ').collect(),
        all_bare: bare == "all",
    };
    rows(include_str!("tables/press.tsv")).map(home).collect()
});

/// In a text of another language an organ without a state is rather this one's.
const ELSEWHERE: &str = "US";

impl Press {
    fn as_str(self) -> &'static str {
        match self {
            Press::Mainland => "mainland",
            Press::Taiwan => "taiwan",
            Press::HongKong => "hong-kong",
        }
    }

    fn home(self) -> Option<&'static Home> {
        HOMES.iter().find(|home| home.press == self.as_str())
    }
}

/// Whom an organ without a state belongs to when the text names none.
fn usual_state(context: &Context<'_>, candidate: &Candidate<'_>) -> &'static str {
    let chinese = context.language_at(candidate.span.start) == Language::ZH;
    context.press().home().filter(|_| chinese).map_or(ELSEWHERE, |home| home.organs)
}

/// Whom an organ without a state belongs to where nothing else tells: the state that the text is dated from, else the usual.
pub(super) fn state<'a>(context: &Context<'_>, known: &Known<'a>, organ: &Candidate<'_>) -> &'a str {
    known.dateline.unwrap_or_else(|| usual_state(context, organ))
}

/// Whether a Chinese text is one of the press of this state about its own: no state abroad is named. That of Taiwan writes
/// of the mainland, too.
pub(super) fn is_domestic(context: &Context<'_>, known: &Known<'_>, state: &str) -> bool {
    let home = context.press().home().filter(|home| home.own == state);
    home.is_some_and(|home| known.states.keys().all(|state| home.at_home.contains(state)))
}

/// Whether a Chinese text of the press of this state names it at least as often as any other.
fn is_about(context: &Context<'_>, known: &Known<'_>, state: &str) -> bool {
    let own = known.subjects.get(state).copied().unwrap_or_default();
    own > 0 && context.press() != Press::HongKong && known.subjects.values().all(|count| *count <= own)
}

/// Whether the press that writes a text needs no state before a body: that of Hong Kong before none of its own in a text that
/// names no state abroad; another before an organ or force in such a text (共军……国军……), in one that names no state at the start
/// of a clause (证监会：……).
pub(super) fn needs_no_state(context: &Context<'_>, known: &Known<'_>, body: &Candidate<'_>, entity: &Entity) -> bool {
    let Some(country) = entity.country.as_deref() else { return false };
    let bare = context.press().home().is_some_and(|home| home.all_bare && home.own == country);
    if bare && is_domestic(context, known, country) {
        return true;
    }
    let organ = body.han && matches!(entity.subkind, Some(Subkind::Government | Subkind::Military));
    if !organ || country != usual_state(context, body) {
        return false;
    }
    if known.states.is_empty() { context.starts_clause(body.span) } else { is_domestic(context, known, country) }
}

/// From this many names on, a text is about other states than the usual one.
const ABROAD: usize = 4;

/// Whether a Chinese organ without a state is rather the home one than that of the state named most: the press of Taiwan
/// calls its ministries by their bare names, also in a headline about another state; a headline of the others that has an
/// organ and a colon at its start or behind a blank quotes the home one (商务部：……, 日方涉台言论引发抗议 外交部：……).
pub(super) fn is_rather_home(context: &Context<'_>, known: &Known<'_>, organ: &Candidate<'_>, usual: &str) -> bool {
    let named: usize = known.subjects.values().sum();
    let (before, behind) = context.sides(organ.span);
    let opens = before.chars().next_back().is_none_or(char::is_whitespace) && context.in_headline(organ.span);
    let quoted = opens && behind.starts_with(['：', ':']);
    // 泰国首相宣布解散国会: its own has another name, too.
    let of_any = tables::ORGANS_OF_ANY.contains(organ.span.of(context.text));
    let at_home = known.subjects.contains_key(usual) || named == 0 || named < ABROAD && !of_any;
    organ.han && if context.press() == Press::Taiwan { at_home } else { quoted }
}

/// Whether a name of the list `home-zh` is one: in a text about its own state, or at the start of a clause of a headline that
/// names none; a headline of Taiwan that begins with a force is about its own, whoever else comes in (陆军…… 美军顾问现身?).
/// Alone in marks it is a title or a nickname.
pub(super) fn is_home_name(
    context: &Context<'_>,
    known: &Known<'_>,
    candidate: &Candidate<'_>,
    home: &str,
    force: bool,
) -> bool {
    let span = candidate.span;
    let (before, behind) = context.sides(span);
    if before.ends_with(['《', '「', '“']) && behind.starts_with(['》', '」', '”']) {
        return false;
    }
    // 央行总裁杨金龙, but 央行总裁 and a name that nobody knows may be of anywhere.
    let titled = TITLES_ZH.starting(behind).is_some();
    if let Some(state) = known.state_of_speaker(context, candidate).filter(|_| titled) {
        return state == home;
    }
    let opens = force && home == "TW" && span.start <= OPENING;
    let first = !titled && (known.states.is_empty() || opens);
    let headline =
        || first && context.starts_clause(span) && context.in_headline(span) && context.press() != Press::HongKong;
    // 央行……台湾……美联储: forces of others are named too often without their state.
    let about = || !force && !titled && is_about(context, known, home);
    !known.states.is_empty() && is_domestic(context, known, home) || about() || headline()
}

/// What may stand before the beginning of a headline (独家／), in bytes.
const OPENING: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_has_a_row() {
        for press in [Press::Mainland, Press::Taiwan, Press::HongKong] {
            let home = press.home().unwrap_or_else(|| panic!("no row for {press:?}"));
            assert!(home.at_home.contains(&home.own), "{press:?} is at home in its own state");
        }
        assert_eq!(HOMES.len(), 3, "a row for no press");
    }
}
