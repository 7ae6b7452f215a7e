//! Alerts, each once.

use super::course::observations_of;
use super::{Archive, ArchiveError};
use detente_record::Incident;
use detente_series::{Alert, Fact, Observation, Rules, Standing, alerts};
use detente_store::Filter;

/// What rules found that was not told before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// New alerts, by day.
    pub alerts: Vec<Alert>,
}

impl Archive {
    /// Holds rules against the incidents; gives what they find that has not been marked as told.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn watch(&mut self, rules: &Rules, standing: Standing) -> Result<Watched, ArchiveError> {
        let sent: Vec<Alert> = self
            .store
            .alerts()?
            .iter()
            .map(|body| serde_json::from_str(body).map_err(|e| ArchiveError::Stored { what: "an alert", reason: e.to_string() }))
            .collect::<Result<_, _>>()?;
        let (mut observations, mut incidents): (Vec<Observation>, Vec<Incident>) = (Vec::new(), Vec::new());
        self.store.incidents(&Filter::default(), &mut |i| {
            observations.extend(observations_of(&i));
            if !i.disputes.is_empty() {
                incidents.push(i);
            }
            Ok(())
        })?;
        let facts = Fact { observations: &observations, incidents: &incidents, standing };
        Ok(Watched { alerts: alerts(rules, facts, &sent) })
    }

    /// Tells what rules find that was not told before, each alert once, however many processes watch. What `tell` could not
    /// tell is not marked as told.
    ///
    /// # Errors
    /// When the store can't, or `tell` fails; what was told before stays marked.
    pub fn tell_new<E: From<ArchiveError>>(
        &mut self,
        rules: &Rules,
        standing: Standing,
        tell: &mut dyn FnMut(&Alert) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut waiting = self.watch(rules, standing)?.alerts;
        let mut told = self.told()?;
        while !waiting.is_empty() {
            self.alone(|archive| -> Result<(), E> {
                if archive.told()? != told {
                    // Another process has told something in between.
                    waiting = archive.watch(rules, standing)?.alerts;
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
