//! Evaluation: reads gold files, matches what the chain found against them, and gives scores.
//!
//! One module a kind, each with the reader of its gold format, its matching and its figures:
//!
//! ```text
//! gold files ─Task::read→ units ─Task::judge (the chain runs)→ outcomes ─Task::figures→ Report
//! ```
//!
//! A unit is what is drawn again and again for the intervals: a report where the gold has reports. Bytes come in and
//! scores go out; who reads the files and prints the report is somebody else.

pub mod attribution;
pub mod cases;
mod count;
pub mod crisis;
pub mod factuality;
pub mod geoparsing;
mod gold;
pub mod incidents;
mod interval;
pub mod muc;
mod name;
pub mod plv;
mod report;
mod span;
pub mod syntax;
mod task;
pub mod timex;

pub use count::Count;
pub use gold::{GoldError, GoldFile};
pub use report::{Cell, Figure, Finding, Measure, REPORT_SCHEMA, Report, Row, Table};
pub use task::{RESAMPLES, Task, run};
