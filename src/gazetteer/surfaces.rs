//! Surface forms with their readings one after the other, as they are stored.

use serde::{Deserialize, Serialize};

use super::alias::Reading;
use super::rows;
use super::strings::{Strings, range};

/// A folded surface and its readings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surface<'s> {
    /// The folded form, in the case of the gazetteer.
    pub(crate) folded: &'s str,
    pub(crate) readings: &'s [Reading],
}

/// Many surfaces, by number.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Surfaces<'a> {
    #[serde(borrow)]
    folded: Strings<'a>,
    #[serde(with = "rows")]
    readings: Vec<Reading>,
    /// Where the readings of each surface end.
    #[serde(with = "rows")]
    ends: Vec<u32>,
}

impl Surfaces<'_> {
    /// The surface with a number.
    pub(crate) fn get(&self, at: usize) -> Option<Surface<'_>> {
        Some(Surface { folded: self.folded.get(at)?, readings: self.readings.get(range(&self.ends, at)?)? })
    }

    /// All in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Surface<'_>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    pub(crate) fn len(&self) -> usize {
        self.folded.len()
    }
}

impl FromIterator<(String, Vec<Reading>)> for Surfaces<'_> {
    fn from_iter<I: IntoIterator<Item = (String, Vec<Reading>)>>(all: I) -> Self {
        let mut surfaces = Surfaces::default();
        for (folded, readings) in all {
            surfaces.folded.push(&folded);
            surfaces.readings.extend(readings);
            surfaces.ends.push(surfaces.readings.len() as u32);
        }
        surfaces
    }
}
