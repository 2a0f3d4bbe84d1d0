//! The tables: Parquet against JSON Lines, both against docs/batch.md, and DuckDB over both.

use super::delivered::{Delivered, YEAR, batch};
use jibiao_testkit::root;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TABLES: [&str; 3] = ["forms", "indicators", "findings"];

pub fn lines(out: &Path, table: &str) -> Vec<Value> {
    let text = fs::read_to_string(out.join(format!("{table}.jsonl"))).expect("lines");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn gathered() -> Delivered {
    let all = Delivered::new();
    batch(&all, &["--units", "名单.csv", "--year", YEAR]);
    all
}

fn parquet(out: &Path, table: &str) -> SerializedFileReader<fs::File> {
    let file = fs::File::open(out.join(format!("{table}.parquet"))).expect("file");
    SerializedFileReader::new(file).expect("Parquet")
}

/// A value of Parquet as the lines of JSON spell it.
fn spelled(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Long(number) => json!(number),
        Field::Bool(truth) => json!(truth),
        Field::Decimal(decimal) => {
            let bytes: [u8; 16] = decimal.data().try_into().expect("16 bytes");
            let (number, scale) = (i128::from_be_bytes(bytes), usize::try_from(decimal.scale()).expect("a scale"));
            let digits = format!("{:0width$}", number.unsigned_abs(), width = scale + 1);
            let (whole, rest) = digits.split_at(digits.len() - scale);
            let text = format!("{whole}.{rest}");
            let sign = if number < 0 { "-" } else { "" };
            json!(format!("{sign}{}", text.trim_end_matches('0').trim_end_matches('.')))
        }
        other => panic!("{other:?} is in no table"),
    }
}

#[test]
fn parquet_and_the_lines_of_json_say_the_same() {
    let all = gathered();
    for table in TABLES {
        let lines = lines(&all.out(), table);
        let reader = parquet(&all.out(), table);
        let rows: Vec<Value> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| {
                let row = row.expect("a row");
                Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), spelled(field))).collect())
            })
            .collect();
        assert!(lines.len() >= 40, "{table}: {}", lines.len());
        assert_eq!(rows, lines, "{table}");
    }
    let forms = lines(&all.out(), "forms");
    let text = serde_json::to_string(&forms).expect("JSON");
    let sample: Value = serde_json::from_str(&super::sample(all.path())[0].1).expect("JSON");
    for key in ["head", "preparer", "phone"] {
        let person = sample[key].as_str().expect("filled");
        assert!(!text.contains(person), "{key} is nobody's business");
    }
    // One number a form, from 1, and every indicator and finding has its form.
    let ids: Vec<i64> = forms.iter().map(|form| form["form_id"].as_i64().expect("a number")).collect();
    assert_eq!(ids, (1..=forms.len() as i64).collect::<Vec<_>>());
    for table in ["indicators", "findings"] {
        assert!(
            lines(&all.out(), table)
                .iter()
                .all(|row| row["form_id"].is_null() || ids.contains(&row["form_id"].as_i64().unwrap_or(0)))
        );
    }
}

/// The columns of a table as docs/batch.md has them: name and type.
fn documented(table: &str) -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("docs/batch.md")).expect("page");
    let part = page.split(&format!("\n### {table}\n")).nth(1).expect("a part");
    let rows = part.split("\n### ").next().expect("rows").lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert!(cells[3].chars().count() >= 2, "no meaning: {line}");
        (cells[1].trim_matches('`').to_owned(), cells[2].to_owned())
    })
    .collect()
}

#[test]
fn every_column_is_documented_with_its_type() {
    let all = gathered();
    for table in TABLES {
        let reader = parquet(&all.out(), table);
        let schema = reader.metadata().file_metadata().schema();
        let columns: Vec<(String, String)> = schema
            .get_fields()
            .iter()
            .map(|field| {
                let kind = match field.get_physical_type() {
                    parquet::basic::Type::BYTE_ARRAY => "VARCHAR".to_owned(),
                    parquet::basic::Type::INT64 => "BIGINT".to_owned(),
                    parquet::basic::Type::BOOLEAN => "BOOLEAN".to_owned(),
                    parquet::basic::Type::FIXED_LEN_BYTE_ARRAY => {
                        format!("DECIMAL({},{})", field.get_precision(), field.get_scale())
                    }
                    other => panic!("{other} is in no table"),
                };
                (field.name().to_owned(), kind)
            })
            .collect();
        assert_eq!(columns, documented(table), "{table}");
    }
}

/// The Python that has DuckDB: scripts/test.sh installs it and says where it is.
fn duckdb() -> Option<PathBuf> {
    let python = std::env::var_os("JIBIAO_DUCKDB").map(PathBuf::from).filter(|path| path.is_file());
    if python.is_none() {
        jibiao_testkit::skipped("DuckDB is not installed (scripts/test.sh installs it and sets JIBIAO_DUCKDB)");
    }
    python
}

#[test]
fn duckdb_reads_the_tables_and_answers_the_documented_queries() {
    let Some(python) = duckdb() else { return };
    let all = gathered();
    let output = Command::new(python)
        .arg(root().join("tests/batch/duck.py"))
        .arg(root().join("docs/batch.md"))
        .arg(all.out())
        .output()
        .expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for table in TABLES {
        let seen = &answer["tables"][table];
        let count = lines(&all.out(), table).len();
        assert_eq!(
            (seen["rows"].as_u64(), seen["lines"].as_u64()),
            (Some(count as u64), Some(count as u64)),
            "{table}"
        );
        assert_eq!(seen["differ"], 0, "{table}: Parquet and JSON Lines differ");
        for (name, kind) in documented(table) {
            assert_eq!(seen["types"][&name], kind, "{table}.{name}");
        }
    }
    let queries = answer["queries"].as_array().expect("queries");
    assert_eq!(queries.len(), 3);
    // The sums of the first query are those of the sample, to the fen.
    let first = queries[0].as_array().expect("rows");
    assert_eq!(first.len(), 4);
    assert_eq!(
        first[0].as_array().map(|row| &row[..4]),
        json!(["001", "云岫县第1中心", "12", "2325482.36"]).as_array().map(Vec::as_slice)
    );
    let errors: i64 = lines(&all.out(), "findings")
        .iter()
        .filter(|line| line["severity"] == "error" && line["waived"] == false)
        .count() as i64;
    let times = |rows: &Value| -> i64 {
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row[2].as_str().and_then(|count| count.parse::<i64>().ok()).expect("a count")).sum()
    };
    assert_eq!(times(&queries[1]), errors);
    assert!(queries[2].as_array().is_some_and(|rows| rows.len() >= 5), "{}", queries[2]);
}
