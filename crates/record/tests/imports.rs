//! Other programs' files: columns old and new, encodings, and what a bad line says of itself.

mod shared;

use detente_record::export::{ExportOptions, Exporter, Format, GDELT_COLUMNS, ICEWS_COLUMNS, POLECAT_COLUMNS, Records};
use detente_record::import::{ForeignEvent, ForeignSource, ImportError, Reader};

fn read(source: ForeignSource, file: &[u8]) -> Vec<Result<ForeignEvent, ImportError>> {
    Reader::new(source, file).expect("the header is in order").collect()
}

/// One record as `day from>to quad code score @ place`.
fn shown(event: &Result<ForeignEvent, ImportError>) -> String {
    let e = match event {
        Ok(e) => e,
        Err(e) => return e.to_string(),
    };
    let or = |c: &Option<String>| c.clone().unwrap_or("?".to_owned());
    let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
    let place = e.place.as_ref().map(|p| format!(" @ {} {} {} {}", p.name, or(&p.country), number(p.lat), number(p.lon)));
    let quad = e.quad.map_or("-".to_owned(), |q| q.to_string());
    format!("{} {} {}>{} {quad} {} {}{}", e.id, e.day, or(&e.from), or(&e.to), e.code, number(e.score), place.unwrap_or_default())
}

/// A line with some cells filled, by names of columns.
fn line(columns: &[&str], cells: &[(&str, &str)]) -> String {
    for (name, _) in cells {
        assert!(columns.contains(name), "{name}");
    }
    let cell = |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| *value).to_owned();
    columns.iter().map(|c| cell(c)).collect::<Vec<_>>().join("\t") + "\n"
}

#[test]
fn gdelt_is_read_in_its_three_widths() {
    let cells = [
        ("GLOBALEVENTID", "41"),
        ("SQLDATE", "20240116"),
        ("Actor1CountryCode", "ROM"),
        ("Actor2CountryCode", "AFR"),
        ("EventCode", "042"),
        ("QuadClass", "1"),
        ("GoldsteinScale", "1.9"),
        ("ActionGeo_FullName", "Kyiv, Ukraine"),
        ("ActionGeo_CountryCode", "UP"),
        ("ActionGeo_Lat", "50.43"),
        ("ActionGeo_Long", "30.52"),
    ];
    let first: Vec<&str> = GDELT_COLUMNS.into_iter().filter(|c| !c.ends_with("ADM2Code")).collect();
    for columns in [&GDELT_COLUMNS[..], &first, &first[..57]] {
        let events = read(ForeignSource::Gdelt, line(columns, &cells).as_bytes());
        assert_eq!(events.iter().map(shown).collect::<Vec<_>>(), ["41 2024-01-16 ROU>? 1 042 1.9 @ Kyiv, Ukraine UKR 50.43 30.52"]);
    }
    let events = read(ForeignSource::Gdelt, b"1\t20240116\t202401\n");
    assert_eq!(shown(&events[0]), "line 1: 3 fields, expected 61 (GDELT 2.0), 58 or 57 (1.0)");
    let wrong = cells.map(|(name, value)| (name, if name == "QuadClass" { "5" } else { value }));
    let file = line(&GDELT_COLUMNS, &wrong) + &line(&GDELT_COLUMNS, &cells);
    let events = read(ForeignSource::Gdelt, file.as_bytes());
    assert_eq!(shown(&events[0]), "line 1: QuadClass is `5`, expected 1 to 4");
    assert!(events[1].is_ok(), "a bad line does not end the file");
}

