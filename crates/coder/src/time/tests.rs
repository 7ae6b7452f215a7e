//! Expressions in short sentences, one a line: the words, the days, the granularity.

use super::{TimeContext, expressions};
use detente_nlp::{Sentence, Token};
use detente_text::ByteSpan;
use jiff::civil::{Date, date};

/// The report is of Friday, 23 February 2024; the event told last of Tuesday, 16 January 2024.
const CONTEXT: TimeContext = TimeContext { published: Some(date(2024, 2, 23)), previous: Some(date(2024, 1, 16)), entry: false };

/// Tags of small words; what is not here is a noun, or a name when it has a capital.
fn guess(word: &str) -> (&'static str, &'static str) {
    match word.to_lowercase().as_str() {
        "on" | "in" | "at" | "of" | "from" | "between" | "during" | "over" | "since" | "until" | "by" | "before" | "after" | "for"
        | "through" => ("ADP", "IN"),
        "to" => ("PART", "TO"),
        "the" | "a" | "an" | "this" | "that" => ("DET", "DT"),
        "and" => ("CCONJ", "CC"),
        "they" | "it" | "he" => ("PRON", "PRP"),
        "last" | "next" | "same" | "following" | "recent" | "past" | "coming" | "first" | "second" | "early" => ("ADJ", "JJ"),
        "late" | "earlier" | "later" | "ago" | "overnight" => ("ADV", "RB"),
        "will" | "may" | "would" => ("AUX", "MD"),
        "had" | "was" | "were" => ("AUX", "VBD"),
        "is" | "are" => ("AUX", "VBZ"),
        "met" | "fled" | "died" | "fell" | "began" | "struck" | "killed" | "held" | "left" | "ruled" | "moved" => ("VERB", "VBD"),
        "meet" | "vote" | "march" | "return" => ("VERB", "VB"),
        "meeting" => ("VERB", "VBG"),
        "scheduled" => ("VERB", "VBN"),
        "," | "(" | ")" | "." => ("PUNCT", ","),
        "'s" => ("PART", "POS"),
        w if w.starts_with(|c: char| c.is_ascii_digit()) => ("NUM", "CD"),
        w if words_of_number(w) => ("NUM", "CD"),
        w if w.ends_with('s') && word.starts_with(char::is_lowercase) => ("NOUN", "NNS"),
        _ if word.starts_with(char::is_uppercase) => ("PROPN", "NNP"),
        _ => ("NOUN", "NN"),
    }
}

fn words_of_number(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "ten")
}

/// A sentence from words parted by spaces; `May/PROPN` overrides the guessed part of speech. The first
/// verb is the root, helpers hang on it as `aux`, everything else as `dep`.
fn sentence(text: &str) -> Sentence {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let (form, (upos, xpos)) = match word.rsplit_once('/') {
            Some((form, "PROPN")) => (form, ("PROPN", "NNP")),
            Some((form, "VBD")) => (form, ("VERB", "VBD")),
            Some((form, "NOUN")) => (form, ("NOUN", "NN")),
            _ => (word, guess(word)),
        };
        let lemma = match form.to_lowercase().as_str() {
            "had" => "have".to_owned(),
            "was" | "were" | "is" | "are" => "be".to_owned(),
            "scheduled" => "schedule".to_owned(),
            lower => lower.to_owned(),
        };
        tokens.push(Token {
            form: form.to_owned(),
            span: ByteSpan::new(at, at + form.len()),
            begins_token: true,
            lemma,
            upos,
            xpos,
            head: Some(0),
            deprel: "dep",
            mention: None,
        });
        at += form.len() + 1;
    }
    let root = tokens.iter().position(|t| t.upos == "VERB").unwrap_or(0);
    for (i, t) in tokens.iter_mut().enumerate() {
        t.head = (i != root).then_some(root);
        if t.upos == "AUX" && i < root {
            t.deprel = "aux";
        }
    }
    tokens[root].deprel = "root";
    Sentence::new(ByteSpan::new(0, at), tokens)
}

/// The expressions of a sentence as one line each: "words = start..end granularity".
fn read(text: &str, context: &TimeContext) -> Vec<String> {
    let s = sentence(text);
    expressions(&s, context)
        .iter()
        .map(|t| {
            let words: Vec<&str> = s.tokens[t.tokens.range()].iter().map(|w| w.form.as_str()).collect();
            show(&words.join(" "), t)
        })
        .collect()
}

