//! Colours of page and charts. Blue and orange stay apart for every kind of colour blindness; what is verbal and what is
//! material differ in lightness too. Texts keep a contrast of 4.5 to 1 and more with what is behind them.

/// For light or dark surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white; also for print.
    Light,
    /// Light on black.
    Dark,
}

/// Name, light, dark.
const COLOURS: [(&str, &str, &str); 22] = [
    ("ground", "#ffffff", "#14171b"),
    ("card", "#f4f6f8", "#1d2228"),
    ("ink", "#1a1e23", "#e8eaed"),
    ("muted", "#525d68", "#aab4bf"),
    ("rule", "#cfd6dd", "#3a434d"),
    ("link", "#0b57a4", "#8fc3f7"),
    ("focus", "#7a3cc2", "#cfa6ff"),
    ("verbal-good", "#4a98d8", "#a5d0f5"),
    ("material-good", "#0a4a8a", "#4a98d8"),
    ("verbal-bad", "#d07a1e", "#f6c887"),
    ("material-bad", "#8c2b05", "#ee7434"),
    ("calm", "#ffffff", "#14171b"),
    ("rising", "#fbeedd", "#2e261c"),
    ("crisis", "#f6d9cc", "#452518"),
    ("de-escalation", "#e9edf1", "#242b33"),
    ("rapprochement", "#dcebf8", "#16293b"),
    ("sea", "#eaf1f6", "#10161c"),
    ("land", "#fbfaf7", "#272d34"),
    ("border", "#98a3ad", "#606b77"),
    ("source", "#cfe3fa", "#173c63"),
    ("target", "#fbdcc0", "#5e3312"),
    ("speaker", "#e6daf6", "#41295e"),
];

impl Theme {
    /// The value of a colour, `#rrggbb`.
    pub(crate) fn colour(self, name: &str) -> &'static str {
        let (_, light, dark) = COLOURS.iter().find(|(n, ..)| *n == name).copied().unwrap_or(("", "#808080", "#808080"));
        if self == Theme::Light { light } else { dark }
    }

    /// The colours as custom properties of a style sheet.
    pub(crate) fn properties(self) -> String {
        COLOURS.iter().map(|(name, ..)| format!("--{name}:{};", self.colour(name))).collect()
    }
}

/// Rules of the charts, with `@name` for a colour.
const CHART_RULES: &str = include_str!("chart.css");

/// The charts' style sheet for a page that defines the custom properties.
pub(crate) fn chart_rules_of_page() -> String {
    substituted(|name| format!("var(--{name})"))
}

/// The charts' style sheet with the colours themselves, for a file of its own.
pub(crate) fn chart_rules(theme: Theme) -> String {
    substituted(|name| theme.colour(name).to_owned())
}

fn substituted(colour: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (i, part) in CHART_RULES.split('@').enumerate() {
        if i == 0 {
            out.push_str(part);
            continue;
        }
        let end = part.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(part.len());
        out.push_str(&colour(&part[..end]));
        out.push_str(&part[end..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(colour: &str) -> f64 {
        let part = |i: usize| {
            let c = f64::from(u8::from_str_radix(&colour[i..i + 2], 16).expect("hexadecimal")) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_stand_out_from_what_is_behind_them() {
        let behind =
            ["ground", "card", "calm", "rising", "crisis", "de-escalation", "rapprochement", "source", "target", "speaker", "land", "sea"];
        for theme in [Theme::Light, Theme::Dark] {
            for (front, backs) in [("ink", &behind[..]), ("muted", &behind[..]), ("link", &behind[..2])] {
                for back in backs {
                    let found = contrast(theme.colour(front), theme.colour(back));
                    assert!(found >= 4.5, "{theme:?}: {front} on {back} has {found:.2}");
                }
            }
        }
    }

    #[test]
    fn bars_stand_out_from_the_ground_and_from_each_other() {
        for theme in [Theme::Light, Theme::Dark] {
            for bar in ["verbal-good", "material-good", "verbal-bad", "material-bad"] {
                let found = contrast(theme.colour(bar), theme.colour("ground"));
                assert!(found >= 3.0, "{theme:?}: {bar} has {found:.2}");
            }
            for (a, b) in [("verbal-good", "material-good"), ("verbal-bad", "material-bad")] {
                let found = contrast(theme.colour(a), theme.colour(b));
                assert!(found >= 1.8, "{theme:?}: {a} and {b} have {found:.2}");
            }
        }
    }

    #[test]
    fn every_colour_of_the_charts_is_there() {
        for theme in [Theme::Light, Theme::Dark] {
            substituted(|name| {
                assert!(COLOURS.iter().any(|(n, ..)| *n == name), "no colour `{name}`");
                theme.colour(name).to_owned()
            });
        }
    }
}
