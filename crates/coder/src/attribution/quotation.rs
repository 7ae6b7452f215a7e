//! Quotations of a report, and what an attribution gains by them: its content reaches to their marks, over the ends of
//! sentences, and goes on in the quotation that follows.

use super::AttributedSpan;
use detente_text::{CharSpan, Document};

/// Code points that may lie between a verb of speech, with its subject, and its quotation.
const BESIDE: usize = 40;

/// Quotations of a report in order, by paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotations {
    /// Code points from the opening mark to behind the closing one, with the paragraph's number.
    spans: Vec<(usize, [usize; 2])>,
    chars: Vec<char>,
}

impl Quotations {
    /// The quotations in a report's running text.
    pub fn of(document: &Document) -> Self {
        let chars: Vec<char> = document.text.chars().collect();
        let mut spans = Vec::new();
        for (number, block) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_prose()) {
            spans.extend(quotations(&chars, block.text.extent()).into_iter().map(|span| (number, span)));
        }
        Quotations { spans, chars }
    }

    /// Whether a code point lies in a quotation.
    pub fn has(&self, at: usize) -> bool {
        self.spans.iter().any(|(_, [from, to])| (*from..*to).contains(&at))
    }

    /// Whether a report quotes nobody.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Extends the contents of a report's attributions, and leaves out those without any.
    ///
    /// "I think" within a quotation goes too: its speaker has been named outside.
    pub fn extend(&self, attributions: &mut Vec<AttributedSpan>) {
        attributions.retain(|a| !self.spans.iter().any(|(_, q)| within(a.cue, *q)) || a.source.is_some_and(|s| !self.is_speaker(s)));
        self.adopt(attributions);
        attributions.retain(|a| !a.content.is_empty());
        for a in attributions.iter_mut() {
            for piece in &mut a.content {
                *piece = self.widened(*piece, a.cue);
            }
            join(&mut a.content);
            self.only_quoted(&mut a.content);
        }
        self.continued(attributions);
    }

    /// "…," she said on Monday, "…": what stands beside whole quotations is not said.
    fn only_quoted(&self, content: &mut Vec<[usize; 2]>) {
        let quoted = |piece: &[usize; 2]| self.spans.iter().any(|(_, q)| q == piece);
        let opens = |piece: &[usize; 2]| self.spans.iter().any(|(_, q)| q[0] == piece[0]);
        if content.iter().any(quoted) {
            content.retain(opens);
        }
    }

    /// Gives a verb of speech without content the quotation right beside it that no other one has.
    fn adopt(&self, attributions: &mut [AttributedSpan]) {
        for i in 0..attributions.len() {
            if !attributions[i].content.is_empty() {
                continue;
            }
            let AttributedSpan { source, cue, .. } = attributions[i];
            let [from, to] = source.map_or(cue, |s| [s[0].min(cue[0]), s[1].max(cue[1])]);
            let meets = |q: &[usize; 2]| attributions.iter().any(|a| a.content.iter().any(|p| p[0] < q[1] && q[0] < p[1]));
            let near = |q: &&(usize, [usize; 2])| {
                let gap = if q.1[0] >= to { to..q.1[0] } else { q.1[1]..from.max(q.1[1]) };
                !within(cue, q.1)
                    && gap.len() <= BESIDE
                    && !self.chars[gap].iter().any(|c| matches!(c, '.' | '?' | '!' | '\n'))
                    && !meets(&q.1)
            };
            if let Some(&(_, quotation)) = self.spans.iter().find(near) {
                attributions[i].content.push(quotation);
            }
        }
    }

    /// Whether a source is whoever speaks, or is spoken to, in a quotation.
    fn is_speaker(&self, [start, end]: [usize; 2]) -> bool {
        let word: String = self.chars[start..end].iter().collect::<String>().to_lowercase();
        matches!(word.as_str(), "i" | "we" | "you" | "me" | "us")
    }

    /// A piece of content with the quotation that it lies in, unless the cue lies there too.
    fn widened(&self, [start, end]: [usize; 2], cue: [usize; 2]) -> [usize; 2] {
        let (mut from, mut to) = (start, end);
        for &(_, [open, close]) in &self.spans {
            let outside = cue[1] <= open || cue[0] >= close;
            if start >= close || end <= open || !outside {
                continue;
            }
            let inside = open <= start && end <= close;
            let at_start = self.only_marks(open, start);
            let at_end = self.only_marks(end, close);
            if inside || at_start {
                from = from.min(open);
            }
            if inside || at_end {
                to = to.max(close);
            }
        }
        [from, to]
    }

    /// Whether nothing but spaces and marks lies between two places.
    fn only_marks(&self, from: usize, to: usize) -> bool {
        from <= to && self.chars[from..to].iter().all(|c| !c.is_alphanumeric())
    }

    /// "…," he said. "…": a quotation without a cue of its own, in the same paragraph, goes on with the one before.
    fn continued(&self, attributions: &mut [AttributedSpan]) {
        for (i, &(block, span)) in self.spans.iter().enumerate().skip(1) {
            let (before, previous) = self.spans[i - 1];
            let meets = |piece: &[usize; 2]| piece[0] < span[1] && span[0] < piece[1];
            if block != before || attributions.iter().any(|a| a.content.iter().any(meets) && !within(a.cue, span)) {
                continue;
            }
            // A quotation within a sentence is a quoted word, not speech that goes on.
            let begins =
                self.chars[..span[0]].iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '.' | ',' | ':' | '?' | '!'));
            let speaker = attributions
                .iter_mut()
                .filter(|a| {
                    a.content.last().is_some_and(|piece| piece[1] == previous[1] && piece[0] <= previous[0]) && a.cue[0] >= previous[0]
                })
                .find(|a| !within(a.cue, previous));
            if let (true, Some(a)) = (begins, speaker) {
                a.content.push(span);
            }
        }
    }
}

