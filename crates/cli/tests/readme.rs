//! README's output is what the binary prints, and its table of commands is complete.
//!
//! `UPDATE=1 cargo test --release -p detente-cli --test readme` writes the output into README.md; look at the
//! difference before you keep it.

mod common;

use common::{detente, root};

/// README with every ```` ```console ```` block's output put in anew.
fn with_output(readme: &str) -> String {
    let mut fresh = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        fresh += line;
        fresh.push('\n');
        if line != "```console" {
            continue;
        }
        for line in lines.by_ref().take_while(|l| *l != "```") {
            if let Some(command) = line.strip_prefix("$ detente ") {
                fresh += line;
                fresh.push('\n');
                fresh += &detente(&command.split_whitespace().collect::<Vec<_>>()).ends_with(0).out;
            }
        }
        fresh += "```\n";
    }
    fresh
}

#[test]
fn the_output_in_readme_is_the_binarys_own() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md is there");
    let fresh = with_output(&readme);
    assert!(fresh.contains("$ detente code "), "README shows a report coded");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, fresh).expect("README.md can be written");
    } else {
        assert!(
            fresh == readme,
            "README.md shows other output than the binary gives; see the head of this test. The binary gives:\n{fresh}"
        );
    }
}

#[test]
fn every_command_stands_in_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md is there");
    let help = detente(&["--help"]).ends_with(0).out;
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names: Vec<&str> = commands.filter_map(|l| l.split_whitespace().next()).filter(|n| *n != "help").collect();
    assert!(names.len() >= 6, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("| `detente {name}")), "README's table of commands lacks {name}");
    }
}
