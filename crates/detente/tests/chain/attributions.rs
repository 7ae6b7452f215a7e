//! Who says what in a text, and whether any word of it names something that happened.

use super::{detente, reports};
use detente::{Detente, Factuality, Hints};

/// The attributions of a paragraph as `[source] cue [content]`, pieces of content parted by `…`.
fn attributions(text: &str) -> Vec<String> {
    let document = Detente::paragraph(text, &Hints::default());
    let chars: Vec<char> = text.chars().collect();
    let cut = |span: [usize; 2]| chars[span[0]..span[1]].iter().collect::<String>();
    let found = detente().attributions(&document);
    found
        .iter()
        .map(|a| {
            let content: Vec<String> = a.content.iter().map(|piece| cut(*piece)).collect();
            format!("[{}] {} [{}]", a.source.map(cut).unwrap_or_default(), cut(a.cue), content.join(" … "))
        })
        .collect()
}

#[test]
fn a_clause_a_quotation_and_according_to() {
    assert_eq!(
        attributions("The ministry has said that two envoys were expelled."),
        ["[The ministry] has said [that two envoys were expelled]"]
    );
    assert_eq!(attributions("“The border is closed,” the minister said."), ["[the minister] said [“The border is closed,”]"]);
    assert_eq!(
        attributions("Ten houses burned down, according to the mayor of Goma."),
        ["[the mayor of Goma] According to [Ten houses burned down]".replace("According", "according")]
    );
}

#[test]
fn praise_wishes_and_demands_are_attributions_too() {
    assert_eq!(attributions("Kenya condemned the coup."), ["[Kenya] condemned [the coup]"]);
    assert_eq!(attributions("The rebels want to keep the town."), ["[The rebels] want [to keep the town]"]);
    assert_eq!(attributions("Paris called for an inquiry."), ["[Paris] called for [an inquiry]"]);
}

#[test]
fn a_quotation_goes_on_over_the_end_of_its_sentence() {
    let found = attributions("“We will not go,” the mayor said. “This is our town. We were born here.”");
    assert_eq!(found, ["[the mayor] said [“We will not go,” … “This is our town. We were born here.”]"]);
}

#[test]
fn the_speaker_of_a_quotation_is_not_attributed_again_within_it() {
    assert_eq!(attributions("“I think that we know the truth,” he said."), ["[he] said [“I think that we know the truth,”]"]);
}

#[test]
fn spans_of_every_report_lie_in_it_and_content_holds_no_cue() {
    for path in reports() {
        let document = super::read(&path);
        let length = document.text.chars().count();
        for a in detente().attributions(&document) {
            for span in a.source.iter().chain([&a.cue]).chain(&a.content) {
                assert!(span[0] < span[1] && span[1] <= length, "{}: {span:?}", path.display());
            }
            assert!(!a.content.is_empty());
            assert!(a.content.is_sorted() && a.content.iter().all(|p| p[1] <= a.cue[0] || a.cue[1] <= p[0]), "{}: {a:?}", path.display());
        }
    }
}

#[test]
fn any_word_is_asked_whether_it_happened() {
    let text = "The army shelled the town, but did not enter it, and may retreat.";
    let place = |word: &str| {
        let from = text.find(word).expect("a word of the text");
        [from, from + word.len()]
    };
    let document = Detente::paragraph(text, &Hints::default());
    let found = detente().happened(&document, &[place("shelled"), place("enter"), place("retreat"), [500, 501]]);
    assert_eq!(found, [Some(Factuality::Actual), Some(Factuality::Negated), Some(Factuality::Possible), None]);
}
