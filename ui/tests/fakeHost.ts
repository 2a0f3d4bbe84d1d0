// A host whose engine is made up: it answers each request from the made-up unit, and keeps what is typed.
import type { CellView, FormChanged, FormLine, FormView, Operations, Settings, UnitInfo } from "../src/generated/engine";
import type { Host, Request } from "../src/platform/host";
import { cell, comma, PROJECT_TEMPLATE, projectLines, projectView, REPORT, SUMMARY, UNIT, UNIT_TEMPLATE, unitView, YEAR } from "./fakeForms";

type Answers = { [Op in keyof Operations]?: (request: Operations[Op]["request"]) => Operations[Op]["answer"] };

export interface FakeOptions {
  /** How the data stands at the beginning. */
  readonly standing?: "first" | "open" | "damaged" | "read_only";
  /** How many projects there are. */
  readonly projects?: number;
  /** The imported file has rows of 项目支出预算表 too. */
  readonly budget?: boolean;
  /** Imported forms name another year somewhere. */
  readonly carried?: boolean;
  /** Code with which every change is refused. */
  readonly refuse?: string;
  /** What the engine wants the user to know. */
  readonly notice?: string;
  /** An import brought a second unit form. */
  readonly twoUnits?: boolean;
}

const A4 = (title: string, number: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" width="595" height="842"><rect width="595" height="842" fill="#fff"/>` +
  `<text x="297" y="70" font-size="18" text-anchor="middle" font-family="serif">${title}</text>` +
  `<rect x="50" y="110" width="495" height="640" fill="none" stroke="#000"/><text x="297" y="800" font-size="10" text-anchor="middle">${number}</text></svg>`;

export function fakeHost(options: FakeOptions = {}): Host & { readonly asked: Request[] } {
  let count = options.projects ?? 9;
  let units = (options.twoUnits === true ? [100, 101] : [100]).map((form) => ({ ...projectLines(1)[0], form, kind: "unit" as const, name: UNIT, annual: form === 100 ? "520.60" : "" })) as FormLine[];
  let sample: number | null = null;
  let standing = options.standing ?? "open";
  let settings: Settings = {
    text_size: 100,
    theme: "light",
    inline_input: true,
    year: null,
    project_template: null,
    unit_template: null,
    folded_groups: [],
    rules: {},
    seen: [],
  };
  let unit: UnitInfo = { department_code: "005", department: UNIT, implementing_unit: UNIT, region: "青石", head: "", preparer: "", phone: "" };
  const views = new Map<number, FormView>();
  const view = (form: number): FormView => {
    const known = views.get(form) ?? (form === 100 ? unitView() : projectView(form));
    views.set(form, known);
    return known;
  };
  const changed = (form: number, cells: FormChanged["cells"]): FormChanged => {
    const now = view(form);
    const next = { ...now, revision: now.revision + 1, cells: { ...now.cells, ...cells } as FormView["cells"] };
    views.set(form, next);
    return {
      form,
      revision: next.revision,
      name: next.name,
      cells,
      groups: null,
      key_tasks: null,
      findings: next.findings,
      derived: next.derived,
      undo: next.undo,
      touched: [],
      saved_at: 0,
      saved_words: "已保存 14:03",
    };
  };
  const state = (): Operations["app.state"]["answer"] => ({
    standing,
    code: standing === "damaged" ? "E_DATA_DAMAGED" : null,
    message:
      standing === "damaged"
        ? "数据文件读不出来。下面是最近的备份，恢复其中一份就能继续；损坏的文件会原样保留。"
        : standing === "read_only"
          ? "另一个窗口（张三，14:01 起）正打开着这些数据，这里只能看。"
          : null,
    folder: "/home/user/.local/share/jibiao",
    backups: standing === "damaged" ? backups : [],
    unit: standing === "first" ? "" : unit.department,
    year: YEAR,
    years: [2026, 2025],
    sample,
    notices: options.notice === undefined ? [] : [{ code: "E_BACKUP", message: options.notice }],
    version: "0.1.0",
  });
  const backups = [
    { file: "a.db", when: "2026-12-18 09:00", reason: "启动时", forms: 10, size: 348_160, size_words: "340 KB" },
    { file: "b.db", when: "2026-12-17 16:15", reason: "定时", forms: 9, size: 340_000, size_words: "332 KB" },
    { file: "c.db", when: "2026-12-15 10:02", reason: "导入前", forms: 2, size: 120_000, size_words: "117 KB" },
  ];
  const rules = [
    { code: "B02", group: "B", group_title: "资金", title: "资金总额与来源之和不一致", severity: "error", forms: "项目表", on: true, default_on: true, waivable: false, risk: "低" },
    { code: "C02", group: "C", group_title: "指标值", title: "指标值没有计量单位", severity: "error", forms: "项目表、整体表", on: true, default_on: true, waivable: false, risk: "低" },
    { code: "F10", group: "F", group_title: "文字", title: "序号不连续", severity: "hint", forms: "项目表、整体表", on: false, default_on: false, waivable: true, risk: "高" },
  ] as Operations["rules.list"]["answer"]["rules"];

  let packing = false;
  let columns: Operations["mapping.get"]["answer"] = { name: null, columns: ["绩效指标：项目名称、三级指标"], message: "用的是通用的列" };
  const kept = { withheld: [] as { form: number; reason: string }[], corrected: [] as { figure: string; text: string }[], unit: null as string | null };
  const disclosure = (): Operations["disclosure.get"]["answer"] => {
    const findings = REPORT.forms.find((form) => form.form === 7)?.findings ?? [];
    const withheld = (form: number) => kept.withheld.find((one) => one.form === form);
    const held = withheld(7) === undefined;
    const text = kept.corrected.find((one) => one.figure === "managed_count")?.text ?? "9";
    return {
      year: YEAR,
      title: held ? "可以生成文字；公开件还不能生成：公开的表里还有 2 处错误。" : "可以生成文字和公开件。",
      unit: UNIT,
      unit_given: kept.unit !== null,
      organisation: "",
      questions: [],
      held_back: held ? "公开的表里还有 2 处错误" : null,
      privacy: 0,
      errors: held ? 2 : 0,
      findings: [],
      forms: projectLines(9).map((line) => ({
        form: line.form,
        revision: 3,
        kind: line.kind,
        name: line.name,
        category: "其他运转类",
        amount: "8.10",
        public: withheld(line.form) === undefined,
        reason: withheld(line.form)?.reason ?? "",
        held: line.form === 7 && held ? "2 处错误" : "",
        findings: line.form === 7 && held ? findings : [],
      })),
      paragraphs: [
        { heading: true, pieces: [{ text: "十、绩效管理情况", figure: null }] },
        { heading: false, pieces: [{ text: "纳入绩效目标管理的项目共", figure: null }, { text, figure: "managed_count" }, { text: "个。", figure: null }] },
      ],
      text: `十、绩效管理情况\n纳入绩效目标管理的项目共${text}个。`,
      figures: [
        { id: "managed_count", label: "纳入绩效目标管理的项目（个）", source: "全部项目表", text, computed: "9", corrected: text !== "9", outdated: false, editable: true },
      ],
      notes: [],
    };
  };

  const answers: Answers = {
    "app.state": state,
    "app.reopen": state,
    "app.notices": () => ({ notices: state().notices }),
    "app.about": () => ({ version: "0.1.0", folder: state().folder, rules: 54, templates: 6, schema: 3, licence: "Apache-2.0 OR MIT" }),
    "sample.open": () => {
      [sample, count] = [YEAR, 9];
      if (standing === "first") standing = "open";
      return { year: YEAR, message: `已打开示例：${YEAR}年度的 13 份表` };
    },
    "sample.remove": () => {
      [sample, count] = [null, 0];
      return {};
    },
    "unit.get": () => unit,
    "unit.set": (next) => {
      unit = next;
      if (standing === "first") standing = "open";
      return { unit, retitled: 0, message: "" };
    },
    "settings.get": () => settings,
    "settings.set": (next) => (settings = next),
    "templates.list": () => ({ templates: [PROJECT_TEMPLATE.line, UNIT_TEMPLATE.line], refused: [] }),
    "templates.get": ({ template }) => (template === "shanxi-unit" ? UNIT_TEMPLATE : PROJECT_TEMPLATE),
    "forms.list": ({ kind, search, only, attribute, offset, limit }) => {
      if (kind === "unit") return { forms: options.twoUnits === true ? units : [], total: units.length, more: false, settling: 0 };
      const all = projectLines(count).filter(
        (line) =>
          line.name.includes(search ?? "") &&
          (attribute == null || line.attribute === attribute) &&
          (only !== "problems" || line.errors + line.warnings > 0) &&
          (only !== "unfinished" || line.state !== "done"),
      );
      const from = offset ?? 0;
      const page = all.slice(from, from + (limit ?? 100));
      return { forms: page, total: all.length, more: from + page.length < all.length, settling: 0 };
    },
    "forms.sums": ({ forms }) => ({ forms: forms.length, annual: "1,277,500", period: "1,277,500", unread: 0 }),
    "ledger.summary": () => (count === 0 ? { ...SUMMARY, projects: 0, done: 0, unfinished: 0, errors: 0, warnings: 0, sources: [], sources_message: "", agreements: [], unit_form: null, unit_forms: 0, unit_form_words: "整体申报表未建" } : { ...SUMMARY, projects: count, unit_forms: units.length, unit_form: units[0]?.form ?? null, unit_form_words: units.length > 1 ? `有 ${units.length} 张整体申报表` : SUMMARY.unit_form_words }),
    "form.create": ({ kind }) => ({ form: kind === "unit" ? 100 : 2 }),
    "form.copy": () => ({ form: 2, made: true, message: "", look_at: [] }),
    "form.open": ({ form }) => view(form),
    "form.edit": ({ form, edits }) => {
      const set = edits.flatMap((edit) => (edit.do === "set" ? [edit] : []));
      const read = (text: string): CellView => (/^\d+(\.\d+)?万$/u.test(text) ? cell(text, text, { read: "unread", offer: (Number.parseFloat(text) * 10_000).toLocaleString("en-US") }) : cell(text));
      const stored = changed(form, Object.fromEntries(set.map((edit) => [edit.path, read(edit.text)])));
      const commas = set.filter((edit) => edit.text.endsWith("，")).map((edit) => comma(form, edit.path));
      return { ...stored, findings: [...stored.findings, ...commas] };
    },
    "form.link": ({ form }) => changed(form, {}),
    "form.undo": ({ form }) => changed(form, {}),
    "form.redo": ({ form }) => changed(form, {}),
    "form.fix": ({ form }) => changed(form, {}),
    "form.waive": ({ form }) => changed(form, {}),
    "form.restore": ({ form }) => changed(form, {}),
    "form.last_year": ({ form }) =>
      form === 7
        ? {
            year: YEAR - 1,
            form: 70,
            cells: [
              { path: "overview", place: "概况与依据 › 项目概况", text: "去年办了 4 次。", shown: "去年办了 4 次。", same: false },
              { path: "project_name", place: "基本信息 › 项目名称", text: view(7).name, shown: view(7).name, same: true },
            ],
            rows: [{ path: null, side: "年度", level2: "数量指标", name: "印发材料", value: "200份", standing: "gone" }],
          }
        : { year: YEAR - 1, form: null, cells: [], rows: [] },
    "library.list": () => ({
      lines: [
        { id: 5, level1: "产出指标", level2: "数量指标", level2_code: "quantity", name: "吹风会次数", value: "≥5次", kind: "", source: "本单位" },
        { id: null, level1: "产出指标", level2: "数量指标", level2_code: "quantity", name: "培训人次", value: "≥200人次", kind: "会议培训", source: "内置" },
      ],
      more: false,
      kinds: [{ key: "meeting", name: "会议培训", about: "" }],
    }),
    "library.keep": () => ({ indicators: 1 }),
    "library.keep_forms": () => ({ indicators: 3 }),
    "library.remove": () => ({}),
    "library.import": () => ({ indicators: 2, message: "已加入 2 条指标，1 条没有加入", notes: ["第 4 行：“其他指标”不是表上有的一类"] }),
    "form.history": () => ({
      lines: [
        { at: 0, when: "今天 14:03", who: "李四", operation: "修改", revision: 3, changes: [{ place: "资金 › 年度 › 市县(区)财政资金", before: "61000", after: "60000", can_restore: true }] },
      ],
      more: false,
    }),
    "forms.delete": ({ forms }) => {
      units = units.filter((line) => !forms.includes(line.form));
      return {};
    },
    "forms.restore": () => ({}),
    "trash.list": () => ({ forms: [] }) as unknown as Operations["trash.list"]["answer"],
    "amount.read": ({ text }) => ({ read: text === "" ? "blank" : "read", shown: text, capital: text === "" ? null : "捌万元整" }),
    "value.read": ({ text }) => ({ read: "read", pieces: [{ text, kind: "word" }], tidy: null }),
    "check.year": () => REPORT,
    "check.fix_safe": () => ({ forms: [] }),
    "rules.list": () => ({ rules }),
    "rules.explain": () => ({
      rule: rules[0]!,
      sections: [
        { heading: "检查什么", paragraphs: ["资金总额是否等于各来源之和。"] },
        { heading: "如何修改", paragraphs: ["改总额，或改其中一个来源。"] },
      ],
    }),
    "rules.toggle": () => ({ rules }),
    "help.topics": () => ({ topics: [{ id: "start", title: "怎样开始", steps: ["先写单位全称。"] }] }),
    "help.field": () => ({ title: "资金总额", paragraphs: ["等于五项来源之和。"], rules }),
    "print.preview": ({ form }) => ({
      pages: [{ number: 1, svg: A4(view(form).name, 1) }],
      page_count: 1,
      draft: form === 7 ? "还有 2 处错误，只能打印草稿" : "",
      unsigned: form === 1 ? [{ path: "head", label: "负责人" }, { path: "phone", label: "联系电话" }] : [],
      missing: [],
      check_code: "ABCD-EFGH-JKMN-PQRS",
    }),
    "print.pdf": () => ({ job: 1 }),
    "print.now": () => ({ printed: false, path: "/tmp/打印.pdf", message: "正在打开 PDF，请在那里打印" }),
    "print.printers": () => ({ printers: [] }),
    "export.formats": () => ({
      formats: [
        { id: "package", title: "数据包", note: "报送财政用，含数据校验码", extension: "jbz", one_file: true, official: true, drafts: false, copies: false },
        { id: "xlsx-rows", title: "上报表格（逐行）", note: "一个文件，每条指标一行", extension: "xlsx", one_file: true, official: true, drafts: false, copies: false },
        { id: "pdf", title: "PDF", note: "打印、签字、存档", extension: "pdf", one_file: false, official: false, drafts: true, copies: false },
        { id: "report-xlsx", title: "检查报告（电子表格）", note: "一个文件，列出全部问题", extension: "xlsx", one_file: true, official: false, drafts: false, copies: false },
        { id: "xlsx", title: "Excel", note: "单位自己留存、修改", extension: "xlsx", one_file: false, official: false, drafts: true, copies: true },
      ],
    }),
    "export.run": ({ format }) => {
      packing = format === "package";
      return { job: 2 };
    },
    "job.progress": () => ({
      standing: "done",
      done: 8,
      total: 9,
      message: "已导出 8 份，1 份留下",
      files: [packing ? "/home/user/报送/报送.jbz" : "/home/user/报送/1-政府办公综合业务经费.pdf"],
      faults: [{ form: 7, name: "政策吹风会与政务公开", code: "E_HELD", message: "还有 2 处错误" }],
      code: null,
    }),
    "job.cancel": () => ({ standing: "cancelled", done: 1, total: 9, message: "已停止", files: [], faults: [], code: null }),
    "transfers.list": () => ({ lines: [{ when: "12-17 10:05", who: "李四", direction: "导入", name: "2025年绩效目标申报表.xlsx", forms: 9 }] }),
    "budget.get": () => ({ year: YEAR, rows: [{ line: { name: "政策吹风会与政务公开", total: "8.00", carried_over: false }, shown: "8.00" }], total: "493.51" }),
    "backups.list": () => ({ failed: options.notice ?? null, backups, folder: "/home/user/.local/share/jibiao/backups" }),
    "backups.create": () => ({ path: "/home/user/.local/share/jibiao/backups/d.db" }),
    "backups.difference": () => ({
      lost: [{ form: 9, name: "重点工作督查系统运维" }],
      changed: [{ form: 7, name: "政策吹风会与政务公开" }],
      returned: [],
      words: "恢复后去掉 1 份、改回 1 份、找回 0 份",
      known: true,
    }),
    "backups.restore": () => ({ saved: "e.db", message: "已恢复到 2026-12-18 09:00；原来的数据存为 e.db" }),
    "import.plan": () => ({
      plan: "p1",
      forms: [
        {
          index: 0,
          name: "政务信息编报与年鉴编印",
          year: 2025,
          source: "2025年绩效目标申报表.xlsx 表5",
          existing: 6,
          existing_name: "政务信息编报与年鉴编印",
          proposal: "merge",
          cells: [
            { path: "term", place: "项目期", text: "", source: "", address: "表5 E4", sureness: "not_found", message: "这一格没有填", offer: null },
            { path: "department_code", place: "主管部门代码", text: "006", source: "006-青石县人民政府办公室", address: "表5 C3", sureness: "look_here", message: "代码登记为 005", offer: "005" },
            { path: "year", place: "年度", text: "2025", source: "2025", address: "表5 B1", sureness: "sure", message: "照原样", offer: null },
            { path: "project_name", place: "项目名称", text: "政务信息编报与年鉴编印", source: "政务信息编报与年鉴编印", address: "表5 C2", sureness: "sure", message: "照原样", offer: null },
          ],
          notes: ["没有读进来：第 30 行第 B 列 “制表说明”"],
          unplaced: [
            { side: "实施期", label: "其中：财政拨款", amount: "240,000", address: "第 7 行第 C 列" },
            { side: "年度", label: "其中：财政拨款", amount: "80,000", address: "第 7 行第 E 列" },
          ],
          fund_lines: [
            { key: "central", label: "中央财政资金" },
            { key: "local", label: "市县(区)财政资金" },
          ],
          errors: 1,
          warnings: 1,
        },
      ],
      budget: options.budget === true ? [{ name: "吹风会经费", total: "8.00", carried_over: false }, { name: "年鉴编印", total: "3.20", carried_over: true }] : [],
      refused: [],
      notes: ["第 3 张工作表没有申报表，没有读"],
    }),
    "import.apply": ({ forms }) => {
      const into = forms[0]?.as === "new" ? 2 : 6;
      changed(into, {});
      const look_at = [{ path: "overview", place: "概况与依据 › 项目概况", message: "写着 2025 年" }];
      return { forms: [into], carried: options.carried === true ? [{ form: into, name: "政务信息编报与年鉴编印", look_at }] : [], backup: "f.db", message: "导入 1 份表" };
    },
    "package.verify": ({ code }) => ({
      good: code == null || code === "ABCD-EFGH-JKMN-PQRS",
      message: code == null ? "数据包完好：1 份表" : code === "ABCD-EFGH-JKMN-PQRS" ? "校验码是“政务信息编报与年鉴编印”的" : `没有一份表的校验码是 ${code}`,
      forms: [{ name: "政务信息编报与年鉴编印", year: YEAR, code: "ABCD-EFGH-JKMN-PQRS", good: true }],
    }),
    "mapping.get": () => columns,
    "mapping.set": ({ path }) => {
      const name = path?.split("/").at(-1) ?? null;
      return (columns = { name, columns: ["绩效指标：项目名称、三级指标"], message: name === null ? "用的是通用的列" : `用的是“本县”（${name}）` });
    },
    "form.pieces": () => ({
      name: "政策吹风会与政务公开",
      errors: 2,
      pieces: [
        { place: "目标和资金", of: "项目名称", label: "项目名称", is_of_kind: false, text: "政策吹风会与政务公开" },
        { place: "目标和资金", of: "年度", label: "年度", is_of_kind: false, text: "2026" },
        { place: "绩效指标 · 年度 · 数量指标", of: "政策吹风会次数", label: "二级指标", is_of_kind: true, text: "数量指标" },
        { place: "绩效指标 · 年度 · 数量指标", of: "政策吹风会次数", label: "三级指标", is_of_kind: false, text: "政策吹风会次数" },
      ],
    }),
    "disclosure.get": () => disclosure(),
    "disclosure.set": (now) => {
      Object.assign(kept, now);
      return disclosure();
    },
    "disclosure.run": () => ({ job: 3 }),
    "backups.copy_out": ({ folder }) => ({ path: `${folder}/绩标备份.db` }),
    "feedback.write": () => ({ path: "/home/user/反馈.zip" }),
  };

  const asked: Request[] = [];
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    asked,
    abilities: { menu: false, folders: true, inlinePinyin: true, onTop: true },
    send: async (request) => {
      asked.push(request);
      const { op, ...rest } = request;
      const answer = answers[op as keyof Operations] as ((request: unknown) => unknown) | undefined;
      if (answer === undefined) return { error: { code: "E_REQUEST", message: `没有“${op}”这种请求。` } };
      if (options.refuse !== undefined && /^form\.(edit|link|undo|redo|fix)$/.test(op)) {
        return { error: { code: options.refuse, message: "磁盘空间不足，这一处修改没有存上。请腾出空间再试。" } };
      }
      return { ok: structuredClone(answer(rest)) };
    },
    reveal: nothing,
    pickFiles: () => Promise.resolve(["/home/user/2025年绩效目标申报表.xlsx"]),
    pickTarget: ({ name }) => Promise.resolve(`/home/user/${name}`),
    pickFolder: () => Promise.resolve("/home/user/报送"),
    openFile: nothing,
    deliver: nothing,
    showFolder: nothing,
    keepText: (folder, name) => Promise.resolve(`${folder}/${name}`),
    showMenu: nothing,
    onClose: nothing,
    keepOnTop: nothing,
    setInlinePinyin: nothing,
  };
}
