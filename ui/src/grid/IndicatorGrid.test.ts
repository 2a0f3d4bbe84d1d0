import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import type { FindingView, ReadingView, Suggestion } from "../platform";
import IndicatorGrid from "./IndicatorGrid.vue";
import { groupsFrom } from "./model/rows";
import type { Shape } from "./model/shape";
import { FakeEngine, type SampleRow } from "./testing/fake-engine";
import { useGrid, type GridState } from "./useGrid";

const SHAPE: Shape = { sides: ["period", "annual"], fields: ["name", "value"] };
const ROWS: Record<string, SampleRow[]> = {
  数量指标: [[["编发期数", "≥108期"]], [["印刷册数", "3000"], ["印刷册数", "1000册"]]],
  质量指标: [[["采用率", "≥60%"]]],
};
const READING: ReadingView = {
  read: "unread",
  pieces: [{ text: "2", kind: "number" }, { text: "缺单位", kind: "missing" }],
  tidy: null,
};
const OFFERS: Suggestion[] = [
  { text: "≥2次", value: null, source: "指标库・培训次数" },
  { text: "≥2期", value: null, source: "指标库・培训期数" },
];

let engine: FakeEngine;
let grid: GridState;
let page: VueWrapper;
let field: HTMLTextAreaElement;
let elsewhere: HTMLInputElement;

function finding(path: string): FindingView {
  return {
    key: "1", code: "C01", severity: "error", severity_word: "错误", form: 1, step: "indicators", path, related: [], place: "", message: "没有计量单位",
    advice: "", fix: null, unfinished: false, waivable: false, waiver: null,
  };
}

function start(rows: Record<string, SampleRow[]> = ROWS, findings: (engine: FakeEngine) => FindingView[] = () => []): void {
  engine = new FakeEngine(rows);
  grid = useGrid(SHAPE, groupsFrom(SHAPE, engine.groups()), (edits) => {
    engine.edit(edits);
    queueMicrotask(() => grid.model.load(groupsFrom(SHAPE, engine.groups()), 1));
  });
  elsewhere = document.createElement("input");
  document.body.append(elsewhere);
  page = mount(IndicatorGrid, {
    attachTo: document.body,
    props: {
      grid,
      label: "绩效指标表",
      heads: { level1: "一级", level2: "二级", sides: ["实施期", "年度"], fields: ["三级指标", "指标值"] },
      findings: findings(engine),
      suggest: () => Promise.resolve(OFFERS),
      read: () => Promise.resolve(READING),
    },
  });
  field = page.get("textarea").element;
  field.focus();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  start();
});
afterEach(() => {
  page.unmount();
  elsewhere.remove();
  vi.useRealTimers();
});

/** The time that events carry, in milliseconds; events of a browser know when they happened. */
let clock = 1_000;
function send<Sent extends Event>(event: Sent, after = 200): Sent {
  clock += after;
  Object.defineProperty(event, "timeStamp", { value: clock });
  field.dispatchEvent(event);
  return event;
}
interface KeyParts extends KeyboardEventInit {
  keyCode?: number;
}
function key(name: string, { keyCode = 0, ...parts }: KeyParts = {}, after = 200): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...parts });
  Object.defineProperty(event, "keyCode", { value: keyCode });
  if (parts.isComposing === true) Object.defineProperty(event, "isComposing", { value: true });
  return send(event, after);
}
function composition(type: "start" | "update" | "end", data: string, after = 30): void {
  send(new CompositionEvent(`composition${type}`, { data, bubbles: true }), after);
}
/** The webview puts a text into the field and says so. */
function webviewWrites(text: string): void {
  field.value = text;
  send(new InputEvent("input", { bubbles: true }), 0);
}
/** What an input method does in a webview that tells of it: letters n i, 你 chosen with a key. */
function composeWithEvents(upTo: "open" | "done", before = ""): void {
  key("n", { keyCode: 229 });
  composition("start", "");
  webviewWrites(`${before}n`);
  key("i", { keyCode: 229, isComposing: true });
  composition("update", "ni");
  webviewWrites(`${before}ni`);
  if (upTo === "open") return;
  webviewWrites(`${before}你`);
  composition("end", "你");
}
const cell = (line: number, column: number): HTMLElement =>
  page.get<HTMLElement>(`tr[data-line="${line}"] [data-column="${column}"]`).element;
