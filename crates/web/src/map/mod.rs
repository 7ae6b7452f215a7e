//! Where it happened, no more exactly than the record knows: a dot for a town, a soft area for a province, a hatched country
//! for a country, nothing for nothing.

mod labels;
mod outlines;
mod places;
mod view;

pub(crate) use places::{Place, places};

use crate::axis;
use crate::chart::{Area, Chart, Room, short};
use crate::crisis::Crisis;
use crate::words;
use detente_record::Precision;
use labels::Labels;
use maud::{Markup, html};
use outlines::Country;
use std::collections::BTreeMap;
use view::{Extent, View, cut};

/// Below a map that stands alone.
const NOTE: &str = "Dot: town. Soft area: province. Hatching: no nearer place than the country. Orange: conflict prevails; blue: cooperation. Outlines: Natural Earth.";

/// Half of a province, about: the radius in kilometres of the circle that stands for one whose outline is not known.
const PROVINCE: f64 = 120.0;

/// Outlines are cut a little outside the frame, so that the cut is not seen.
const BEYOND: f64 = 4.0;

/// A country as far as the frame shows it.
struct Shape<'a> {
    country: &'a Country,
    rings: Vec<Vec<[f64; 2]>>,
}

/// A province: its outline, or a circle about as large as provinces are.
struct Province<'p> {
    number: usize,
    place: &'p Place<'p>,
    /// Its middle.
    at: [f64; 2],
    radius: f64,
    /// Empty where the outline is not known.
    rings: Vec<Vec<[f64; 2]>>,
}

impl Province<'_> {
    fn mark(&self) -> Markup {
        let class = format!("area q{}", self.place.quad());
        html! {
            @if self.rings.is_empty() {
                circle class=(class) cx=(short(self.at[0])) cy=(short(self.at[1])) r=(short(self.radius)) { title { (self.place.label()) } }
            } @else {
                path class=(class) fill-rule="evenodd" d=(outline(&self.rings)) { title { (self.place.label()) } }
            }
        }
    }
}

/// So many towns of a dot are named to those who listen.
const NAMED: usize = 6;

/// A dot: one town, or several that would cover each other.
struct Dot<'p> {
    at: [f64; 2],
    radius: f64,
    places: Vec<(usize, &'p Place<'p>)>,
}

impl Dot<'_> {
    fn incidents(&self) -> usize {
        self.places.iter().map(|(_, p)| p.incidents.len()).sum()
    }

    fn name(&self) -> String {
        match self.places.as_slice() {
            [(_, one)] => one.name.clone(),
            [(_, first), rest @ ..] => format!("{} and {} near", first.name, rest.len()),
            [] => String::new(),
        }
    }
}

/// What the map leaves out, in words for below it.
pub(crate) struct Drawn {
    pub chart: Chart,
    /// Names of places outside the frame.
    pub outside: Vec<String>,
}

