//! An event as pairs of actors, for formats with one actor a side.

use crate::Actor;

/// One who acts and one to whom it is done; one of them may be unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'a> {
    /// Who acts.
    pub source: Option<&'a Actor>,
    /// To whom.
    pub target: Option<&'a Actor>,
}

/// The pairs of an event or incident. A compound actor gives a pair for each of its members. An act that goes both ways gives a
/// pair in each direction for any two across the sides and, within a side, for any two of different countries; where all
/// parties stand on one side, for any two. So the pairs of different countries are those of [`crate::dyads`].
pub fn pairs<'a>(source: &'a [Actor], target: &'a [Actor], reciprocal: bool) -> Vec<Pair<'a>> {
    let all: Vec<(usize, &Actor)> = source.iter().map(|a| (0, a)).chain(target.iter().map(|a| (1, a))).collect();
    let mut pairs = Vec::new();
    if reciprocal && all.len() > 1 {
        for (i, (a_side, a)) in all.iter().enumerate() {
            for (j, (b_side, b)) in all.iter().enumerate() {
                let abroad = a.country.is_some() && b.country.is_some() && a.country != b.country;
                if i != j && (a_side != b_side || target.is_empty() || abroad) {
                    pairs.push(Pair { source: Some(a), target: Some(b) });
                }
            }
        }
        return pairs;
    }
    let or_unknown =
        |actors: &'a [Actor]| -> Vec<Option<&'a Actor>> { if actors.is_empty() { vec![None] } else { actors.iter().map(Some).collect() } };
    for s in or_unknown(source) {
        for t in or_unknown(target) {
            pairs.push(Pair { source: s, target: t });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors(countries: &[&str]) -> Vec<Actor> {
        let country = |c: &str| (!c.is_empty()).then(|| c.to_owned());
        countries.iter().enumerate().map(|(i, c)| Actor { name: format!("{c}{i}"), country: country(c), ..Actor::default() }).collect()
    }

    fn names(source: &[&str], target: &[&str], reciprocal: bool) -> Vec<String> {
        let (s, t) = (actors(source), actors(target));
        let name = |a: Option<&Actor>| a.map_or("?".to_owned(), |a| a.country.clone().unwrap_or("-".to_owned()));
        pairs(&s, &t, reciprocal).iter().map(|p| format!("{}>{}", name(p.source), name(p.target))).collect()
    }

    #[test]
    fn a_compound_actor_gives_a_pair_for_each_member() {
        assert_eq!(names(&["USA", "GBR"], &["YEM"], false), ["USA>YEM", "GBR>YEM"]);
        assert_eq!(names(&["USA"], &[], false), ["USA>?"]);
        assert_eq!(names(&[], &[], false), ["?>?"]);
    }

    #[test]
    fn what_goes_both_ways_gives_a_pair_in_each_direction() {
        assert_eq!(names(&["IRN", "PAK"], &[], true), ["IRN>PAK", "PAK>IRN"]);
        assert_eq!(names(&["MMR"], &["MMR"], true), ["MMR>MMR", "MMR>MMR"]);
        assert_eq!(names(&["IRN"], &[], true), ["IRN>?"], "one party only");
        assert_eq!(names(&["FRA", "FRA"], &["DEU"], true), ["FRA>DEU", "FRA>DEU", "DEU>FRA", "DEU>FRA"], "two of one side and country");
    }
}
