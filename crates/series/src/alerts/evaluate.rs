//! What rules find, each thing once.

use super::{Rule, RuleKind, Rules};
use crate::{Direction, Observation, Series, Standing, Unit, change_points};
use detente_record::{Aspect, Incident};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Name of the rule.
    pub rule: String,
    /// The day on which it came true.
    pub day: Date,
    /// In words, with the figures.
    pub message: String,
    /// Ids of the events or incidents that made it true.
    pub events: Vec<String>,
    /// What of an incident is disputed, if it is that.
    pub about: Option<Aspect>,
}

/// What rules are held against.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// Events or incidents by day.
    pub observations: &'a [Observation],
    /// Incidents with their disputes.
    pub incidents: &'a [Incident],
    /// Which observations count.
    pub standing: Standing,
}

/// All alerts that are not among those `sent` before, by day and rule.
///
/// A burst is told once: an alert of a rule is the same as one sent before if their days lie within the rule's own number
/// of days (two steps for a change), a dispute if it is about the same of the same incident. So it is told once, too, where
/// a report that comes in late moves the day.
pub fn alerts(rules: &Rules, facts: Fact<'_>, sent: &[Alert]) -> Vec<Alert> {
    let mut told = sent.to_vec();
    let mut new = Vec::new();
    for rule in &rules.rules {
        for alert in found(rule, facts) {
            if !told.iter().any(|t| same(rule, t, &alert)) {
                told.push(alert.clone());
                new.push(alert);
            }
        }
    }
    new.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| a.rule.cmp(&b.rule)).then_with(|| a.message.cmp(&b.message)));
    new
}

fn same(rule: &Rule, told: &Alert, new: &Alert) -> bool {
    let days = |limit: i64| told.rule == new.rule && distance(told.day, new.day) <= limit;
    match rule.kind {
        RuleKind::Threshold { days: d, .. } | RuleKind::First { days: d } => days(i64::from(d)),
        RuleKind::Change { unit: Unit::Day } => days(2),
        RuleKind::Change { unit: Unit::Week } => days(14),
        RuleKind::Change { unit: Unit::Month } => days(62),
        RuleKind::Dispute { .. } => told.rule == new.rule && told.about == new.about && told.events.iter().any(|e| new.events.contains(e)),
    }
}

fn distance(a: Date, b: Date) -> i64 {
    a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()).abs())
}

fn found(rule: &Rule, facts: Fact<'_>) -> Vec<Alert> {
    let mut of: Vec<&Observation> = facts.observations.iter().filter(|o| facts.standing.counts(o.factuality) && rule.counts(o)).collect();
    of.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| a.id.cmp(&b.id)));
    // An act that goes both ways stands once in each direction.
    of.dedup_by(|a, b| a.id == b.id && a.day == b.day);
    match &rule.kind {
        RuleKind::Threshold { count, days } => thresholds(rule, &of, *count, *days),
        RuleKind::First { days } => firsts(rule, &of, *days),
        RuleKind::Change { unit } => changes(rule, &of, facts, *unit),
        RuleKind::Dispute { about } => disputes(rule, facts.incidents, about),
    }
}

impl Rule {
    fn counts(&self, o: &Observation) -> bool {
        let pair = |[a, b]: &[String; 2]| (o.source == *a && o.target == *b) || (!self.directed && o.source == *b && o.target == *a);
        self.dyad.as_ref().is_none_or(pair) && self.wants(&o.event_type, o.quad_class)
    }

    fn wants(&self, event_type: &str, quad: u8) -> bool {
        (self.types.is_empty() || self.types.iter().any(|t| t == event_type)) && (self.quad.is_empty() || self.quad.contains(&quad))
    }

    fn alert(&self, day: Date, message: String, events: Vec<String>) -> Alert {
        Alert { rule: self.name.clone(), day, message, events, about: None }
    }
}

/// One alert each time that the number within the window reaches `count` from below.
fn thresholds(rule: &Rule, of: &[&Observation], count: u64, days: u32) -> Vec<Alert> {
    let mut alerts = Vec::new();
    let (mut first, mut above) = (0, false);
    for (i, o) in of.iter().enumerate() {
        while distance(of[first].day, o.day) >= i64::from(days) {
            first += 1;
        }
        let n = (i + 1 - first) as u64;
        if i == first {
            above = false;
        }
        if n >= count && !above {
            above = true;
            let events = of[first..=i].iter().map(|o| o.id.clone()).collect();
            alerts.push(rule.alert(o.day, format!("{n} events within {days} days; the rule asks for {count}"), events));
        } else if n < count {
            above = false;
        }
    }
    alerts
}

/// One alert for each event with none in the days before it.
fn firsts(rule: &Rule, of: &[&Observation], days: u32) -> Vec<Alert> {
    let first = |i: usize| i == 0 || distance(of[i - 1].day, of[i].day) > i64::from(days);
    (0..of.len())
        .filter(|&i| first(i))
        .map(|i| {
            let before = i.checked_sub(1).map_or_else(|| "none is known before".to_owned(), |b| format!("the last was on {}", of[b].day));
            rule.alert(of[i].day, format!("the first within {days} days: {}; {before}", of[i].event_type), vec![of[i].id.clone()])
        })
        .collect()
}

