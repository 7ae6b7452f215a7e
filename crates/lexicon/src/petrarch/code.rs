//! From an actor's code of CAMEO ("PAKGOVMIL", "MNCUSAMED") to country and PLOVER sectors.

/// Codes of states that CAMEO writes otherwise than ISO 3166, or wrote once.
const STATES: [(&str, &str); 13] = [
    ("BAH", "BHS"),
    ("FRY", "YUG"),
    ("KNT", "KNA"),
    ("KOS", "XKX"),
    ("KSV", "XKX"),
    ("PAL", "PSE"),
    ("ROM", "ROU"),
    ("SIN", "SGP"),
    ("SRP", "SRB"),
    ("TMP", "TLS"),
    ("USR", "SUN"),
    ("ZAR", "COD"),
    ("GZA", "PSE"),
];

/// Parts of the world, which are no state.
const REGIONS: [&str; 31] = [
    "AFR", "ASA", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR", "INT", "LAM", "MDT", "MEA", "NAF", "NMR", "PGS",
    "SAF", "SAM", "SAS", "SCN", "SEA", "SSA", "UIS", "WAF", "WAS", "WEU", "WST", "AUR",
];

/// Faiths; the sector is religious where nothing else is said.
const FAITHS: [&str; 18] =
    ["CHR", "CTH", "PRO", "ORT", "DOX", "CPT", "MUS", "SUN", "SHI", "SFI", "JEW", "HIN", "BUD", "SIK", "ATH", "BAH", "TAO", "MAR"];

/// CAMEO's roles with the PLOVER sector for them.
fn sector(code: &str) -> Option<&'static str> {
    const SAME: [&str; 22] = [
        "GOV", "MIL", "OPP", "LEG", "JUD", "COP", "SPY", "PTY", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "REF", "UAF", "REL",
        "PRM", "SOC", "JRN", "REB",
    ];
    match code {
        "MED" => Some("JRN"),
        "HLH" => Some("MED"),
        "INS" | "SEP" | "IMG" => Some("REB"),
        "NGM" | "NGO" => Some("NGO"),
        "IGO" => Some("IGO"),
        "MNC" => Some("MNC"),
        "PPL" => Some("CVL"),
        _ => SAME.into_iter().find(|s| *s == code),
    }
}

/// What a code says in the lexicon's terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Affiliation {
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
    /// Parts of the code that say more than the record has room for: which organisation, which faith.
    pub details: Vec<String>,
    /// The first part, where it is neither state, region, kind of body, role nor faith.
    pub unknown: Option<String>,
}

/// The state's id for a code; `known` says whether an id is one of a state.
pub(super) fn state(code: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    if known(code) {
        return Some(code.to_owned());
    }
    STATES.iter().find(|(cameo, _)| *cameo == code).map(|(_, iso)| (*iso).to_owned()).filter(|iso| known(iso))
}

/// Reads a code in parts of three letters.
pub(super) fn affiliation(code: &str, state: impl Fn(&str) -> Option<String>) -> Affiliation {
    let mut found = Affiliation::default();
    let letters: Vec<char> = code.chars().collect();
    let mut faith = false;
    for (i, part) in letters.chunks(3).enumerate() {
        let part: String = part.iter().collect();
        if let Some(sector) = sector(&part) {
            if !found.sectors.iter().any(|s| s == sector) {
                found.sectors.push(sector.to_owned());
            }
        } else if FAITHS.contains(&part.as_str()) && (i > 0 || state(&part).is_none()) {
            faith = true;
            found.details.push(part);
        } else if found.country.is_none()
            && let Some(id) = state(&part)
        {
            found.country = Some(id);
        } else if i == 0 && !REGIONS.contains(&part.as_str()) && !matches!(part.as_str(), "DEV" | "ENV" | "HRI") {
            found.unknown = Some(part);
        } else if !(i == 0 && REGIONS.contains(&part.as_str())) {
            found.details.push(part);
        }
    }
    if found.sectors.is_empty() {
        // A faith or a cause alone is what the actor is.
        if faith {
            found.sectors.push("REL".to_owned());
        } else if found.details.iter().any(|d| matches!(d.as_str(), "DEV" | "ENV" | "HRI")) {
            found.sectors.push("SOC".to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str) -> (Option<String>, String, String, Option<String>) {
        let a = affiliation(code, |c| state(c, |c| ["PAK", "USA", "ROU", "SUN"].contains(&c)));
        (a.country, a.sectors.join(" "), a.details.join(" "), a.unknown)
    }

    #[test]
    fn states_bodies_roles_and_faiths() {
        let some = |s: &str| Some(s.to_owned());
        let none = String::new;
        assert_eq!(read("PAKGOV"), (some("PAK"), "GOV".to_owned(), none(), None));
        assert_eq!(read("ROMGOVMED"), (some("ROU"), "GOV JRN".to_owned(), none(), None));
        assert_eq!(read("PAKGOVHLH"), (some("PAK"), "GOV MED".to_owned(), none(), None));
        assert_eq!(read("IGOUNO"), (None, "IGO".to_owned(), "UNO".to_owned(), None));
        assert_eq!(read("MNCUSABUS"), (some("USA"), "MNC BUS".to_owned(), none(), None));
        assert_eq!(read("PAKSEP"), (some("PAK"), "REB".to_owned(), none(), None));
        assert_eq!(read("MUSRAD"), (None, "REL".to_owned(), "MUS RAD".to_owned(), None));
        assert_eq!(read("HRI"), (None, "SOC".to_owned(), "HRI".to_owned(), None));
        assert_eq!(read("EUR"), (None, none(), none(), None));
        assert_eq!(read("KKLREB"), (None, "REB".to_owned(), none(), some("KKL")));
        assert_eq!(read("SUN"), (some("SUN"), none(), none(), None));
    }
}
