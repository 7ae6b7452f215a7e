//! Bytes and days as other programs' files have them.

/// Text of UTF-8 or, where it is none, of ISO-8859-1: POLECAT's files mix both, line by line.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

/// A field of a tab file without the quotation marks that some releases put around a list.
pub(super) fn unquoted(field: &str) -> &str {
    field.strip_prefix('"').and_then(|f| f.strip_suffix('"')).unwrap_or(field)
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// A day of `2024-01-16`, `20240116`, `16 January 2024` or `16-Jan-2024`, as ISO 8601.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.split(['T']).next()?.trim();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return checked(&text[..4], &text[4..6], &text[6..]);
    }
    // A time of the day after a blank is dropped: "2024-01-16 00:00:00".
    let parts: Vec<&str> = text.split(['-', '/', ' ']).filter(|p| !p.is_empty() && !p.contains(':')).collect();
    let [a, b, c] = parts[..] else { return None };
    if a.len() == 4 {
        return checked(a, b, c);
    }
    let word = b.to_lowercase();
    let month = MONTHS.iter().position(|m| word.len() >= 3 && m.starts_with(&word))? + 1;
    checked(c, &month.to_string(), a)
}

fn checked(year: &str, month: &str, day: &str) -> Option<String> {
    let (y, m, d): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let days = match m {
        4 | 6 | 9 | 11 => 30,
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (year.len() == 4 && (1..=days).contains(&d)).then(|| format!("{y:04}-{m:02}-{d:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_read_in_either_encoding() {
        assert_eq!(decoded("Bogotá".as_bytes()), "Bogotá");
        assert_eq!(decoded(b"Bogot\xe1"), "Bogotá");
    }

    #[test]
    fn days_are_read_in_the_forms_that_files_have() {
        for text in ["2024-01-16", "20240116", "16 January 2024", "16-Jan-2024", "2024-01-16T09:30:00", "2024-01-16 00:00:00"] {
            assert_eq!(day(text).as_deref(), Some("2024-01-16"), "{text}");
        }
        for text in ["2024-02-30", "16 Smarch 2024", "soon", "", "01/16/24"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