function press(line: number, column: number, parts: MouseEventInit = {}): void {
  cell(line, column).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0, ...parts }));
  document.dispatchEvent(new MouseEvent("mouseup"));
}
const shown = (line: number, column: number): string => cell(line, column).querySelector(".text")?.textContent ?? "";
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await nextTick();
}
function clipboard(type: "copy" | "cut" | "paste", data: Record<string, string> = {}): Record<string, string> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.defineProperty(event, "clipboardData", {
    value: { getData: (kind: string) => data[kind] ?? "", setData: (kind: string, text: string) => (data[kind] = text) },
  });
  send(event);
  return data;
}

describe("the first letter on a cell that is only selected", () => {
  it("is taken where the webview tells of compositions", async () => {
    composeWithEvents("open");
    expect(grid.model.draft?.text).toBe("ni");
    webviewWrites("你");
    composition("end", "你");
    key("Enter");
    await settle();
    expect(shown(0, 0)).toBe("你");
    expect(engine.texts()[0]).toEqual(["数量指标", "你", "≥108期", "你", "≥108期"]);
  });

  it("is taken where the webview tells of none: only keys 229 and texts come", async () => {
    key("Unidentified", { keyCode: 229 });
    key("Unidentified", { keyCode: 229 });
    expect(grid.model.draft).toBeNull();
    // The keys that choose and confirm are the input method's as well.
    for (const name of ["ArrowDown", "Enter", "Tab"]) expect(key(name, { keyCode: 229 }).defaultPrevented).toBe(false);
    expect(grid.model.active).toEqual({ line: 0, column: 0 });
    webviewWrites("你");
    key("Enter", { keyCode: 229 });
    webviewWrites("你好");
    expect(grid.model.draft?.text).toBe("你好");
    key("Enter");
    await settle();
    expect(shown(0, 0)).toBe("你好");
  });

  it("is a plain letter where there is no input method", async () => {
    key("5", { keyCode: 53 });
    webviewWrites("5");
    key("Tab");
    await settle();
    expect(shown(0, 0)).toBe("5");
    expect(grid.model.active).toEqual({ line: 0, column: 1 });
    expect(field.value).toBe("");
  });

  it("leaves the cell as it was where the composition is given up", async () => {
    composeWithEvents("open");
    webviewWrites("");
    composition("end", "");
    expect(grid.model.draft).toBeNull();
    await settle();
    expect(shown(0, 0)).toBe("编发期数");
  });

  it("finds a blank field that has the focus, with the cell's words only in its name", () => {
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("");
    expect(field.getAttribute("aria-label")).toBe("数量指标 第1行 实施期 三级指标：编发期数。两侧一致");
  });
});

