//! Rows of typed columns for other engines, as JSON Lines and as Parquet: one list of columns and one row of values for both, so that
//! the two files say the same. Rows go out one by one; what is held in memory is one row group.

use jibiao_model::Entry;
use parquet::basic::Compression;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::io::{self, Write};
use std::sync::Arc;

/// What a column holds. Each may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text; VARCHAR
    Text,
    /// A whole number of 64 bits; BIGINT
    Whole,
    /// True or false; BOOLEAN
    Truth,
    /// An exact decimal, DECIMAL(38,6); in JSON a text, because readers of JSON make floats of numbers
    Amount,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// ASCII, lower case, with underscores
    pub name: &'static str,
    /// What it holds
    pub kind: Kind,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or nothing that the column can hold exactly
    Null,
    /// For [`Kind::Text`]
    Text(String),
    /// For [`Kind::Whole`]
    Whole(i64),
    /// For [`Kind::Truth`]
    Truth(bool),
    /// For [`Kind::Amount`]
    Amount(Decimal),
}

/// Digits behind the point of [`Kind::Amount`]: 元 have two, 万元 that are whole 分 six.
const SCALE: u32 = 6;

impl Value {
    /// A text; a blank cell is null.
    pub fn text(text: &str) -> Value {
        if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) }
    }

    /// A count of something here; never null.
    pub fn count(count: usize) -> Value {
        Value::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// An exact amount; null where [`SCALE`] digits behind the point cannot hold it.
    pub fn amount(amount: Decimal) -> Value {
        if scaled(amount).is_some() { Value::Amount(amount.normalize()) } else { Value::Null }
    }

    /// The number of a cell; null where it is blank or does not read.
    pub fn read<T: Copy>(entry: &Entry<T>, value: impl Fn(T) -> Value) -> Value {
        entry.read().map_or(Value::Null, |read| value(*read))
    }

    fn json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Text(text) => Json::String(text.clone()),
            Value::Whole(number) => Json::from(*number),
            Value::Truth(truth) => Json::Bool(*truth),
            Value::Amount(amount) => Json::String(amount.to_string()),
        }
    }
}

/// The amount in millionths, where it is a whole number of them.
fn scaled(amount: Decimal) -> Option<i128> {
    let amount = amount.normalize();
    let missing = SCALE.checked_sub(amount.scale())?;
    amount.mantissa().checked_mul(10_i128.checked_pow(missing)?)
}

/// Writes a row as one line of JSON, keys in the order of the columns.
pub fn write_json_line(columns: &[Column], row: &[Value], out: &mut impl Write) -> io::Result<()> {
    for (index, (column, value)) in columns.iter().zip(row).enumerate() {
        // Names are ASCII words: they need no escapes.
        write!(out, "{}\"{}\":", if index == 0 { '{' } else { ',' }, column.name)?;
        serde_json::to_writer(&mut *out, &value.json())?;
    }
    out.write_all(b"}\n")
}

/// Values of one column that wait for their row group.
enum Waiting {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Truth(Vec<bool>),
    Amount(Vec<FixedLenByteArray>),
}

struct Chunk {
    values: Waiting,
    /// 1 where the row has a value, 0 where it is null.
    levels: Vec<i16>,
}

impl Chunk {
    fn of(kind: Kind) -> Chunk {
        let values = match kind {
            Kind::Text => Waiting::Text(Vec::new()),
            Kind::Whole => Waiting::Whole(Vec::new()),
            Kind::Truth => Waiting::Truth(Vec::new()),
            Kind::Amount => Waiting::Amount(Vec::new()),
        };
        Chunk { values, levels: Vec::new() }
    }

    /// A value of another kind than the column's is null: a fault of the caller, which its tests see.
    fn push(&mut self, value: Value) {
        let present = match (&mut self.values, value) {
            (Waiting::Text(values), Value::Text(text)) => {
                values.push(ByteArray::from(text.into_bytes()));
                true
            }
            (Waiting::Whole(values), Value::Whole(number)) => {
                values.push(number);
                true
            }
            (Waiting::Truth(values), Value::Truth(truth)) => {
                values.push(truth);
                true
            }
            (Waiting::Amount(values), Value::Amount(amount)) => scaled(amount).is_some_and(|number| {
                values.push(FixedLenByteArray::from(number.to_be_bytes().to_vec()));
                true
            }),
            _ => false,
        };
        self.levels.push(i16::from(present));
    }
}

/// A row group ends after so many rows or bytes of text: the memory that a file needs while it is written, and what an engine reads at once.
const GROUP_ROWS: usize = 50_000;
const GROUP_BYTES: usize = 8 << 20;

