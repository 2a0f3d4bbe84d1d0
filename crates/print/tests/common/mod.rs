//! Sheets built by hand and the fonts of the repository, for tests, benches and examples.
#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "samples for tests")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jibiao_print::sheet::{Align, Block, CellStyle, Foot, Info, Length, Sheet, SheetCell, SheetRow, TitleLine};
use jibiao_print::{FontBytes, FontSet};

/// A font file that is read when its bytes are asked for.
struct File {
    path: PathBuf,
    bytes: OnceLock<Vec<u8>>,
}

impl AsRef<[u8]> for File {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get_or_init(|| std::fs::read(&self.path).unwrap_or_default())
    }
}

/// The fonts, read once a process; `None`, with a line that says so, where they were not fetched.
pub fn fonts() -> Option<FontSet> {
    static SET: OnceLock<Option<FontSet>> = OnceLock::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    let file = |name| Arc::new(File { path: folder.join(name), bytes: OnceLock::new() }) as FontBytes;
    let set = SET.get_or_init(|| {
        let rare = vec![file("HanaMinB.ttf")];
        FontSet::new(file("NotoSerifSC-Regular.ttf"), file("NotoSerifSC-Bold.ttf"), rare).ok()
    });
    if set.is_none() {
        println!("skipped: no fonts in fonts/, run scripts/fonts.sh");
    }
    set.clone()
}

pub const LABEL: CellStyle = CellStyle { align: Align::Centre, bold: false, size: 9_500, no_wrap: false, label: true };
pub const VALUE: CellStyle = CellStyle { align: Align::Left, label: false, ..LABEL };
pub const CENTRED: CellStyle = CellStyle { align: Align::Centre, label: false, ..LABEL };
pub const PROSE: CellStyle = CellStyle { align: Align::Justified, label: false, ..LABEL };
pub const AMOUNT: CellStyle = CellStyle { align: Align::Right, no_wrap: true, label: false, ..LABEL };

/// A cell; `at` is first column, columns, rows.
pub fn cell(at: (u16, u16, u16), text: &str, style: CellStyle) -> SheetCell {
    SheetCell { column: at.0, columns: at.1, rows: at.2, text: text.to_owned(), style, path: None }
}

/// A cell with a field's path.
pub fn field(at: (u16, u16, u16), text: &str, style: CellStyle, path: &str) -> SheetCell {
    SheetCell { path: Some(path.to_owned()), ..cell(at, text, style) }
}

/// A row without heads.
pub fn row(cells: Vec<SheetCell>) -> SheetRow {
    SheetRow { cells, min_height: 17_000, head_of: None, block: None }
}

/// A second level with its indicators: name and value.
type Second = (&'static str, &'static [(&'static str, &'static str)]);

const INDICATORS: [(&str, &[Second]); 3] = [
    (
        "产出指标",
        &[
            ("数量指标", &[("组织技能培训期数", "≥6期"), ("培训村级干部人数", "≥420人")]),
            ("质量指标", &[("培训合格率", "≥95%"), ("教材配发到位率", "100%")]),
            ("时效指标", &[("培训计划完成时间", "12月20日前"), ("经费支付及时性", "及时")]),
            ("成本指标", &[("人均培训成本", "≤480元")]),
        ],
    ),
    (
        "效益指标",
        &[("经济效益", &[("", "")]), ("社会效益", &[("提升基层干部履职能力", "有效提升")]), ("生态效益", &[("", "")])],
    ),
    ("满意度指标", &[("服务对象满意度", &[("参训学员满意度", "≥95%")])]),
];

const OVERVIEW: &str = "1.围绕“三农”重点工作，面向全县村级干部分期举办履职能力培训（全年6期，每期3天）；2.编印《村级事务办理手册》并配发到村；\
3.组织优秀学员赴先进地区观摩学习（2次，每次不超过40人）；4.聘请专家开展线上答疑，按季度汇总共性问题，形成问答材料；5.委托第三方对培训效果进行跟踪评估。\
培训所需师资费、场地费、资料费、交通费按照《县级机关培训费管理办法》（清川财行〔2023〕16号）规定的标准执行，严禁超范围、超标准列支。";

