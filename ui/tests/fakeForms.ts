// A made-up unit for tests of the pages and for looking at them without the engine. Never part of what is delivered.
import type {
  CellView,
  CheckReport,
  FieldGroup,
  FieldKind,
  FieldView,
  FindingView,
  FormLine,
  FormView,
  GridGroup,
  StepId,
  Summary,
  TemplateView,
} from "../src/generated/engine";

export const UNIT = "青石县人民政府办公室";
export const YEAR = 2026;

function field(path: string, label: string, kind: FieldKind, more: Partial<FieldView> = {}): FieldView {
  return {
    path,
    label,
    kind,
    unit: kind === "amount" ? "元" : null,
    options: [],
    free: false,
    limit: kind === "text" ? 1000 : kind === "line" ? 60 : null,
    hint: "",
    help: [`${label}怎样填：按批复文件写，不要简写。`, "与部门预算里的写法一致。"],
    printed: true,
    required: true,
    computed: false,
    twin: null,
    ...more,
  };
}

const SOURCES: readonly [string, string][] = [
  ["central", "中央财政资金"],
  ["provincial", "省级财政资金"],
  ["local", "市县(区)财政资金"],
  ["self_raised", "单位自筹"],
  ["other", "其他资金"],
];

const group = (fields: FieldView[], title = "", columns: string[] = []): FieldGroup => ({ title, columns, fields });

const fundsOf = (side: "period" | "annual", twin: "period" | "annual"): FieldView[] => [
  field(`funds.${side}.total`, side === "period" ? "资金总额" : "年度资金总额", "amount", {
    computed: true,
    hint: "由各来源自动合计",
    twin: `funds.${twin}.total`,
  }),
  ...SOURCES.map(([key, label]) => field(`funds.${side}.${key}`, label, "amount", { required: false, twin: `funds.${twin}.${key}` })),
];

const grid = {
  two_sided: true,
  sides: ["period" as const, "annual" as const],
  heads: { level1: "一级指标", level2: "二级指标", name: "三级指标", value: "指标值", weight: "分值权重", period: "实施期绩效指标", annual: "年度绩效指标" },
  tree: [],
  weights: null,
  name_limit: 333,
  value_limit: 333,
};

export const PROJECT_TEMPLATE: TemplateView = {
  line: {
    id: "shanxi-county",
    name: "山西县（区）级项目支出绩效目标表（2025年起）",
    kind: "project",
    used_by: "山西部分县（区），2025年起",
    confirmed: true,
    from: 2025,
    until: null,
    title: "青石县县(区)级预算部门(单位)项目支出绩效目标表",
  },
  money: "元",
  steps: [
    {
      id: "basics",
      title: "基本信息",
      note: "与部门预算里的写法一致。",
      groups: [
        group([
          field("project_name", "项目名称", "line", { hint: "与项目库、预算批复里的名称一字不差。" }),
          field("category", "项目类别", "choice", {
            options: [
              { text: "operating", label: "其他运转类" },
              { text: "special", label: "特定目标类" },
            ],
            printed: false,
            hint: "不印在表上，公开材料按它分类统计。",
          }),
          field("department_code", "主管部门代码", "line", { hint: "代码前面的 0 要保留。" }),
          field("department", "主管部门", "line"),
          field("implementing_unit", "实施单位", "line"),
          field("attribute", "项目属性", "choice", {
            options: ["一次性项目(1年结束)", "经常性项目(长期开展)", "延续性项目(阶段开展)"].map((text) => ({ text, label: text })),
          }),
          field("term", "项目期", "choice", {
            options: ["1年", "3年", "99年"].map((text) => ({ text, label: text })),
            free: true,
            hint: "一次性写 1年；经常性写 99年；延续性写实际年数。",
          }),
          field("year", "年度", "year"),
        ]),
        group(
          [
            field("head", "负责人", "line", { required: false }),
            field("preparer", "经办人", "line", { required: false }),
            field("phone", "联系电话", "line", { required: false }),
            field("filled_at", "填报日期", "date", { required: false }),
          ],
          "签字栏",
        ),
      ],
      twins: [],
      key_tasks: false,
      indicators: false,
    },
    {
      id: "funds",
      title: "资金",
      note: "单位：元。没有的来源填 0 或留空，打印时照样保留。",
      groups: [group(fundsOf("period", "annual"), "", ["实施期", "年度"])],
      twins: fundsOf("annual", "period"),
      key_tasks: false,
      indicators: false,
    },
    {
      id: "overview",
      title: "概况与依据",
      note: "写清楚做什么、凭什么做、怎样做。",
      groups: [
        group([
          field("overview", "项目概况", "text", { hint: "做什么、给谁做、做多少。" }),
          field("basis", "立项依据", "text", { hint: "写文件名和文号，如《…办法》（…〔2024〕11号）。" }),
          field("necessity", "项目设立必要性", "text"),
          field("safeguards", "保证项目实施的制度、措施", "text"),
          field("plan", "项目实施计划", "text", { hint: "按季度或按月写。" }),
        ]),
      ],
      twins: [],
      key_tasks: false,
      indicators: false,
    },
    {
      id: "goals",
      title: "总体目标",
      note: "一句话写清楚结果，数字与指标一致。",
      groups: [group([field("goal_period", "实施期目标", "text", { limit: 666, twin: "goal_annual" })], "", ["实施期", "年度"])],
      twins: [field("goal_annual", "年度目标", "text", { limit: 666, twin: "goal_period" })],
      key_tasks: false,
      indicators: false,
    },
    { id: "indicators", title: "绩效指标", note: "", groups: [], twins: [], key_tasks: false, indicators: true },
  ],
  grid,
  key_task_heads: [],
};