#[test]
fn polecat_is_read_in_its_releases() {
    let cells = [
        ("Event ID", "20240116-7"),
        ("Event Date", "2024-01-16"),
        ("Event Type", "CONSULT"),
        ("Event Mode", "visit"),
        ("Intensity", "2.1"),
        ("Quad Code", "VERBAL COOPERATION"),
        ("Actor Country", "COL; VEN"),
        ("Recipient Country", "None"),
        ("Recipient COW", "130"),
        ("Placename", "Bogotá"),
        ("Country", "COL"),
        ("Latitude", "4.6"),
        ("Longitude", "-74.1"),
    ];
    let header = POLECAT_COLUMNS.join("\t") + "\n";
    let expected = [
        "20240116-7 2024-01-16 COL>ECU 1 CONSULT.visit 2.1 @ Bogotá COL 4.6 -74.1",
        "20240116-7#2 2024-01-16 VEN>ECU 1 CONSULT.visit 2.1 @ Bogotá COL 4.6 -74.1",
    ];
    let all = |file: &[u8]| read(ForeignSource::Polecat, file).iter().map(shown).collect::<Vec<_>>();
    assert_eq!(all((header.clone() + &line(&POLECAT_COLUMNS, &cells)).as_bytes()), expected);

    // ISO-8859-1, and `Event Intensity`.
    let latin: Vec<u8> = (header.replace("Intensity", "Event Intensity") + &line(&POLECAT_COLUMNS, &cells))
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a Latin letter"))
        .collect();
    assert!(std::str::from_utf8(&latin).is_err());
    assert_eq!(all(&latin), expected);

    // Empty fields beyond the header, as in some releases, and a column more.
    let file = header.clone() + line(&POLECAT_COLUMNS, &cells).trim_end_matches('\n') + "\t\t\n";
    assert_eq!(all(file.as_bytes()), expected);
    let mut with_headline = POLECAT_COLUMNS.to_vec();
    with_headline.insert(7, "Headline");
    let file = with_headline.join("\t") + "\n" + &line(&with_headline, &cells);
    assert_eq!(all(file.as_bytes()), expected);

    // Without intensity: no score.
    let without: Vec<&str> = POLECAT_COLUMNS.into_iter().filter(|c| *c != "Intensity").collect();
    let rest: Vec<(&str, &str)> = cells.into_iter().filter(|(name, _)| *name != "Intensity").collect();
    assert_eq!(all((without.join("\t") + "\n" + &line(&without, &rest)).as_bytes())[0], expected[0].replace("2.1", "-"));

    let error = all((header + &line(&POLECAT_COLUMNS, &cells.map(|(n, v)| (n, if n == "Quad Code" { "FIRM" } else { v })))).as_bytes());
    assert_eq!(error, ["line 2: Quad Code is `FIRM`, expected VERBAL or MATERIAL, COOPERATION or CONFLICT"]);
}

#[test]
fn icews_is_read_with_lists_in_quotation_marks_and_without_codes() {
    let cells = [
        ("Event ID", "20718170"),
        ("Event Date", "2014-01-01"),
        ("Source Sectors", "\"Executive,Government\""),
        ("Source Country", "Russian Federation"),
        ("Event Text", "Make a visit"),
        ("CAMEO Code", "42"),
        ("Intensity", "1.9"),
        ("Target Country", "NULL"),
        ("City", "Pyongyang"),
        ("Country", "North Korea"),
        ("Latitude", "39.03"),
        ("Longitude", "125.75"),
    ];
    let file = ICEWS_COLUMNS.join("\t")
        + "\n"
        + &line(&ICEWS_COLUMNS, &cells)
        + &line(&ICEWS_COLUMNS, &cells.map(|(n, v)| (n, if n == "CAMEO Code" { "" } else { v })));
    let events = read(ForeignSource::Icews, file.as_bytes());
    assert_eq!(shown(&events[0]), "20718170 2014-01-01 RUS>? 1 042 1.9 @ Pyongyang PRK 39.03 125.75");
    assert_eq!(shown(&events[1]), "20718170 2014-01-01 RUS>? - Make a visit 1.9 @ Pyongyang PRK 39.03 125.75");
    let Err(error) = Reader::new(ForeignSource::Icews, &b"Event ID\tEvent Date\tWho\n"[..]) else { panic!("a header without countries") };
    assert_eq!(error.to_string(), "line 1: the header has no column `Source Country`; it has Event ID, Event Date, Who");
}