/// "words = start..end granularity".
fn show(words: &str, t: &super::TimeExpression) -> String {
    let days = match t.days {
        Some((start, end)) if start == end => start.to_string(),
        Some((start, end)) => format!("{start}..{end}"),
        None => "?".to_owned(),
    };
    let granularity = format!("{:?}", t.granularity).to_lowercase();
    let relative = if t.relative { " relative" } else { "" };
    format!("{words} = {days} {granularity}{relative}")
}

fn check_in(context: &TimeContext, table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text, context);
            (found != *expected).then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

fn check(table: &[(&str, &[&str])]) {
    check_in(&CONTEXT, table);
}

#[test]
fn weekdays_point_by_tense() {
    check(&[
        ("They met late on Sunday", &["late on Sunday = 2024-02-18 day"]),
        ("Nine workers died on Saturday", &["on Saturday = 2024-02-17 day"]),
        ("They met on Friday", &["on Friday = 2024-02-23 day"]),
        ("The envoys will meet on Monday", &["on Monday = 2024-02-26 day"]),
        ("The envoys will meet on Friday", &["on Friday = 2024-02-23 day"]),
        ("They are meeting on Tuesday", &["on Tuesday = 2024-02-27 day"]),
        ("They had left/VBD on Tuesday", &["on Tuesday = 2024-02-20 day"]),
        ("The envoys may meet on Monday", &["on Monday = 2024-02-26 day"]),
        ("Shells fell on Monday night", &["on Monday night = 2024-02-19 day"]),
        ("Shells fell early Monday morning", &["early Monday morning = 2024-02-19 day"]),
        ("Shells fell on Wednesday at dawn", &["on Wednesday at dawn = 2024-02-21 day"]),
        ("They met last Friday", &["last Friday = 2024-02-16 day"]),
        ("They will meet next Friday", &["next Friday = 2024-03-01 day"]),
        ("They will meet this Sunday", &["this Sunday = 2024-02-25 day"]),
        ("They met on Monday , January 15", &["on Monday , January 15 = 2024-01-15 day"]),
        ("They met on Tuesday ( Jan. 16 )", &["on Tuesday ( Jan. 16 ) = 2024-01-16 day"]),
        ("They met on Monday of last week", &["on Monday of last week = 2024-02-12 day"]),
        ("Sunday 's raid killed two", &["Sunday = 2024-02-18 day"]),
        ("The following Thursday they met", &["The following Thursday = 2024-01-18 day relative"]),
    ]);
}

#[test]
fn days_told_from_the_report() {
    check(&[
        ("They met today", &["today = 2024-02-23 day"]),
        ("The envoys will meet tonight", &["tonight = 2024-02-23 day"]),
        ("They met yesterday evening", &["yesterday evening = 2024-02-22 day"]),
        ("They will meet tomorrow", &["tomorrow = 2024-02-24 day"]),
        ("They met this morning", &["this morning = 2024-02-23 day"]),
        ("Shells fell last night", &["last night = 2024-02-22 day"]),
        ("They met the day before yesterday", &["the day before yesterday = 2024-02-21 day"]),
        ("Two days ago they met", &["Two days ago = 2024-02-21 day"]),
        ("A week ago they met", &["A week ago = 2024-02-13..2024-02-19 week"]),
        ("They met three months ago", &["three months ago = 2023-11-01..2023-11-30 month"]),
        ("Ten years ago they met", &["Ten years ago = 2014-01-01..2014-12-31 year"]),
        ("They met a few days ago", &["a few days ago = 2024-02-16..2024-02-21 period"]),
        ("Two hours ago they met", &["Two hours ago = 2024-02-23 day"]),
        ("They will meet in two weeks", &["in two weeks = 2024-03-05..2024-03-11 week"]),
        ("Shells fell overnight", &["overnight = 2024-02-22..2024-02-23 period"]),
    ]);
}

