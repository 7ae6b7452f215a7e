//! Sentences a second on one core: one at a time, and batched.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads the model and prints")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use detente_nlp::{Model, ModelBytes, Segment, segment};

const TEXT: &str = include_str!("../tests/texts/report.txt");

fn file(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/en").join(name);
    std::fs::read(path).expect("the model is in the repository")
}

fn bytes() -> ModelBytes {
    ModelBytes { weights: file("weights.safetensors").into(), vocab: file("vocab.txt").into(), labels: file("labels.json").into() }
}

fn parse(c: &mut Criterion) {
    let model = Model::from_bytes(bytes()).expect("the model is sound");
    let segments: Vec<Segment> = TEXT.lines().flat_map(segment).collect();
    let words: usize = segments.iter().map(|s| s.words.len()).sum();
    println!("{} sentences, {:.1} words each", segments.len(), words as f64 / segments.len() as f64);
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Elements(segments.len() as u64)).sample_size(20);
    group.bench_function("one at a time", |b| {
        b.iter(|| segments.iter().map(|s| model.parse(std::slice::from_ref(black_box(s))).len()).sum::<usize>());
    });
    group.bench_function("batched", |b| b.iter(|| model.parse(black_box(&segments)).len()));
    group.finish();
    c.bench_function("segment", |b| b.iter(|| TEXT.lines().map(|line| segment(black_box(line)).len()).sum::<usize>()));
    c.bench_function("read the model", |b| b.iter_batched(bytes, Model::from_bytes, BatchSize::PerIteration));
}

criterion_group!(benches, parse);
criterion_main!(benches);
