//! Named days and months of the faiths' and peoples' calendars: which days they are in a year.
//!
//! The reckoning is that of `calendrical_calculations` after Reingold and Dershowitz: the tabular Islamic calendar with
//! the civil epoch of Friday, 16 July 622 and leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty; the
//! arithmetic Hebrew calendar; the Persian one of 33-year cycles; the computus of both Easters; the Chinese new year by
//! the new moon. Where the moon is looked for country by country, an Islamic day may begin a day sooner or later, so
//! that one day on each side is given.

use super::calendar::{Days, plus};
use calendrical_calculations::hebrew::BookHebrew;
use calendrical_calculations::rata_die::RataDie;
use calendrical_calculations::{chinese_based, gregorian, hebrew, islamic, julian, persian};
use detente_record::Granularity;
use jiff::civil::Date;

/// By which calendar a day comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Month and day of our own calendar.
    Fixed(u8, u8),
    /// Days from the Easter of the western churches.
    Easter(i64),
    /// Days from the Easter of the eastern churches.
    EastEaster(i64),
    /// Month and day of the Islamic calendar.
    Islamic(u8, u8),
    /// Month and day of the Hebrew calendar; 12 is the last month, also in a leap year.
    Hebrew(u8, u8),
    /// The Persian new year.
    Persian,
    /// The Chinese new year.
    Chinese,
    /// Told by no rule that is known here.
    Open,
}

/// A named day or span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feast {
    /// Its names in lower case, a piece a word and without hyphens.
    names: &'static [&'static [&'static str]],
    rule: Rule,
    /// How many days it lasts.
    pub length: i64,
}

const ISLAMIC_MONTH: i64 = 30;