/// Writes a Parquet file: one table, every column optional, Snappy. The same rows give the same bytes.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: &'static [Column],
    chunks: Vec<Chunk>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Parquet<W> {
    /// A file with these columns. `properties` stand in its foot.
    pub fn new(
        out: W,
        table: &str,
        columns: &'static [Column],
        properties: &[(&str, &str)],
    ) -> Result<Self, ParquetError> {
        let fields: String = columns
            .iter()
            .map(|column| match column.kind {
                Kind::Text => format!("optional binary {} (STRING); ", column.name),
                Kind::Whole => format!("optional int64 {}; ", column.name),
                Kind::Truth => format!("optional boolean {}; ", column.name),
                Kind::Amount => {
                    format!("optional fixed_len_byte_array(16) {} (DECIMAL(38,{SCALE})); ", column.name)
                }
            })
            .collect();
        let schema = parse_message_type(&format!("message {table} {{ {fields}}}"))?;
        let foot = properties.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()));
        let settings = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("jibiao".to_owned())
            .set_key_value_metadata(Some(foot.collect()))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(settings))?;
        let chunks = columns.iter().map(|column| Chunk::of(column.kind)).collect();
        Ok(Parquet { writer, columns, chunks, rows: 0, bytes: 0 })
    }

    /// Adds a row, as many values as columns.
    pub fn push(&mut self, row: Vec<Value>) -> Result<(), ParquetError> {
        for (chunk, value) in self.chunks.iter_mut().zip(row) {
            if let Value::Text(text) = &value {
                self.bytes += text.len();
            }
            chunk.push(value);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        (self.rows, self.bytes) = (0, 0);
        let empty = self.columns.iter().map(|column| Chunk::of(column.kind)).collect();
        let full = std::mem::replace(&mut self.chunks, empty);
        let mut group = self.writer.next_row_group()?;
        for chunk in full {
            match chunk.values {
                Waiting::Text(values) => column::<ByteArrayType, W>(&mut group, &values, &chunk.levels),
                Waiting::Whole(values) => column::<Int64Type, W>(&mut group, &values, &chunk.levels),
                Waiting::Truth(values) => column::<BoolType, W>(&mut group, &values, &chunk.levels),
                Waiting::Amount(values) => column::<FixedLenByteArrayType, W>(&mut group, &values, &chunk.levels),
            }?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes what waits and the foot; gives the sink back.
    pub fn finish(mut self) -> Result<W, ParquetError> {
        self.end_group()?;
        self.writer.into_inner()
    }
}

fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    levels: &[i16],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_owned()));
    };
    column.typed::<T>().write_batch(values, Some(levels), None)?;
    column.close()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    const COLUMNS: &[Column] = &[
        Column { name: "name", kind: Kind::Text },
        Column { name: "count", kind: Kind::Whole },
        Column { name: "right", kind: Kind::Truth },
        Column { name: "sum", kind: Kind::Amount },
    ];

    fn rows() -> Vec<Vec<Value>> {
        let amount = |text: &str| Value::amount(text.parse().unwrap());
        vec![
            vec![Value::text("库房\"改造\"\n"), Value::Whole(7), Value::Truth(true), amount("81000.50")],
            vec![Value::Null, Value::Null, Value::Null, Value::Null],
            vec![Value::text("=1+1"), Value::Whole(-1), Value::Truth(false), amount("-0.000001")],
            vec![Value::text(""), Value::count(0), Value::Null, amount("0.0000001")],
            vec![Value::text("x"), Value::Null, Value::Null, amount("9999999999999999999999999999")],
        ]
    }

    fn parquet() -> Vec<u8> {
        let mut file = Parquet::new(Vec::new(), "t", COLUMNS, &[("jibiao.schema", "1")]).unwrap();
        for row in rows() {
            file.push(row).unwrap();
        }
        file.finish().unwrap()
    }

    #[test]
    fn a_row_is_one_line_of_json_and_amounts_stay_exact() {
        let mut out = Vec::new();
        for row in rows() {
            write_json_line(COLUMNS, &row, &mut out).unwrap();
        }
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], r#"{"name":"库房\"改造\"\n","count":7,"right":true,"sum":"81000.5"}"#);
        assert_eq!(lines[1], r#"{"name":null,"count":null,"right":null,"sum":null}"#);
        assert_eq!(lines[2], r#"{"name":"=1+1","count":-1,"right":false,"sum":"-0.000001"}"#);
        // An amount with more decimals than the column has is not rounded: it is not there.
        assert_eq!(lines[3], r#"{"name":null,"count":0,"right":null,"sum":null}"#);
    }

    #[test]
    fn parquet_gives_back_the_same_values_and_the_same_bytes_twice() {
        let bytes = parquet();
        assert_eq!(bytes, parquet());
        let path = std::env::temp_dir().join(format!("jibiao-columns-{}.parquet", std::process::id()));
        std::fs::write(&path, &bytes).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        std::fs::remove_file(&path).unwrap();
        let read: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let text = |field: &Field| match field {
                    Field::Decimal(decimal) => i128::from_be_bytes(decimal.data().try_into().unwrap()).to_string(),
                    other => other.to_string(),
                };
                row.get_column_iter().map(|(_, field)| text(field)).collect()
            })
            .collect();
        assert_eq!(read[0][1..], ["7", "true", "81000500000"]);
        assert_eq!(read[1], ["null"; 4]);
        assert_eq!(read[2][1..], ["-1", "false", "-1"]);
        assert_eq!(read[4][3], "9999999999999999999999999999000000");
        let foot = reader.metadata().file_metadata().key_value_metadata().unwrap();
        assert!(foot.iter().any(|pair| pair.key == "jibiao.schema" && pair.value.as_deref() == Some("1")));
    }
}
