//! The course of a dyad as a chart: acts of cooperation upwards, of conflict downwards, their balance below, the phases
//! behind both.

use crate::axis;
use crate::chart::{Chart, Room, short, width};
use crate::crisis::Crisis;
use crate::words;
use detente_series::{Kind, Phase, Point, Series, Unit};
use jiff::civil::Date;
use maud::{Markup, html};

const LEFT: f64 = 44.0;
const RIGHT: f64 = 14.0;
/// Phases' names.
const BAND_TOP: f64 = 28.0;
/// Numbers of the turns.
const DOTS: f64 = 44.0;
const BARS_TOP: f64 = 60.0;
/// Between two rows of numbers.
const ROW: f64 = 20.0;
const BALANCE_TITLE: f64 = 16.0;
const RADIUS: f64 = 9.0;

/// Up to so many steps each answers to the mouse.
const ANSWERING: usize = 200;

/// Where the steps of a series stand from left to right, and below what.
pub(crate) struct Axis {
    pub room: Room,
    /// Width of a step.
    pub step: f64,
    pub bottom: f64,
}

impl Axis {
    pub fn x(&self, step: usize) -> f64 {
        LEFT + self.step * step as f64
    }

    pub fn left(&self) -> f64 {
        LEFT
    }

    pub fn right(&self) -> f64 {
        self.room.width() - RIGHT
    }
}

/// The width of one of so many steps.
pub(crate) fn step(room: Room, steps: usize) -> f64 {
    (room.width() - LEFT - RIGHT) / steps.max(1) as f64
}

/// Heights of the parts.
struct Frame {
    room: Room,
    bars_top: f64,
    bars_bottom: f64,
    balance_top: f64,
    balance_bottom: f64,
    height: f64,
    step: f64,
}

impl Frame {
    fn of(room: Room, steps: usize, phases: &[Phase], legend: f64) -> Frame {
        let bars = if room == Room::Wide { 190.0 } else { 170.0 };
        let step = step(room, steps);
        let rows = dots(phases, step).iter().map(|(.., row)| *row).max().unwrap_or(0);
        let bars_top = BARS_TOP + ROW * rows as f64;
        let bars_bottom = bars_top + bars;
        let balance_top = bars_bottom + 12.0 + BALANCE_TITLE;
        let balance_bottom = balance_top + if room == Room::Wide { 84.0 } else { 70.0 };
        Frame { room, bars_top, bars_bottom, balance_top, balance_bottom, height: balance_bottom + 26.0 + legend, step }
    }

    fn x(&self, step: usize) -> f64 {
        LEFT + self.step * step as f64
    }

    fn right(&self) -> f64 {
        self.room.width() - RIGHT
    }
}

/// The chart for a room; `None` without a series. `linked`: whether turns lead to the list of phases.
pub(crate) fn chart(crisis: &Crisis, room: Room, linked: bool) -> Option<Chart> {
    let series = crisis.series.as_ref().filter(|s| !s.points.is_empty())?;
    let legend = if room == Room::Wide { 24.0 } else { 44.0 };
    let frame = Frame::of(room, series.points.len(), &crisis.phases, legend);
    let body = html! {
        // Those who listen have the description, the phases and the table.
        g aria-hidden="true" {
            (bands(&crisis.phases, &frame))
            (bars(series, &frame))
            (balance(series, &frame))
            (time_axis(series, &Axis { room, step: frame.step, bottom: frame.balance_bottom }))
            (answers(series, &frame))
            (legend_of(&frame))
        }
        (turns(&crisis.phases, &frame, linked))
    };
    let (title, description) = in_words(crisis, series);
    Some(Chart { id: "course", title, description, note: "", height: frame.height, body })
}

