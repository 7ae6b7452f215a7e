//! Documents and events come out.

use crate::database::{Row, Value, by_list};
use crate::filter::Of;
use crate::rows::{NO_COUNTRY, SPEAKER};
use crate::session::Session;
use crate::{Filter, Store, StoreError};
use detente_record::{DocumentRef, Event, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// What identifies it.
    pub document: DocumentRef,
    /// Its text as given; empty where only its events were brought in.
    pub text: String,
    /// Its signature as put in.
    pub signature: Vec<u8>,
    /// The origin it belongs to, once that has been found.
    pub origin: Option<String>,
}

/// A problem with the document in which it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredProblem {
    /// The document.
    pub document: DocumentRef,
    /// Its text as given.
    pub text: String,
    /// The problem.
    pub problem: Problem,
    /// Version of the coding that met it.
    pub version: String,
}

/// The days by which events are looked up: their first day, or that of their report where they have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days<'d> {
    /// ISO 8601.
    Between {
        /// They begin on this day or later.
        first: &'d str,
        /// They begin on this day or earlier.
        last: &'d str,
        /// They end on this day or later.
        ending: &'d str,
    },
    /// None: neither is known, or the event lasts longer than two months.
    None,
}

/// What two codings of a document differ in.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The document, as it is now.
    pub document: DocumentRef,
    /// Whether the document's text is another one, too.
    pub text_changed: bool,
    /// Version of the older coding.
    pub before: String,
    /// Version of the newer one.
    pub after: String,
    /// Events that only the older one has.
    pub gone: Vec<Event>,
    /// Events that only the newer one has.
    pub new: Vec<Event>,
    /// Events with the same id that say something else, older and newer.
    pub changed: Vec<(Event, Event)>,
    /// Ids of those events of either coding that the filter wants.
    pub wanted: BTreeSet<String>,
}

impl Store {
    /// Hands every event that `filter` wants to `each`, by day, document and place in it; what has no day comes last.
    ///
    /// # Errors
    /// When the database can't answer, a record is damaged, or `each` fails.
    pub fn events(&mut self, filter: &Filter, each: &mut dyn FnMut(Event) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut w = filter.condition(Of::Events, self.db.json());
        let limit = filter.limit.and_then(|n| i64::try_from(n).ok()).map(|n| format!(" LIMIT {}", w.value(n))).unwrap_or_default();
        let sql = format!(
            "SELECT event.body FROM event WHERE {} ORDER BY CASE WHEN event.start_day IS NULL THEN 1 ELSE 0 END, event.start_day, event.document, event.key{limit}",
            w.sql()
        );
        self.db.each(&sql, &w.values, &mut |row| each(event(&row.text(0)?)?))
    }

