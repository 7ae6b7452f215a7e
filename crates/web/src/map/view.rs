//! The part of the world that is shown, and how degrees become places on the chart.

use crate::chart::Area;

/// A view shows at least so many degrees of latitude.
const SMALLEST: f64 = 5.0;

/// Room around what is shown, as a share of its size.
const MARGIN: f64 = 0.16;

/// Of the weight so much is shown for certain; what lies far from it is named below the map instead.
const SHOWN: f64 = 0.85;

/// What is left out after that is taken in where the view grows by no more than this.
const GROWTH: f64 = 1.25;

/// Kilometres of a degree of latitude.
const KILOMETRES: f64 = 111.32;

/// An equirectangular view whose middle latitude is true to scale both ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    centre: [f64; 2],
    /// Of a degree of latitude.
    scale: f64,
    /// Of the middle latitude.
    cos: f64,
    pub width: f64,
    pub height: f64,
}

/// West, south, east, north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent(pub [f64; 4]);

impl Extent {
    pub fn of(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Extent> {
        points.into_iter().fold(None, |extent: Option<Extent>, p| Some(extent.map_or(Extent([p[0], p[1], p[0], p[1]]), |e| e.with(p))))
    }

    pub fn with(self, [x, y]: [f64; 2]) -> Extent {
        let [w, s, e, n] = self.0;
        Extent([w.min(x), s.min(y), e.max(x), n.max(y)])
    }

    fn size(self) -> f64 {
        let [w, s, e, n] = self.0;
        (e - w).max(n - s).max(SMALLEST)
    }
}

/// The extent of what matters: the points around the weighted middle until most of the weight is in, then those that cost
/// little room.
pub(crate) fn extent(points: &[([f64; 2], usize)]) -> Option<Extent> {
    let points = &together(points)[..];
    let middle = [median(points, 0)?, median(points, 1)?];
    let far = |p: &[f64; 2]| (p[0] - middle[0]).hypot(p[1] - middle[1]);
    let mut by_distance: Vec<&([f64; 2], usize)> = points.iter().collect();
    by_distance.sort_by(|a, b| far(&a.0).total_cmp(&far(&b.0)));
    let total: usize = points.iter().map(|(_, n)| n).sum();
    let (mut extent, mut seen) = (Extent::of([middle])?, 0);
    for (point, n) in by_distance {
        let grown = extent.with(*point);
        if (seen as f64) < SHOWN * total as f64 || grown.size() <= GROWTH * extent.size() {
            extent = grown;
            seen += n;
        }
    }
    Some(extent)
}

/// The points with longitudes turned so that the widest gap between them is not crossed: Fiji and Samoa lie side by side.
fn together(points: &[([f64; 2], usize)]) -> Vec<([f64; 2], usize)> {
    let mut lons: Vec<f64> = points.iter().map(|(p, _)| p[0]).collect();
    lons.sort_by(f64::total_cmp);
    let gap = |i: usize| if i == 0 { lons[0] + 360.0 - lons[lons.len() - 1] } else { lons[i] - lons[i - 1] };
    let Some(after) = (0..lons.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b)).then(b.cmp(a))) else { return Vec::new() };
    let west = lons[after];
    points.iter().map(|([x, y], n)| ([if *x < west { x + 360.0 } else { *x }, *y], *n)).collect()
}

fn median(points: &[([f64; 2], usize)], axis: usize) -> Option<f64> {
    let mut sorted: Vec<(f64, usize)> = points.iter().map(|(p, n)| (p[axis], *n)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sorted.iter().map(|(_, n)| n).sum::<usize>().div_ceil(2);
    let mut seen = 0;
    sorted.into_iter().find_map(|(v, n)| {
        seen += n;
        (seen >= half).then_some(v)
    })
}

impl View {
    /// Shows an extent with a margin in a chart of a width and height.
    pub fn of(extent: Extent, width: f64, height: f64) -> View {
        let [w, s, e, n] = extent.0;
        let centre = [f64::midpoint(w, e), f64::midpoint(s, n)];
        let cos = centre[1].to_radians().cos().max(0.2);
        let tall = (n - s).max(SMALLEST) * (1.0 + 2.0 * MARGIN);
        let broad = (e - w).max(SMALLEST) * (1.0 + 2.0 * MARGIN) * cos;
        View { centre, scale: (width / broad).min(height / tall), cos, width, height }
    }

    pub fn place(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        [self.width / 2.0 + (lon - self.centre[0]) * self.cos * self.scale, self.height / 2.0 - (lat - self.centre[1]) * self.scale]
    }

    /// The same for a single point, by the shorter way around the globe.
    pub fn spot(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        let east = (lon - self.centre[0] + 180.0).rem_euclid(360.0) - 180.0;
        self.place([self.centre[0] + east, lat])
    }

    /// So many kilometres on the chart.
    pub fn kilometres(&self, km: f64) -> f64 {
        km / KILOMETRES * self.scale
    }

    /// By how many degrees a line must be turned around the globe to be seen: none where it is out of sight.
    pub fn turns(&self, ring: &[[f64; 2]]) -> Vec<f64> {
        let half = self.width / 2.0 / (self.cos * self.scale) + 1.0;
        let west = ring.iter().map(|p| p[0]).fold(f64::INFINITY, f64::min);
        let east = ring.iter().map(|p| p[0]).fold(f64::NEG_INFINITY, f64::max);
        let seen = |turn: &f64| west + turn <= self.centre[0] + half && east + turn >= self.centre[0] - half;
        [-720.0, -360.0, 0.0, 360.0, 720.0].into_iter().filter(seen).collect()
    }

    pub fn frame(&self) -> Area {
        Area { left: 0.0, top: 0.0, right: self.width, bottom: self.height }
    }

    pub fn shows(&self, [x, y]: [f64; 2]) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }
}

