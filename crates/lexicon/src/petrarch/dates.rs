//! The days for which an actor's code holds: `>20090120`, `<451231`, `970101-061231`.

use jiff::civil::Date;

/// First and last day of a restriction; both are open when it is empty.
///
/// # Errors
/// Says what can't be read: a date that the calendar lacks, an end before the beginning, another form.
pub(super) fn restriction(text: &str) -> Result<(Option<Date>, Option<Date>), String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok((None, None));
    }
    if let Some(from) = text.strip_prefix('>') {
        return Ok((Some(date(from)?), None));
    }
    if let Some(to) = text.strip_prefix('<') {
        return Ok((None, Some(date(to)?)));
    }
    let Some((from, to)) = text.split_once('-') else {
        return Err(format!("`{text}` is no restriction; expected >DATE, <DATE or DATE-DATE"));
    };
    let (from, to) = (date(from)?, date(to)?);
    if to < from {
        return Err(format!("the code holds from {from} to {to}, which is before"));
    }
    Ok((Some(from), Some(to)))
}

/// YYYYMMDD, of which what follows is left out, or YYMMDD, where years to 30 are of this century (as TABARI had it).
fn date(text: &str) -> Result<Date, String> {
    let wrong = || format!("`{text}` is no date; expected YYYYMMDD or YYMMDD");
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse::<i16>().ok());
    let (year, month, day) = match text.len() {
        6 => {
            let year = number(0..2).ok_or_else(wrong)?;
            (if year <= 30 { 2000 + year } else { 1900 + year }, number(2..4), number(4..6))
        }
        8.. => (number(0..4).ok_or_else(wrong)?, number(4..6), number(6..8)),
        _ => return Err(wrong()),
    };
    let small = |n: Option<i16>| n.and_then(|n| i8::try_from(n).ok());
    let (Some(month), Some(day)) = (small(month), small(day)) else { return Err(wrong()) };
    Date::new(year, month, day).map_err(|_| format!("`{text}` is no day of the calendar"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn centuries_and_forms() {
        assert_eq!(restriction("970101-061231"), Ok((Some(day(1997, 1, 1)), Some(day(2006, 12, 31)))));
        assert_eq!(restriction("> 20070101"), Ok((Some(day(2007, 1, 1)), None)));
        assert_eq!(restriction("<301231"), Ok((None, Some(day(2030, 12, 31)))));
        assert!(restriction("2004017-20061201").unwrap_err().contains("2004017"));
        assert!(restriction("20010231-20030101").unwrap_err().contains("calendar"));
        assert!(restriction("20080101-20070101").unwrap_err().contains("before"));
        assert!(restriction("20080101").unwrap_err().contains(">DATE"));
    }
}