#[test]
fn weeks_months_and_years_told_from_the_report() {
    check(&[
        ("They met last week", &["last week = 2024-02-12..2024-02-18 week"]),
        ("They met this week", &["this week = 2024-02-19..2024-02-25 week"]),
        ("They will meet next week", &["next week = 2024-02-26..2024-03-03 week"]),
        ("They met last month", &["last month = 2024-01-01..2024-01-31 month"]),
        ("They will meet next month", &["next month = 2024-03-01..2024-03-31 month"]),
        ("They met last year", &["last year = 2023-01-01..2023-12-31 year"]),
        ("They met this year", &["this year = 2024-01-01..2024-12-31 year"]),
        ("They met earlier this month", &["earlier this month = 2024-02-01..2024-02-23 period"]),
        ("They will meet later this year", &["later this year = 2024-02-23..2024-12-31 period"]),
        ("They met earlier in the week", &["earlier in the week = 2024-02-19..2024-02-23 period"]),
        ("They met late last year", &["late last year = 2023-09-01..2023-12-31 period"]),
        ("They met over the weekend", &["over the weekend = 2024-02-17..2024-02-18 week"]),
        ("They will meet at the weekend", &["at the weekend = 2024-02-24..2024-02-25 week"]),
        ("They met last weekend", &["last weekend = 2024-02-17..2024-02-18 week"]),
        ("They met last December", &["last December = 2023-12-01..2023-12-31 month"]),
        ("They met last summer", &["last summer = 2023-06-01..2023-08-31 season"]),
        ("Dozens died in recent days", &["in recent days = 2024-02-16..2024-02-23 period"]),
        ("Dozens died in recent weeks", &["in recent weeks = 2024-01-12..2024-02-23 period"]),
        ("Dozens died over the past three days", &["over the past three days = 2024-02-20..2024-02-23 period"]),
        ("Dozens died in the last 24 hours", &["in the last 24 hours = 2024-02-22..2024-02-23 period"]),
        ("They will meet in the coming weeks", &["in the coming weeks = 2024-02-23..2024-04-05 period"]),
        ("Dozens died in the past week", &["in the past week = 2024-02-16..2024-02-23 period"]),
    ]);
}

#[test]
fn days_told_from_another_event() {
    check(&[
        ("Two days earlier they met", &["Two days earlier = 2024-01-14 day relative"]),
        ("Two days later they met", &["Two days later = 2024-01-18 day relative"]),
        ("The next day they met", &["The next day = 2024-01-17 day relative"]),
        ("On the following day they met", &["On the following day = 2024-01-17 day relative"]),
        ("They met on the same day", &["on the same day = 2024-01-16 day relative"]),
        ("They met later that day", &["later that day = 2024-01-16 day relative"]),
        ("They met the day before", &["the day before = 2024-01-15 day relative"]),
        ("A year earlier they met", &["A year earlier = 2023-01-01..2023-12-31 year relative"]),
        ("They met a day after Sunday 's raid", &["a day after Sunday = 2024-02-19 day"]),
        ("Three days after the raid they met", &["Three days after = 2024-01-19 day relative"]),
        ("They met on Friday , two days after it struck", &["on Friday = 2024-02-23 day", "two days after = 2024-02-21 day relative"]),
        ("Days later they met", &["Days later = 2024-01-18..2024-01-23 period relative"]),
        ("They struck at dawn", &["at dawn = 2024-01-16 day relative"]),
        ("On Monday they struck at dawn", &["On Monday = 2024-02-19 day", "at dawn = 2024-02-19 day"]),
        ("They met on the eve of the vote/NOUN", &["on the eve of = ? day relative"]),
        ("They met on the eve of January 16", &["on the eve of January 16 = 2024-01-15 day"]),
    ]);
}

