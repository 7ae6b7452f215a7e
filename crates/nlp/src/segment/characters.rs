//! Classes of characters that matter where words part: quotes, brackets, dashes, money.

/// Straight or curly single quotes and what is used for them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇' | '\u{91}' | '\u{92}')
}

/// Double quotes, straight, curly or angular.
pub(super) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '″' | '＂' | '‟')
}

/// What stands at the front of a word without belonging to it.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '‹' | '¿' | '¡' | '•' | '·' | '▪' | '●' | '■' | '►') || is_double_quote(c)
}

/// What stands at the end of a word without belonging to it.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '›' | ',' | ';' | ':' | '!' | '?' | '…' | '%' | '‰' | '°' | '®' | '™' | '。' | '、')
        || is_double_quote(c)
}

/// Dashes that part words wherever they stand.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '‒' | '−' | '⸺')
}

/// Hyphens proper.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Signs of money.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₪' | '₩' | '₺' | '₴' | '₨' | '﷼' | '¢' | '฿' | '₦')
}

/// Characters that repeat into one token: `...`, `!!!`, `----`, `***`.
pub(super) fn repeats(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '<' | '>' | '\'' | '`' | '’' | '‘' | '|' | '…')
}

/// The form with apostrophes made straight, in lower case.
pub(super) fn plain(form: &str) -> String {
    form.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect::<String>().to_lowercase()
}
