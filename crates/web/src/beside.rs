//! The same dyad by the events of other programs, row under row on one time axis.
//!
//! Programs count differently, so each row has a scale of its own: what can be compared is when things moved, not how much.

use crate::chart::{Chart, Room, short};
use crate::course::{signed, time_axis, unit};
use crate::crisis::Crisis;
use crate::page::scrolling;
use crate::words;
use detente_series::{Point, Series};
use maud::{Markup, html};

/// Height of a row with its name.
const ROW: f64 = 84.0;

/// Height of a row's name.
const NAME: f64 = 22.0;

/// The name of our own row.
const OURS: &str = "detente";

/// A course with the program that it is from.
type Course<'c> = (&'c str, &'c Series);

/// Every course that has a step, detente's own first; `None` where there is no other.
fn courses(crisis: &Crisis) -> Option<Vec<Course<'_>>> {
    let others = crisis.beside.iter().map(|b| (b.program.as_str(), &b.series)).filter(|(_, s)| !s.points.is_empty());
    let mut all: Vec<Course> = vec![(OURS, crisis.series.as_ref()?)];
    all.extend(others);
    (all.len() > 1).then_some(all)
}

/// The part of the page; nothing where no other program's events were read in.
pub(crate) fn beside(crisis: &Crisis) -> Markup {
    let Some(courses) = courses(crisis) else { return html! {} };
    html! {
        h3 id="beside" { "Beside other programs" }
        p class="note" {
            "Events of other programs that were read in, for the same countries, days and steps. Each row has a scale of its own, as programs count differently: compare when things moved, not how much."
        }
        @for room in [Room::Wide, Room::Narrow] { (chart(crisis, &courses, room).inline(room)) }
        (scrolling("Acts in the whole period", &totals(&courses)))
        details { summary { "The numbers of each program" } (scrolling("The numbers of each program", &steps(&courses))) }
    }
}

fn chart(crisis: &Crisis, courses: &[Course], room: Room) -> Chart {
    let bottom = ROW * courses.len() as f64;
    let series = courses[0].1;
    let axis = crate::course::Axis { room, step: crate::course::step(room, series.points.len()), bottom };
    let body = html! {
        g aria-hidden="true" {
            @for (n, (program, series)) in courses.iter().enumerate() { (row(program, series, &axis, ROW * n as f64)) }
            (time_axis(series, &axis))
        }
    };
    let [a, b] = &series.dyad;
    let name = |code: &String| crisis.names.get(code).unwrap_or(code).clone();
    let programs: Vec<String> = courses.iter().map(|(p, _)| (*p).to_owned()).collect();
    Chart {
        id: "beside",
        title: format!("{} and {} by {}, as {} count", name(a), name(b), unit(series.unit), words::list(&programs)),
        description: "A row for each program: bars upwards are acts of cooperation, bars downwards acts of conflict. The table below has the numbers.".to_owned(),
        note: "",
        height: bottom + 26.0,
        body,
    }
}

/// One program's bars around a line of their own.
fn row(program: &str, series: &Series, axis: &crate::course::Axis, top: f64) -> Markup {
    let most = |f: fn(&Point) -> u64| series.points.iter().map(f).max().unwrap_or(0) as f64;
    let (up, down) = (most(|p| p.balance().0), most(|p| p.balance().1));
    let scale = (ROW - NAME - 6.0) / (up + down).max(1.0);
    let zero = top + NAME + up * scale;
    let wide = (axis.step * 0.8).clamp(0.5, 36.0);
    let mut paths = [String::new(), String::new()];
    for (i, point) in series.points.iter().enumerate() {
        let x = axis.x(i) + (axis.step - wide) / 2.0;
        let (good, bad) = point.balance();
        crate::course::bar(&mut paths[0], x, wide, zero, -(good as f64 * scale));
        crate::course::bar(&mut paths[1], x, wide, zero, bad as f64 * scale);
    }
    html! {
        text class="strong" x=(short(axis.left())) y=(short(top + 15.0)) { (program) }
        text class="small end" x=(short(axis.right())) y=(short(top + 15.0)) { "highest: " (words::number(up as u64)) " up, " (words::number(down as u64)) " down" }
        @for (class, d) in ["q2", "q4"].into_iter().zip(&paths).filter(|(_, d)| !d.is_empty()) { path class=(class) d=(d) {} }
        path class="zero" d={ "M" (short(axis.left())) " " (short(zero)) "H" (short(axis.right())) } {}
    }
}

fn totals(courses: &[Course]) -> Markup {
    let sum = |s: &Series, f: fn(&Point) -> u64| words::number(s.points.iter().map(f).sum());
    html! {
        table class="numbers" {
            caption { "Acts in the whole period" }
            thead { tr { th scope="col" { "Program" } th scope="col" { "Cooperation" } th scope="col" { "Conflict" } th scope="col" { "Goldstein sum" } } }
            tbody {
                @for (program, s) in courses {
                    tr {
                        th scope="row" { (program) }
                        td { (sum(s, |p| p.balance().0)) }
                        td { (sum(s, |p| p.balance().1)) }
                        td { (signed(s.points.iter().map(|p| p.goldstein_sum).sum())) }
                    }
                }
            }
        }
    }
}

/// Step by step; steps in which no program has an act are left out.
fn steps(courses: &[Course]) -> Markup {
    let step = courses[0].1;
    let any = |i: &usize| courses.iter().any(|(_, s)| s.points.get(*i).is_some_and(|p| p.count() > 0));
    html! {
        table class="numbers" {
            caption class="visually-hidden" { "Acts of cooperation and of conflict by " (unit(step.unit)) " and program" }
            thead {
                tr {
                    th scope="col" { (words::capital(unit(step.unit))) }
                    @for (program, _) in courses { th scope="col" { (program) ", cooperation" } th scope="col" { (program) ", conflict" } }
                }
            }
            tbody {
                @for i in (0..step.points.len()).filter(any) {
                    tr {
                        th scope="row" { (step.points[i].start) }
                        @for (_, s) in courses {
                            @let (good, bad) = s.points.get(i).map(Point::balance).unwrap_or_default();
                            td { (words::number(good)) }
                            td { (words::number(bad)) }
                        }
                    }
                }
            }
        }
    }
}
