//! The report of a crisis as one self-contained page, and its charts as SVG and PNG: values in, text and bytes out.
//!
//! Nothing here decides anything: incidents, disputes, series and phases come as they are. No input or output.

mod accounts;
mod axis;
mod beside;
mod chart;
mod course;
mod crisis;
mod disputes;
mod folds;
mod headline;
mod map;
mod marks;
mod notes;
mod page;
mod png;
#[cfg(test)]
mod sample;
mod sources;
#[cfg(test)]
mod tests;
mod theme;
mod timeline;
mod words;

pub use crisis::{Beside, Crisis};
pub use page::page;
pub use png::{PngError, WIDEST, png};
pub use theme::Theme;

use chart::Room;

/// The course of the dyad as an SVG file; `None` where the crisis has no series.
pub fn course_svg(crisis: &Crisis, theme: Theme) -> Option<String> {
    course::chart(crisis, Room::Wide, false).map(|chart| chart.file(Room::Wide, theme))
}

/// The map as an SVG file; `None` where no incident has a place.
pub fn map_svg(crisis: &Crisis, theme: Theme) -> Option<String> {
    let incidents: Vec<&detente_record::Incident> = crisis.incidents.iter().collect();
    let places = map::places(&incidents);
    map::chart(crisis, &places, Room::Wide, false).map(|drawn| drawn.chart.file(Room::Wide, theme))
}
