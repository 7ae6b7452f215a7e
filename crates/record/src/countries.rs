//! What states and territories are called in the schemes of event data: ISO, FIPS, CAMEO, COW, Gleditsch and Ward.

use std::collections::BTreeMap;

const TABLE: &str = include_str!("../data/countries.tsv");

/// A state or territory with its codes and names elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Our id: ISO 3166-1 alpha-3, 3166-3 for former states, XKX for Kosovo.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166-1 numeric.
    pub numeric: Option<u16>,
    /// FIPS 10-4; the first is the one to write.
    pub fips: Vec<&'static str>,
    /// Country code of the CAMEO actor dictionaries.
    pub cameo: &'static str,
    /// Country code of GDELT's actors.
    pub gdelt: &'static str,
    /// Number in the Correlates of War state system.
    pub cow: Option<u16>,
    /// Number in the list of Gleditsch and Ward.
    pub gw: Option<u16>,
    /// Year in which a former state ended.
    pub until: Option<u16>,
    /// Region of ACLED's coverage.
    pub region: &'static str,
    /// Our name.
    pub name: &'static str,
    /// Names in ICEWS files; the first is the one to write.
    pub icews: Vec<&'static str>,
    /// Name in ACLED files.
    pub acled: &'static str,
}

impl Country {
    fn parse(line: &'static str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [iso3, iso2, numeric, fips, cameo, gdelt, cow, gw, until, region, name, icews, acled] = cells[..] else { return None };
        let or = |cell: &'static str, other: &'static str| if cell.is_empty() { other } else { cell };
        Some(Country {
            iso3,
            iso2,
            numeric: numeric.parse().ok(),
            fips: fips.split('|').filter(|f| !f.is_empty()).collect(),
            cameo: or(cameo, iso3),
            gdelt: or(gdelt, iso3),
            cow: cow.parse().ok(),
            gw: gw.parse().ok(),
            until: until.parse().ok(),
            region,
            name,
            icews: or(icews, name).split('|').collect(),
            acled: or(acled, name),
        })
    }

    /// Region in the sense of UCDP, which cuts the numbers of Gleditsch and Ward into ranges; `None` without a number.
    pub fn ucdp_region(&self) -> Option<&'static str> {
        Some(match self.gw? {
            1..200 => "Americas",
            200..400 => "Europe",
            400..630 => "Africa",
            630..700 => "Middle East",
            _ => "Asia",
        })
    }
}

/// All states and territories, with a way to them from each scheme.
#[derive(Debug, Clone)]
pub struct Countries {
    /// Sorted by `iso3`.
    rows: Vec<Country>,
    by_fips: BTreeMap<&'static str, usize>,
    by_cameo: BTreeMap<&'static str, usize>,
    by_cow: BTreeMap<u16, usize>,
    by_numeric: BTreeMap<u16, usize>,
    /// Lower case.
    by_name: BTreeMap<String, usize>,
}

