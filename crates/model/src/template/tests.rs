use super::*;

const COUNTY: &str = include_str!("../../../../templates/shanxi-county/template.toml");
const UNIT: &str = include_str!("../../../../templates/shanxi-unit/template.toml");

#[test]
fn all_six_built_in_templates_are_accepted_under_their_ids() {
    let ids: Vec<&str> = TemplateSet::builtin().iter().map(|template| template.id.as_str()).collect();
    let expected =
        ["shanxi-county", "shanxi-county-2024", "shanxi-city", "shanxi-unit", "central-2015", "cost-first-2021"];
    assert_eq!(ids, expected);
}

#[test]
fn templates_that_were_read_off_no_real_print_say_so_once() {
    let set = TemplateSet::builtin();
    let unconfirmed: Vec<&str> = set
        .iter()
        .filter(|template| template.status == Status::Unconfirmed)
        .map(|template| template.id.as_str())
        .collect();
    assert_eq!(unconfirmed, ["central-2015", "cost-first-2021"]);
    // Lists say it behind the name.
    assert!(set.iter().all(|template| !template.name.contains("未")));
}

#[test]
fn built_in_templates_say_what_the_forms_need() {
    let get = |id: &str| TemplateSet::builtin().get(id).unwrap();
    let county = get("shanxi-county");
    assert_eq!((county.kind, county.money, county.weights), (Kind::Project, MoneyUnit::Yuan, None));
    assert_eq!(county.sides, Side::BOTH);
    assert_eq!(county.labels["safeguards"], "保证项目实施的制度、措施");
    assert_eq!((county.limits["project_name"], county.limits["goal_annual"]), (180, 2000));
    let labels = |id: &str| -> Vec<String> {
        get(id).tree.iter().flat_map(|node| &node.children).map(|child| child.label.clone()).collect()
    };
    assert_eq!(labels("shanxi-county")[4..], ["经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度"]);
    assert_eq!(labels("shanxi-county-2024")[8], "服务对象满意度");
    assert_eq!(labels("shanxi-city")[8], "服务对象满意度指标");
    assert_eq!(labels("cost-first-2021")[..3], ["经济成本指标", "社会成本指标", "生态环境成本指标"]);
    let cost_first = get("cost-first-2021");
    assert_eq!((cost_first.weights, &cost_first.sides[..]), (Some(Decimal::from(90)), &[Side::Annual][..]));
    assert_eq!(get("central-2015").labels["goal_period"], "中期目标");
}

#[test]
fn every_row_of_every_built_in_grid_covers_all_columns() {
    for template in TemplateSet::builtin().iter() {
        for section in &template.grid.sections {
            let first = section.side.as_ref().map_or(0, |cell| cell.columns);
            let body = match &section.body {
                Body::Fixed(rows) => rows.as_slice(),
                Body::Indicators(row) | Body::KeyTasks(row) => std::slice::from_ref(row),
            };
            for rows in [section.head.as_slice(), body] {
                let covered: usize = rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .map(|cell| usize::from(cell.columns) * usize::from(cell.rows))
                    .sum();
                assert_eq!(covered, rows.len() * (template.grid.columns.len() - usize::from(first)));
            }
        }
    }
}

#[test]
fn labels_are_those_of_the_fields_that_the_template_prints() {
    let cost_first = TemplateSet::builtin().get("cost-first-2021").unwrap();
    assert!(!cost_first.labels.contains_key("goal_period") && cost_first.labels.contains_key("goal_annual"));
    assert_eq!(cost_first.label(Field::Text(crate::path::TextField::GoalPeriod)), "实施期目标");
    let county = TemplateSet::builtin().get("shanxi-county").unwrap();
    assert!(county.labels.contains_key("goal_period") && !county.labels.contains_key("weight"));
}

