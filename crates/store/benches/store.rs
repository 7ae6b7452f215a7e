//! How fast events go in: `cargo bench -p detente-store --bench store`; `million.sh` beside this file measures the binary on a
//! million, and how fast a dyad's course comes out.

mod made;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use detente_record::Event;
use detente_store::{EventRows, Store};
use made::Made;
use std::hint::black_box;

/// Events of a batch.
const BATCH: usize = 10_000;

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

criterion_group!(benches, put_events);
criterion_main!(benches);
