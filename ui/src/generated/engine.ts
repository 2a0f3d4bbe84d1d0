// Generated from crates/app/src/requests: cargo run -p jibiao-xtask -- types. Do not edit.

/** Answer of `app.about`. */
export type About = {
  /** The engine's version */
  version: string,
  /** The data folder */
  folder: string,
  /** Number of rules */
  rules: number,
  /** Number of templates */
  templates: number,
  /** Version of the schema of the data */
  schema: number,
  /** Licence of the program */
  licence: string,
};

/** How the sum of the forms agrees with another place. */
export type Agreement = {
  /** 整体申报表・项目支出, 项目支出预算表 */
  with: string,
  /** `unit_form` or `budget` */
  place: string,
  /** Whether that place is there at all */
  present: boolean,
  /** Its amount in 万元, as shown */
  wan: string,
  /** Whether they agree */
  agrees: boolean,
  /** 一致, or what differs: 少 0.10 万元：… */
  message: string,
  /** How much a difference weighs: that of the finding about it; null where no finding counts, as where it was passed over */
  weight: SeverityView | null,
  /** The form to go to: the unit form, or the first project that differs */
  form: number | null,
};

/** How an amount reads. */
export type AmountView = {
  /** Whether it was understood */
  read: ReadState,
  /** 2,100,000 */
  shown: string,
  /** 贰佰壹拾万元整 */
  capital: string | null,
};

/** Answer of `app.state`. */
export type AppState = {
  /** How the data stands */
  standing: Standing,
  /** Code of the error where the standing is not `first` or `open` */
  code: string | null,
  /** What happened and what to do, where the standing is not `first` or `open`; who holds the data where it is `read_only` */
  message: string | null,
  /** The data folder */
  folder: string,
  /** The copies, newest first; only where the standing is `damaged`, `newer` or `closed` */
  backups: Array<BackupLine>,
  /** 单位名称 for the top bar; empty before it is known */
  unit: string,
  /** The budget year that lists show, from the settings, else the newest year with forms, else next year from October on, else this year */
  year: number,
  /** Years of the stored forms and the current one, newest first */
  years: Array<number>,
  /** The year in which the made-up unit stands; null where it is not open */
  sample: number | null,
  /** What the user should know of; also by `app.notices` */
  notices: Array<Notice>,
  /** The engine's version */
  version: string,
};

/** Does what a plan says; what somebody let pass in a package comes along with a form that is new or replaced and stays in its year. Refused with E_IMPORT_CHANGED where a source or the data changed since. */
export type ApplyImport = {
  /** The plan's name */
  plan: string,
  /** What becomes of each form; one that is not named is not imported */
  forms: Array<ImportChoice>,
  /** Move forms of other years on into this year: funds and 填报日期 emptied, goals and indicators kept */
  to_year?: number,
  /** Keep the forms that are moved on in their own year too, where none of that name is there: to be compared with (`form.last_year`) */
  keep_old?: boolean,
  /** Take 项目支出预算表 for this year */
  budget_year?: number,
  /** Which of the plan's `budget` are taken, by their places from 0; left out = all */
  budget_rows?: Array<number>,
};

/** A copy. */
export type BackupLine = {
  /** Names it in the other requests: its file */
  file: string,
  /** When, as shown: 2026-03-02 09:00 */
  when: string,
  /** 启动时, 定时, 升级前, 导入前, 恢复前, 手动 */
  reason: string,
  /** Forms in it; null where it cannot be read any more */
  forms: number | null,
  /** Bytes */
  size: number,
  /** As shown: 1.2 MB */
  size_words: string,
};

/** Answer of `backups.list`, newest first. */
export type Backups = {
  /** The copies */
  backups: Array<BackupLine>,
  /** Their folder */
  folder: string,
  /** 最近一次自动备份没有成功：…; null where it was made, or nothing had changed */
  failed: string | null,
};

/** Answer of `budget.get`. */
export type Budget = {
  /** The year */
  year: number,
  /** The rows */
  rows: Array<BudgetRowView>,
  /** Sum of the rows that are not carried over, in 万元, as shown */
  total: string,
};

/** A row of 项目支出预算表. */
export type BudgetLine = {
  /** 项目名称, never blank */
  name: string,
  /** 合计 in 万元, as typed: 8.10 */
  total: string,
  /** 使用上年结转 (表十三) */
  carried_over: boolean,
};

/** A row with the form that belongs to it. */
export type BudgetRowView = {
  /** The row */
  line: BudgetLine,
  /** Its amount as shown */
  shown: string,
};

/** A form that was moved on into another year. */
export type CarriedForm = {
  /** The form */
  form: number,
  /** Its name */
  name: string,
  /** Texts that name another year: whether they move on, only a person knows */
  look_at: Array<LookAt>,
};

/** A cell outside the lists. */
export type CellView = {
  /** What to put into the field: as typed, amounts without commas */
  text: string,
  /** What to show while the field is not being edited: 2,100,000 */
  shown: string,
  /** Whether it was understood */
  read: ReadState,
  /** Characters written */
  characters: number,
  /** Too long for the finance system */
  over: boolean,
  /** 大写 of an amount */
  capital: string | null,
  /** A word beside the field: 与各项之和不同，未重算 */
  note: string | null,
  /** What the parts of a total add up to, where it differs, as shown; `form.link` with `sum` puts it there */
  sum: string | null,
  /** For an amount that was not understood but names another unit: the amount in the unit of the field, to be typed there */
  offer: string | null,
  /** Same as its twin: editing the first column edits both */
  linked: boolean,
};

/** Answer of `check.year`. */
export type CheckReport = {
  /** The year */
  year: number,
  /** Forms with findings, and those that could not be read; those of the year as a whole last */
  forms: Array<CheckedForm>,
  /** Forms that were looked at */
  looked_at: number,
  /** Rules that ran */
  rules: number,
  /** Errors left in all */
  errors: number,
  /** Warnings left in all */
  warnings: number,
  /** Hints in all */
  hints: number,
  /** Passed over in all */
  waived: number,
  /** Places not filled in yet in all */
  unfinished: number,
  /** Places that change where every safe fix is applied in one go */
  safe_fixes: number,
  /** What is missing for the official export; empty where nothing is */
  missing: Array<StillMissing>,
  /** 改完 3 处错误就能正式导出；5 处警告请修改或说明理由。 */
  title: string,
  /** 9 个项目和整体申报表，14:03 已按打开的 54 条规则查完，另有 3 条关闭 */
  foot: string,
};

/** Asks for all findings of a year. */
export type CheckYear = {
  /** The year */
  year: number,
};

/** The findings of one form, or of the year as a whole. */
export type CheckedForm = {
  /** The form; null for the findings of the year as a whole */
  form: number | null,
  /** Its name; 整体申报表, 项目支出预算表 */
  name: string,
  /** Revision, the base of `form.fix` */
  revision: number,
  /** Errors left */
  errors: number,
  /** Warnings left */
  warnings: number,
  /** Hints */
  hints: number,
  /** Passed over */
  waived: number,
  /** Places that are not filled in yet; not in `errors` and `warnings` */
  unfinished: number,
  /** Those of them that have to be filled in before the form can be handed in */
  to_fill: number,
  /** The findings in the order of the form */
  findings: Array<FindingView>,
  /** What keeps it out of official files: 还有 2 处错误、3 处要补齐; null where nothing does */
  held_back: string | null,
  /** Why it could not be read, with the code; its findings are empty then */
  failure: string | null,
};

/** One of the offers of a choice. */
export type Choice = {
  /** What is written into the form */
  text: string,
  /** What is shown */
  label: string,
};

/** A line of 与别处核对. */
export type Comparison = {
  /** 各来源之和, 项目支出预算表 表十二第 7 行, 绝对数成本指标之和 */
  with: string,
  /** Amount in 元, as shown; empty where there is none */
  amount: string,
  /** Less 年度资金总额: −1,000 */
  difference: string,
  /** `agrees`, `differs` or `note` (for information) */
  result: ComparisonResult,
  /** 一致, 不一致, 供参考, 没有这一项 */
  word: string,
  /** How much a difference weighs: that of the finding about it; null where no finding counts, as where it was passed over */
  weight: SeverityView | null,
  /** The place of the form that can take this amount over, with the text to put there by `form.edit` */
  take: FixEdit | null,
};

/** The result of a comparison. */
export type ComparisonResult = "agrees" | "differs" | "note";

/** A copy that was made, or the form that is there already. */
export type Copied = {
  /** Its number */
  form: number,
  /** False where the year has a form of that name; nothing was copied then */
  made: boolean,
  /** 2028年度已有“河道巡查”，没有再复制; empty where it was made */
  message: string,
  /** Places with years in them, which nobody moved on */
  look_at: Array<LookAt>,
};

