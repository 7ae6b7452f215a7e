//! What codings of the same report differ in, and what could not be read.

use super::{Archive, ArchiveError};
use detente_record::PlacedProblem;
use detente_record::change::Changes;
use detente_store::{Filter, StoreError};

impl Archive {
    /// Hands what the current coding of each report changes against the one before to `each`, by report; of those reports
    /// that were coded more than once, and only events that `filter` wants in one of the two codings.
    ///
    /// # Errors
    /// When a report of `filter` is not in the store, the store can't answer, or `each` fails.
    pub fn changes(&mut self, filter: &Filter, each: &mut dyn FnMut(Changes) -> Result<(), StoreError>) -> Result<(), ArchiveError> {
        self.know(&filter.documents)?;
        self.store.differences(filter, &mut |d| {
            let mut changes = Changes::between(d.document, [d.before, d.after], d.gone, d.new, d.changed);
            changes.text_changed = d.text_changed;
            // Of a changed event either side may be what is asked for.
            changes.gone.retain(|e| d.wanted.contains(&e.id));
            changes.new.retain(|e| d.wanted.contains(&e.id));
            changes.changed.retain(|c| d.wanted.contains(&c.before.id) || d.wanted.contains(&c.after.id));
            each(changes)
        })?;
        Ok(())
    }

    /// Hands every problem of the current codings to `each`, by report and place in it.
    ///
    /// # Errors
    /// When a report of `filter` is not in the store, the store can't answer, or `each` fails.
    pub fn problems(&mut self, filter: &Filter, each: &mut dyn FnMut(PlacedProblem) -> Result<(), StoreError>) -> Result<(), ArchiveError> {
        self.know(&filter.documents)?;
        self.store.problems(filter, &mut |p| each(PlacedProblem::new(p.problem, p.document, p.version, &p.text)))?;
        Ok(())
    }

    /// Refuses reports that are not there.
    fn know(&mut self, documents: &[String]) -> Result<(), ArchiveError> {
        for id in documents {
            if !self.store.has_document(id)? {
                return Err(ArchiveError::Missing(format!("no report `{id}` in the store; expected an id as `detente events` shows it")));
            }
        }
        Ok(())
    }
}
