//! The difference as text for a terminal and as Markdown for the description of a change.

use super::difference::{Counts, Diff, Difference};
use super::side::Side;
use detente_record::Event;
use detente_record::change::summary;
use std::fmt::Write;

/// The difference as plain text.
pub fn text(diff: &Diff<'_>) -> String {
    let mut out = String::new();
    for (when, side) in ["before", "after "].iter().zip(diff.sides) {
        line(&mut out, format_args!("{when}  {}: {}", side.name, size(side)));
    }
    line(&mut out, format_args!("\n{}", counts(diff.counts)));
    if !diff.by_field.is_empty() {
        line(&mut out, format_args!("changed in {}", fields(diff)));
    }
    let width = diff.by_type.keys().map(|k| k.len()).max().unwrap_or(0).max("type".len());
    line(&mut out, format_args!("\n  {:width$}     same  changed     lost      new", "type"));
    for (kind, counts) in &diff.by_type {
        line(&mut out, format_args!("  {kind:width$}{}", counts.named().map(|(_, n)| format!("{n:>9}")).concat()));
    }
    for difference in &diff.differences {
        let event = difference.event();
        line(&mut out, format_args!("\n{}: {}", place(event), difference.name()));
        line(&mut out, format_args!("  {}", one_line(&event.text)));
        match difference {
            Difference::Changed(_, changes) => {
                for c in changes {
                    line(&mut out, format_args!("    {}: {} ⇒ {}", c.field, one_line(&c.old), one_line(&c.new)));
                }
            }
            Difference::Lost(e) | Difference::New(e) => {
                line(&mut out, format_args!("    {}\n    by {}", one_line(&summary(e)), e.derivation.frame));
            }
        }
    }
    out
}

/// The difference as Markdown.
pub fn markdown(diff: &Diff<'_>) -> String {
    let mut out = String::from("## Events before and after\n\n");
    for (when, side) in ["before", "after"].iter().zip(diff.sides) {
        line(&mut out, format_args!("- {when}: `{}`, {}", side.name, size(side)));
    }
    line(&mut out, format_args!("\n**{}**", counts(diff.counts)));
    if !diff.by_field.is_empty() {
        line(&mut out, format_args!("\nChanged in {}.", fields(diff)));
    }
    out.push_str("\n| type | same | changed | lost | new |\n|---|---|---|---|---|\n");
    for (kind, counts) in &diff.by_type {
        line(&mut out, format_args!("| {kind} | {} |", counts.named().map(|(_, n)| n.to_string()).join(" | ")));
    }
    for difference in &diff.differences {
        let event = difference.event();
        line(&mut out, format_args!("\n**{}: {}**\n\n> {}\n", escaped(&place(event)), difference.name(), escaped(&event.text)));
        match difference {
            Difference::Changed(_, changes) => {
                for c in changes {
                    line(&mut out, format_args!("- {}: {} ⇒ {}", c.field, escaped(&c.old), escaped(&c.new)));
                }
            }
            Difference::Lost(e) | Difference::New(e) => {
                line(&mut out, format_args!("- {}, by `{}`", escaped(&summary(e)), e.derivation.frame));
            }
        }
    }
    out
}

impl Difference<'_> {
    fn event(&self) -> &Event {
        match self {
            Difference::Changed(event, _) | Difference::Lost(event) | Difference::New(event) => event,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Difference::Changed(..) => "changed",
            Difference::Lost(_) => "lost",
            Difference::New(_) => "new",
        }
    }
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{words}");
}

fn size(side: &Side) -> String {
    let problems = if side.problems > 0 { format!(", {} lines of problems", side.problems) } else { String::new() };
    format!("{} events{problems}", side.events.len())
}

fn counts(counts: Counts) -> String {
    counts.named().map(|(name, n)| format!("{n} {name}")).join(" · ")
}

fn fields(diff: &Diff<'_>) -> String {
    diff.by_field.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}

/// Report, sentence (from 0, as in the record) and trigger.
fn place(e: &Event) -> String {
    format!("{}, sentence {}, “{}”", e.document.id, e.sentence, e.trigger.text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In one line, with what Markdown would take for its own behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff_corpus::difference::tests::{day, event, side};

    #[test]
    fn every_difference_shows_its_report_sentence_trigger_and_fields() {
        let mut dated = event("1", "harbour", 2, "ASSAULT", [10, 17]);
        dated.date = Some(day("2024-01-28"));
        let old = side("old", vec![event("1", "harbour", 2, "ASSAULT", [10, 17]), event("2", "harbour", 5, "CONSULT", [80, 85])]);
        let mut new = side("new", vec![dated]);
        new.problems = 2;
        let diff = Diff::new(&old, &new);
        let text = text(&diff);
        let expected = "before  old: 2 events
after   new: 1 events, 2 lines of problems

0 same · 1 changed · 1 lost · 0 new
changed in date 1

  type        same  changed     lost      new
  ASSAULT        0        1        0        0
  CONSULT        0        0        1        0

harbour, sentence 2, “shelled”: changed
  Rebels shelled the port on Sunday.
    date: – ⇒ 2024-01-28 (day, dateline)

harbour, sentence 5, “shelled”: lost
  Rebels shelled the port on Sunday.
    190 CONSULT – → – · – · actual
    by \n";
        assert_eq!(text, expected);
        let markdown = markdown(&diff);
        assert!(markdown.contains("| ASSAULT | 0 | 1 | 0 | 0 |\n"), "{markdown}");
        assert!(markdown.contains("**harbour, sentence 2, “shelled”: changed**\n\n> Rebels shelled"), "{markdown}");
    }

    #[test]
    fn markdown_keeps_the_words_of_a_report() {
        assert_eq!(escaped("a *b*\n[c] <d>"), "a \\*b\\* \\[c\\] \\<d\\>");
    }
}
