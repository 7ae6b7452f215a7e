//! Which events or incidents are wanted.

use crate::database::Value;
use detente_record::Direction;

/// What a side must have; of each list any value will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// Countries, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Sectors.
    pub sectors: Vec<String>,
    /// Ids of lexicon entries.
    pub ids: Vec<String>,
    /// Words that the name contains, in any case.
    pub names: Vec<String>,
}

/// Which events or incidents are wanted; what is empty asks for nothing.
///
/// What only an event has is asked of the accounts of an incident, any of which will do; what only an incident has, of the
/// incident to which an event belongs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Not before this day, ISO 8601.
    pub from: Option<String>,
    /// Not after this day.
    pub to: Option<String>,
    /// Told by a report not before this day.
    pub published_from: Option<String>,
    /// Told by a report not after this day.
    pub published_to: Option<String>,
    /// PLOVER types.
    pub types: Vec<String>,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Quad classes.
    pub quads: Vec<u8>,
    /// CAMEO codes or their beginnings.
    pub cameo: Vec<String>,
    /// Who acts.
    pub source: Sides,
    /// To whom.
    pub target: Sides,
    /// Either side.
    pub either: Sides,
    /// Who says so.
    pub speaker: Sides,
    /// What the speaker does with it.
    pub stances: Vec<String>,
    /// Only what a report tells in its own voice.
    pub own_voice: bool,
    /// Two countries, one on each side.
    pub dyad: Option<([String; 2], Direction)>,
    /// Factualities.
    pub factuality: Vec<String>,
    /// Publishers.
    pub publishers: Vec<String>,
    /// Documents.
    pub documents: Vec<String>,
    /// Ids of events or incidents.
    pub ids: Vec<String>,
    /// Words that the place's name contains, in any case.
    pub place_names: Vec<String>,
    /// Countries of the place.
    pub place_countries: Vec<String>,
    /// First-level divisions of the place.
    pub adm1: Vec<String>,
    /// How exact the place is.
    pub precisions: Vec<String>,
    /// South, west, north and east of a box, degrees.
    pub bounds: Option<[f64; 4]>,
    /// How exactly the date is known.
    pub granularities: Vec<String>,
    /// At least so confident.
    pub confidence: Option<f64>,
    /// Frames or their beginnings.
    pub frames: Vec<String>,
    /// At least so many dead.
    pub killed: Option<u64>,
    /// At least so many injured.
    pub injured: Option<u64>,
    /// At least so many arrested.
    pub arrested: Option<u64>,
    /// Words of the sentence, in any case.
    pub text: Option<String>,
    /// At least so many reports.
    pub reports: Option<u64>,
    /// At least so many independent origins.
    pub origins: Option<u64>,
    /// Warnings that the incident bears.
    pub flags: Vec<String>,
    /// Only those with a dispute.
    pub disputed: bool,
    /// In what the accounts contradict each other.
    pub disputed_in: Vec<String>,
    /// At most so many, from the earliest on.
    pub limit: Option<u64>,
}

