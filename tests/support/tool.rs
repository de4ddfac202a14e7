//! The tool as it is called: arguments and standard input go in, output, messages and exit code come out.
#![allow(dead_code, reason = "every test file uses a part of this")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the tool in a folder, as on a terminal of 60 columns.
pub fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.current_dir(folder).args(arguments).env("COLUMNS", "60");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        // A tool that stops reading early is no fault of the writer.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the tool ends")
    })
}

/// Standard output, messages, exit code.
pub fn texts(folder: &Path, arguments: &[&str], input: &str) -> (String, String, i32) {
    let output = run(folder, arguments, input.as_bytes());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("an exit code"))
}
