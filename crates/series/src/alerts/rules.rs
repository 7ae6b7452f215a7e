//! Rules in a TOML file, checked when they are read.

use crate::Unit;
use detente_record::{Aspect, intensity};
use serde::Deserialize;

/// The rules of one file, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// Checked.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name, once in a file; stands in its alerts.
    pub name: String,
    /// The two countries, ISO 3166-1 alpha-3; any pair where none is given.
    pub dyad: Option<[String; 2]>,
    /// Whether only the acts of the first on the second count.
    pub directed: bool,
    /// PLOVER types that count; all where none is given.
    pub types: Vec<String>,
    /// Quad classes that count; all where none is given.
    pub quad: Vec<u8>,
    /// What it watches for.
    pub kind: RuleKind,
}

/// What a rule watches for.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleKind {
    /// So many events within so many days.
    Threshold {
        /// At least so many.
        count: u64,
        /// Days, the one of the last event included.
        days: u32,
    },
    /// An event where there was none for so many days before.
    First {
        /// Days without one.
        days: u32,
    },
    /// A new level of the dyad's series.
    Change {
        /// Step of the series; a week where none is given.
        unit: Unit,
    },
    /// Accounts of an incident contradict each other.
    Dispute {
        /// In one of these; in anything where none is given.
        about: Vec<Aspect>,
    },
}

/// A file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    #[serde(default)]
    rule: Vec<RuleForm>,
}

/// A rule as written: which of the last four a rule has hangs on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleForm {
    name: String,
    kind: KindForm,
    dyad: Option<[String; 2]>,
    #[serde(default)]
    directed: bool,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    quad: Vec<u8>,
    count: Option<u64>,
    days: Option<u32>,
    unit: Option<Unit>,
    about: Option<Vec<Aspect>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindForm {
    Threshold,
    First,
    Change,
    Dispute,
}

impl KindForm {
    fn name(self) -> &'static str {
        match self {
            KindForm::Threshold => "threshold",
            KindForm::First => "first",
            KindForm::Change => "change",
            KindForm::Dispute => "dispute",
        }
    }
}

impl RuleForm {
    fn rule(self) -> Result<Rule, String> {
        let kind = self.rule_kind()?;
        Ok(Rule { name: self.name, dyad: self.dyad, directed: self.directed, types: self.types, quad: self.quad, kind })
    }

    fn rule_kind(&self) -> Result<RuleKind, String> {
        let name = self.kind.name();
        let given = [
            ("count", self.count.is_some()),
            ("days", self.days.is_some()),
            ("unit", self.unit.is_some()),
            ("about", self.about.is_some()),
        ];
        let allowed: &[&str] = match self.kind {
            KindForm::Threshold => &["count", "days"],
            KindForm::First => &["days"],
            KindForm::Change => &["unit"],
            KindForm::Dispute => &["about"],
        };
        if let Some((key, _)) = given.iter().find(|(key, given)| *given && !allowed.contains(key)) {
            return Err(format!("`{key}` in a rule of kind \"{name}\"; expected of these only {}", allowed.join(" and ")));
        }
        let missing = |key: &str| format!("no `{key}`; a rule of kind \"{name}\" needs one");
        let days = || self.days.ok_or_else(|| missing("days"));
        Ok(match self.kind {
            KindForm::Threshold => RuleKind::Threshold { count: self.count.ok_or_else(|| missing("count"))?, days: days()? },
            KindForm::First => RuleKind::First { days: days()? },
            KindForm::Change => RuleKind::Change { unit: self.unit.unwrap_or(Unit::Week) },
            KindForm::Dispute => RuleKind::Dispute { about: self.about.clone().unwrap_or_default() },
        })
    }
}

/// What is wrong with a file of rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// No TOML of the expected form; the message names line and column, what was found and what was expected.
    #[error("{0}")]
    Form(String),
    /// A rule that can't be meant.
    #[error("rule {number} (`{name}`): {reason}")]
    Rule {
        /// Its place in the file, from 1.
        number: usize,
        /// Its name.
        name: String,
        /// What was found and what was expected.
        reason: String,
    },
}