export const UNIT_TEMPLATE: TemplateView = {
  line: {
    id: "shanxi-unit",
    name: "山西县（区）级整体支出绩效目标申报表",
    kind: "unit",
    used_by: "山西部分县（区）",
    confirmed: true,
    from: 2025,
    until: null,
    title: "青石县县(区)级预算部门(单位)整体支出绩效目标申报表",
  },
  money: "万元",
  steps: [
    {
      id: "basics",
      title: "部门基本信息",
      note: "人数按编制部门核定的数填。",
      groups: [
        group([
          field("department_code", "部门代码", "line"),
          field("department", "部门名称", "line"),
          field("internal_divisions", "内设职能部门数", "count", { unit: "个" }),
          field("subordinate_units", "所属预算单位数", "count", { unit: "个" }),
          field("staff_quota", "核定的人员编制数", "count", { unit: "人" }),
          field("staff_actual", "实际在职人员总数", "count", { unit: "人", computed: true, hint: "在编与其他自动相加" }),
          field("staff_in_quota", "其中：在编人员数", "count", { unit: "人" }),
          field("staff_other", "其他人员数", "count", { unit: "人" }),
        ]),
      ],
      twins: [],
      key_tasks: false,
      indicators: false,
    },
    {
      id: "funds",
      title: "年度预算情况",
      note: "单位：万元，两位小数。两个合计要相等。",
      groups: [
        group(
          [
            field("budget.by_source.total", "合计", "amount", { unit: "万元", computed: true }),
            field("budget.by_source.general_public", "一般公共预算资金", "amount", { unit: "万元" }),
            field("budget.by_source.government_fund", "政府性基金预算资金", "amount", { unit: "万元", required: false }),
            field("budget.by_source.unit_funds", "单位资金", "amount", { unit: "万元", required: false }),
          ],
          "按资金来源划分",
        ),
        group(
          [
            field("budget.by_use.total", "合计", "amount", { unit: "万元", computed: true }),
            field("budget.by_use.basic", "基本支出", "amount", { unit: "万元" }),
            field("budget.by_use.project", "项目支出", "amount", { unit: "万元", hint: "台账合计 493.61 万元" }),
          ],
          "按资金方向划分",
        ),
      ],
      twins: [],
      key_tasks: false,
      indicators: false,
    },
    {
      id: "overview",
      title: "职责与战略目标",
      note: "",
      groups: [group([field("duties", "部门职责", "text"), field("strategic_goal", "部门战略目标", "text")])],
      twins: [],
      key_tasks: false,
      indicators: false,
    },
    { id: "goals", title: "重点任务与年度目标", note: "", groups: [group([field("annual_goal", "年度绩效目标", "text")])], twins: [], key_tasks: true, indicators: false },
    { id: "indicators", title: "绩效指标", note: "", groups: [], twins: [], key_tasks: false, indicators: true },
  ],
  grid: { ...grid, two_sided: false, sides: ["annual"] },
  key_task_heads: ["核心职能", "重点任务"],
};