#[test]
fn dates_of_the_calendar() {
    check(&[
        ("Missiles fell on January 16", &["on January 16 = 2024-01-16 day"]),
        ("Missiles fell on December 5", &["on December 5 = 2023-12-05 day"]),
        ("They will meet on March 4", &["on March 4 = 2024-03-04 day"]),
        ("Missiles fell on January 16 , 2024 in Kerman", &["on January 16 , 2024 = 2024-01-16 day"]),
        ("Missiles fell on February , 23 , 2024", &["on February , 23 , 2024 = 2024-02-23 day"]),
        ("Missiles fell on 16 January", &["on 16 January = 2024-01-16 day"]),
        ("Missiles fell on 16 Jan. 2020", &["on 16 Jan. 2020 = 2020-01-16 day"]),
        ("Missiles fell Jan 16", &["Jan 16 = 2024-01-16 day"]),
        ("Missiles fell on 16/1/2024", &["on 16/1/2024 = 2024-01-16 day"]),
        ("Missiles fell on 2024-01-16", &["on 2024-01-16 = 2024-01-16 day"]),
        ("Missiles fell on the 16th", &["on the 16th = 2024-02-16 day"]),
        ("They will meet on the 3rd", &["on the 3rd = 2024-03-03 day"]),
        ("Missiles fell on the 16th of January", &["on the 16th of January = 2024-01-16 day"]),
        ("Missiles fell on the night of January 16", &["on the night of January 16 = 2024-01-16 day"]),
        ("Police officers died in December", &["in December = 2023-12-01..2023-12-31 month"]),
        ("Police officers died in February", &["in February = 2024-02-01..2024-02-29 month"]),
        ("They will vote in November", &["in November = 2024-11-01..2024-11-30 month"]),
        ("Officers died in December 2023", &["in December 2023 = 2023-12-01..2023-12-31 month"]),
        ("The group began in 2012", &["in 2012 = 2012-01-01..2012-12-31 year"]),
        ("The group began in the 1990s", &["in the 1990s = 1990-01-01..1999-12-31 period"]),
        ("The group began in May/PROPN", &["in May = 2023-05-01..2023-05-31 month"]),
        ("The group began in May/PROPN 2021", &["in May 2021 = 2021-05-01..2021-05-31 month"]),
        ("They met on Christmas Day", &["on Christmas Day = 2023-12-25 day"]),
        ("They met on New Year 's Eve", &["on New Year 's Eve = 2023-12-31 day"]),
        ("They met during Eid", &["during Eid = 2023-06-28..2023-07-03 period"]),
        ("They met during Ramadan", &["during Ramadan = 2023-03-22..2023-04-22 period"]),
        ("In January 20 soldiers died", &["In January = 2024-01-01..2024-01-31 month"]),
    ]);
}

#[test]
fn days_of_feasts() {
    check(&[
        ("They met on Easter Sunday", &["on Easter Sunday = 2023-04-09 day"]),
        ("They will meet on Good Friday", &["on Good Friday = 2024-03-29 day"]),
        ("They met on Orthodox Easter 2022", &["on Orthodox Easter 2022 = 2022-04-24 day"]),
        ("They will meet on the eve of Orthodox Easter", &["on the eve of Orthodox Easter = 2024-05-04 day"]),
        ("They will meet during Ramadan", &["during Ramadan = 2024-03-10..2024-04-10 period"]),
        ("They will meet on the first day of Ramadan", &["on the first day of Ramadan = 2024-03-10..2024-03-12 period"]),
        ("They met on the second day of Eid al-Adha", &["on the second day of Eid al-Adha = 2023-06-29..2023-07-01 period"]),
        ("They met at the end of Ramadan", &["at the end of Ramadan = 2023-04-21..2023-04-23 period"]),
        ("They met on the eve of Ashura", &["on the eve of Ashura = 2023-07-26..2023-07-28 period"]),
        ("They met last Ramadan", &["last Ramadan = 2023-03-22..2023-04-22 period"]),
        ("They met on Yom Kippur", &["on Yom Kippur = 2023-09-25 day"]),
        ("They will meet at Nowruz", &["at Nowruz = 2024-03-20 day"]),
        ("Ramadan Abdullah/PROPN met them", &[]),
        ("They met at the Christmas market/NOUN", &[]),
    ]);
}

#[test]
fn parts_of_a_day_and_plans() {
    check(&[
        ("Shells fell in the evening", &["in the evening = 2024-01-16 day relative"]),
        ("Shells fell towards evening", &["towards evening = 2024-01-16 day relative"]),
        ("Shells fell that afternoon", &["that afternoon = 2024-01-16 day relative"]),
        ("Hours later they met", &["Hours later = 2024-01-16 day relative"]),
        ("They met on the very next day", &["on the very next day = 2024-01-17 day relative"]),
        ("They met the week before", &["the week before = 2024-01-09..2024-01-15 week relative"]),
        ("They met last May 31", &["last May 31 = 2023-05-31 day"]),
        ("They held a vote for Sunday", &["for Sunday = 2024-02-25 day"]),
        ("They will meet in the autumn", &["in the autumn = 2024-09-01..2024-11-30 season"]),
        ("They met in the autumn", &["in the autumn = 2023-09-01..2023-11-30 season"]),
    ]);
}

