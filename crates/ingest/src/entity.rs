//! HTML entities that were left over in plain text ("&amp;", "&#8217;", "&amp;quot;").

use crate::decode::c1;

/// The longest entity that is looked for, in characters between `&` and `;`.
const LONGEST: usize = 12;

/// The entity that begins with the `&` at `chars[0]`: its character and its length.
/// "&amp;" before another entity is a second layer of the same mistake and goes with it.
pub fn at(chars: &[char]) -> Option<(char, usize)> {
    let (mut c, mut len) = single(chars)?;
    while c == '&' {
        let inner: Vec<char> = std::iter::once('&').chain(chars[len..].iter().copied().take(LONGEST + 1)).collect();
        match single(&inner) {
            Some((meant, inner_len)) => {
                c = meant;
                len += inner_len - 1;
            }
            None => break,
        }
    }
    Some((c, len))
}

fn single(chars: &[char]) -> Option<(char, usize)> {
    if chars.first() != Some(&'&') {
        return None;
    }
    let end = chars.iter().take(LONGEST + 2).position(|&c| c == ';')?;
    let name: String = chars[1..end].iter().collect();
    let c = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(&name)?,
    };
    Some((c, end + 1))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    match c1(c) {
        Some(meant) => Some(meant),
        None if c.is_control() && !c.is_whitespace() => None,
        None => Some(c),
    }
}

fn named(name: &str) -> Option<char> {
    if let Some(at) = LATIN1.iter().position(|&known| known == name) {
        return char::from_u32(0xa0 + at as u32);
    }
    OTHERS.iter().find(|&&(known, _)| known == name).map(|&(_, c)| c)
}

/// The entities of U+00A0 to U+00FF, in order (HTML 4, 24.2).
const LATIN1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy", "reg", "macr",
    "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34",
    "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave",
    "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute",
    "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave",
    "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The others that news pages leave behind (HTML 4, 24.4, and "apos").
const OTHERS: [(&str, char); 32] = [
    ("amp", '&'),
    ("AMP", '&'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bdquo", '\u{201e}'),
    ("lsaquo", '\u{2039}'),
    ("rsaquo", '\u{203a}'),
    ("prime", '\u{2032}'),
    ("Prime", '\u{2033}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("hellip", '\u{2026}'),
    ("bull", '\u{2022}'),
    ("euro", '\u{20ac}'),
    ("trade", '\u{2122}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("OElig", '\u{152}'),
    ("oelig", '\u{153}'),
    ("Scaron", '\u{160}'),
    ("scaron", '\u{161}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(char, usize)> {
        at(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn entities_by_name_and_number() {
        assert_eq!(found("&quot;x"), Some(('"', 6)));
        assert_eq!(found("&nbsp;"), Some(('\u{a0}', 6)));
        assert_eq!(found("&yuml;"), Some(('ÿ', 6)));
        assert_eq!(found("&eacute;"), Some(('é', 8)));
        assert_eq!(found("&#8217;s"), Some(('\u{2019}', 7)));
        assert_eq!(found("&#x2019;s"), Some(('\u{2019}', 8)));
    }

    #[test]
    fn windows_1252_numbers_are_read_as_browsers_read_them() {
        assert_eq!(found("&#146;s"), Some(('\u{2019}', 6)));
    }

    #[test]
    fn a_second_layer_is_taken_off_too() {
        assert_eq!(found("&amp;#8217;s"), Some(('\u{2019}', 11)));
        assert_eq!(found("&amp;amp; b"), Some(('&', 9)));
        assert_eq!(found("&amp; b"), Some(('&', 5)));
    }

    #[test]
    fn what_is_no_entity_stays() {
        assert_eq!(found("& Co; "), None);
        assert_eq!(found("&#0;"), None);
        assert_eq!(found("&nonsense;"), None);
        assert_eq!(found("&"), None);
    }
}