export const cell = (text: string, shown = text, more: Partial<CellView> = {}): CellView => ({
  text,
  shown,
  read: text === "" ? "blank" : "read",
  characters: [...text].length,
  over: false,
  capital: null,
  note: null,
  sum: null,
  offer: null,
  linked: false,
  ...more,
});

const money = (text: string, more: Partial<CellView> = {}): CellView => cell(text, text.replace(/\B(?=(\d{3})+$)/g, ","), more);

type Fill = "full" | "half" | "empty";
const STEP_IDS: StepId[] = ["basics", "funds", "overview", "goals", "indicators"];
const TITLES = ["基本信息", "资金", "概况与依据", "总体目标", "绩效指标"];

interface Project {
  readonly name: string;
  readonly attribute: string;
  readonly annual: string;
  readonly period: string;
  readonly fills: readonly Fill[];
  readonly errors: number;
  readonly warnings: number;
  readonly updated: string;
}

const F: Fill = "full";
const PROJECTS: readonly Project[] = [
  { name: "政府办公综合业务经费", attribute: "经常性", annual: "2,100,000", period: "2,100,000", fills: [F, F, F, F, F], errors: 0, warnings: 2, updated: "昨天 16:20" },
  { name: "县政府门户网站集约化运维", attribute: "经常性", annual: "268,000", period: "268,000", fills: [F, F, F, F, F], errors: 0, warnings: 0, updated: "12-17 10:05" },
  { name: "12345热线接办与回访", attribute: "经常性", annual: "360,000", period: "360,000", fills: [F, F, F, F, F], errors: 0, warnings: 1, updated: "12-17 09:41" },
  { name: "视频会议系统升级改造", attribute: "一次性", annual: "815,000", period: "815,000", fills: [F, F, F, F, "half"], errors: 0, warnings: 0, updated: "今天 11:26" },
  { name: "机关综合楼消防设施维修", attribute: "一次性", annual: "462,500", period: "462,500", fills: [F, F, F, F, F], errors: 0, warnings: 0, updated: "12-16 17:32" },
  { name: "政务信息编报与年鉴编印", attribute: "延续性", annual: "186,000", period: "558,000", fills: [F, F, F, "empty", "half"], errors: 1, warnings: 1, updated: "今天 14:03" },
  { name: "政策吹风会与政务公开", attribute: "经常性", annual: "81,000", period: "81,000", fills: [F, F, F, F, F], errors: 2, warnings: 0, updated: "今天 09:12" },
  { name: "公务用车平台租赁服务", attribute: "延续性", annual: "540,000", period: "1,620,000", fills: [F, F, F, F, F], errors: 0, warnings: 1, updated: "12-16 15:08" },
  { name: "重点工作督查系统运维", attribute: "经常性", annual: "123,600", period: "123,600", fills: [F, F, F, F, F], errors: 0, warnings: 0, updated: "12-16 11:50" },
];

export function projectLines(count = PROJECTS.length): FormLine[] {
  return Array.from({ length: count }, (_, index) => {
    const project = PROJECTS[index % PROJECTS.length] as Project;
    return {
      form: index + 1,
      kind: "project",
      template: "shanxi-county",
      year: YEAR,
      name: index < PROJECTS.length ? project.name : `${project.name}（${index + 1}）`,
      attribute: project.attribute,
      annual: project.annual,
      period: project.period,
      steps: project.fills.map((fill, step) => ({ step: STEP_IDS[step] as StepId, fill })),
      full_steps: project.fills.filter((fill) => fill === "full").length,
      errors: project.errors,
      warnings: project.warnings,
      state: project.errors > 0 || project.fills.includes("half") ? "filling" : "done",
      revision: 3,
      updated_at: 1_790_000_000_000 - index * 60_000,
      updated: project.updated,
      hits: [],
    };
  });
}