impl Rules {
    /// Reads and checks a file of rules.
    ///
    /// # Errors
    /// When it is no TOML of this form or a rule can't be meant.
    pub fn read(text: &str) -> Result<Rules, RulesError> {
        let file: FileForm = toml::from_str(text).map_err(|e| RulesError::Form(e.to_string()))?;
        let mut rules = Rules::default();
        for (i, form) in file.rule.into_iter().enumerate() {
            let name = form.name.clone();
            let wrong = |reason| RulesError::Rule { number: i + 1, name: name.clone(), reason };
            let rule = form.rule().map_err(wrong)?;
            if let Some(reason) = rule.fault() {
                return Err(wrong(reason));
            }
            if rules.rules.iter().any(|r| r.name == rule.name) {
                return Err(wrong("the name stands twice; expected one of its own".to_owned()));
            }
            rules.rules.push(rule);
        }
        Ok(rules)
    }
}

impl Rule {
    fn fault(&self) -> Option<String> {
        if self.name.trim().is_empty() {
            return Some("its name is empty".to_owned());
        }
        let country = |c: &&String| c.len() != 3 || !c.bytes().all(|b| b.is_ascii_uppercase());
        if let Some(wrong) = self.dyad.iter().flatten().find(country) {
            return Some(format!("`{wrong}` in `dyad`; expected a country as three capitals, such as \"IRN\""));
        }
        if let Some([a, b]) = self.dyad.as_ref().filter(|[a, b]| a == b) {
            return Some(format!("a dyad of {a} and {b}; expected two countries"));
        }
        if let Some(wrong) = self.types.iter().find(|t| intensity(t).is_none()) {
            return Some(format!("`{wrong}` in `types`; expected a PLOVER type, such as \"ASSAULT\""));
        }
        if let Some(wrong) = self.quad.iter().find(|q| !(1..=4).contains(*q)) {
            return Some(format!("{wrong} in `quad`; expected 1 to 4"));
        }
        match self.kind {
            RuleKind::Threshold { count: 0, .. } => Some("`count` is 0; expected at least 1".to_owned()),
            RuleKind::Threshold { days: 0, .. } | RuleKind::First { days: 0 } => Some("`days` is 0; expected at least 1".to_owned()),
            RuleKind::Change { .. } if self.dyad.is_none() => Some("no `dyad`; a rule of kind \"change\" needs one".to_owned()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_are_read() {
        let rules = Rules::read(
            r#"
            [[rule]]
            name = "strikes"
            dyad = ["IRN", "PAK"]
            types = ["ASSAULT"]
            kind = "threshold"
            count = 3
            days = 7

            [[rule]]
            name = "first violence in a year"
            dyad = ["IRN", "PAK"]
            directed = true
            quad = [4]
            kind = "first"
            days = 365

            [[rule]]
            name = "turn"
            dyad = ["IRN", "PAK"]
            kind = "change"

            [[rule]]
            name = "whose dead"
            kind = "dispute"
            about = ["killed", "source"]
            "#,
        )
        .expect("good rules");
        assert_eq!(rules.rules[0].kind, RuleKind::Threshold { count: 3, days: 7 });
        assert_eq!(rules.rules[2].kind, RuleKind::Change { unit: Unit::Week });
        assert_eq!(rules.rules[3].kind, RuleKind::Dispute { about: vec![Aspect::Killed, Aspect::Source] });
    }

    fn fault(text: &str) -> String {
        Rules::read(text).expect_err("a wrong rule").to_string()
    }

    #[test]
    fn what_is_wrong_is_named_with_what_was_expected() {
        let rule = |rest: &str| format!("[[rule]]\nname = \"x\"\n{rest}");
        assert_eq!(
            fault(&rule("kind = \"first\"\ndays = 3\ntypes = [\"WAR\"]")),
            "rule 1 (`x`): `WAR` in `types`; expected a PLOVER type, such as \"ASSAULT\""
        );
        assert_eq!(fault(&rule("kind = \"first\"\ndays = 0")), "rule 1 (`x`): `days` is 0; expected at least 1");
        assert_eq!(
            fault(&rule("kind = \"first\"\ndays = 3\ndyad = [\"Iran\", \"PAK\"]")),
            "rule 1 (`x`): `Iran` in `dyad`; expected a country as three capitals, such as \"IRN\""
        );
        assert_eq!(fault(&rule("kind = \"threshold\"\ndays = 3")), "rule 1 (`x`): no `count`; a rule of kind \"threshold\" needs one");
        assert_eq!(
            fault(&rule("kind = \"first\"\ndays = 3\ncount = 2")),
            "rule 1 (`x`): `count` in a rule of kind \"first\"; expected of these only days"
        );
        assert!(fault(&rule("kind = \"first\"\ndays = -3")).contains("line"), "a number out of range names its line");
        assert!(fault(&rule("kind = \"frist\"\ndays = 3")).contains("frist"), "an unknown kind is named");
    }
}
