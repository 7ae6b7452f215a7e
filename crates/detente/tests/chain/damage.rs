//! Damage to a file by a recipe of bytes, so that a test and a fuzzer can both choose it and both can shrink it.

/// What is put in: what quotes, tables, sentences and patterns are made of.
const PIECES: [&str; 16] =
    ["\"", "[[", "]", "\n", "\n\n", "\u{feff}", "“", "=", " and ", ", who said", "$", "|", ".", "\u{0}", "{}", "999999999999"];

/// Five bytes of the recipe are one change: what, where (three bytes), how much.
pub fn damage(bytes: &mut Vec<u8>, recipe: &[u8]) {
    for step in recipe.chunks_exact(5) {
        let place = usize::from(step[1]) << 16 | usize::from(step[2]) << 8 | usize::from(step[3]);
        let from = place % (bytes.len() + 1);
        let to = (from + 1 + usize::from(step[4])).min(bytes.len());
        match step[0] % 5 {
            0 => bytes[from..to].iter_mut().take(1).for_each(|b| *b = step[4]),
            1 => drop(bytes.splice(from..from, [step[4]])),
            2 => drop(bytes.splice(from..from, PIECES[usize::from(step[4]) % PIECES.len()].bytes())),
            3 => drop(bytes.drain(from..to)),
            _ => bytes.extend_from_within(from..to),
        }
    }
}