#[test]
fn parts_and_ranges() {
    check(&[
        ("They met in mid-March/PROPN", &["in mid-March = 2023-03-11..2023-03-20 period"]),
        ("They met in early 2020", &["in early 2020 = 2020-01-01..2020-04-30 period"]),
        ("They met in the first half of 2020", &["in the first half of 2020 = 2020-01-01..2020-06-30 period"]),
        ("They met at the end of January", &["at the end of January = 2024-01-21..2024-01-31 period"]),
        ("They met in the first week of January", &["in the first week of January = 2024-01-01..2024-01-07 week"]),
        ("They met in the second quarter of 2023", &["in the second quarter of 2023 = 2023-04-01..2023-06-30 season"]),
        ("They met in the summer of 2019", &["in the summer of 2019 = 2019-06-01..2019-08-31 season"]),
        ("They met in spring", &["in spring = 2023-03-01..2023-05-31 season"]),
        ("They met from 3 to 5 May/PROPN", &["from 3 to 5 May = 2023-05-03..2023-05-05 period"]),
        ("They met between January 3 and 5", &["between January 3 and 5 = 2024-01-03..2024-01-05 period"]),
        ("They met January 3-5", &["January 3-5 = 2024-01-03..2024-01-05 period"]),
        ("They met from Monday to Wednesday", &["from Monday to Wednesday = 2024-02-19..2024-02-21 period"]),
        ("He ruled from 2010 to 2014", &["from 2010 to 2014 = 2010-01-01..2014-12-31 period"]),
        ("They met from December 3 to January 5", &["from December 3 to January 5 = 2023-12-03..2024-01-05 period"]),
        ("Thousands fled since 2014", &["since 2014 = 2014-01-01..2024-02-23 period"]),
        ("Thousands fled since Monday", &["since Monday = 2024-02-19..2024-02-23 period"]),
        ("They will vote by Wednesday", &["by Wednesday = 2024-02-23..2024-02-28 period"]),
        ("They met after Sunday 's raid", &["after Sunday = 2024-02-18 day"]),
        ("Thousands fled after January 16", &["after January 16 = 2024-01-16..2024-02-23 period"]),
    ]);
}

#[test]
fn no_times() {
    check(&[
        ("The 16th battalion fled", &[]),
        ("He held it for two weeks", &[]),
        ("The siege held three months", &[]),
        ("A 25 year old man died", &[]),
        ("They may meet", &[]),
        ("Thousands march to Kabul", &[]),
        ("The second man died", &[]),
        ("They met at 3 pm", &[]),
        ("They meet on Fridays", &[]),
        ("Theresa May/PROPN met the king", &[]),
        ("Police killed 2000 people", &[]),
        ("The Sunday Times/PROPN held a vote/NOUN", &[]),
        ("A two-day visit began", &[]),
        ("Black Friday began", &[]),
        ("The February 17 Brigade fled", &[]),
        ("It left two weeks later than planned", &[]),
        ("He moved on", &[]),
        ("They fell in the rain", &[]),
    ]);
}

#[test]
fn without_a_date_only_the_absolute_is_known() {
    check_in(
        &TimeContext::default(),
        &[
            ("They met on Sunday", &["on Sunday = ? day"]),
            ("They met yesterday", &["yesterday = ? day"]),
            ("They met on January 16", &["on January 16 = ? day"]),
            ("They met on January 16 , 2024", &["on January 16 , 2024 = 2024-01-16 day"]),
            ("They met in 2012", &["in 2012 = 2012-01-01..2012-12-31 year"]),
            ("They met two days later", &["two days later = ? day relative"]),
        ],
    );
}

/// Every day of four years as the report's: nothing panics and no bounds are turned round.
#[test]
fn bounds_stand_in_order() {
    let texts = [
        "They met on February 29",
        "They met on the 31st",
        "They met over the weekend",
        "They met a month ago",
        "They will meet late next month",
        "They met from December 3 to January 5",
    ];
    let mut day = date(2023, 1, 1);
    while day < date(2027, 1, 1) {
        for text in texts {
            let context = TimeContext { published: Some(day), ..TimeContext::default() };
            for t in expressions(&sentence(text), &context) {
                assert!(t.days.is_some_and(|(start, end)| start <= end), "{text} on {day}: {:?}", t.days);
            }
        }
        day = day.tomorrow().unwrap_or(Date::MAX);
    }
}

