//! How many: numerals, number words and vague quantities as counts with bounds.

use detente_nlp::Sentence;
use detente_record::Count;

/// What a number phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub low: u64,
    /// At most, where the text bounds it.
    pub high: Option<u64>,
}

impl Bounds {
    /// Both together.
    pub fn and(self, more: Bounds) -> Bounds {
        Bounds { low: self.low + more.low, high: self.high.zip(more.high).map(|(a, b)| a + b) }
    }
}

/// Vague quantities: the least that the word can mean. "Dozens" is two dozen or more; a convention,
/// since no codebook fixes it.
const VAGUE: [(&str, u64); 8] =
    [("dozen", 24), ("score", 40), ("hundred", 200), ("thousand", 2000), ("several", 3), ("few", 3), ("many", 3), ("numerous", 3)];

/// The number that a word says: digits with separators, or English number words joined by hyphens.
pub fn number(word: &str) -> Option<u64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    if let Ok(n) = plain.parse() {
        return Some(n);
    }
    let small = |w: &str| {
        const WORDS: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        WORDS.iter().position(|x| *x == w).map(|n| n as u64).or_else(|| TENS.iter().position(|x| *x == w).map(|n| 20 + 10 * n as u64))
    };
    let lower = word.to_lowercase();
    if let Some((tens, ones)) = lower.split_once('-') {
        return Some(small(tens)? + small(ones)?);
    }
    small(&lower)
}

/// The parts of a list of victims: conjuncts, and names that semicolons part. Not those of a pair of numbers ("97 and 106",
/// which are bounds), nor the names behind a number's colon ("three journalists: …").
pub fn listed(s: &Sentence, token: usize) -> Vec<usize> {
    let number = |t: usize| s.tokens[t].upos == "NUM";
    let between = |a: usize, b: usize, mark: &str| (a..b).any(|t| s.tokens[t].form == mark);
    let member = |t: usize, c: usize| {
        let parted = s.has_relation(c, "appos") && between(t, c, ";");
        (s.has_relation(c, "conj") || parted)
            && !between(t, c, ":")
            && !(number(t) && number(c))
            && !matches!(s.tokens[c].upos, "VERB" | "AUX" | "ADJ" | "ADV")
    };
    let mut all = vec![token];
    let mut at = 0;
    while let Some(&t) = all.get(at) {
        let further = s.children(t).iter().copied().filter(|&c| member(t, c));
        // "his son, William; his driver, …": the parser may join the driver to William.
        let beside = s.children_by(t, "appos").filter(|&c| !member(t, c));
        let of_name = beside.flat_map(|name| s.children_by(name, "conj").filter(move |&c| c > name)).filter(|&c| between(t, c, ";"));
        let found: Vec<usize> = further.chain(of_name).filter(|c| !all.contains(c)).collect();
        all.extend(found);
        at += 1;
    }
    all.sort_unstable();
    all
}

