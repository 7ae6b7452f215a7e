//! `detente codebook`: types and codes with scores, mapping and definitions.

use crate::DONE;
use crate::args::{CodebookArgs, Format};
use anyhow::Result;
use detente::{Detente, Options};
use std::io::Write;

/// Runs the command; gives the exit code.
pub fn run(args: &CodebookArgs) -> Result<u8> {
    let (lexicon, entries, _) = Detente::lexicon(&Options::default())?;
    let ontology = &lexicon.ontology;
    let only = args.only.as_deref().unwrap_or_default();
    let wanted = |code: &detente::CameoCode| {
        only.is_empty() || code.code.starts_with(only) || code.plover.as_deref().is_some_and(|p| p.eq_ignore_ascii_case(only))
    };
    let codes: Vec<_> = ontology.codes().filter(|c| wanted(c)).collect();
    anyhow::ensure!(!codes.is_empty(), "no code begins with `{only}` and no PLOVER type has that name");
    let mut out = std::io::BufWriter::new(std::io::stdout());
    match args.format {
        Format::Jsonl => {
            for code in codes {
                serde_json::to_writer(&mut out, code)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            writer.write_record(["code", "label", "goldstein", "plover", "mode", "contexts"])?;
            for c in codes {
                writer.write_record([
                    &c.code,
                    &c.label,
                    &c.goldstein.to_string(),
                    c.plover.as_deref().unwrap_or_default(),
                    c.mode.as_deref().unwrap_or_default(),
                    &c.contexts.join(";"),
                ])?;
            }
            writer.flush()?;
        }
        Format::Table => {
            if only.is_empty() {
                writeln!(out, "PLOVER types\n")?;
                for t in ontology.types() {
                    let modes: Vec<&str> = t.modes.keys().map(String::as_str).collect();
                    let modes = if modes.is_empty() { String::new() } else { format!(" Modes: {}.", modes.join(", ")) };
                    writeln!(out, "{:<10} quad {}  {}{modes}", t.name, t.quad, t.definition)?;
                }
                let sectors: Vec<String> = ontology.sectors().iter().map(|s| format!("{} {}", s.code, s.label)).collect();
                writeln!(out, "\nSectors: {}\n\nCAMEO codes\n", sectors.join("; "))?;
            }
            for c in codes {
                let plover = c.plover.as_deref().unwrap_or("(statement)");
                let mode = c.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
                writeln!(out, "{:<5} {:>5.1}  {:<20} {}", c.code, c.goldstein, format!("{plover}{mode}"), c.label)?;
                if !only.is_empty()
                    && let Some(file) = entries.frames.iter().find(|f| f.code == c.code)
                {
                    writeln!(out, "      {}", file.definition.replace('\n', "\n      "))?;
                    for e in &file.examples {
                        writeln!(out, "      + {}", e.text)?;
                    }
                    for e in &file.counterexamples {
                        writeln!(out, "      - {}", e.text)?;
                    }
                }
            }
        }
    }
    out.flush()?;
    Ok(DONE)
}