impl Countries {
    /// The table that comes with this crate.
    pub fn built_in() -> Self {
        let mut rows: Vec<Country> =
            TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("iso3")).filter_map(Country::parse).collect();
        rows.sort_by_key(|c| c.iso3);
        let mut it = Countries {
            by_fips: BTreeMap::new(),
            by_cameo: BTreeMap::new(),
            by_cow: BTreeMap::new(),
            by_numeric: BTreeMap::new(),
            by_name: BTreeMap::new(),
            rows: Vec::new(),
        };
        // Former states first, so that a number or name that a successor has too leads to the successor.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|i| rows[*i].until.unwrap_or(u16::MAX));
        for i in order {
            let c = &rows[i];
            it.by_fips.extend(c.fips.iter().map(|f| (*f, i)));
            it.by_cameo.extend([(c.cameo, i), (c.gdelt, i), (c.iso3, i)]);
            it.by_cow.extend(c.cow.map(|n| (n, i)));
            it.by_numeric.extend(c.numeric.map(|n| (n, i)));
            let names = c.icews.iter().chain([&c.name, &c.acled]);
            it.by_name.extend(names.map(|n| (n.to_lowercase(), i)));
        }
        it.rows = rows;
        it
    }

    /// All, sorted by our id.
    pub fn all(&self) -> &[Country] {
        &self.rows
    }

    /// By our id, e.g. "PAK".
    pub fn iso3(&self, id: &str) -> Option<&Country> {
        self.rows.binary_search_by_key(&id, |c| c.iso3).ok().map(|i| &self.rows[i])
    }

    /// By FIPS 10-4, e.g. "RS" for Russia.
    pub fn fips(&self, code: &str) -> Option<&Country> {
        self.by_fips.get(code).map(|i| &self.rows[*i])
    }

    /// By the country code of an actor in CAMEO's or GDELT's list, or by our id.
    pub fn cameo(&self, code: &str) -> Option<&Country> {
        self.by_cameo.get(code).map(|i| &self.rows[*i])
    }

    /// By the number of the Correlates of War project.
    pub fn cow(&self, number: u16) -> Option<&Country> {
        self.by_cow.get(&number).map(|i| &self.rows[*i])
    }

    /// By ISO's number.
    pub fn numeric(&self, number: u16) -> Option<&Country> {
        self.by_numeric.get(&number).map(|i| &self.rows[*i])
    }

    /// By a name that we, ICEWS or ACLED use, whatever the case.
    pub fn name(&self, name: &str) -> Option<&Country> {
        self.by_name.get(&name.to_lowercase()).map(|i| &self.rows[*i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count() - 1;
        let all = Countries::built_in();
        assert_eq!(all.all().len(), lines);
        let cells: BTreeSet<usize> = TABLE.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').count()).collect();
        assert_eq!(cells, [13].into(), "each line has every column");
    }

    #[test]
    fn a_code_leads_to_one_country() {
        let all = Countries::built_in();
        let current: Vec<&Country> = all.all().iter().filter(|c| c.until.is_none()).collect();
        let once = |name: &str, codes: Vec<String>| {
            let set: BTreeSet<&String> = codes.iter().collect();
            assert_eq!(set.len(), codes.len(), "{name}");
        };
        once("iso2", current.iter().map(|c| c.iso2.to_owned()).collect());
        once("numeric", all.all().iter().filter_map(|c| c.numeric).map(|n| n.to_string()).collect());
        once("fips", all.all().iter().flat_map(|c| &c.fips).map(|f| (*f).to_owned()).collect());
        once("cameo", all.all().iter().map(|c| c.cameo.to_owned()).collect());
        once("gdelt", all.all().iter().map(|c| c.gdelt.to_owned()).collect());
        once("cow", current.iter().filter_map(|c| c.cow).map(|n| n.to_string()).collect());
        once("gw", current.iter().filter_map(|c| c.gw).map(|n| n.to_string()).collect());
        once("icews", current.iter().map(|c| c.icews[0].to_lowercase()).collect());
        once("acled", current.iter().map(|c| c.acled.to_lowercase()).collect());
    }

    #[test]
    fn schemes_that_differ_are_told_apart() {
        let all = Countries::built_in();
        let iso3 = |c: Option<&Country>| c.map(|c| c.iso3);
        assert_eq!(iso3(all.fips("RS")), Some("RUS"), "ISO's RS is Serbia");
        assert_eq!(iso3(all.fips("CH")), Some("CHN"), "ISO's CH is Switzerland");
        assert_eq!((iso3(all.fips("GZ")), iso3(all.fips("WE"))), (Some("PSE"), Some("PSE")));
        assert_eq!((iso3(all.cameo("ROM")), iso3(all.cameo("ROU"))), (Some("ROU"), Some("ROU")));
        assert_eq!((iso3(all.cameo("KSV")), iso3(all.cameo("AFR"))), (Some("XKX"), None));
        assert_eq!((iso3(all.cow(365)), iso3(all.cow(345)), iso3(all.cow(255))), (Some("RUS"), Some("SRB"), Some("DEU")));
        assert_eq!((iso3(all.numeric(586)), iso3(all.numeric(810))), (Some("PAK"), Some("SUN")));
        assert_eq!(iso3(all.name("Russian Federation")), Some("RUS"));
        assert_eq!((iso3(all.name("cote d'ivoire")), iso3(all.name("Ivory Coast"))), (Some("CIV"), Some("CIV")));
        assert_eq!((iso3(all.name("Congo")), iso3(all.name("Democratic Republic of Congo"))), (Some("COG"), Some("COD")));
        assert_eq!(all.iso3("DEU").and_then(|c| c.gw), Some(260));
        assert_eq!(all.iso3("EGY").and_then(Country::ucdp_region), Some("Middle East"));
        assert_eq!(all.iso3("GRL").and_then(Country::ucdp_region), None);
    }
}
