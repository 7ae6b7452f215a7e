//! What charts share: their size, their frame as an image with a name, and the width of words.

use crate::theme::{Theme, chart_rules};
use maud::{Markup, PreEscaped, html};

/// Room for a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// A desktop, paper, a file.
    Wide,
    /// A phone.
    Narrow,
}

impl Room {
    pub fn name(self) -> &'static str {
        match self {
            Room::Wide => "wide",
            Room::Narrow => "narrow",
        }
    }

    pub fn width(self) -> f64 {
        match self {
            Room::Wide => 780.0,
            Room::Narrow => 340.0,
        }
    }
}

/// What is drawn, with a name and a description for those who do not see it.
pub(crate) struct Chart {
    /// Part of the ids inside.
    pub id: &'static str,
    pub title: String,
    pub description: String,
    /// What a file says below the chart; a page has its own words.
    pub note: &'static str,
    pub height: f64,
    pub body: Markup,
}

/// Room for the title of a file.
const TITLE: f64 = 30.0;

/// Room for its note.
const NOTE: f64 = 24.0;

impl Chart {
    /// As part of the page: links inside can be reached, so it is a group and no image.
    pub fn inline(&self, room: Room) -> Markup {
        let (t, d) = (format!("{}-{}-t", self.id, room.name()), format!("{}-{}-d", self.id, room.name()));
        let view = format!("0 0 {} {}", short(room.width()), short(self.height));
        html! {
            svg class={ "chart " (room.name()) } viewBox=(view) role="group" aria-labelledby=(t) aria-describedby=(d) {
                title id=(t) { (self.title) }
                desc id=(d) { (self.description) }
                (self.body)
            }
        }
    }

    /// As a file.
    pub fn file(&self, room: Room, theme: Theme) -> String {
        let note = if self.note.is_empty() { 0.0 } else { NOTE };
        let (w, h) = (short(room.width()), short(TITLE + self.height + note));
        let rules = chart_rules(theme);
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox={ "0 0 " (w) " " (h) } width=(w) height=(h) role="img"
                aria-labelledby="t" aria-describedby="d" {
                title id="t" { (self.title) }
                desc id="d" { (self.description) }
                style { (PreEscaped(rules)) }
                rect class="ground" width=(w) height=(h) {}
                text class="strong" x="8" y="20" { (self.title) }
                g transform={ "translate(0 " (short(TITLE)) ")" } { (self.body) }
                @if note > 0.0 { text class="small" x="8" y=(short(TITLE + self.height + NOTE - 8.0)) { (self.note) } }
            }
        }
        .into_string()
    }
}

/// A coordinate with one decimal at most.
pub(crate) fn short(x: f64) -> String {
    let text = format!("{x:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// About how wide words are at a font size, in the same unit; a little more than most fonts need.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | '\'' | '’' | '|' | ' ' | '(' | ')' => 0.32,
            'f' | 'r' | 't' | '-' => 0.42,
            'm' | 'w' | 'M' | 'W' => 0.92,
            c if c.is_uppercase() => 0.72,
            c if c as u32 > 0x2E00 => 1.05,
            _ => 0.6,
        })
        .sum::<f64>()
        * size
}

/// A rectangle that words or marks take up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub fn inside(&self, other: &Area) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }
}
