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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Not before this day, ISO 8601.
    pub from: Option<String>,
    /// Not after this day.
    pub to: Option<String>,
    /// PLOVER types.
    pub types: Vec<String>,
    /// PLOVER modes.
    pub modes: Vec<String>,
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
    /// Countries of the place.
    pub place_countries: Vec<String>,
    /// First-level divisions of the place.
    pub adm1: Vec<String>,
    /// South, west, north and east of a box, degrees.
    pub bounds: Option<[f64; 4]>,
    /// At least so confident.
    pub confidence: Option<f64>,
    /// At least so many dead.
    pub killed: Option<u64>,
    /// Words of the sentence, in any case.
    pub text: Option<String>,
    /// Incidents: at least so many independent origins.
    pub origins: Option<u64>,
    /// Incidents: only those with a dispute.
    pub disputed: bool,
    /// At most so many, from the earliest on.
    pub limit: Option<u64>,
}

/// A condition under construction.
#[derive(Default)]
pub(crate) struct Where {
    clauses: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Where {
    pub(crate) fn value(&mut self, v: impl Into<Value>) -> String {
        self.values.push(v.into());
        format!("${}", self.values.len())
    }

    pub(crate) fn and(&mut self, clause: impl Into<String>) {
        self.clauses.push(clause.into());
    }

    fn any_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let marks: Vec<String> = values.iter().map(|v| self.value(v.as_str())).collect();
            self.and(format!("{column} IN ({})", marks.join(", ")));
        }
    }

    pub(crate) fn sql(&self) -> String {
        if self.clauses.is_empty() { "1 = 1".to_owned() } else { self.clauses.join(" AND ") }
    }
}

impl Filter {
    /// The condition on the table `event` or `incident`.
    pub(crate) fn condition(&self, of: Of) -> Where {
        let mut w = Where::default();
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
        if !self.cameo.is_empty() {
            let likes: Vec<String> = self.cameo.iter().map(|c| format!("{t}.cameo LIKE {}", w.value(format!("{}%", escaped(c))))).collect();
            w.and(format!("({})", likes.join(" OR ")));
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
        self.dyad_condition(&mut w, of);
        match of {
            Of::Events => self.of_events(&mut w),
            Of::Incidents => self.of_incidents(&mut w),
        }
        w
    }

    fn dyad_condition(&self, w: &mut Where, of: Of) {
        let Some(([a, b], direction)) = &self.dyad else { return };
        let (x, y) = (w.value(a.as_str()), w.value(b.as_str()));
        let (table, key) = of.dyads();
        let back = match direction {
            Direction::Directed => String::new(),
            Direction::Undirected => format!(" OR (d.source = {y} AND d.target = {x})"),
        };
        w.and(format!("{key} IN (SELECT d.{} FROM {table} d WHERE (d.source = {x} AND d.target = {y}){back})", of.dyad_key()));
    }

    fn of_events(&self, w: &mut Where) {
        w.and("event.current = 1");
        w.any_of("event.publisher", &self.publishers);
        w.any_of("event.document", &self.documents);
        if let Some(c) = self.confidence {
            let v = w.value(c);
            w.and(format!("event.confidence >= {v}"));
        }
        if let Some(text) = &self.text {
            let v = w.value(format!("%{}%", escaped(&text.to_lowercase())));
            w.and(format!("LOWER(event.body) LIKE {v} ESCAPE '\\'"));
        }
        for (sides, of) in [(&self.source, "= 0"), (&self.target, "= 1"), (&self.either, "IN (0, 1)"), (&self.speaker, "= 2")] {
            if let Some(clause) = sides.clause(w, of) {
                w.and(format!("event.key IN (SELECT p.event FROM party p WHERE {clause})"));
            }
        }
    }

    fn of_incidents(&self, w: &mut Where) {
        if let Some(n) = self.origins.and_then(|n| i64::try_from(n).ok()) {
            let v = w.value(n);
            w.and(format!("incident.origins >= {v}"));
        }
        if self.disputed {
            w.and("incident.disputes > 0");
        }
        let accounts = |clause: &str| {
            format!(
                "incident.id IN (SELECT a.incident FROM account a JOIN event ON event.id = a.event WHERE event.current = 1 AND {clause})"
            )
        };
        for (column, values) in [("event.publisher", &self.publishers), ("event.document", &self.documents)] {
            if !values.is_empty() {
                let marks: Vec<String> = values.iter().map(|v| w.value(v.as_str())).collect();
                w.and(accounts(&format!("{column} IN ({})", marks.join(", "))));
            }
        }
        if let Some(text) = &self.text {
            let v = w.value(format!("%{}%", escaped(&text.to_lowercase())));
            w.and(accounts(&format!("LOWER(event.body) LIKE {v} ESCAPE '\\'")));
        }
        for (sides, of) in [(&self.source, "= 0"), (&self.target, "= 1"), (&self.either, "IN (0, 1)"), (&self.speaker, "= 2")] {
            if let Some(clause) = sides.clause(w, of) {
                w.and(accounts(&format!("event.key IN (SELECT p.event FROM party p WHERE {clause})")));
            }
        }
    }
}

impl Sides {
    /// The condition on the table `party` as `p`; `None` where nothing is asked.
    fn clause(&self, w: &mut Where, side: &str) -> Option<String> {
        let mut clauses = Vec::new();
        let mut list = |w: &mut Where, column: &str, values: &[String]| {
            if !values.is_empty() {
                let marks: Vec<String> = values.iter().map(|v| w.value(v.as_str())).collect();
                clauses.push(format!("{column} IN ({})", marks.join(", ")));
            }
        };
        list(w, "p.country", &self.countries);
        list(w, "p.id", &self.ids);
        let mut likes = |w: &mut Where, column: &str, values: &[String], pattern: fn(&str) -> String| {
            if !values.is_empty() {
                let any: Vec<String> = values.iter().map(|v| format!("{column} LIKE {} ESCAPE '\\'", w.value(pattern(v)))).collect();
                clauses.push(format!("({})", any.join(" OR ")));
            }
        };
        likes(w, "p.sectors", &self.sectors, |s| format!("% {} %", escaped(s)));
        likes(w, "LOWER(p.name)", &self.names, |n| format!("%{}%", escaped(&n.to_lowercase())));
        (!clauses.is_empty()).then(|| format!("p.side {side} AND {}", clauses.join(" AND ")))
    }
}

/// What a condition is on.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    Events,
    Incidents,
}

impl Of {
    fn table(self) -> &'static str {
        match self {
            Of::Events => "event",
            Of::Incidents => "incident",
        }
    }

    fn dyads(self) -> (&'static str, &'static str) {
        match self {
            Of::Events => ("dyad", "event.key"),
            Of::Incidents => ("incident_dyad", "incident.id"),
        }
    }

    fn dyad_key(self) -> &'static str {
        match self {
            Of::Events => "event",
            Of::Incidents => "incident",
        }
    }
}

/// Signs that a pattern would take for jokers.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
