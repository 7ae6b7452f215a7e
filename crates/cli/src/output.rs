//! Where a command writes: standard output, or a file that takes the place of the old one when it is whole.

use anyhow::{Context, Result};
use std::fs::File;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Somewhere to write to. A file appears under its name with [`Output::keep`]; until then one that was there stays.
pub struct Output {
    to: To,
    path: PathBuf,
}

enum To {
    Standard(std::io::Stdout),
    /// A device or a pipe, whose place nothing can take.
    Device(File),
    Beside(NamedTempFile),
}

impl Output {
    /// Standard output.
    pub fn standard() -> Output {
        Output { to: To::Standard(std::io::stdout()), path: PathBuf::from("standard output") }
    }

    /// A file.
    ///
    /// # Errors
    /// When no file can be made in its folder.
    pub fn file(path: &Path) -> Result<Output> {
        // A link stays one: the file that it names is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let there = std::fs::metadata(&target).ok();
        anyhow::ensure!(!there.as_ref().is_some_and(std::fs::Metadata::is_dir), "{}: it is a folder; expected a file", path.display());
        let to = match there {
            Some(there) if !there.is_file() => {
                To::Device(File::options().write(true).open(&target).with_context(|| path.display().to_string())?)
            }
            there => To::Beside(
                beside(&target, there.as_ref()).with_context(|| format!("{}: no file can be made in its folder", path.display()))?,
            ),
        };
        Ok(Output { to, path: target })
    }

    /// Ends the writing: from now on the file is there, whole.
    ///
    /// # Errors
    /// When it can't be written to the end; then a file that was there before stays as it was.
    pub fn keep(mut self) -> Result<()> {
        self.flush()?;
        if let To::Beside(file) = self.to {
            file.as_file().sync_all().map_err(|e| unwritten(&self.path, &e))?;
            file.persist(&self.path).map_err(|e| unwritten(&self.path, &e.error))?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = match &mut self.to {
            To::Standard(out) => out.write(bytes),
            To::Device(out) => out.write(bytes),
            To::Beside(out) => out.write(bytes),
        };
        written.map_err(|e| unwritten(&self.path, &e))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let flushed = match &mut self.to {
            To::Standard(out) => out.flush(),
            To::Device(out) => out.flush(),
            To::Beside(out) => out.flush(),
        };
        flushed.map_err(|e| unwritten(&self.path, &e))
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// When it can't be written; then a file that was there before stays as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut out = Output::file(path)?;
    out.write_all(bytes)?;
    out.keep()
}

/// A new file in the folder of `target`, with the permissions of the one that is there.
fn beside(target: &Path, there: Option<&std::fs::Metadata>) -> std::io::Result<NamedTempFile> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut builder = tempfile::Builder::new();
    let (prefix, suffix) = (format!(".{name}."), ".part");
    builder.prefix(&prefix).suffix(suffix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The same as of any new file, less what the user's mask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(there) = there {
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}

fn unwritten(path: &Path, e: &Error) -> Error {
    Error::new(e.kind(), format!("{}: {e}; no part of it was kept", path.display()))
}
