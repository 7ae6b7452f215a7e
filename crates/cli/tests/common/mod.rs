//! Runs the real binary as a user would, from an empty environment, and keeps what it said.

#![allow(dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run printed and how it ended.
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// `detente` with nothing on standard input.
pub fn detente(arguments: &[&str]) -> Run {
    detente_reading(arguments, b"")
}

/// `detente` with `input` on standard input, in the repository's root.
pub fn detente_reading(arguments: &[&str], input: &[u8]) -> Run {
    detente_in(&root(), arguments, input)
}

/// `detente` in a folder, without any variable of the environment.
pub fn detente_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.args(arguments).current_dir(folder).env_clear();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    // A command that does not read its input closes the pipe; that is no failure of the test.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer ends");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().expect("no signal ended the binary") }
}

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The one report of README.
pub const REPORT: &str = "examples/one-report.txt";
/// The ten reports of README.
pub const FOLDER: &str = "examples/iran-pakistan-2024";

impl Run {
    /// Holds the exit code, and shows what was said when it is another.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code {} instead of {code}; standard error:\n{}", self.code, self.err);
        self
    }

    /// Holds that standard error says `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "standard error does not say `{words}`:\n{}", self.err);
        self
    }

    /// Holds that nothing stands on standard output.
    #[track_caller]
    pub fn prints_nothing(self) -> Self {
        assert_eq!(self.out, "", "something stands on standard output");
        self
    }

    /// The lines of standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}
