//! Which reports were posted again under a later day, for what came in since the last time.

use super::{Archive, ArchiveError};
use detente_story::{Late, MOST_LATE, Telling, late};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Reports are looked at by stretches of so many days: the events around them are in memory together.
const STRETCH: i64 = 30;

/// Days after its own within which a report that comes in can show another to be late: a week for the weekday it names.
const SHOWS: i64 = MOST_LATE + 7;

impl Archive {
    /// Finds which reports were posted late, among those that came in and those that what came in can show to be so.
    pub(super) fn find_late(&mut self, origins: &BTreeMap<String, String>) -> Result<(), ArchiveError> {
        let days: Vec<Date> = self.store.days_of_waiting_reports()?.iter().filter_map(|d| d.parse().ok()).collect();
        for [from, to] in stretches(&days) {
            let asked = self.store.reports_between(&from.to_string(), &to.to_string())?;
            if asked.is_empty() {
                continue;
            }
            let first = from.saturating_sub(SHOWS.days());
            let telling = |e: detente_record::Event| {
                let origin = origins.get(&e.document.id).unwrap_or(&e.document.id).clone();
                Telling::new(e, origin)
            };
            let told: Vec<Telling> = self.store.told_between(&first.to_string(), &to.to_string())?.into_iter().map(telling).collect();
            let found = late(&told, |id| asked.contains(id)).into_iter().map(|(id, late)| (id, (late.days, late.reason))).collect();
            self.store.set_late(&asked, &found)?;
        }
        Ok(())
    }

    /// The reports that were posted late, by id.
    ///
    /// # Errors
    /// When the store can't answer.
    pub fn late(&mut self) -> Result<BTreeMap<String, Late>, ArchiveError> {
        Ok(self.store.late()?.into_iter().map(|(id, (days, reason))| (id, Late { days, reason })).collect())
    }
}

/// The days on which reports may turn out to be late, in stretches that do not overlap.
fn stretches(days: &[Date]) -> Vec<[Date; 2]> {
    let mut stretches: Vec<[Date; 2]> = Vec::new();
    let mut next: Option<Date> = None;
    for day in days {
        let end = day.saturating_add(SHOWS.days());
        let mut from = next.map_or(*day, |n| n.max(*day));
        while from <= end {
            let to = from.saturating_add((STRETCH - 1).days()).min(end);
            stretches.push([from, to]);
            from = to.saturating_add(1.day());
        }
        next = Some(next.map_or(from, |n| n.max(from)));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_day_is_looked_at_once() {
        let found = stretches(&[date(2024, 1, 1), date(2024, 1, 2), date(2024, 6, 1)]);
        let mut days: Vec<Date> = found.iter().flat_map(|[from, to]| from.series(1.day()).take_while(move |d| d <= to)).collect();
        let all = days.len();
        days.dedup();
        assert_eq!(days.len(), all);
        assert!(days.contains(&date(2024, 3, 11)) && !days.contains(&date(2024, 3, 13)), "{days:?}");
    }
}
