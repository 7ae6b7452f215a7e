//! Furniture: what a page puts around a report and nobody wrote as part of it.

use crate::shape;

/// Whether `s` is furniture as a whole.
pub fn is_furniture(s: &str) -> bool {
    let s = s.trim();
    let lower = s.to_lowercase();
    is_ornament(s, &lower)
        || is_notice(&lower)
        || is_invitation(s, &lower)
        || is_address(s)
        || is_credit(&lower)
        || is_photo_credit(s, &lower)
        || is_trail(s)
}

/// Where a closing credit begins inside a paragraph: "(Reporting by …; Editing by …)" at its end.
pub fn closing_credit(s: &str) -> Option<usize> {
    if !s.ends_with([')', ']', '.']) {
        return None;
    }
    let at = s.rfind(" (").or_else(|| s.rfind(" ["))? + 1;
    is_credit(&s[at..].to_lowercase()).then_some(at)
}

/// Names of sections that stand alone above a headline.
const SECTIONS: [&str; 41] = [
    "home",
    "news",
    "world",
    "world news",
    "latest",
    "latest news",
    "breaking news",
    "breaking",
    "top stories",
    "top story",
    "politics",
    "international",
    "national",
    "opinion",
    "editorial",
    "analysis",
    "business",
    "economy",
    "asia",
    "africa",
    "europe",
    "americas",
    "middle east",
    "south asia",
    "asia pacific",
    "asia-pacific",
    "live",
    "exclusive",
    "developing",
    "developing story",
    "update",
    "regional",
    "security",
    "defence",
    "defense",
    "pakistan",
    "india",
    "front page",
    "news in brief",
    "press release",
    "menu",
];

/// Whether `s` is the name of a paper's section, as one stands above the headline.
pub fn is_section(s: &str) -> bool {
    SECTIONS.contains(&s.trim().trim_end_matches(':').to_lowercase().as_str())
}

/// Rules of asterisks, page numbers, "ENDS".
fn is_ornament(s: &str, lower: &str) -> bool {
    // A date as East Asian pages write it says nothing to an English reader.
    if !s.chars().any(char::is_alphabetic) || s.starts_with(|c: char| c.is_ascii_digit()) && s.contains('年') {
        return !s.is_empty();
    }
    let number_of = |unit: &str| lower.strip_suffix(unit).is_some_and(|n| n.trim().parse::<u32>().is_ok());
    let of_page = lower.strip_prefix("page ").is_some_and(|n| n.len() <= 8 && n.starts_with(|c: char| c.is_ascii_digit()));
    matches!(lower, "ends" | "end" | "/ends" | "/end" | "(end)" | "(ends)" | "more" | "(more)" | "-more-" | "[end]" | "end item")
        || of_page
        || ["min read", "minute read", "minutes read", "mins read", "comments", "comment", "shares", "views", "likes"]
            .iter()
            .any(|unit| number_of(unit))
}

/// Copyright and legal lines.
fn is_notice(lower: &str) -> bool {
    let starts = ["copyright", "©", "(c) 1", "(c) 2", "all rights reserved", "all content ©", "disclaimer:"];
    let year_notice = lower.contains("© 1") || lower.contains("© 2") || lower.contains("©2") || lower.contains("copyright 2");
    let short = shape::words(lower).count() <= 40;
    let says = ["all rights reserved", "may not be published, broadcast"];
    let notice = starts.iter().any(|s| lower.starts_with(s)) || says.iter().any(|s| lower.contains(s)) || year_notice;
    notice && short
}

/// Words by which the page asks the reader to do something else; a title may follow after a colon.
const INVITATIONS: [&str; 30] = [
    "read more",
    "read also",
    "also read",
    "read next",
    "read full",
    "see also",
    "see more",
    "also see",
    "related",
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "more on this",
    "more from",
    "recommended",
    "you may also like",
    "most read",
    "most popular",
    "must read",
    "watch",
    "listen",
    "tags",
    "topics",
    "filed under",
    "keywords",
    "share",
    "don't miss",
    "in pictures",
    "more on this story",
];

/// Lines that begin with these words and are short are furniture.
const SHORT_OPENINGS: [&str; 40] = [
    "share this",
    "share on",
    "share via",
    "share article",
    "click here",
    "click to",
    "continue reading",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "follow us",
    "follow @",
    "join our",
    "download our",
    "download the app",
    "get the latest",
    "get our",
    "story continues",
    "article continues",
    "scroll to continue",
    "skip to",
    "print this",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "view comments",
    "show comments",
    "back to top",
    "load more",
    "advertisement",
    "advertising",
    "sponsored",
    "promoted",
    "we use cookies",
    "accept cookies",
    "email this",
    "support our",
    "newsletter",
    "send us",
];

fn is_invitation(s: &str, lower: &str) -> bool {
    let count = shape::words(s).count();
    let labelled = INVITATIONS.iter().any(|label| match lower.strip_prefix(label) {
        Some("") => true,
        Some(rest) => {
            let title = rest.trim_start();
            title.starts_with([':', '»', '>', '|']) && count <= 30 || title.starts_with('@')
        }
        None => false,
    });
    let opened = SHORT_OPENINGS.iter().any(|opening| {
        lower.strip_prefix(opening).is_some_and(|rest| {
            let whole_word = !rest.starts_with(char::is_alphanumeric);
            whole_word && count <= 14 && (!s.ends_with('.') || opening.contains(' '))
        })
    });
    let button = matches!(
        lower,
        "facebook"
            | "twitter"
            | "whatsapp"
            | "telegram"
            | "linkedin"
            | "email"
            | "e-mail"
            | "print"
            | "copy link"
            | "comments"
            | "advertise"
            | "close"
            | "search"
            | "loading..."
            | "loading"
            | "next"
            | "previous"
            | "save"
            | "read more..."
            | "read more »"
            | "ad"
            | "listen to this article"
    );
    labelled || opened || button
}

