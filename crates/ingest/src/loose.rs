//! The date of a report that dates itself in a form of its own: a short line near the top that holds a full date
//! ("25.09.2023 · 10:48 · Our desk", "Compiled by the fact desk. Last change: Friday, 14 April 2017"), or the words before
//! the first sentence ("SUVA: Tuesday, 30 May 2000 - …"). It is asked only where no usual form was found.

use crate::date;
use crate::date_line::Label;
use crate::published::{Dated, Source};
use detente_text::{Block, BlockKind, ByteSpan};

/// How many blocks from the top a report may date itself.
const TOP: usize = 10;
/// A longer line is running text, in bytes.
const LINE: usize = 130;
/// Where in the first sentence a dateline has ended, in bytes.
const DATELINE: usize = 70;

/// The first date near the top of the report.
pub fn dated(blocks: &[Block]) -> Option<Dated> {
    let mut prose_seen = false;
    for block in blocks.iter().take(TOP) {
        let text = block.text.as_str();
        let short = text.len() <= LINE && (block.kind != BlockKind::Paragraph || !text.ends_with(['.', '!', '?', '"']));
        let found = if short {
            full_dates(text).next()
        } else if block.kind.is_prose() && !prose_seen {
            prose_seen = true;
            full_dates(text).find(|&(at, end)| at < DATELINE && closes_dateline(&text[end..]))
        } else {
            None
        };
        let source = if short { Source::Header(Label::Published) } else { Source::Dateline };
        if let Some((at, end)) = found
            && let Some((spoken, _)) = date::at(text, at)
        {
            return Some(Dated { spoken, span: block.text.original(ByteSpan::new(at, end)), source });
        }
    }
    None
}

fn closes_dateline(rest: &str) -> bool {
    rest.trim_start().starts_with(['-', '–', '—', ':', ')', '|', '·', '/'])
}

/// Begin and end of each full date in a text.
pub fn full_dates(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let starts =
        text.char_indices().filter(|&(at, c)| (c.is_ascii_digit() || c.is_uppercase()) && !text[..at].ends_with(char::is_alphanumeric));
    starts.filter_map(|(at, _)| date::at(text, at).filter(|(spoken, _)| spoken.year.is_some()).map(|(_, end)| (at, end)))
}
