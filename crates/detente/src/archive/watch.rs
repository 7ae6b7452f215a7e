//! Alerts, each once.

use super::course::observations_of;
use super::{Archive, ArchiveError};
use detente_record::Incident;
use detente_series::{Alert, Fact, Observation, Rules, Standing, alerts};
use detente_store::Filter;
use jiff::civil::Date;

/// What rules found that was not told before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// New alerts, by day.
    pub alerts: Vec<Alert>,
}

/// What is watched.
#[derive(Debug, Clone, Copy)]
pub struct Watch<'a> {
    /// What is looked for.
    pub rules: &'a Rules,
    /// Which standings of incidents count.
    pub standing: Standing,
    /// The incidents that are looked at.
    pub filter: &'a Filter,
    /// First and last day of the alerts that are wanted.
    pub days: [Option<Date>; 2],
}

impl Archive {
    /// Holds rules against incidents; gives what they find that has not been marked as told.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn watch(&mut self, watch: &Watch<'_>) -> Result<Watched, ArchiveError> {
        let sent: Vec<Alert> = self
            .store
            .alerts()?
            .iter()
            .map(|body| serde_json::from_str(body).map_err(|e| ArchiveError::Stored { what: "an alert", reason: e.to_string() }))
            .collect::<Result<_, _>>()?;
        let (mut observations, mut incidents): (Vec<Observation>, Vec<Incident>) = (Vec::new(), Vec::new());
        self.store.incidents(watch.filter, &mut |i| {
            observations.extend(observations_of(&i));
            if !i.disputes.is_empty() {
                incidents.push(i);
            }
            Ok(())
        })?;
        let facts = Fact { observations: &observations, incidents: &incidents, standing: watch.standing };
        let [from, to] = watch.days;
        let mut alerts = alerts(watch.rules, facts, &sent);
        alerts.retain(|a| from.is_none_or(|from| from <= a.day) && to.is_none_or(|to| a.day <= to));
        Ok(Watched { alerts })
    }

    /// Tells what rules find that was not told before, each alert once, however many processes watch. What `tell` could not
    /// tell is not marked as told.
    ///
    /// # Errors
    /// When the store can't, or `tell` fails; what was told before stays marked.
    pub fn tell_new<E: From<ArchiveError>>(&mut self, watch: &Watch<'_>, tell: &mut dyn FnMut(&Alert) -> Result<(), E>) -> Result<(), E> {
        // In this order: what another process tells in between makes the number older, and the alerts are looked for anew.
        let mut told = self.told()?;
        let mut waiting = self.watch(watch)?.alerts;
        while !waiting.is_empty() {
            self.alone(|archive| -> Result<(), E> {
                if archive.told()? != told {
                    // Another process has told something in between.
                    waiting = archive.watch(watch)?.alerts;
                    told = archive.told()?;
                }
                if !waiting.is_empty() {
                    let alert = waiting.remove(0);
                    tell(&alert)?;
                    archive.mark(&alert)?;
                    told += 1;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// How many alerts were told.
    fn told(&mut self) -> Result<usize, ArchiveError> {
        Ok(self.store.alerts()?.len())
    }

    fn mark(&mut self, alert: &Alert) -> Result<(), ArchiveError> {
        let body = serde_json::to_string(alert).map_err(|e| ArchiveError::Stored { what: "an alert", reason: e.to_string() })?;
        Ok(self.store.put_alert(&alert.rule, &alert.day.to_string(), &body)?)
    }
}