const fn feast(names: &'static [&'static [&'static str]], rule: Rule, length: i64) -> Feast {
    Feast { names, rule, length }
}

/// Longer names stand before those that they begin with.
const FEASTS: [Feast; 53] = [
    feast(&[&["orthodox", "christmas", "eve"]], Rule::Fixed(1, 6), 1),
    feast(&[&["orthodox", "christmas", "day"], &["orthodox", "christmas"], &["coptic", "christmas"]], Rule::Fixed(1, 7), 1),
    feast(&[&["christmas", "eve"]], Rule::Fixed(12, 24), 1),
    feast(&[&["christmas", "day"], &["christmas"]], Rule::Fixed(12, 25), 1),
    feast(&[&["boxing", "day"], &["st", "stephen", "'s", "day"]], Rule::Fixed(12, 26), 1),
    feast(&[&["new", "year's", "eve"], &["new", "year", "'s", "eve"], &["new", "years", "eve"], &["hogmanay"]], Rule::Fixed(12, 31), 1),
    feast(&[&["new", "year's", "day"], &["new", "year", "'s", "day"]], Rule::Fixed(1, 1), 1),
    feast(&[&["epiphany"]], Rule::Fixed(1, 6), 1),
    feast(&[&["valentine's", "day"], &["valentine", "'s", "day"]], Rule::Fixed(2, 14), 1),
    feast(&[&["international", "women's", "day"], &["international", "women", "'s", "day"]], Rule::Fixed(3, 8), 1),
    feast(&[&["april", "fools", "day"], &["april", "fool's", "day"], &["april", "fool", "'s", "day"]], Rule::Fixed(4, 1), 1),
    feast(&[&["may", "day"], &["international", "workers", "day"]], Rule::Fixed(5, 1), 1),
    feast(&[&["nakba", "day"]], Rule::Fixed(5, 15), 1),
    feast(&[&["bastille", "day"]], Rule::Fixed(7, 14), 1),
    feast(&[&["assumption", "day"]], Rule::Fixed(8, 15), 1),
    feast(&[&["halloween"]], Rule::Fixed(10, 31), 1),
    feast(&[&["all", "saints", "day"], &["all", "saints", "'", "day"]], Rule::Fixed(11, 1), 1),
    feast(&[&["armistice", "day"]], Rule::Fixed(11, 11), 1),
    feast(&[&["human", "rights", "day"]], Rule::Fixed(12, 10), 1),
    feast(&[&["orthodox", "palm", "sunday"]], Rule::EastEaster(-7), 1),
    feast(&[&["orthodox", "good", "friday"]], Rule::EastEaster(-2), 1),
    feast(&[&["orthodox", "easter", "monday"]], Rule::EastEaster(1), 1),
    feast(&[&["orthodox", "easter", "sunday"], &["orthodox", "easter"]], Rule::EastEaster(0), 1),
    feast(&[&["shrove", "tuesday"], &["mardi", "gras"]], Rule::Easter(-47), 1),
    feast(&[&["ash", "wednesday"]], Rule::Easter(-46), 1),
    feast(&[&["palm", "sunday"]], Rule::Easter(-7), 1),
    feast(&[&["holy", "week"]], Rule::Easter(-7), 7),
    feast(&[&["maundy", "thursday"], &["holy", "thursday"]], Rule::Easter(-3), 1),
    feast(&[&["good", "friday"]], Rule::Easter(-2), 1),
    feast(&[&["holy", "saturday"], &["easter", "saturday"]], Rule::Easter(-1), 1),
    feast(&[&["easter", "weekend"]], Rule::Easter(-2), 4),
    feast(&[&["easter", "monday"]], Rule::Easter(1), 1),
    feast(&[&["easter", "sunday"], &["easter", "day"], &["easter"]], Rule::Easter(0), 1),
    feast(&[&["ascension", "day"]], Rule::Easter(39), 1),
    feast(&[&["whit", "monday"], &["pentecost", "monday"]], Rule::Easter(50), 1),
    feast(&[&["pentecost", "sunday"], &["whit", "sunday"], &["pentecost"]], Rule::Easter(49), 1),
    feast(&[&["corpus", "christi"]], Rule::Easter(60), 1),
    feast(&[&["nowruz"], &["newroz"], &["novruz"], &["nauryz"], &["norouz"], &["navroz"], &["nevruz"], &["noruz"]], Rule::Persian, 1),
    feast(&[&["lunar", "new", "year"], &["chinese", "new", "year"], &["spring", "festival"], &["tet"], &["seollal"]], Rule::Chinese, 3),
    feast(&[&["muharram"], &["moharram"]], Rule::Islamic(1, 1), ISLAMIC_MONTH),
    feast(&[&["ashura"], &["ashoura"], &["ashoora"]], Rule::Islamic(1, 10), 1),
    feast(&[&["arbaeen"], &["arba'een"], &["arbain"], &["chehlum"]], Rule::Islamic(2, 20), 1),
    feast(
        &[
            &["mawlid"],
            &["mawlid", "al", "nabi"],
            &["milad", "un", "nabi"],
            &["maulid"],
            &["prophet's", "birthday"],
            &["prophet", "'s", "birthday"],
            &["prophet", "muhammad", "'s", "birthday"],
        ],
        Rule::Islamic(3, 12),
        1,
    ),
    feast(&[&["ramadan"], &["ramadhan"], &["ramzan"], &["ramazan"]], Rule::Islamic(9, 1), ISLAMIC_MONTH),
    feast(
        &[
            &["eid", "al", "fitr"],
            &["eid", "ul", "fitr"],
            &["eid", "el", "fitr"],
            &["id", "al", "fitr"],
            &["idul", "fitri"],
            &["korite"],
            &["lebaran"],
        ],
        Rule::Islamic(10, 1),
        3,
    ),
    feast(
        &[
            &["eid", "al", "adha"],
            &["eid", "ul", "adha"],
            &["eid", "ul", "azha"],
            &["eid", "el", "adha"],
            &["id", "al", "adha"],
            &["idul", "adha"],
            &["eid", "el", "kabir"],
            &["tabaski"],
            &["kurban", "bayrami"],
        ],
        Rule::Islamic(12, 10),
        4,
    ),
    feast(&[&["rosh", "hashanah"], &["rosh", "hashana"]], Rule::Hebrew(7, 1), 2),
    feast(&[&["yom", "kippur"]], Rule::Hebrew(7, 10), 1),
    feast(&[&["sukkot"], &["sukkoth"]], Rule::Hebrew(7, 15), 7),
    feast(&[&["simchat", "torah"], &["simhat", "torah"]], Rule::Hebrew(7, 22), 2),
    feast(&[&["hanukkah"], &["chanukah"]], Rule::Hebrew(9, 25), 8),
    feast(&[&["purim"]], Rule::Hebrew(12, 14), 1),
    feast(&[&["passover"], &["pesach"]], Rule::Hebrew(1, 15), 7),
];

/// Names of which only the words around them tell which of several feasts is meant, and those that no rule tells.
const OTHERS: [Feast; 3] = [
    feast(&[&["eid"]], Rule::Islamic(10, 1), 3),
    feast(&[&["eid"]], Rule::Islamic(12, 10), 4),
    feast(&[&["diwali"], &["deepavali"], &["vesak"]], Rule::Open, 1),
];

/// The feasts that a name may mean, and how many words the longest name has that `begins` finds.
pub fn named(begins: impl Fn(&[&str]) -> bool) -> Option<(usize, Vec<Feast>)> {
    let all = FEASTS.iter().chain(&OTHERS);
    let found = all.filter_map(|f| f.names.iter().filter(|n| begins(n)).map(|n| n.len()).max().map(|length| (length, *f)));
    let found: Vec<(usize, Feast)> = found.collect();
    let longest = found.iter().map(|(length, _)| *length).max()?;
    Some((longest, found.into_iter().filter(|(length, _)| *length == longest).map(|(_, f)| f).collect()))
}

impl Feast {
    /// How exact its name is.
    pub fn granularity(&self) -> Granularity {
        if self.length == 1 && !self.is_sighted() { Granularity::Day } else { Granularity::Period }
    }

    /// Whether the moon is looked for, so that it may begin a day sooner or later.
    pub fn is_sighted(&self) -> bool {
        matches!(self.rule, Rule::Islamic(..))
    }

    /// First and last day, for each time that it begins in the years from the first to the last.
    pub fn days(&self, first: i16, last: i16) -> Vec<Days> {
        let years = i32::from(first)..=i32::from(last);
        let begins: Vec<RataDie> = match self.rule {
            Rule::Fixed(month, day) => years.map(|y| gregorian::fixed_from_gregorian(y, month, day)).collect(),
            Rule::Easter(days) => years.map(|y| gregorian::easter(y).add(days)).collect(),
            Rule::EastEaster(days) => years.map(|y| julian::easter(y).add(days)).collect(),
            Rule::Persian => years.map(|y| persian::fixed_from_fast_persian(y - 621, 1, 1)).collect(),
            Rule::Chinese => years.map(chinese_new_year).collect(),
            Rule::Hebrew(month, day) => (years.start() + 3759..=years.end() + 3762).map(|y| hebrew_day(y, month, day)).collect(),
            Rule::Islamic(month, day) => (hijri(*years.start()) - 1..=hijri(*years.end()) + 2)
                .map(|y| islamic::fixed_from_tabular_islamic(y, month, day, islamic::ISLAMIC_EPOCH_FRIDAY))
                .collect(),
            Rule::Open => Vec::new(),
        };
        begins
            .into_iter()
            .filter_map(date)
            .filter(|day| (first..=last).contains(&day.year()))
            .map(|day| (day, plus(day, self.length - 1)))
            .collect()
    }
}

/// A year of the Islamic calendar that has days in a year of ours, or the one beside it.
fn hijri(year: i32) -> i32 {
    (year - 622) * 33 / 32
}

fn hebrew_day(year: i32, month: u8, day: u8) -> RataDie {
    let month = if month == hebrew::ADAR && BookHebrew::is_hebrew_leap_year(year) { hebrew::ADARII } else { month };
    BookHebrew::fixed_from_book_hebrew(BookHebrew { year, month, day })
}

/// The new year that begins between 21 January and 21 February of a year.
fn chinese_new_year(year: i32) -> RataDie {
    let summer = gregorian::fixed_from_gregorian(year, 7, 1);
    chinese_based::YearBounds::compute::<chinese_based::Chinese>(summer).new_year
}

fn date(day: RataDie) -> Option<Date> {
    let first = Date::new(1, 1, 1).ok()?;
    first.checked_add(jiff::Span::new().try_days(day.to_i64_date() - 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last day of a feast that begins in a year.
    fn days(name: &[&str], year: i16) -> Vec<String> {
        let (_, feasts) = named(|n| n == name).expect("a feast of that name");
        feasts.iter().flat_map(|f| f.days(year, year)).map(|(a, b)| format!("{a} {b}")).collect()
    }

    #[test]
    fn feasts_fall_on_the_days_that_the_almanacs_give() {
        let known: [(&[&str], i16, &str); 16] = [
            (&["easter"], 2019, "2019-04-21 2019-04-21"),
            (&["good", "friday"], 1998, "1998-04-10 1998-04-10"),
            (&["orthodox", "easter"], 2022, "2022-04-24 2022-04-24"),
            (&["pentecost"], 2022, "2022-06-05 2022-06-05"),
            (&["orthodox", "christmas"], 2023, "2023-01-07 2023-01-07"),
            (&["ramadan"], 2024, "2024-03-11 2024-04-09"),
            (&["eid", "al", "fitr"], 2017, "2017-06-26 2017-06-28"),
            (&["eid", "al", "adha"], 2007, "2007-12-20 2007-12-23"),
            (&["ashura"], 2004, "2004-03-02 2004-03-02"),
            (&["mawlid"], 2023, "2023-09-27 2023-09-27"),
            (&["arbaeen"], 2023, "2023-09-06 2023-09-06"),
            (&["yom", "kippur"], 1973, "1973-10-06 1973-10-06"),
            (&["passover"], 2002, "2002-03-28 2002-04-03"),
            (&["purim"], 1994, "1994-02-25 1994-02-25"),
            (&["nowruz"], 2023, "2023-03-21 2023-03-21"),
            (&["tet"], 1968, "1968-01-30 1968-02-01"),
        ];
        for (name, year, expected) in known {
            assert_eq!(days(name, year), [expected], "{name:?} {year}");
        }
    }

    #[test]
    fn an_islamic_month_may_come_twice_a_year() {
        assert_eq!(days(&["ramadan"], 2030).len(), 2);
    }

    #[test]
    fn a_bare_eid_is_one_of_two_feasts() {
        assert_eq!(days(&["eid"], 2023).len(), 2);
    }
}