/// The map for a room; `None` where no incident has a place. `linked`: whether marks lead to the list of places.
pub(crate) fn chart(crisis: &Crisis, all: &[Place<'_>], room: Room, linked: bool) -> Option<Drawn> {
    let countries = outlines::countries();
    let height = if room == Room::Wide { 470.0 } else { 360.0 };
    let view = View::of(extent(crisis, all, &countries)?, room.width(), height);
    let shapes = shapes(&countries, &view);
    let hatched: BTreeMap<&str, (usize, &Place)> = all
        .iter()
        .enumerate()
        .filter(|(_, p)| p.precision == Precision::Country)
        .filter_map(|(n, p)| p.country.map(|c| (c, (n, p))))
        .collect();
    let placed = |p: &Place| p.at.map(|at| view.spot(at)).filter(|at| view.shows(*at));
    let areas = provinces(all, &view);
    let dots = apart(dots(all, &placed));
    let mut labels = Labels::new(view.frame());
    let bar = scale_bar(&view, &mut labels);
    for dot in &dots {
        labels.take(square(dot.at, dot.radius));
    }
    let beside: Vec<Markup> = dots.iter().map(|dot| labels.beside(&dot.name(), dot.at, dot.radius)).collect();
    let around: Vec<Markup> =
        areas.iter().map(|a| labels.around(&format!("{}: {}", a.place.name, a.place.incidents.len()), a.at, a.radius)).collect();
    for area in &areas {
        labels.take(square(area.at, area.radius));
    }
    let countries = country_names(crisis, &shapes, &hatched, &view, &mut labels);
    let link = |n: usize, label: &str, body: Markup| {
        html! { @if linked { a href={ "#place-" (n + 1) } aria-label=(label) { (body) } } @else { (body) } }
    };
    let hatch = format!("hatch-{}", room.name());
    // A frame of its own cuts what lies outside.
    let size = [short(view.width), short(view.height)];
    let body = html! { svg width=(size[0]) height=(size[1]) viewBox={ "0 0 " (size[0]) " " (size[1]) } {
        defs { pattern id=(hatch) width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" { path class="hatch" d="M0 0V7" {} } }
        rect class="sea" width=(short(view.width)) height=(short(view.height)) {}
        @for shape in &shapes {
            path class="land" d=(outline(&shape.rings)) {}
            @if let Some((n, place)) = hatched.get(shape.country.code.as_str()) {
                (link(*n, &place.label(), html! { path fill={ "url(#" (hatch) ")" } d=(outline(&shape.rings)) { title { (place.label()) } } }))
            }
        }
        @for area in &areas { (link(area.number, &area.place.label(), area.mark())) }
        @for dot in &dots { (link(dot.places[0].0, &dot_label(dot), dot_mark(dot))) }
        g aria-hidden="true" {
            (countries)
            @for name in around.iter().chain(&beside) { (name) }
            (bar)
        }
    } };
    let outside =
        all.iter().filter(|p| p.precision != Precision::Country && p.at.is_some() && placed(p).is_none()).map(|p| p.name.clone()).collect();
    let description = description(all);
    Some(Drawn {
        chart: Chart { id: "map", title: "Where the incidents happened".to_owned(), description, note: NOTE, height, body },
        outside,
    })
}

fn description(all: &[Place]) -> String {
    let most: Vec<String> = all.iter().take(8).map(Place::label).collect();
    format!("A dot stands for a town, a soft area for a province, hatching for a whole country. Most incidents: {}.", most.join("; "))
}

/// What is to be seen: the places known to a province at least, or else the countries.
fn extent(crisis: &Crisis, all: &[Place], countries: &[Country]) -> Option<Extent> {
    let points: Vec<([f64; 2], usize)> =
        all.iter().filter(|p| p.precision != Precision::Country).filter_map(|p| p.at.map(|at| (at, p.incidents.len()))).collect();
    if let Some(extent) = view::extent(&points) {
        return Some(extent);
    }
    let codes: Vec<&str> = all.iter().filter_map(|p| p.country).collect();
    let dyad = crisis.dyad.iter().flatten().map(String::as_str).filter(|_| !codes.is_empty());
    let wanted: Vec<&str> = codes.iter().copied().chain(dyad).collect();
    let largest = |c: &Country| {
        let extents = c.polygons.iter().filter_map(|p| Extent::of(p.first()?.iter().copied()));
        extents.max_by(|a, b| surface(a).total_cmp(&surface(b)))
    };
    let extents = countries.iter().filter(|c| wanted.contains(&c.code.as_str())).filter_map(largest);
    Extent::of(extents.flat_map(|Extent([w, s, e, n])| [[w, s], [e, n]]))
}

fn surface(Extent([w, s, e, n]): &Extent) -> f64 {
    (e - w) * (n - s)
}

fn shapes<'a>(countries: &'a [Country], view: &View) -> Vec<Shape<'a>> {
    let seen = |country| Some(Shape { country, rings: seen(country, view) }).filter(|s| !s.rings.is_empty());
    countries.iter().filter_map(seen).collect()
}

