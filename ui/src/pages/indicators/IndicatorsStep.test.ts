import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeEngine, type SampleRow } from "../../grid/testing/fake-engine";
import type { AppState, Edit, FormChanged, FormView, TaskRow, TemplateView } from "../../platform";
import type { Request } from "../../platform/host";
import { listenToKeys } from "../../frame/commands";
import { flushDrafts } from "../../state/drafts";
import { FormSession } from "../../state/formSession";
import { place } from "../../state/place";
import { state } from "../../state/program";
import { saving } from "../../state/saving";
import IndicatorsStep from "./IndicatorsStep.vue";
import KeyTaskGrid from "./KeyTaskGrid.vue";

const asked: Request[] = [];
let answer: (request: Request) => unknown = () => null;
vi.mock("../../platform/http", () => ({
  browserHost: {
    abilities: {},
    send: async (request: Request) => {
      asked.push(request);
      await Promise.resolve();
      return answer(request);
    },
  },
}));

const ROWS: Record<string, SampleRow[]> = {
  数量指标: [[["编发期数", "≥108期"]], [["印刷册数", "3000册"], ["印刷册数", "1000册"]]],
};
const TEMPLATE = {
  grid: {
    two_sided: true,
    sides: ["period", "annual"],
    heads: { level1: "一级指标", level2: "二级指标", name: "三级指标", value: "指标值", weight: "", period: "", annual: "" },
    tree: [],
    weights: null,
    name_limit: null,
    value_limit: null,
  },
} as unknown as TemplateView;
const DERIVED = { period_title: "实施期 3年", annual_title: "年度 2026年", indicators_words: "2 项指标", weights: null } as FormView["derived"];
const UNDO = { can_undo: true, can_redo: false };

let engine: FakeEngine;
let revision: number;
let session: FormSession;
let page: VueWrapper;
let stopKeys: () => void;

const groups = (): FormView["groups"] => engine.groups().map((group) => ({ ...group, level2_code: group.key }));
const changed = (touched: string[] = []): FormChanged => ({
  form: 1, revision, name: "表", cells: {}, groups: groups(), key_tasks: null, findings: [], derived: DERIVED, undo: UNDO, touched, saved_at: 0, saved_words: "已保存 14:03",
});
const view = (over: Partial<FormView> = {}): FormView =>
  ({ form: 1, kind: "project", template: "t", name: "表", year: 2026, revision, deleted: false, cells: {}, groups: groups(), key_tasks: [], findings: [], derived: DERIVED, undo: UNDO, neighbours: { previous: null, next: null, words: "" }, updated_at: 0, ...over }) as FormView;

function answers(request: Request): unknown {
  switch (request.op) {
    case "form.edit":
      if (request["base_revision"] !== revision) return { error: { code: "E_EDIT_STALE", message: "别处已改" } };
      engine.edit(request["edits"] as Edit[]);
      revision += 1;
      return { ok: changed() };
    case "form.suggest":
      return { ok: { suggestions: [{ text: "培训人次", value: "≥200人次", source: "指标库" }] } };
    case "value.read":
      return { ok: { read: "read", pieces: [], tidy: null } };
    case "library.list":
      return { ok: { lines: [{ id: null, level1: "产出指标", level2: "质量指标", level2_code: "quality", name: "合格率", value: "100%", kind: "购置" }], more: false, kinds: ["购置"] } };
    default:
      return { error: { code: "E_REQUEST", message: request.op } };
  }
}

function show(path?: string): void {
  page = mount(IndicatorsStep, { attachTo: document.body, props: { session, template: TEMPLATE, title: "绩效指标", path } });
}
const field = (): HTMLTextAreaElement => page.get<HTMLTextAreaElement>("[data-test=grid-field]").element;
function key(name: string, on: Element = field(), parts: KeyboardEventInit = {}): void {
  on.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...parts }));
}
function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new InputEvent("input", { bubbles: true }));
}
async function select(line: number, column: number): Promise<void> {
  page.get(`tr[data-line="${line}"] [data-column="${column}"]`).element.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0 }));
  document.dispatchEvent(new MouseEvent("mouseup"));
  await flushPromises();
}
const shown = (line: number): string[] => page.findAll(`tr[data-line="${line}"] [data-column]`).map((cell) => cell.text());

beforeEach(() => {
  asked.length = 0;
  revision = 1;
  engine = new FakeEngine(ROWS);
  answer = answers;
  state.value = { standing: "open" } as AppState;
  session = new FormSession(view());
  stopKeys = listenToKeys(window);
  show();
});
afterEach(() => {
  page.unmount();
  stopKeys();
});