describe("keys while an input method composes", () => {
  it("belong to it: Enter, arrows, Escape, Tab, Delete", () => {
    composeWithEvents("open");
    for (const name of ["Enter", "ArrowDown", "ArrowLeft", "Escape", "Tab", "Delete", "F2", "Insert"]) {
      expect(key(name, { keyCode: 229, isComposing: true }).defaultPrevented).toBe(false);
      expect(key(name, { keyCode: 13 }).defaultPrevented).toBe(false);
    }
    expect(grid.model.draft?.text).toBe("ni");
    expect(grid.model.active).toEqual({ line: 0, column: 0 });
  });

  it("the Enter that WebKit sends after the end neither breaks the line nor leaves the cell", () => {
    composeWithEvents("done");
    expect(key("Enter", { keyCode: 13 }, 5).defaultPrevented).toBe(true);
    expect(grid.model.draft?.text).toBe("你");
    expect(key("Enter", { keyCode: 229 }, 5).defaultPrevented).toBe(false);
    expect(grid.model.draft?.text).toBe("你");
    key("Enter", { keyCode: 13 }, 100);
    expect(grid.model.draft).toBeNull();
    expect(grid.model.active).toEqual({ line: 1, column: 0 });
  });

  it("a letter right after the end is still typed", () => {
    composeWithEvents("done");
    expect(key("好", { keyCode: 72 }, 5).defaultPrevented).toBe(false);
    webviewWrites("你好");
    expect(grid.model.draft?.text).toBe("你好");
  });

  it("a second composition goes on in the same cell", async () => {
    composeWithEvents("done");
    composeWithEvents("done", "你");
    key("Enter", {}, 100);
    await settle();
    expect(shown(0, 0)).toBe("你你");
  });
});

describe("leaving while an input method composes", () => {
  it("by a press on another cell keeps the text in the old cell, with an end that comes at once", async () => {
    composeWithEvents("open");
    field.addEventListener("blur", () => composition("end", "ni", 0), { once: true });
    press(1, 1);
    await settle();
    expect(shown(0, 0)).toBe("ni");
    expect(grid.model.active).toEqual({ line: 1, column: 1 });
    expect(grid.model.draft).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it("by a press on another cell, with an end that comes later", async () => {
    composeWithEvents("open");
    press(1, 1);
    expect(grid.model.active).toEqual({ line: 0, column: 0 });
    webviewWrites("你");
    composition("end", "你");
    await settle();
    expect(shown(0, 0)).toBe("你");
    expect(grid.model.active).toEqual({ line: 1, column: 1 });
  });

  it("by a press on another cell, with an end that never comes", async () => {
    composeWithEvents("open");
    press(1, 1);
    vi.advanceTimersByTime(150);
    await settle();
    expect(shown(0, 0)).toBe("ni");
    expect(grid.model.active).toEqual({ line: 1, column: 1 });
    // A late end finds a blank field and starts nothing.
    composition("end", "");
    webviewWrites("");
    expect(grid.model.draft).toBeNull();
  });

  it("by a press elsewhere keeps the text", async () => {
    composeWithEvents("open");
    elsewhere.focus();
    composition("end", "ni");
    await settle();
    expect(shown(0, 0)).toBe("ni");
  });

  it("by a press elsewhere, without an end, keeps the letters as they stood", async () => {
    composeWithEvents("open");
    elsewhere.focus();
    vi.advanceTimersByTime(150);
    await settle();
    expect(shown(0, 0)).toBe("ni");
  });

  it("by going away from the page keeps the letters as they stood", () => {
    composeWithEvents("open");
    page.unmount();
    expect(engine.texts()[0]?.[1]).toBe("ni");
  });

  it("into another window keeps the text and the cell open", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    webviewWrites("半个");
    send(new FocusEvent("blur"));
    await settle();
    expect(engine.texts()[0]?.[1]).toBe("半个");
    expect(grid.model.draft?.text).toBe("半个");
    vi.restoreAllMocks();
  });
});

describe("the mouse", () => {
  it("keeps what was typed when another cell is pressed, and selects by dragging and with Shift", async () => {
    webviewWrites("新名称");
    press(1, 2);
    await settle();
    expect(shown(0, 0)).toBe("新名称");
    press(0, 1, { shiftKey: true });
    expect(grid.model.range).toEqual({ top: 0, bottom: 1, left: 1, right: 2 });
    cell(0, 0).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0 }));
    cell(1, 1).dispatchEvent(new MouseEvent("mousemove", { bubbles: true }));
    document.dispatchEvent(new MouseEvent("mouseup"));
    cell(2, 3).dispatchEvent(new MouseEvent("mousemove", { bubbles: true }));
    expect(grid.model.range).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    await settle();
    expect(page.findAll('[aria-selected="true"]')).toHaveLength(4);
  });

  it("opens a cell by a double press, fills by the handle and ties the sides by the sign between them", async () => {
    cell(1, 1).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0 }));
    cell(1, 1).dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    await settle();
    expect(field.value).toBe("3000");
    key("Escape");
    press(0, 1);
    await settle();
    page.get(".handle").element.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
    cell(2, 1).dispatchEvent(new MouseEvent("mousemove", { bubbles: true }));
    document.dispatchEvent(new MouseEvent("mouseup"));
    await settle();
    expect([shown(1, 1), shown(2, 1), shown(2, 3)]).toEqual(["≥108期", "≥108期", "≥108期"]);
    await page.get("td.link button").trigger("click");
    await settle();
    expect(shown(1, 3)).toBe("≥108期");
    expect(page.find("td.link button").exists()).toBe(false);
  });
});

