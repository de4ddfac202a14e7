//! The command-line tool: arguments as typed ([`args`]), what they ask for ([`run`]), and an exit code.

mod args;
mod batches;
mod compare;
mod destination;
mod duplicates;
mod eval;
mod failures;
mod filter;
mod formats;
mod freq;
mod gazetteer;
mod input;
mod inspect;
mod kwic;
mod lattice;
mod manifest;
mod manual;
mod messages;
mod named;
mod numbers;
mod open;
mod output;
mod pace;
mod parquet_file;
mod parts;
mod paths;
mod progress;
mod run;
mod stats;
mod terminal;
mod web;
mod words;

use std::process::ExitCode;

/// A document is a thousand short-lived lists; its threads should not wait for each other to make them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    say_nothing_of_caught_panics();
    let args = args::Args::typed();
    match run::run(args) {
        Ok(outcome) => outcome.into(),
        Err(error) => messages::fatal(&error),
    }
}

/// What panics on damaged files and feeds, by a part of the path of its source.
const CAUGHT: [&str; 2] = ["parquet", "feed-rs"];

/// Panics of the decoder of Parquet and of the reader of feeds are caught and told as faults of the input, which is enough.
fn say_nothing_of_caught_panics() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.location().is_none_or(|place| !CAUGHT.iter().any(|part| place.file().contains(part))) {
            told(panic);
        }
    }));
}
