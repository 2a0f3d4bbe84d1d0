// What only layout shows: nothing lies over what is needed, nothing is cut, and the keys go where the eyes are.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { useRunning } from "./program";
import { field, openRow, openSample, saved, step, test, to } from "./ways";

const running = useRunning();
let page: Page;
beforeAll(() => {
  page = running.page;
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
async function boxOf(selector: string): Promise<Box> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  return box;
}
/** What stands on the screen as a whole. */
async function inSight(selector: string): Promise<boolean> {
  const { x, y, width, height } = await boxOf(selector);
  return x >= 0 && y >= 0 && x + width <= 1366 && y + height <= 768;
}

describe("the first questions", () => {
  it("have their button in sight on a low screen", async () => {
    await page.setViewportSize({ width: 1280, height: 600 });
    const { y, height } = await boxOf(test("begin"));
    expect(y + height).toBeLessThanOrEqual(600);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it("guess the county, and typing takes the place of the guess", async () => {
    await page.waitForSelector(`${test("template")} option`, { state: "attached" });
    await page.fill(test("unit-name"), "青石县水务局");
    expect(await page.inputValue(test("unit-region"))).toBe("青石县");
    await page.click(test("unit-region"));
    await page.waitForFunction(() => document.getSelection()?.toString() === "青石县");
    await page.keyboard.type("白杨区");
    expect(await page.inputValue(test("unit-region"))).toBe("白杨区");
    await page.fill(test("unit-name"), "");
    await openSample(page);
  });
});

describe("the made-up unit", () => {
  it("has the row in which the keys stand in sight, also where the mouse led there", async () => {
    await openRow(page, 0);
    await page.click(test("leave-form"));
    await page.waitForFunction(() => document.activeElement?.matches(".name"));
    const ground = (row: number): Promise<string> => page.$eval(`[data-row="${row}"]`, (line) => getComputedStyle(line).backgroundColor);
    expect(await ground(0)).not.toBe(await ground(1));
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.closest("tr")?.getAttribute("data-row") === "1");
    expect(await ground(1)).not.toBe(await ground(0));
  });

  it("opens the menu of the right button as large as its commands", async () => {
    await to(page, "ledger");
    await page.click('[data-row="1"] .name', { button: "right" });
    await page.waitForSelector(test("context-menu"));
    const { width, height } = await boxOf(test("context-menu"));
    expect([width < 300, height < 400]).toEqual([true, true]);
    await page.keyboard.press("Escape");
  });

  it("counts a text that is too long in the corner of its field", async () => {
    await openRow(page, 0);
    const before = await page.inputValue(field("project_name"));
    await page.fill(field("project_name"), "灌".repeat(70));
    const count = await boxOf(".count.over");
    expect(count.width).toBeLessThan(100);
    await page.fill(field("project_name"), before);
    await page.keyboard.press("Tab");
    await saved(page);
  });

  it("says what lies below the fold, and goes there", async () => {
    await openRow(page, 0);
    expect(await page.innerText(test("below"))).toContain("标题与落款");
    await page.click(test("below"));
    await page.waitForSelector(test("below"), { state: "detached" });
    expect(await inSight(field("head"))).toBe(true);
  });

  it("walks through a column of amounts with the arrows", async () => {
    await step(page, 2);
    await page.focus(field("funds.annual.central"));
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate("document.activeElement.dataset.path")).toBe("funds.annual.provincial");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.dataset.path"), "the sum above takes nothing").toBe("funds.annual.central");
  });

  it("reads an amount in another unit on one press", async () => {
    const before = await page.inputValue(field("funds.annual.other"));
    await page.fill(field("funds.annual.other"), "18.6万");
    await page.keyboard.press("Tab");
    await page.click(test("offer-funds.annual.other"));
    await page.waitForFunction((path) => document.querySelector<HTMLInputElement>(path)?.value === "186,000", field("funds.annual.other"));
    await page.fill(field("funds.annual.other"), before);
    await page.keyboard.press("Tab");
    await saved(page);
  });

  it("shows the grid of indicators without a scroll bar where all of it fits", async () => {
    await step(page, 5);
    await page.waitForSelector("[data-line]");
    const rest = await page.$eval(".grid", (grid) => grid.scrollHeight - grid.clientHeight);
    expect(rest).toBe(0);
  });

  it("moves no format of the export under the mouse", async () => {
    await to(page, "export");
    await page.waitForSelector(test("held"));
    const last = "label.format:last-child";
    const before = await boxOf(last);
    for (const format of ["正式表样（文档）", "检查报告（网页）", "数据包"]) {
      await page.click(`label.format:has-text('${format}')`);
      expect(await boxOf(last)).toEqual(before);
    }
  });
});

describe("high contrast", () => {
  it("tells a box that takes nothing from one that does by its border, and the focus by its thickness", async () => {
    await to(page, "settings");
    await page.click("text=高对比");
    await openRow(page, 0);
    await step(page, 2);
    const border = (path: string): Promise<string> => page.$eval(field(path), (input) => getComputedStyle(input).borderStyle);
    expect([await border("funds.annual.total"), await border("funds.annual.local")]).toEqual(["dashed", "solid"]);
    await page.focus(field("funds.annual.local"));
    expect(await page.$eval(field("funds.annual.local"), (input) => getComputedStyle(input).boxShadow)).toContain("0px 0px 0px 3px");
  });
});

describe("字号 150 %", () => {
  beforeAll(async () => {
    await to(page, "settings");
    await page.fill("#unit-implementing_unit", "青石县水务局");
    await page.keyboard.press("Tab");
    await page.waitForSelector(".bar .unit");
    await page.selectOption(test("text-size"), "150");
  });

  it("leaves every way out of a form in sight", async () => {
    await openRow(page, 0);
    await step(page, 5);
    for (const way of [test("leave-form"), test("form-view"), test("to-pieces"), ".neighbours"]) expect([way, await inSight(way)]).toEqual([way, true]);
  });

  it("lays the panel over nothing", async () => {
    await step(page, 2);
    await page.click(test("problems"));
    const panel = await boxOf(".panel");
    expect(await page.locator(".left").isVisible(), "the steps make room").toBe(false);
    const amount = await boxOf(field("funds.annual.local"));
    const next = await boxOf(test("step-after"));
    for (const box of [amount, next]) expect(box.x + box.width).toBeLessThanOrEqual(panel.x);
    expect(await inSight(test("step-after"))).toBe(true);
    await page.click(test("problems"));
  });

  it("says a long message whole, below the bar", async () => {
    await to(page, "ledger");
    await page.keyboard.press("Control+s");
    const long = await page.$eval(test("toast"), (toast) => {
      const words = toast.querySelector("span");
      if (words !== null) words.textContent = "打印机没有出纸时，请看打印机是不是开着；也可以把 PDF 另存成文件再打印。".repeat(2);
      const [box, inner, bar] = [toast, words, document.querySelector(".bar")].map((one) => one?.getBoundingClientRect());
      return { below: (box?.top ?? 0) >= (bar?.bottom ?? Infinity), whole: (words?.scrollWidth ?? Infinity) <= Math.ceil(inner?.width ?? 0) && (inner?.bottom ?? Infinity) <= (box?.bottom ?? 0), right: (box?.right ?? Infinity) <= innerWidth };
    });
    expect(long).toEqual({ below: true, whole: true, right: true });
  });

  it("has room for the whole title of a form", async () => {
    await to(page, "ledger");
    await page.click("[data-row] .name");
    await page.waitForSelector(field("title"));
    expect(await page.$eval(field("title"), (title) => title.scrollWidth - title.clientWidth)).toBe(0);
  });

  it("keeps the name of the unit, the state of each project and the kinds of forms whole", async () => {
    await to(page, "ledger");
    await page.waitForSelector("[data-row]");
    // Widths of elements are whole numbers, and a third of a pixel cuts a sign.
    const cut = await page.$eval(".bar .unit", (unit) => {
      const text = document.createRange();
      text.selectNodeContents(unit);
      return text.getBoundingClientRect().width - unit.getBoundingClientRect().width;
    });
    expect(cut).toBeLessThan(0.02);
    expect(await page.innerText("thead")).toContain("状态");
    await to(page, "help");
    await page.click("label:has-text('填报说明')");
    expect(await inSight("select[aria-label='哪一种表']")).toBe(true);
  });

  it("shows paper as wide as there is room, and the ledger beside the panel whole", async () => {
    await to(page, "print");
    await page.waitForSelector(".desk img.paper");
    expect(await page.$eval(".desk", (desk) => desk.scrollWidth - desk.clientWidth)).toBe(0);
    await openRow(page, 0);
    await page.click(test("form-view"));
    await page.waitForSelector(".desk img.paper");
    expect(await page.$eval(".desk", (desk) => desk.scrollWidth - desk.clientWidth)).toBe(0);
    await to(page, "ledger");
    await page.click(test("problems"));
    const panel = await boxOf(".panel");
    for (const whole of [test("new-project"), ".counts .of-warnings"]) {
      const box = await boxOf(whole);
      expect([whole, box.x + box.width <= panel.x]).toEqual([whole, true]);
    }
    await page.click(test("problems"));
  });

  it("has thrown nothing", () => {
    expect(running.served.errors).toEqual([]);
  });
});