/// What the frame shows of an outline.
fn seen(country: &Country, view: &View) -> Vec<Vec<[f64; 2]>> {
    let frame = view.frame();
    let area = Area { left: -BEYOND, top: -BEYOND, right: frame.right + BEYOND, bottom: frame.bottom + BEYOND };
    let mut rings = Vec::new();
    for ring in country.polygons.iter().flatten() {
        for shifted in view.turns(ring) {
            let placed: Vec<[f64; 2]> = ring.iter().map(|[x, y]| view.place([x + shifted, *y])).collect();
            let cut = thinned(cut(&placed, area));
            if cut.len() > 2 {
                rings.push(cut);
            }
        }
    }
    rings
}

/// The provinces whose middle the frame shows.
fn provinces<'p>(all: &'p [Place<'p>], view: &View) -> Vec<Province<'p>> {
    let known = outlines::provinces();
    let ours = all.iter().enumerate().filter(|(_, p)| p.precision == Precision::Adm1);
    ours.filter_map(|(number, place)| {
        let at = place.at?;
        let spot = Some(view.spot(at)).filter(|spot| view.shows(*spot))?;
        let outline = place.country.and_then(|code| outlines::province(&known, code, place.adm1.unwrap_or(&place.name), at));
        let rings = outline.map(|o| seen(o, view)).unwrap_or_default();
        let radius = view.kilometres(PROVINCE).clamp(16.0, 120.0);
        Some(match middle(&rings) {
            Some((at, radius)) => Province { number, place, at, radius, rings },
            None => Province { number, place, at: spot, radius, rings: Vec::new() },
        })
    })
    .collect()
}

/// The middle of the largest part of an outline, and about half of its width.
fn middle(rings: &[Vec<[f64; 2]>]) -> Option<([f64; 2], f64)> {
    let bounds = |ring: &Vec<[f64; 2]>| {
        let of = |axis: usize, pick: fn(f64, f64) -> f64, from: f64| ring.iter().map(|p| p[axis]).fold(from, pick);
        [of(0, f64::min, f64::MAX), of(1, f64::min, f64::MAX), of(0, f64::max, f64::MIN), of(1, f64::max, f64::MIN)]
    };
    let size = |[w, n, e, s]: [f64; 4]| (e - w) * (s - n);
    let largest = rings.iter().map(bounds).max_by(|a, b| size(*a).total_cmp(&size(*b)))?;
    let [w, n, e, s] = largest;
    Some(([f64::midpoint(w, e), f64::midpoint(n, s)], (size(largest).sqrt() / 3.0).clamp(8.0, 90.0)))
}

/// Without points that lie nearly on each other.
fn thinned(ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let mut kept: Vec<[f64; 2]> = Vec::with_capacity(ring.len());
    for p in ring {
        if kept.last().is_none_or(|l| (l[0] - p[0]).abs() + (l[1] - p[1]).abs() > 0.7) {
            kept.push(p);
        }
    }
    kept
}

fn outline(rings: &[Vec<[f64; 2]>]) -> String {
    let mut path = String::new();
    for ring in rings {
        for (i, [x, y]) in ring.iter().enumerate() {
            path.push(if i == 0 { 'M' } else { 'L' });
            path.push_str(&format!("{} {}", short(*x), short(*y)));
        }
        path.push('Z');
    }
    path
}

/// Towns as dots; those that would cover each other are one.
fn dots<'p>(all: &'p [Place<'p>], placed: &impl Fn(&Place) -> Option<[f64; 2]>) -> Vec<Dot<'p>> {
    let mut dots: Vec<Dot> = Vec::new();
    for (n, place) in all.iter().enumerate().filter(|(_, p)| matches!(p.precision, Precision::Exact | Precision::City)) {
        let Some(at) = placed(place) else { continue };
        let size = radius(place.incidents.len());
        match dots.iter_mut().find(|d| (d.at[0] - at[0]).hypot(d.at[1] - at[1]) < d.radius + size * 0.8) {
            Some(dot) => {
                dot.places.push((n, place));
                dot.radius = radius(dot.incidents());
            }
            None => dots.push(Dot { at, radius: size, places: vec![(n, place)] }),
        }
    }
    dots
}

/// Until no dot covers the number of another, those that do become one, which stands where more happened.
fn apart(mut dots: Vec<Dot>) -> Vec<Dot> {
    let covers = |a: &Dot, b: &Dot| {
        let distance = (a.at[0] - b.at[0]).hypot(a.at[1] - b.at[1]);
        distance < a.radius.max(b.radius) + a.radius.min(b.radius) * 0.6
    };
    loop {
        dots.sort_by_key(|d| std::cmp::Reverse(d.incidents()));
        let pair = (0..dots.len()).find_map(|a| (a + 1..dots.len()).find(|b| covers(&dots[a], &dots[*b])).map(|b| (a, b)));
        let Some((a, b)) = pair else { return dots };
        let gone = dots.remove(b);
        dots[a].places.extend(gone.places);
        dots[a].radius = radius(dots[a].incidents());
    }
}

fn radius(incidents: usize) -> f64 {
    (5.0 + 2.6 * (incidents as f64).sqrt()).min(24.0)
}

fn dot_label(dot: &Dot) -> String {
    let mut named: Vec<String> = dot.places.iter().take(NAMED).map(|(_, p)| p.label()).collect();
    if dot.places.len() > NAMED {
        named.push(words::count(dot.places.len() - NAMED, "more town near", "more towns near"));
    }
    match dot.places.len() {
        1 => named.join(""),
        _ => format!("{}: {}", words::count(dot.incidents(), "incident", "incidents"), named.join("; ")),
    }
}

fn dot_mark(dot: &Dot) -> Markup {
    let [x, y] = dot.at;
    let n = dot.incidents();
    html! {
        circle class={ "place q" (dot.places[0].1.quad()) } cx=(short(x)) cy=(short(y)) r=(short(dot.radius)) { title { (dot_label(dot)) } }
        @if n > 1 { text class="number" x=(short(x)) y=(short(y + 4.0)) { (n) } }
    }
}

/// Names of countries: those of the dyad, those with incidents, and those that fill some of the frame.
fn country_names(crisis: &Crisis, shapes: &[Shape], hatched: &BTreeMap<&str, (usize, &Place)>, view: &View, labels: &mut Labels) -> Markup {
    let code = |s: &Shape| s.country.code.clone();
    let mut wanted: Vec<&Shape> = shapes.iter().collect();
    let matters = |s: &Shape| hatched.contains_key(s.country.code.as_str()) || crisis.dyad.iter().flatten().any(|c| *c == s.country.code);
    wanted.sort_by_key(|s| (!matters(s), code(s)));
    html! {
        @for shape in wanted {
            @let name = crisis.names.get(&shape.country.code).unwrap_or(&shape.country.name).to_uppercase();
            @let more = hatched.get(shape.country.code.as_str()).map(|(_, p)| format!("no nearer place: {}", p.incidents.len()));
            (labels.within(&name, more.as_deref(), &shape.rings, view))
        }
    }
}

/// The square around a circle.
fn square([x, y]: [f64; 2], radius: f64) -> Area {
    Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
}

/// A round distance, bottom left.
fn scale_bar(view: &View, labels: &mut Labels) -> Markup {
    let km = axis::step(view.width / 10.0 / view.kilometres(1.0), 1, 1.0);
    let (long, y) = (view.kilometres(km), view.height - 12.0);
    let text = format!("{} km", words::number(km as u64));
    labels.take(Area { left: 0.0, top: y - 12.0, right: 24.0 + long + crate::chart::width(&text, 11.0), bottom: view.height });
    html! {
        path class="zero" d={ "M12 " (short(y - 5.0)) "v5h" (short(long)) "v-5" } {}
        text class="small halo" x=(short(18.0 + long)) y=(short(y)) { (text) }
    }
}