/** Copies a form. */
export type CopyForm = {
  /** Which */
  form: number,
  /** Into another year: year moved on, funds and 填报日期 emptied, goals and indicators kept. Left out: a copy as it is, its name with （副本） */
  to_year?: number,
  /** Into another year also where a form of that name is there already */
  again?: boolean,
};

/** Which copy. */
export type CopyKind = "filing" | "publication";

/** A copy in a folder of the user's. */
export type CopyOut = {
  /** The folder, such as that of a U盘 */
  folder: string,
};

/** A number of the text that a person corrects. */
export type CorrectedFigure = {
  /** Its id */
  figure: string,
  /** As typed: 12, 1026.38, 98.5%; blank or equal to the computed one takes the correction back */
  text: string,
};

/** 指标覆盖 of one second level. */
export type Coverage = {
  /** Short label: 数量 */
  label: string,
  /** Indicators */
  count: number,
  /** May stay empty */
  optional: boolean,
};

/** Makes a form. It starts with 单位信息. */
export type CreateForm = {
  /** Template; left out = the one of the settings, else the one that is valid in the year */
  template?: string,
  /** Kind, where the template is left out */
  kind: FormKind,
  /** Budget year */
  year: number,
  /** Name of the project */
  name?: string,
};

/** What follows from the values of a form. */
export type Derived = {
  /** The steps */
  steps: Array<StepState>,
  /** How many of them are full */
  full_steps: number,
  /** How far the form is */
  state: FormState,
  /** 填报中, 已完成 */
  state_word: string,
  /** 实施期 3年 */
  period_title: string,
  /** 年度 2026年 */
  annual_title: string,
  /** 经常性项目 · 99年 */
  subtitle: string,
  /** 12 项指标，7 项两侧一致，5 项分别填写 */
  indicators_words: string,
  /** 指标覆盖 */
  coverage: Array<Coverage>,
  /** 经济效益、生态效益没有指标，可以不填。 */
  coverage_words: string,
  /** Sum of the weights, where the template has them, as shown */
  weights: string | null,
  /** 与别处核对 */
  comparisons: Array<Comparison>,
  /** Errors of what is written, without those passed over. With `warnings`, `hints` and `unfinished` these are all findings of the form but those passed over */
  errors: number,
  /** See `errors` */
  warnings: number,
  /** See `errors` */
  hints: number,
  /** 还没填 */
  unfinished: number,
  /** 数据校验码 of the content as it is now */
  check_code: string,
};

/** Answer of `backups.difference`: what restoring would change. */
export type DifferenceView = {
  /** 会去掉: not in the copy */
  lost: Array<DifferentForm>,
  /** 会改回 */
  changed: Array<DifferentForm>,
  /** 会找回: in the copy only */
  returned: Array<DifferentForm>,
  /** 恢复后去掉 1 份、改回 2 份、找回 0 份 */
  words: string,
  /** False where the present data cannot be read: then the lists are empty */
  known: boolean,
};

/** A form in the difference. */
export type DifferentForm = {
  /** Its number */
  form: number,
  /** Name */
  name: string,
};

/** A form of the year. */
export type DisclosedForm = {
  /** The form */
  form: number,
  /** For `form.edit`, to set its 项目类别 (path `category`, text `operating` or `special`) */
  revision: number,
  /** Project or unit form */
  kind: FormKind,
  /** Name */
  name: string,
  /** 其他运转类, 特定目标类, or empty */
  category: string,
  /** Money of the year in 万元 as shown; empty where it cannot be read */
  amount: string,
  /** Is published */
  public: boolean,
  /** Why it is not */
  reason: string,
  /** Why it holds the PDF back: 1 处个人信息、2 处错误; empty where it does not */
  held: string,
  /** Personal data first, then errors; those of forms that are not published are left out */
  findings: Array<FindingView>,
};

/** Answer of `disclosure.get` and `disclosure.set`. */
export type Disclosure = {
  /** The year */
  year: number,
  /** How it stands, one sentence: 可以生成文字和公开件。 */
  title: string,
  /** The unit's name in the text */
  unit: string,
  /** The officer wrote it */
  unit_given: boolean,
  /** The text of 机构设置, as the officer gave it; the forms are held against it */
  organisation: string,
  /** Unanswered: nothing can be written */
  questions: Array<DisclosureQuestion>,
  /** Why the PDF has to wait; null where it can be made */
  held_back: string | null,
  /** Personal data in what is published */
  privacy: number,
  /** Errors in what is published and in the whole */
  errors: number,
  /** Errors and warnings of the whole: text and forms against each other and the budget */
  findings: Array<FindingView>,
  /** The forms; those that hold the PDF back first */
  forms: Array<DisclosedForm>,
  /** The text */
  paragraphs: Array<DisclosureParagraph>,
  /** The whole text, to be copied */
  text: string,
  /** Its numbers */
  figures: Array<DisclosureFigure>,
  /** What is to be known: corrected numbers, reasons, money carried over */
  notes: Array<string>,
};

/** What a question asks for. */
export type DisclosureAsks = "unit" | "year" | "goal" | "amount" | "category" | "budget";

/** A number of the text. */
export type DisclosureFigure = {
  /** Names it */
  id: string,
  /** What it counts */
  label: string,
  /** Where it comes from */
  source: string,
  /** As it stands in the text; empty where the text leaves it open */
  text: string,
  /** As it was computed; empty where that cannot be */
  computed: string,
  /** A person corrected it: to be marked */
  corrected: boolean,
  /** The computed number is another one than when it was corrected: to be looked at again */
  outdated: boolean,
  /** May be corrected */
  editable: boolean,
};

/** A paragraph of the text. */
export type DisclosureParagraph = {
  /** A heading */
  heading: boolean,
  /** From left to right */
  pieces: Array<DisclosurePiece>,
};

/** A piece of a paragraph. */
export type DisclosurePiece = {
  /** Words, or the number as it stands in the text */
  text: string,
  /** Id of the number; null for words */
  figure: string | null,
};

/** What the forms do not say. */
export type DisclosureQuestion = {
  /** What is asked for */
  asks: DisclosureAsks,
  /** The form that does not say it */
  form: number | null,
  /** In words */
  text: string,
};

/** Done, and nothing more to say. */
export type Done = Record<symbol, never>;

/** A part of one user action. */
export type Edit = { "do": "set",
  /** The cell */
  path: string,
  /** As typed; what does not read is kept */
  text: string,
  /** Only this side, although the row is linked */
  alone?: boolean, } | { "do": "insert_row",
  /** Key of the group */
  group: string,
  /** Position in the group, from 0; past the end is the end */
  at: number,
  /** Texts of the period side (of the only side in a form with one) */
  period?: RowTexts,
  /** Texts of the annual side; left out = the same */
  annual?: RowTexts, } | { "do": "delete_row",
  /** Key of the row */
  row: string, } | { "do": "move_row",
  /** Key of the row */
  row: string,
  /** Key of the group that it goes to; its own for a move inside */
  group: string,
  /** Position there afterwards */
  at: number, } | { "do": "add_side",
  /** Key of the row */
  row: string, } | { "do": "insert_task",
  /** Position, from 0 */
  at: number,
  /** 核心职能 */
  function: string,
  /** 重点任务 */
  task: string, } | { "do": "delete_task",
  /** Key of the row */
  row: string, } | { "do": "move_task",
  /** Key of the row */
  row: string,
  /** Position afterwards */
  at: number,
};

/** Edits a form: one user action, one step of undo, on the disk when the answer comes. */
export type EditForm = {
  /** Its number */
  form: number,
  /** The revision shown; another one is refused with E_EDIT_STALE */
  base_revision: number,
  /** What to do, one after the other, all or none */
  edits: Array<Edit>,
};

/** A format of export. */
export type ExportFormat = {
  /** Names it in `export.run` */
  id: string,
  /** 数据包 */
  title: string,
  /** What it is for */
  note: string,
  /** Extension of its files */
  extension: string,
  /** All forms go into one file */
  one_file: boolean,
  /** Forms with errors or gaps never go into it */
  official: boolean,
  /** `drafts` of `export.run` makes a difference */
  drafts: boolean,
  /** `copy` of `export.run` makes a difference */
  copies: boolean,
};

/** Answer of `export.formats`. */
export type ExportFormats = {
  /** The formats */
  formats: Array<ExportFormat>,
};

/** Fields that stand together. */
export type FieldGroup = {
  /** Heading; empty where the step has one group */
  title: string,
  /** Heads of the columns where the fields stand in two columns of twins (实施期, 年度): then `fields` holds the first column and each names its twin */
  columns: Array<string>,
  /** The fields in the order of the form */
  fields: Array<FieldView>,
};