fn in_words(crisis: &Crisis, series: &Series) -> (String, String) {
    let [a, b] = &series.dyad;
    let name = |code: &String| crisis.names.get(code).unwrap_or(code).clone();
    let days = crate::headline::period(crisis).map(|[from, to]| format!(", {}", words::period(from, to))).unwrap_or_default();
    let title = format!("The course between {} and {} by {}{days}", name(a), name(b), unit(series.unit));
    let total = |f: fn(&Point) -> u64| series.points.iter().map(f).sum::<u64>();
    let phases: Vec<String> = crisis.phases.iter().map(|p| format!("{} {}", p.kind.name(), words::period(p.from, p.to))).collect();
    let description = format!(
        "Bars upwards count acts of cooperation, {} in all, bars downwards acts of conflict, {} in all; the line below is the sum of their Goldstein scores. Phases: {}.",
        words::number(total(|p| p.balance().0)),
        words::number(total(|p| p.balance().1)),
        if phases.is_empty() { "none".to_owned() } else { phases.join("; ") }
    );
    (title, description)
}

pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
    }
}

/// The class of a phase.
pub(crate) fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Calm => "calm",
        Kind::Rising => "rising",
        Kind::Crisis => "crisis",
        Kind::DeEscalation => "de_escalation",
        Kind::Rapprochement => "rapprochement",
    }
}

/// The phases as shades, named where there is room.
fn bands(phases: &[Phase], frame: &Frame) -> Markup {
    html! {
        g {
            @for phase in phases {
                @let (x, w) = (frame.x(phase.steps[0]), frame.step * (phase.steps[1] - phase.steps[0]) as f64);
                rect class=(class(phase.kind)) x=(short(x)) y=(short(BAND_TOP - 18.0)) width=(short(w))
                    height=(short(frame.balance_bottom - BAND_TOP + 18.0)) {}
                @if width(phase.kind.name(), 12.5) + 8.0 <= w {
                    text class="strong middle" x=(short(x + w / 2.0)) y=(short(BAND_TOP - 4.0)) { (words::capital(phase.kind.name())) }
                }
            }
        }
    }
}

/// Which turns have a number: the phase, the number's place from left, and its row; where both rows are full, none.
fn dots(phases: &[Phase], step: f64) -> Vec<(usize, f64, usize)> {
    let mut free = [f64::NEG_INFINITY; 2];
    let mut dots = Vec::new();
    for (n, phase) in phases.iter().enumerate().skip(1) {
        let x = LEFT + step * phase.steps[0] as f64;
        if let Some(row) = free.iter().position(|until| x - RADIUS > *until) {
            free[row] = x + RADIUS + 1.0;
            dots.push((n, x, row));
        }
    }
    dots
}

/// A number at each turn, which leads to the phase in the list.
fn turns(phases: &[Phase], frame: &Frame, linked: bool) -> Markup {
    let dot = |n: usize, x: f64, y: f64| {
        html! {
            circle class="turn-dot" cx=(short(x)) cy=(short(y)) r=(short(RADIUS)) {}
            text class="strong middle" x=(short(x)) y=(short(y + 4.0)) { (n + 1) }
        }
    };
    html! {
        @for phase in phases.iter().skip(1) {
            @let x = short(frame.x(phase.steps[0]));
            path class="turn-line" d={ "M" (x) " " (short(BAND_TOP - 18.0)) "V" (short(frame.balance_bottom)) } {}
        }
        @for (n, x, row) in dots(phases, frame.step) {
            @let y = DOTS + ROW * row as f64;
            @if linked {
                a href={ "#phase-" (n + 1) } aria-label={ "Phase " (n + 1) ", " (phases[n].kind.name()) } { (dot(n, x, y)) }
            } @else {
                (dot(n, x, y))
            }
        }
    }
}

