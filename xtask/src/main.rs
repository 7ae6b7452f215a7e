//! Chores of the project: the gazetteer, generated documents, measurements.
fn main() {}
