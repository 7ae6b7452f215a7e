//! What the form of a sentence says of the acts in it, whatever its words of speech: questions, conditions without "if",
//! the borders of independent clauses, what is presupposed, and worlds that are made up.

use detente_nlp::Sentence;

/// Introductions of a clause that tells when.
const WHEN: [&str; 7] = ["when", "since", "after", "before", "while", "until", "once"];
/// The same before a noun.
const AT: [&str; 6] = ["after", "since", "before", "during", "following", "amid"];

/// Whether a semicolon parts two words, outside of quotations: what stands behind it is said anew.
pub fn are_parted(s: &Sentence, a: usize, b: usize) -> bool {
    let quotes_before = |t: usize| s.tokens[..t].iter().filter(|q| is_quote(&q.form)).count();
    (a.min(b)..a.max(b)).any(|t| s.tokens[t].form == ";" && quotes_before(t) % 2 == 0)
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "''" | "``")
}

/// Whether a word heads a clause or phrase whose act is taken for granted by the clause around it: "the hospital that Russia
/// bombed", "since Russia bombed the town", "after the attack".
pub fn is_presupposed(s: &Sentence, t: usize) -> bool {
    let introduced = |relation: &str, words: &[&str]| s.children_by(t, relation).any(|c| words.contains(&lower(s, c).as_str()));
    if s.has_relation(t, "acl:relcl") {
        return is_past(s, t);
    }
    if s.has_relation(t, "advcl") {
        return (introduced("mark", &WHEN) || introduced("advmod", &WHEN)) && is_past(s, t);
    }
    let definite = introduced("det", &["the", "this", "that", "these", "those"]) || s.children_by(t, "nmod:poss").next().is_some();
    (s.has_relation(t, "obl") || s.has_relation(t, "nmod")) && introduced("case", &AT) && definite
}

fn lower(s: &Sentence, t: usize) -> String {
    s.tokens[t].form.to_lowercase()
}

/// Whether a verb tells what happened: in the past or perfect, without a modal.
fn is_past(s: &Sentence, t: usize) -> bool {
    let helpers: Vec<usize> = s.children_by(t, "aux").collect();
    let have = helpers.iter().any(|&h| s.tokens[h].lemma.eq_ignore_ascii_case("have"));
    let past = s.tokens[t].xpos == "VBD" || helpers.iter().any(|&h| s.tokens[h].xpos == "VBD");
    (past || have) && helpers.iter().all(|&h| s.tokens[h].xpos != "MD")
}

/// Whether the auxiliary before its subject makes a condition: "should Iran strike", "had they fired".
pub fn is_inverted(s: &Sentence, verb: usize) -> bool {
    let helper = s.children_by(verb, "aux").find(|&h| matches!(lower(s, h).as_str(), "should" | "had" | "were"));
    let subject = s.children(verb).iter().copied().find(|&c| s.tokens[c].deprel.starts_with("nsubj"));
    s.has_relation(verb, "advcl") && helper.zip(subject).is_some_and(|(helper, subject)| helper < subject)
}

/// Whether a sentence asks whether something is so; who did it, when and why is asked of what did happen.
pub fn is_open_question(s: &Sentence) -> bool {
    let last = s.tokens.iter().rev().find(|t| !is_quote(&t.form));
    let asks = |t: &detente_nlp::Token| matches!(t.xpos, "WP" | "WDT" | "WRB" | "WP$");
    last.is_some_and(|t| t.form == "?") && !s.tokens.iter().take(4).any(asks)
}

/// "an earlier entry said that …", "the report said wrongly that …": what a report takes back when `verb` says it.
pub fn is_retracted(s: &Sentence, verb: usize) -> bool {
    const TEXTS: [&str; 8] = ["entry", "version", "report", "article", "story", "dispatch", "item", "post"];
    const EARLIER: [&str; 3] = ["earlier", "previous", "original"];
    const WRONGLY: [&str; 5] = ["wrongly", "incorrectly", "erroneously", "mistakenly", "inaccurately"];
    let lemma = |t: usize| s.tokens[t].lemma.to_lowercase();
    let of_text = s
        .children_by(verb, "nsubj")
        .any(|n| TEXTS.contains(&lemma(n).as_str()) && s.children_by(n, "amod").any(|c| EARLIER.contains(&lower(s, c).as_str())));
    let opens = s.tokens.iter().take(6).any(|t| matches!(t.lemma.to_lowercase().as_str(), "correction" | "clarification"));
    let wrongly = s.children_by(verb, "advmod").any(|c| WRONGLY.contains(&lower(s, c).as_str()));
    (of_text || opens) && wrongly || of_text && opens
}

/// "In the novel, …", "in the film, …": a clause whose world is made up.
pub fn is_fiction(s: &Sentence, verb: usize) -> bool {
    const WORLDS: [&str; 14] = [
        "novel",
        "film",
        "movie",
        "play",
        "series",
        "sitcom",
        "thriller",
        "comedy",
        "drama",
        "episode",
        "musical",
        "opera",
        "trilogy",
        "simulation",
    ];
    s.children_by(verb, "obl")
        .any(|n| WORLDS.contains(&s.tokens[n].lemma.to_lowercase().as_str()) && s.children_by(n, "case").any(|c| lower(s, c) == "in"))
}