#[test]
fn acled_is_read_with_notes_over_lines_and_in_older_columns() {
    let new = "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,iso,location,latitude,longitude,notes,fatalities,population_best\n\
        PAK1,2024-01-16,Explosions/Remote violence,Air/drone strike,Military Forces of Iran (1989-),State forces,Civilians (Pakistan),586,Sabz Koh,26.4,64.05,\"Two houses,\nboth hit.\",2,900\n\
        PAK2,2024-01-17,Strategic developments,Agreement,Government of Pakistan (2023-),State forces,,586,Quetta,30.2,67.0,x,0,\n\
        PAK3,2024-01-17,Battles,Armed clash,a,b,c,pak,Quetta,30.2,67.0,x,0,\n";
    let events = read(ForeignSource::Acled, new.as_bytes());
    assert_eq!(shown(&events[0]), "PAK1 2024-01-16 IRN>PAK 4 Explosions/Remote violence/Air/drone strike - @ Sabz Koh PAK 26.4 64.05");
    assert_eq!(shown(&events[1]), "PAK2 2024-01-17 PAK>? 1 Strategic developments/Agreement - @ Quetta PAK 30.2 67");
    assert_eq!(shown(&events[2]), "line 5: iso is `pak`, expected a number of ISO 3166-1");
    // Numbers for actor types, names in capitals, days in words.
    let old = "DATA_ID,ISO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,EVENT_TYPE,ACTOR1,INTER1,ACTOR2,COUNTRY,LOCATION\n\
        77,,SUD12,12,03 February 2019,Protests,Protesters (Sudan),6,,Sudan,Khartoum\n";
    let events = read(ForeignSource::Acled, old.as_bytes());
    assert_eq!(shown(&events[0]), "SUD12 2019-02-03 SDN>? 4 Protests - @ Khartoum SDN - -");
}

#[test]
fn what_we_export_we_read() {
    for (format, source) in [
        (Format::Gdelt, ForeignSource::Gdelt),
        (Format::Polecat, ForeignSource::Polecat),
        (Format::Icews, ForeignSource::Icews),
        (Format::Acled, ForeignSource::Acled),
    ] {
        let mut export = Exporter::new(format, Records::Events, ExportOptions::default(), Vec::new()).expect("an export");
        for event in shared::events() {
            export.event(&event).expect("an event");
        }
        let (file, summary) = export.finish().expect("the end");
        let back = read(source, &file);
        // ACLED tells the country of people only by their name: "Civilians (Pakistan)".
        let strike = if format == Format::Acled { "2024-01-16 IRN>? 4" } else { "2024-01-16 IRN>PAK 4" };
        let shown: Vec<String> = back.iter().map(shown).collect();
        assert!(shown.iter().any(|e| e.contains(strike)), "{}: {shown:?}", format.name());
        assert!(back.iter().all(Result::is_ok), "{}", format.name());
        assert!(back.len() as u64 >= summary.rows, "{}", format.name());
    }
}

#[test]
fn a_damaged_file_is_told_and_never_ends_the_reader_badly() {
    for (format, source) in [
        (Format::Gdelt, ForeignSource::Gdelt),
        (Format::Polecat, ForeignSource::Polecat),
        (Format::Icews, ForeignSource::Icews),
        (Format::Acled, ForeignSource::Acled),
    ] {
        let mut export = Exporter::new(format, Records::Events, ExportOptions::default(), Vec::new()).expect("an export");
        for event in shared::events() {
            export.event(&event).expect("an event");
        }
        let (file, _) = export.finish().expect("the end");
        for cut in (0..file.len()).step_by(7) {
            let mut damaged = file[..cut].to_vec();
            damaged.extend([0xff, b'"', b'\t', 0]);
            damaged.extend(&file[(cut + 5).min(file.len())..]);
            match Reader::new(source, &damaged[..]) {
                Ok(events) => {
                    for error in events.filter_map(Result::err) {
                        assert!(error.to_string().starts_with("line "), "{error}");
                    }
                }
                Err(error) => assert!(error.to_string().starts_with("line 1"), "{error}"),
            }
        }
    }
}
