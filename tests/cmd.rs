//! The command line: every file under `tests/cmd` holds commands with the output and exit code that they must have. The
//! inputs of `NAME.md` lie in `NAME.in/`. `TRYCMD=overwrite cargo test --test cmd` rewrites the outputs; read the
//! difference before you believe it.

#![cfg(feature = "cli")]

#[test]
fn commands() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("diglot", std::path::Path::new(env!("CARGO_BIN_EXE_diglot")));
    // Help is folded to the width of the terminal, colours depend on the surroundings.
    cases.env("COLUMNS", "100").env("NO_COLOR", "1");
    cases.insert_var("[GAZETTEER]", diglot::gazetteer::VERSION).expect("a name for a variable");
    cases.case("tests/cmd/*.md");
}
