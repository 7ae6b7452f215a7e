//! A report's sentences in batches of about the same size, which threads can read side by side.

use detente_nlp::Segment;

/// Words of a batch, punctuation among them. Every batch reads the weights anew, which costs a tenth more of the whole at
/// 128 than at 320; a report of 500 words should have work for two cores.
const BATCH_WORDS: usize = 320;

/// Cuts sentences into batches, in order. Where the cuts lie depends on the sentences alone and not on the number of
/// threads: a sum over a batch of another size could come out different in its last bit. There is one or an even number, so
/// that two threads have the same to do.
pub fn batches(segments: &[Segment]) -> Vec<&[Segment]> {
    let words: usize = segments.iter().map(|s| s.words.len()).sum();
    let count = match words.div_ceil(BATCH_WORDS) {
        0 | 1 => 1,
        more => more.next_multiple_of(2),
    };
    let mut before = 0;
    let place = segments.iter().map(|s| {
        let place = before * count / words.max(1);
        before += s.words.len();
        place
    });
    let places: Vec<usize> = place.collect();
    let mut rest = segments;
    places
        .chunk_by(|a, b| a == b)
        .map(|same| {
            let (batch, after) = rest.split_at(same.len());
            rest = after;
            batch
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_nlp::segment;

    #[test]
    fn every_sentence_stands_in_one_batch_in_order() {
        for sentences in [0, 1, 7, 60, 200] {
            let text = "Iran accused Iraq of shelling a village on Monday. ".repeat(sentences);
            let segments = segment(&text);
            let batches = batches(&segments);
            assert_eq!(batches.concat(), segments);
            let sizes: Vec<usize> = batches.iter().map(|b| b.iter().map(|s| s.words.len()).sum()).collect();
            assert!(sizes.iter().all(|&n| n <= BATCH_WORDS + 10), "{sizes:?}");
            let (least, most) = (sizes.iter().min(), sizes.iter().max());
            assert!(most.zip(least).is_none_or(|(most, least)| most - least <= 20), "{sizes:?}");
        }
    }
}
