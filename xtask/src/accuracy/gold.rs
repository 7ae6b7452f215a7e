//! Gold files of a set, from the repository or out of an archive beside it; nothing is unpacked to a disk.

use super::sets::Place;
use anyhow::{Context, Result, ensure};
use detente_eval::GoldFile;
use lzma_rust2::XzReader;
use std::io::Read;
use std::path::Path;

/// The files of a set; none when it is not there.
///
/// # Errors
/// When it is there and can't be read, or an archive lacks what the set is made of.
pub fn read(place: &Place, root: &Path, shared: &Path) -> Result<Option<Vec<GoldFile>>> {
    let (folder, path, within) = match *place {
        Place::Own(path) => (root, path, &[][..]),
        Place::Shared(path, within) => (shared, path, within),
        Place::Together(places) => {
            let parts: Option<Vec<Vec<GoldFile>>> = places.iter().map(|p| read(p, root, shared)).collect::<Result<_>>()?;
            return Ok(parts.map(|parts| parts.into_iter().flatten().collect()));
        }
    };
    let at = folder.join(path);
    if !at.exists() {
        return Ok(None);
    }
    let files = if at.is_dir() {
        let mut files = Vec::new();
        walk(&at, path, &mut files)?;
        files
    } else {
        let bytes = std::fs::read(&at).with_context(|| at.display().to_string())?;
        unpacked(path, bytes).with_context(|| at.display().to_string())?
    };
    let Some(wanted) = (!within.is_empty()).then_some(within) else { return Ok(Some(files)) };
    for part in wanted {
        ensure!(files.iter().any(|f| is_within(&f.name, part)), "{}: no {part} in it", at.display());
    }
    Ok(Some(files.into_iter().filter(|f| wanted.iter().any(|part| is_within(&f.name, part))).collect()))
}

/// Whether a file is this one, or lies in this folder.
fn is_within(name: &str, part: &str) -> bool {
    Path::new(name).starts_with(part)
}

fn walk(folder: &Path, name: &str, files: &mut Vec<GoldFile>) -> Result<()> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    for entry in entries.with_context(|| folder.display().to_string())? {
        let (path, name) = (entry.path(), format!("{name}/{}", entry.file_name().to_string_lossy()));
        if path.is_dir() {
            walk(&path, &name, files)?;
        } else {
            let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
            files.push(GoldFile { name, bytes });
        }
    }
    Ok(())
}

/// What a file holds: the files of a `.tar.xz`, the file in a `.xz`, or itself.
fn unpacked(name: &str, bytes: Vec<u8>) -> Result<Vec<GoldFile>> {
    if name.ends_with(".tar.xz") {
        let mut archive = tar::Archive::new(XzReader::new(bytes.as_slice(), true));
        let mut files = Vec::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            if entry.header().entry_type().is_file() {
                let name = entry.path()?.to_string_lossy().into_owned();
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes).with_context(|| name.clone())?;
                files.push(GoldFile { name, bytes });
            }
        }
        return Ok(files);
    }
    let Some(inner) = name.strip_suffix(".xz") else { return Ok(vec![GoldFile { name: name.to_owned(), bytes }]) };
    let mut content = Vec::new();
    XzReader::new(bytes.as_slice(), true).read_to_end(&mut content)?;
    Ok(vec![GoldFile { name: inner.to_owned(), bytes: content }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_all_its_files_and_what_is_not_there_is_none() {
        let shared = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(shared.path().join("set/deep")).expect("a folder");
        std::fs::write(shared.path().join("set/deep/a.txt"), "A").expect("a file");
        let found = read(&Place::Shared("set", &[]), Path::new("."), shared.path()).expect("a set").expect("it is there");
        assert_eq!(found, [GoldFile { name: "set/deep/a.txt".into(), bytes: b"A".to_vec() }]);
        assert_eq!(read(&Place::Shared("other", &[]), Path::new("."), shared.path()).expect("no error"), None);
    }

    #[test]
    fn what_a_set_is_made_of_must_be_in_it() {
        let shared = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(shared.path().join("set")).expect("a folder");
        for name in ["dev.jsonl", "train.jsonl"] {
            std::fs::write(shared.path().join("set").join(name), "").expect("a file");
        }
        let names = |within| {
            let files = read(&Place::Shared("set", within), Path::new("."), shared.path())?.unwrap_or_default();
            anyhow::Ok(files.into_iter().map(|f| f.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["set/dev.jsonl"]).expect("one file"), ["set/dev.jsonl"]);
        let missing = names(&["set/dev"]).expect_err("no such file");
        assert!(missing.to_string().ends_with("no set/dev in it"), "{missing}");
    }

    #[test]
    fn a_broken_archive_is_named() {
        let shared = tempfile::tempdir().expect("a folder");
        std::fs::write(shared.path().join("set.tar.xz"), "no archive").expect("a file");
        let error = read(&Place::Shared("set.tar.xz", &[]), Path::new("."), shared.path()).expect_err("no archive");
        assert!(error.to_string().ends_with("set.tar.xz"), "{error:#}");
    }
}
