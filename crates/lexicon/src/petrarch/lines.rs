//! The lines of a dictionary without comments, each with its number.

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub number: usize,
    /// Without comment and trailing white space; indentation is kept, for it means something among actors.
    pub text: String,
}

/// Cuts comments (`# …`, `; …`, `<!-- … -->`, also over several lines) and leaves blank lines out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut inside = false;
    for (i, raw) in text.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let mut kept = String::new();
        let mut rest = raw;
        loop {
            if inside {
                let Some((_, after)) = rest.split_once("-->") else { break };
                inside = false;
                rest = after;
            }
            let Some((before, after)) = rest.split_once("<!--") else {
                kept.push_str(rest);
                break;
            };
            kept.push_str(before);
            inside = true;
            rest = after;
        }
        let end = kept.find(['#', ';']).unwrap_or(kept.len());
        let text = kept[..end].trim_end();
        if !text.trim().is_empty() {
            found.push(Line { number: i + 1, text: text.to_owned() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_all_kinds_are_cut() {
        let text = "A [x] # note\n<!-- one -->\nB <!-- two --> C ; old\n<!-- three\nlost\n-->D\n\t[y]\r\n  \n";
        let found: Vec<(usize, String)> = lines(text).into_iter().map(|l| (l.number, l.text)).collect();
        let expected = [(1, "A [x]"), (3, "B  C"), (6, "D"), (7, "\t[y]")];
        assert_eq!(found, expected.map(|(n, t)| (n, t.to_owned())));
    }
}
