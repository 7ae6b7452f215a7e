//! Who says so and whether it happened, a report a line.

use crate::{detente, read_bytes};
use detente::Event;

/// The event of a trigger in a report, as `factuality; speaker stance > speaker stance`, outermost first.
fn standing(report: &str, trigger: &str) -> String {
    let events = coded(report);
    let Some(event) = events.iter().find(|e| e.trigger.text == trigger) else { return "no event".to_owned() };
    let said: Vec<String> = event.attribution.iter().map(|a| format!("{} {}", a.speaker.text, a.stance.name())).collect();
    [event.factuality.name().to_owned()].into_iter().chain((!said.is_empty()).then(|| said.join(" > "))).collect::<Vec<_>>().join("; ")
}

fn coded(report: &str) -> Vec<Event> {
    let report = format!("NAIROBI, May 5, 2024 (Wire) - {report}");
    detente().code(&read_bytes(report.as_bytes(), "report")).0.events
}

fn check(lines: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = lines
        .iter()
        .map(|(report, trigger, expected)| (standing(report, trigger), report, trigger, expected))
        .filter(|(found, _, _, expected)| found != *expected)
        .map(|(found, report, trigger, expected)| format!("{report}\n  {trigger}: found `{found}`, expected `{expected}`"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quotation_goes_on_over_the_ends_of_sentences() {
    check(&[
        (
            "“Russian drones struck the port on Monday,” the governor of Odesa said. “Then they bombed the rail station.”",
            "bombed",
            "alleged; governor of Odesa asserts",
        ),
        (
            "“Israel bombed the port at dawn. Then its gunboats shelled the village. Nobody warned us,” the mayor of Tyre said.",
            "shelled",
            "alleged; mayor of Tyre asserts",
        ),
    ]);
}

#[test]
fn whoever_stands_before_a_colon_says_what_stands_behind_it() {
    check(&[
        (
            "Pakistan's foreign ministry: Indian jets have bombed a village near Balakot.",
            "bombed",
            "alleged; Pakistan's foreign ministry asserts",
        ),
        (
            "The separatists denied that they had shelled Vodiane: Ukrainian troops attacked first.",
            "attacked",
            "alleged; separatists asserts",
        ),
    ]);
}

#[test]
fn each_level_of_speech_has_its_speaker() {
    check(&[
        ("France said Mali had accused Niger of arming the rebels.", "arming", "alleged; France asserts > Mali accuses"),
        ("According to the BBC, Ethiopia accused Eritrea of shelling Badme.", "shelling", "alleged; BBC asserts > Ethiopia accuses"),
        (
            "Kenya said Somalia had denied that its troops had attacked the border post.",
            "attacked",
            "denied; Kenya asserts > Somalia denies",
        ),
    ]);
}

#[test]
fn a_third_party_that_reports_what_was_said_is_a_witness() {
    check(&[
        ("Turkey calls on Greece not to escalate, a ministry source said.", "calls", "actual; ministry source asserts"),
        ("Oman's foreign minister met the Houthi envoy on Monday, a diplomat said.", "met", "actual; diplomat asserts"),
        ("Israel bombed a convoy in Syria, a diplomat said.", "bombed", "alleged; diplomat asserts"),
        ("France claimed that Mali had accused Niger of treason.", "accused", "alleged; France asserts"),
    ]);
}

#[test]
fn what_is_taken_for_granted_is_neither_denied_nor_alleged() {
    check(&[
        ("Ukraine denied that it had attacked the bridge that Russia bombed in 2022.", "attacked", "denied; Ukraine denies"),
        ("Ukraine denied that it had attacked the bridge that Russia bombed in 2022.", "bombed", "actual"),
        ("The Red Cross said the hospital had been empty since Russia bombed Mariupol in March.", "bombed", "actual; Red Cross asserts"),
        ("Iran has never admitted that its missiles killed two children in Panjgur.", "killed", "actual"),
        ("No group has claimed responsibility for the attack on the church in Lahore.", "attack", "actual"),
    ]);
}

#[test]
fn a_semicolon_ends_what_somebody_says() {
    check(&[
        ("The US embassy said it was troubled; the army attacked the rebels in Gulu.", "attacked", "actual"),
        ("Police have opened an inquiry, the deputy governor said; three suspects were detained overnight.", "detained", "actual"),
    ]);
}

#[test]
fn speakers_behind_the_act() {
    check(&[
        (
            "Rebels shelled the hospital, the defence secretary of Sri Lanka charged yesterday.",
            "shelled",
            "alleged; defence secretary of Sri Lanka accuses",
        ),
        ("Rebels shot at families near Vavuniya, a teacher told this newspaper.", "shot", "alleged; teacher asserts"),
        (
            "Fighters stormed the village of Wad in Sudan and killed at least 100 people, according to the Madani Committee.",
            "stormed",
            "alleged; Madani Committee asserts",
        ),
        (
            "Two officials told this agency on condition of anonymity that Israel had bombed a convoy in Syria.",
            "bombed",
            "alleged; Two officials asserts",
        ),
        ("The minister accused the group of murdering police officers in Rask.", "murdering", "alleged; minister accuses"),
    ]);
}

#[test]
fn words_for_what_is_not_certain() {
    check(&[
        ("Israel reportedly bombed a convoy in Syria on Monday.", "bombed", "alleged"),
        ("Israel is said to have bombed a convoy in Syria.", "bombed", "alleged"),
        ("Israel appears to have bombed a convoy in Syria.", "bombed", "possible"),
        ("Israel is believed to have bombed a convoy in Syria.", "bombed", "possible"),
        ("Did Israel bomb the convoy in Syria?", "bomb", "possible"),
        ("Who bombed the Russian embassy in Damascus?", "bombed", "actual"),
        ("Should Iran strike Israel, the United States would respond.", "strike", "conditional"),
    ]);
}

#[test]
fn what_did_not_come_to_pass() {
    check(&[
        ("The rebels failed to capture the town of Bria.", "capture", "negated"),
        ("The United States stopped short of imposing sanctions on Uganda.", "imposing", "negated"),
        ("India was about to recall its ambassador from Canada when talks began.", "recall", "planned"),
        ("President Ruto was due to fly to Kampala on Monday.", "fly", "planned"),
        ("Sudan said no attack had taken place in Nyala.", "attack", "negated; Sudan asserts"),
    ]);
}

#[test]
fn a_refusal_is_made_by_saying_so() {
    check(&[
        ("Honduras will not permit the contras to stay on its territory.", "permit", "actual"),
        ("Ecuador would not open its airspace to the Bolivian president.", "open", "actual"),
    ]);
}

#[test]
fn what_the_report_takes_back_and_what_a_novel_tells_is_no_event() {
    assert_eq!(coded("Correction: an earlier entry said that Iranian troops had crossed the border at Taftan.").len(), 0);
    assert_eq!(coded("In the novel, China invades Taiwan in 2030.").len(), 0);
}