/// Lines that are an address, or little more than one.
fn is_address(s: &str) -> bool {
    let is_one = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        let mail = w.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        mail || w.starts_with("http://") || w.starts_with("https://") || w.starts_with("www.")
    };
    let count = shape::words(s).count();
    shape::words(s).any(is_one) && (count <= 6 || count <= 14 && !shape::ends_sentence(s))
}

/// "(Reporting by …; Editing by …)" and its kin.
fn is_credit(lower: &str) -> bool {
    let inner = lower.trim_start_matches(['(', '[']);
    let bracketed = inner.len() < lower.len();
    let opens = |list: &[&str]| list.iter().any(|o| inner.starts_with(o));
    opens(&["reporting by ", "additional reporting", "writing by ", "editing by ", "edited by ", "compiled by ", "translated by "])
        && (bracketed || lower.contains("editing by") || shape::words(lower).count() <= 14)
        || bracketed && opens(&["with input", "with additional", "with agenc", "this story ", "this article ", "this report "])
        || opens(&[
            "this story has been ",
            "this article was ",
            "this article originally ",
            "this is a developing story",
            "the writer is ",
            "the author is ",
        ]) && shape::words(lower).count() <= 45
}

/// Who took the picture, and captions that say they are captions.
fn is_photo_credit(s: &str, lower: &str) -> bool {
    let count = shape::words(s).count();
    let bare = lower.trim_start_matches(['(', '[']);
    let label = [
        "photo:",
        "photo by ",
        "photos by ",
        "photograph:",
        "photograph by ",
        "photo credit",
        "photo courtesy",
        "photo/",
        "image:",
        "image credit",
        "image source",
        "image caption",
        "images:",
        "picture:",
        "picture by ",
        "pic:",
        "credit:",
        "video:",
        "graphic:",
        "illustration:",
        "ap photo",
        "file photo",
        "screengrab",
        "screenshot",
    ]
    .iter()
    .any(|l| bare.starts_with(l));
    let ends = [
        "/reuters",
        "/afp",
        "/ap",
        "/getty images",
        "getty images",
        "via reuters",
        "via ap",
        "/xinhua",
        "/anadolu",
        "file photo",
        "[file]",
        "(file)",
        "/epa",
        "/shutterstock",
    ];
    let signed = ends.iter().any(|e| bare.trim_end_matches([')', ']', '.']).ends_with(e.trim_end_matches([')', ']'])));
    let caption = ["file photo:", "file picture:", "file image:", "file -", "file —", "file –", "representational image", "caption:"]
        .iter()
        .any(|l| bare.starts_with(l));
    label && count <= 25 || signed && count <= 30 && !s.ends_with('.') || lower.starts_with("reuters/") || caption && count <= 80
}

/// "Home > World > Asia".
fn is_trail(s: &str) -> bool {
    let marks = s.matches(" > ").count() + s.matches(" » ").count() + s.matches(" / ").count();
    marks >= 1 && shape::words(s).count() <= 5 + 4 * marks && !shape::ends_sentence(s) && s.len() <= 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for s in [
            "© 2024 The Harbour Times. All rights reserved.",
            "Copyright 2023 Harbour Media",
            "Read more: Envoys leave the capital",
            "Also read | Who is who in the new cabinet",
            "Share this article",
            "Advertisement",
            "ADVERTISEMENT",
            "Follow us on Twitter",
            "editor@harbour.example",
            "https://harbour.example/news/1",
            "For more, visit www.harbour.example",
            "(Reporting by Ann Lee; Editing by Raj Das)",
            "Reporting by Ann Lee; editing by Raj Das",
            "Photo: Ann Lee/Harbour",
            "[Photo/Xinhua]",
            "Soldiers on the bridge. Ann Lee/Reuters",
            "FILE PHOTO: Soldiers stand on a bridge, May 3, 2021.",
            "***",
            "3 min read",
            "ENDS",
            "Home > World > Asia",
            "12 comments",
            "Tags: talks, border",
        ] {
            assert!(is_furniture(s), "{s}");
        }
    }

    #[test]
    fn prose_is_no_furniture() {
        for s in [
            "Comments by the minister drew anger.",
            "Share prices fell after the strike.",
            "Related attacks killed four soldiers.",
            "Watch towers were burnt on Sunday.",
            "Topics ranged from trade to water.",
            "Iran summoned the envoy.",
            "The ministry published the text on www.mofa.example and asked both sides to honour it in full.",
            "Image matters to the junta.",
            "Subscribers to the pact met.",
            "Advertisements for the army filled the streets.",
        ] {
            assert!(!is_furniture(s), "{s}");
        }
    }

    #[test]
    fn a_closing_credit_is_found() {
        let s = "He left on Monday. (Reporting by Ann Lee; Editing by Raj Das)";
        assert_eq!(closing_credit(s), Some(19));
        assert_eq!(closing_credit("He left on Monday (after the talks)."), None);
    }
}