    /// The current events with these ids, by id.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn events_by_id(&mut self, ids: &[String]) -> Result<Vec<Event>, StoreError> {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut found = BTreeMap::new();
        for (sql, values) in by_list(&ids, |marks| format!("SELECT body FROM event WHERE current = 1 AND id IN ({marks})")) {
            for e in self.db.rows(&sql, &values, |row| event(&row.text(0)?))? {
                found.insert(e.id.clone(), e);
            }
        }
        Ok(found.into_values().collect())
    }

    /// The current events of a document, in the order of their telling.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn events_of_document(&mut self, document: &str) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT body FROM event WHERE current = 1 AND document = $1 ORDER BY key";
        self.db.rows(sql, &[document.into()], |row| event(&row.text(0)?))
    }

    /// The current events that name a country on a side or as their place, in the order in which they came in; what names no country at
    /// all is found by `None`. Those whose id is `known` are left out unread; the others become known.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn events_of(&mut self, country: Option<&str>, days: Days<'_>, known: &mut BTreeSet<String>) -> Result<Vec<Event>, StoreError> {
        let mut values: Vec<Value> = vec![country.unwrap_or(NO_COUNTRY).into()];
        let (of_party, of_event) = match days {
            Days::Between { first, last, ending } => {
                values.extend([first.into(), last.into(), ending.into()]);
                ("day BETWEEN $2 AND $3", "COALESCE(end_day, published) >= $4")
            }
            Days::None => ("day IS NULL", "1 = 1"),
        };
        let sql = format!(
            "SELECT id, body FROM event WHERE key IN (SELECT event FROM party WHERE country = $1 AND side <> {SPEAKER} AND {of_party}) \
             AND current = 1 AND {of_event} ORDER BY key"
        );
        let mut found = Vec::new();
        self.db.each(&sql, &values, &mut |row| {
            let id = row.str(0)?;
            if !known.contains(id) {
                known.insert(id.to_owned());
                found.push(event(row.str(1)?)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Pairs of countries with the number of their current events, the most first; each pair once, in order of the alphabet.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn busiest_dyads(&mut self, limit: usize) -> Result<Vec<([String; 2], u64)>, StoreError> {
        let sql = "SELECT CASE WHEN source < target THEN source ELSE target END AS a, CASE WHEN source < target THEN target ELSE source END AS b, \
                   COUNT(*) AS n FROM dyad WHERE current = 1 AND back = 0 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $1";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db.rows(sql, &[limit.into()], |row| Ok(([row.text(0)?, row.text(1)?], u64::try_from(row.int(2)?).unwrap_or(0))))
    }

    /// Hands every document to `each`, by id.
    ///
    /// # Errors
    /// When the database can't answer or `each` fails.
    pub fn documents(&mut self, each: &mut dyn FnMut(StoredDocument) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = format!("SELECT {DOCUMENT}, text, signature, origin FROM document ORDER BY id");
        self.db.each(&sql, &[], &mut |row| {
            each(StoredDocument {
                document: reference(&row)?,
                text: row.text(6)?,
                signature: row.bytes(7).to_vec(),
                origin: row.maybe_text(8),
            })
        })
    }

    /// Hands every document with its signature to `each`, by id; with its text where it has no signature.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn signatures(&mut self, each: &mut dyn FnMut(DocumentRef, &[u8], &str)) -> Result<(), StoreError> {
        let sql = format!("SELECT {DOCUMENT}, signature, CASE WHEN LENGTH(signature) = 0 THEN text ELSE '' END FROM document ORDER BY id");
        self.db.each(&sql, &[], &mut |row| {
            each(reference(&row)?, row.bytes(6), row.str(7)?);
            Ok(())
        })
    }

    /// Hands every problem of the current codings to `each`, by document and place in it, of those documents that `filter`
    /// wants by id, publisher and day of publication.
    ///
    /// # Errors
    /// When the database can't answer or `each` fails.
    pub fn problems(&mut self, filter: &Filter, each: &mut dyn FnMut(StoredProblem) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut w = filter.of_documents(self.db.json());
        if let Some(text) = &filter.text {
            w.words("problem.message", text);
        }
        let limit = filter.limit.and_then(|n| i64::try_from(n).ok()).map(|n| format!(" LIMIT {}", w.value(n))).unwrap_or_default();
        let sql = format!(
            "SELECT {DOCUMENT}, document.text, problem.from_char, problem.to_char, problem.message, coding.version \
             FROM problem JOIN coding ON coding.key = problem.coding JOIN document ON document.id = coding.document \
             WHERE coding.current = 1 AND {} ORDER BY document.id, problem.from_char, problem.message{limit}",
            w.sql()
        );
        self.db.each(&sql, &w.values, &mut |row| {
            let at = |i: usize| row.int(i).ok().and_then(|n| usize::try_from(n).ok());
            let document = reference(&row)?;
            let problem = Problem { document: document.id.clone(), span: at(7).zip(at(8)).map(|(a, b)| [a, b]), message: row.text(9)? };
            each(StoredProblem { document, text: row.text(6)?, problem, version: row.text(10)? })
        })
    }

    /// Whether there is a document with this id.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn has_document(&mut self, id: &str) -> Result<bool, StoreError> {
        Ok(!self.db.rows("SELECT 1 FROM document WHERE id = $1", &[id.into()], |_| Ok(()))?.is_empty())
    }

    /// What the current coding of a document has changed against the one before; `None` where there is but one.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn difference(&mut self, document: &str) -> Result<Option<Difference>, StoreError> {
        let filter = Filter { documents: vec![document.to_owned()], ..Filter::default() };
        let mut found = None;
        self.differences(&filter, &mut |d| {
            found = Some(d);
            Ok(())
        })?;
        Ok(found)
    }

    /// Hands what the current coding of each document has changed against the one before to `each`, by document, of those
    /// documents that have more than one coding. A document of which `filter` wants no event of either coding is left out;
    /// of the others all events are given, with which of them it wants.
    ///
    /// # Errors
    /// When the database can't answer, a record is damaged, or `each` fails.
    pub fn differences(&mut self, filter: &Filter, each: &mut dyn FnMut(Difference) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let w = filter.of_documents(self.db.json());
        let several = "document.id IN (SELECT document FROM coding GROUP BY document HAVING COUNT(*) > 1)";
        let sql = format!("SELECT {DOCUMENT} FROM document WHERE {several} AND {} ORDER BY document.id", w.sql());
        let mut left = filter.limit.unwrap_or(u64::MAX);
        for document in self.db.rows(&sql, &w.values, |row| reference(&row))? {
            if left == 0 {
                break;
            }
            if let Some(difference) = self.difference_of(document, filter)? {
                left -= 1;
                each(difference)?;
            }
        }
        Ok(())
    }

    fn difference_of(&mut self, document: DocumentRef, filter: &Filter) -> Result<Option<Difference>, StoreError> {
        let sql = "SELECT key, version, hash FROM coding WHERE document = $1 ORDER BY current DESC, key DESC LIMIT 2";
        let codings = self.db.rows(sql, &[document.id.as_str().into()], |row| Ok((row.int(0)?, row.text(1)?, row.text(2)?)))?;
        let [(newer, after, new_hash), (older, before, old_hash)] = codings.as_slice() else { return Ok(None) };
        let of = |db: &mut Session, key: i64| -> Result<BTreeMap<String, Event>, StoreError> {
            let events = db.rows("SELECT body FROM event WHERE coding = $1", &[key.into()], |row| event(&row.text(0)?))?;
            Ok(events.into_iter().map(|e| (e.id.clone(), e)).collect())
        };
        let (old, mut new) = (of(&mut self.db, *older)?, of(&mut self.db, *newer)?);
        let mut wanted: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
        let (publishers, documents) = (Vec::new(), Vec::new());
        let asked = Filter { limit: None, publishers, documents, published_from: None, published_to: None, ..filter.clone() };
        if asked != Filter::default() {
            let mut w = asked.condition(Of::Codings, self.db.json());
            let (a, b) = (w.value(*newer), w.value(*older));
            let sql = format!("SELECT event.id FROM event WHERE event.coding IN ({a}, {b}) AND {}", w.sql());
            wanted = self.db.rows(&sql, &w.values, |row| row.text(0))?.into_iter().collect();
            if wanted.is_empty() {
                return Ok(None);
            }
        }
        let mut difference = Difference {
            document,
            text_changed: old_hash != new_hash,
            before: before.clone(),
            after: after.clone(),
            gone: Vec::new(),
            new: Vec::new(),
            changed: Vec::new(),
            wanted,
        };
        for (id, event) in old {
            match new.remove(&id) {
                None => difference.gone.push(event),
                Some(now) if now != event => difference.changed.push((event, now)),
                Some(_) => {}
            }
        }
        difference.new = new.into_values().collect();
        Ok(Some(difference))
    }
}

/// Columns of what identifies a document, in the order of [`reference`].
const DOCUMENT: &str = "document.id, document.uri, document.title, document.publisher, document.published, document.published_basis";

fn reference(row: &Row) -> Result<DocumentRef, StoreError> {
    Ok(DocumentRef {
        id: row.text(0)?,
        uri: row.maybe_text(1),
        title: row.maybe_text(2),
        publisher: row.maybe_text(3),
        published: row.maybe_text(4),
        published_basis: row.maybe_text(5),
    })
}

pub(crate) fn event(body: &str) -> Result<Event, StoreError> {
    serde_json::from_str(body).map_err(|e| StoreError::Damaged(format!("an event can't be read: {e}")))
}