describe("what is typed in the grid", () => {
  it("is stored when the cell is left, one request an action", async () => {
    await select(0, 1);
    type("≥120期");
    key("Enter");
    expect(await session.flush()).toBe(true);
    expect(engine.texts()[0]).toEqual(["数量指标", "编发期数", "≥120期", "编发期数", "≥120期"]);
    expect(asked.filter((one) => one.op === "form.edit")).toHaveLength(1);
  });

  it("stays in its cell while the disk is full, and is stored in order when it is tried again", async () => {
    answer = (request) => (request.op === "form.edit" ? { error: { code: "E_DISK_FULL", message: "磁盘空间不足" } } : answers(request));
    await select(0, 1);
    type("≥1期");
    key("Enter");
    await flushPromises();
    expect(saving.value).toMatchObject({ kind: "failed", message: "磁盘空间不足", remedy: "retry" });
    await select(1, 3);
    type("2册");
    key("Enter");
    await flushPromises();
    expect([shown(0)[1], shown(1)[3]]).toEqual(["≥1期", "2册"]);
    answer = answers;
    expect(await session.retry()).toBe(true);
    await flushPromises();
    expect(engine.texts().map((row) => row.slice(2))).toEqual([["≥1期", "编发期数", "≥1期"], ["3000册", "印刷册数", "2册"]]);
    expect([shown(0)[1], shown(1)[3]]).toEqual(["≥1期", "2册"]);
    expect(saving.value.kind).toBe("saved");
  });

  it("goes back where the user gives the change up", async () => {
    answer = (request) =>
      request.op === "form.edit" ? { error: { code: "E_EDIT_REFUSED", message: "不行" } } : request.op === "form.open" ? { ok: view() } : answers(request);
    await select(0, 1);
    type("≥1期");
    key("Enter");
    await flushPromises();
    await session.giveUp();
    await flushPromises();
    expect(shown(0)[1]).toBe("≥108期");
  });

  it("is stored when the page goes away, and before the window closes", async () => {
    await select(0, 0);
    type("半个词");
    page.unmount();
    await session.flush();
    expect(engine.texts()[0]?.[1]).toBe("半个词");
    show();
    await select(0, 0);
    type("整个词");
    flushDrafts();
    expect(await session.flush()).toBe(true);
    expect(engine.texts()[0]?.[1]).toBe("整个词");
  });

  it("in a new row is all stored before the session says that nothing is left", async () => {
    const line = page.findAll("tr[data-line]").findIndex((row) => row.find(".note").exists());
    await select(line, 0);
    type("决策作用");
    key("Tab");
    type("提升");
    key("Tab");
    expect(await session.flush()).toBe(true);
    expect(engine.texts()).toContainEqual(["经济效益", "决策作用", "提升", "决策作用", "提升"]);
    expect(asked.filter((one) => one.op === "form.edit")).toHaveLength(2);
  });
});

describe("the way to a cell", () => {
  it("is the path that was asked for, also a second time", async () => {
    const path = groups()[0]?.rows[1]?.annual?.value.path ?? "";
    page.unmount();
    show(path);
    await flushPromises();
    expect(field().getAttribute("aria-label")).toContain("数量指标 第2行 年度 指标值：1000册");
    expect(document.activeElement).toBe(field());
    await select(0, 0);
    place.value = { page: "project", form: 1, step: "indicators", path };
    await flushPromises();
    expect(field().getAttribute("aria-label")).toContain("1000册");
  });

  it("leads to what an undo changed", async () => {
    const path = groups()[0]?.rows[1]?.period?.name.path ?? "";
    answer = (request) => {
      if (request.op !== "form.undo") return answers(request);
      engine.edit([{ do: "set", path, text: "册数", alone: true }]);
      revision += 1;
      return { ok: changed([path]) };
    };
    session.undo();
    await session.flush();
    await flushPromises();
    expect(shown(1)[0]).toBe("册数");
    expect(field().getAttribute("aria-label")).toContain("册数");
  });
});

describe("the library", () => {
  it("opens with F4, fills a row with Enter and closes with Escape", async () => {
    await select(2, 0);
    key("F4");
    await flushPromises();
    const search = page.get<HTMLInputElement>("[data-test=library-search]").element;
    expect(document.activeElement).toBe(search);
    expect(asked.findLast((request) => request.op === "library.list")).toMatchObject({ level2: "质量指标" });
    key("Enter", search);
    await session.flush();
    await flushPromises();
    expect(engine.texts()).toContainEqual(["质量指标", "合格率", "100%", "合格率", "100%"]);
    key("Escape", search);
    await flushPromises();
    expect(page.find("[data-test=library-search]").exists()).toBe(false);
    expect(document.activeElement).toBe(field());
  });

  it("gives a suggested name its value where none is written, as one action", async () => {
    await select(2, 0);
    type("px");
    await vi.waitFor(() => expect(page.findAll("[role=option]")).toHaveLength(1));
    key("ArrowDown");
    key("Enter");
    await session.flush();
    expect(engine.texts()).toContainEqual(["质量指标", "培训人次", "≥200人次", "培训人次", "≥200人次"]);
    expect(asked.filter((one) => one.op === "form.edit")).toHaveLength(1);
  });
});

describe("年度重点任务", () => {
  it("are rows of the same grid", async () => {
    page.unmount();
    let tasks: TaskRow[] = [];
    const row = (id: number, duty: string, task: string): TaskRow => ({
      key: String(id),
      function: { path: `key_tasks[#${id}].function`, text: duty },
      task: { path: `key_tasks[#${id}].task`, text: task },
    });
    answer = (request) => {
      for (const edit of request["edits"] as Edit[]) {
        if (edit.do === "insert_task") tasks = tasks.toSpliced(edit.at, 0, row(tasks.length + 1, edit.function, edit.task));
        else if (edit.do === "set") tasks = tasks.map((one) => (one.task.path === edit.path ? { ...one, task: { ...one.task, text: edit.text } } : one));
        else throw new Error(edit.do);
      }
      revision += 1;
      return { ok: { ...changed(), key_tasks: tasks } };
    };
    session = new FormSession(view({ kind: "unit" }));
    page = mount(KeyTaskGrid, { attachTo: document.body, props: { session, heads: ["核心职能", "重点任务"] } }) as unknown as VueWrapper;
    await select(0, 0);
    type("档案保管");
    key("Tab");
    type("完成库房维修");
    key("Enter");
    await session.flush();
    await flushPromises();
    expect(shown(0)).toEqual(["档案保管", "完成库房维修"]);
    expect(tasks).toHaveLength(1);
  });
});