/** Asks for 填报说明 of a place. */
export type FieldHelp = {
  /** Template */
  template: string,
  /** Path of a field, or code of a second level */
  path: string,
};

/** What a field takes. */
export type FieldKind = "line" | "text" | "amount" | "date" | "choice" | "count" | "year";

/** A field of a form, outside the lists. */
export type FieldView = {
  /** Its path, the key in the values of a form */
  path: string,
  /** Printed label */
  label: string,
  /** What it takes */
  kind: FieldKind,
  /** Unit of an amount or count: 元, 万元, 个, 人 */
  unit: string | null,
  /** Offers of a choice */
  options: Array<Choice>,
  /** A choice also takes a text of one's own */
  free: boolean,
  /** Longest text in Chinese characters, where the finance system has a limit */
  limit: number | null,
  /** One quiet line below the field: what to write; empty where the label says it */
  hint: string,
  /** 填报说明: paragraphs for F1 */
  help: Array<string>,
  /** Stands on the printed form */
  printed: boolean,
  /** Has to be filled before the form can be handed in */
  required: boolean,
  /** A sum that the engine keeps up to date */
  computed: boolean,
  /** The same line on the other side (实施期 and 年度), where there is one */
  twin: string | null,
};

/** How full a step is. */
export type Fill = "empty" | "half" | "full";

/** A finding. */
export type FindingView = {
  /** Names it in `form.fix` and `form.waive` */
  key: string,
  /** Code of the rule, for `rules.explain` */
  code: string,
  /** How much it weighs */
  severity: SeverityView,
  /** 错误, 警告, 提示; 还没填 where it is `unfinished` */
  severity_word: string,
  /** The form; null where it is about the year as a whole */
  form: number | null,
  /** The step to go to */
  step: StepId | null,
  /** The place to focus: a cell, a row or a list */
  path: string,
  /** Other places that belong to it */
  related: Array<string>,
  /** Where, in words: 资金 › 年度资金总额 */
  place: string,
  /** What is wrong */
  message: string,
  /** What to do */
  advice: string,
  /** What can be done with one press */
  fix: FixView | null,
  /** Something is not filled in yet: counted apart, shown only after the step was left or on 检查 */
  unfinished: boolean,
  /** May be passed over with a reason */
  waivable: boolean,
  /** Passed over; does not count */
  waiver: WaiverView | null,
};

/** One new text of a fix. */
export type FixEdit = {
  /** The cell */
  path: string,
  /** Where, in words: 概况与依据 › 项目概况 */
  place: string,
  /** What stands there now */
  before: string,
  /** The new text */
  text: string,
};

/** Applies the fixes of findings, one action. */
export type FixForm = {
  /** The form */
  form: number,
  /** The revision shown */
  base_revision: number,
  /** Keys of the findings */
  findings: Array<string>,
};

/** What can be done about a finding with one press. */
export type FixView = {
  /** Words of the button: 改为“3000册” */
  label: string,
  /** The new texts beside what they take the place of */
  edits: Array<FixEdit>,
  /** False: an example only; the program does not put it there */
  can_apply: boolean,
  /** May be applied together with others in one go */
  safe: boolean,
};

/** Applies every safe fix of a year. */
export type FixYear = {
  /** The year */
  year: number,
};

/** Answer of `check.fix_safe`. */
export type FixedYear = {
  /** Forms that were changed */
  forms: Array<FormChanged>,
};

/** Names a form and the revision that the window shows of it. */
export type FormAt = {
  /** Its number */
  form: number,
  /** The revision shown; another one is refused with E_EDIT_STALE */
  base_revision: number,
};

/** Answer of every request that changes a form: what the window has to put in the place of what it shows. */
export type FormChanged = {
  /** Its number */
  form: number,
  /** Revision, the base of the next edit */
  revision: number,
  /** Name, as in the list */
  name: string,
  /** Cells that changed, by path; null = gone */
  cells: { [key in string]: CellView | null },
  /** The whole grid where anything in it changed, else null */
  groups: Array<GridGroup> | null,
  /** All key tasks where anything in them changed, else null */
  key_tasks: Array<TaskRow> | null,
  /** All findings */
  findings: Array<FindingView>,
  /** What follows from the values */
  derived: Derived,
  /** Undo and redo */
  undo: UndoState,
  /** Paths that the user should see after an undo, redo or fix, first one first */
  touched: Array<string>,
  /** When it was saved, in milliseconds since 1970 UTC */
  saved_at: number,
  /** 已保存 14:03 */
  saved_words: string,
};

/** Project or unit form. */
export type FormKind = "project" | "unit";

/** A form in the list. Times are milliseconds since 1970 UTC. */
export type FormLine = {
  /** Its number, for the other requests */
  form: number,
  /** Project or unit */
  kind: FormKind,
  /** Id of its template */
  template: string,
  /** 年度, where it reads */
  year: number | null,
  /** Name; （未命名） where it is blank */
  name: string,
  /** 经常性, 一次性, 延续性, or what is written */
  attribute: string,
  /** 年度资金总额 as shown, in 元 (unit form: 万元); empty where blank, as written where it does not read */
  annual: string,
  /** 实施期资金总额 */
  period: string,
  /** The five steps */
  steps: Array<StepFill>,
  /** Steps that are full */
  full_steps: number,
  /** Errors left */
  errors: number,
  /** Warnings left, without those passed over */
  warnings: number,
  /** How far it is */
  state: FormState,
  /** Revision */
  revision: number,
  /** Last change */
  updated_at: number,
  /** Last change as shown: 今天 14:03, 昨天 16:20, 12-17 10:05, 2024-12-17 */
  updated: string,
  /** Where the words stand that were searched for, at most twelve places; none where nobody asked, or only the 拼音首字母 of the name have them */
  hits: Array<SearchHit>,
};

/** Answer of `forms.list`. */
export type FormPage = {
  /** The forms of the page */
  forms: Array<FormLine>,
  /** How many there are in all with this filter */
  total: number,
  /** Whether more follow */
  more: boolean,
  /** How many forms still wait to be looked at anew after an upgrade; ask again while it is above 0 */
  settling: number,
};

/** Asks for a form piece by piece. */
export type FormPieces = {
  /** The form */
  form: number,
};

/** How far a form is. */
export type FormState = "empty" | "filling" | "done";

/** Answer of `form.open`. */
export type FormView = {
  /** Its number */
  form: number,
  /** Project or unit */
  kind: FormKind,
  /** Id of its template */
  template: string,
  /** Name; （未命名） where it is blank */
  name: string,
  /** 年度, where it reads */
  year: number | null,
  /** Revision, the base of the next edit */
  revision: number,
  /** In the 回收站 */
  deleted: boolean,
  /** Cells by path, without the lists; every field of the template and every other that holds something */
  cells: { [key in string]: CellView },
  /** The indicator grid */
  groups: Array<GridGroup>,
  /** 年度重点任务 */
  key_tasks: Array<TaskRow>,
  /** Findings in the order of the form */
  findings: Array<FindingView>,
  /** What follows from the values */
  derived: Derived,
  /** Undo and redo */
  undo: UndoState,
  /** Neighbours in the list of the year: 第 7 个，共 9 个 */
  neighbours: Neighbours,
  /** Last change in milliseconds since 1970 UTC */
  updated_at: number,
};

/** Names several forms. */
export type Forms = {
  /** Their numbers */
  forms: Array<number>,
};

/** A source of money that a form has. */
export type FundLineView = {
  /** Names it in `import.apply` */
  key: string,
  /** 市县(区)财政资金 */
  label: string,
};

/** Asks for the budget of a year. */
export type GetBudget = {
  /** The year */
  year: number,
};

/** Asks for 公开材料 of a year. */
export type GetDisclosure = {
  /** The year */
  year: number,
};

/** Asks for a template. */
export type GetTemplate = {
  /** Its id */
  template: string,
};

/** A cell of a row of the grid. */
export type GridCell = {
  /** Its path, for `form.edit` and findings: `indicators.period[#7].value` */
  path: string,
  /** As written */
  text: string,
};

/** Rows of one second level. Every second level of the template is there, also an empty one; levels that the template does not have follow. */
export type GridGroup = {
  /** Names the group in edits */
  key: string,
  /** First level as printed */
  level1: string,
  /** Second level as printed */
  level2: string,
  /** Stable codes, where known */
  level1_code: string | null,
  /** See `level1_code` */
  level2_code: string | null,
  /** Stands in the template */
  known: boolean,
  /** What an empty group shows: 可不填, or that one of several has to be filled; empty where something has to be filled in */
  empty_note: string,
  /** Its rows */
  rows: Array<GridRow>,
};

