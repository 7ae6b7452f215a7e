//! How many died and were hurt, a report a line.

use crate::{detente, read_bytes};
use detente_record::Count;

/// The dead and the injured of the event of a trigger: `killed/injured`, an open bound as `40+`, none as `-`.
fn toll(report: &str, trigger: &str) -> String {
    let report = format!("NAIROBI, May 5, 2024 (Wire) - {report}");
    let events = detente().code(&read_bytes(report.as_bytes(), "report")).0.events;
    let Some(event) = events.iter().find(|e| e.trigger.text == trigger) else { return "no event".to_owned() };
    let shown = |count: &Option<Count>| match count {
        None => "-".to_owned(),
        Some(Count { low, high: Some(high), .. }) if low == high => low.to_string(),
        Some(Count { low, high: Some(high), .. }) => format!("{low}-{high}"),
        Some(Count { low, high: None, .. }) => format!("{low}+"),
    };
    format!("{}/{}", shown(&event.casualties.killed), shown(&event.casualties.injured))
}

fn check(lines: &[(&str, &str, &str)]) {
    let found = lines.iter().map(|(report, trigger, expected)| (toll(report, trigger), report, trigger, expected));
    let wrong: Vec<String> = found
        .filter(|(found, _, _, expected)| found != *expected)
        .map(|(found, report, trigger, expected)| format!("{report}\n  {trigger}: found `{found}`, expected `{expected}`"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_before_and_behind_the_word_of_harm() {
    check(&[
        ("Boko Haram attacked Dapchi on Monday, killing at least 12 and wounding scores.", "attacked", "12+/40+"),
        ("Three soldiers were dead and six wounded after the rebel attack on the base in Mali.", "dead", "3/6"),
        ("Rebels attacked a convoy in Niger, leaving nine soldiers dead and 13 wounded.", "attacked", "9/13"),
        ("Rebels dynamited the army barracks in Bogota, resulting in the injury of six people.", "dynamited", "-/6"),
        ("Dozens were killed when the army shelled Omdurman.", "shelled", "24+/-"),
        ("The army shelled Taiz, killing a family of five.", "shelled", "5/-"),
        ("Israel bombed a house in Rafah, killing 14 people, including six children.", "bombed", "14/-"),
    ]);
}

#[test]
fn one_person_is_one() {
    check(&[
        ("A schoolboy was hit in the leg by a rubber bullet in Nairobi.", "hit", "-/1"),
        ("Gunmen shot dead the judge and his driver in Quetta.", "shot", "2/-"),
    ]);
}

#[test]
fn a_toll_that_is_told_behind_the_act() {
    check(&[
        ("Rebels shelled Goma on Monday. The toll rose to 31 on Tuesday.", "shelled", "31/-"),
        (
            "Five days earlier, rebels had ambushed UN peacekeepers at Yongofongo; four Cambodians and one Moroccan lost their lives.",
            "ambushed",
            "5/-",
        ),
        ("Rebels attacked a school in Uganda on Friday, killing three teachers. A fourth died in hospital.", "attacked", "4/-"),
        ("A Dutch reporter was killed by the army in Usulutan on Monday. A sound technician was also killed.", "killed", "2/-"),
        ("Taliban fighters attacked a bus in Kabul on Monday, killing 14 people. Among the dead were two children.", "attacked", "14/-"),
        ("Rebels shelled Goma on Monday. No one was hurt.", "shelled", "-/-"),
    ]);
}

#[test]
fn a_list_of_names() {
    check(&[(
        "Rebels shelled the market in Taiz, killing Amal Nasser, 42; Huda Nasser, 19; a boy known as Karim, and a police officer.",
        "shelled",
        "4/-",
    )]);
}

#[test]
fn the_harm_is_part_of_what_did_it() {
    check(&[
        ("The hospital in Mullaitivu was struck by the army three times on Sunday, killing nine.", "struck", "9/-"),
        (
            "Israeli artillery shells slammed on Thursday into a compound of the Fijian battalion in southern Lebanon where some \
             800 villagers had sought shelter, and killed between 97 and 106 of them.",
            "slammed",
            "97-106/-",
        ),
    ]);
}