#[test]
fn titles_are_filled_and_unknown_parts_stay_out() {
    let set = TemplateSet::builtin();
    let county = set.get("shanxi-county").unwrap();
    // All published prints name the place as it is called before the same fixed words.
    for (region, begins) in [("云岭县", "云岭县县(区)级"), (" 云岭县 ", "云岭县县(区)级"), ("云岭", "云岭县(区)级")]
    {
        let title = format!("{begins}预算部门(单位)项目支出绩效目标表");
        assert_eq!(county.title_for(region, Some(2026)), title, "{region}");
    }
    let city = set.get("shanxi-city").unwrap();
    assert_eq!(city.title_for("云岭市", None), "云岭市市级预算部门（单位）项目支出绩效目标表");
    assert_eq!(city.title_for("", None), "市级预算部门（单位）项目支出绩效目标表");
    assert_eq!(county.title_for("白杨区", None), "白杨区县(区)级预算部门(单位)项目支出绩效目标表");
    assert_eq!(county.year_line_for("2026"), "(2026年度)");
    let unit = set.get("shanxi-unit").unwrap();
    assert_eq!(unit.title_for("", None), "县(区)级预算部门(单位)整体支出绩效目标申报表");
    assert_eq!(unit.year_line_for("2026"), "(2026)年度");
}

