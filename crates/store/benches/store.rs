//! How fast events go in and a dyad's days come out: `cargo bench -p detente-store --bench store`; `million.sh` beside this
//! file measures the binary on a million.

mod made;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use detente_record::{Event, Factuality};
use detente_store::{Direction, EventRows, Filter, Store};
use made::Made;
use std::hint::black_box;

/// Events of a batch.
const BATCH: usize = 10_000;

/// Events of the store that is asked.
const STORED: usize = 100_000;

fn open(folder: &tempfile::TempDir) -> Store {
    Store::open(&folder.path().join("crisis.db").display().to_string()).expect("a store")
}

fn rows(events: &[Event]) -> Vec<EventRows> {
    events.iter().map(|e| EventRows::of(e).expect("it can be written")).collect()
}

fn put_events(c: &mut Criterion) {
    let events: Vec<Event> = Made::new(BATCH, 7).collect();
    let mut group = c.benchmark_group("put");
    group.throughput(Throughput::Elements(BATCH as u64)).sample_size(10);
    group.bench_function("rows", |b| b.iter(|| black_box(rows(&events))));
    let fresh = || {
        let folder = tempfile::tempdir().expect("a folder");
        (open(&folder), folder, rows(&events))
    };
    group.bench_function("put_events", |b| {
        b.iter_batched(
            fresh,
            |(mut store, folder, rows)| (store.put_events("made", rows).expect("they go in"), folder),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn dyad_days(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(&folder);
    let made = Made::new(STORED, 7);
    let dyad = made.busiest();
    let events: Vec<Event> = made.collect();
    for batch in events.chunks(BATCH) {
        store.put_events("made", rows(batch)).expect("they go in");
    }
    let names = Factuality::ALL.map(Factuality::name);
    let mut group = c.benchmark_group("ask");
    group.sample_size(10);
    let every = Filter::default();
    group.bench_function("dyad_days", |b| {
        b.iter(|| store.dyad_days(&dyad, Direction::Undirected, None, &names, &every).expect("an answer"))
    });
    group.finish();
}

criterion_group!(benches, put_events, dyad_days);
criterion_main!(benches);
