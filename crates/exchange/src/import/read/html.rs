//! Cells copied from a page or a spreadsheet: the tables and lines of an HTML text, read leniently as browsers do.

use super::super::error::ImportError;
use super::super::grid::{Cell, Grid, MAX_COLUMNS, MAX_ROWS, Place, Row};
use super::super::left::{listed, quoted};
use std::collections::BTreeMap;

/// Reads an HTML text.
pub fn read(html: &str) -> Result<Grid, ImportError> {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(start) = next_tag(rest) {
        let (text, tag) = rest.split_at_checked(start).unwrap_or((rest, ""));
        page.text(text);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end + 3..)).unwrap_or_default();
            continue;
        }
        let Some(end) = tag.find('>') else {
            rest = "";
            break;
        };
        let inner = tag.get(1..end).unwrap_or_default();
        rest = tag.get(end + 1..).unwrap_or_default();
        let name: String = inner.chars().take_while(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        let name = name.trim_end_matches('/');
        if matches!(name, "script" | "style" | "head") {
            let close = format!("</{name}");
            rest = find_lower(rest, &close).and_then(|at| rest.get(at..)).unwrap_or_default();
            continue;
        }
        if page.hides(name, inner) {
            continue;
        }
        page.tag(name, inner);
        if page.grid.rows.len() > MAX_ROWS {
            return Err(ImportError::TooManyRows);
        }
    }
    page.text(rest);
    page.end_line();
    page.end_row();
    if !page.hidden.is_empty() {
        page.grid.notes.push(format!("隐藏的文字没有读：{}", listed(&page.hidden)));
    }
    Ok(page.grid)
}

/// Where the next tag begins. As browsers do: a `<` that no letter follows is a sign.
fn next_tag(text: &str) -> Option<usize> {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    let tag = |(at, _): &(usize, &str)| text.get(at + 1..).is_some_and(|rest| rest.starts_with(begins));
    text.match_indices('<').find(tag).map(|(at, _)| at)
}

fn find_lower(text: &str, wanted: &str) -> Option<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .find(|at| text.get(*at..at + wanted.len()).is_some_and(|part| part.eq_ignore_ascii_case(wanted)))
}

#[derive(Default)]
struct Page {
    grid: Grid,
    /// Tables that are open; in one, text belongs to cells.
    tables: usize,
    count: usize,
    row: usize,
    /// Between `tr` and its end.
    in_row: bool,
    column: u32,
    cells: Vec<Cell>,
    cell: Option<Cell>,
    line: String,
    lines: usize,
    /// Columns that a cell of an earlier row still covers, and for how many rows.
    covered: BTreeMap<u32, u32>,
    unseen: Option<Unseen>,
    hidden: Vec<String>,
}

/// An element that nobody sees.
struct Unseen {
    name: String,
    /// So many of its name are open, itself among them.
    open: usize,
    /// Tables and lists that are open in it.
    inside: usize,
}

