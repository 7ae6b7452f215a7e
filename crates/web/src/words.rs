//! What the record says, in plain words: parties, acts, days, numbers, who says so.

use detente_record::{Actor, Attribution, Date, DateBasis, Factuality, Granularity, Incident, Stance, Toll};
use jiff::civil::Date as Day;

/// So many parties are named; the others are counted.
const NAMED: usize = 3;

/// "a", "a and b", "a, b and c".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "1 report", "2 reports", "12,400 reports".
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n as u64), if n == 1 { one } else { many })
}

/// With commas between thousands.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// With the first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Cut to about `length` characters, at a space, with an ellipsis.
pub fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let cut: String = text.chars().take(length).collect();
    let end = cut.rfind(' ').filter(|at| *at * 2 > cut.len()).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// About `length` characters of a text around some words of it, from and to a space, with ellipses; its beginning where the
/// words are not in it.
pub fn around(text: &str, words: &str, length: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = text.find(words).map_or(0, |byte| text[..byte].chars().count());
    let before = length.saturating_sub(words.chars().count()) / 2;
    if letters.len() <= length || at <= before {
        return shortened(text, length);
    }
    let rough = at.saturating_sub(before).min(letters.len() - length);
    let from = (rough..at).find(|i| letters[*i] == ' ').map_or(rough, |i| i + 1);
    let rest: String = letters[from..].iter().collect();
    format!("…{}", shortened(&rest, length))
}

/// A day in words: "16 January 2024"; as given where it is no day.
pub fn day(iso: &str) -> String {
    iso.parse::<Day>().map_or_else(|_| iso.to_owned(), day_of)
}

