//! Marks of list items: bullets and numbers.

/// The length in bytes of the mark and the space after it, if `s` begins as a list item does.
pub fn marker(s: &str) -> Option<usize> {
    let first = s.chars().next()?;
    let mark = match first {
        '-' | '*' | '–' | '—' | '>' => first.len_utf8(),
        '•' | '·' | '▪' | '■' | '●' | '◦' | '►' | '▶' | '➤' | '➢' | '✓' | '‣' | '∙' | '○' | '□' => {
            let rest = s[first.len_utf8()..].trim_start();
            return (!rest.is_empty()).then(|| s.len() - rest.len());
        }
        '(' => numbered(&s[1..]).map(|len| len + 1)?,
        _ => numbered(s)?,
    };
    let rest = s[mark..].strip_prefix(' ')?;
    let begins = rest.chars().next()?;
    let item = begins.is_alphanumeric() || matches!(begins, '"' | '\'' | '(' | '[');
    item.then(|| s.len() - rest.len())
}

/// The length of "1.", "12)" or "a)" at the start of `s`.
fn numbered(s: &str) -> Option<usize> {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    let (len, ends) = match digits {
        1 | 2 => (digits, &[b'.', b')'][..]),
        0 if s.starts_with(|c: char| c.is_ascii_lowercase()) => (1, &[b')'][..]),
        _ => return None,
    };
    ends.contains(s.as_bytes().get(len)?).then_some(len + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let cut = |s: &'static str| marker(s).map(|len| &s[len..]);
        assert_eq!(cut("- Two men died."), Some("Two men died."));
        assert_eq!(cut("•Two men died."), Some("Two men died."));
        assert_eq!(cut("12) Two men"), Some("Two men"));
        assert_eq!(cut("(3) Two men"), Some("Two men"));
        assert_eq!(cut("a) Two men"), Some("Two men"));
        assert_eq!(cut("1. \"We left\""), Some("\"We left\""));
    }

    #[test]
    fn no_marks() {
        assert_eq!(marker("-5 degrees"), None);
        assert_eq!(marker("2024. A year"), None);
        assert_eq!(marker("1.5 million left"), None);
        assert_eq!(marker("--"), None);
        assert_eq!(marker("A) x"), None);
    }
}
