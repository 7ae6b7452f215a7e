//! The shape class of a word, by its letters' case and its digits: what an uncased vocabulary can't see.

/// Number of classes; 0 is kept for `[CLS]` and `[SEP]`.
pub(super) const SHAPES: usize = 16;

/// The class of a form, 1 to 15; the first rule that holds decides.
pub(super) fn shape(form: &str) -> u8 {
    let (mut upper, mut lower, mut digit, mut other) = (0usize, 0usize, 0usize, 0usize);
    for c in form.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_ascii_digit() {
            digit += 1;
        } else {
            other += 1;
        }
    }
    match (upper, lower, digit, other) {
        (0, 0, 0, _) => 1,                                // , -- $
        (0, 0, _, 0) => 2,                                // 2024
        (0, 0, _, _) => 3,                                // 3,000
        (0, _, 1.., _) => 6,                              // 20th
        (0, _, _, 0) => 4,                                // talks
        (0, ..) => 5,                                     // n't
        (_, 0, 1.., _) => 12,                             // F-16
        (_, 0, _, 1..) => 11,                             // U.S.
        (1, 0, ..) => 7,                                  // I
        (_, 0, ..) => 10,                                 // USA
        (_, _, 1.., _) => 15,                             // Covid19
        _ if !form.starts_with(char::is_uppercase) => 14, // iPhone
        (2.., ..) => 13,                                  // McDonald
        (_, _, _, 0) => 8,                                // Iran
        _ => 9,                                           // Mr.
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn shapes_follow_the_table() {
        for (form, shape) in [
            (",", 1),
            ("2024", 2),
            ("3,000", 3),
            ("talks", 4),
            ("n't", 5),
            ("20th", 6),
            ("I", 7),
            ("Iran", 8),
            ("Mr.", 9),
            ("USA", 10),
            ("U.S.", 11),
            ("F-16", 12),
            ("McDonald", 13),
            ("iPhone", 14),
            ("Covid19", 15),
            ("", 1),
            ("北京", 1),
        ] {
            assert_eq!(super::shape(form), shape, "{form}");
        }
    }
}