fn within(inner: [usize; 2], outer: [usize; 2]) -> bool {
    outer[0] <= inner[0] && inner[1] <= outer[1]
}

/// Makes one of pieces that touch.
fn join(pieces: &mut Vec<[usize; 2]>) {
    pieces.sort_unstable();
    let mut joined: Vec<[usize; 2]> = Vec::new();
    for piece in pieces.drain(..) {
        match joined.last_mut() {
            Some(last) if piece[0] <= last[1] => last[1] = last[1].max(piece[1]),
            _ => joined.push(piece),
        }
    }
    *pieces = joined;
}

/// The quotations of a paragraph; one that is not closed goes to the paragraph's end.
fn quotations(chars: &[char], extent: CharSpan) -> Vec<[usize; 2]> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = extent.start;
    while at < extent.end {
        let doubled = matches!(chars[at], '\'' | '`') && at + 1 < extent.end && chars[at + 1] == chars[at];
        let width = if doubled { 2 } else { 1 };
        match (chars[at], open) {
            ('“', None) => open = Some(at),
            ('”', Some(from)) => {
                found.push([from, at + 1]);
                open = None;
            }
            ('"', _) | ('\'' | '`', _) if chars[at] == '"' || doubled => match open.take() {
                Some(from) => found.push([from, at + width]),
                None => open = Some(at),
            },
            _ => {}
        }
        at += width;
    }
    found.extend(open.map(|from| [from, extent.end]));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let found = quotations(&chars, CharSpan::new(0, chars.len()));
        found.into_iter().map(|[from, to]| chars[from..to].iter().collect()).collect()
    }

    #[test]
    fn quotations_of_every_form_of_marks() {
        assert_eq!(cut("“No,” he said. “Not now.”"), ["“No,”", "“Not now.”"]);
        assert_eq!(cut("\"No,\" he said, ''never'' and no"), ["\"No,\"", "''never''"]);
        assert_eq!(cut("It's the town's. “We go on"), ["“We go on"]);
    }
}
