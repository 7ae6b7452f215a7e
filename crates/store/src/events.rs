//! Documents and events come out.

use crate::database::{Row, Value, by_list};
use crate::filter::Of;
use crate::rows::{NO_COUNTRY, SPEAKER};
use crate::{Direction, Filter, Store, StoreError};
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

/// The events of two countries on one day, of one quad class.
#[derive(Debug, Clone, PartialEq)]
pub struct DyadDay {
    /// The day, ISO 8601.
    pub day: String,
    /// 1 to 4.
    pub quad: u8,
    /// Number of events.
    pub count: u64,
    /// Sum of the Goldstein scores.
    pub goldstein: f64,
    /// Sum of PLOVER's intensities.
    pub intensity: f64,
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
}

impl Store {
    /// Hands every event that `filter` wants to `each`, by day, document and place in it; what has no day comes last.
    ///
    /// # Errors
    /// When the database can't answer, a record is damaged, or `each` fails.
    pub fn events(&mut self, filter: &Filter, each: &mut dyn FnMut(Event) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut w = filter.condition(Of::Events);
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

    /// The course of two countries by day and quad class, of current events with one of these factualities. An act that goes
    /// both ways counts once where the directions are together.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn dyad_days(
        &mut self,
        [a, b]: &[String; 2],
        direction: Direction,
        period: Option<[&str; 2]>,
        factualities: &[&str],
    ) -> Result<Vec<DyadDay>, StoreError> {
        let [from, to] = period.unwrap_or(["0000-01-01", "9999-12-31"]);
        let pairs = match direction {
            Direction::Directed => vec![(a, b, "")],
            Direction::Undirected => vec![(a, b, " AND back = 0"), (b, a, " AND back = 0")],
        };
        let mut days: BTreeMap<(String, u8), DyadDay> = BTreeMap::new();
        for (source, target, once) in pairs {
            let mut values: Vec<Value> = vec![source.as_str().into(), target.as_str().into(), from.into(), to.into()];
            let marks: Vec<String> = factualities
                .iter()
                .map(|f| {
                    values.push((*f).into());
                    format!("${}", values.len())
                })
                .collect();
            let sql = format!(
                "SELECT day, quad, COUNT(*), SUM(goldstein), SUM(intensity) FROM dyad WHERE source = $1 AND target = $2 AND day BETWEEN $3 AND $4 \
                 AND current = 1 AND factuality IN ({}){once} GROUP BY day, quad",
                marks.join(",")
            );
            self.db.each(&sql, &values, &mut |row| {
                let (day, quad) = (row.text(0)?, u8::try_from(row.int(1)?).unwrap_or(0));
                let of = days.entry((day.clone(), quad)).or_insert(DyadDay { day, quad, count: 0, goldstein: 0.0, intensity: 0.0 });
                of.count += u64::try_from(row.int(2)?).unwrap_or(0);
                of.goldstein += row.real(3)?;
                of.intensity += row.real(4)?;
                Ok(())
            })?;
        }
        Ok(days.into_values().collect())
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
        let sql = "SELECT id, uri, title, publisher, published, published_basis, text, signature, origin FROM document ORDER BY id";
        self.db.each(sql, &[], &mut |row| {
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
        let sql = "SELECT id, uri, title, publisher, published, published_basis, signature, CASE WHEN LENGTH(signature) = 0 THEN text ELSE '' END \
                   FROM document ORDER BY id";
        self.db.each(sql, &[], &mut |row| {
            each(reference(&row)?, row.bytes(6), row.str(7)?);
            Ok(())
        })
    }

    /// Problems of the current codings, by document.
    ///
    /// # Errors
    /// When the database can't answer.
    pub fn problems(&mut self) -> Result<Vec<Problem>, StoreError> {
        let sql = "SELECT document, from_char, to_char, message FROM problem WHERE coding IN (SELECT key FROM coding WHERE current = 1) ORDER BY document, from_char";
        self.db.rows(sql, &[], |row| {
            let at = |i: usize| row.int(i).ok().and_then(|n| usize::try_from(n).ok());
            Ok(Problem { document: row.text(0)?, span: at(1).zip(at(2)).map(|(a, b)| [a, b]), message: row.text(3)? })
        })
    }

    /// What the current coding of a document has changed against the one before; `None` where there is but one.
    ///
    /// # Errors
    /// When the database can't answer or a record is damaged.
    pub fn difference(&mut self, document: &str) -> Result<Option<Difference>, StoreError> {
        let sql = "SELECT key, version, current FROM coding WHERE document = $1 ORDER BY current DESC, key DESC";
        let codings = self.db.rows(sql, &[document.into()], |row| Ok((row.int(0)?, row.text(1)?)))?;
        let [(newer, after), (older, before), ..] = codings.as_slice() else { return Ok(None) };
        let mut of = |key: i64| -> Result<BTreeMap<String, Event>, StoreError> {
            let events = self.db.rows("SELECT body FROM event WHERE coding = $1", &[key.into()], |row| event(&row.text(0)?))?;
            Ok(events.into_iter().map(|e| (e.id.clone(), e)).collect())
        };
        let (old, mut new) = (of(*older)?, of(*newer)?);
        let mut difference =
            Difference { before: before.clone(), after: after.clone(), gone: Vec::new(), new: Vec::new(), changed: Vec::new() };
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

/// What identifies a document, from the first six columns of an answer.
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