/** Heads of the grid's columns. */
export type GridHeads = {
  /** 一级指标 */
  level1: string,
  /** 二级指标 */
  level2: string,
  /** 三级指标 */
  name: string,
  /** 指标值 */
  value: string,
  /** 分值 */
  weight: string,
  /** 实施期绩效指标 */
  period: string,
  /** 年度绩效指标 */
  annual: string,
};

/** A row of the grid. */
export type GridRow = {
  /** Names the row in edits; stays the same while the row stays */
  key: string,
  /** 实施期 */
  period: RowSide | null,
  /** 年度 */
  annual: RowSide | null,
  /** How they stand to each other */
  link: Link,
};

/** The indicator grid of a template. */
export type GridView = {
  /** Both sides (实施期 and 年度) or one */
  two_sided: boolean,
  /** The sides it has, in order: period, annual */
  sides: Array<Side>,
  /** Heads of the columns: 一级, 二级, 三级指标, 指标值, 分值 */
  heads: GridHeads,
  /** The tree, in print order */
  tree: Array<Level1View>,
  /** Sum that the weights must have; null = the form has no weights */
  weights: string | null,
  /** Longest name in Chinese characters */
  name_limit: number | null,
  /** Longest value in Chinese characters */
  value_limit: number | null,
};

/** Answer of `help.field`. */
export type HelpPage = {
  /** Label of the field */
  title: string,
  /** 填报说明 */
  paragraphs: Array<string>,
  /** Rules that look at the field */
  rules: Array<RuleLine>,
};

/** A whole job of an officer, step by step. */
export type HelpTopic = {
  /** Names it: start, fill, print, hand-in, next-year, disclosure, backup */
  id: string,
  /** 怎样打印 */
  title: string,
  /** What to do, one after the other */
  steps: Array<string>,
};

/** Answer of `help.topics`, in the order of the page. */
export type HelpTopics = {
  /** 怎样做 */
  topics: Array<HelpTopic>,
};

/** Answer of `form.history`, newest first. */
export type History = {
  /** The lines */
  lines: Array<HistoryLine>,
  /** Whether more follow */
  more: boolean,
};

/** One changed place in 修改记录. */
export type HistoryChange = {
  /** Where: 资金 › 年度 › 市县(区)财政资金 */
  place: string,
  /** What stood there */
  before: string,
  /** What was put there */
  after: string,
  /** `form.restore` can put back what stood there: the place is still in the form, and something else stands there */
  can_restore: boolean,
};

/** A line of 修改记录. */
export type HistoryLine = {
  /** When, in milliseconds since 1970 UTC */
  at: number,
  /** As shown: 12-17 10:05 */
  when: string,
  /** Who; （未填姓名） where 单位信息 has none */
  who: string,
  /** 修改, 撤销, 从回收站恢复 … */
  operation: string,
  /** The revision afterwards */
  revision: number,
  /** What changed */
  changes: Array<HistoryChange>,
};

/** What becomes of a form. */
export type ImportAs = "new" | "replace" | "merge" | "skip";

/** Reads the budget of a year from a file and keeps it. */
export type ImportBudget = {
  /** The year */
  year: number,
  /** The file */
  path: string,
};

/** A text that the user changed. */
export type ImportCell = {
  /** Path in the form */
  path: string,
  /** The text */
  text: string,
};

/** What is to be done with one form of a plan. */
export type ImportChoice = {
  /** Number in the plan */
  index: number,
  /** What becomes of it */
  as: ImportAs,
  /** Texts that the user changed */
  cells: Array<ImportCell>,
  /** Where amounts of `unplaced` go; added to what stands there */
  funds?: Array<PlacedFund>,
};

/** Takes the indicators of a list (xlsx, xls, csv, docx, pasted text in a file) into the library: columns 二级指标 and 三级指标, 一级指标 and 指标值 where they are there. */
export type ImportIndicators = {
  /** The file */
  path: string,
};

/** Answer of `import.plan`. */
export type ImportPlan = {
  /** Names the plan in `import.apply`: digest of the sources and of the state of the data */
  plan: string,
  /** The forms */
  forms: Array<PlannedForm>,
  /** 项目支出预算表, where a file has one */
  budget: Array<BudgetLine>,
  /** What is to be known of a file as a whole: an encoding that was guessed */
  notes: Array<string>,
  /** Files that could not be read */
  refused: Array<RefusedFile>,
};

/** Answer of `import.apply`. */
export type Imported = {
  /** Numbers of the forms, in the order of the request; null for those not imported */
  forms: Array<number | null>,
  /** Forms that were moved on and name another year somewhere */
  carried: Array<CarriedForm>,
  /** The copy that was made before */
  backup: string | null,
  /** 导入 12 份表 */
  message: string,
};

/** What came of a list. */
export type ImportedIndicators = {
  /** How many were taken */
  indicators: number,
  /** 已加入 12 条指标，2 条没有加入 */
  message: string,
  /** Rows that were not taken, with their place and why; a guessed encoding */
  notes: Array<string>,
};

/** What came of one form of a job. */
export type JobFault = {
  /** The form */
  form: number,
  /** Its name */
  name: string,
  /** Code */
  code: string,
  /** What happened */
  message: string,
};

/** How a job stands. */
export type JobStanding = "running" | "done" | "cancelled" | "failed";

/** An indicator that is put into the library. */
export type KeepIndicator = {
  /** The one that it takes the place of; left out = a new one */
  id?: number,
  /** 一级指标 */
  level1: string,
  /** 二级指标 */
  level2: string,
  /** 三级指标 */
  name: string,
  /** 指标值 */
  value: string,
};

/** Takes the indicators of forms into the library. */
export type KeepOfForms = {
  /** The forms */
  forms: Array<number>,
};

/** How many were taken. */
export type Kept = {
  /** How many */
  indicators: number,
};

/** A cell outside the lists as it was a year ago. */
export type LastCell = {
  /** The cell of the present form */
  path: string,
  /** Where, in words */
  place: string,
  /** What stood there, as typed: for `form.edit`, where it is to be taken over */
  text: string,
  /** The same as shown */
  shown: string,
  /** Stands there now too */
  same: boolean,
};

/** A row of the indicators beside that of a year ago; they belong together by second level and name. */
export type LastRow = {
  /** The row of the present form; null for one that is gone */
  path: string | null,
  /** 实施期 or 年度 */
  side: string,
  /** 二级指标 */
  level2: string,
  /** 三级指标 */
  name: string,
  /** 指标值 of a year ago; empty for one that was added */
  value: string,
  /** How they stand */
  standing: RowStanding,
};

/** Answer of `form.last_year`. */
export type LastYear = {
  /** The year before; null where the form's own year does not read */
  year: number | null,
  /** The form of that year: same kind and name; null where there is none */
  form: number | null,
  /** Cells that said something a year ago, those that say another thing now first */
  cells: Array<LastCell>,
  /** The indicators of both years, in the order of the present */
  rows: Array<LastRow>,
};

/** A first level of the indicator tree. */
export type Level1View = {
  /** Stable code: output, benefit, satisfaction, cost */
  code: string,
  /** Printed label */
  label: string,
  /** Its second levels */
  children: Array<Level2View>,
};

/** A second level of the indicator tree. */
export type Level2View = {
  /** Stable code: quantity, quality … */
  code: string,
  /** Printed label */
  label: string,
  /** May stay empty */
  optional: boolean,
  /** 填报说明 */
  help: Array<string>,
};

/** Answer of `library.list`. */
export type Library = {
  /** The indicators */
  lines: Array<LibraryLine>,
  /** Whether more follow */
  more: boolean,
  /** Kinds of project, for the filter; the unit's own first */
  kinds: Array<LibraryKind>,
};

/** A kind of project in the library. */
export type LibraryKind = {
  /** Names it in `library.list` */
  key: string,
  /** 运行维护 */
  name: string,
  /** What belongs there */
  about: string,
};

/** An indicator of the library. */
export type LibraryLine = {
  /** Names it in the other requests; null for a built-in one, which cannot be changed */
  id: number | null,
  /** 一级指标 */
  level1: string,
  /** 二级指标 */
  level2: string,
  /** Code of the second level, where known */
  level2_code: string | null,
  /** 三级指标 */
  name: string,
  /** 指标值, an example */
  value: string,
  /** 运维, 购置 …; empty for the unit's own */
  kind: string,
  /** 内置, 本单位 */
  source: string,
};

/** How the two sides of a row stand to each other. */
export type Link = "linked" | "differing" | "single";

/** 恢复一致, 年度=实施期. */
export type LinkForm = {
  /** Its number */
  form: number,
  /** The revision shown */
  base_revision: number,
  /** What to make equal */
  link: LinkWhat,
};