/// Counts by quad class.
fn bars(series: &Series, frame: &Frame) -> Markup {
    let most = |f: fn(&Point) -> u64| series.points.iter().map(f).max().unwrap_or(0) as f64;
    let (up, down) = (most(|p| p.balance().0), most(|p| p.balance().1));
    let room = frame.bars_bottom - frame.bars_top;
    let unit = room / (up + down).max(1.0);
    let zero = frame.bars_top + up * unit;
    let wide = (frame.step * 0.8).clamp(0.5, 36.0);
    let mut paths = [String::new(), String::new(), String::new(), String::new()];
    for (i, point) in series.points.iter().enumerate() {
        let x = frame.x(i) + (frame.step - wide) / 2.0;
        // What is material stands next to the zero line.
        for (near, far, sign) in [(1, 0, -1.0), (3, 2, 1.0)] {
            let (a, b) = (point.quads[near] as f64 * unit, point.quads[far] as f64 * unit);
            bar(&mut paths[near], x, wide, zero, sign * a);
            bar(&mut paths[far], x, wide, zero + sign * a, sign * b);
        }
    }
    let gap = axis::step(up + down, 6, 1.0);
    html! {
        (levels(-down, up, gap, frame, |v| zero - v * unit))
        text class="small" x="4" y=(short(frame.bars_top - 12.0)) { "acts" }
        @for (q, d) in paths.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
            path class={ "q" (q + 1) } d=(d) {}
        }
        path class="zero" d={ "M" (short(LEFT)) " " (short(zero)) "H" (short(frame.right())) } {}
    }
}

/// Adds a bar to a path; upwards where the height is below zero.
pub(crate) fn bar(path: &mut String, x: f64, wide: f64, y: f64, height: f64) {
    if height != 0.0 {
        path.push_str(&format!("M{x:.1} {y:.1}h{wide:.1}v{height:.1}h-{wide:.1}z"));
    }
}

/// Lines at round values with their numbers; those below zero are counts too, and stand without a sign in the bars.
fn levels(low: f64, high: f64, gap: f64, frame: &Frame, y: impl Fn(f64) -> f64) -> Markup {
    let first = (low / gap).ceil() as i64;
    let last = (high / gap).floor() as i64;
    html! {
        @for value in (first..=last).map(|n| n as f64 * gap) {
            path class="grid" d={ "M" (short(LEFT)) " " (short(y(value))) "H" (short(frame.right())) } {}
            text class="small end" x=(short(LEFT - 6.0)) y=(short(y(value) + 4.0)) { (words::number(value.abs() as u64)) }
        }
    }
}

/// The sum of the Goldstein scores as a line.
fn balance(series: &Series, frame: &Frame) -> Markup {
    let sums: Vec<f64> = series.points.iter().map(|p| p.goldstein_sum).collect();
    let high = sums.iter().copied().fold(0.0, f64::max);
    let low = sums.iter().copied().fold(0.0, f64::min);
    let range = (high - low).max(1.0);
    let unit = (frame.balance_bottom - frame.balance_top - 8.0) / range;
    let y = |v: f64| frame.balance_top + 4.0 + (high - v) * unit;
    let gap = axis::step(range, 4, 1.0);
    let ticks: Vec<f64> = ((low / gap).ceil() as i64..=(high / gap).floor() as i64).map(|n| n as f64 * gap).collect();
    let centre = |i: usize| frame.x(i) + frame.step / 2.0;
    let line: Vec<String> = sums.iter().enumerate().map(|(i, v)| format!("{:.1} {:.1}", centre(i), y(*v))).collect();
    html! {
        text class="small" x=(short(LEFT)) y=(short(frame.balance_top - 5.0)) {
            (if frame.room == Room::Wide { "Balance: sum of Goldstein scores (above 0 friendly, below 0 hostile)" } else { "Balance: sum of Goldstein scores" })
        }
        @for v in ticks {
            path class=(if v == 0.0 { "zero" } else { "grid" }) d={ "M" (short(LEFT)) " " (short(y(v))) "H" (short(frame.right())) } {}
            text class="small end" x=(short(LEFT - 6.0)) y=(short(y(v) + 4.0)) { (signed(v)) }
        }
        path class="balance" d={ "M" (line.join("L")) } {}
        @if series.points.len() <= 60 {
            @for (i, v) in sums.iter().enumerate().filter(|(_, v)| **v != 0.0) {
                circle class="balance-dot" cx=(short(centre(i))) cy=(short(y(*v))) r="2.6" {}
            }
        }
    }
}

/// With a true minus.
pub(crate) fn signed(v: f64) -> String {
    let text = short(v.abs());
    if v < 0.0 { format!("−{text}") } else { text }
}