/// Cuts a closed line to an area (Sutherland and Hodgman 1974); empty where nothing of it is inside.
pub(crate) fn cut(ring: &[[f64; 2]], area: Area) -> Vec<[f64; 2]> {
    let sides: [(usize, f64, f64); 4] = [(0, area.left, 1.0), (0, area.right, -1.0), (1, area.top, 1.0), (1, area.bottom, -1.0)];
    let mut points = ring.to_vec();
    for (axis, bound, sign) in sides {
        let inside = |p: &[f64; 2]| (p[axis] - bound) * sign >= 0.0;
        let mut kept = Vec::with_capacity(points.len());
        for (i, p) in points.iter().enumerate() {
            let before = points[(i + points.len() - 1) % points.len()];
            if inside(p) != inside(&before) {
                let share = (bound - before[axis]) / (p[axis] - before[axis]);
                let mut crossing = [before[0] + share * (p[0] - before[0]), before[1] + share * (p[1] - before[1])];
                crossing[axis] = bound;
                kept.push(crossing);
            }
            if inside(p) {
                kept.push(*p);
            }
        }
        points = kept;
    }
    points
}

/// Whether a point lies inside closed lines, by the even-odd rule.
pub(crate) fn inside(rings: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> bool {
    let mut odd = false;
    for ring in rings {
        for (i, b) in ring.iter().enumerate() {
            let a = ring[(i + ring.len() - 1) % ring.len()];
            if (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] {
                odd = !odd;
            }
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_at_the_other_end_of_the_world_does_not_shrink_the_crisis() {
        let near: Vec<([f64; 2], usize)> = (0..10).map(|i| ([60.0 + f64::from(i) * 0.5, 27.0], 2)).collect();
        let mut points = near.clone();
        points.push(([-74.0, 40.7], 1));
        assert_eq!(extent(&points), extent(&near));
        let two = [([60.0, 27.0], 1), ([66.0, 30.0], 1)];
        assert_eq!(extent(&two), Some(Extent([60.0, 27.0, 66.0, 30.0])), "of two places both are shown");
        assert_eq!(extent(&[]), None);
    }

    #[test]
    fn what_lies_beyond_the_date_line_is_turned_into_sight() {
        let fiji = View::of(Extent([176.0, -19.0, 182.0, -16.0]), 300.0, 300.0);
        assert_eq!(fiji.turns(&[[-179.0, -17.0], [-178.5, -17.5]]), [360.0]);
        assert_eq!(fiji.turns(&[[10.0, 50.0], [12.0, 51.0]]), [0.0; 0]);
        let chukotka = [[170.0, 66.0], [190.0, 66.0]];
        let alaska = View::of(Extent([-168.0, 60.0, -150.0, 66.0]), 300.0, 300.0);
        assert_eq!(alaska.turns(&chukotka), [-360.0]);
        let pacific = [([178.4, -18.1], 1), ([-171.8, -13.8], 1)];
        assert_eq!(extent(&pacific), Some(Extent([178.4, -18.1, 188.2, -13.8])));
        let [x, _] = fiji.spot([-179.0, -17.0]);
        assert!((150.0..300.0).contains(&x), "{x}");
    }

    #[test]
    fn outlines_are_cut_at_the_frame() {
        let area = Area { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };
        let square = [[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]];
        let mut cut_square = cut(&square, area);
        cut_square.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        assert_eq!(cut_square, [[5.0, 5.0], [5.0, 8.0], [10.0, 5.0], [10.0, 8.0]]);
        assert!(cut(&[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], area).is_empty());
        assert!(inside(&[square.to_vec()], [6.0, 6.0]) && !inside(&[square.to_vec()], [4.0, 6.0]));
    }
}