/// The same through the model, where direction and senses hang on the tree.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read the model that the facade embeds")]
fn parsed_sentences() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/en");
    let bytes = |name: &str| std::borrow::Cow::Owned(std::fs::read(folder.join(name)).expect("models/en is part of the repository"));
    let bytes = detente_nlp::ModelBytes { weights: bytes("weights.safetensors"), vocab: bytes("vocab.txt"), labels: bytes("labels.json") };
    let model = detente_nlp::Model::from_bytes(bytes).expect("the model is sound");
    let table: [(&str, &[&str]); 26] = [
        ("Late on Sunday, the minister arrived in the capital.", &["Late on Sunday = 2024-02-18 day"]),
        (
            "The minister said on Tuesday that the talks will resume on Thursday.",
            &["on Tuesday = 2024-02-20 day", "on Thursday = 2024-02-29 day"],
        ),
        ("The two leaders are scheduled to meet on Monday.", &["on Monday = 2024-02-26 day"]),
        ("He flew to Ankara to meet the president on Monday.", &["on Monday = 2024-02-19 day"]),
        ("The army was forced to withdraw on Wednesday.", &["on Wednesday = 2024-02-21 day"]),
        ("Missile strikes on January 16 targeted alleged hideouts.", &["on January 16 = 2024-01-16 day"]),
        ("The group claimed the killing of 11 officers in December.", &["in December = 2023-12-01..2023-12-31 month"]),
        ("Voters go to the polls on March 15.", &["on March 15 = 2024-03-15 day"]),
        ("Protesters may march to the palace next week.", &["next week = 2024-02-26..2024-03-03 week"]),
        (
            "A ceasefire signed in 2015 collapsed two weeks ago.",
            &["in 2015 = 2015-01-01..2015-12-31 year", "two weeks ago = 2024-02-06..2024-02-12 week"],
        ),
        ("The envoy, who is 54 years old, spoke for two hours.", &[]),
        ("Troops of the 16th Brigade crossed the river at 3 a.m.", &[]),
        ("Talks planned for Friday were called off yesterday.", &["for Friday = 2024-02-23 day", "yesterday = 2024-02-22 day"]),
        ("The border has been closed since last Tuesday.", &["since last Tuesday = 2024-02-20..2024-02-23 period"]),
        ("Rebels seized the town in mid-January 2024.", &["in mid-January 2024 = 2024-01-11..2024-01-20 period"]),
        ("Shelling between January 3 and 5 killed four people.", &["between January 3 and 5 = 2024-01-03..2024-01-05 period"]),
        ("The 2019 protests toppled the government.", &["2019 = 2019-01-01..2019-12-31 year"]),
        ("The Oct. 7, 2023 attack set off the war.", &["Oct. 7, 2023 = 2023-10-07 day"]),
        ("Three days after the raid, the army struck back.", &["Three days after = 2024-01-19 day relative"]),
        (
            "On the night of 16/17 January 2024 drones hit the port.",
            &["On the night of 16/17 January 2024 = 2024-01-16..2024-01-17 period"],
        ),
        ("The report was released on 2024-01-16.", &["on 2024-01-16 = 2024-01-16 day"]),
        ("Theresa May visited Turkey in January 2017.", &["in January 2017 = 2017-01-01..2017-01-31 month"]),
        ("In the late 1990s the militia ruled the north.", &["In the late 1990s = 1997-01-01..1999-12-31 period"]),
        ("The ministers could not agree on a statement on Tuesday.", &["on Tuesday = 2024-02-20 day"]),
        ("The president told lawmakers on Saturday he would drop the amendments.", &["on Saturday = 2024-02-17 day"]),
        ("The parliament would vote on the bill before Sunday.", &["before Sunday = 2024-02-23..2024-02-24 period"]),
    ];
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let parsed = model.parse(&detente_nlp::segment(text));
            let found: Vec<String> = parsed
                .iter()
                .flat_map(|s| {
                    expressions(s, &CONTEXT)
                        .into_iter()
                        .map(|t| show(&text[s.tokens[t.tokens.start].span.start..s.tokens[t.tokens.end - 1].span.end], &t))
                })
                .collect();
            (found != *expected).then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}