/// A condition under construction.
pub(crate) struct Where {
    json: Json,
    clauses: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Where {
    pub(crate) fn new(json: Json) -> Self {
        Where { json, clauses: Vec::new(), values: Vec::new() }
    }

    pub(crate) fn value(&mut self, v: impl Into<Value>) -> String {
        self.values.push(v.into());
        format!("${}", self.values.len())
    }

    pub(crate) fn and(&mut self, clause: impl Into<String>) {
        self.clauses.push(clause.into());
    }

    /// A list of values after `IN`.
    fn list(&mut self, values: &[String]) -> String {
        let marks: Vec<String> = values.iter().map(|v| self.value(v.as_str())).collect();
        format!("({})", marks.join(", "))
    }

    fn any_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let list = self.list(values);
            self.and(format!("{column} IN {list}"));
        }
    }

    /// Any of some patterns, made of values; `None` without values.
    fn like(&mut self, column: &str, values: &[String], pattern: fn(&str) -> String) -> Option<String> {
        let any: Vec<String> = values.iter().map(|v| format!("{column} LIKE {} ESCAPE '\\'", self.value(pattern(v)))).collect();
        (!any.is_empty()).then(|| format!("({})", any.join(" OR ")))
    }

    /// Words that a column contains, in any case.
    pub(crate) fn words(&mut self, column: &str, words: &str) {
        let clause = self.like(&format!("LOWER({column})"), &[words.to_owned()], within);
        clause.into_iter().for_each(|c| self.and(c));
    }

    pub(crate) fn sql(&self) -> String {
        if self.clauses.is_empty() { "1 = 1".to_owned() } else { self.clauses.join(" AND ") }
    }

    /// A field of the record in `table`, as text or number.
    fn field(&mut self, table: &str, path: &[&str]) -> String {
        match self.json {
            Json::Sqlite => {
                let path = self.value(format!("$.{}", path.join(".")));
                format!("json_extract({table}.body, {path})")
            }
            Json::Postgres => format!("(CAST({table}.body AS json) #>> '{{{}}}')", path.join(",")),
        }
    }

    /// A number of the record in `table`, at least `least`.
    fn at_least(&mut self, table: &str, path: &[&str], least: u64) -> String {
        let field = self.field(table, path);
        let least = self.value(i64::try_from(least).unwrap_or(i64::MAX));
        match self.json {
            Json::Sqlite => format!("{field} >= {least}"),
            Json::Postgres => format!("CAST({field} AS BIGINT) >= {least}"),
        }
    }

    /// Whether the record in `table` has in its list `list` one of `values`, each by its own field `part` where it has one.
    fn holds(&mut self, table: &str, list: &str, part: Option<&str>, values: &[String]) -> String {
        let (elements, value) = match (self.json, part) {
            (Json::Sqlite, part) => {
                let path = self.value(format!("$.{list}"));
                let part = part.map(|p| self.value(format!("$.{p}")));
                let value = part.map_or("element.value".to_owned(), |p| format!("json_extract(element.value, {p})"));
                (format!("json_each({table}.body, {path}) AS element"), value)
            }
            (Json::Postgres, None) => {
                (format!("json_array_elements_text(CAST({table}.body AS json) -> '{list}') AS element(value)"), "element.value".to_owned())
            }
            (Json::Postgres, Some(part)) => (
                format!("json_array_elements(CAST({table}.body AS json) -> '{list}') AS element(value)"),
                format!("element.value ->> '{part}'"),
            ),
        };
        let values = self.list(values);
        format!("EXISTS (SELECT 1 FROM {elements} WHERE {value} IN {values})")
    }
}

/// Whose way of reading a record within a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Json {
    Sqlite,
    Postgres,
}

impl Filter {
    /// Whether it asks for something that only an incident has.
    pub fn asks_incidents(&self) -> bool {
        self.disputed || !self.disputed_in.is_empty() || !self.flags.is_empty() || self.origins.is_some() || self.reports.is_some()
    }

