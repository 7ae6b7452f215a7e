//! Writes made-up events as JSON Lines to standard output, to measure ingest and grouping on:
//! `cargo run --release -p detente-store --example made_events -- 1000000 7 > events.jsonl`.

#[path = "../benches/made/mod.rs"]
mod made;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<u64> = std::env::args().skip(1).map(|a| a.parse()).collect::<Result<_, _>>()?;
    let [events, seed] = numbers[..] else { return Err("expected a number of events and a seed, as in `made_events 1000000 7`".into()) };
    let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for event in made::Made::new(usize::try_from(events)?, seed) {
        serde_json::to_writer(&mut out, &event)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