/// One fault each: what is replaced in a good file, by what, where the error must point, and what it must say.
const FAULTS: &[(&str, &str, &str, &str, &str)] = &[
    (COUNTY, "id = \"shanxi-county\"", "id = shanxi", "", "TOML 的写法"),
    (COUNTY, "used_by =", "used_bye =", "used_bye", "没有“used_bye”这个键"),
    (COUNTY, "money = \"元\"\n", "", "", "缺少“money”"),
    (COUNTY, "version = 1", "version = \"一\"", "version", "值不对"),
    (COUNTY, "version = 1", "version = 0", "version", "1 到 9999"),
    (COUNTY, "kind = \"project\"", "kind = \"projekt\"", "kind", "“projekt”不认识，可以写：project、unit"),
    (COUNTY, "money = \"元\"", "money = \"角\"", "money", "可以写：元、万元"),
    (COUNTY, "status = \"confirmed\"", "status = \"\"", "status", "可以写：confirmed、unconfirmed"),
    (COUNTY, "name = \"山西县（区）级项目支出绩效目标表（2025年起）\"", "name = \" \"", "name", "不能为空"),
    (COUNTY, "valid = { from = 2025 }", "valid = { from = 2025, until = 2024 }", "valid", "2025 晚于截止年度 2024"),
    (COUNTY, "title = \"{区域}", "title = \"{省}", "title", "占位符“{省}”不认识"),
    (COUNTY, "({年}年度)", "({年年度)", "year_line", "花括号没有成对"),
    (COUNTY, "({年}年度)", "(年}年度)", "year_line", "花括号没有成对"),
    (COUNTY, "[\"period\", \"annual\"]", "[\"annual\", \"period\"]", "sides", "[\"annual\"]"),
    (COUNTY, "[\"period\", \"annual\"]", "[]", "sides", "[\"annual\"]"),
    (UNIT, "sides = [\"annual\"]", "sides = [\"period\", \"annual\"]", "sides", "整体表只写"),
    (COUNTY, "[\"period\", \"annual\"]", "[\"annual\"]", "grid.section[1].rows[0][1].field", "sides 中没有实施期"),
    (COUNTY, "sides = ", "weights = 0\nsides = ", "weights", "1 到 1000"),
    (COUNTY, "sides = ", "weights = 90\nsides = ", "weights", "分值权重列"),
    (COUNTY, "level = \"quality\"", "level = \"quantity\"", "tree[0].children[1].level", "“quantity”重复出现"),
    (COUNTY, "level = \"benefit\"", "level = \"output\"", "tree[1].level", "“output”重复出现"),
    (COUNTY, "level = \"quality\"", "level = \"qualities\"", "tree[0].children[1].level", "“qualities”不认识"),
    (COUNTY, "category = \"项目类别\"\n", "", "labels", "栏目“category”没有名称"),
    (COUNTY, "basis = \"立项依据\"", "basis = \"立项依据\"\nbases = \"依据\"", "labels.\"bases\"", "表格中也没有用到"),
    (COUNTY, "project_name = 180", "term_name = 180", "limits.term_name", "不是可以限制长度的栏目"),
    (COUNTY, "project_name = 180", "project_name = 0", "limits.project_name", "1 到 1000000"),
    (COUNTY, "paper = \"A4\"", "paper = \"A5\"", "page.paper", "可以写：A4、A3"),
    (COUNTY, "[18, 15, 18, 15]", "[18, 15, 18, 150]", "page.margins_mm", "5 到 60"),
    (COUNTY, "text_size = \"小五\"", "text_size = \"9\"", "page.text_size", "可以写：二号"),
    (COUNTY, "columns = [28, 44,", "columns = [0, 44,", "grid.columns", "1 到 100000"),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"terms\", columns = 3 }",
        "grid.section[0].rows[2][3].field",
        "没有栏目“terms”",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"attribute\", columns = 3 }",
        "grid.section[0].rows[2][3].field",
        "“attribute”出现了两次",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"duties\", columns = 3 }",
        "grid.section[0].rows[2][3].field",
        "没有栏目“duties”",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"indicators.annual.name\", columns = 3 }",
        "grid.section[0].rows[2][3].field",
        "只能放在相应的 repeat 行里",
    ),
    (
        COUNTY,
        "{ field = \"indicators.annual.value\" }",
        "{ field = \"head\" }",
        "grid.section[4].rows[0][6].field",
        "不能放“head”",
    ),
    (
        COUNTY,
        "{ field = \"indicators.annual.value\" }",
        "{ text = \"\" }",
        "grid",
        "缺少必有的栏目“indicators.annual.value”",
    ),
    (
        COUNTY,
        "{ label = \"term\" }",
        "{ label = \"terms\" }",
        "grid.section[0].rows[2][2].label",
        "栏目“terms”没有名称",
    ),
    (COUNTY, "{ label = \"term\" }", "{ label = \"term\", text = \"期\" }", "grid.section[0].rows[2][2]", "三者之一"),
    (
        COUNTY,
        "{ label = \"term\" }",
        "{ text = \"期\", after = \":\" }",
        "grid.section[0].rows[2][2]",
        "before、after 只用于",
    ),
    (
        COUNTY,
        "{ label = \"term\" }",
        "{ label = \"term\", columns = 0 }",
        "grid.section[0].rows[2][2].columns",
        "1 到 64",
    ),
    (
        COUNTY,
        "{ label = \"term\" }",
        "{ label = \"term\", align = \"middle\" }",
        "grid.section[0].rows[2][2].align",
        "可以写：left、centre、right、justified",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"term\", columns = 2 }",
        "grid.section[0].rows[2]",
        "第 10 列空着",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"term\", columns = 4 }",
        "grid.section[0].rows[2][3]",
        "从第 8 列起只有 3 列空着，却要占 4 列",
    ),
    (
        COUNTY,
        "{ field = \"term\", columns = 3 }",
        "{ field = \"term\", columns = 3, rows = 2 }",
        "grid.section[0].rows[2][3]",
        "要占 2 行",
    ),
    (
        UNIT,
        "[{ label = \"staff_other\" }",
        "[{ label = \"staff_other\", columns = 2 }",
        "grid.section[0].rows[4][1]",
        "从第 6 列起只有 0 列空着",
    ),
    (UNIT, "repeat = \"key_tasks\"", "repeat = \"tasks\"", "grid.section[3].repeat", "可以写：indicators、key_tasks"),
    (
        UNIT,
        "[{ field = \"key_tasks.function\", columns = 2 }, { field = \"key_tasks.task\", columns = 2 }],",
        "",
        "grid.section[3].rows",
        "区域里没有行",
    ),
    (
        UNIT,
        "{ field = \"key_tasks.task\", columns = 2 }],",
        "{ field = \"key_tasks.task\", columns = 2 }], [{ text = \"\", columns = 4 }],",
        "grid.section[3].rows",
        "恰好有一行",
    ),
    (
        UNIT,
        "{ label = \"key_tasks\" }",
        "{ label = \"key_tasks\", columns = 5 }",
        "grid.section[3].side",
        "却要占 5 列",
    ),
    (UNIT, "\"phone\", \"filled_at\"]", "\"phone\", \"phone\"]", "signature.fields[3]", "“phone”出现了两次"),
];