export const SUMMARY: Summary = {
  year: YEAR,
  projects: 9,
  unit_form: 100,
  unit_forms: 1,
  unit_form_words: "整体申报表已填",
  annual_wan: "493.61",
  annual: "4,936,100",
  period_wan: "638.81",
  period: "6,388,100",
  unread: 0,
  done: 6,
  unfinished: 3,
  errors: 3,
  warnings: 5,
  with_problems: 5,
  sources: [
    { source: "local", label: "市县(区)财政", wan: "451.51", permille: 915, percent: "91.5%" },
    { source: "provincial", label: "省级财政", wan: "32.00", permille: 65, percent: "6.5%" },
    { source: "self_raised", label: "单位自筹", wan: "10.00", permille: 20, percent: "2.0%" },
  ],
  sources_message: "来源之和 493.51，比合计少 0.10",
  sources_weight: "error",
  sources_form: 7,
  agreements: [
    { with: "整体申报表・项目支出", place: "unit_form", present: true, wan: "493.61", agrees: true, message: "一致", weight: null, form: 100 },
    {
      with: "项目支出预算表",
      place: "budget",
      present: true,
      wan: "493.51",
      agrees: false,
      message: "少 0.10 万元：第 7 行写 8.10，预算表为 8.00",
      weight: "error",
      form: 7,
    },
  ],
  attributes: ["一次性", "延续性", "经常性"],
  settling: 0,
} as Summary;

const finding = (more: Partial<FindingView>): FindingView => ({
  key: "B02|funds.annual.total",
  code: "B02",
  severity: "error",
  severity_word: "错误",
  form: 7,
  step: "funds",
  path: "funds.annual.total",
  related: [],
  place: "资金 › 年度资金总额",
  message: "年度资金总额 81,000 元，与各来源之和 80,000 元相差 1,000 元。",
  advice: "",
  fix: null,
  unfinished: false,
  waivable: false,
  waiver: null,
  ...more,
});

export const FINDINGS: readonly FindingView[] = [
  finding({ fix: { label: "改为 80,000", edits: [{ path: "funds.annual.total", place: "资金 › 年度资金总额", before: "81000", text: "80000" }], can_apply: true, safe: true } }),
  finding({ key: "B11|funds.annual.total", code: "B11", message: "年度资金总额 8.10 万元，项目支出预算表为 8.00 万元，请核对。" }),
];

/** What is said of a text that ends with a comma. */
export const comma = (form: number, path: string): FindingView =>
  finding({ key: `F02|${path}`, code: "F02", severity: "warning", severity_word: "警告", form, step: "overview", path, place: "概况与依据 › 项目概况", message: "项目概况以逗号结尾。" });

const LATER: readonly FindingView[] = [
  finding({
    key: "C02|indicators.period[#2].value",
    code: "C02",
    form: 6,
    step: "indicators",
    path: "indicators.period[#2].value",
    place: "绩效指标 › 数量 第2行",
    message: "指标值“3000”没有计量单位，请写成“3000册”。",
    fix: { label: "改为“3000册”", edits: [{ path: "indicators.period[#2].value", place: "绩效指标 › 数量指标 第2行 实施期", before: "3000", text: "3000册" }], can_apply: true, safe: false },
  }),
  finding({
    key: "C05|indicators.period[#5].value",
    code: "C05",
    form: 6,
    severity: "warning",
    severity_word: "警告",
    step: "indicators",
    path: "indicators.period[#5].value",
    place: "绩效指标 › 质量 第2行",
    message: "差错率写成“≥0.01%”，应是越低越好，请写成“≤0.01%”。",
    fix: { label: "改为“≤0.01%”", edits: [{ path: "indicators.period[#5].value", place: "绩效指标 › 质量指标 第2行 实施期", before: "≥0.01%", text: "≤0.01%" }], can_apply: true, safe: true },
    waivable: true,
  }),
  finding({
    key: "D02|indicators.annual[#9].value",
    code: "D02",
    form: 8,
    severity: "warning",
    severity_word: "警告",
    step: "indicators",
    path: "indicators.annual[#9].value",
    place: "绩效指标 › 时效 第1行",
    message: "指标值“2027年3月底前”超出 2026 年度，请核对。",
    waivable: true,
  }),
  finding({
    key: "F10|overview",
    code: "F10",
    form: 1,
    severity: "hint",
    severity_word: "提示",
    step: "overview",
    path: "overview",
    place: "概况与依据 › 项目概况",
    message: "项目概况的序号是 1、2、2，请核对。",
    waivable: true,
  }),
];

