//! A form in the database: its JSON, the ids of its rows, and a checksum, because SQLite has none.

use crate::FormId;
use crate::error::StoreError;
use jibiao_model::{Form, RowId, json};
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

/// Reads a form; a byte that changed on the disk is noticed here.
pub(crate) fn read(sql: &Connection, id: FormId) -> Result<Form, StoreError> {
    let mut statement = sql.prepare_cached("SELECT json, row_ids, sha256 FROM documents WHERE form = ?1")?;
    let found: Option<(String, String, Vec<u8>)> =
        statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((text, row_ids, sha256)) = found else { return Err(StoreError::NoForm(id)) };
    let damaged = || StoreError::Damaged(format!("编号为 {id} 的表的内容与校验值不符"));
    if checksum(&text, &row_ids) != sha256 {
        return Err(damaged());
    }
    let mut form = json::parse(&text).map_err(|_| damaged())?;
    let ids: Vec<u32> = serde_json::from_str(&row_ids).map_err(|_| damaged())?;
    let places = id_places(&mut form);
    if places.len() != ids.len() {
        return Err(damaged());
    }
    for (place, id) in places.into_iter().zip(ids) {
        *place = RowId(id);
    }
    Ok(form)
}

/// Writes a form, in the place of the one that stood there.
pub(crate) fn write(sql: &Connection, id: FormId, form: &mut Form) -> Result<(), StoreError> {
    let text = json::to_line(form);
    let ids: Vec<u32> = id_places(form).into_iter().map(|id| id.0).collect();
    let row_ids = serde_json::to_string(&ids).unwrap_or_default();
    let mut statement = sql.prepare_cached(
        "INSERT INTO documents (form, json, row_ids, sha256) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (form) DO UPDATE SET json = ?2, row_ids = ?3, sha256 = ?4",
    )?;
    statement.execute(params![id.0, text, row_ids, checksum(&text, &row_ids)])?;
    Ok(())
}

fn checksum(text: &str, row_ids: &str) -> Vec<u8> {
    Sha256::new().chain_update(text).chain_update([0]).chain_update(row_ids).finalize().to_vec()
}

/// The ids of all rows in the order of the JSON: period, annual; or indicators, key tasks.
fn id_places(form: &mut Form) -> Vec<&mut RowId> {
    match form {
        Form::Project(form) => {
            let indicators = &mut form.indicators;
            indicators.period.iter_mut().chain(&mut indicators.annual).map(|row| &mut row.id).collect()
        }
        Form::Unit(form) => {
            let rows = form.indicators.iter_mut().map(|row| &mut row.id);
            rows.chain(form.key_tasks.iter_mut().map(|task| &mut task.id)).collect()
        }
    }
}

/// `project` or `unit`.
pub(crate) fn kind(form: &Form) -> &'static str {
    match form {
        Form::Project(_) => "project",
        Form::Unit(_) => "unit",
    }
}
