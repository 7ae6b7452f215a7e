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
    /// Holds rules against the incidents that `filter` wants; gives what they find that has not been marked as told.
    ///
    /// # Errors
    /// When the store can't answer or holds something that can't be read.
    pub fn watch(&mut self, rules: &Rules, standing: Standing, filter: &Filter) -> Result<Watched, ArchiveError> {
        let sent: Vec<Alert> = self
            .store
            .alerts()?
            .iter()
            .map(|body| serde_json::from_str(body).map_err(|e| ArchiveError::Stored { what: "an alert", reason: e.to_string() }))
            .collect::<Result<_, _>>()?;
        let (mut observations, mut incidents): (Vec<Observation>, Vec<Incident>) = (Vec::new(), Vec::new());
        self.store.incidents(filter, &mut |i| {
            observations.extend(observations_of(&i));
            if !i.disputes.is_empty() {
                incidents.push(i);
            }
            Ok(())
        })?;
        let facts = Fact { observations: &observations, incidents: &incidents, standing };
        Ok(Watched { alerts: alerts(rules, facts, &sent) })
    }

    /// Marks an alert as told, after it has been.
    ///
    /// # Errors
    /// When the store can't.
    pub fn told(&mut self, alert: &Alert) -> Result<(), ArchiveError> {
        let body = serde_json::to_string(alert).map_err(|e| ArchiveError::Stored { what: "an alert", reason: e.to_string() })?;
        Ok(self.store.put_alert(&alert.rule, &alert.day.to_string(), &body)?)
    }
}