/// A day in words: "16 January 2024".
pub fn day_of(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "16 January to 18 February 2024", the year once where it is one.
pub fn period(from: Day, to: Day) -> String {
    if from == to {
        day_of(from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{} to {}", from.day(), day_of(to))
    } else if from.year() == to.year() {
        format!("{} {} to {}", from.day(), month(from), day_of(to))
    } else {
        format!("{} to {}", day_of(from), day_of(to))
    }
}

/// The name of a day's month.
pub fn month(day: Day) -> &'static str {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    MONTHS[usize::from(day.month().unsigned_abs()) - 1]
}

/// A date as exactly as it is known: "16 January 2024", "January 2024", "2021".
pub fn date(date: &Date) -> String {
    let (Ok(from), Ok(to)) = (date.start.parse::<Day>(), date.end.parse::<Day>()) else {
        return format!("{} to {}", date.start, date.end);
    };
    match date.granularity {
        Granularity::Month => format!("{} {}", month(from), from.year()),
        Granularity::Year => from.year().to_string(),
        _ => period(from, to),
    }
}

/// How a date is known, in words.
pub fn basis(date: &Date) -> String {
    match (date.basis, &date.text) {
        (DateBasis::Expression, Some(text)) => format!("from the words “{text}”"),
        (DateBasis::Expression, None) => "from the words of the report".to_owned(),
        (DateBasis::Dateline, _) => "the day of the report, no other being named".to_owned(),
        (DateBasis::Inherited, _) => "from an earlier sentence of the report".to_owned(),
        (DateBasis::None, _) => "how it is known is not recorded".to_owned(),
    }
}

/// Parties in words; `None` where nobody is named.
pub fn parties(actors: &[Actor]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for actor in actors {
        if !names.contains(&actor.name) {
            names.push(actor.name.clone());
        }
    }
    if names.is_empty() {
        return None;
    }
    let more = names.len().saturating_sub(NAMED);
    if more > 0 {
        names.truncate(NAMED);
        names.push(count(more, "other", "others"));
    }
    Some(list(&names))
}

/// An act as a verb.
struct Act {
    /// "attacked".
    past: &'static str,
    /// "attack".
    base: &'static str,
    /// "attacking".
    going: &'static str,
    /// What stands between the verb and the target.
    link: &'static str,
    /// What follows the target.
    after: &'static str,
    /// What stands for a target that is not named.
    nobody: &'static str,
    /// "clashed", where both sides do it; the verb with its link dropped otherwise.
    mutual: Option<[&'static str; 3]>,
}

const fn act(past: &'static str, base: &'static str, going: &'static str, link: &'static str, nobody: &'static str) -> Act {
    Act { past, base, going, link, after: "", nobody, mutual: None }
}

const fn attack(after: &'static str) -> Act {
    Act {
        after,
        mutual: Some(["attacked each other", "attack each other", "attacking each other"]),
        ..act("attacked", "attack", "attacking", "", "an unnamed target")
    }
}

/// The verb of a type in a mode.
fn verb(event_type: &str, mode: Option<&str>) -> Act {
    const TALK: Act =
        Act { mutual: Some(["held talks", "hold talks", "holding talks"]), ..act("held talks", "hold talks", "holding talks", "with", "") };
    match (event_type, mode.unwrap_or("")) {
        ("AGREE", _) => Act {
            mutual: Some(["came to an agreement", "come to an agreement", "coming to an agreement"]),
            ..act("agreed", "agree", "agreeing", "with", "to cooperate")
        },
        ("CONSULT", "visit") => act("visited", "visit", "visiting", "", "for talks"),
        ("CONSULT", "phone") => Act {
            mutual: Some(["spoke by telephone", "speak by telephone", "speaking by telephone"]),
            after: "by telephone",
            ..act("spoke", "speak", "speaking", "with", "")
        },
        ("CONSULT", "third-party") => act("mediated", "mediate", "mediating", "with", ""),
        ("CONSULT", _) => TALK,
        ("SUPPORT", _) => Act {
            mutual: Some(["backed each other", "back each other", "backing each other"]),
            ..act("backed", "back", "backing", "", "another party")
        },
        ("CONCEDE", _) => act("gave way", "give way", "giving way", "to", ""),
        ("COOPERATE", _) => act("cooperated", "cooperate", "cooperating", "with", ""),
        ("AID", _) => act("gave aid", "give aid", "giving aid", "to", ""),
        ("RETREAT", "release") => act(
            "released or gave back",
            "release or give back",
            "releasing or giving back",
            "persons or property of",
            "persons or property",
        ),
        ("RETREAT", "ceasefire") => act("ceased fire", "cease fire", "ceasing fire", "towards", ""),
        ("RETREAT", "resign") => act("resigned", "resign", "resigning", "before", ""),
        ("RETREAT", "disarm") => act("disarmed", "disarm", "disarming", "towards", ""),
        ("RETREAT", "access") => act("gave access", "give access", "giving access", "to", ""),
        ("RETREAT", _) => act("pulled back", "pull back", "pulling back", "from", ""),
        ("REQUEST", "meet") => act("asked", "ask", "asking", "", "for talks"),
        ("REQUEST", _) => act("made an appeal", "make an appeal", "making an appeal", "to", ""),
        ("ACCUSE", "disapprove") => act("criticised", "criticise", "criticising", "", "another party"),
        ("ACCUSE", "investigate") => act("investigated", "investigate", "investigating", "", "the matter"),
        ("ACCUSE", _) => act("accused", "accuse", "accusing", "", "another party"),
        ("REJECT", _) => act("refused", "refuse", "refusing", "what was asked by", ""),
        ("THREATEN", _) => act("threatened", "threaten", "threatening", "", "another party"),
        ("PROTEST", "strike") => act("went on strike", "go on strike", "going on strike", "against", ""),
        ("PROTEST", "riot") => act("rioted", "riot", "rioting", "against", ""),
        ("PROTEST", "boycott") => act("boycotted", "boycott", "boycotting", "", "another party"),
        ("PROTEST", _) => act("protested", "protest", "protesting", "against", ""),
        ("SANCTION", "convict") => act("convicted", "convict", "convicting", "", "an unnamed party"),
        ("SANCTION", "expel") => act("expelled", "expel", "expelling", "", "an envoy"),
        ("SANCTION", "withdraw") => {
            act("withdrew an envoy or left talks", "withdraw an envoy or leave talks", "withdrawing an envoy or leaving talks", "with", "")
        }
        ("SANCTION", _) => act("cut ties or help", "cut ties or help", "cutting ties or help", "to", ""),
        ("MOBILIZE", "weapons") => act("readied weapons", "ready weapons", "readying weapons", "against", ""),
        ("MOBILIZE", "police") => act("deployed police", "deploy police", "deploying police", "against", ""),
        ("MOBILIZE", _) => act("deployed forces", "deploy forces", "deploying forces", "against", ""),
        ("COERCE", mode) => coercion(mode),
        ("ASSAULT", mode) => assault(mode),
        _ => act("acted", "act", "acting", "towards", ""),
    }
}

fn coercion(mode: &str) -> Act {
    match mode {
        "seize" => act("seized", "seize", "seizing", "", "property or territory"),
        "arrest" => act("arrested", "arrest", "arresting", "", "an unnamed party"),
        "deport" => act("deported", "deport", "deporting", "", "people"),
        "censor" => act("censored", "censor", "censoring", "", "the press"),
        "curfew" => act("put a curfew", "put a curfew", "putting a curfew", "on", "on a place"),
        "martial-law" => act("put emergency rule", "put emergency rule", "putting emergency rule", "on", "on a place"),
        "cyber" => act("attacked the networks", "attack the networks", "attacking the networks", "of", "of others"),
        "misinformation" => act("spread falsehoods", "spread falsehoods", "spreading falsehoods", "about", ""),
        "withhold" => act("held back goods or services", "hold back goods or services", "holding back goods or services", "from", ""),
        _ => act("put restrictions", "put restrictions", "putting restrictions", "on", "on others"),
    }
}

fn assault(mode: &str) -> Act {
    match mode {
        "abduct" => act("abducted", "abduct", "abducting", "", "people"),
        "beat" => act("beat", "beat", "beating", "", "people"),
        "torture" => act("tortured", "torture", "torturing", "", "people"),
        "sexual" => act("used sexual violence", "use sexual violence", "using sexual violence", "against", "against people"),
        "targeted" => act("tried to kill", "try to kill", "trying to kill", "", "a chosen person"),
        "destroy" => act("destroyed", "destroy", "destroying", "", "property"),
        "primitive" => attack("with knives, stones or clubs"),
        "firearms" => attack("with small arms"),
        "explosives" => attack("with explosives"),
        "suicide-attack" => attack("in a suicide attack"),
        "aerial" => attack("from the air"),
        "drone" => attack("with drones"),
        "heavy-weapons" => attack("with heavy weapons"),
        "crowd-control" => act("used force", "use force", "using force", "against", "against a crowd"),
        "unconventional" => attack("by mass violence or weapons of mass destruction"),
        _ => attack(""),
    }
}

/// An incident in one line: "Iran attacked Pakistan from the air", "Planned: Iran to visit Pakistan".
pub fn headline(incident: &Incident) -> String {
    match headline_parts(incident) {
        ("", words) => words,
        (before, words) => format!("{before}: {words}"),
    }
}

/// The same with what stands before the colon apart.
pub fn headline_parts(incident: &Incident) -> (&'static str, String) {
    let act = verb(&incident.event_type, incident.mode.as_deref());
    let source = parties(&incident.source);
    let target = parties(&incident.target);
    let (before, form) = match incident.factuality {
        Factuality::Actual => ("", 0),
        Factuality::Ongoing => ("Under way", 2),
        Factuality::Alleged => ("Alleged", 0),
        Factuality::Denied => ("Denied", 0),
        Factuality::Negated => ("Did not happen", 2),
        Factuality::Planned => ("Planned", 1),
        Factuality::CalledFor => ("Called for", 1),
        Factuality::Threatened => ("Threatened", 1),
        Factuality::Possible => ("Possible", 2),
        Factuality::Conditional => ("Under a condition", 1),
    };
    let to = if form == 1 { "to " } else { "" };
    let both = incident.reciprocal && (target.is_some() || incident.source.len() > 1);
    let words = if both {
        let mut all = incident.source.clone();
        all.extend(incident.target.iter().cloned());
        let forms = act.mutual.unwrap_or([act.past, act.base, act.going]);
        format!("{} {to}{}", parties(&all).unwrap_or_default(), forms[form])
    } else {
        let who = source.unwrap_or_else(|| "an unnamed party".to_owned());
        let object = match target {
            Some(target) if act.link.is_empty() => target,
            Some(target) => format!("{} {target}", act.link),
            None => act.nobody.to_owned(),
        };
        [who.as_str(), &format!("{to}{}", [act.past, act.base, act.going][form]), &object, act.after]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    (before, capital(&words))
}

/// A type with its mode as a badge has it: "Assault, aerial".
pub fn kind(incident: &Incident) -> String {
    let kind = capital(&incident.event_type.to_lowercase());
    match &incident.mode {
        Some(mode) => format!("{kind}, {}", mode.replace('-', " ")),
        None => kind,
    }
}

/// A quad class in words.
pub fn quad(class: u8) -> &'static str {
    match class {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        4 => "material conflict",
        _ => "no quad class",
    }
}

/// "2 dead", "2 to 9 dead, best 4", "at least 12 dead".
pub fn toll(toll: &Toll, what: &str) -> String {
    let Toll { low, best, high, .. } = toll;
    match high {
        Some(high) if low == high => format!("{} {what}", number(*best)),
        Some(high) => format!("{} to {} {what}, best {}", number(*low), number(*high), number(*best)),
        None if low == best => format!("at least {} {what}", number(*low)),
        None => format!("at least {} {what}, best {}", number(*low), number(*best)),
    }
}

/// Who says so, in words: "Pakistan says so", "in the report’s own voice".
pub fn attribution(chain: &[Attribution]) -> String {
    if chain.is_empty() {
        return "in the report’s own voice".to_owned();
    }
    let parts: Vec<String> = chain.iter().map(said).collect();
    parts.join(", according to whom ")
}

fn said(a: &Attribution) -> String {
    let who = speaker(&a.speaker);
    match a.stance {
        Stance::Asserts => format!("{who} says so"),
        Stance::Denies => format!("denied by {who}"),
        Stance::Acknowledges => format!("{who} admits it"),
        Stance::ClaimsResponsibility => format!("{who} claims responsibility"),
        Stance::Accuses => format!("{who} says so as a charge"),
        Stance::Speculates => format!("{who} holds it possible"),
        Stance::Demands => format!("{who} demands it"),
        Stance::Promises => format!("{who} promises it"),
        Stance::Threatens => format!("{who} threatens it"),
    }
}

/// A speaker by his name, and by the report's words for him where these say more than a pronoun.
pub fn speaker(actor: &Actor) -> String {
    let more = actor.text.chars().count() > 4 && !actor.text.eq_ignore_ascii_case(&actor.name) && !actor.name.contains(&actor.text);
    if more { format!("{} (“{}”)", actor.name, actor.text) } else { actor.name.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as d;

    #[test]
    fn lists_and_numbers_read_as_prose() {
        let names = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list(&names("a b c")), "a, b and c");
        assert_eq!(count(12400, "report", "reports"), "12,400 reports");
        assert_eq!(number(1_000_000), "1,000,000");
        assert_eq!(count(1, "report", "reports"), "1 report");
    }

    #[test]
    fn a_period_names_its_year_once() {
        assert_eq!(period(d(2024, 1, 16), d(2024, 1, 18)), "16 to 18 January 2024");
        assert_eq!(period(d(2024, 1, 16), d(2024, 2, 1)), "16 January to 1 February 2024");
        assert_eq!(period(d(2023, 12, 31), d(2024, 1, 1)), "31 December 2023 to 1 January 2024");
    }

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one", 9), "one");
        assert_eq!(shortened("äöüäöüäöü", 3), "äöü…");
        assert_eq!(around("one two three four five six", "four", 12), "…four five…");
        assert_eq!(around("one two three four five six", "six", 12), "…five six");
        assert_eq!(around("one two three four", "nine", 9), "one two…");
    }

    #[test]
    fn tolls_say_what_is_not_known() {
        let toll_of = |low, best, high| Toll { low, best, high, rule: String::new(), numbers: vec![] };
        assert_eq!(toll(&toll_of(2, 2, Some(2)), "dead"), "2 dead");
        assert_eq!(toll(&toll_of(2, 4, Some(9)), "dead"), "2 to 9 dead, best 4");
        assert_eq!(toll(&toll_of(12, 12, None), "dead"), "at least 12 dead");
    }
}
