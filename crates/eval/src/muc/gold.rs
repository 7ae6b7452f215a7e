//! Reports and answer keys of the third and fourth Message Understanding Conferences.
//!
//! A file of reports holds many, each after a line `DEV-MUC3-0001 (SOURCE)`. A key holds templates, an empty line
//! between two, of numbered slots: `4.  INCIDENT: TYPE    ATTACK`. A slot's further fillers stand in lines of their own
//! below it; `/` parts names for the same, `?` marks what need not be found, `*` what does not apply, `-` what is not
//! said.

use crate::gold::{GoldError, GoldFile, shown};
use detente::Date;
use std::collections::BTreeMap;

/// A report with its incidents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Id of the report.
    pub id: String,
    /// The report.
    pub text: String,
    /// Its incidents; none where the key says that it has none.
    pub incidents: Vec<Incident>,
}

/// A template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incident {
    /// The template's number.
    pub number: String,
    /// It need not be found.
    pub optional: bool,
    /// Types, any of which is right: ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, HIJACKING, FORCED WORK STOPPAGE.
    pub kinds: Vec<String>,
    /// First and last day; no first one for "on this day or before".
    pub days: Option<(Option<Date>, Date)>,
    /// The country's name.
    pub country: Option<String>,
    /// Who did it, as persons: "THE GUERRILLAS".
    pub individuals: Vec<Filler>,
    /// Who did it, as organisations: "FMLN".
    pub organisations: Vec<Filler>,
    /// To whom or what it was done.
    pub targets: Vec<Filler>,
    /// Bounds of the dead, where the key gives each victim's number and they are more than one.
    pub killed: Option<[u64; 2]>,
    /// The same for the injured.
    pub injured: Option<[u64; 2]>,
}

impl Incident {
    /// Individuals and organisations.
    pub fn perpetrators(&self) -> impl Iterator<Item = &Filler> {
        self.individuals.iter().chain(&self.organisations)
    }
}

/// A filler of a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filler {
    /// Names for the same.
    pub names: Vec<String>,
    /// It need not be found.
    pub optional: bool,
}

/// What a line that begins a report says of it.
fn header(line: &str) -> Option<&str> {
    let id = line.split_whitespace().next()?;
    let numbered = id.rsplit_once('-').is_some_and(|(_, n)| n.len() == 4 && n.bytes().all(|b| b.is_ascii_digit()));
    (numbered && id.contains("-MUC") && !line.starts_with(' ')).then_some(id)
}