/// A project form of one page of a made-up county; `number` makes its texts differ.
pub fn project_form(number: usize) -> Sheet {
    project_form_with(number, 1, 1)
}

/// The same with long texts `times` as long and `rows` times as many indicators.
pub fn project_form_with(number: usize, times: usize, rows: usize) -> Sheet {
    let mut sheet = Sheet {
        paper: (595_276, 841_890),
        margins: [45_000, 42_000, 50_000, 42_000],
        title: vec![
            TitleLine {
                text: "清川县（区）级预算部门（单位）项目支出绩效目标表".into(), size: 17_000, bold: true
            },
            TitleLine { text: "（2025年度）".into(), size: 10_500, bold: false },
        ],
        columns: vec![38_000, 55_000, 65_276, 97_000, 47_000, 65_000, 97_000, 47_000],
        rows: Vec::new(),
        signature: ["负责人：张龘𠮷", "经办人：李塂", "联系电话：0999-2064222", "填报日期：2024年12月30日"]
            .map(String::from)
            .to_vec(),
        foot: Foot::default(),
        watermark: None,
        info: Info {
            title: format!("村级干部履职能力培训经费（第{number}号）"),
            author: "清川县农业农村局".into(),
            date: Some((2024, 12, 30, 9, 0, 0)),
        },
    };
    let wide = |label: &str, text: &str, style| row(vec![cell((0, 2, 1), label, LABEL), cell((2, 6, 1), text, style)]);
    let pair = |a: &str, b: &str, c: &str, d: &str| {
        row(vec![
            cell((0, 2, 1), a, LABEL),
            cell((2, 2, 1), b, VALUE),
            cell((4, 1, 1), c, LABEL),
            cell((5, 3, 1), d, VALUE),
        ])
    };
    sheet.rows.push(wide("项目名称", &sheet.info.title, VALUE));
    sheet.rows.push(pair("主管部门及代码", "038-清川县农业农村局", "实施单位", "清川县农业技术推广中心"));
    sheet.rows.push(pair("项目属性", "经常性项目（长期开展）", "项目期", "3年"));
    funds(&mut sheet.rows, number);
    let long = OVERVIEW.repeat(times);
    sheet.rows.push(wide("项目概况", &long, PROSE));
    let basis = "《关于加强基层干部队伍建设的实施意见》（清川发〔2024〕7号）、2024年第5次县政府常务会议纪要。";
    sheet.rows.push(wide("立项依据", basis, PROSE));
    let reason = "村级干部直接面向群众，开展分层分类培训，有利于提高政策执行和为民办事能力，保障惠农政策落到实处，推动乡村全面振兴。";
    sheet.rows.push(wide("项目设立必要性", reason, PROSE));
    let measures =
        "严格执行部门财务管理、合同管理、政府采购和档案管理制度，专款专用，单独核算，按进度拨付，并接受审计监督。";
    sheet.rows.push(wide("保证项目实施的制度、措施", measures, PROSE));
    let plan = "1.一季度完成需求调查和方案审定；2.二、三季度完成6期集中培训；3.10月底前完成观摩学习；4.12月20日前完成资料归档、效果评估和资金清算。";
    sheet.rows.push(wide("项目实施计划", plan, PROSE));
    goals(&mut sheet.rows);
    indicators(&mut sheet.rows, rows);
    sheet
}

