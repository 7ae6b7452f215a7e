//! Pieces to blocks: headline, byline, dateline, running text, furniture.

use crate::date_line::Label;
use crate::dateline::{self, Context, Dateline};
use crate::layout::{self, Piece};
use crate::published::{Dated, Source};
use crate::{agency, byline, date_line, furniture, headline, list, shape};
use detente_text::{Block, BlockKind, ByteSpan, CleanText, Problem};

/// A summary above the report has at most this many words.
const SUMMARY: usize = 25;

/// This many headings at the top may be the headline.
const HEADLINES: usize = 12;

/// What the page of a report says.
#[derive(Debug, Default)]
pub struct Structure {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub place: Option<String>,
    pub dates: Vec<Dated>,
    pub blocks: Vec<Block>,
    pub problems: Vec<Problem>,
}

/// Finds the structure of the document `chars`.
pub fn read(chars: &[char]) -> Structure {
    let mut page = Page::default();
    for piece in layout::pieces(chars) {
        page.sort(piece);
    }
    page.name_headline();
    page.rescue_prose();
    page.cut_datelines();
    page.cut_closing_credits();
    page.finish()
}

/// The blocks as they are found, and what they say about the report.
#[derive(Debug, Default)]
struct Page {
    blocks: Vec<Block>,
    title: Option<String>,
    place: Option<String>,
    dates: Vec<Dated>,
    /// Who is named, by how much he is believed to be the one who reports: an agency in the dateline
    /// before a tag, a credit, the site. Two papers that carry one agency's report are one source.
    agency: Option<String>,
    tag: Option<String>,
    credit: Option<String>,
    site: Option<String>,
    problems: Vec<Problem>,
    /// Whether running text was found.
    prose: bool,
    /// Whether anything was found that is no date, byline or furniture.
    begun: bool,
}

impl Page {
    fn push(&mut self, kind: BlockKind, text: CleanText) {
        self.prose |= kind.is_prose();
        self.begun |= kind.is_prose() || kind.is_heading();
        self.blocks.push(Block { kind, text });
    }

    /// Gives a piece its kind by what it says alone; which heading is the headline is found later.
    fn sort(&mut self, piece: Piece) {
        let s = piece.text.as_str();
        let top = !self.prose;
        if s.ends_with(['-', '–', '—', ']']) && is_dated_prose(s) {
            self.push(BlockKind::Paragraph, piece.text);
        } else if self.read_date_line(&piece.text) {
            let byline = date_line::read(s).is_some_and(|line| line.byline);
            self.push(if byline { BlockKind::Byline } else { BlockKind::Dateline }, piece.text);
        } else if furniture::is_furniture(s) {
            self.push(BlockKind::Furniture, piece.text);
        } else if let Some(by) = byline::read(s) {
            self.credit = self.credit.take().or(by.publisher);
            self.push(BlockKind::Byline, piece.text);
        } else if top && furniture::is_section(s) {
            self.push(BlockKind::Furniture, piece.text);
        } else if let Some(len) = list::marker(s) {
            let (mark, item) = split(&piece.text, len);
            self.push(BlockKind::Furniture, mark);
            self.push(BlockKind::ListItem, item);
        } else if is_dated_prose(s) {
            self.push(BlockKind::Paragraph, piece.text);
        } else if shape::is_heading_like(s) || top && piece.apart && is_long_headline(s) || self.is_stopped_headline(s) {
            self.push(BlockKind::Subheading, piece.text);
        } else {
            self.push(BlockKind::Paragraph, piece.text);
        }
    }

    /// Whether a first line is the headline in spite of its full stop: no longer word of it is small.
    fn is_stopped_headline(&self, s: &str) -> bool {
        !self.begun && shape::is_strict_title_case(s) && !shape::is_all_caps(s) && !s.contains(". ")
    }