export const REPORT: CheckReport = {
  year: YEAR,
  forms: [
    { form: 7, name: "政策吹风会与政务公开", revision: 3, errors: 2, warnings: 0, hints: 0, waived: 0, unfinished: 0, to_fill: 0, findings: [...FINDINGS], held_back: "还有 2 处错误", failure: null },
    { form: 6, name: "政务信息编报与年鉴编印", revision: 3, errors: 1, warnings: 1, hints: 0, waived: 0, unfinished: 0, to_fill: 0, findings: LATER.slice(0, 2), held_back: "还有 1 处错误", failure: null },
    { form: 8, name: "公务用车平台租赁服务", revision: 3, errors: 0, warnings: 1, hints: 0, waived: 0, unfinished: 0, to_fill: 0, findings: LATER.slice(2, 3), held_back: null, failure: null },
    { form: 1, name: "政府办公综合业务经费", revision: 3, errors: 0, warnings: 0, hints: 1, waived: 0, unfinished: 0, to_fill: 0, findings: LATER.slice(3), held_back: null, failure: null },
  ],
  looked_at: 10,
  rules: 54,
  errors: 3,
  warnings: 2,
  hints: 1,
  waived: 0,
  unfinished: 0,
  safe_fixes: 2,
  missing: [{ form: null, message: "还没有整体申报表", kind: "unit" }],
  title: "改完 3 处错误就能正式导出；2 处警告请修改或说明理由。",
  foot: "9 个项目和整体申报表，14:03 已按 54 条规则查完",
};

const side = (list: string, id: number, name: string, value: string): GridGroup["rows"][number]["period"] => ({
  path: `${list}[#${id}]`,
  name: { path: `${list}[#${id}].name`, text: name },
  value: { path: `${list}[#${id}].value`, text: value },
  weight: null,
  reading: { read: "read", pieces: [{ text: value, kind: "word" }], tidy: null },
});

const groups: GridGroup[] = [
  {
    key: "quantity",
    level1: "产出指标",
    level2: "数量指标",
    level1_code: "output",
    level2_code: "quantity",
    known: true,
    empty_note: "",
    rows: [
      { key: "r1", period: side("indicators.period", 1, "政策吹风会次数", "≥6次"), annual: side("indicators.annual", 1, "政策吹风会次数", "≥6次"), link: "linked" },
    ],
  },
];

