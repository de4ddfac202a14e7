//! Which documents are wanted: by date as they are read, by main language before they are analysed.

use diglot::Document;
use diglot::lang::{language_spans, summarize};
use diglot::text::Date;

use crate::args::{self, Wanted};
use crate::messages::Fatal;

/// `--since` and `--until`.
pub(crate) struct Dates {
    since: Option<Date>,
    until: Option<Date>,
    /// Documents left out because they have no date.
    pub(crate) undated: usize,
    /// Documents left out because of their date.
    pub(crate) outside: u64,
}

impl Dates {
    /// What the arguments ask for; a day of which no document can be is refused.
    pub(crate) fn new(reading: &args::Reading) -> Result<Self, Fatal> {
        let (since, until) = (reading.since.clone(), reading.until.clone());
        match (&since, &until) {
            (Some(from), Some(to)) if from.compare(to).is_gt() => Err(Fatal::usage(format!(
                "--since {from} is later than --until {to}: no document can be of such a date"
            ))),
            _ => Ok(Dates { since, until, undated: 0, outside: 0 }),
        }
    }

    pub(crate) fn want(&mut self, document: &Document) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some(date) = &document.date else {
            self.undated += 1;
            return false;
        };
        let inside = self.since.as_ref().is_none_or(|since| date.compare(since).is_ge())
            && self.until.as_ref().is_none_or(|until| date.compare(until).is_le());
        self.outside += u64::from(!inside);
        inside
    }
}

/// `--only`.
pub(crate) struct Languages<'a> {
    wanted: &'a [Wanted],
}

impl<'a> Languages<'a> {
    pub(crate) fn new(wanted: &'a [Wanted]) -> Self {
        Languages { wanted }
    }

    pub(crate) fn want(&self, text: &str) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let language = summarize(text, &language_spans(text));
        self.wanted.iter().any(|wanted| {
            let script = wanted.script.as_deref();
            wanted.language == language.main.as_str()
                && script.is_none_or(|script| script.eq_ignore_ascii_case(language.script.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_far_as_both_say() {
        let cases = [
            ("2024-05-20", Some("2024-05"), Some("2024-05"), true),
            ("2024-05-20", None, Some("2024-05-19"), false),
            ("2024-05-20T23:00:00Z", None, Some("2024-05-20"), true),
            ("2024", Some("2024-05"), None, true),
            ("2024-04", Some("2024-05-01"), None, false),
            ("2025-01-01", Some("2024"), Some("2024"), false),
            ("2024-05-07T01:00:00+08:00", Some("2024-05-07"), Some("2024-05-07"), true),
            ("2024-05-07T01:00:00+08:00", Some("2024-05-07T12:00:00+08:00"), None, false),
            ("2024-05-06T23:30:00-05:00", Some("2024-05-07T00:00:00+08:00"), None, true),
        ];
        let date = |written: &str| written.parse::<Date>().expect("a date");
        for (document, since, until, wanted) in cases {
            let mut dates = Dates { since: since.map(date), until: until.map(date), undated: 0, outside: 0 };
            let document = Document::new("a", "").with_date(date(document));
            assert_eq!(dates.want(&document), wanted, "{document:?} {since:?} {until:?}");
        }
    }
}