impl Unseen {
    /// Whether its end was left out, as pages may, and this tag is past it. Only what stands in it can be inside a table or list of its own.
    fn is_over(&self, tag: &str) -> bool {
        const BLOCKS: [&str; 14] =
            ["p", "div", "table", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "hr"];
        let (begun, ended): (&[&str], &[&str]) = match self.name.as_str() {
            "p" => (&BLOCKS, &["/div", "/td", "/th", "/tr", "/table", "/li", "/ul", "/ol"]),
            "td" | "th" => {
                (&["td", "th", "tr", "thead", "tbody", "tfoot"], &["/tr", "/thead", "/tbody", "/tfoot", "/table"])
            }
            "tr" => (&["tr", "thead", "tbody", "tfoot"], &["/thead", "/tbody", "/tfoot", "/table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["/table"]),
            "li" => (&["li"], &["/ul", "/ol"]),
            _ => (&[], &[]),
        };
        self.inside == 0 && (begun.contains(&tag) || ended.contains(&tag) || tag == "/body" || tag == "/html")
    }
}

/// Elements of the page as a whole: one that hides them shows them by a script.
const WHOLE: [&str; 2] = ["html", "body"];

/// Elements without an end.
const VOID: [&str; 9] = ["br", "hr", "img", "input", "col", "meta", "link", "wbr", "area"];

impl Page {
    /// Whether a tag belongs to what nobody sees.
    fn hides(&mut self, name: &str, inner: &str) -> bool {
        if let Some(unseen) = &mut self.unseen {
            if unseen.is_over(name) {
                self.unseen = None;
            } else {
                if name == unseen.name {
                    unseen.open += 1;
                } else if name.strip_prefix('/') == Some(&unseen.name) {
                    unseen.open -= 1;
                } else if matches!(name, "table" | "ul" | "ol") {
                    unseen.inside += 1;
                } else if matches!(name, "/table" | "/ul" | "/ol") {
                    unseen.inside = unseen.inside.saturating_sub(1);
                }
                if unseen.open == 0 {
                    self.unseen = None;
                }
                return true;
            }
        }
        let style = attribute(inner, "style").unwrap_or_default().to_ascii_lowercase();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let hides =
            style.contains("display:none") && !name.starts_with('/') && !VOID.contains(&name) && !WHOLE.contains(&name);
        if hides {
            self.unseen = Some(Unseen { name: name.to_owned(), open: 1, inside: 0 });
        }
        hides
    }

    fn tag(&mut self, name: &str, inner: &str) {
        match name {
            "table" => {
                self.end_line();
                self.tables += 1;
                self.count += 1;
                self.row = 0;
                self.covered.clear();
            }
            "/table" => {
                self.end_row();
                self.tables = self.tables.saturating_sub(1);
            }
            "tr" => {
                self.end_row();
                self.in_row = true;
                self.row += 1;
                self.column = 0;
            }
            "/tr" => self.end_row(),
            "td" | "th" => {
                self.end_cell();
                while self.covered.contains_key(&self.column) {
                    self.column += 1;
                }
                let span =
                    |key| attribute(inner, key).and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, 1000);
                let (width, height) = (span("colspan").min(MAX_COLUMNS), span("rowspan"));
                self.cell = Some(Cell { width, height, ..Cell::new(self.column, "") });
                self.column = self.column.saturating_add(width).min(MAX_COLUMNS * 2);
            }
            "/td" | "/th" => self.end_cell(),
            "br" | "p" | "/p" | "div" | "/div" | "li" | "h1" | "h2" | "h3" | "h4" | "/h1" | "/h2" | "/h3" | "/h4" => {
                match &mut self.cell {
                    Some(cell) if !cell.text.is_empty() && !cell.text.ends_with('\n') => cell.text.push('\n'),
                    Some(_) => {}
                    None => self.end_line(),
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = unescaped(text);
        if self.unseen.is_some() {
            if !text.trim().is_empty() && self.hidden.len() < MAX_ROWS {
                self.hidden.push(quoted(&text));
            }
            return;
        }
        let to = match &mut self.cell {
            Some(cell) => &mut cell.text,
            None if self.tables == 0 => &mut self.line,
            None => return,
        };
        // A run of blanks in HTML is one blank, and none between Chinese characters broken over lines.
        for (index, word) in text.split_ascii_whitespace().enumerate() {
            let joined = to.ends_with(|c: char| c.is_ascii()) && word.starts_with(|c: char| c.is_ascii());
            let blank_before = index > 0 || text.starts_with(|c: char| c.is_ascii_whitespace());
            if joined && blank_before && !to.is_empty() && !to.ends_with('\n') {
                to.push(' ');
            }
            to.push_str(word);
        }
    }

    fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            for column in cell.column..cell.column.saturating_add(cell.width).min(MAX_COLUMNS) {
                self.covered.insert(column, cell.height);
            }
            let text = cell.text.trim().to_owned();
            if !text.is_empty() && cell.column < MAX_COLUMNS {
                self.cells.push(Cell { text, ..cell });
            }
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if std::mem::take(&mut self.in_row) {
            for rows in self.covered.values_mut() {
                *rows -= 1;
            }
            self.covered.retain(|_, rows| *rows > 0);
        }
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.grid.rows.push(Row { place: Place::Table(self.count, self.row), cells, table: true, exact: true });
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines += 1;
        if !line.trim().is_empty() {
            let cells = vec![Cell::new(0, line.trim())];
            self.grid.rows.push(Row { place: Place::Line(self.lines), cells, table: false, exact: false });
        }
    }
}

/// The value of an attribute, with or without quotes; the first one of that name counts.
fn attribute<'a>(inner: &'a str, key: &str) -> Option<&'a str> {
    let mut rest = inner.split_once(char::is_whitespace)?.1;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '='));
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '=')).unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        let (value, after) = match behind.trim_start().strip_prefix('=') {
            None => ("", behind),
            Some(value) => value_of(value.trim_start()),
        };
        if name.eq_ignore_ascii_case(key) {
            return Some(value);
        }
        rest = after;
    }
}