export function projectView(form: number): FormView {
  const line = projectLines()[form - 1] ?? (projectLines()[6] as FormLine);
  const seven = line.form === 7;
  const cells: Record<string, CellView> = {
    project_name: cell(line.name),
    category: cell("operating", "其他运转类"),
    department_code: cell("005"),
    department: cell(UNIT),
    implementing_unit: cell(UNIT),
    attribute: cell("经常性项目(长期开展)"),
    term: cell("99年"),
    year: cell("2026"),
    head: cell(""),
    preparer: cell(""),
    phone: cell(""),
    filled_at: cell(""),
    overview: cell("召开政策吹风会，向社会说明重要政策；按规定主动公开政务信息，答复依申请公开。1.每两月召开一次吹风会；2.每年编印公开指南。"),
    basis: cell("《青石县政务公开工作办法》（青政办发〔2024〕11号）"),
    necessity: cell("政务公开是法定职责，需要稳定的经费保障。"),
    safeguards: cell(""),
    plan: cell(""),
    goal_period: cell("每年召开政策吹风会不少于6次，主动公开及时率达到100%。", undefined, { linked: true }),
    goal_annual: cell("每年召开政策吹风会不少于6次，主动公开及时率达到100%。", undefined, { linked: true }),
  };
  for (const side of ["period", "annual"] as const) {
    const values: Record<string, string> = { central: "0", provincial: "20000", local: side === "annual" && seven ? "60000" : "61000", self_raised: "0", other: "" };
    cells[`funds.${side}.total`] = money("81000", {
      capital: "捌万壹仟元整",
      note: side === "annual" && seven ? "导入值，未重算" : null,
      linked: true,
    });
    for (const [key, text] of Object.entries(values)) cells[`funds.${side}.${key}`] = money(text, { linked: !(key === "local" && seven) });
  }
  const findings = seven ? [...FINDINGS] : [];
  return {
    form: line.form,
    kind: "project",
    template: "shanxi-county",
    name: line.name,
    year: YEAR,
    revision: 3,
    deleted: false,
    cells,
    groups,
    key_tasks: [],
    findings,
    derived: {
      steps: line.steps.map(({ step, fill }, index) => ({
        step,
        title: TITLES[index] ?? "",
        fill,
        errors: findings.filter((one) => one.step === step && one.severity === "error").length,
        warnings: 0,
        word: fill === "empty" ? "未填" : fill === "half" ? "缺 2" : "",
        next: null,
      })),
      full_steps: line.full_steps,
      state: line.state,
      state_word: line.state === "done" ? "已完成" : "填报中",
      period_title: "实施期 99年",
      annual_title: "年度 2026年",
      subtitle: "经常性项目 · 99年",
      indicators_words: "1 项指标，1 项两侧一致",
      coverage: [
        { label: "数量", count: 1, optional: false },
        { label: "质量", count: 0, optional: false },
        { label: "经济", count: 0, optional: true },
      ],
      coverage_words: "经济效益没有指标，可以不填。",
      weights: null,
      comparisons: [
        { with: "各来源之和", amount: "80,000", difference: "−1,000", result: "differs", word: "不一致", weight: "error", take: null },
        { with: "项目支出预算表　表十二第 7 行", amount: "80,000", difference: "−1,000", result: "differs", word: "不一致", weight: "error", take: null },
        { with: "绝对数成本指标之和", amount: "80,000", difference: "−1,000", result: "note", word: "供参考", weight: null, take: null },
      ],
      errors: findings.length,
      warnings: 0,
      hints: 0,
      unfinished: 0,
      check_code: "ABCD-EFGH-JKMN-PQRS",
    },
    undo: { can_undo: true, can_redo: false },
    neighbours: { previous: line.form > 1 ? line.form - 1 : null, next: line.form < 9 ? line.form + 1 : null, words: `第 ${line.form} 个，共 9 个` },
    updated_at: line.updated_at,
  };
}

export function unitView(): FormView {
  const base = projectView(2);
  const texts: Record<string, string> = {
    department_code: "005",
    department: UNIT,
    internal_divisions: "7",
    subordinate_units: "0",
    staff_quota: "48",
    staff_actual: "44",
    staff_in_quota: "40",
    staff_other: "4",
    duties: "协助县政府领导组织起草或审核文件，负责会议组织、政务信息、政务公开和督查工作。",
    strategic_goal: "",
    annual_goal: "保障机关高效运转。",
    "budget.by_source.total": "1202.97",
    "budget.by_source.general_public": "1202.97",
    "budget.by_source.government_fund": "0.00",
    "budget.by_source.unit_funds": "0.00",
    "budget.by_use.total": "1202.97",
    "budget.by_use.basic": "709.36",
    "budget.by_use.project": "493.61",
  };
  return {
    ...base,
    form: 100,
    kind: "unit",
    template: "shanxi-unit",
    name: "整体申报表",
    cells: Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, cell(text)])),
    key_tasks: [
      { key: "t1", function: { path: "key_tasks[#1].function", text: "政务公开" }, task: { path: "key_tasks[#1].task", text: "召开政策吹风会，编印公开指南" } },
      { key: "t2", function: { path: "key_tasks[#2].function", text: "综合保障" }, task: { path: "key_tasks[#2].task", text: "会议组织与公文运转" } },
    ],
    derived: {
      ...base.derived,
      steps: base.derived.steps.map((step, index) => ({
        ...step,
        title: UNIT_TEMPLATE.steps[index]?.title ?? "",
      })),
      comparisons: [{ with: "台账各项目年度资金合计", amount: "493.61", difference: "0.00", result: "agrees", word: "一致", weight: null, take: null }],
    },
    neighbours: { previous: null, next: null, words: "" },
  };
}