/** What to make equal. */
export type LinkWhat = { "what": "row",
  /** Key of the row */
  row: string, } | { "what": "rows" } | { "what": "field",
  /** Either path */
  path: string, } | { "what": "sum",
  /** The total */
  path: string, } | { "what": "funds" } | { "what": "goals" };

/** Which forms to list. A page answers within 50 ms at 100,000 forms. */
export type ListForms = {
  /** Only of this year; left out = every year */
  year?: number,
  /** Only of this kind */
  kind?: FormKind,
  /** 汉字 of name or texts, or 拼音首字母 of the name */
  search?: string,
  /** Only with this */
  only?: Only,
  /** 项目属性: 一次性, 经常性 or 延续性 */
  attribute?: string,
  /** Column to sort by; a search answers the newest first whatever this says */
  sort?: Sort,
  /** From the last to the first */
  descending?: boolean,
  /** How many to pass over */
  offset?: number,
  /** How many at most, 100 where left out, 1,000 at most */
  limit?: number,
  /** Say of each form where the words of the search stand: every form of the page is read for it, so for short pages */
  places?: boolean,
};

/** Asks for 修改记录. */
export type ListHistory = {
  /** The form */
  form: number,
  /** How many to pass over */
  offset?: number,
  /** How many at most, 50 where left out */
  limit?: number,
};

/** Which indicators to list. */
export type ListIndicators = {
  /** 汉字 or 拼音首字母 of the name */
  search?: string,
  /** Only of this second level, by its code */
  level2?: string,
  /** Only of this kind of project, by the key of `kinds` */
  kind?: string,
  /** How many to pass over */
  offset?: number,
  /** How many at most, 100 where left out */
  limit?: number,
};

/** A place that somebody should look at after a copy into another year. */
export type LookAt = {
  /** Its path */
  path: string,
  /** Where: 绩效指标 › 时效指标 第1行 */
  place: string,
  /** Why: 写有 2025 年 */
  message: string,
};

/** A form that was made. */
export type Made = {
  /** Its number */
  form: number,
};

/** A file that was made. */
export type MadeFile = {
  /** Where it is */
  path: string,
};

/** Answer of `mapping.get` and `mapping.set`. */
export type MappingView = {
  /** Name of the file that it came from; null = the built-in columns */
  name: string | null,
  /** A line a sheet: 绩效指标：项目代码、项目名称、…; empty where the kept file does not read */
  columns: Array<string>,
  /** What is used, or what is wrong with the kept file */
  message: string,
};

/** A character that no font has. */
export type MissingCharacter = {
  /** Where; null for labels */
  path: string | null,
  /** The character */
  character: string,
};

/** The forms before and after in the list of the year. */
export type Neighbours = {
  /** The one before */
  previous: number | null,
  /** The one after */
  next: number | null,
  /** 第 7 个，共 9 个 */
  words: string,
};

/** A request that needs nothing but its name. */
export type Nothing = Record<symbol, never>;

/** Something that the user should know of although nothing was asked. */
export type Notice = {
  /** Code of the error behind it; names the notice while it stands */
  code: string,
  /** What happened and what to do: 最近一次自动备份没有成功：… */
  message: string,
};

/** Answer of `app.notices`; empty where there is nothing to say. */
export type Notices = {
  /** The most urgent first */
  notices: Array<Notice>,
};

/** Names a copy. */
export type OneBackup = {
  /** Its file */
  file: string,
};

/** Names a form. */
export type OneForm = {
  /** Its number */
  form: number,
};

/** Names an indicator of the unit's own. */
export type OneIndicator = {
  /** Its id */
  id: number,
};

/** Names a job. */
export type OneJob = {
  /** Its number */
  job: number,
};

/** Names a rule. */
export type OneRule = {
  /** Its code */
  code: string,
};

/** Only forms with this. */
export type Only = "all" | "problems" | "errors" | "unfinished" | "done";

/** Answer of `sample.open`. */
export type OpenedSample = {
  /** The year in which its forms stand */
  year: number,
  /** 已打开示例：… */
  message: string,
};

/** A form of a package. */
export type PackedForm = {
  /** Name */
  name: string,
  /** Its year, where it has one */
  year: number | null,
  /** The check code worked out from its content; empty where that cannot be read */
  code: string,
  /** Its content is the one that was packed */
  good: boolean,
};

/** A section of a rule's page. */
export type PageSection = {
  /** 检查什么, 为什么, 依据, 反例, 正例, 例外, 如何修改 */
  heading: string,
  /** The text, one paragraph an entry */
  paragraphs: Array<string>,
};

/** What is on the clipboard: cells of a spreadsheet, of a document or a web page, or published text. */
export type Pasted = {
  /** As text; cells stand between tabs */
  text: string,
  /** As HTML, where the clipboard has it: its tables say more than tabs do */
  html: string | null,
};

/** A piece of the reading of a value. */
export type Piece = {
  /** ≥, 5, 次, 缺单位 */
  text: string,
  /** `sign`, `number`, `unit`, `time`, `word` or `missing` (a dashed box) */
  kind: PieceKind,
};

/** What a piece is. */
export type PieceKind = "sign" | "number" | "unit" | "time" | "word" | "missing";

/** One thing to copy and paste into a web system. */
export type PieceView = {
  /** The part of the form that it is of: 目标和资金, 绩效指标 · 年度 · 数量指标 */
  place: string,
  /** What of the part: the name of the indicator, the key task; where each piece is something of its own, its label */
  of: string,
  /** What it is: 三级指标 */
  label: string,
  /** It only says which row of the table it is: 目标类型, 一级指标, 二级指标 */
  is_of_kind: boolean,
  /** The text, never blank */
  text: string,
};

/** Answer of `form.pieces`: in the order in which the web system asks for them; blank places are left out. */
export type PiecesView = {
  /** The form's name */
  name: string,
  /** Errors that are left in it */
  errors: number,
  /** The pieces */
  pieces: Array<PieceView>,
};

/** Where an amount of a plan goes. */
export type PlacedFund = {
  /** Its number in `unplaced`, from 0 */
  at: number,
  /** Key of the source */
  into: string,
};

/** Looks at files or at what was pasted; writes nothing. */
export type PlanImport = {
  /** Files or folders; may be empty where something was pasted */
  paths: Array<string>,
  /** The year that the forms are for */
  year: number,
  /** What was pasted; the source of its forms is 粘贴的内容 */
  pasted?: Pasted | null,
  /** The files come from a scan: texts that were probably read wrong (l2次) are to be looked at, with an offer */
  scanned?: boolean | null,
};

/** What will be written at a place, beside what stood in the source. */
export type PlannedCell = {
  /** Path in the form */
  path: string,
  /** Where, in words */
  place: string,
  /** What will be written; may be changed in `import.apply` */
  text: string,
  /** What stood in the source */
  source: string,
  /** Where in the source: 第 7 行第 B 列, 第 120 行; the path of form files and packages */
  address: string,
  /** How sure */
  sureness: Sureness,
  /** Why it is to be looked at */
  message: string,
  /** A mending that is offered (005 for 006); never done by itself */
  offer: string | null,
};

/** A form that was recognised. */
export type PlannedForm = {
  /** Number in the plan, from 0 */
  index: number,
  /** Name */
  name: string,
  /** Its year as the source says */
  year: number | null,
  /** The file and the sheet or part */
  source: string,
  /** The form that is there already: of the same year, kind and name; of a unit, which has one 整体申报表 a year, by any name */
  existing: number | null,
  /** Its name */
  existing_name: string | null,
  /** What is proposed: merge where the form that is there is only begun, skip where it has content or an earlier file holds the same form */
  proposal: ImportAs,
  /** The places, those not found and to be looked at first */
  cells: Array<PlannedCell>,
  /** What of its source was not read */
  notes: Array<string>,
  /** Amounts that go nowhere until somebody says where (`funds` of `import.apply`) */
  unplaced: Array<UnplacedFund>,
  /** Where they may go; none where there are none */
  fund_lines: Array<FundLineView>,
  /** Findings that it would have: errors */
  errors: number,
  /** Findings that it would have: warnings */
  warnings: number,
};

/** Asks for the pages of a form. */
export type Preview = {
  /** The form */
  form: number,
  /** Which copy */
  copy?: CopyKind,
  /** Only these pages, from 1; left out = all */
  pages?: Array<number>,
};

/** A page as a picture. */
export type PreviewPage = {
  /** Number, from 1 */
  number: number,
  /** SVG */
  svg: string,
};