/// The count of what the phrase headed by `t` names ("at least 12 people", "dozens of villagers",
/// "a soldier"), with its words; none where the text gives no number.
pub fn count(s: &Sentence, t: usize) -> Option<(Bounds, std::ops::Range<usize>)> {
    let token = &s.tokens[t];
    let lemma = token.lemma.to_lowercase();
    if let Some(&(_, low)) = VAGUE.iter().find(|(w, _)| *w == lemma) {
        let plural = matches!(token.xpos, "NNS");
        if plural {
            return Some((Bounds { low, high: None }, t..t + 1));
        }
    }
    if token.upos == "PRON" {
        let one = matches!(lemma.as_str(), "he" | "she" | "i" | "him" | "her");
        return one.then(|| (Bounds { low: 1, high: Some(1) }, t..t + 1));
    }
    // "a family of five"
    let of_number = |c: usize| s.tokens[c].upos == "NUM" && s.children_by(c, "case").any(|p| s.tokens[p].lemma == "of");
    if matches!(lemma.as_str(), "family" | "group" | "crew" | "team" | "squad")
        && let Some(n) = s.children_by(t, "nmod").find(|&c| of_number(c))
    {
        return Some((numeral(s, n)?, t..n + 1));
    }
    if token.upos == "NUM" {
        return Some((numeral(s, t)?, range(s, t)));
    }
    if let Some(n) = s.children_by(t, "nummod").next() {
        return Some((numeral(s, n)?, range(s, n)));
    }
    for &c in s.children(t) {
        let l = s.tokens[c].lemma.to_lowercase();
        if (s.has_relation(c, "amod") || s.has_relation(c, "det"))
            && let Some(&(_, low)) = VAGUE.iter().find(|(w, _)| *w == l)
        {
            return Some((Bounds { low, high: None }, c..c + 1));
        }
    }
    // "a very large number of men" is no man.
    if matches!(lemma.as_str(), "number" | "amount" | "total" | "toll" | "majority" | "rest" | "remainder") {
        return None;
    }
    let singular = matches!(token.xpos, "NN" | "NNP") || token.upos == "PROPN";
    let article = s.children_by(t, "det").any(|d| matches!(s.tokens[d].lemma.as_str(), "a" | "an" | "another" | "one"));
    let person = token.mention == Some("person");
    // "leader Hector Oqueli": a human being by name.
    let named = ["flat", "appos", "compound", "nmod:desc"].iter().any(|r| s.children_by(t, r).any(|c| s.tokens[c].upos == "PROPN"));
    (singular
        && person
        && (article
            || named
            || token.upos == "PROPN"
            || s.children_by(t, "det").next().is_some()
            || s.children_by(t, "nmod:poss").next().is_some()))
    .then(|| (Bounds { low: 1, high: Some(1) }, t..t + 1))
}

fn range(s: &Sentence, n: usize) -> std::ops::Range<usize> {
    let tree = s.subtree(n);
    let start = tree.first().copied().unwrap_or(n);
    start..n + 1
}

/// "at least 12", "more than 200", "up to 30", "about 40", "two or three", "1,200", "3 million".
fn numeral(s: &Sentence, n: usize) -> Option<Bounds> {
    let token = &s.tokens[n];
    let lemma = token.lemma.to_lowercase();
    let scale = |w: &str| match w {
        "dozen" => Some(12),
        "score" => Some(20),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        _ => None,
    };
    let mut value = match (number(&token.form), scale(&lemma)) {
        (Some(v), _) => v,
        (None, Some(scale)) => {
            let factor = s.children(n).iter().find_map(|&c| number(&s.tokens[c].form)).unwrap_or(1);
            factor.saturating_mul(scale)
        }
        _ => return None,
    };
    if let Some(next) = s.tokens.get(n + 1)
        && let Some(scale) = scale(&next.lemma.to_lowercase())
        && number(&token.form).is_some()
        && (s.tokens[n].head == Some(n + 1) || next.head == Some(n))
    {
        value = value.saturating_mul(scale);
    }
    let mut bounds = Bounds { low: value, high: Some(value) };
    let before: Vec<String> = s.tokens[n.saturating_sub(4)..n].iter().map(|t| t.form.to_lowercase()).collect();
    let ends = |words: &[&str]| before.len() >= words.len() && before[before.len() - words.len()..].iter().zip(words).all(|(a, b)| a == b);
    if ends(&["at", "least"]) || ends(&["more", "than"]) || ends(&["over"]) {
        bounds.high = None;
    } else if ends(&["up", "to"])
        || ends(&["at", "most"])
        || ends(&["as", "many", "as"])
        || ends(&["fewer", "than"])
        || ends(&["less", "than"])
    {
        bounds = Bounds { low: 0, high: Some(value) };
    }
    for c in s.children_by(n, "conj") {
        if let Some(other) = number(&s.tokens[c].form) {
            bounds = Bounds { low: value.min(other), high: Some(value.max(other)) };
        }
    }
    Some(bounds)
}

/// The record's count.
pub fn record(bounds: Bounds, text: String) -> Count {
    Count { low: bounds.low, high: bounds.high, text }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_in_digits_and_words() {
        assert_eq!(number("1,200"), Some(1200));
        assert_eq!(number("twenty-three"), Some(23));
        assert_eq!(number("Eleven"), Some(11));
        assert_eq!(number("many"), None);
    }
}
