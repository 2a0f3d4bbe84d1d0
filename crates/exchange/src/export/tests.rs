use super::office::{Align, OfficeCell, OfficeForm, OfficeRow, TitleLine};
use super::*;
use calamine::{Data, Reader, Xlsx};
use jibiao_model::Form;
use rust_decimal::Decimal;
use std::io::{Cursor, Read};

fn cell(column: u16, columns: u16, rows: u16, text: &str) -> OfficeCell {
    OfficeCell { column, columns, rows, text: text.to_owned(), align: Align::Left, bold: false, size: 9_000 }
}

fn row(cells: Vec<OfficeCell>) -> OfficeRow {
    OfficeRow { cells, min_height: 17_000, block: None, is_head: false }
}

/// Three columns; a label over two rows; texts that a spreadsheet would like to run.
fn form() -> OfficeForm {
    OfficeForm {
        name: "库房/维修".to_owned(),
        author: "云岫县档案馆".to_owned(),
        paper: (595_276, 841_890),
        margins: [51_000, 42_500, 51_000, 42_500],
        title: vec![TitleLine { text: "绩效目标表".to_owned(), size: 18_000, bold: true }],
        columns: vec![100_000, 200_000, 210_000],
        rows: vec![
            row(vec![cell(0, 1, 2, "指标"), cell(1, 1, 1, "=1+1"), cell(2, 1, 1, "00120")]),
            row(vec![cell(1, 1, 1, "@SUM(A1)"), cell(2, 1, 1, "12345678901234567890")]),
            row(vec![cell(0, 1, 1, "概况"), cell(1, 2, 1, "第一行\n-第二行\u{1}")]),
        ],
        signature: vec!["负责人:".to_owned(), "经办人:".to_owned()],
        header: Some("草稿".to_owned()),
        footer: Some("数据校验码 AAAA&B".to_owned()),
        unprinted: None,
    }
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells of a sheet with their texts, blank ones left out; every one must be text.
fn texts(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<(u32, u32, String)> {
    let range = book.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap();
    let cells = range.used_cells().filter(|(.., data)| **data != Data::Empty);
    cells
        .map(|(row, column, data)| match data {
            Data::String(text) => (top + row as u32, left + column as u32, text.clone()),
            other => panic!("{other:?} at {row},{column} is no text"),
        })
        .collect()
}

fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_holds_every_text_as_text_and_merges_as_the_form_does() {
    let bytes = xlsx(&[form(), form()]).unwrap();
    let mut book = read(bytes.clone());
    assert_eq!(book.sheet_names(), ["库房_维修", "库房_维修-2"]);
    let texts = texts(&mut book, "库房_维修-2");
    let found = |text: &str| texts.iter().find(|(.., t)| t == text).map(|(row, column, _)| (*row, *column));
    assert_eq!(found("绩效目标表"), Some((0, 0)));
    assert_eq!(found("=1+1"), Some((1, 1)));
    assert_eq!(found("00120"), Some((1, 2)));
    assert_eq!(found("@SUM(A1)"), Some((2, 1)));
    assert_eq!(found("12345678901234567890"), Some((2, 2)));
    assert_eq!(found("第一行\n-第二行\u{fffd}"), Some((3, 1)));
    assert_eq!(found("经办人:"), Some((4, 2)), "{texts:?}");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in ["A1:C1", "A2:A3", "B4:C4"] {
        assert!(xml.contains(&format!("<mergeCell ref=\"{wanted}\"/>")), "{wanted}");
    }
    assert!(!xml.contains("<f>") && xml.contains("paperSize=\"9\"") && xml.contains("fitToHeight=\"0\""));
    assert!(xml.contains("草稿") && xml.contains("AAAA&amp;&amp;B"));
}

#[test]
fn amounts_are_numbers_that_show_what_the_form_shows_and_anything_else_stays_text() {
    let mut form = form();
    let numbers = ["2,400,000", "263,138.64", "0", "80"];
    let texts = ["2400000", "约12万", "00120", "1,2", "12345678901234567890", "12.5", ""];
    form.rows =
        numbers.iter().chain(&texts).map(|text| row(vec![cell(0, 1, 1, "总额:"), cell(1, 2, 1, text)])).collect();
    for row in &mut form.rows {
        row.cells[1].align = Align::Right;
    }
    let mut book = read(xlsx(&[form.clone()]).unwrap());
    let range = book.worksheet_range("库房_维修").unwrap();
    let at = |row: usize| range.get((row + 1, 1)).unwrap().clone();
    assert_eq!([0, 1, 2, 3].map(at), [2_400_000.0, 263_138.64, 0.0, 80.0].map(Data::Float));
    for (index, text) in texts.iter().enumerate().take(6) {
        assert_eq!(at(4 + index), Data::String((*text).to_owned()));
    }
    let styles = part(&xlsx(&[form]).unwrap(), "xl/styles.xml");
    assert!(styles.contains("shrinkToFit=\"1\"") && styles.contains("indent=\"1\""), "{styles}");
}

#[test]
fn a_row_higher_than_a_spreadsheet_allows_takes_several() {
    let mut form = form();
    form.rows[2].cells[1].text = "字".repeat(4_000);
    let xml = part(&xlsx(&[form]).unwrap(), "xl/worksheets/sheet1.xml");
    // 4,000 characters in 410 pt: some 90 lines of 12.6 pt.
    assert!(xml.contains("<mergeCell ref=\"B4:C6\"/>"), "{xml}");
    assert!(xml.contains("<mergeCell ref=\"A4:A6\"/>"));
}

#[test]
fn a_text_that_no_cell_holds_is_refused_with_the_name_of_its_form() {
    let mut form = form();
    form.rows[0].cells[1].text = "字".repeat(32_768);
    let refused = xlsx(&[form.clone()]);
    assert_eq!(refused, Err(ExportError::TooLong("库房/维修".to_owned())));
    // A document has no such limit.
    assert!(docx(&[form]).is_ok());
    assert_eq!(xlsx(&[]), Err(ExportError::Empty));
    assert_eq!(docx(&[]), Err(ExportError::Empty));
    assert_eq!(workbook(Vec::new(), ""), Err(ExportError::Empty));
}

#[test]
fn the_same_forms_give_the_same_bytes() {
    assert_eq!(xlsx(&[form()]), xlsx(&[form()]));
    assert_eq!(docx(&[form()]), docx(&[form()]));
    let table = || Table {
        name: "表".to_owned(),
        columns: vec![Column { head: "名称".to_owned(), width: 8 }],
        rows: vec![vec![Cell::from("一")]],
        to_read: true,
    };
    assert_eq!(workbook(vec![table()], "表"), workbook(vec![table()], "表"));
}

#[test]
fn a_row_of_a_text_of_thousands_of_lines_is_as_high_as_rows_get() {
    let table = Table {
        name: "表".to_owned(),
        columns: vec![Column { head: "说明".to_owned(), width: 8 }],
        rows: vec![vec![Cell::from("一\n".repeat(5_000).as_str())]],
        to_read: true,
    };
    let sheet = part(&workbook(vec![table], "表").unwrap(), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("ht=\"399.75\""), "{sheet}");
}

#[test]
fn a_document_merges_as_the_form_does_and_keeps_breaks() {
    let bytes = docx(&[form(), form()]).unwrap();
    let xml = part(&bytes, "word/document.xml");
    assert_eq!(xml.matches("<w:tbl>").count(), 2);
    assert_eq!(xml.matches("<w:sectPr>").count(), 2);
    assert_eq!(xml.matches("w:vMerge w:val=\"restart\"").count(), 2);
    assert_eq!(xml.matches("w:vMerge w:val=\"continue\"").count(), 2);
    assert_eq!(xml.matches("<w:gridSpan w:val=\"2\"/>").count(), 2);
    assert!(xml.contains("第一行</w:t><w:br/><w:t xml:space=\"preserve\">-第二行\u{fffd}</w:t>"));
    assert!(xml.contains(">=1+1</w:t>") && xml.contains(">00120</w:t>"));
    assert!(part(&bytes, "word/header2.xml").contains("草稿"));
    assert!(part(&bytes, "word/footer1.xml").contains("AAAA&amp;B"));
    // Every row covers all columns: cells that go on from above are there too.
    let first = &xml[xml.find("<w:tr>").unwrap()..];
    let rows: Vec<usize> = first.split("<w:tr>").skip(1).take(3).map(|row| row.matches("<w:tc>").count()).collect();
    assert_eq!(rows, [3, 3, 2]);
}

const PROJECT: &str = r#"{"format": "jibiao.form/1", "kind": "project", "template": "shanxi-county", "title": "云岫县表", "year": 2026,
 "project_name": "=库房维修", "category": "special", "department_code": "037", "department": "云岫县档案馆",
 "implementing_unit": "档案馆本级", "attribute": "一次性项目(1年结束)", "term": "1年",
 "funds": {"period": {"total": "263817.46", "central": "0.00", "provincial": "1.10", "local": "2.20", "self_raised": "3.30", "other": null},
           "annual": {"total": "12345678901234567.89", "central": "0.10", "provincial": "0.20", "local": "0.30", "self_raised": "0.40", "other": "0.50"}},
 "overview": "概况甲", "basis": "依据乙", "necessity": "必要丙", "safeguards": "措施丁", "plan": "计划戊",
 "goal_period": "目标己", "goal_annual": "目标庚",
 "indicators": {"period": [{"level1": "产出指标", "level2": "数量指标", "name": "维修面积", "value": "不少于860平方米", "weight": "10"}],
                "annual": [{"level1": "效益指标", "level2": "社会效益", "name": "安全保障", "value": "显著提升"},
                           {"level1": "产出指标", "level2": "质量指标", "name": "编号", "value": "1005"},
                           {"level1": "产出指标", "level2": "成本指标", "name": "补助标准", "value": "约680元/月"}]},
 "head": "+林", "preparer": "苏", "phone": "03507654321", "filled_at": "20251218"}"#;

const UNIT: &str = r#"{"format": "jibiao.form/1", "kind": "unit", "template": "shanxi-unit", "title": "整体表", "year": 2026,
 "department_code": "005", "department": "云岫县某局", "internal_divisions": 7, "subordinate_units": 0, "staff_quota": 48,
 "staff_actual": 44, "staff_in_quota": 43, "staff_other": 1, "duties": "职责甲", "strategic_goal": "战略乙",
 "budget": {"by_source": {"total": "790.78", "general_public": "790.01", "government_fund": "0.02", "state_capital": "0.03",
                          "social_insurance": "0.04", "special_account": "0.05", "unit_funds": "0.06"},
            "by_use": {"total": "790.79", "basic": "709.36", "project": "81.42"}},
 "key_tasks": [{"function": "职能丙", "task": "任务丁"}], "annual_goal": "年度戊",
 "indicators": [{"level1": "产出指标", "level2": "数量指标", "name": "次数己", "value": "≥5次"}]}"#;

