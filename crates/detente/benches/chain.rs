//! How fast the chain is, step by step, with the start counted apart.
//!
//! `cargo bench -p detente --bench chain`; `compare.sh` beside this file measures the binary as a user meets it.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use detente::{Detente, Document, Entries, Hints, Lexicon, Options};
use detente_lexicon::read_folder;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/iran-pakistan-2024")
}

/// The example reports' bytes, in order of their names.
fn reports() -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder()).expect("the examples").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.iter().map(|p| std::fs::read(p).expect("a report")).collect()
}

/// Two of the examples' reports as one of about 500 words.
fn long_report(reports: &[Vec<u8>]) -> Vec<u8> {
    [&reports[0][..], b"\n\n", &reports[8]].concat()
}

fn read(detente: &Detente, bytes: &[u8]) -> Document {
    detente.read(bytes, &Hints { id: "report".to_owned(), ..Hints::default() })
}

fn chain(c: &mut Criterion) {
    let detente = Detente::new(&Options::default()).expect("the built-in model and lexicon are sound");
    let reports = reports();
    let long = long_report(&reports);
    let words = long.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty()).count() as u64;
    let documents: Vec<Document> = reports.iter().map(|bytes| read(&detente, bytes)).collect();
    let sentences: usize = documents.iter().map(|d| detente.code(d).1).sum();

    let mut group = c.benchmark_group("one report");
    group.throughput(Throughput::Elements(words)).sample_size(20);
    group.bench_function(format!("{words} words, bytes to events"), |b| {
        b.iter(|| detente.code(&read(&detente, black_box(&long))).0.events.len())
    });
    let document = read(&detente, &long);
    group.bench_function(format!("{words} words, trees only"), |b| b.iter(|| detente.parse(black_box(&document)).len()));
    group.bench_function(format!("{words} words, ingest only"), |b| b.iter(|| read(&detente, black_box(&long)).blocks.len()));
    group.finish();

    let mut group = c.benchmark_group("ten reports on one thread");
    group.throughput(Throughput::Elements(sentences as u64)).sample_size(10).measurement_time(Duration::from_secs(15));
    group.bench_function(format!("{sentences} sentences"), |b| {
        b.iter(|| documents.iter().map(|d| detente.code(black_box(d)).0.events.len()).sum::<usize>())
    });
    group.finish();
}

fn start(c: &mut Criterion) {
    let mut group = c.benchmark_group("start");
    group.sample_size(10);
    let files = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicons")).expect("the lexicon");
    group.bench_function("lexicon: read and compile, as with an overlay", |b| {
        b.iter(|| Lexicon::compile(&Entries::read(black_box(&files)).0).map(|(lexicon, _)| lexicon.info.len()))
    });
    group.bench_function("lexicon: decode, with its entries", |b| {
        b.iter_batched(Options::default, |o| Detente::lexicon(&o).map(|l| l.1.frames.len()), BatchSize::PerIteration)
    });
    group.bench_function("model and lexicon", |b| {
        b.iter_batched(Options::default, |o| Detente::new(&o).map(|d| d.problems().len()), BatchSize::PerIteration)
    });
    group.finish();
}

criterion_group!(benches, chain, start);
criterion_main!(benches);