/** Answer of `print.preview`. */
export type PreviewPages = {
  /** The pages asked for */
  pages: Array<PreviewPage>,
  /** How many the form has */
  page_count: number,
  /** Why it is a draft; empty where it is none */
  draft: string,
  /** 负责人, 经办人, 联系电话, 填报日期: those that are blank in a filing copy */
  unsigned: Array<Unsigned>,
  /** Characters that no font has */
  missing: Array<MissingCharacter>,
  /** Check code of the filing copy */
  check_code: string | null,
};

/** Prints without keeping the file. */
export type PrintNow = {
  /** The forms, in this order */
  forms: Array<number>,
  /** Which copy */
  copy?: CopyKind,
  /** Name of the printer; left out = the system's own, and where there is none the file for a viewer */
  printer?: string,
};

/** What is to be printed. */
export type PrintPdf = {
  /** The forms, in this order */
  forms: Array<number>,
  /** Which copy */
  copy?: CopyKind,
  /** One file with bookmarks (`path` is the file) or a file each (`path` is a folder) */
  together: boolean,
  /** Where to */
  path: string,
  /** Replace a PDF that is there */
  replace?: boolean,
};

/** Answer of `print.now`. */
export type PrintedNow = {
  /** Handed to the printer */
  printed: boolean,
  /** The PDF; the shell opens it where it was not handed to a printer */
  path: string,
  /** 已送到打印机; what to do where it was not */
  message: string,
};

/** Answer of `print.printers`. */
export type Printers = {
  /** Names, the system's own first */
  printers: Array<string>,
};

/** Answer of `job.progress`. */
export type Progress = {
  /** How it stands */
  standing: JobStanding,
  /** Forms done */
  done: number,
  /** Forms in all */
  total: number,
  /** 正在打印第 12 份，共 40 份; at the end what was done */
  message: string,
  /** Files that were written */
  files: Array<string>,
  /** Forms that could not be done, or were held back, and why */
  faults: Array<JobFault>,
  /** Code, where it failed */
  code: string | null,
};

/** Reads an amount while it is being typed; writes nothing. */
export type ReadAmount = {
  /** As typed so far */
  text: string,
  /** 元 or 万元 */
  unit: string,
};

/** How a number or value was read. */
export type ReadState = "blank" | "read" | "unread";

/** Reads a value while it is being typed; writes nothing. */
export type ReadValue = {
  /** As typed so far */
  text: string,
};

/** How a value reads. */
export type ReadingView = {
  /** Whether it was understood */
  read: ReadState,
  /** The pieces, left to right */
  pieces: Array<Piece>,
  /** The tidy spelling, where it differs from what is written */
  tidy: string | null,
};

/** A file that could not be read. */
export type RefusedFile = {
  /** The file */
  file: string,
  /** Code */
  code: string,
  /** Why, and what to do */
  message: string,
};

/** Puts back what stood at a place before a change of 修改记录; a new action, which can be undone. */
export type RestoreValue = {
  /** The form */
  form: number,
  /** The revision shown */
  base_revision: number,
  /** Revision of the line of 修改记录 */
  revision: number,
  /** Place of the change in the line, from 0 */
  change: number,
};

/** Answer of `backups.restore`. */
export type Restored = {
  /** Where the data that was there is now; null where there was none */
  saved: string | null,
  /** 已恢复到 …；原来的数据存为 … */
  message: string,
};

/** One side of a row of the grid. */
export type RowSide = {
  /** Its path, for findings: `indicators.period[#7]` */
  path: string,
  /** 三级指标 */
  name: GridCell,
  /** 指标值 */
  value: GridCell,
  /** 分值, where the template has weights */
  weight: GridCell | null,
  /** How the value reads */
  reading: ReadingView,
};

/** How a row stands to that of the year before. */
export type RowStanding = "same" | "changed" | "added" | "gone";

/** The texts of one side of a new row. */
export type RowTexts = {
  /** 三级指标 */
  name?: string,
  /** 指标值 */
  value?: string,
  /** 分值 */
  weight?: string,
};

/** Answer of `rules.list`. */
export type RuleBook = {
  /** Every rule by code */
  rules: Array<RuleLine>,
};

/** A rule in the list of the book. */
export type RuleLine = {
  /** Code */
  code: string,
  /** Letter of its group */
  group: string,
  /** 完整性, 资金 … */
  group_title: string,
  /** Title */
  title: string,
  /** Weight */
  severity: SeverityView,
  /** 项目表, 整体表 */
  forms: string,
  /** Whether it runs */
  on: boolean,
  /** Whether it runs when nobody says otherwise */
  default_on: boolean,
  /** May be passed over with a reason */
  waivable: boolean,
  /** 误报可能: 低, 中, 高 */
  risk: string,
};

/** Answer of `rules.explain`. */
export type RulePage = {
  /** The rule */
  rule: RuleLine,
  /** The sections in order */
  sections: Array<PageSection>,
};

/** Writes text, document and PDF into a folder; a long job. All or nothing; the PDF alone may be held back. */
export type RunDisclosure = {
  /** The year */
  year: number,
  /** Folder */
  folder: string,
  /** Make the PDF in spite of findings, as a draft */
  draft?: boolean,
  /** A text or document of other content that is there is moved aside (…（旧）.txt); else E_FILE_EXISTS */
  replace?: boolean,
};

/** Writes forms into files; a long job. */
export type RunExport = {
  /** The forms */
  forms: Array<number>,
  /** Id of the format */
  format: string,
  /** Folder */
  folder: string,
  /** Pattern of the names: {序号} {项目名称} {年度} {单位}; left out = {序号}-{项目名称} */
  pattern?: string,
  /** Also forms with errors or gaps; otherwise they are left out and named in `faults`. An official format never takes them, a report always */
  drafts?: boolean,
  /** Which copy; left out = filing. For publication names and phones are left out, and what looks like personal data holds a form back */
  copy?: CopyKind,
};

/** Where the words of a search stand in a form. */
export type SearchHit = {
  /** The cell to go to */
  path: string,
  /** Its step */
  step: StepId,
  /** In words: 绩效指标 › 数量指标 第2行 年度 */
  place: string,
};

/** Puts the budget of a year in the place of the one that was there. */
export type SetBudget = {
  /** The year */
  year: number,
  /** The rows */
  rows: Array<BudgetLine>,
};

/** Keeps what the officer decided, in the data, by year; puts all of it in the place of what was there. */
export type SetDisclosure = {
  /** The year */
  year: number,
  /** Projects that are not published */
  withheld: Array<WithheldForm>,
  /** Corrected numbers */
  corrected: Array<CorrectedFigure>,
  /** The unit's name in the text; null = that of the forms */
  unit: string | null,
  /** The text of 机构设置 as it is published, empty where it is not to be compared; absent = as it was */
  organisation?: string,
};

/** Keeps a mapping file, or goes back to the built-in columns. */
export type SetMapping = {
  /** The file, which is read before it is kept; null = the built-in columns */
  path: string | null,
};

/** The settings. Absent ones have their defaults; `settings.set` changes all of them at once. */
export type Settings = {
  /** 字号 in percent, 80 to 150 */
  text_size: number,
  /** The look */
  theme: Theme,
  /** Pinyin in the field itself (Linux) */
  inline_input: boolean,
  /** The budget year that lists show; null = the program decides by the date */
  year: number | null,
  /** Template of new project forms; null = by the year */
  project_template: string | null,
  /** Template of new unit forms; null = by the year */
  unit_template: string | null,
  /** Groups of the rule book (letters) that are folded in the lists */
  folded_groups: Array<string>,
  /** Rules switched off (on by default) and on (off by default), by code: the value says whether it runs */
  rules: { [key in string]: boolean },
  /** Keys of hints that are not to be shown again */
  seen: Array<string>,
};

/** 错误, 警告 or 提示. */
export type SeverityView = "error" | "warning" | "hint";

/** 实施期 or 年度. */
export type Side = "period" | "annual";

/** Columns to sort by. */
export type Sort = "number" | "name" | "attribute" | "annual" | "period" | "steps" | "problems" | "updated";

/** A part of 资金按来源. */
export type SourceShare = {
  /** central, provincial, local, self_raised, other; `rest` for those put together behind the third */
  source: string,
  /** 市县(区)财政 */
  label: string,
  /** In 万元, as shown */
  wan: string,
  /** Share in tenths of a percent, for the width of the bar */
  permille: number,
  /** 91.5% */
  percent: string,
};

/** How the data stands. Asked first; `open` and `read_only` are the only standings in which other requests about forms are answered. */
export type Standing = "first" | "open" | "read_only" | "damaged" | "newer" | "closed";

/** A job that was started. */
export type Started = {
  /** Names it */
  job: number,
};

/** 完成度 of one step. */
export type StepFill = {
  /** Which */
  step: StepId,
  /** How full */
  fill: Fill,
};