fn forms() -> Vec<Form> {
    [PROJECT, UNIT].map(|text| jibiao_model::json::parse(text).unwrap()).to_vec()
}

/// All cells of a workbook of rows, as text.
fn all_cells(bytes: Vec<u8>) -> Vec<String> {
    let mut book = read(bytes);
    let names = book.sheet_names();
    let ranges = names.iter().map(|name| book.worksheet_range(name).unwrap());
    ranges.flat_map(|range| range.rows().flatten().map(Data::to_string).collect::<Vec<_>>()).collect()
}

/// The scalars of a form JSON.
fn scalars(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(text.clone()),
        serde_json::Value::Number(number) => out.push(number.to_string()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| scalars(item, out)),
        serde_json::Value::Object(entries) => entries.values().for_each(|entry| scalars(entry, out)),
        _ => {}
    }
}

/// The sample, asking for the values as they were written.
fn with_originals() -> Mapping {
    Mapping::parse(&mapping::SAMPLE.replace("field = \"note\"", "field = \"original\"")).unwrap()
}

#[test]
fn every_field_of_the_forms_is_in_the_rows() {
    let cells = all_cells(workbook(tables(&forms(), &with_originals()), "上报").unwrap());
    for text in [PROJECT, UNIT] {
        let mut wanted = Vec::new();
        let mut json: serde_json::Value = serde_json::from_str(text).unwrap();
        for key in ["format", "kind", "template"] {
            json.as_object_mut().unwrap().remove(key);
        }
        scalars(&json, &mut wanted);
        for text in wanted {
            let plain = text.parse::<Decimal>().map_or(text.clone(), |number| number.normalize().to_string());
            let found = |cell: &String| {
                let written = cell.strip_prefix("原文：").or(cell.split_once("；原文：").map(|(_, written)| written));
                *cell == text || *cell == plain || written == Some(&text) || (text == "special" && cell == "特定目标类")
            };
            // Sign, value and unit stand in three cells beside each other.
            let together = cells.windows(3).any(|parts| parts.concat() == text);
            assert!(together || cells.iter().any(found), "{text} is missing");
        }
    }
}

