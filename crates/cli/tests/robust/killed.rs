//! Two hundred times `kill -9`, at moments spread over the whole run.

use crate::inputs::{REPORTS, coded_events, ingest, path, reports, seen, start, undisturbed};
use crate::sound::{Documents, sound};
use std::path::Path;
use std::time::{Duration, Instant};

/// Kills of each of the two tests.
const KILLS: usize = 100;

/// The same moments in every test, as shares of about the time that an undisturbed run takes.
struct Moments(oorandom::Rand32);

impl Moments {
    fn next(&mut self, of: Duration) -> Duration {
        of.mul_f32(self.0.rand_float())
    }
}

/// What the killed processes had reached.
#[derive(Default, Debug)]
struct Stages {
    nothing: usize,
    documents: usize,
    incidents: usize,
}

#[test]
fn a_hundred_kills_while_reports_go_in_lose_nothing() {
    let whole = |documents: &Documents, clean: &Documents| {
        for (id, events) in documents {
            assert_eq!(Some(events), clean.get(id), "{id} is whole");
        }
    };
    kill(&["ingest", REPORTS, "--threads", "1"], 7, whole);
}

#[test]
fn a_hundred_kills_while_coded_events_go_in_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    coded_events(folder.path(), 4, 4);
    let events = folder.path().display().to_string();
    let whole = |documents: &Documents, clean: &Documents| {
        let mut begun = 0;
        for (id, events) in documents {
            let all = &clean[id];
            assert!(events.iter().all(|e| all.contains(e)), "{id}: events that no run gives");
            begun += usize::from(events != all);
        }
        assert!(begun <= 1, "{begun} documents are begun; only where one transaction ends and the next begins may one be");
    };
    kill(&["ingest", &events], 8, whole);
}

/// Starts a command on a store and kills it, again and again until it comes to its end; then with a new store, until there
/// were enough kills. After each the store is sound, `whole` and has lost nothing; at the end it is that of an undisturbed run.
fn kill(command: &[&str], seed: u64, whole: impl Fn(&Documents, &Documents)) {
    let folder = tempfile::tempdir().expect("a folder");
    let clean = path(&folder, "clean.db");
    let with_clean = [command, &["--db", &clean]].concat();
    let begun = Instant::now();
    crate::inputs::end(start(&with_clean));
    let mut time = begun.elapsed();
    let (expected, documents) = (seen(&clean), sound(Path::new(&clean)).documents);
    let (mut moments, mut stages, mut kills) = (Moments(oorandom::Rand32::new(seed)), Stages::default(), 0);
    for round in 0.. {
        let db = path(&folder, &format!("killed-{round}.db"));
        let arguments = [command, &["--db", &db]].concat();
        let mut had = Documents::new();
        while kills < KILLS {
            let mut child = start(&arguments);
            std::thread::sleep(moments.next(time));
            if child.try_wait().expect("its state").is_some() {
                crate::inputs::end(child);
                // It was quicker than was thought, as on a machine that was busy before.
                time = time.mul_f32(0.8);
                break;
            }
            child.kill().expect("it is killed");
            child.wait().expect("it is gone");
            kills += 1;
            let Some(now) = Path::new(&db).exists().then(|| sound(Path::new(&db))) else {
                stages.nothing += 1;
                continue;
            };
            whole(&now.documents, &documents);
            for (id, events) in &had {
                assert!(now.documents.get(id).is_some_and(|n| n.len() >= events.len()), "{id} was there before and is lost");
            }
            match (now.documents.is_empty(), now.incidents > 0) {
                (true, _) => stages.nothing += 1,
                (false, false) => stages.documents += 1,
                (false, true) => stages.incidents += usize::from(now.waiting > 0),
            }
            had = now.documents;
            time = time.mul_f32(1.02);
        }
        crate::inputs::end(start(&arguments));
        assert_eq!(sound(Path::new(&db)).waiting, 0);
        assert!(seen(&db) == expected, "round {round}: the store is not that of an undisturbed run");
        if kills >= KILLS {
            println!("{kills} kills in {} rounds: {stages:?}; the last moments lay within {time:?}", round + 1);
            assert!(stages.documents > 0, "no kill fell between the first and the last document: {stages:?}");
            return;
        }
    }
}

/// On a server a killed process leaves a connection that the server ends by itself.
#[test]
fn kills_lose_nothing_on_a_server_either() {
    crate::inputs::on_each(|db| {
        let expected = undisturbed(&[REPORTS]);
        let arguments = ["ingest", REPORTS, "--threads", "1", "--db", db];
        for n in 0..12 {
            let mut child = start(&arguments);
            std::thread::sleep(Duration::from_millis(40 + 25 * n));
            child.kill().expect("it is killed");
            child.wait().expect("it is gone");
        }
        // A part of it first, so that something is new to the last run.
        ingest(db, &[&reports()[7]]).ends_with(0);
        ingest(db, &[REPORTS]).ends_with(0);
        assert!(seen(db) == expected, "the store is not that of an undisturbed run");
    });
}