/** The steps of a form, in any order fillable. */
export type StepId = "basics" | "funds" | "overview" | "goals" | "indicators";

/** A step and how far it is. */
export type StepState = {
  /** Which */
  step: StepId,
  /** Title */
  title: string,
  /** How full */
  fill: Fill,
  /** Errors in it */
  errors: number,
  /** Warnings in it */
  warnings: number,
  /** One word for the navigation: 未填, 缺 3, 2 处错误, 合计对不上; empty where it is full */
  word: string,
  /** Path of its first empty required field */
  next: string | null,
};

/** A step of a form. */
export type StepView = {
  /** Which */
  id: StepId,
  /** Title */
  title: string,
  /** One quiet sentence beside it */
  note: string,
  /** Its fields */
  groups: Array<FieldGroup>,
  /** The twins of the first columns, by their own paths */
  twins: Array<FieldView>,
  /** The list of 年度重点任务 stands in this step */
  key_tasks: boolean,
  /** The indicator grid stands in this step */
  indicators: boolean,
};

/** What still has to be done before the official export. */
export type StillMissing = {
  /** The form, where it is one */
  form: number | null,
  /** 还有 3 处错误, 没有整体申报表 … */
  message: string,
  /** The kind of form that the year has none of */
  kind: FormKind | null,
};

/** Which side of which place suggestions are for. */
export type Suggest = {
  /** The form that is being filled */
  form: number,
  /** `name` or `value` */
  column: SuggestColumn,
  /** Key of the group */
  group: string,
  /** As typed so far: 汉字 or 拼音首字母 */
  text: string,
  /** 三级指标 of the row, for values */
  name?: string,
  /** The side, for the words that say where a suggestion comes from */
  side?: Side,
};

/** The column that suggestions are for. */
export type SuggestColumn = "name" | "value";

/** A suggestion. */
export type Suggestion = {
  /** What is put into the cell */
  text: string,
  /** For a name: a value that goes with it */
  value: string | null,
  /** 指标库・培训次数, 本单位 2025年 档案整理 */
  source: string,
};

/** Answer of `form.suggest`, best first, at most five. */
export type Suggestions = {
  /** The suggestions */
  suggestions: Array<Suggestion>,
};

/** Asks for the sums of chosen forms. */
export type SumForms = {
  /** The forms */
  forms: Array<number>,
};

/** Asks for the sums of a year. */
export type SumYear = {
  /** The year */
  year: number,
};

/** Answer of `ledger.summary`: what stands over and under the list of a year. */
export type Summary = {
  /** The year */
  year: number,
  /** 项目数 */
  projects: number,
  /** The unit form of the year, where there is one; the first of several */
  unit_form: number | null,
  /** How many there are: a year has one, but an import may bring another */
  unit_forms: number,
  /** 整体申报表已填, 填报中, 还没有; 有 2 张整体申报表 */
  unit_form_words: string,
  /** 年度资金合计 in 万元, as shown */
  annual_wan: string,
  /** 年度资金合计 in 元 */
  annual: string,
  /** 实施期资金合计 in 万元 */
  period_wan: string,
  /** 实施期资金合计 in 元 */
  period: string,
  /** Projects whose amounts do not read and are not in the sums */
  unread: number,
  /** 已完成 */
  done: number,
  /** Not done */
  unfinished: number,
  /** Errors of the year, those across forms counted */
  errors: number,
  /** Warnings of the year */
  warnings: number,
  /** Projects with errors or warnings */
  with_problems: number,
  /** 资金按来源, largest first, at most three and 其他 */
  sources: Array<SourceShare>,
  /** What is wrong with the sum of the sources: 来源之和 493.51，比合计少 0.10; empty where they agree */
  sources_message: string,
  /** How much that weighs: as much as its rule; null where the rule is off */
  sources_weight: SeverityView | null,
  /** Where to go for it */
  sources_form: number | null,
  /** With 整体申报表 and 项目支出预算表 */
  agreements: Array<Agreement>,
  /** Attributes that occur, for the filter */
  attributes: Array<string>,
  /** As in `forms.list` */
  settling: number,
};

/** Sums of chosen forms. */
export type Sums = {
  /** How many */
  forms: number,
  /** 年度资金 in 元, as shown */
  annual: string,
  /** 实施期资金 in 元, as shown */
  period: string,
  /** How many have an amount that does not read and is not in the sums */
  unread: number,
};

/** How sure the reader is of a place. */
export type Sureness = "sure" | "look_here" | "not_found";

/** A row of 年度重点任务. */
export type TaskRow = {
  /** Names the row in edits */
  key: string,
  /** 核心职能 */
  function: GridCell,
  /** 重点任务 */
  task: GridCell,
};

/** A template in a list. */
export type TemplateLine = {
  /** Stable id */
  id: string,
  /** Chinese name */
  name: string,
  /** Project or unit */
  kind: FormKind,
  /** Used by whom */
  used_by: string,
  /** False: built from general knowledge, and said so on screen */
  confirmed: boolean,
  /** First and last budget year, where known */
  from: number | null,
  /** See `from` */
  until: number | null,
  /** The printed title with the unit's region and the current year */
  title: string,
};

/** Answer of `templates.get`: all that is needed to lay a form out. */
export type TemplateView = {
  /** As in the list */
  line: TemplateLine,
  /** The unit in which the form prints money */
  money: string,
  /** The steps in order */
  steps: Array<StepView>,
  /** The indicator grid */
  grid: GridView,
  /** Heads of 年度重点任务 (核心职能, 重点任务); empty in a project form */
  key_task_heads: Array<string>,
};

/** Answer of `templates.list`. */
export type Templates = {
  /** The templates */
  templates: Array<TemplateLine>,
  /** Template files of the user's that were refused, in words */
  refused: Array<string>,
};

/** The look of the pages. */
export type Theme = "light" | "high_contrast";

/** Switches a rule on or off. */
export type ToggleRule = {
  /** Its code */
  code: string,
  /** Whether it runs */
  on: boolean,
};

/** A line of the log of imports and exports. */
export type TransferLine = {
  /** When, as shown */
  when: string,
  /** Who */
  who: string,
  /** 导入 or 导出 */
  direction: string,
  /** Name of the file */
  name: string,
  /** How many forms */
  forms: number,
};

/** Answer of `transfers.list`, newest first. */
export type Transfers = {
  /** The lines */
  lines: Array<TransferLine>,
};

/** Answer of `trash.list`. */
export type Trash = {
  /** Last deleted first */
  forms: Array<TrashLine>,
  /** Whether there are more than these */
  more: boolean,
};

/** A form in the 回收站. */
export type TrashLine = {
  /** Its number */
  form: number,
  /** Name */
  name: string,
  /** 年度 */
  year: number | null,
  /** Since when, as shown */
  deleted: string,
};

/** Undo and redo. */
export type UndoState = {
  /** There is something to undo */
  can_undo: boolean,
  /** There is something to redo */
  can_redo: boolean,
};

/** 单位信息: what new forms start with. `preparer` is the name that 修改记录 says. */
export type UnitInfo = {
  /** 主管部门代码, leading zeros kept */
  department_code: string,
  /** 主管部门: another unit than the own one for units of the second level; blank = the own unit */
  department: string,
  /** 本单位, 实施单位 of its forms and 部门名称 of its own unit form; blank = the department itself */
  implementing_unit: string,
  /** The place in the printed title, as it is called (云岫县) */
  region: string,
  /** 负责人 */
  head: string,
  /** 经办人: who stands in 修改记录 */
  preparer: string,
  /** 联系电话 */
  phone: string,
};

/** Answer of `unit.set`. */
export type UnitKept = {
  /** 单位信息 as it is kept */
  unit: UnitInfo,
  /** Forms whose automatic title followed the place; each one can be undone */
  retitled: number,
  /** 3 张表的标题已跟着改; empty where none did */
  message: string,
};

/** An amount whose source the form does not have: 财政拨款, of whichever level. */
export type UnplacedFund = {
  /** 实施期 or 年度 */
  side: string,
  /** The label as written: 其中：财政拨款 */
  label: string,
  /** In 元, as shown */
  amount: string,
  /** Where in the source */
  address: string,
};

/** A blank place below the grid. */
export type Unsigned = {
  /** The cell */
  path: string,
  /** Its label */
  label: string,
};

/** Answer of `package.verify`. A package that cannot be opened is an answer, not an error; a file that is not there is an error. */
export type VerifiedPackage = {
  /** The package is as it was made, and the code, where one was given, is that of a form in it */
  good: boolean,
  /** What was found, in words */
  message: string,
  /** Its forms in order */
  forms: Array<PackedForm>,
};

