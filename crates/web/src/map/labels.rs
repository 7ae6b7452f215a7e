//! Words on the map, so that none covers another or a mark. What finds no room is left out: it stands in the list below.

use super::view::{View, inside};
use crate::chart::{Area, short, width};
use maud::{Markup, html};

const SIZE: f64 = 12.0;
const SMALL: f64 = 11.0;
const LINE: f64 = 14.0;

/// Places at which a country's name is tried.
const COLUMNS: usize = 40;
const ROWS: usize = 26;

/// A name takes at least so many of these places, or the country is too small for it.
const ENOUGH: usize = 12;

/// The room that is taken.
pub(super) struct Labels {
    frame: Area,
    taken: Vec<Area>,
}

impl Labels {
    pub fn new(frame: Area) -> Labels {
        Labels { frame, taken: Vec::new() }
    }

    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    fn free(&self, area: &Area) -> bool {
        area.inside(&self.frame) && !self.taken.iter().any(|t| t.meets(area))
    }

    /// A name right of, left of, above or below a dot.
    pub fn beside(&mut self, name: &str, [x, y]: [f64; 2], radius: f64) -> Markup {
        let (w, gap) = (width(name, SIZE), radius + 4.0);
        let tries = [
            (x + gap, y - LINE / 2.0, "", 0.0),
            (x - gap - w, y - LINE / 2.0, "end", w),
            (x - w / 2.0, y - gap - LINE, "middle", w / 2.0),
            (x - w / 2.0, y + gap, "middle", w / 2.0),
        ];
        for (left, top, class, to) in tries {
            let area = Area { left, top, right: left + w, bottom: top + LINE };
            if self.free(&area) {
                self.take(area);
                return html! { text class={ "halo " (class) } x=(short(left + to)) y=(short(top + 11.0)) { (name) } };
            }
        }
        html! {}
    }

    /// A name in the middle of a circle, or elsewhere in it or at its rim, or else beside it.
    pub fn around(&mut self, name: &str, [x, y]: [f64; 2], radius: f64) -> Markup {
        let w = width(name, SIZE);
        for dy in [0.0, 0.5, -0.5, 0.8, -0.8, 1.15, -1.15].map(|share| share * radius) {
            let area = Area { left: x - w / 2.0, top: y + dy - LINE / 2.0, right: x + w / 2.0, bottom: y + dy + LINE / 2.0 };
            if self.free(&area) {
                self.take(area);
                return html! { text class="halo middle strong" x=(short(x)) y=(short(y + dy + 4.0)) { (name) } };
            }
        }
        self.beside(name, [x, y], radius)
    }

    /// A country's name, and a line below it, well inside its outline.
    pub fn within(&mut self, name: &str, more: Option<&str>, rings: &[Vec<[f64; 2]>], view: &View) -> Markup {
        // Letters are spaced in the style sheet.
        let w = (width(name, SMALL) * 1.08 + 8.0).max(more.map_or(0.0, |m| width(m, SMALL)));
        let lines = 1.0 + f64::from(u8::from(more.is_some()));
        let cell = [view.width / COLUMNS as f64, view.height / ROWS as f64];
        let at = |c: usize, r: usize| [(c as f64 + 0.5) * cell[0], (r as f64 + 0.5) * cell[1]];
        let ours: Vec<Vec<bool>> = (0..ROWS).map(|r| (0..COLUMNS).map(|c| inside(rings, at(c, r))).collect()).collect();
        if ours.iter().flatten().filter(|o| **o).count() < ENOUGH {
            return html! {};
        }
        let depths = depths(&ours);
        let mut best: Option<(usize, Area)> = None;
        for (r, row) in depths.iter().enumerate() {
            for (c, depth) in row.iter().enumerate().filter(|(_, d)| **d > 0) {
                let [x, y] = at(c, r);
                let area = Area { left: x - w / 2.0, top: y - LINE * lines / 2.0, right: x + w / 2.0, bottom: y + LINE * lines / 2.0 };
                // A name that says no more than where the country lies stays in it.
                if more.is_none() && ![area.left + w / 8.0, area.right - w / 8.0].iter().all(|x| inside(rings, [*x, y])) {
                    continue;
                }
                if best.as_ref().is_none_or(|(d, _)| depth > d) && self.free(&area) {
                    best = Some((*depth, area));
                }
            }
        }
        let Some((_, area)) = best else { return html! {} };
        self.take(area);
        let x = short(f64::midpoint(area.left, area.right));
        html! {
            text class="small country halo" x=(x) y=(short(area.top + 11.0)) { (name) }
            @if let Some(more) = more { text class="small middle halo" x=(x) y=(short(area.top + 11.0 + LINE)) { (more) } }
        }
    }
}

/// For each place how many steps it is from the next that is not inside; 0 outside.
fn depths(ours: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let mut depths: Vec<Vec<usize>> = ours.iter().map(|row| row.iter().map(|o| usize::from(*o) * ROWS).collect()).collect();
    let (rows, columns) = (ours.len(), ours.first().map_or(0, Vec::len));
    // Beyond the frame counts as outside.
    for _ in 0..2 {
        for r in 0..rows {
            for c in 0..columns {
                let of = |d: &[Vec<usize>], r: usize, c: usize| d.get(r).and_then(|row| row.get(c)).copied().unwrap_or(0);
                let near =
                    [of(&depths, r.wrapping_sub(1), c), of(&depths, r + 1, c), of(&depths, r, c.wrapping_sub(1)), of(&depths, r, c + 1)];
                let least = near.into_iter().min().unwrap_or(0);
                depths[r][c] = depths[r][c].min(least + 1) * usize::from(ours[r][c]);
            }
        }
        for r in (0..rows).rev() {
            for c in (0..columns).rev() {
                let of = |d: &[Vec<usize>], r: usize, c: usize| d.get(r).and_then(|row| row.get(c)).copied().unwrap_or(0);
                let least = of(&depths, r + 1, c).min(of(&depths, r, c + 1));
                depths[r][c] = depths[r][c].min(least + 1) * usize::from(ours[r][c]);
            }
        }
    }
    depths
}
