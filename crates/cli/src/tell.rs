//! Messages to standard error.

/// Writes a line to standard error. A message that can't be written, as to a log on a full disk, ends nothing: what the
/// command does matters more, and there is nowhere to say so.
macro_rules! tell {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($words)*);
    }};
}

pub(crate) use tell;
