//! What a line looks like: whether it ends a sentence, how its words are capitalised.

/// Words shorter than this say nothing about title case ("of", "and", "the").
const TELLING_WORD: usize = 4;

/// The words of `s`, as white space divides them.
pub fn words(s: &str) -> impl Iterator<Item = &str> {
    s.split_whitespace()
}

/// Whether `s` ends as a sentence does, closing quotes and brackets aside.
/// The full stop of an abbreviation with inner stops ("U.S.") ends none under a title-case heading.
pub fn ends_sentence(s: &str) -> bool {
    let core = without_label(s).trim_end_matches(['"', '\'', ')', ']', ' ']);
    if core.ends_with(['!', '?']) {
        return true;
    }
    let abbreviation = words(core).last().is_some_and(|w| w.len() <= 6 && w.matches('.').count() > 1 && !w.contains(".."));
    core.ends_with('.') && !(abbreviation && is_title_case(s))
}

/// `s` without an editor's label at its end ("[end recording]").
fn without_label(s: &str) -> &str {
    let label = s.strip_suffix(']').and_then(|head| head.rfind(" ["));
    label.map_or(s, |at| s[..at].trim_end())
}

/// Whether most longer words are capitalised, as in an English headline.
pub fn is_title_case(s: &str) -> bool {
    let (mut telling, mut capital) = (0, 0);
    for word in words(s) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= TELLING_WORD {
            telling += 1;
            capital += usize::from(starts_upper(word));
        }
    }
    match telling {
        0 => starts_upper(s),
        _ => capital * 10 >= telling * 7,
    }
}

/// Whether every longer word is capitalised, and there are enough of them to be no accident.
pub fn is_strict_title_case(s: &str) -> bool {
    let telling: Vec<&str> = words(s).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= TELLING_WORD).collect();
    (4..=20).contains(&telling.len()) && telling.iter().all(|w| starts_upper(w))
}

/// Whether the first letter or digit of `s` is a capital letter or a digit.
pub fn starts_upper(s: &str) -> bool {
    s.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// Whether the first character of `s` is a small letter.
pub fn starts_lower(s: &str) -> bool {
    s.chars().next().is_some_and(char::is_lowercase)
}

/// Whether nearly all letters are capitals, and there are enough of them to say so.
pub fn is_all_caps(s: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in s.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 3 && upper >= lower * 9
}

/// Words after which a colon opens what somebody said, not a section.
const OPENS_SPEECH: [&str; 8] = ["said", "says", "added", "asked", "follows", "following", "reads", "wrote"];

/// Whether `s` could be a heading by its length and its end.
pub fn is_heading_like(s: &str) -> bool {
    let count = words(s).count();
    let quoted = s.starts_with('"') && s.ends_with('"');
    let cut = s.starts_with('[') || s.ends_with([',', ';', '-', '—', '–']);
    if !starts_upper(s) || cut || s.chars().count() > 160 || breaks_sentence(s) {
        return false;
    }
    if let Some(label) = s.strip_suffix(':') {
        let last = words(label).last().unwrap_or("").to_lowercase();
        return count <= 6 && is_title_case(s) && !OPENS_SPEECH.contains(&last.as_str());
    }
    if ends_sentence(s) {
        let question = !s.trim_end_matches(['"', '\'', ')', ']']).ends_with('.') && !quoted;
        let titled = is_title_case(s) && count <= if is_all_caps(s) { 5 } else { 14 };
        // "Arland: what next?"
        return question && (titled || count <= 6 && s.contains(": "));
    }
    count <= 20 && is_title_case(s) || count <= 12 && !quoted
}

/// Whether a sentence ends inside `s`: a longer word with a full stop before a capital letter.
fn breaks_sentence(s: &str) -> bool {
    let words: Vec<&str> = words(s).collect();
    words.windows(2).any(|pair| {
        let longer = pair[0].chars().filter(|c| c.is_alphabetic()).count() > 4;
        longer && pair[0].ends_with('.') && starts_upper(pair[1])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends() {
        assert!(ends_sentence("He left."));
        assert!(ends_sentence("\"He left.\""));
        assert!(ends_sentence("He left (at last)."));
        assert!(ends_sentence("He works for the U.N."));
        assert!(ends_sentence("And so on..."));
        assert!(ends_sentence("He left. [end recording]"));
        assert!(!ends_sentence("Envoys Leave for U.N."));
        assert!(!ends_sentence("Envoys leave"));
    }

    #[test]
    fn heading_shapes() {
        assert!(is_heading_like("Talks Aim to Mend Ties After a Long Freeze"));
        assert!(is_heading_like("What happens next"));
        assert!(is_heading_like("Who Fired First?"));
        assert!(is_heading_like("Key Points:"));
        assert!(!is_heading_like("The minister said:"));
        assert!(!is_heading_like("They left."));
        assert!(!is_heading_like("They Parted. They Came"));
        assert!(!is_heading_like("THE ARMY CALLED THEM \"BOMBS.\""));
        assert!(!is_heading_like("DID THE ARMY LOSE ANY OF ITS MEN?"));
        assert!(!is_heading_like("AN ENVOY SAID:"));
        assert!(!is_heading_like("and then they left"));
        assert!(!is_heading_like("\"We will not talk to them now\""));
        assert!(!is_heading_like("The army said that two of its men had died when a lorry struck their post"));
    }
}
