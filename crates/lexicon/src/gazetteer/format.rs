//! The asset's bytes: sections, fixed-width records, the checksum.
//!
//! All numbers are little-endian. A header names the sections; records hold no pointers but indices, so
//! that the bytes are used where they lie.

use std::ops::Range;

/// Version of the asset; its first eight bytes.
pub const MAGIC: [u8; 8] = *b"detgaz02";
/// Sections in order: names' automaton, postings, places, countries, strings.
pub const SECTIONS: usize = 5;
/// Magic, checksum, and a length for each section; then how many of the places are divisions, regions and districts.
pub const HEADER: usize = 8 + 8 + 8 * SECTIONS + 12;
/// Bytes of a place.
pub const PLACE: usize = 18;
/// Bytes of a country.
pub const COUNTRY: usize = 5 + 4 + 3 + 3 + 3 + 4 + 3;
/// Bytes of an entry in the postings.
pub const POSTING: usize = 3;
/// No division, no capital.
pub const NO_DIVISION: u16 = u16::MAX;

/// A number of three bytes.
pub fn u24(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at + 3)?;
    Some(u32::from(b[0]) | u32::from(b[1]) << 8 | u32::from(b[2]) << 16)
}

/// A number of four bytes.
pub fn u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A number of two bytes.
pub fn u16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A number of eight bytes.
pub fn u64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Appends three bytes.
pub fn push_u24(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes()[..3]);
}

/// Degrees in three bytes over `range` to each side of zero: two metres are the step for 180.
pub fn degrees_to_bits(degrees: f64, range: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bits = ((degrees.clamp(-range, range) + range) / (2.0 * range) * f64::from(0x00ff_ffffu32)).round() as u32;
    bits
}

/// The way back, to four decimals.
pub fn bits_to_degrees(bits: u32, range: f64) -> f64 {
    let degrees = f64::from(bits) / f64::from(0x00ff_ffffu32) * 2.0 * range - range;
    (degrees * 10_000.0).round() / 10_000.0
}

/// A population in two bytes: eleven bits of it and by how many bits it was shifted.
pub fn population_to_bits(population: u64) -> u16 {
    let mut shift = 0u16;
    let mut rest = population;
    while rest >= 1 << 11 && shift < 31 {
        rest >>= 1;
        shift += 1;
    }
    shift << 11 | u16::try_from(rest.min((1 << 11) - 1)).unwrap_or(u16::MAX)
}

/// The way back, exact to a thousandth.
pub fn bits_to_population(bits: u16) -> u64 {
    u64::from(bits & 0x07ff) << (bits >> 11)
}

/// A checksum of bytes, eight at a time in four lanes, fast enough to run at every start.
pub fn checksum(bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(MIX).rotate_left(29);
    let mut lanes = [1u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = step(*lane, u64::from_le_bytes(*word));
        }
    }
    let tail = rest.iter().fold(bytes.len() as u64, |hash, &b| step(hash, u64::from(b)));
    lanes.iter().fold(tail, |hash, &lane| step(hash, lane))
}

/// Where the sections lie.
pub fn sections(bytes: &[u8]) -> Option<[Range<usize>; SECTIONS]> {
    let mut at = HEADER;
    let mut found: [Range<usize>; SECTIONS] = Default::default();
    for (i, section) in found.iter_mut().enumerate() {
        let length = usize::try_from(u64(bytes, 16 + 8 * i)?).ok()?;
        let end = at.checked_add(length)?;
        *section = at..end;
        at = end;
    }
    (at == bytes.len()).then_some(found)
}
