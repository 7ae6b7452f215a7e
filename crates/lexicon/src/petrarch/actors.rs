//! The actors dictionary: names with codes, some for some days only.
//!
//! A bare country makes names of a state; codes with dates make a person's terms of office; the rest are groups.

use super::Import;
use super::code::{Affiliation, affiliation};
use super::dates::restriction;
use super::lines::Line;
use super::names::{acronym, cased, is_personal, slug, words};
use super::notes::Notes;
use crate::entry::{Group, Holder, Metonym, Office, Origin, Owner, State};
use crate::name::normalize;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Names of one state in order.
#[derive(Debug, Default)]
pub(super) struct StateNames {
    names: Vec<String>,
    origin: Origin,
}

/// A code with the days for which it holds.
struct Code {
    line: usize,
    affiliation: Affiliation,
    from: Option<Date>,
    to: Option<Date>,
}

impl Code {
    fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    fn is_former(&self) -> bool {
        self.affiliation.sectors.iter().any(|s| s == "ELI")
    }
}

/// One entry: its names and its codes.
#[derive(Default)]
struct Record {
    line: usize,
    names: Vec<String>,
    codes: Vec<Code>,
    /// Whether a code was there that could not be read.
    broken: bool,
}

/// Reads the lines of an actors dictionary.
pub(super) fn read(import: &mut Import<'_>, lines: &[Line], notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
    let mut record = Record::default();
    let groups = import.entries.groups.iter().enumerate().map(|(i, g)| (g.id.clone(), i)).collect();
    let offices = import.entries.offices.iter().enumerate().map(|(i, o)| ((o.owner.clone(), o.office.clone()), i)).collect();
    let mut builder = Builder { import, groups, offices };
    for line in lines {
        let text = line.text.trim();
        let (names, codes) = text.split_at(text.find('[').unwrap_or(text.len()));
        let is_synonym = names.starts_with('+');
        let names = names.trim().trim_start_matches('+');
        if !names.is_empty() && !is_synonym {
            builder.add(std::mem::take(&mut record), notes, counts);
            record.line = line.number;
        } else if record.line == 0 {
            notes.error(line.number, "a synonym or code stands before the first name");
            continue;
        }
        if !names.is_empty() {
            if names.contains('+') {
                notes.warn(line.number, "a `+` stands inside a name; the parts are read as names of their own");
            }
            for name in names.split('+').filter(|n| !words(n).is_empty()) {
                // A single letter is everywhere; the first name stays, since the entry hangs on it.
                if normalize(name).chars().count() < 2 && is_synonym {
                    notes.warn(line.number, format!("the name `{}` has fewer than two letters and is not read", name.trim()));
                    continue;
                }
                record.names.push(name.to_owned());
            }
            *counts.entry("names").or_default() += 1;
        }
        builder.codes(codes, line.number, &mut record, notes, counts);
    }
    builder.add(record, notes, counts);
}

struct Builder<'i, 'a> {
    import: &'i mut Import<'a>,
    /// Id of a group to its place.
    groups: BTreeMap<String, usize>,
    /// Owner and name of an office to its place.
    offices: BTreeMap<(Owner, String), usize>,
}

