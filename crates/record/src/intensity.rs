//! PLOVER's intensity of an event type.

/// Intensity of each PLOVER type, -10 (hostile) to 10 (friendly).
///
/// Source: PLOVER's data dictionary 1.1 (2022), where they were set so that sums are comparable to those of ICEWS's scores.
const INTENSITIES: [(&str, f64); 16] = [
    ("AGREE", 4.2),
    ("CONSULT", 2.1),
    ("SUPPORT", 4.6),
    ("CONCEDE", 5.0),
    ("COOPERATE", 6.8),
    ("AID", 7.4),
    ("RETREAT", 7.6),
    ("REQUEST", -5.0),
    ("ACCUSE", -2.0),
    ("REJECT", -4.2),
    ("THREATEN", -5.1),
    ("PROTEST", -6.6),
    ("SANCTION", -5.2),
    ("MOBILIZE", -5.3),
    ("COERCE", -7.2),
    ("ASSAULT", -9.3),
];

/// PLOVER's intensity of `event_type` (upper case), -10 to 10; `None` for what is no PLOVER type.
pub fn intensity(event_type: &str) -> Option<f64> {
    INTENSITIES.iter().find(|(name, _)| *name == event_type).map(|(_, score)| *score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_one_and_hostile_types_are_negative() {
        assert_eq!(intensity("ASSAULT"), Some(-9.3));
        assert_eq!(intensity("RETREAT"), Some(7.6));
        assert_eq!(intensity("FIGHT"), None, "a type of the older set");
        assert_eq!(INTENSITIES.iter().filter(|(_, score)| *score > 0.0).count(), 7);
    }
}
