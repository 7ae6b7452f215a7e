//! `detente parse`: trees as CoNLL-U.

use crate::args::ParseArgs;
use crate::inputs::collect;
use crate::tell::tell;
use crate::{DONE, PROBLEMS};
use anyhow::Result;
use detente::{Detente, Options, conllu};
use std::io::Write;

/// Runs the command; gives the exit code.
pub fn run(args: &ParseArgs) -> Result<u8> {
    let detente = Detente::new(&Options::default())?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut problems = 0;
    for input in collect(&args.paths)? {
        let document = detente.read(&input.bytes()?, &input.hints(input.id(), None));
        for p in &document.problems {
            problems += 1;
            tell!("{}: {}", document.id, p.message);
        }
        writeln!(out, "# newdoc id = {}", document.id)?;
        for (i, block) in detente.parse(&document).iter().enumerate() {
            let mut text = String::new();
            conllu::write_conllu(&mut text, block.block.text.as_str(), &format!("{}-{}", document.id, i + 1), &block.sentences);
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(if problems > 0 { PROBLEMS } else { DONE })
}
