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
mod output;
mod pace;
#[cfg(feature = "parquet")]
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

use clap::Parser;

/// A document is a thousand short-lived lists; its threads should not wait for each other to make them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match run::run(args) {
        Ok(outcome) => outcome.into(),
        Err(error) => messages::fatal(&error),
    }
}