describe("keys of the grid", () => {
  it("go where they go in a spreadsheet", () => {
    key("ArrowDown");
    key("ArrowRight", { shiftKey: true });
    expect(grid.model.range).toEqual({ top: 1, bottom: 1, left: 0, right: 1 });
    key("End", { ctrlKey: true });
    expect(grid.model.active.column).toBe(3);
    key("Home");
    expect(grid.model.active.column).toBe(0);
    key("a", { ctrlKey: true });
    expect(grid.model.range.bottom).toBe(grid.model.lines.length - 1);
    key("Escape");
    expect(grid.model.hasRange).toBe(false);
  });

  it("open, give up, empty, fill, insert, take out, move", async () => {
    key("F2");
    expect(field.value).toBe("编发期数");
    webviewWrites("编发期");
    key("Escape");
    expect(field.value).toBe("");
    key("ArrowRight");
    key("Delete");
    await settle();
    expect([shown(0, 1), shown(0, 3)]).toEqual(["", ""]);
    key("ArrowDown");
    key("ArrowDown");
    key("d", { ctrlKey: true });
    await settle();
    expect(shown(2, 1)).toBe("3000");
    key("ArrowUp", { altKey: true });
    await settle();
    expect(engine.texts().map((row) => row[0])).toEqual(["数量指标", "数量指标", "数量指标"]);
    key("Insert");
    await settle();
    expect(engine.texts()).toHaveLength(4);
    key("-", { ctrlKey: true });
    await settle();
    expect(engine.texts()).toHaveLength(3);
  });

  it("leave a cell that was typed over, and move the caret in one that was opened", () => {
    webviewWrites("x");
    expect(key("ArrowRight").defaultPrevented).toBe(true);
    expect(grid.model.active.column).toBe(1);
    key("F2");
    expect(key("ArrowLeft").defaultPrevented).toBe(false);
    expect(key("z", { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(grid.model.draft).not.toBeNull();
  });

  it("let Tab out of the grid at its ends", () => {
    expect(key("Tab", { shiftKey: true }).defaultPrevented).toBe(false);
    key("End", { ctrlKey: true });
    expect(key("Tab").defaultPrevented).toBe(false);
  });
});

describe("suggestions and the reading", () => {
  async function typed(text: string): Promise<void> {
    press(0, 1);
    webviewWrites(text);
    await settle();
    vi.advanceTimersByTime(100);
    await settle();
  }

  it("stand below the cell while it is edited; nothing is chosen by itself, so that Enter keeps what was typed", async () => {
    await typed("2");
    expect(page.get(".reading").text()).toBe("读作2缺单位");
    expect(page.findAll("[role=option]")).toHaveLength(2);
    expect(page.find('[role=option][aria-selected="true"]').exists()).toBe(false);
    key("Enter");
    await settle();
    expect(shown(0, 1)).toBe("2");
    expect(page.find(".popup").exists()).toBe(false);
  });

  it("are taken with ↓ and Enter, or by a press, and let go with Escape", async () => {
    await typed("2");
    key("ArrowDown");
    key("ArrowDown");
    await settle();
    expect(field.getAttribute("aria-activedescendant")).toBe(page.get('[role=option][aria-selected="true"]').attributes("id"));
    key("Escape");
    expect(grid.model.draft?.text).toBe("2");
    key("ArrowDown");
    key("Enter");
    await settle();
    expect(shown(0, 1)).toBe("≥2次");
    await typed("3");
    await page.findAll("[role=option]")[1]?.trigger("click");
    expect(grid.model.draft?.text).toBe("≥2期");
  });
});

describe("the clipboard", () => {
  it("gives the selection as text and as a table, and takes it back", async () => {
    press(1, 1, { shiftKey: true });
    const data = clipboard("copy");
    expect(data["text/plain"]).toBe("编发期数\t≥108期\r\n印刷册数\t3000");
    expect(data["text/html"]).toContain("<td");
    press(2, 0);
    clipboard("paste", data);
    await settle();
    expect(engine.texts().slice(2)).toEqual([
      ["质量指标", "编发期数", "≥108期", "编发期数", "≥108期"],
      ["质量指标", "印刷册数", "3000", "印刷册数", "3000"],
    ]);
  });

  it("stands marked in the field for the moment in which the webview copies", () => {
    key("c", { ctrlKey: true });
    expect(field.value).toBe("编发期数");
    expect(field.selectionEnd).toBe(4);
    clipboard("copy");
    expect(field.value).toBe("");
  });

  it("cuts, and pastes a single cell of Excel into a text without its line break", async () => {
    clipboard("cut");
    await settle();
    expect(shown(0, 0)).toBe("");
    key("F2");
    clipboard("paste", { "text/plain": "培训次数\r\n" });
    expect(grid.model.draft?.text).toBe("培训次数");
  });

  it("puts twenty rows of WPS into their levels as one action", async () => {
    const level = (name: string, span: number): string => `<td rowspan="${span}">${name}</td>`;
    const rows = Array.from({ length: 20 }, (_, index) => {
      const first = index === 0 ? level("产出指标", 20) : "";
      const second = index === 0 ? level("数量指标", 12) : index === 12 ? level("时效指标", 8) : "";
      return `<tr>${first}${second}<td>事项${index}</td><td>≥${index}次</td></tr>`;
    });
    let actions = 0;
    const edit = engine.edit.bind(engine);
    engine.edit = (edits) => {
      actions += 1;
      edit(edits);
    };
    clipboard("paste", { "text/html": `<table>${rows.join("")}</table>`, "text/plain": "-" });
    await settle();
    expect(actions).toBe(1);
    expect(engine.texts().filter((row) => row[0] === "时效指标")).toHaveLength(8);
    expect(engine.texts()).toContainEqual(["数量指标", "事项3", "≥3次", "事项3", "≥3次"]);
  });
});

describe("what is seen and heard", () => {
  it("findings stand in the cell with a sign and words", async () => {
    page.unmount();
    start(ROWS, (of) => [finding(of.groups()[0]?.rows[1]?.period?.value.path ?? "")]);
    await settle();
    expect(cell(1, 1).classList.contains("error")).toBe(true);
    expect(cell(1, 1).querySelector("svg")?.getAttribute("aria-label")).toBe("错误：没有计量单位");
    press(1, 1);
    await settle();
    expect(field.getAttribute("aria-label")).toBe("数量指标 第2行 实施期 指标值：3000。错误：没有计量单位，两侧不同");
    expect(page.get("[aria-live]").text()).toContain("3000");
  });

  it("an empty level says that it may stay so, and levels cover their lines", () => {
    expect(page.findAll(".note").map((note) => note.text())).toEqual(["可不填", "可不填", "可不填", "可不填"]);
    expect(page.findAll("th.level1").map((head) => head.attributes("rowspan"))).toEqual(["5", "4", "1"]);
    expect(page.findAll("td.link.same")).toHaveLength(2);
    expect(page.findAll("td.link.differs")).toHaveLength(1);
  });
});