    /// Takes what a date line says; false when `text` is none.
    fn read_date_line(&mut self, text: &CleanText) -> bool {
        let Some(line) = date_line::read(text.as_str()) else {
            return false;
        };
        let top = !self.prose;
        for (label, spoken, span) in line.dates {
            // Below the first paragraph a bare date is a heading of a chronicle.
            if top || label != Label::Plain {
                self.dates.push(Dated { spoken, span: text.original(span), source: Source::Header(label) });
            }
        }
        if top {
            self.place = self.place.take().or(line.place.as_deref().map(dateline::plain_case));
        }
        self.credit = self.credit.take().or(line.publisher);
        true
    }

    /// Names the headline among the headings above the first paragraph: one that comes again if any
    /// does, else the first that is no site's name. Then marks where it stands again.
    fn name_headline(&mut self) {
        let body = self.blocks.iter().position(|b| b.kind.is_prose()).unwrap_or(self.blocks.len());
        let above: Vec<usize> = (0..body).filter(|&i| self.blocks[i].kind == BlockKind::Subheading).take(HEADLINES).collect();
        let text = |i: usize| self.blocks[i].text.as_str();
        let again = |&i: &usize| {
            self.blocks
                .iter()
                .enumerate()
                .any(|(j, b)| j > i && b.kind == BlockKind::Subheading && headline::repeats(text(i), b.text.as_str()))
        };
        let is_site = |&i: &usize| agency::is_outlet_like(text(i)) && above.len() > 1;
        let chosen = above.iter().copied().find(again).or_else(|| above.iter().copied().find(|i| !is_site(i))).or(above.first().copied());
        let Some(chosen) = chosen else { return };
        for &i in above.iter().filter(|&&i| i < chosen && is_site(&i)) {
            self.site = self.site.take().or(Some(text(i).to_owned()));
        }
        let sites: Vec<usize> = above.iter().copied().filter(|i| *i < chosen && is_site(i)).collect();
        let (title, site) = headline::without_site(text(chosen));
        self.title = Some(title.to_owned());
        self.site = self.site.take().or(site.map(str::to_owned));
        let whole = text(chosen).to_owned();
        for (i, block) in self.blocks.iter_mut().enumerate() {
            if i == chosen {
                block.kind = BlockKind::Headline;
            } else if sites.contains(&i) {
                block.kind = BlockKind::Furniture;
            } else if i != chosen && repeats_as_block(block, &whole) {
                block.kind = BlockKind::RepeatedHeadline;
            }
        }
    }

    /// A report that seems to be headings only has its text in them: what is no title is prose.
    fn rescue_prose(&mut self) {
        if self.prose {
            self.last_line_is_prose();
            return;
        }
        let plain = |b: &Block| {
            let s = b.text.as_str();
            let heading = matches!(b.kind, BlockKind::Subheading | BlockKind::Headline);
            heading && (!shape::is_title_case(s) || s.ends_with('.') || shape::is_all_caps(s) && shape::words(s).count() > 12)
        };
        if !self.blocks.iter().any(plain) {
            let headline = self.blocks.iter().find(|b| b.kind == BlockKind::Headline);
            let (span, message) = match headline {
                Some(block) => (Some(block.text.extent()), "a headline without running text under it"),
                None if self.blocks.is_empty() => return,
                None => (None, "no running text"),
            };
            self.problems.push(Problem { span, message: message.into() });
            return;
        }
        for block in self.blocks.iter_mut().filter(|b| plain(b)) {
            if block.kind == BlockKind::Headline {
                self.title = None;
            }
            block.kind = BlockKind::Paragraph;
        }
    }

    /// A last line in sentence case has nothing under it to be the heading of: its end was cut off.
    fn last_line_is_prose(&mut self) {
        let last = self.blocks.iter_mut().rev().find(|b| b.kind != BlockKind::Furniture && b.kind != BlockKind::Byline);
        if let Some(block) = last.filter(|b| b.kind == BlockKind::Subheading && !shape::is_title_case(b.text.as_str())) {
            block.kind = BlockKind::Paragraph;
        }
    }