impl Builder<'_, '_> {
    /// Reads `[CODE]`, `[CODE dates]`, any number of them.
    fn codes(&mut self, text: &str, line: usize, record: &mut Record, notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
        for part in text.split('[').skip(1) {
            let (inside, after) = match part.find([']', '}']) {
                Some(end) => (&part[..end], part[end + 1..].trim()),
                None => (part, ""),
            };
            if !part.contains(']') {
                notes.warn(line, format!("`[{}` is not closed by `]`; read as if it were", part.trim()));
            }
            if !after.is_empty() {
                notes.warn(line, format!("`{after}` stands behind the code and is not read"));
            }
            let (code, dates) = inside.trim().split_at(inside.trim().find(char::is_whitespace).unwrap_or(inside.trim().len()));
            // "[USAGOV>20090120]" and "[USAGOV >20090120]" are the same.
            let cut = code.find(['<', '>']).unwrap_or(code.len());
            let (code, dates) = (&code[..cut], format!("{}{dates}", &code[cut..]));
            if matches!(code, "---" | "~" | "") {
                record.broken = true;
                notes.warn(line, "the null code: nothing is coded for this name, so that no entry is made");
                continue;
            }
            if !code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
                record.broken = true;
                notes.error(line, format!("`{code}` is no code; expected capitals in threes, such as PAKGOV"));
                continue;
            }
            let (from, to) = match restriction(&dates) {
                Ok(days) => days,
                Err(reason) => {
                    record.broken = true;
                    notes.error(line, reason);
                    continue;
                }
            };
            let affiliation = affiliation(code, |c| self.import.state(c));
            if let Some(unknown) = &affiliation.unknown {
                notes.warn(line, format!("`{unknown}` in {code} is neither a state, a region, a kind of body nor a role; read without it"));
            }
            for detail in &affiliation.details {
                notes.tally(line, format!("`{detail}` in a code says more than the record has room for; read without it"));
            }
            *counts.entry("codes").or_default() += 1;
            record.codes.push(Code { line, affiliation, from, to });
        }
    }

    fn add(&mut self, record: Record, notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
        let Some(first) = record.names.first() else { return };
        if normalize(first).chars().count() < 2 {
            notes.error(record.line, format!("the name `{}` has fewer than two letters", first.trim()));
            return;
        }
        if record.codes.is_empty() {
            if !record.broken {
                notes.error(record.line, format!("`{}` has no code", record.names[0].trim()));
            }
            return;
        }
        let bare = |c: &Code| c.affiliation.country.is_some() && c.affiliation.sectors.is_empty();
        if record.codes.iter().all(bare) {
            *counts.entry("names of states").or_default() += record.names.len();
            self.state(record, notes);
        } else if record.codes.iter().any(Code::is_dated) && self.is_person(&record) || record.codes.iter().all(Code::is_former) {
            *counts.entry("persons").or_default() += 1;
            *counts.entry("terms of office").or_default() += record.codes.iter().filter(|c| c.is_dated()).count();
            self.person(record, notes);
        } else {
            *counts.entry("groups").or_default() += 1;
            self.group(record, notes);
        }
    }

    fn is_person(&self, record: &Record) -> bool {
        let first = |c: &Code, sectors: &[&str]| c.affiliation.sectors.first().is_some_and(|s| sectors.contains(&s.as_str()));
        let body = record.codes.iter().all(|c| first(c, &["MNC", "NGO"]));
        // One word with several terms: a ruler known by one name, unless it ever fought or stood for election.
        let ruler = words(&record.names[0]).len() == 1
            && record.codes.len() > 1
            && !record.codes.iter().any(|c| first(c, &["REB", "PTY", "OPP", "IGO", "NGO", "MNC", "BUS"]));
        record.codes.iter().any(Code::is_former) || ruler || is_personal(&record.names[0]) && !body
    }

    fn state(&mut self, record: Record, notes: &mut Notes) {
        let first = &record.codes[0];
        if let Some(dated) = record.codes.iter().find(|c| c.is_dated()) {
            notes.warn(dated.line, "a state's name is read without its dates");
        }
        if let Some(other) = record.codes.iter().find(|c| c.affiliation.country != first.affiliation.country) {
            notes.warn(other.line, "the name of a second state for the same name is not read");
        }
        let country = first.affiliation.country.clone().unwrap_or_default();
        let origin = Origin { file: notes.file().to_owned(), line: record.line };
        let known = self.import.named.entry(country).or_insert_with(|| StateNames { names: Vec::new(), origin });
        known.names.extend(record.names);
    }

    fn group(&mut self, record: Record, notes: &mut Notes) {
        for extra in record.codes.iter().skip(1) {
            notes.warn(extra.line, "a group has one code; this further one is not read");
        }
        let Some(code) = record.codes.into_iter().next() else { return };
        let mut names: Vec<String> = Vec::new();
        for name in &record.names {
            let (name, short) = acronym(name);
            names.push(cased(&name));
            names.extend(short);
        }
        let name = names.remove(0);
        let id = slug(&name);
        if id.is_empty() {
            notes.error(record.line, format!("`{}` has no letter or digit", record.names[0].trim()));
            return;
        }
        if let Some(&at) = self.groups.get(&id) {
            let old = &mut self.import.entries.groups[at];
            if old.country != code.affiliation.country || old.sectors != code.affiliation.sectors {
                let place = format!("{}:{}", old.origin.file, old.origin.line);
                notes.warn(record.line, format!("`{name}` stands with another code at {place}, which is kept"));
            }
            old.names.extend(names);
            return;
        }
        self.groups.insert(id.clone(), self.import.entries.groups.len());
        self.mention_state(code.affiliation.country.as_deref(), notes, record.line);
        self.import.entries.groups.push(Group {
            id,
            name,
            names,
            kind: kind(&code.affiliation.sectors).to_owned(),
            country: code.affiliation.country,
            sectors: code.affiliation.sectors,
            from: code.from,
            to: code.to,
            source: None,
            origin: Origin { file: notes.file().to_owned(), line: record.line },
        });
    }

    fn person(&mut self, record: Record, notes: &mut Notes) {
        let names: Vec<String> = record.names.iter().map(|n| cased(n)).collect();
        let dated = record.codes.iter().any(Code::is_dated);
        // The undated code is the default: the terms come first, since the first that fits is taken.
        let (terms, rest): (Vec<Code>, Vec<Code>) = record.codes.into_iter().partition(Code::is_dated);
        for code in terms.into_iter().chain(rest) {
            if dated && !code.is_dated() && code.is_former() {
                // Whoever is out of office is a former official anyhow.
                continue;
            }
            let a = &code.affiliation;
            self.mention_state(a.country.as_deref(), notes, record.line);
            let owner = a.country.clone().map_or(Owner::Nobody, Owner::Country);
            let office = format!("coded {}", if a.sectors.is_empty() { "without role".to_owned() } else { a.sectors.join("") });
            let holder = Holder {
                name: names[0].clone(),
                also: names[1..].to_vec(),
                from: code.from,
                to: code.to,
                origin: Origin { file: notes.file().to_owned(), line: code.line },
            };
            let offices = &mut self.import.entries.offices;
            match self.offices.get(&(owner.clone(), office.clone())) {
                Some(&at) => offices[at].holders.push(holder),
                None => {
                    self.offices.insert((owner.clone(), office.clone()), offices.len());
                    let sectors = a.sectors.clone();
                    offices.push(Office { owner, office, titles: Vec::new(), sectors, holders: vec![holder], source: None });
                }
            }
        }
    }

    /// A state that a code speaks of must be there, named or not.
    fn mention_state(&mut self, country: Option<&str>, notes: &Notes, line: usize) {
        if let Some(country) = country {
            let origin = || Origin { file: notes.file().to_owned(), line };
            self.import.named.entry(country.to_owned()).or_insert_with(|| StateNames { names: Vec::new(), origin: origin() });
        }
    }
}

