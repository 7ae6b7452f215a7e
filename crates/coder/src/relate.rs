//! Which relation a sentence states between two given phrases.

use crate::document::SentenceReading;
use detente_frames::Match;
use detente_lexicon::Lexicon;
use detente_nlp::Sentence;
use detente_record::Derivation;

/// Two phrases of a sentence, as sets of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Tokens of the source phrase.
    pub source: Vec<usize>,
    /// Tokens of the target phrase.
    pub target: Vec<usize>,
}

/// The relation found.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Index of the frame in the lexicon.
    pub frame: usize,
    /// Its trigger.
    pub trigger: usize,
    /// 0 to 1.
    pub confidence: f64,
    /// By which rule and steps.
    pub derivation: Derivation,
}

impl Relation {
    /// The relation that the frames see between the two phrases; none when no frame speaks.
    pub fn of(reading: &SentenceReading<'_>, pair: &Pair, lexicon: &Lexicon) -> Option<Relation> {
        let s = reading.analysis.s;
        // Any frame that matched knows more of a marked pair than the classifier.
        let framed = reading.reading.matches.iter().any(|m| m.likelihood.is_none());
        let heard = reading.reading.matches.iter().filter(|m| !framed || m.likelihood.is_none());
        let candidates = heard.map(|m| {
            let (score, notes) = score(s, m, pair);
            (score + m.specificity as f64 * 0.05 * f64::from(lexicon.info[m.frame].weight), m.frame, m.trigger, m.path.clone(), notes)
        });
        let near = reading.reading.misses.iter().map(|miss| {
            let mut score = position(s, miss.trigger, pair) - 3.0 + miss.found as f64 * 0.4;
            score *= f64::from(lexicon.info[miss.frame].weight).max(0.3);
            (
                score,
                miss.frame,
                miss.trigger,
                vec![format!("trigger {}", s.tokens[miss.trigger].form)],
                vec![format!("nearly matched: {}", miss.reason)],
            )
        });
        let best = candidates.chain(near).max_by(|a, b| a.0.total_cmp(&b.0).then(b.2.cmp(&a.2)).then(b.1.cmp(&a.1)))?;
        let (score, frame, trigger, path, notes) = best;
        let confidence = 1.0 / (1.0 + (-score / 3.0).exp());
        Some(Relation {
            frame,
            trigger,
            confidence: (confidence * 100.0).round() / 100.0,
            derivation: Derivation { frame: lexicon.frames.frames()[frame].id.clone(), path, notes },
        })
    }
}

/// How well a match's roles are the two phrases.
fn score(s: &Sentence, m: &Match, pair: &Pair) -> (f64, Vec<String>) {
    let mut notes = Vec::new();
    let within = |token: usize, phrase: &[usize]| {
        if phrase.contains(&token) {
            return true;
        }
        // A phrase that holds the marked words ("the killing of the marked"), not too far above them.
        phrase.iter().any(|&p| {
            let mut at = p;
            for _ in 0..3 {
                match s.tokens[at].head {
                    Some(h) if h == token => return true,
                    Some(h) if matches!(s.tokens[h].upos, "NOUN" | "PROPN" | "ADJ" | "PRON" | "NUM") => at = h,
                    _ => return false,
                }
            }
            false
        })
    };
    let side = |filler: &Option<detente_frames::Filler>, phrase: &[usize]| filler.as_ref().is_some_and(|f| within(f.token, phrase));
    let mut score = position(s, m.trigger, pair);
    let both_source = side(&m.both, &pair.source) || side(&m.both, &pair.target);
    if both_source {
        score += 4.0;
    }
    if side(&m.source, &pair.source) {
        score += 4.0;
        notes.push("the source is the marked source".to_owned());
    } else if side(&m.source, &pair.target) {
        score -= 1.5;
    }
    if side(&m.target, &pair.target) {
        score += 4.0;
        notes.push("the target is the marked target".to_owned());
    } else if side(&m.target, &pair.source) {
        score -= 1.5;
    }
    (score, notes)
}

/// How well a trigger's place in the tree suits a relation between the two phrases.
fn position(s: &Sentence, trigger: usize, pair: &Pair) -> f64 {
    if pair.source.contains(&trigger) || pair.target.contains(&trigger) {
        return -2.0;
    }
    let path = path_between(s, &pair.source, &pair.target);
    let mut score = 0.0;
    if path.contains(&trigger) {
        score += 2.5;
    } else if s.tokens[trigger].head.is_some_and(|h| path.contains(&h)) {
        score += 1.0;
    }
    let first = pair.source.iter().chain(&pair.target).min().copied().unwrap_or(0);
    let last = pair.source.iter().chain(&pair.target).max().copied().unwrap_or(0);
    if trigger > first && trigger < last {
        score += 0.5;
    }
    // The higher of two triggers on the path states the relation.
    let depth = std::iter::successors(Some(trigger), |&t| s.tokens[t].head).count();
    score - 0.15 * depth as f64
}

fn head_of(s: &Sentence, phrase: &[usize]) -> Option<usize> {
    phrase.iter().copied().find(|&t| s.tokens[t].head.is_none_or(|h| !phrase.contains(&h)))
}

/// The words on the way between the two phrases' heads, themselves left out.
fn path_between(s: &Sentence, a: &[usize], b: &[usize]) -> Vec<usize> {
    let (Some(a), Some(b)) = (head_of(s, a), head_of(s, b)) else { return Vec::new() };
    let up = |t: usize| std::iter::successors(Some(t), |&t| s.tokens[t].head).collect::<Vec<_>>();
    let (ua, ub) = (up(a), up(b));
    let Some(meet) = ua.iter().find(|t| ub.contains(t)).copied() else { return Vec::new() };
    let mut path: Vec<usize> = ua.into_iter().take_while(|&t| t != meet).collect();
    path.push(meet);
    path.extend(ub.into_iter().take_while(|&t| t != meet));
    path.retain(|&t| t != a && t != b);
    path
}
