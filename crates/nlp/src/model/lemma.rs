//! Lemma rules: how a form becomes its dictionary form.

use super::error::ModelError;

/// A rule of the lemma head: the lemma itself, or a change of case and ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LemmaRule {
    /// `=be`: the lemma whatever the form.
    Whole(String),
    /// `l:2:e`: set the case, cut characters off the end, add an ending.
    Edit { case: Case, cut: usize, ending: String },
}

/// What a rule does to the form's case first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Keep,
    Title,
    Upper,
}

impl LemmaRule {
    /// Reads `=lemma` or `case:cut:ending`.
    pub fn read(rule: &str) -> Result<Self, ModelError> {
        if let Some(whole) = rule.strip_prefix('=') {
            return Ok(LemmaRule::Whole(whole.to_owned()));
        }
        let mut parts = rule.splitn(3, ':');
        let case = match parts.next() {
            Some("l") => Some(Case::Lower),
            Some("k") => Some(Case::Keep),
            Some("t") => Some(Case::Title),
            Some("u") => Some(Case::Upper),
            _ => None,
        };
        let cut = parts.next().and_then(|n| n.parse().ok());
        match (case, cut, parts.next()) {
            (Some(case), Some(cut), Some(ending)) => Ok(LemmaRule::Edit { case, cut, ending: ending.to_owned() }),
            _ => Err(ModelError::field("labels: lemma_rules", rule, "`=lemma` or `case:cut:ending`, case of l k t u")),
        }
    }

    /// The lemma, or `None` where the rule doesn't fit the form.
    pub fn apply(&self, form: &str) -> Option<String> {
        let (case, cut, ending) = match self {
            LemmaRule::Whole(lemma) => return (!lemma.is_empty()).then(|| lemma.clone()),
            LemmaRule::Edit { case, cut, ending } => (case, *cut, ending),
        };
        let mut base = match case {
            Case::Lower => form.to_lowercase(),
            Case::Keep => form.to_owned(),
            Case::Title => title(form),
            Case::Upper => form.to_uppercase(),
        };
        for _ in 0..cut {
            base.pop()?;
        }
        base.push_str(ending);
        (!base.is_empty()).then_some(base)
    }
}

fn title(form: &str) -> String {
    let rest = form.chars().next().map_or(0, char::len_utf8);
    form[..rest].to_uppercase() + &form[rest..].to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_make_lemmas() {
        for (rule, form, lemma) in [
            ("=be", "were", Some("be")),
            ("l:3:y", "Countries", Some("country")),
            ("k:0:", "Iran", Some("Iran")),
            ("t:0:", "IRAN", Some("Iran")),
            ("u:0:", "un", Some("UN")),
            ("l:0::", "a", Some("a:")),
            ("l:4:", "the", None),
            ("l:3:", "the", None),
            ("l:3:", "", None),
        ] {
            assert_eq!(LemmaRule::read(rule).unwrap().apply(form).as_deref(), lemma, "{rule} on {form}");
        }
        assert!(LemmaRule::read("x:1:e").is_err());
        assert!(LemmaRule::read("l:e").is_err());
    }
}
