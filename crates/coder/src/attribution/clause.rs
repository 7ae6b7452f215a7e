//! Attributions in a tree: verbs of speech with their clauses and objects, "according to", nouns of speech.

use super::phrase::Found;
use crate::sentence::Analysis;
use detente_frames::{Function, Predicates};
use detente_lexicon::{Complement, Lexicon};
use detente_nlp::Sentence;

/// Prepositions behind which a noun of speech has its content.
const CONTENT_PREPOSITIONS: [&str; 6] = ["of", "about", "for", "to", "on", "against"];

/// Looks through one sentence.
pub struct Finder<'a> {
    /// The sentence.
    pub a: &'a Analysis<'a>,
    /// Its predicates.
    pub predicates: &'a Predicates,
    /// The lists and cues.
    pub lexicon: &'a Lexicon,
}

impl Finder<'_> {
    /// All attributions, in no order.
    pub fn find(&self) -> Vec<Found> {
        let s = self.s();
        let mut all = Vec::new();
        for t in 0..s.tokens.len() {
            match s.tokens[t].upos {
                "VERB" => all.extend(self.verb(t)),
                "NOUN" => all.extend(self.noun(t)),
                "ADJ" => all.extend(self.adjective(t)),
                _ => {}
            }
            all.extend(self.according(t));
        }
        all
    }

    fn s(&self) -> &Sentence {
        self.a.s
    }

    fn lemma(&self, t: usize) -> String {
        self.s().tokens[t].lemma.to_lowercase()
    }

    fn child(&self, t: usize, relation: &str) -> Option<usize> {
        self.s().children_by(t, relation).next()
    }

    /// The other tokens of a list's entry headed by a token; none when it is in no entry.
    fn listed(&self, list: &str, t: usize) -> Option<Vec<usize>> {
        self.lexicon.find_in_list(list, self.s(), t)
    }

    /// Whether a verb, with its particle where it needs one, reports speech.
    fn reports(&self, v: usize) -> bool {
        let particle = |word: &str| self.s().children_by(v, "compound:prt").any(|c| self.lemma(c) == word);
        self.lexicon.cues.verb(&self.lemma(v), &Complement::Clause, particle).is_some_and(|m| m.cue.stance.is_some())
            || self.listed("attribution_speech", v).is_some()
    }

    fn verb(&self, v: usize) -> Option<Found> {
        // A quotation that hangs elsewhere in the tree may be what is said; `quotation` looks for it.
        let (content, companions) = self.content(v).or_else(|| self.reports(v).then(Default::default))?;
        let cue = self.cue(v, &companions);
        let source = self.source(v, &content);
        let token = &self.s().tokens[v];
        // "to discuss the deal", "don't forget that": what is yet to be said, and what the reader is told to think.
        let to_be_said = self.lemma(cue[0]) == "to" && cue[0] < v;
        if to_be_said || source.is_empty() && token.xpos == "VB" && !content.is_empty() {
            return None;
        }
        let content = self.without_afterthought(content);
        let content = content.into_iter().filter(|t| !(cue[0]..cue[1]).contains(t) && !source.contains(t)).collect();
        Some(Found { source, cue, content })
    }

    /// What a verb of speech or thought says, with the words that belong to the verb (particle, preposition).
    fn content(&self, v: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let s = self.s();
        let particle: Vec<usize> = s.children_by(v, "compound:prt").collect();
        if self.listed("attribution_silent", v).is_none() {
            if let Some(clause) = s.children_by(v, "ccomp").next().or_else(|| self.spoken_beside(v)) {
                return Some((s.subtree(clause), particle));
            }
            if let Some(head) = self.spoken_around(v) {
                let own = s.subtree(v);
                let around = s.subtree(head).into_iter().filter(|t| !own.contains(t)).collect();
                return Some((around, particle));
            }
        }
        let infinitive = s.children_by(v, "xcomp").find(|&c| s.children_by(c, "mark").any(|m| self.lemma(m) == "to"));
        if let (Some(c), Some(companions)) = (infinitive, self.listed("attribution_infinitive", v)) {
            let mut tokens = s.subtree(c);
            let behind = companions.iter().find_map(|&p| s.tokens[p].head.filter(|&h| h != v && s.has_relation(p, "case")));
            if let Some(object) = behind.or_else(|| self.child(v, "obj")).or_else(|| self.child(v, "iobj")).filter(|o| *o < c) {
                tokens.extend(s.subtree(object).into_iter().filter(|t| !companions.contains(t)));
            }
            return Some((tokens, companions));
        }
        let companions = self.listed("attribution_object", v)?;
        self.object(v, &companions).map(|tokens| (tokens, companions))
    }

    /// The content without the clause that the report itself adds at its end: "that the talks failed, which nobody had
    /// expected". Within a quotation nothing is the report's.
    fn without_afterthought(&self, mut content: Vec<usize>) -> Vec<usize> {
        let s = self.s();
        content.sort_unstable();
        let quoted = content.iter().any(|&t| matches!(s.tokens[t].form.as_str(), "\"" | "“" | "”" | "''" | "``"));
        let Some(last) = content.iter().rev().copied().find(|&t| s.tokens[t].upos != "PUNCT").filter(|_| !quoted) else { return content };
        let added = content.iter().copied().find(|&t| {
            let own = s.subtree(t);
            let first = own.first().copied().unwrap_or(t);
            ["acl", "advcl"].iter().any(|r| s.has_relation(t, r))
                && own.binary_search(&last).is_ok()
                && first > content[0] + 2
                && (s.tokens[first].form == "," || s.tokens[first - 1].form == ",")
        });
        if let Some(t) = added {
            let own = s.subtree(t);
            content.retain(|x| own.binary_search(x).is_err());
        }
        content
    }

    /// The object, or what stands behind the preposition that belongs to the verb, with what follows it.
    fn object(&self, v: usize, companions: &[usize]) -> Option<Vec<usize>> {
        let s = self.s();
        let behind = companions
            .iter()
            .find_map(|&p| s.tokens[p].head.filter(|&h| h != v && (s.has_relation(p, "case") || s.has_relation(p, "mark"))));
        let object = behind.or_else(|| self.child(v, "obj")).or_else(|| self.child(v, "nsubj:pass"))?;
        let mut tokens: Vec<usize> = s.subtree(object).into_iter().filter(|t| !companions.contains(t)).collect();
        for &c in s.children(v) {
            let further = match s.tokens[c].deprel {
                "xcomp" => true,
                "obl" | "advcl" => s
                    .children_by(c, "case")
                    .chain(s.children_by(c, "mark"))
                    .any(|k| matches!(self.lemma(k).as_str(), "as" | "of" | "for" | "with" | "to" | "from")),
                _ => false,
            };
            if c > object && c > v && further {
                tokens.extend(s.subtree(c));
            }
        }
        Some(tokens)
    }

    /// "He said: we shall see": a clause that hangs beside the verb and follows it.
    fn spoken_beside(&self, v: usize) -> Option<usize> {
        let s = self.s();
        if !self.reports(v) {
            return None;
        }
        s.children_by(v, "parataxis").find(|&c| {
            let begin = s.subtree(c).first().copied().unwrap_or(c);
            c > v && (v..=begin).any(|t| matches!(s.tokens[t].form.as_str(), ":" | "," | "\"" | "“" | "''" | "``"))
        })
    }

    /// "We shall see, he said" and "as he said": the clause around the verb is what is said.
    fn spoken_around(&self, v: usize) -> Option<usize> {
        let s = self.s();
        let head = s.tokens[v].head?;
        let complete = s.children(v).iter().any(|&c| ["obj", "xcomp"].iter().any(|r| s.has_relation(c, r)) && self.lemma(c) != "reporter");
        let subject = s.children_by(v, "nsubj").next().is_some();
        let as_said = s.has_relation(v, "advcl") && s.children_by(v, "mark").any(|m| self.lemma(m) == "as") && self.reports(v);
        let beside = s.has_relation(v, "parataxis") && self.reports(v);
        (subject && !complete && (beside || as_said)).then_some(head)
    }

    /// "was sure that", "is concerned about": what somebody feels.
    fn adjective(&self, a: usize) -> Option<Found> {
        let s = self.s();
        let subject = self.child(a, "nsubj").filter(|&n| self.lemma(n) != "it")?;
        self.child(a, "cop")?;
        let about = s.children_by(a, "obl").find(|&c| c > a && self.case(c) == "about");
        let content = self.child(a, "ccomp").filter(|&c| c > a).or(about)?;
        let case = about.filter(|&c| c == content).and_then(|c| self.child(c, "case"));
        let end = case.filter(|&c| c == a + 1).map_or(a + 1, |c| c + 1);
        let tokens = s.subtree(content).into_iter().filter(|t| Some(*t) != case).collect();
        Some(Found { source: self.nominal(subject, a), cue: [self.left(a, a), end], content: tokens })
    }

    /// The verb with its auxiliaries, adverbs and particle, and the verb that it is the infinitive of.
    fn cue(&self, v: usize, companions: &[usize]) -> [usize; 2] {
        let s = self.s();
        let mut start = self.left(v, v);
        if s.has_relation(v, "xcomp")
            && let Some(governor) = s.tokens[v].head
            && matches!(s.tokens[governor].upos, "VERB" | "ADJ")
            && governor < start
            && self.listed("attribution_infinitive", governor).is_none()
            && (governor + 1..start).all(|t| s.tokens[t].upos != "PUNCT" && !matches!(s.tokens[t].upos, "NOUN" | "PROPN" | "PRON"))
        {
            start = self.left(governor, governor);
        }
        let mut end = v + 1;
        for &c in companions {
            let near = (end..c).all(|t| s.has_relation(t, "advmod") || s.tokens[t].upos == "ADV");
            if c >= end && near {
                end = c + 1;
            }
        }
        let agent = s.children(v).iter().copied().find(|&c| s.has_relation(c, "obl:agent"));
        if let Some(by) = agent.and_then(|c| self.child(c, "case")).filter(|&by| by == end) {
            end = by + 1;
        }
        if s.tokens.get(end).is_some_and(|t| t.form == ":") {
            end += 1;
        }
        [start, end]
    }

    /// How far auxiliaries and adverbs of a word reach to its left.
    fn left(&self, of: usize, from: usize) -> usize {
        let s = self.s();
        let mut start = from;
        while start > 0 {
            let t = start - 1;
            let own = s.tokens[t].head == Some(of)
                && (["aux", "cop", "advmod"].iter().any(|r| s.has_relation(t, r)) || s.has_relation(t, "mark") && self.lemma(t) == "to");
            let of_own = s.tokens[t].head.is_some_and(|h| h >= start && h < of && s.has_relation(h, "advmod"));
            if !(own || of_own) || matches!(s.tokens[t].lemma.as_str(), "when" | "where" | "why" | "how" | "so") {
                break;
            }
            start = t;
        }
        start
    }

    /// The subject's words as they stand in the clause; a subject taken over from elsewhere where it has none.
    fn source(&self, v: usize, content: &[usize]) -> Vec<usize> {
        let s = self.s();
        let passive = s.children(v).iter().any(|&c| s.has_relation(c, "aux:pass") || s.has_relation(c, "nsubj:pass"));
        let own = if passive {
            s.children(v).iter().copied().find(|&c| s.has_relation(c, "obl:agent") || s.has_relation(c, "obl") && self.case(c) == "by")
        } else {
            self.child(v, "nsubj")
        };
        let taken = || self.predicates.at(v).with(&Function::Subject).map(|a| a.token).find(|t| !content.contains(t));
        own.or_else(taken).map(|t| self.nominal(t, v)).unwrap_or_default()
    }

    fn case(&self, t: usize) -> String {
        self.child(t, "case").map(|c| self.lemma(c)).unwrap_or_default()
    }

    /// A noun phrase with all that belongs to it, without its preposition and without the words of `not_in`.
    fn nominal(&self, t: usize, not_in: usize) -> Vec<usize> {
        let s = self.s();
        let mut tokens = Vec::new();
        let mut open = vec![t];
        while let Some(next) = open.pop() {
            tokens.push(next);
            let belongs = |&&c: &&usize| {
                c != not_in
                    && !(next == t
                        && ["case", "parataxis", "cop", "nsubj", "advmod", "mark", "ccomp", "aux", "cc"]
                            .iter()
                            .any(|r| s.has_relation(c, r)))
            };
            open.extend(s.children(next).iter().filter(belongs));
        }
        tokens
    }

    /// "according to the ministry".
    fn according(&self, t: usize) -> Option<Found> {
        let s = self.s();
        if !s.tokens[t].form.eq_ignore_ascii_case("according") || !s.tokens.get(t + 1)?.form.eq_ignore_ascii_case("to") {
            return None;
        }
        let noun = s.tokens[t].head.filter(|h| *h > t).or_else(|| s.children(t).iter().copied().find(|&c| c > t + 1))?;
        // The parser may hang the phrase on "according" or "according" on the phrase.
        let top = if s.is_under(noun, t) { t } else { noun };
        let source: Vec<usize> = self.nominal(noun, t).into_iter().filter(|&x| x > t + 1).collect();
        let own = s.subtree(top);
        let content = s.subtree(s.tokens[top].head?).into_iter().filter(|x| !own.contains(x)).collect();
        Some(Found { source, cue: [t, t + 2], content })
    }

    /// "the allegation that", "concerns about", "made a call for".
    fn noun(&self, n: usize) -> Option<Found> {
        let s = self.s();
        self.listed("attribution_noun", n)?;
        let content = s.children(n).iter().copied().find(|&c| {
            c > n
                && (s.has_relation(c, "acl") && !s.has_relation(c, "acl:relcl") && self.child(c, "mark").is_some()
                    || s.has_relation(c, "ccomp")
                    || s.has_relation(c, "nmod") && CONTENT_PREPOSITIONS.contains(&self.case(c).as_str()))
        })?;
        let case = if s.has_relation(content, "nmod") { self.child(content, "case") } else { None };
        let source = self.child(n, "nmod:poss");
        let verb = s.tokens[n].head.filter(|&v| s.tokens[v].upos == "VERB" && s.has_relation(n, "obj") && v < n);
        let light = verb.filter(|&v| self.lexicon.grammar.light_verbs.contains(&self.lemma(v)) && source.is_none());
        let modifiers = s.children(n).iter().copied().filter(|&c| c < n && (s.has_relation(c, "amod") || s.has_relation(c, "compound")));
        let start = match light {
            Some(v) => self.left(v, v),
            None => modifiers.min().unwrap_or(n),
        };
        let end = case.filter(|&c| c == n + 1).map_or(n + 1, |c| c + 1);
        let source = match (source, light) {
            (Some(owner), _) => self.nominal(owner, n),
            (None, Some(v)) => self.source(v, &[]),
            (None, None) => Vec::new(),
        };
        let content = s.subtree(content).into_iter().filter(|t| Some(*t) != case).collect();
        Some(Found { source, cue: [start, end], content })
    }
}