#[test]
fn the_value_is_taken_apart_and_the_rest_is_told() {
    let of = |mapping: &Mapping| tables(&forms(), mapping).into_iter().find(|table| table.name == "绩效指标").unwrap();
    let sheet = of(Mapping::builtin());
    let heads: Vec<&str> = sheet.columns.iter().map(|column| column.head.as_str()).collect();
    let expected = [
        "项目代码",
        "项目名称",
        "目标类型",
        "一级指标",
        "二级指标",
        "三级指标",
        "计算符号",
        "指标值",
        "计量单位",
        "权重",
        "说明",
    ];
    assert_eq!(heads, expected);
    let text = |row: usize, column: usize| match &sheet.rows[row][column] {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) | Cell::Count(number) => number.to_string(),
    };
    let tail = |row: usize| [6, 7, 8, 9, 10].map(|column| text(row, column));
    assert_eq!(text(0, 2), "实施期目标");
    assert_eq!(tail(0), ["≥", "860", "平方米", "10", ""], "a bureau's system gets no words of this program");
    let asked = of(&with_originals());
    assert_eq!(asked.rows[0][10], Cell::from("原文：不少于860平方米"));
    assert_eq!(tail(1), ["", "显著提升", "", "", ""]);
    assert_eq!(tail(2), ["=", "1005", "", "", "没有单位"]);
    assert_eq!(tail(3)[4], "看不出数和单位");
    assert_eq!(text(3, 7), "约680元/月");
}

