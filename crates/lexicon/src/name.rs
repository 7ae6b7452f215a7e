//! The form in which names are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, dots and apostrophes; hyphens and other separators become spaces.
///
/// ```
/// use detente_lexicon::normalize;
/// assert_eq!(normalize("Jaish-al-Adl"), "jaish al adl");
/// assert_eq!(normalize("U.S."), "us");
/// assert_eq!(normalize("Sa'ada"), "saada");
/// assert_eq!(normalize("Côte d’Ivoire"), "cote divoire");
/// ```
pub fn normalize(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfd() {
        match c {
            '.' | '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' => {}
            c if is_combining_mark(c) => {}
            'ı' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
            _ => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}
