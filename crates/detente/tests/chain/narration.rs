//! Which day each act has: the day at which the telling stands, that of another thing beside it, days named by their feasts.

use crate::{detente, read_bytes};

/// Trigger and days of each event: "marched 2024-05-02", or with the last day behind "..".
fn dated(report: &str) -> Vec<String> {
    let events = detente().code(&read_bytes(report.as_bytes(), "report")).0.events;
    let day = |d: &detente_record::Date| if d.start == d.end { d.start.clone() } else { format!("{}..{}", d.start, d.end) };
    events.iter().map(|e| format!("{} {}", e.trigger.text, e.date.as_ref().map_or("?".to_owned(), day))).collect()
}

/// Asserts that the events of a report include these, written as `dated` does.
fn check(report: &str, expected: &[&str]) {
    let found = dated(report);
    let missing: Vec<&&str> = expected.iter().filter(|e| !found.iter().any(|f| f == **e)).collect();
    assert!(missing.is_empty(), "{missing:?} not among {found:?}");
}

#[test]
fn an_entry_of_a_chronicle_dates_all_that_it_tells() {
    check(
        "MAPUTO, 26 October 1999 (Wire) - The rebels freed two engineers yesterday. How it came about:\n\n\
         6 August. Rebels descend on the village and abduct two engineers.\n\n\
         13 August: The army bombs a camp. The president sacks the defence minister and calls up reservists.\n\n\
         September. The army shells the hills. The rebels release a wounded soldier.",
        &[
            "freed 1999-10-25",
            "abduct 1999-08-06",
            "bombs 1999-08-13",
            "calls 1999-08-13",
            "shells 1999-09-01..1999-09-30",
            "release 1999-09-01..1999-09-30",
        ],
    );
}

#[test]
fn an_item_of_a_digest_counts_from_its_own_day() {
    check(
        "FRONTIER SUMMARY\nKabul, 17 July 1993\n\n\
         1. Moscow, Russian TV, 1800 gmt 14 Jul: Rebels attacked a border post yesterday. Soldiers shelled a village.\n\n\
         2. Kabul, Radio Afghanistan, 1530 gmt 16 Jul: The president condemned Russia.",
        &["attacked 1993-07-13", "condemned 1993-07-16"],
    );
}

#[test]
fn notes_above_and_below_midnight_have_two_days() {
    check(
        "LIVE: the storming of parliament\nNewest first. Page last refreshed Fri 28 April 2017, 00:52\n\n\
         00:31 The president condemns the violence.\n\n\
         00:14 The United States condemns the attack.\n\n\
         23:40 Police arrest four protesters.\n\n\
         22:05 Protesters attack two lawmakers.",
        &["condemns 2017-04-28", "arrest 2017-04-27", "attack 2017-04-27"],
    );
}

#[test]
fn a_year_of_background_goes_on_to_the_end_of_its_telling() {
    check(
        "BUKA, 14 December 2019 (Wire) - Troops left the island on Friday.\n\n\
         In 1997 the government hired mercenaries. The army arrested the mercenaries. Crowds besieged parliament. Rebels now \
         threaten to attack the mine.",
        &["arrested 1997-01-01..1997-12-31", "besieged 1997-01-01..1997-12-31"],
    );
}

#[test]
fn a_dateline_in_the_sentence_is_no_day_of_what_it_tells() {
    check("SUVA: Tuesday, 30 May 2000 - The army seized power last night and imposed a curfew.", &["seized 2000-05-29"]);
}

#[test]
fn an_anniversary_and_what_it_recalls_have_each_their_day() {
    check(
        "KIGALI, 8 April 2004 (Wire) - Thousands of students marched through Kigali on Wednesday on the tenth anniversary of the \
         1994 massacre of villagers by soldiers.",
        &["marched 2004-04-07"],
    );
}

#[test]
fn a_trial_and_the_killing_it_is_about_have_each_their_day() {
    check(
        "PARIS, 8 April 2004 (Wire) - Police arrested a former mayor on Wednesday. He is charged with the 1994 killing of three \
         priests.",
        &["arrested 2004-04-07", "charged 2004-04-08"],
    );
}

#[test]
fn what_is_condemned_lends_its_day_to_nobody() {
    check("CAIRO, 8 April 2004 (Wire) - Egypt on Thursday condemned Sunday's bombing of a market by Israel.", &["condemned 2004-04-08"]);
    check("CAIRO, 8 April 2004 (Wire) - Egypt condemned the shelling of 18 April 1996.", &["condemned 2004-04-08"]);
}

#[test]
fn the_worst_since_a_year_happened_in_its_own() {
    check(
        "DAKAR, 4 July 2008 (Wire) - Police killed five protesters on Tuesday in the worst violence since 1990. For the first time \
         since 2001 the army deployed troops in the capital.",
        &["killed 2008-07-01", "deployed 2008-07-04"],
    );
}

#[test]
fn a_clause_with_when_has_the_day_before_it() {
    check(
        "NDJAMENA, 2 June 2021 (Wire) - Since 20 April, when rebels killed the president, soldiers have ruled the country.",
        &["killed 2021-04-20"],
    );
}

#[test]
fn the_day_before_a_subject_is_that_of_the_telling() {
    check(
        "NUKUS, 4 July 2022 (Wire) - The president told lawmakers on Saturday he would withdraw troops from the city and ordered a \
         curfew.",
        &["told 2022-07-02"],
    );
}

#[test]
fn an_eid_and_an_easter_fall_where_their_calendars_put_them() {
    check(
        "BAGHDAD, 20 July 2017 (Wire) - Gunmen killed three policemen in Baghdad on Easter Sunday. Police arrested ten men on the \
         eve of Ashura.",
        &["killed 2017-04-16"],
    );
    check(
        "TRIPOLI, 2 July 2017 (Wire) - Gunmen killed two guards in Tripoli on the first day of Eid al-Fitr.",
        &["killed 2017-06-25..2017-06-27"],
    );
}