#[test]
fn amounts_are_numbers_unless_a_spreadsheet_would_round_them() {
    let bytes = workbook(tables(&forms(), Mapping::builtin()), "上报").unwrap();
    let mut book = read(bytes);
    let range = book.worksheet_range("目标和资金").unwrap();
    let column = |head: &str| range.rows().next().unwrap().iter().position(|cell| *cell == head).unwrap();
    let cell = |head: &str| range.rows().nth(1).unwrap()[column(head)].clone();
    assert_eq!(cell("实施期资金总额（元）"), Data::Float(263_817.46));
    assert_eq!(cell("年度资金总额（元）"), Data::String("12345678901234567.89".to_owned()));
    assert_eq!(cell("实施期其他资金（元）"), Data::Empty);
    assert_eq!(cell("项目名称"), Data::String("=库房维修".to_owned()));
    assert_eq!(cell("联系电话"), Data::String("03507654321".to_owned()));
    assert_eq!(cell("主管部门代码"), Data::String("037".to_owned()));
}

const OWN: &str = r#"
name = "某市"
[codes.level2]
quantity = "0101"
"社会效益" = "0202"
[codes.sign]
words = "定性"
"≥" = "1"
[codes.project_code]
"=库房维修" = "000120260000000035"
[[sheet]]
name = "指标"
of = "project"
rows = "indicators"
columns = [
  { field = "row_number", head = "序号" },
  { field = "sign", head = "符号", codes = "sign" },
  { field = "level2", head = "类别", codes = "level2" },
  { field = "project_code", head = "编码", width = 20 },
  { field = "funds.annual.central", head = "中央（万元）", money = "万元" },
]
"#;

#[test]
fn a_bureau_has_its_own_order_heads_and_codes() {
    let mapping = Mapping::parse(OWN).unwrap();
    let tables = tables(&forms(), &mapping);
    assert_eq!(tables.len(), 1);
    let code = || Cell::from("000120260000000035");
    let number = |text: &str| Cell::Number(text.parse().unwrap());
    let count = |text: &str| Cell::Count(text.parse().unwrap());
    let expected = [count("1"), Cell::from("1"), Cell::from("0101"), code(), number("0.00001")];
    assert_eq!(tables[0].rows[0], expected);
    let expected = [count("2"), Cell::from("定性"), Cell::from("0202"), code(), number("0.00001")];
    assert_eq!(tables[0].rows[1], expected);
}

