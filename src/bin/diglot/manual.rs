//! The manual page: every command with all its flags, made from the help texts in `args`.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Args;

/// The page, in roff.
pub(crate) fn page() -> io::Result<Vec<u8>> {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    commands(&mut page, &command)?;
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// The commands below this one, each with those below it.
fn commands(page: &mut Vec<u8>, command: &Command) -> io::Result<()> {
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
        page.extend_from_slice(section(command)?.as_bytes());
        commands(page, command)?;
    }
    Ok(())
}

/// What is to be said of one command, under headings of the second order.
fn section(command: &Command) -> io::Result<String> {
    // What all commands have is said once.
    let own = |arg: Arg| if arg.is_global_set() || arg.get_id() == "help" { arg.hide(true) } else { arg };
    let has_examples = command.get_after_help().is_some();
    let man = Man::new(command.clone().mut_args(own));
    let mut section = Vec::new();
    man.render_description_section(&mut section)?;
    man.render_synopsis_section(&mut section)?;
    man.render_options_section(&mut section)?;
    if has_examples {
        man.render_extra_section(&mut section)?;
    }
    let section = String::from_utf8_lossy(&section);
    // Each part sets up apostrophes anew.
    let lines = section.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
    let lines = lines.map(|line| match line {
        ".SH DESCRIPTION" => String::new(),
        ".SH EXTRA" => ".SS EXAMPLES\n.nf".to_owned(),
        line => line.replacen(".SH ", ".SS ", 1),
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    Ok(format!("{}\n.fi\n", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, command: &Command) {
        let name = command.get_bin_name().expect("built").to_uppercase();
        let (_, own) = page.split_once(&format!(".SH \"{name}\"\n")).expect(&name);
        let own = own.split(".SH ").next().expect("a section");
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let Some(flag) = arg.get_long() else { continue };
            let all = arg.is_global_set() || flag == "help";
            let place = if all { page } else { own };
            assert!(place.contains(&format!("--{flag}")), "{name}: --{flag}");
        }
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            check(page, command);
        }
    }

    #[test]
    fn every_command_and_flag_has_its_place() {
        let page = String::from_utf8(page().expect("memory")).expect("UTF-8").replace("\\-", "-");
        let mut command = Args::command();
        command.build();
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            check(&page, command);
        }
        assert!(page.contains("Exit codes:"));
    }
}