    /// Cuts datelines and tags off the paragraphs they open.
    fn cut_datelines(&mut self) {
        let turns = self.blocks.iter().filter(|b| b.kind.is_prose() && dateline::is_speaker_turn(b.text.as_str())).count();
        let prose: Vec<&str> = self.blocks.iter().filter(|b| b.kind.is_prose()).map(|b| b.text.as_str()).collect();
        let all_caps = shape::is_all_caps(&prose.join(" "));
        let mut first = true;
        let mut summarised = false;
        for block in std::mem::take(&mut self.blocks) {
            if block.kind != BlockKind::Paragraph {
                first &= block.kind != BlockKind::ListItem;
                self.blocks.push(block);
                continue;
            }
            let context = Context { first, all_caps, transcript: turns > 1 };
            // A sentence of summary may stand above the paragraph that the dateline opens.
            let summary = first && !summarised && shape::words(block.text.as_str()).count() <= SUMMARY;
            match dateline::read(block.text.as_str(), context) {
                Some(line) => {
                    let (opening, rest) = split(&block.text, line.end);
                    let label = line.place.is_none() && line.agency.is_none() && line.date.is_none();
                    self.take(line, &opening, first);
                    // A dateline on a line of its own opens the next paragraph, a label no report.
                    first &= rest.is_empty() || (label && summary);
                    summarised = true;
                    self.push(BlockKind::Dateline, opening);
                    if !rest.is_empty() {
                        self.push(BlockKind::Paragraph, rest);
                    }
                }
                None => {
                    first = summary;
                    summarised = true;
                    self.blocks.push(block);
                }
            }
        }
    }

    /// Takes what a dateline says; the report's own is its first.
    fn take(&mut self, line: Dateline, opening: &CleanText, first: bool) {
        if !first {
            return;
        }
        let tag = line.place.is_none() && line.date.is_none();
        self.place = line.place.or(self.place.take());
        let named = if tag { &mut self.tag } else { &mut self.agency };
        *named = named.take().or(line.agency);
        if let Some((spoken, span)) = line.date {
            self.dates.push(Dated { spoken, span: opening.original(span), source: Source::Dateline });
        }
    }

    /// Cuts "(Reporting by …)" off the paragraph it closes.
    fn cut_closing_credits(&mut self) {
        for block in std::mem::take(&mut self.blocks) {
            match furniture::closing_credit(block.text.as_str()).filter(|_| block.kind.is_prose()) {
                Some(at) => {
                    let (rest, credit) = split(&block.text, at);
                    self.push(block.kind, rest);
                    self.push(BlockKind::Furniture, credit);
                }
                None => self.blocks.push(block),
            }
        }
    }

    fn finish(self) -> Structure {
        Structure {
            title: self.title,
            publisher: self.agency.or(self.tag).or(self.credit).or(self.site),
            place: self.place,
            dates: self.dates,
            blocks: self.blocks,
            problems: self.problems,
        }
    }
}

/// Whether a line without a full stop is running text all the same, because a dateline opens it.
fn is_dated_prose(s: &str) -> bool {
    let context = Context { first: true, all_caps: false, transcript: false };
    dateline::read(s, context)
        .is_some_and(|line| (line.agency.is_some() || line.date.is_some()) && (line.place.is_some() || s.starts_with('(')))
}

/// A first line that is too long for a heading elsewhere, but has no full stop.
fn is_long_headline(s: &str) -> bool {
    let end = s.ends_with(['.', ',', ';', ':', '"', '-', '—', '–']);
    shape::starts_upper(s) && !end && shape::words(s).count() <= 25 && s.chars().count() <= 180
}

/// Whether `block` is the headline again: a heading much like it, or a line without a full stop that equals it.
fn repeats_as_block(block: &Block, whole: &str) -> bool {
    let s = block.text.as_str();
    let heading = block.kind == BlockKind::Subheading;
    let line = block.kind == BlockKind::Paragraph && !s.ends_with('.');
    (heading || line) && headline::repeats(whole, s)
}

/// Cuts `text` before byte `at`; the white space at the cut is left out.
fn split(text: &CleanText, at: usize) -> (CleanText, CleanText) {
    let s = text.as_str();
    let head = s[..at].trim_end().len();
    let tail = s.len() - s[at..].trim_start().len();
    (text.slice(ByteSpan::new(0, head)), text.slice(ByteSpan::new(tail, s.len())))
}