/// The days below a series.
pub(crate) fn time_axis(series: &Series, frame: &Axis) -> Markup {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else { return html! {} };
    let parts = ((frame.right() - LEFT) / 78.0) as usize;
    let place = |day: Date| {
        // Between steps by the days: a week holds the first of a month.
        let i = series.points.partition_point(|p| p.start <= day).saturating_sub(1);
        let start = series.points[i].start;
        let next = series.unit.next(start).unwrap_or(start);
        let days = |a: Date, b: Date| f64::from((b - a).get_days());
        let share = if series.unit == Unit::Day { 0.5 } else { days(start, day) / days(start, next).max(1.0) };
        frame.x(i) + frame.step * share
    };
    html! {
        @for (day, label) in axis::days(first.start, last.start, parts) {
            @let x = place(day);
            @let half = width(&label, 11.0) / 2.0;
            path class="grid" d={ "M" (short(x)) " " (short(frame.bottom)) "v4" } {}
            text class="small middle" x=(short(x.clamp(half, frame.room.width() - half))) y=(short(frame.bottom + 17.0)) { (label) }
        }
    }
}

/// What the mouse is told over a step.
fn answers(series: &Series, frame: &Frame) -> Markup {
    if series.points.len() > ANSWERING {
        return html! {};
    }
    html! {
        @for (i, p) in series.points.iter().enumerate().filter(|(_, p)| p.count() > 0) {
            rect class="hit" x=(short(frame.x(i))) y=(short(frame.bars_top)) width=(short(frame.step)) height=(short(frame.balance_bottom - frame.bars_top)) {
                title { (point(p, series.unit)) }
            }
        }
    }
}

/// A step in words.
fn point(p: &Point, unit: Unit) -> String {
    let from = match unit {
        Unit::Day => words::day_of(p.start),
        Unit::Week => format!("week from {}", words::day_of(p.start)),
        Unit::Month => format!("{} {}", words::month(p.start), p.start.year()),
    };
    let counts: Vec<String> = (1..=4u8)
        .filter(|q| p.quads[usize::from(*q) - 1] > 0)
        .map(|q| format!("{} {}", p.quads[usize::from(q) - 1], words::quad(q)))
        .collect();
    format!("{from}: {}; Goldstein sum {}", counts.join(", "), signed(p.goldstein_sum))
}

/// The legend below.
fn legend_of(frame: &Frame) -> Markup {
    let columns = if frame.room == Room::Wide { 4 } else { 2 };
    let left = if columns == 4 { LEFT } else { 8.0 };
    let wide = (frame.right() - left) / columns as f64;
    let top = frame.balance_bottom + 34.0;
    // Narrow, cooperation stands left and conflict right.
    let order: [u8; 4] = if columns == 4 { [1, 2, 4, 3] } else { [1, 3, 2, 4] };
    html! {
        @for (i, q) in order.into_iter().enumerate() {
            @let (x, y) = (left + wide * (i % columns) as f64, top + 18.0 * (i / columns) as f64);
            rect class={ "q" (q) } x=(short(x)) y=(short(y - 9.0)) width="11" height="11" {}
            text x=(short(x + 16.0)) y=(short(y + 1.0)) { (words::capital(words::quad(q))) }
        }
    }
}

/// The series as a table, for those who do not see the chart; steps without acts are left out.
pub(crate) fn table(series: &Series) -> Markup {
    html! {
        table class="numbers" {
            caption class="visually-hidden" { "Acts by " (unit(series.unit)) " and quad class" }
            thead {
                tr {
                    th scope="col" { (words::capital(unit(series.unit))) }
                    @for q in 1..=4u8 { th scope="col" { (words::capital(words::quad(q))) } }
                    th scope="col" { "Goldstein sum" }
                }
            }
            tbody {
                @for p in series.points.iter().filter(|p| p.count() > 0) {
                    tr {
                        th scope="row" { (p.start) }
                        @for n in p.quads { td { (words::number(n)) } }
                        td { (signed(p.goldstein_sum)) }
                    }
                }
            }
        }
    }
}
