//! Which words of a sentence are source, target, trigger and speaker.
//!
//! An event's spans count in the document; its sentence comes without its own place there. The place is found again from
//! the words: it is where the trigger and every party inside the sentence stand as the spans say.

use detente_record::Event;

/// What a stretch of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says so.
    Speaker,
    /// Who acts.
    Source,
    /// To whom.
    Target,
    /// The word that names the act.
    Trigger,
}

impl Role {
    /// The name, as class and as label.
    pub fn name(self) -> &'static str {
        match self {
            Role::Speaker => "speaker",
            Role::Source => "source",
            Role::Target => "target",
            Role::Trigger => "act",
        }
    }
}

/// A stretch of a sentence with its roles, none for plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// What they are.
    pub roles: Vec<Role>,
}

/// The event's sentence in stretches; together they are the sentence. One plain stretch where the place is not certain.
pub fn stretches(event: &Event) -> Vec<Stretch> {
    let sentence: Vec<char> = event.text.chars().collect();
    let Some(start) = place(event, &sentence) else {
        return vec![Stretch { text: event.text.clone(), roles: Vec::new() }];
    };
    let inside: Vec<(Role, usize, usize)> =
        spans(event).into_iter().filter_map(|(role, _, span)| within(span, start, sentence.len()).map(|[a, b]| (role, a, b))).collect();
    let mut bounds = vec![0, sentence.len()];
    bounds.extend(inside.iter().flat_map(|(_, a, b)| [*a, *b]));
    bounds.sort_unstable();
    bounds.dedup();
    let mut out: Vec<Stretch> = Vec::new();
    for w in bounds.windows(2) {
        let mut roles: Vec<Role> = inside.iter().filter(|(_, a, b)| *a <= w[0] && w[1] <= *b).map(|(role, ..)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        out.push(Stretch { text: sentence[w[0]..w[1]].iter().collect(), roles });
    }
    out
}

/// Every span of the event with its words.
fn spans(event: &Event) -> Vec<(Role, &str, [usize; 2])> {
    let mut all = vec![(Role::Trigger, event.trigger.text.as_str(), event.trigger.span)];
    all.extend(event.source.iter().map(|a| (Role::Source, a.text.as_str(), a.span)));
    all.extend(event.target.iter().map(|a| (Role::Target, a.text.as_str(), a.span)));
    all.extend(event.attribution.iter().map(|a| (Role::Speaker, a.speaker.text.as_str(), a.speaker.span)));
    all
}

/// A span of the document as one of the sentence that begins at `start`; `None` where it is not wholly inside.
fn within([from, to]: [usize; 2], start: usize, length: usize) -> Option<[usize; 2]> {
    let (a, b) = (from.checked_sub(start)?, to.checked_sub(start)?);
    (a < b && b <= length).then_some([a, b])
}

/// Where the sentence begins in the document: the only place at which every span inside it has its words, or, of several,
/// the one that confirms most of them.
fn place(event: &Event, sentence: &[char]) -> Option<usize> {
    let all = spans(event);
    let trigger: Vec<char> = event.trigger.text.chars().collect();
    if trigger.is_empty() || trigger.len() > sentence.len() || event.trigger.span[0] + trigger.len() != event.trigger.span[1] {
        return None;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in (0..=sentence.len() - trigger.len()).filter(|at| sentence[*at..].starts_with(&trigger)) {
        let Some(start) = event.trigger.span[0].checked_sub(at) else { continue };
        let inside: Vec<(&str, [usize; 2])> =
            all.iter().filter_map(|(_, text, span)| within(*span, start, sentence.len()).map(|span| (*text, span))).collect();
        let fits = inside.iter().all(|(text, [a, b])| text.chars().eq(sentence[*a..*b].iter().copied()));
        if fits {
            found.push((inside.len(), start));
        }
    }
    let best = found.iter().map(|(n, _)| *n).max()?;
    let mut best = found.iter().filter(|(n, _)| *n == best);
    let (_, start) = best.next()?;
    best.next().is_none().then_some(*start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    /// The sentence with its roles in brackets.
    fn shown(event: &Event) -> String {
        let one = |s: Stretch| {
            let roles: Vec<&str> = s.roles.iter().map(|r| r.name()).collect();
            if roles.is_empty() { s.text } else { format!("[{}|{}]", s.text, roles.join("+")) }
        };
        stretches(event).into_iter().map(one).collect()
    }

    #[test]
    fn the_words_are_found_wherever_the_sentence_stands_in_the_report() {
        let text = "Āria says Borland shelled Āria.";
        let event = sample::told(text, 400, ("shelled", 1), &[("Borland", 1)], &[("Āria", 2)], &[("Āria", 1)]);
        assert_eq!(shown(&event), "[Āria|speaker] says [Borland|source] [shelled|act] [Āria|target].");
    }

    #[test]
    fn a_party_named_in_another_sentence_is_left_out() {
        let mut event = sample::told("It shelled the town.", 90, ("shelled", 1), &[("It", 1)], &[("the town", 1)], &[]);
        event.source[0].span = [4, 11];
        event.source[0].text = "Borland".to_owned();
        assert_eq!(shown(&event), "It [shelled|act] [the town|target].");
    }

    #[test]
    fn one_word_that_is_two_things_has_both_labels() {
        let event = sample::told("Borland says it fired.", 0, ("fired", 1), &[("Borland", 1)], &[], &[("Borland", 1)]);
        assert_eq!(shown(&event), "[Borland|speaker+source] says it [fired|act].");
    }

    #[test]
    fn nothing_is_marked_where_the_place_is_doubtful() {
        let twice = sample::told("Attack followed attack upon attack.", 100, ("attack", 1), &[], &[], &[]);
        assert_eq!(shown(&twice), "Attack followed attack upon attack.");
        let mut wrong = sample::told("Borland fired.", 10, ("fired", 1), &[("Borland", 1)], &[], &[]);
        wrong.source[0].span = [11, 18];
        assert_eq!(shown(&wrong), "Borland fired.", "the source's words are not where its span says");
    }
}