/** Verifies a package. */
export type VerifyPackage = {
  /** The package */
  path: string,
  /** A check code typed from paper: which form it belongs to */
  code?: string | null,
};

/** Passes a finding over, or takes that back. */
export type WaiveFinding = {
  /** The form */
  form: number,
  /** Key of the finding */
  finding: string,
  /** Why, at most 100 characters; blank takes the waiver back */
  reason: string,
};

/** A finding that was passed over. */
export type WaiverView = {
  /** Why */
  reason: string,
  /** Who */
  who: string,
  /** When, as shown */
  when: string,
};

/** A project that is not published. */
export type WithheldForm = {
  /** The form */
  form: number,
  /** Why; stands in the text, never with the project's name. May be empty */
  reason: string,
};

/** Writes 反馈包: codes, versions and counts, no text of a form. */
export type WriteFeedback = {
  /** The file */
  path: string,
  /** What the user writes */
  words: string,
};

/** Every operation with its request (without `op`) and its answer. */
export interface Operations {
  /** How the data stands. The first request of every window. */
  "app.state": { request: Nothing; answer: AppState };
  /** Tries to open the data again, after it was closed, in use or damaged. */
  "app.reopen": { request: Nothing; answer: AppState };
  /** What the user should know of although nothing was asked: a copy that failed, settings that do not read. Asked now and then. */
  "app.notices": { request: Nothing; answer: Notices };
  /** Versions and counts. */
  "app.about": { request: Nothing; answer: About };
  /** Puts the made-up unit into the data, to try everything on. */
  "sample.open": { request: Nothing; answer: OpenedSample };
  /** Takes the made-up unit out again. */
  "sample.remove": { request: Nothing; answer: Done };
  /** 单位信息. */
  "unit.get": { request: Nothing; answer: UnitInfo };
  /** Changes 单位信息; the automatic titles of forms follow the place. */
  "unit.set": { request: UnitInfo; answer: UnitKept };
  /** The settings. */
  "settings.get": { request: Nothing; answer: Settings };
  /** Changes the settings, all at once. */
  "settings.set": { request: Settings; answer: Settings };
  /** The templates. */
  "templates.list": { request: Nothing; answer: Templates };
  /** A template, with all that is needed to lay a form out. */
  "templates.get": { request: GetTemplate; answer: TemplateView };
  /** A page of the list of forms. */
  "forms.list": { request: ListForms; answer: FormPage };
  /** Sums of chosen forms. */
  "forms.sums": { request: SumForms; answer: Sums };
  /** What stands over and under the list of a year. */
  "ledger.summary": { request: SumYear; answer: Summary };
  /** Makes a form. */
  "form.create": { request: CreateForm; answer: Made };
  /** Copies a form, also into another year. */
  "form.copy": { request: CopyForm; answer: Copied };
  /** A form with everything that the window shows of it. */
  "form.open": { request: OneForm; answer: FormView };
  /** Edits a form: one user action, one step of undo. */
  "form.edit": { request: EditForm; answer: FormChanged };
  /** 恢复一致, 年度=实施期. */
  "form.link": { request: LinkForm; answer: FormChanged };
  /** Takes the last action back. */
  "form.undo": { request: FormAt; answer: FormChanged };
  /** Does it again. */
  "form.redo": { request: FormAt; answer: FormChanged };
  /** 按建议改. */
  "form.fix": { request: FixForm; answer: FormChanged };
  /** 忽略并说明理由, or takes that back. */
  "form.waive": { request: WaiveFinding; answer: FormChanged };
  /** Puts one old value of 修改记录 back. */
  "form.restore": { request: RestoreValue; answer: FormChanged };
  /** 修改记录. */
  "form.history": { request: ListHistory; answer: History };
  /** The form of the year before, held beside this one. */
  "form.last_year": { request: OneForm; answer: LastYear };
  /** The form piece by piece, for pasting it into a web system. */
  "form.pieces": { request: FormPieces; answer: PiecesView };
  /** Suggestions under a cell of the grid. */
  "form.suggest": { request: Suggest; answer: Suggestions };
  /** How a value reads while it is being typed. */
  "value.read": { request: ReadValue; answer: ReadingView };
  /** How an amount reads while it is being typed. */
  "amount.read": { request: ReadAmount; answer: AmountView };
  /** Puts forms into the 回收站. */
  "forms.delete": { request: Forms; answer: Done };
  /** Takes forms out of the 回收站. */
  "forms.restore": { request: Forms; answer: Done };
  /** The 回收站. */
  "trash.list": { request: Nothing; answer: Trash };
  /** Takes forms out of the 回收站 for good. */
  "trash.purge": { request: Forms; answer: Done };
  /** All findings of a year, and what is missing for the official export. */
  "check.year": { request: CheckYear; answer: CheckReport };
  /** Applies every safe fix of a year. */
  "check.fix_safe": { request: FixYear; answer: FixedYear };
  /** The rule book. */
  "rules.list": { request: Nothing; answer: RuleBook };
  /** The page of a rule. */
  "rules.explain": { request: OneRule; answer: RulePage };
  /** Switches a rule on or off. */
  "rules.toggle": { request: ToggleRule; answer: RuleBook };
  /** The pages of a form as pictures. */
  "print.preview": { request: Preview; answer: PreviewPages };
  /** Writes PDFs; a long job. */
  "print.pdf": { request: PrintPdf; answer: Started };
  /** Hands a PDF to the printer, or to the system's viewer. */
  "print.now": { request: PrintNow; answer: PrintedNow };
  /** The printers of the system. */
  "print.printers": { request: Nothing; answer: Printers };
  /** Looks at files; writes nothing. */
  "import.plan": { request: PlanImport; answer: ImportPlan };
  /** Does what a plan says. */
  "import.apply": { request: ApplyImport; answer: Imported };
  /** Verifies a package, and says whose a check code is. */
  "package.verify": { request: VerifyPackage; answer: VerifiedPackage };
  /** The mapping file for uploads that is used. */
  "mapping.get": { request: Nothing; answer: MappingView };
  /** Keeps a mapping file, or goes back to the built-in columns. */
  "mapping.set": { request: SetMapping; answer: MappingView };
  /** Formats of export. */
  "export.formats": { request: Nothing; answer: ExportFormats };
  /** Writes forms into files; a long job. */
  "export.run": { request: RunExport; answer: Started };
  /** The log of imports and exports. */
  "transfers.list": { request: Nothing; answer: Transfers };
  /** 项目支出预算表 of a year. */
  "budget.get": { request: GetBudget; answer: Budget };
  /** Changes it. */
  "budget.set": { request: SetBudget; answer: Budget };
  /** Reads it from a file. */
  "budget.import": { request: ImportBudget; answer: Budget };
  /** 公开材料 of a year: the text 十、绩效管理情况 with its numbers, personal data and errors of what is published. */
  "disclosure.get": { request: GetDisclosure; answer: Disclosure };
  /** Keeps what the officer decided: what is not published, corrected numbers, the unit's name. */
  "disclosure.set": { request: SetDisclosure; answer: Disclosure };
  /** Writes text, document and publication PDF into a folder; a long job. */
  "disclosure.run": { request: RunDisclosure; answer: Started };
  /** The copies of the data. */
  "backups.list": { request: Nothing; answer: Backups };
  /** Makes a copy. */
  "backups.create": { request: Nothing; answer: MadeFile };
  /** Makes a copy in a folder of the user's, such as a U盘. */
  "backups.copy_out": { request: CopyOut; answer: MadeFile };
  /** What restoring a copy would change. */
  "backups.difference": { request: OneBackup; answer: DifferenceView };
  /** Puts a copy in the place of the data; the present is saved first. */
  "backups.restore": { request: OneBackup; answer: Restored };
  /** The indicator library. */
  "library.list": { request: ListIndicators; answer: Library };
  /** Puts an indicator into it, or changes one. */
  "library.keep": { request: KeepIndicator; answer: Kept };
  /** Takes one out. */
  "library.remove": { request: OneIndicator; answer: Done };
  /** Takes the indicators of forms into it. */
  "library.keep_forms": { request: KeepOfForms; answer: Kept };
  /** Takes the indicators of a list in a file into it. */
  "library.import": { request: ImportIndicators; answer: ImportedIndicators };
  /** 填报说明 of a place. */
  "help.field": { request: FieldHelp; answer: HelpPage };
  /** 怎样做, job by job. */
  "help.topics": { request: Nothing; answer: HelpTopics };
  /** Writes 反馈包. */
  "feedback.write": { request: WriteFeedback; answer: MadeFile };
  /** How a long job stands. */
  "job.progress": { request: OneJob; answer: Progress };
  /** Stops a long job. */
  "job.cancel": { request: OneJob; answer: Progress };
}