fn funds(rows: &mut Vec<SheetRow>, number: usize) {
    let names = ["资金总额：", "其中：中央财政资金", "省级财政资金", "市县（区）财政资金", "单位自筹", "其他资金"];
    let amounts = ["2,100,000", "0", "263,138.64", "1,836,861.36", "0", ""];
    for (index, (name, amount)) in names.into_iter().zip(amounts).enumerate() {
        let mut cells = Vec::new();
        if index == 0 {
            cells.push(cell((0, 2, 6), "项目资金（元）", LABEL));
        }
        let prefix = |side| if index == 0 { format!("{side}{name}") } else { name.to_owned() };
        let amount = if index == 0 { format!("{}", 2_100_000 + number) } else { amount.to_owned() };
        cells.push(cell((2, 1, 1), &prefix("实施期"), VALUE));
        cells.push(field((3, 1, 1), &amount, AMOUNT, &format!("funds.period[{index}]")));
        cells.push(cell((4, 2, 1), &prefix("年度"), VALUE));
        cells.push(field((6, 2, 1), &amount, AMOUNT, &format!("funds.annual[{index}]")));
        rows.push(row(cells));
    }
}

fn goals(rows: &mut Vec<SheetRow>) {
    rows.push(row(vec![
        cell((0, 1, 2), "总体目标", LABEL),
        cell((1, 4, 1), "实施期目标", LABEL),
        cell((5, 3, 1), "年度目标", LABEL),
    ]));
    let goal = "三年内将全县村级干部轮训一遍，基层治理能力和服务水平明显提高。";
    rows.push(row(vec![
        field((1, 4, 1), goal, PROSE, "goal_period"),
        field((5, 3, 1), "完成6期培训，参训420人次，合格率达到95%以上。", PROSE, "goal_annual"),
    ]));
}

fn indicators(rows: &mut Vec<SheetRow>, times: usize) {
    let block = Some(Block(1));
    let sum = |seconds: &[Second]| -> usize { seconds.iter().map(|s| s.1.len() * times).sum() };
    let all: usize = INDICATORS.iter().map(|first| sum(first.1)).sum();
    let head = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"];
    let mut cells = vec![cell((0, 1, u16::try_from(all + 1).unwrap()), "绩效指标", LABEL)];
    cells.extend((1..).zip(head).map(|(column, text)| cell((column, 1, 1), text, LABEL)));
    rows.push(SheetRow { cells, min_height: 17_000, head_of: block, block });
    for (first, seconds) in INDICATORS {
        let mut first_cell = Some(cell((1, 1, u16::try_from(sum(seconds)).unwrap()), first, LABEL));
        for (second, thirds) in seconds {
            let mut second_cell = Some(u16::try_from(thirds.len() * times).unwrap());
            for (index, (name, value)) in std::iter::repeat_n(*thirds, times).flatten().enumerate() {
                let mut cells: Vec<SheetCell> = first_cell.take().into_iter().collect();
                let height = second_cell.take();
                for side in [2, 5] {
                    cells.extend(height.map(|height| cell((side, 1, height), second, LABEL)));
                    let name = if index < thirds.len() { (*name).to_owned() } else { format!("{name}{index}") };
                    let path = format!("{second}[{index}].{side}");
                    cells.push(field((side + 1, 1, 1), &name, VALUE, &path));
                    cells.push(field((side + 2, 1, 1), value, CENTRED, &path));
                }
                rows.push(SheetRow { cells, min_height: 17_000, head_of: None, block });
            }
        }
    }
}

/// The filing copy of a form: with check code and QR code.
pub fn filing(mut sheet: Sheet) -> Sheet {
    sheet.foot = Foot {
        check_code: Some("7QK2-M4TZ-93XB-C5HD".into()),
        qr: Some("JB1:7QK2-M4TZ-93XB-C5HD:038001:2025:2101501".into()),
    };
    sheet
}

/// A draft.
pub fn draft(mut sheet: Sheet) -> Sheet {
    sheet.watermark = Some("仅供内部审核".into());
    sheet
}

/// Heights and widths for small tables in tests.
pub fn small_sheet(columns: Vec<Length>, rows: Vec<SheetRow>) -> Sheet {
    let width: Length = columns.iter().sum();
    Sheet {
        paper: (width + 80_000, 400_000),
        margins: [40_000; 4],
        title: Vec::new(),
        columns,
        rows,
        signature: Vec::new(),
        foot: Foot::default(),
        watermark: None,
        info: Info::default(),
    }
}