#[test]
fn indicators_that_a_template_fixes_stand_at_their_second_level() {
    let quality = "label = \"质量指标\"";
    let fixing = |names: &str| Template::parse(&COUNTY.replace(quality, &format!("{quality}, fixed = [{names}]")), "t");
    let fixed = |template: &Template, second: usize| template.tree[0].children[second].fixed.clone();
    let template = fixing("\"归档率\", \"完好率\"").unwrap();
    assert_eq!((fixed(&template, 0), fixed(&template, 1)), (vec![], vec!["归档率".to_owned(), "完好率".to_owned()]));
    assert_eq!(fixing("\" \"").unwrap_err().key, "tree[0].children[1].fixed[0]");
}

#[test]
fn each_fault_is_refused_with_file_key_line_and_reason() {
    for (good, from, to, key, reason) in FAULTS {
        assert!(good.contains(from), "{from}");
        let text = good.replacen(from, to, 1);
        let error = Template::parse(&text, "甲县/template.toml").expect_err(to);
        assert_eq!(error.key, *key, "{error}");
        assert!(error.reason.to_string().contains(reason), "{error}");
        assert!(error.to_string().starts_with("甲县/template.toml"), "{error}");
        let unplaced = matches!(
            error.reason,
            Reason::LabelMissing(_) | Reason::FieldMissing(_) | Reason::WeightColumn | Reason::MissingKey(_)
        );
        assert!(error.line.is_some() || unplaced, "{error}");
    }
}

#[test]
fn the_line_of_a_fault_is_the_line_of_its_text() {
    let text = COUNTY.replacen("{ label = \"term\" }", "{ label = \"terms\" }", 1);
    let line = text.lines().position(|line| line.contains("\"terms\"")).unwrap() + 1;
    let error = Template::parse(&text, "a.toml").unwrap_err();
    assert_eq!(error.line, Some(line));
    assert_eq!(
        error.to_string(),
        format!("a.toml 第{line}行 grid.section[0].rows[2][2].label：栏目“terms”没有名称，请在 labels 中补上")
    );
}

fn user(folder: &str, text: String) -> (TemplateSet, Vec<TemplateError>) {
    let source = format!("{folder}/template.toml");
    TemplateSet::with_user_files(&[UserFile { source: &source, folder, text: &text }])
}

#[test]
fn a_users_file_replaces_the_built_in_template_of_its_id() {
    let (set, errors) = user("shanxi-county", COUNTY.replace("\"立项依据\"", "\"立项根据\""));
    assert_eq!(errors, []);
    assert_eq!(set.get("shanxi-county").unwrap().labels["basis"], "立项根据");
    assert_eq!(set.iter().count(), 6);
    assert_eq!(TemplateSet::builtin().get("shanxi-county").unwrap().labels["basis"], "立项依据");
}

#[test]
fn a_users_file_with_a_new_id_stands_beside_the_built_in_templates() {
    let (set, errors) = user("yunling", COUNTY.replace("id = \"shanxi-county\"", "id = \"yunling\""));
    assert_eq!((errors.len(), set.iter().count()), (0, 7));
    assert!(set.get("yunling").is_some());
}

#[test]
fn a_faulty_users_file_is_refused_and_the_built_in_template_stays() {
    let cases = [
        ("shanxi-county", COUNTY.replace("\"立项依据\"", "\"\""), "labels.\"basis\""),
        ("yunling", COUNTY.to_owned(), "id"),
        ("shanxi-county", UNIT.replace("id = \"shanxi-unit\"", "id = \"shanxi-county\""), "kind"),
    ];
    for (folder, text, key) in cases {
        let (set, errors) = user(folder, text);
        assert_eq!(&set, TemplateSet::builtin());
        assert_eq!((errors.len(), errors[0].key.as_str()), (1, key));
        assert!(errors[0].to_string().contains(folder));
    }
}

#[test]
fn the_second_users_file_of_an_id_is_refused() {
    let file = UserFile { source: "a/shanxi-unit/template.toml", folder: "shanxi-unit", text: UNIT };
    let (_, errors) = TemplateSet::with_user_files(&[file, UserFile { source: "b/shanxi-unit/template.toml", ..file }]);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].reason, Reason::IdTwice("shanxi-unit".to_owned()));
}
