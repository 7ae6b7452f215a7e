//! The whole page: what it says, and that nothing in it leads nowhere, loads anything or can be broken by a text.

use crate::folds::Folds;
use crate::{Crisis, Theme, course_svg, map_svg, page, png, sample};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

fn parsed(html: &str) -> Html {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn all<'h>(page: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    all(page, selector).into_iter().filter_map(|e| e.value().attr(name)).map(str::to_owned).collect()
}

/// The pieces that a page holds folded, in their packs.
fn pieces(page: &Html) -> Vec<Vec<String>> {
    all(page, "script[id]").iter().map(|pack| Folds::unpacked(&pack.text().collect::<String>())).collect()
}

/// What holds of every page.
fn check(crisis: &Crisis) -> String {
    let html = page(crisis);
    let page = parsed(&html);
    let packs = pieces(&page);
    let folded: Vec<Html> = packs.iter().flatten().map(|piece| Html::parse_fragment(piece)).collect();
    let ids = attributes(&page, "[id]", "id");
    let known: BTreeSet<&String> = ids.iter().collect();
    let ids_folded: Vec<String> = folded.iter().flat_map(|piece| attributes(piece, "[id]", "id")).collect();
    let anywhere: BTreeSet<&String> = ids.iter().chain(&ids_folded).collect();
    assert_eq!(anywhere.len(), ids.len() + ids_folded.len(), "an id stands twice");
    let everything = || std::iter::once(&page).chain(&folded);
    for href in everything().flat_map(|part| attributes(part, "a", "href")) {
        let to = href.strip_prefix('#').unwrap_or_else(|| panic!("`{href}` leaves the page"));
        assert!(known.contains(&to.to_owned()), "`{href}` leads nowhere before something is opened");
    }
    for to in everything().flat_map(|part| attributes(part, "a[data-to]", "data-to")) {
        assert!(ids_folded.contains(&to), "`{to}` leads nowhere");
    }
    let opened: Vec<String> = everything().flat_map(|part| attributes(part, "details[data-fold]", "data-fold")).collect();
    let there: Vec<String> = packs.iter().enumerate().flat_map(|(n, pack)| (0..pack.len()).map(move |k| format!("{n}.{k}"))).collect();
    assert_eq!(opened.iter().collect::<BTreeSet<_>>(), there.iter().collect::<BTreeSet<_>>(), "what opens is what is packed");
    for piece in &folded {
        assert!(all(piece, "script, [src], link, iframe, object, embed, form").is_empty(), "a piece loads or runs something");
    }
    for name in ["aria-labelledby", "aria-describedby"] {
        for id in attributes(&page, &format!("[{name}]"), name) {
            assert!(known.contains(&id), "{name}: `{id}` is not there");
        }
    }
    assert!(all(&page, "[src], link, iframe, object, embed, img, image, use, form").is_empty(), "something is loaded or sent");
    let style: String = all(&page, "style").iter().flat_map(|s| s.text()).collect();
    assert!(!style.contains("url(") && !style.contains("@import"), "the style sheet loads something");
    assert_eq!(all(&page, "script:not([id^=pack-])").len(), 1, "a text has become a script");
    headings_in_order(&page);
    assert!(all(&page, "th").iter().all(|th| th.value().attr("scope").is_some()), "a table's header without scope");
    html
}

/// One first heading, and no level is skipped.
fn headings_in_order(page: &Html) {
    let levels: Vec<u32> = all(page, "h1, h2, h3, h4, h5, h6").iter().filter_map(|h| h.value().name()[1..].parse().ok()).collect();
    assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1);
    assert!(levels.windows(2).all(|w| w[1] <= w[0] + 1), "{levels:?}");
}