/// The kind of group that its first sector makes it.
fn kind(sectors: &[String]) -> &'static str {
    match sectors.first().map(String::as_str) {
        Some("REB" | "PRM" | "UAF" | "CRM") => "armed",
        Some("PTY" | "OPP") => "party",
        Some("BUS" | "MNC") => "company",
        Some("JRN") => "media",
        Some("NGO" | "SOC") => "ngo",
        Some("IGO") => "igo",
        Some("JUD") => "court",
        Some("MIL" | "SPY") => "military",
        Some("REL") => "faith",
        Some("CVL") | None => "people",
        Some(_) => "agency",
    }
}

/// Makes states of the names. What is an adjective, a people or a seat of government, the built-in states know.
pub(super) fn finish_states(import: &mut Import<'_>) {
    for (id, StateNames { names, origin }) in std::mem::take(&mut import.named) {
        let base = import.states.get(id.as_str());
        let is_in = |list: &[String], name: &str| list.iter().find(|known| normalize(known) == normalize(name)).cloned();
        let mut state = State { id: id.clone(), name: id.clone(), origin, ..State::default() };
        if let Some(base) = base {
            state.iso2 = base.iso2.clone();
            state.former = base.former;
            state.until = base.until;
        }
        for name in names {
            let Some(base) = base else {
                state.names.push(cased(&name));
                continue;
            };
            let metonyms: Vec<String> = base.metonyms.iter().map(|m| m.name.clone()).chain(base.capital.clone()).collect();
            if normalize(&base.name) == normalize(&name) {
                state.name = base.name.clone();
            } else if let Some(known) = is_in(&base.adjectives, &name) {
                state.adjectives.push(known);
            } else if let Some(known) = is_in(&base.people, &name) {
                state.people.push(known);
            } else if let Some(known) = is_in(&metonyms, &name) {
                if base.capital.as_ref().is_some_and(|c| normalize(c) == normalize(&known)) {
                    state.capital = base.capital.clone();
                }
                let sectors = base.metonyms.iter().find(|m| m.name == known).map(|m| m.sectors.clone()).unwrap_or_default();
                state.metonyms.push(Metonym { name: known, sectors });
            } else {
                let known = is_in(&base.names, &name);
                state.names.push(known.unwrap_or_else(|| cased(&name)));
            }
        }
        if state.name == id
            && let Some(first) = state.names.first().cloned()
        {
            state.name = first;
            state.names.remove(0);
        }
        import.entries.states.push(state);
    }
}