/// The value at the beginning of a text, and what stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(text) = text.strip_prefix(quote) {
            return text.split_once(quote).unwrap_or((text, ""));
        }
    }
    text.split_at_checked(text.find(char::is_whitespace).unwrap_or(text.len())).unwrap_or((text, ""))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let end = entity.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        let name = end.and_then(|end| entity.get(1..end)).unwrap_or_default();
        let code = name.strip_prefix("#x").or(name.strip_prefix("#X")).map(|hex| u32::from_str_radix(hex, 16));
        let code = code.or_else(|| name.strip_prefix('#').map(str::parse));
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some(' '),
            "ge" => Some('≥'),
            "le" => Some('≤'),
            _ => code.and_then(Result::ok).and_then(char::from_u32),
        };
        match (c, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move_the_cells_behind_them() {
        let html = "<html><head><title>x</title></head><body><h1>标题</h1><table><tr><td rowspan=2>甲</td><td colspan=\"2\">乙</td>\
                    <td>&ge;90%</td></tr><tr><td>丙<br>丁<td>a\n b</tr></table></body></html>";
        let grid = read(html).unwrap();
        let cells: Vec<Vec<(u32, u32, u32, &str)>> = grid
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|c| (c.column, c.width, c.height, c.text.as_str())).collect())
            .collect();
        assert_eq!(
            cells,
            [
                vec![(0, 1, 1, "标题")],
                vec![(0, 1, 2, "甲"), (1, 2, 1, "乙"), (3, 1, 1, "≥90%")],
                vec![(1, 1, 1, "丙\n丁"), (2, 1, 1, "a b")]
            ]
        );
    }

    #[test]
    fn a_sign_is_no_tag_and_what_nobody_sees_is_named() {
        let grid = read("<table><tr><td><186001元</td><td>a < b<span style=\"display: none\">旧<span>值</span></span></td></tr></table>").unwrap();
        let texts: Vec<&str> = grid.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["<186001元", "a < b"]);
        assert!(grid.notes[0].contains("“旧”、“值”"), "{:?}", grid.notes);
    }

    #[test]
    fn torn_html_is_read_as_far_as_it_goes() {
        for html in
            ["<table><tr><td", "<!-- x", "&#xffffffff; &", "<script>1", "</table></tr>", "<td rowspan=99999999>a"]
        {
            assert!(read(html).is_ok(), "{html}");
        }
    }

    #[test]
    fn what_is_hidden_ends_where_browsers_end_it() {
        let texts = |html: &str| {
            let grid = read(html).unwrap();
            let texts: Vec<String> =
                grid.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.text.clone())).collect();
            (texts.join(" "), grid.notes.join(" "))
        };
        for (html, seen, hidden) in [
            ("<p style='display: none'>甲<p>乙", "乙", "“甲”"),
            ("<table><tr><td style=\"display:none\">甲<td>乙<tr><td>丙</table>丁", "乙 丙 丁", "“甲”"),
            (
                "<table><tr style='display:none'><td>甲<td><table><tr><td>里</table><tr><td>乙</table>",
                "乙",
                "“甲”、“里”",
            ),
            ("<ul><li style='display:none'>甲<ul><li>里</ul><li>乙</ul><p>丙", "乙 丙", "“甲”、“里”"),
            ("<div><p style='color:red;display:none'>甲</div>乙", "乙", "“甲”"),
            ("<div style='display:none'>甲<div>里</div>外</div>乙", "乙", "“甲”、“里”、“外”"),
            ("<body style='display:none'><p>甲</p>", "甲", ""),
            ("<p data-css='display:none' title=\"display:none\">甲</p>", "甲", ""),
        ] {
            let (all, notes) = texts(html);
            assert_eq!(all, seen, "{html}");
            assert_eq!(notes.is_empty(), hidden.is_empty(), "{html}: {notes}");
            assert!(notes.ends_with(hidden), "{html}: {notes}");
        }
    }
}