    /// The condition on the table `event` or `incident`.
    pub(crate) fn condition(&self, of: Of, json: Json) -> Where {
        let mut w = Where::new(json);
        let t = of.table();
        if let Some(from) = &self.from {
            let v = w.value(from.as_str());
            w.and(format!("{t}.end_day >= {v}"));
        }
        if let Some(to) = &self.to {
            let v = w.value(to.as_str());
            w.and(format!("{t}.start_day <= {v}"));
        }
        w.any_of(&format!("{t}.event_type"), &self.types);
        w.any_of(&format!("{t}.mode"), &self.modes);
        w.any_of(&format!("{t}.factuality"), &self.factuality);
        w.any_of(&format!("{t}.id"), &self.ids);
        w.any_of(&format!("{t}.place_country"), &self.place_countries);
        w.any_of(&format!("{t}.place_adm1"), &self.adm1);
        if !self.quads.is_empty() {
            let marks: Vec<String> = self.quads.iter().map(|q| w.value(i64::from(*q))).collect();
            w.and(format!("{t}.quad IN ({})", marks.join(", ")));
        }
        if let Some(likes) = w.like(&format!("{t}.cameo"), &self.cameo, beginning) {
            w.and(likes);
        }
        if let Some([south, west, north, east]) = self.bounds {
            let (s, n, ww, e) = (w.value(south), w.value(north), w.value(west), w.value(east));
            w.and(format!("{t}.lat BETWEEN {s} AND {n}"));
            // A box over the date line.
            w.and(if west <= east { format!("{t}.lon BETWEEN {ww} AND {e}") } else { format!("({t}.lon >= {ww} OR {t}.lon <= {e})") });
        }
        if let Some(killed) = self.killed.and_then(|k| i64::try_from(k).ok()) {
            let v = w.value(killed);
            w.and(format!("{t}.killed >= {v}"));
        }
        self.of_record(&mut w, of);
        self.dyad_condition(&mut w, of);
        if of == Of::Events {
            w.and("event.current = 1");
        }
        let tellings = self.of_tellings(&mut w);
        let happenings = self.of_happenings(&mut w);
        if of == Of::Incidents {
            for clause in tellings {
                w.and(format!(
                    "incident.id IN (SELECT a.incident FROM account a JOIN event ON event.id = a.event WHERE event.current = 1 AND {clause})"
                ));
            }
            happenings.into_iter().for_each(|clause| w.and(clause));
        } else {
            tellings.into_iter().for_each(|clause| w.and(clause));
            if !happenings.is_empty() {
                let clauses = happenings.join(" AND ");
                w.and(format!("event.id IN (SELECT a.event FROM account a JOIN incident ON incident.id = a.incident WHERE {clauses})"));
            }
        }
        w
    }

    /// The condition on the table `document`, by id, publisher and day of publication.
    pub(crate) fn of_documents(&self, json: Json) -> Where {
        let mut w = Where::new(json);
        w.any_of("document.id", &self.documents);
        w.any_of("document.publisher", &self.publishers);
        for (sign, day) in [(">=", &self.published_from), ("<=", &self.published_to)] {
            if let Some(day) = day {
                let day = w.value(day.as_str());
                w.and(format!("document.published {sign} {day}"));
            }
        }
        w
    }

    /// What events and incidents both have, but not in a column.
    fn of_record(&self, w: &mut Where, of: Of) {
        let t = of.table();
        if !self.contexts.is_empty() {
            let clause = w.holds(t, "contexts", None, &self.contexts);
            w.and(clause);
        }
        for (path, values) in [(["place", "precision"], &self.precisions), (["date", "granularity"], &self.granularities)] {
            if !values.is_empty() {
                let field = w.field(t, &path);
                w.any_of(&field, values);
            }
        }
        if !self.place_names.is_empty() {
            let field = w.field(t, &["place", "name"]);
            let likes = w.like(&format!("LOWER({field})"), &self.place_names, within);
            likes.into_iter().for_each(|clause| w.and(clause));
        }
        if let Some(least) = self.injured {
            let path: &[&str] = if of == Of::Incidents { &["injured", "best"] } else { &["casualties", "injured", "low"] };
            let clause = w.at_least(t, path, least);
            w.and(clause);
        }
    }

    fn dyad_condition(&self, w: &mut Where, of: Of) {
        let Some(([a, b], direction)) = &self.dyad else { return };
        let (x, y) = (w.value(a.as_str()), w.value(b.as_str()));
        let (table, key) = of.dyads();
        let back = match direction {
            Direction::Directed => String::new(),
            Direction::Undirected => format!(" OR (d.source = {y} AND d.target = {x})"),
        };
        w.and(format!("{key} IN (SELECT d.{} FROM {table} d WHERE (d.source = {x} AND d.target = {y}){back})", of.table()));
    }

