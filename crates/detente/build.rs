//! Compiles the lexicon to the assets that the binary carries, so that it runs alone and starts fast.

use detente_lexicon::{Assets, read_folder};
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../lexicons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let (assets, problems) = Assets::build(&read_folder(&folder)?)?;
    // What is wrong is left out and stands in the asset: the command reports it at each start.
    for problem in problems {
        println!("cargo::warning=lexicons/{problem}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("lexicon.bin"), assets.compiled)?;
    fs::write(out.join("entries.bin"), assets.entries)?;
    Ok(())
}
