//! A report: its text as given, what is known about it, and its blocks of clean text.

use crate::{CharSpan, CleanText};
use jiff::civil::{Date, Weekday};

/// One report, ready to be read.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Stable name of the report (the file's stem, or a given id).
    pub id: String,
    /// Where it came from (path or address), as given.
    pub uri: Option<String>,
    /// The decoded text as given; every [`CharSpan`] counts its code points.
    pub text: String,
    /// The headline, cleaned.
    pub title: Option<String>,
    /// Who published it (agency or paper), where the text says so.
    pub publisher: Option<String>,
    /// The date of publication and how it is known.
    pub published: Option<Published>,
    /// Where no date of publication is known: the day and month by which the report dates itself.
    pub undated: Option<DayOfYear>,
    /// The place named in the dateline ("ISLAMABAD, Jan 29 (Agency) -").
    pub dateline_place: Option<String>,
    /// The text in reading order; furniture such as datelines is there too, marked by its kind.
    pub blocks: Vec<Block>,
    /// What could not be read as expected; nothing is dropped in silence.
    pub problems: Vec<Problem>,
}

/// The date of publication and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// How it is known.
    pub basis: PublishedBasis,
    /// Where the text says it, if it does.
    pub span: Option<CharSpan>,
}

/// A day without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfYear {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// The day of the week, where the text says it.
    pub weekday: Option<Weekday>,
    /// Where the text says it.
    pub span: CharSpan,
}

/// How a publication date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedBasis {
    /// Given by the caller (command line, metadata).
    Given,
    /// A line of its own in the text ("Published: 3 May 2021", "February, 23, 2024").
    Header,
    /// The dateline before the first sentence; a year may have been completed from the caller's hint.
    Dateline,
    /// A day said without its year, completed from the latest full date in the text or from the holders of offices that
    /// it names; a problem says so.
    Inferred,
}

/// A paragraph-like piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without the dateline that may have stood before it.
    pub text: CleanText,
}

/// What a block is; only [`BlockKind::is_prose`] blocks are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The report's headline.
    Headline,
    /// A headline between paragraphs that is not the report's own (a subheading).
    Subheading,
    /// The headline again, somewhere in the body.
    RepeatedHeadline,
    /// "By A. Author".
    Byline,
    /// A line that only dates or places the report.
    Dateline,
    /// Running text.
    Paragraph,
    /// An item of a bullet list.
    ListItem,
    /// Copyright lines, "Read more", addresses, captions' credits.
    Furniture,
}

impl BlockKind {
    /// Whether the block is read for events (running text and list items).
    pub fn is_prose(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::ListItem)
    }

    /// Whether the block only dates or places the report.
    pub fn is_dateline(self) -> bool {
        matches!(self, BlockKind::Dateline)
    }

    /// Whether the block is a heading of any kind, whose grammar is a headline's.
    pub fn is_heading(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Subheading | BlockKind::RepeatedHeadline)
    }
}

/// Something that could not be read as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: code points of the document, where that can be said.
    pub span: Option<CharSpan>,
    /// What was found and what was expected.
    pub message: String,
}