#[test]
fn a_faulty_mapping_is_refused_with_its_line() {
    let sheet = "name = 'a'\n[[sheet]]\nname = 'b'\nof = 'project'\nrows = 'indicators'\n";
    let fault = |text: &str| Mapping::parse(text).unwrap_err().to_string();
    let with = |columns: &str| fault(&format!("{sheet}columns = [\n{columns}\n]\n"));
    assert_eq!(with("{ field = 'names', head = 'x' }"), "第7行：这种工作表没有栏目“names”，栏目名见 docs/upload.md");
    assert_eq!(
        with("{ field = 'function', head = 'x' }"),
        "第7行：这种工作表没有栏目“function”，栏目名见 docs/upload.md"
    );
    assert_eq!(with("{ field = 'name', head = ' ' }"), "第7行：列名不能为空");
    assert_eq!(with("{ field = 'name', head = 'x', width = 0 }"), "第7行：列宽应为 1 到 60 个汉字");
    assert_eq!(with("{ field = 'name', head = 'x', codes = 'y' }"), "第7行：没有代码表 [codes.y]");
    assert_eq!(with("{ field = 'name', head = 'x', money = '元' }"), "第7行：只有金额的栏目才写 money");
    assert_eq!(with("{ field = 'name', heads = 'x' }"), "第7行：没有“heads”这个键，请删去或改正拼写");
    assert_eq!(with(""), "第3行：这个工作表没有列");
    assert!(fault("name = 'a'\nsheet = []\n").contains("一个工作表也没有"));
    assert!(fault("name = ").contains("第1行：不符合 TOML 的写法"));
    assert!(
        fault(&sheet.replace("'project'", "'projects'").replace("rows", "columns = []\nrows"))
            .contains("可以写：project、unit")
    );
    let twice = format!("{sheet}columns = [{{ field = 'name', head = 'x' }}]\n");
    assert!(fault(&format!("{twice}{}", twice.trim_start_matches("name = 'a'\n"))).contains("重名"));
}

#[test]
fn the_sample_is_accepted_and_is_the_one_that_is_used() {
    assert_eq!(&Mapping::parse(mapping::SAMPLE).unwrap(), Mapping::builtin());
    assert!(Mapping::builtin().sheets.len() >= 5);
}

#[test]
fn sheets_of_a_kind_that_no_form_has_are_left_out() {
    let names = |forms: &[Form]| tables(forms, Mapping::builtin()).into_iter().map(|t| t.name).collect::<Vec<_>>();
    assert_eq!(names(&forms()[..1]), ["绩效指标", "目标和资金"]);
    assert_eq!(names(&forms()[1..]), ["整体绩效指标", "整体目标和资金", "年度重点任务"]);
}

#[test]
fn pieces_come_form_first_then_row_by_row_without_blanks() {
    let pieces = pieces::pieces(&forms()[0], Mapping::builtin());
    assert_eq!((pieces[0].label.as_str(), pieces[0].text.as_str()), ("项目名称", "=库房维修"));
    assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    let rows: Vec<_> = pieces.iter().filter(|piece| piece.group == "绩效指标 1").collect();
    let labels: Vec<&str> = rows.iter().map(|piece| piece.label.as_str()).collect();
    assert_eq!(labels, ["目标类型", "一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "权重"]);
    let of_kind: Vec<&str> = rows.iter().filter(|piece| piece.is_of_kind).map(|piece| piece.label.as_str()).collect();
    assert_eq!(of_kind, ["目标类型", "一级指标", "二级指标"]);
    let last_of_form = pieces.iter().rposition(|piece| piece.group == "目标和资金").unwrap();
    let first_row = pieces.iter().position(|piece| piece.group == "绩效指标 1").unwrap();
    assert!(last_of_form < first_row);
    let row = rows.first().unwrap();
    assert_eq!((row.part.as_str(), row.of.as_str()), ("绩效指标 · 实施期 · 数量指标", "维修面积"));
    let amount = pieces.iter().find(|piece| piece.label == "实施期资金总额（元）").unwrap();
    assert_eq!((amount.part.as_str(), amount.of.as_str()), ("目标和资金", "实施期资金总额（元）"));
    assert_eq!(amount.text, "263817.46");
}
