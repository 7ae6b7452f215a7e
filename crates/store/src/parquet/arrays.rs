//! Arrays of a column: of texts, numbers, days, records and lists.

use super::{Column, ParquetError};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{Field, FieldRef};
use detente_record::{Actor, Attribution};
use jiff::civil::Date;
use std::sync::Arc;

/// What a column of a flat table holds.
enum Kind {
    Text,
    Whole,
    Number,
    Day,
    Truth,
}

fn kind(column: &str) -> Kind {
    match column {
        "published" | "date_start" | "date_end" => Kind::Day,
        "sentence" | "quad_class" | "reports" | "origins" => Kind::Whole,
        "killed_low" | "killed_best" | "killed_high" | "injured_low" | "injured_best" | "injured_high" => Kind::Whole,
        "goldstein" | "lat" | "lon" | "confidence" => Kind::Number,
        "reciprocal" => Kind::Truth,
        _ => Kind::Text,
    }
}

/// The columns of a flat table from its rows of cells; an empty cell is null. The first cell is the record's id.
pub(super) fn cells(names: &'static [&'static str], rows: &[Vec<String>]) -> Result<Vec<Column>, ParquetError> {
    let column = |(at, name): (usize, &&'static str)| -> Result<Column, ParquetError> {
        let cells = rows.iter().map(|row| (row[0].as_str(), Some(row[at].as_str()).filter(|cell| !cell.is_empty())));
        let array: ArrayRef = match kind(name) {
            Kind::Text => texts(cells.map(|(_, cell)| cell)),
            Kind::Whole => Arc::new(Int64Array::from(parsed(name, "a whole number", cells)?)),
            Kind::Number => Arc::new(Float64Array::from(parsed(name, "a number", cells)?)),
            Kind::Truth => Arc::new(BooleanArray::from(parsed(name, "true or false", cells)?)),
            Kind::Day => days(name, cells)?,
        };
        Ok((*name, array))
    };
    names.iter().enumerate().map(column).collect()
}

fn parsed<'r, T: std::str::FromStr>(
    column: &'static str,
    expected: &'static str,
    cells: impl Iterator<Item = (&'r str, Option<&'r str>)>,
) -> Result<Vec<Option<T>>, ParquetError> {
    let wrong = |id: &str, found: &str| ParquetError::Value { id: id.to_owned(), column, found: found.to_owned(), expected };
    cells.map(|(id, cell)| cell.map(|c| c.parse().map_err(|_| wrong(id, c))).transpose()).collect()
}

/// Days, each with the id of its record.
pub(super) fn days<'r>(column: &'static str, days: impl Iterator<Item = (&'r str, Option<&'r str>)>) -> Result<ArrayRef, ParquetError> {
    let days: Vec<Option<Date>> = parsed(column, "a day such as 2024-01-31", days)?;
    let epoch = Date::constant(1970, 1, 1);
    // Days on end are the unit in which two days differ, so that this can't fail.
    let number = |day: Date| epoch.until(day).map_or(0, |span| span.get_days());
    Ok(Arc::new(days.into_iter().map(|day| day.map(number)).collect::<Date32Array>()))
}

pub(super) fn texts<'r>(values: impl Iterator<Item = Option<&'r str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

pub(super) fn wholes<T: TryInto<i64>>(values: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(values.map(|v| v.and_then(|v| v.try_into().ok())).collect::<Int64Array>())
}

pub(super) fn truths(values: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(values.map(Some).collect::<BooleanArray>())
}

/// One record for each place of the columns.
pub(super) fn records(columns: Vec<Column>) -> ArrayRef {
    Arc::new(StructArray::from(columns.into_iter().map(|(name, array)| (field(name, &array), array)).collect::<Vec<_>>()))
}

/// For each record the list that `of` gives, its elements made into an array by `make`.
pub(super) fn lists<'r, R, T: 'r>(records: &[&'r R], of: impl Fn(&'r R) -> &'r [T], make: impl Fn(&[&'r T]) -> ArrayRef) -> ArrayRef {
    let elements: Vec<&T> = records.iter().flat_map(|r| of(r)).collect();
    let values = make(&elements);
    let lengths = records.iter().map(|r| of(r).len());
    Arc::new(ListArray::new(field("element", &values), OffsetBuffer::from_lengths(lengths), values, None))
}

pub(super) fn field(name: &str, array: &ArrayRef) -> FieldRef {
    Arc::new(Field::new(name, array.data_type().clone(), true))
}

/// Strings as elements of a list.
pub(super) fn words(words: &[&String]) -> ArrayRef {
    texts(words.iter().map(|w| Some(w.as_str())))
}

pub(super) fn actors(actors: &[&Actor]) -> ArrayRef {
    records(vec![
        ("text", texts(actors.iter().map(|a| Some(a.text.as_str())))),
        ("name", texts(actors.iter().map(|a| Some(a.name.as_str())))),
        ("id", texts(actors.iter().map(|a| a.id.as_deref()))),
        ("country", texts(actors.iter().map(|a| a.country.as_deref()))),
        ("sectors", lists(actors, |a| &a.sectors, words)),
        ("code", texts(actors.iter().map(|a| a.code.as_deref()))),
        ("span_start", wholes(actors.iter().map(|a| Some(a.span[0])))),
        ("span_end", wholes(actors.iter().map(|a| Some(a.span[1])))),
    ])
}

pub(super) fn attributions(all: &[&Attribution]) -> ArrayRef {
    let speakers: Vec<&Actor> = all.iter().map(|a| &a.speaker).collect();
    records(vec![
        ("speaker", actors(&speakers)),
        ("stance", texts(all.iter().map(|a| Some(a.stance.name())))),
        ("cue", texts(all.iter().map(|a| Some(a.cue.as_str())))),
        ("span_start", wholes(all.iter().map(|a| Some(a.span[0])))),
        ("span_end", wholes(all.iter().map(|a| Some(a.span[1])))),
    ])
}