/// The words of the page, a line for each block.
fn read(html: &str) -> String {
    let page = Html::parse_document(html);
    let mut out = String::new();
    for node in all(&page, "body")[0].descendants() {
        let inside_hidden = node.ancestors().any(|a| {
            a.value()
                .as_element()
                .is_some_and(|e| e.name() == "script" || (e.name() == "svg" && e.attr("class").is_some_and(|c| c.contains("narrow"))))
        });
        if let Some(element) = node.value().as_element() {
            if ["p", "li", "h1", "h2", "h3", "h4", "tr", "dt", "summary", "caption", "text", "title", "desc", "ul", "section"]
                .contains(&element.name())
                && !inside_hidden
            {
                out.push('\n');
            } else if ["td", "th", "dd"].contains(&element.name()) {
                out.push_str(" | ");
            } else if element.name() == "small" {
                out.push('·');
            }
        }
        if let Some(text) = node.value().as_text().filter(|_| !inside_hidden) {
            out.push_str(text);
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
    lines.join("\n")
}

#[test]
fn a_small_crisis_reads_as_it_should() {
    insta::assert_snapshot!(read(&check(&sample::crisis())));
}

#[test]
fn a_text_can_not_break_the_page() {
    let mut crisis = sample::crisis();
    let evil = "</title><script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;".to_owned();
    crisis.title.clone_from(&evil);
    crisis.generated_by.clone_from(&evil);
    crisis.documents[0].title = Some(evil.clone());
    crisis.documents[1].id.clone_from(&evil);
    crisis.origins[0].reason.clone_from(&evil);
    crisis.names.insert("ISL".to_owned(), evil.clone());
    for incident in &mut crisis.incidents {
        incident.id.push_str(&evil);
        incident.event_type.clone_from(&evil);
        incident.source[0].name.clone_from(&evil);
        for account in &mut incident.accounts {
            account.event.text.clone_from(&evil);
            account.event.id.push_str(&evil);
        }
        if let Some(place) = &mut incident.place {
            place.name.clone_from(&evil);
        }
    }
    let html = check(&crisis);
    assert!(html.contains("&lt;script&gt;alert"));
    for svg in [course_svg(&crisis, Theme::Light), map_svg(&crisis, Theme::Dark)].into_iter().flatten() {
        png(&svg, 300).expect("the SVG is well formed");
    }
}

#[test]
fn an_empty_record_has_a_page_too() {
    let mut crisis = sample::crisis();
    crisis.incidents.clear();
    crisis.series = None;
    crisis.phases.clear();
    crisis.turns.clear();
    crisis.origins.clear();
    crisis.documents.clear();
    crisis.dyad = None;
    check(&crisis);
    assert!(course_svg(&crisis, Theme::Light).is_none() && map_svg(&crisis, Theme::Light).is_none());
}

#[test]
fn ids_that_two_things_share_still_lead_somewhere() {
    let mut crisis = sample::crisis();
    let again = crisis.incidents[0].clone();
    crisis.incidents.push(again);
    crisis.turns[1].push("not there".to_owned());
    crisis.incidents[1].disputes[0].positions[0].events.push("not there".to_owned());
    check(&crisis);
}

#[test]
fn five_thousand_incidents_fit_in_five_megabytes_and_nothing_is_left_out() {
    let crisis = sample::large(5000);
    let html = check(&crisis);
    assert!(html.len() < 5_000_000, "{} bytes", html.len());
    let page = parsed(&html);
    let folded = pieces(&page).concat().concat();
    for account in crisis.incidents.iter().flat_map(|i| &i.accounts) {
        let anchor = format!("id=\"e-{}\"", account.event.id);
        assert!(html.contains(&anchor) != folded.contains(&anchor), "event {} stands once", account.event.id);
    }
    for report in &crisis.documents {
        assert!(folded.contains(&report.id), "report {} is listed", report.id);
    }
}

#[test]
fn what_one_incident_has_too_much_of_is_folded_and_not_left_out() {
    let mut crisis = sample::crisis();
    let first = crisis.incidents[1].accounts[0].clone();
    for n in 0..60 {
        let mut account = first.clone();
        account.event.id = format!("more{n}");
        crisis.incidents[1].accounts.push(account);
    }
    let ids: Vec<String> = crisis.incidents[1].accounts.iter().map(|a| a.event.id.clone()).collect();
    crisis.incidents[1].disputes[0].positions[0].events = ids.clone();
    let html = check(&crisis);
    let folded = pieces(&parsed(&html)).concat().concat();
    for id in ids {
        assert!(html.contains(&format!("id=\"e-{id}\"")) != folded.contains(&format!("id=\"e-{id}\"")), "{id}");
    }
    assert!(html.contains("22 more accounts"), "of 62 accounts 40 stand in the page");
    assert!(html.contains("56 more sentences"), "of 62 sentences of an answer 6 stand in the page");
}

#[test]
fn charts_are_files_of_their_own_and_pictures() {
    let crisis = sample::crisis();
    for theme in [Theme::Light, Theme::Dark] {
        for svg in [course_svg(&crisis, theme), map_svg(&crisis, theme)] {
            let svg = svg.expect("the sample has a series and places");
            assert!(!svg.contains("var(") && !svg.contains('@'), "a colour is left open");
            let picture = png(&svg, 800).expect("drawn");
            assert!(picture.starts_with(b"\x89PNG"));
        }
    }
    assert!(png("<p>", 10).is_err());
    assert_eq!(png("", 0).map_err(|e| e.to_string()), Err("a picture of 0 pixels; expected a width from 1 to 10000".to_owned()));
}

#[test]
fn words_of_a_picture_are_drawn_with_the_fonts_that_come_along() {
    let svg = |word: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><text x='2' y='15' font-family='Noto Sans'>{word}</text></svg>"
        )
    };
    let [empty, latin, cyrillic] = ["", "Ağrı", "Київ"].map(|w| png(&svg(w), 80).expect("drawn"));
    assert!(latin != empty && cyrillic != empty && latin != cyrillic);
}

/// The bytes that are kept under a name, or those just made where they are to be kept from now on (`UPDATE=1`).
#[allow(clippy::disallowed_methods, reason = "a test keeps what it compares with")]
fn kept(name: &str, now: &[u8]) -> Vec<u8> {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, now).expect("the folder is there");
    }
    std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}; UPDATE=1 writes it"))
}

#[test]
fn pictures_look_as_they_did() {
    let crisis = sample::crisis();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (chart, svg) in [("course", course_svg(&crisis, theme)), ("map", map_svg(&crisis, theme))] {
            let now = png(&svg.expect("the sample has both"), 520).expect("drawn");
            let before = kept(&format!("src/snapshots/{chart}-{name}.png"), &now);
            let decode = |bytes: &[u8]| resvg::tiny_skia::Pixmap::decode_png(bytes).expect("a picture");
            let (now, before) = (decode(&now), decode(&before));
            assert_eq!((now.width(), now.height()), (before.width(), before.height()), "{chart}-{name}");
            let other = now.data().iter().zip(before.data()).filter(|(a, b)| a.abs_diff(**b) > 24).count();
            let share = other as f64 / now.data().len() as f64;
            assert!(share < 0.002, "{chart}-{name}.png: {:.1} % differ; look at it, then UPDATE=1", share * 100.0);
        }
    }
}

#[test]
fn the_page_that_is_looked_at_is_the_one_that_is_made() {
    let now = page(&sample::crisis());
    let before = kept("look/sample.html", now.as_bytes());
    assert!(before == now.as_bytes(), "look/sample.html is another page; look at the new one (look/README.md), then UPDATE=1");
}
