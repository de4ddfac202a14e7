//! Dates of feeds as their publishers wrote them. feed-rs knows moments in UTC only, in which eight hours of every day of
//! Hong Kong belong to the day before: so it is given numbers for moments, and the dates are kept here.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::text::{Date, DateError};

/// The dates that were met.
#[derive(Clone, Default)]
pub(super) struct Moments(Arc<Mutex<Vec<Result<Date, DateError>>>>);

impl Moments {
    /// Keeps a date; the moment that stands for it, none if it cannot be read.
    pub(super) fn keep(&self, written: &str) -> Option<SystemTime> {
        let mut dates = self.dates();
        dates.push(written.parse());
        let last = dates.last().filter(|date| date.is_ok());
        last.map(|_| SystemTime::UNIX_EPOCH + Duration::from_secs(dates.len() as u64 - 1))
    }

    /// The date for which a moment stands, in seconds.
    pub(super) fn date(&self, seconds: i64) -> Option<Date> {
        self.dates().get(usize::try_from(seconds).ok()?)?.clone().ok()
    }

    /// What is told of dates that cannot be read.
    pub(super) fn unread(&self) -> Option<String> {
        let dates = self.dates();
        let mut faults = dates.iter().filter_map(|date| date.as_ref().err());
        let first = faults.next()?;
        let more = match faults.count() {
            0 => String::new(),
            n => format!(" ({n} more in this feed)"),
        };
        Some(format!("{first}{more}"))
    }

    /// Forgets all.
    pub(super) fn clear(&self) {
        self.dates().clear();
    }

    fn dates(&self) -> MutexGuard<'_, Vec<Result<Date, DateError>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
