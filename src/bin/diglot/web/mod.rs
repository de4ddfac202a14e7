//! The network, for `--url` and `watch` alone: addresses come in, the documents behind them that are new go out.
//!
//! An answer is fetched ([`fetch`]) and read as a file would be ([`page`]); a state file ([`state`]) keeps what was given.
//! `watch` ([`watch`]) reads a list of addresses ([`list`]) again and again, each when it is due ([`schedule`]).

mod address;
mod fault;
mod fetch;
mod list;
mod page;
mod schedule;
mod state;
mod watch;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub(crate) use address::Address;
pub(crate) use watch::{Watch, state_path};

use crate::args;
use crate::messages::Fatal;
use crate::open::{Item, Options};
use fetch::{Answer, Fetcher};
use state::State;

/// What is behind `--url`.
pub(crate) struct Web {
    fetcher: Fetcher,
    state: Option<State>,
}

impl Web {
    /// Bytes of answers are added to those that were `read`.
    pub(crate) fn new(fetching: &args::Fetching, state: Option<&Path>, read: &Arc<AtomicU64>) -> Result<Self, Fatal> {
        Ok(Web { fetcher: Fetcher::new(fetching, read), state: state.map(State::open).transpose()? })
    }

    /// All that was new so far has been written.
    pub(crate) fn written(&mut self) {
        self.state.iter_mut().for_each(State::written);
    }

    /// What counts as given and may not have been written.
    pub(crate) fn lost(&self) -> Option<String> {
        self.state.as_ref()?.lost()
    }

    /// What is new behind an address. With a state, it counts as given from now on.
    pub(crate) fn read(&mut self, address: &Address, options: &Options) -> Result<Vec<Item>, String> {
        let known = self.state.as_ref().map(|state| state.validators(address.as_str()));
        match self.fetcher.fetch(address, &known.unwrap_or_default()).map_err(|fault| fault.to_string())? {
            Answer::Unchanged => Ok(Vec::new()),
            Answer::Page(page) => {
                let items = page::read(address.as_str(), page, options)?;
                match &mut self.state {
                    Some(state) => items.new_in(state, address.as_str()),
                    None => Ok(items.all()),
                }
            }
        }
    }
}
