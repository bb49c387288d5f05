//! One JSON object a line. Keys become headers in the order in which they are first met.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::text::{Line, Lines, TextFile};
use super::{Cell, CellKind, Grid, GridRow, ReadProblem, RowFault};

/// Reads objects one after the other.
pub(super) struct JsonLines {
    lines: Lines,
    line: u32,
    /// Keys met so far; the place of a key is its column.
    pub(super) keys: Vec<String>,
    max_columns: usize,
}

impl JsonLines {
    pub(super) fn new(
        file: &TextFile,
        keys: Vec<String>,
        max_columns: usize,
    ) -> Result<Self, ReadProblem> {
        Ok(Self {
            lines: file.lines(b'\n')?,
            line: 0,
            keys,
            max_columns,
        })
    }

    fn column(&mut self, key: String) -> Result<usize, ReadProblem> {
        if let Some(column) = self.keys.iter().position(|known| *known == key) {
            return Ok(column);
        }
        if self.keys.len() == self.max_columns {
            return Err(ReadProblem::TooManyColumns {
                limit: self.max_columns,
                line: self.line,
            });
        }
        self.keys.push(key);
        Ok(self.keys.len() - 1)
    }

    fn read(&mut self, line: Line) -> Result<GridRow, ReadProblem> {
        let object = if line.cut {
            Err(RowFault::LineTooLong)
        } else {
            serde_json::from_str::<Object>(&line.text).map_err(|_| RowFault::NotJson)
        };
        let pairs = match object {
            Ok(Object(pairs)) => pairs,
            Err(fault) => {
                return Ok(GridRow {
                    line: self.line,
                    cells: vec![Cell::new(0, line.text, CellKind::Text)],
                    fault: Some(fault),
                });
            }
        };
        let mut cells: Vec<Cell> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            self.flatten(key, value, &mut cells)?;
        }
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by_key(|cell| cell.column);
        Ok(GridRow {
            line: self.line,
            cells,
            fault: None,
        })
    }

    /// An object inside becomes columns `outer.inner`, so that `want.pay_min` can be mapped like any other column.
    fn flatten(
        &mut self,
        key: String,
        value: Value,
        cells: &mut Vec<Cell>,
    ) -> Result<(), ReadProblem> {
        if let Value::Object(inner) = value {
            for (name, value) in inner {
                self.flatten(format!("{key}.{name}"), value, cells)?;
            }
            return Ok(());
        }
        let column = self.column(key)?;
        let kind = match value {
            Value::Number(_) => CellKind::Number,
            Value::Bool(_) => CellKind::Bool,
            _ => CellKind::Text,
        };
        let text = plain(&value);
        if !text.trim().is_empty() {
            cells.push(Cell::new(column, text, kind));
        }
        Ok(())
    }
}

impl Grid for JsonLines {
    fn next_row(&mut self) -> Result<Option<GridRow>, ReadProblem> {
        while let Some(line) = self.lines.next_line()? {
            self.line = self.line.saturating_add(1);
            if !line.text.trim().is_empty() {
                let row = self.read(line)?;
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// A value as a person would write it in a cell; lists are joined as Chinese lists are.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => super::number_text(float),
            _ => number.to_string(),
        },
        Value::String(text) => text.clone(),
        Value::Array(items) => join(items.iter(), "、"),
        Value::Object(inner) => join(inner.values(), " "),
    }
}

fn join<'v>(values: impl Iterator<Item = &'v Value>, separator: &str) -> String {
    values
        .map(plain)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(separator)
}

/// The pairs in the order of the file, which a map would lose.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}