/// One alert for each new level of the series from the first day with an event to the last.
fn changes(rule: &Rule, of: &[&Observation], facts: Fact<'_>, unit: Unit) -> Vec<Alert> {
    let (Some(dyad), Some(first), Some(last)) = (&rule.dyad, of.first(), of.last()) else { return Vec::new() };
    let direction = if rule.directed { Direction::Directed } else { Direction::Undirected };
    let own: Vec<Observation> = of.iter().map(|o| (*o).clone()).collect();
    let Ok(series) = Series::of(dyad.clone(), direction, unit, [first.day, last.day], &own, facts.standing) else { return Vec::new() };
    let changes = change_points(&series);
    let mut bounds = vec![0];
    bounds.extend(&changes);
    bounds.push(series.points.len());
    let level = |from: usize, to: usize| series.points[from..to].iter().map(|p| p.goldstein_sum).sum::<f64>() / (to - from) as f64;
    bounds
        .windows(3)
        .map(|w| {
            let start = series.points[w[1]].start;
            let until = unit.next(start).unwrap_or(Date::MAX);
            let events = of.iter().filter(|o| (start..until).contains(&o.day)).map(|o| o.id.clone()).collect();
            rule.alert(
                start,
                format!("a new level: {:.1} a step, before it {:.1} (Goldstein)", level(w[1], w[2]), level(w[0], w[1])),
                events,
            )
        })
        .collect()
}

/// One alert for each disputed aspect of an incident.
fn disputes(rule: &Rule, incidents: &[Incident], about: &[Aspect]) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for incident in incidents
        .iter()
        .filter(|i| rule.wants(&i.event_type, i.quad_class) && rule.dyad.as_ref().is_none_or(|d| between(i, d, rule.directed)))
    {
        let Some(day) = incident.date.as_ref().and_then(|d| d.start.parse().ok()) else { continue };
        for dispute in incident.disputes.iter().filter(|d| about.is_empty() || about.contains(&d.about)) {
            let values: Vec<&str> = dispute.positions.iter().map(|p| p.value.as_str()).collect();
            let events = incident.accounts.iter().map(|a| a.event.id.clone()).collect();
            let mut alert = rule.alert(day, format!("{} disputed: {}", dispute.about.name(), values.join(" / ")), events);
            alert.about = Some(dispute.about);
            alerts.push(alert);
        }
    }
    alerts
}

fn between(incident: &Incident, [a, b]: &[String; 2], directed: bool) -> bool {
    let has = |side: &[detente_record::Actor], c: &String| side.iter().any(|p| p.country.as_ref() == Some(c));
    let (source, target) = (&incident.source, &incident.target);
    let both = |x, y| (has(source, x) && has(target, y)) || (incident.reciprocal && has(source, x) && has(source, y));
    both(a, b) || (!directed && both(b, a))
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{Factuality, intensity};
    use jiff::civil::date;

    fn strike(id: &str, day: i8) -> Observation {
        Observation {
            id: id.to_owned(),
            day: date(2024, 1, day),
            source: "IRN".to_owned(),
            target: "PAK".to_owned(),
            event_type: "ASSAULT".to_owned(),
            quad_class: 4,
            goldstein: -10.0,
            intensity: intensity("ASSAULT").unwrap_or_default(),
            factuality: Factuality::Actual,
        }
    }

    fn told(rules: &str, observations: &[Observation], sent: &[Alert]) -> Vec<Alert> {
        let rules = Rules::read(rules).expect("good rules");
        alerts(&rules, Fact { observations, incidents: &[], standing: Standing::HAPPENED }, sent)
    }

    const THRESHOLD: &str = "[[rule]]\nname = \"strikes\"\ndyad = [\"PAK\", \"IRN\"]\nkind = \"threshold\"\ncount = 3\ndays = 7";
    const FIRST: &str = "[[rule]]\nname = \"first\"\ndyad = [\"IRN\", \"PAK\"]\nkind = \"first\"\ndays = 10";

    #[test]
    fn a_threshold_is_told_when_it_is_reached_and_once_a_burst() {
        let strikes = [strike("a", 1), strike("b", 3), strike("c", 7), strike("d", 8), strike("e", 20)];
        let found = told(THRESHOLD, &strikes, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].day, found[0].events.join(" ")), (date(2024, 1, 7), "a b c".to_owned()));
    }

    #[test]
    fn a_day_outside_the_window_does_not_count() {
        assert_eq!(told(THRESHOLD, &[strike("a", 1), strike("b", 4), strike("c", 8)], &[]), [], "seven days are the 1st to the 7th");
    }

    #[test]
    fn a_first_is_told_again_after_the_quiet_days() {
        let days: Vec<Date> = told(FIRST, &[strike("a", 1), strike("b", 5), strike("c", 16)], &[]).iter().map(|a| a.day).collect();
        assert_eq!(days, [date(2024, 1, 1), date(2024, 1, 16)]);
    }

    #[test]
    fn what_was_sent_is_not_sent_again_even_if_a_late_report_moves_the_day() {
        let strikes = [strike("b", 3), strike("c", 5), strike("d", 8)];
        let sent = told(THRESHOLD, &strikes, &[]);
        assert_eq!(sent[0].day, date(2024, 1, 8));
        let late = [vec![strike("a", 2)], strikes.to_vec()].concat();
        assert_eq!(told(THRESHOLD, &late, &sent), []);
    }

    #[test]
    fn threats_and_denials_set_off_nothing_by_default() {
        let mut denied = strike("a", 1);
        denied.factuality = Factuality::Denied;
        let mut alleged = strike("b", 2);
        alleged.factuality = Factuality::Alleged;
        assert_eq!(told(FIRST, &[denied, alleged], &[]), []);
    }
}