/// Puts the templates of all keys to the reports of all other files, in order of the reports' ids.
///
/// # Errors
/// When there is no key, a line of a key has no slot, or a report is not there.
pub fn read(files: &[GoldFile]) -> Result<Vec<Message>, GoldError> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut keys = Vec::new();
    for file in files {
        // The reports are older than UTF-8.
        let content = String::from_utf8_lossy(&file.bytes);
        if content.lines().any(|line| line.contains("MESSAGE: ID")) {
            keys.push((file, content));
            continue;
        }
        let mut current: Option<&mut String> = None;
        for line in content.lines() {
            if let Some(id) = header(line) {
                current = Some(texts.entry(id.to_owned()).or_default());
            } else if let Some(text) = &mut current {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    if keys.is_empty() {
        let name = files.first().map_or("", |f| f.name.as_str());
        return Err(GoldError::file(name, "no key", "templates that begin with a line `0.  MESSAGE: ID`"));
    }
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for (file, content) in keys {
        for template in templates(&file.name, &content)? {
            let id =
                template.slot("MESSAGE: ID").first().and_then(|id| id.split_whitespace().next().map(str::to_owned)).unwrap_or_default();
            let Some(text) = texts.get(&id) else {
                let expected = "a report of that id among the files";
                return Err(GoldError::line(&file.name, template.line, shown(&id), expected).at_field("MESSAGE: ID"));
            };
            let message = messages.entry(id.clone()).or_insert_with(|| Message { id, text: text.clone(), incidents: Vec::new() });
            message.incidents.extend(template.incident());
        }
    }
    Ok(messages.into_values().collect())
}

/// Slots with their lines.
#[derive(Default)]
struct Template {
    line: usize,
    slots: Vec<(String, Vec<String>)>,
}

fn templates(file: &str, key: &str) -> Result<Vec<Template>, GoldError> {
    let mut found: Vec<Template> = Vec::new();
    for (number, line) in key.lines().enumerate().map(|(i, line)| (i + 1, line.replace('\t', " "))) {
        if line.trim().is_empty() || line.starts_with(';') {
            continue;
        }
        if line.starts_with(' ') {
            let slot = found.last_mut().and_then(|t| t.slots.last_mut());
            slot.ok_or_else(|| GoldError::line(file, number, shown(line.trim()), "a slot before its further fillers"))?
                .1
                .push(line.trim().to_owned());
            continue;
        }
        let slot = line.split_once('.').filter(|(n, _)| n.parse::<u8>().is_ok()).map(|(_, rest)| rest.trim_start());
        let slot = slot.ok_or_else(|| GoldError::line(file, number, shown(&line), "a numbered slot: `4.  INCIDENT: TYPE    ATTACK`"))?;
        let (name, value) = slot.split_once("  ").unwrap_or((slot, ""));
        if name == "MESSAGE: ID" {
            found.push(Template { line: number, slots: Vec::new() });
        }
        let Some(template) = found.last_mut() else {
            return Err(GoldError::line(file, number, shown(&line), "`0.  MESSAGE: ID` before the other slots"));
        };
        template.slots.push((name.to_owned(), vec![value.trim().to_owned()]));
    }
    Ok(found)
}

impl Template {
    /// The lines of a slot that say something.
    fn slot(&self, name: &str) -> Vec<&str> {
        let lines = self.slots.iter().filter(|(own, _)| own == name).flat_map(|(_, lines)| lines);
        lines.map(String::as_str).filter(|line| !matches!(*line, "*" | "-" | "")).collect()
    }

    fn fillers(&self, slots: &[&str]) -> Vec<Filler> {
        slots.iter().flat_map(|slot| self.slot(slot)).map(filler).filter(|f| !f.names.is_empty()).collect()
    }

    /// The incident; none where the report has none.
    fn incident(&self) -> Option<Incident> {
        let number = (*self.slot("MESSAGE: TEMPLATE").first()?).to_owned();
        let kinds = self.slot("INCIDENT: TYPE").iter().flat_map(|line| line.split('/')).map(|kind| kind.trim().to_owned()).collect();
        Some(Incident {
            optional: number.contains("OPTIONAL"),
            number,
            kinds,
            days: self.slot("INCIDENT: DATE").first().and_then(|line| days(line)),
            country: self.slot("INCIDENT: LOCATION").first().and_then(|l| l.split([':', '-']).next()).map(|c| c.trim().to_owned()),
            individuals: self.fillers(&["PERP: INDIVIDUAL ID"]),
            organisations: self.fillers(&["PERP: ORGANIZATION ID"]),
            targets: self.fillers(&["PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION"]),
            killed: self.victims("DEATH"),
            injured: self.victims("INJURY"),
        })
    }

    /// How many human targets suffered an effect, all fillers together. A single victim has no number: reports name
    /// him and do not count. The slot counts a filler and not those of it who suffered: of people of whom some died and
    /// some were hurt it says only that there were as many at most. Whoever stands beside a group that is called "people" and
    /// no more may be one of it ("five people, including the mayor"), for the key lists both.
    fn victims(&self, effect: &str) -> Option<[u64; 2]> {
        let effects = self.slot("HUM TGT: EFFECT OF INCIDENT");
        let suffered: Vec<Filler> = effects.iter().filter(|line| values(line).any(|v| v == effect)).map(|line| filler(line)).collect();
        let mixed = |victim: &Filler| effects.iter().filter(|line| filler(line).names == victim.names).count() > 1;
        let mut sum = [0, 0];
        let anybody = |victim: &Filler| victim.names.iter().any(|name| name.split(' ').any(|w| matches!(w, "PEOPLE" | "PERSONS")));
        let mut people = 0;
        for victim in &suffered {
            let line = self.slot("HUM TGT: NUMBER").into_iter().find(|line| filler(line).names == victim.names)?;
            let numbers: Option<Vec<u64>> = values(line).map(|v| v.parse().ok()).collect();
            let numbers = numbers?;
            let low = if mixed(victim) { 1 } else { *numbers.iter().min()? };
            people += if numbers.iter().all(|n| *n > 1) && anybody(victim) { low } else { 0 };
            sum[0] += low;
            sum[1] += numbers.iter().max()?;
        }
        let others = sum[0] - people;
        (sum[1] > 1).then_some(if people > 0 { [people.max(others), sum[1]] } else { sum })
    }
}

/// What a line says of the filler behind it, each way of it: `? 6 / 7: "JESUITS"`.
fn values(line: &str) -> impl Iterator<Item = &str> {
    let values = line.split('"').next().unwrap_or_default();
    values.trim().trim_start_matches('?').trim_end_matches(':').split('/').map(str::trim)
}

/// `? "MAYOR" / "THE MAYOR": "RAUL LEON"`: the names before the colon, which says whom else the line belongs to.
fn filler(line: &str) -> Filler {
    let mut names = Vec::new();
    let mut rest = line;
    while let Some((_, from)) = rest.split_once('"') {
        // A quotation mark within a name stands behind a backslash.
        let end = from.char_indices().find(|(i, c)| *c == '"' && !from[..*i].ends_with('\\')).map_or(from.len(), |(i, _)| i);
        names.push(from[..end].replace("\\\"", "\""));
        rest = from.get(end + 1..).unwrap_or_default();
        if rest.trim_start().starts_with(':') {
            break;
        }
    }
    Filler { names, optional: line.starts_with('?') }
}

/// "30 DEC 89", "- 03 JAN 90", "25 OCT 89 - 30 OCT 89".
fn days(line: &str) -> Option<(Option<Date>, Date)> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let day = |w: &[&str]| -> Option<Date> {
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
        let month = 1 + months.iter().position(|m| *m == w[1])?;
        Date::new(1900 + w[2].parse::<i16>().ok()?, month as i8, w[0].parse().ok()?).ok()
    };
    let found: Vec<Date> = words.windows(3).filter_map(day).collect();
    match (found.as_slice(), line.starts_with('-')) {
        ([one], true) => Some((None, *one)),
        ([one], false) => Some((Some(*one), *one)),
        ([from, .., to], _) => Some((Some(*from), *to)),
        ([], _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_and_days() {
        let all = filler(r#"? "MAYOR" / "\"9 MAY\" MAYOR": "RAUL LEON""#);
        assert_eq!((all.names, all.optional), (vec!["MAYOR".to_owned(), "\"9 MAY\" MAYOR".to_owned()], true));
        let day = |m, d| Date::constant(1989, m, d);
        assert_eq!(days("30 DEC 89"), Some((Some(day(12, 30)), day(12, 30))));
        assert_eq!(days("- 03 JAN 89"), Some((None, day(1, 3))));
        assert_eq!(days("25 OCT 89 - 30 OCT 89"), Some((Some(day(10, 25)), day(10, 30))));
        assert_eq!(days("LATE 89"), None);
    }

    #[test]
    fn victims_are_added_up_where_each_has_a_number() {
        let key = |guards: &str| {
            let key = format!(
                "0.  MESSAGE: ID                     TST-MUC9-0001 (WIRE)\n1.  MESSAGE: TEMPLATE               1\n\
                 21. HUM TGT: NUMBER                 1: \"MAYOR\"\n                                    {guards}: \"GUARDS\"\n\
                 \x20                                   3: \"CHILDREN\"\n\
                 23. HUM TGT: EFFECT OF INCIDENT     DEATH: \"MAYOR\"\n                                    ? DEATH / INJURY: \"GUARDS\"\n\
                 \x20                                   NO INJURY OR DEATH: \"CHILDREN\"\n"
            );
            let templates = templates("key", &key).expect("a template");
            templates[0].incident().map(|i| (i.killed, i.injured)).expect("an incident")
        };
        assert_eq!(key("4 / 5"), (Some([5, 6]), Some([4, 5])));
        assert_eq!(key("PLURAL"), (None, None));
        assert_eq!(key("1"), (Some([2, 2]), None));
    }

    #[test]
    fn victims_that_the_key_lists_twice_are_counted_once() {
        let key = "0.  MESSAGE: ID                     TST-MUC9-0001 (WIRE)\n1.  MESSAGE: TEMPLATE               1\n\
             21. HUM TGT: NUMBER                 1: \"MAYOR\"\n                                    5: \"PEOPLE\"\n\
             23. HUM TGT: EFFECT OF INCIDENT     INJURY: \"MAYOR\"\n                                    INJURY: \"PEOPLE\"\n\
             \x20                                   DEATH: \"PEOPLE\"\n";
        let incident = templates("key", key).expect("a template")[0].incident().expect("an incident");
        // Of the five some died and some were hurt; the mayor may be one of them.
        assert_eq!((incident.killed, incident.injured), (Some([1, 5]), Some([1, 6])));
    }
}
