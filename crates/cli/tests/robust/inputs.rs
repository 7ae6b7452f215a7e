//! What goes into the stores of these tests, and stores to put it into.

use crate::common::{FOLDER, Run, detente, detente_in, root};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Eight short reports of one crisis.
pub const REPORTS: &str = "crates/cli/tests/robust/reports";

/// Their paths, in order.
pub fn reports() -> Vec<String> {
    let mut all: Vec<String> = std::fs::read_dir(root().join(REPORTS))
        .expect("the reports")
        .map(|e| format!("{REPORTS}/{}", e.expect("a file").file_name().to_string_lossy()))
        .collect();
    all.sort();
    all
}

/// Writes files of coded events, so many: those of the shipped example `times` over in each, every time in other documents and
/// half a year later.
pub fn coded_events(folder: &Path, files: usize, times: usize) -> Vec<String> {
    let coded = detente(&["code", FOLDER, "--format", "jsonl"]).ends_with(0);
    let file = |n: usize| {
        let lines: String = (n * times..(n + 1) * times).flat_map(|n| coded.json().into_iter().map(move |e| later(e, n))).collect();
        let path = folder.join(format!("events-{n}.jsonl"));
        std::fs::write(&path, lines).expect("written");
        path.display().to_string()
    };
    (0..files).map(file).collect()
}

/// The line of an event that is like another and happens `n` half years later.
fn later(mut event: serde_json::Value, n: usize) -> String {
    event["id"] = format!("{}-{n}", event["id"].as_str().expect("an id")).into();
    event["document"]["id"] = format!("{}-{n:03}", event["document"]["id"].as_str().expect("an id")).into();
    for (part, day) in [("date", "start"), ("date", "end"), ("document", "published")] {
        if let Some(given) = event[part][day].as_str() {
            let given: jiff::civil::Date = given.parse().expect("a day");
            event[part][day] = given.saturating_add(jiff::Span::new().days(182 * n as i64)).to_string().into();
        }
    }
    format!("{event}\n")
}

/// `detente ingest PATHS --db DB`.
pub fn ingest(db: &str, paths: &[&str]) -> Run {
    detente(&[&["ingest"], paths, &["--db", db]].concat())
}

/// Starts the same without waiting for its end.
pub fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(root())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

/// Waits for the end of a process that [`start`] began; it must be a good one.
#[track_caller]
pub fn end(child: Child) -> String {
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {said}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Everything that a user sees of a store.
pub fn seen(db: &str) -> String {
    let query = |command: &str| detente(&[command, "--db", db, "--format", "jsonl"]).ends_with(0).out;
    [query("events"), query("incidents"), query("disputes")].join("\n")
}

/// The same of a store into which paths were put by one process that nothing disturbed.
pub fn undisturbed(paths: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "undisturbed.db");
    ingest(&db, paths).ends_with(0);
    seen(&db)
}

/// A path in a folder, as text.
pub fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// Runs a test on a fresh store of each kind; on PostgreSQL where `DETENTE_TEST_POSTGRES` holds a server's URL, as in
/// `.ci/run`.
pub fn on_each(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("a folder");
    test(&path(&folder, "crisis.db"));
    if server().is_some() {
        on_server(test);
    }
}

/// URL of the PostgreSQL server for tests.
pub fn server() -> Option<String> {
    std::env::var("DETENTE_TEST_POSTGRES").ok()
}

/// Runs a test in a schema of its own on the server.
fn on_server(test: impl Fn(&str)) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let server = server().expect("a server");
    let schema = format!("robust_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
    let mut client = postgres::Client::connect(&server, postgres::NoTls).expect("the server of DETENTE_TEST_POSTGRES");
    client.batch_execute(&format!("CREATE SCHEMA {schema}")).expect("a schema");
    test(&format!("{server}?options=-c%20search_path%3D{schema}"));
    client.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")).expect("the schema goes");
}

/// `detente` as a user whom permissions bind: root is made somebody else. `None` where that can't be done.
pub fn bound(folder: &Path, arguments: &[&str]) -> Option<Run> {
    if !is_root() {
        return Some(detente_in(folder, arguments, b""));
    }
    let binary = folder.join("detente");
    if !binary.exists() {
        // The folder of the build may be closed to others.
        std::fs::copy(env!("CARGO_BIN_EXE_detente"), &binary).expect("copied");
    }
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&binary)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Some(Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().expect("no signal ended it") })
}

/// Whether permissions do not bind this process.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("a system with `id`");
    String::from_utf8_lossy(&id.stdout).trim() == "0"
}