    /// Conditions on the table `event` of what one report says.
    fn of_tellings(&self, w: &mut Where) -> Vec<String> {
        let mut clauses = Vec::new();
        for (column, values) in [("event.publisher", &self.publishers), ("event.document", &self.documents)] {
            if !values.is_empty() {
                clauses.push(format!("{column} IN {}", w.list(values)));
            }
        }
        for (sign, day) in [(">=", &self.published_from), ("<=", &self.published_to)] {
            clauses.extend(day.as_deref().map(|day| format!("event.published {sign} {}", w.value(day))));
        }
        clauses.extend(self.confidence.map(|c| format!("event.confidence >= {}", w.value(c))));
        if let Some(text) = &self.text {
            let field = w.field("event", &["text"]);
            clauses.extend(w.like(&format!("LOWER({field})"), std::slice::from_ref(text), within));
        }
        if !self.frames.is_empty() {
            let field = w.field("event", &["derivation", "frame"]);
            clauses.extend(w.like(&field, &self.frames, beginning));
        }
        clauses.extend(self.arrested.map(|least| w.at_least("event", &["casualties", "arrested", "low"], least)));
        if !self.stances.is_empty() {
            clauses.push(w.holds("event", "attribution", Some("stance"), &self.stances));
        }
        if self.own_voice {
            clauses.push("NOT EXISTS (SELECT 1 FROM party p WHERE p.event = event.key AND p.side = 2)".to_owned());
        }
        for (sides, of) in [(&self.source, "= 0"), (&self.target, "= 1"), (&self.either, "IN (0, 1)"), (&self.speaker, "= 2")] {
            clauses.extend(sides.clause(w, of).map(|clause| format!("event.key IN (SELECT p.event FROM party p WHERE {clause})")));
        }
        clauses
    }

    /// Conditions on the table `incident` of what only all accounts together say.
    fn of_happenings(&self, w: &mut Where) -> Vec<String> {
        let mut clauses = Vec::new();
        for (column, least) in [("incident.reports", self.reports), ("incident.origins", self.origins)] {
            clauses.extend(least.and_then(|n| i64::try_from(n).ok()).map(|n| format!("{column} >= {}", w.value(n))));
        }
        if self.disputed {
            clauses.push("incident.disputes > 0".to_owned());
        }
        for (list, part, values) in [("disputes", "about", &self.disputed_in), ("flags", "kind", &self.flags)] {
            if !values.is_empty() {
                clauses.push(w.holds("incident", list, Some(part), values));
            }
        }
        clauses
    }
}

impl Sides {
    /// The condition on the table `party` as `p`; `None` where nothing is asked.
    fn clause(&self, w: &mut Where, side: &str) -> Option<String> {
        let mut clauses = Vec::new();
        for (column, values) in [("p.country", &self.countries), ("p.id", &self.ids)] {
            if !values.is_empty() {
                clauses.push(format!("{column} IN {}", w.list(values)));
            }
        }
        clauses.extend(w.like("p.sectors", &self.sectors, |s| format!("% {} %", escaped(s))));
        clauses.extend(w.like("LOWER(p.name)", &self.names, within));
        (!clauses.is_empty()).then(|| format!("p.side {side} AND {}", clauses.join(" AND ")))
    }
}

/// What a condition is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Events of the current codings.
    Events,
    /// Events of any coding.
    Codings,
    Incidents,
}

impl Of {
    fn table(self) -> &'static str {
        match self {
            Of::Events | Of::Codings => "event",
            Of::Incidents => "incident",
        }
    }

    fn dyads(self) -> (&'static str, &'static str) {
        match self {
            Of::Events | Of::Codings => ("dyad", "event.key"),
            Of::Incidents => ("incident_dyad", "incident.id"),
        }
    }
}

/// What begins with `text`.
fn beginning(text: &str) -> String {
    format!("{}%", escaped(text))
}

/// What contains `text`, in small letters.
fn within(text: &str) -> String {
    format!("%{}%", escaped(&text.to_lowercase()))
}

/// Signs that a pattern would take for jokers.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
