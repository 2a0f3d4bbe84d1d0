// From the first question to the PDFs of both kinds of forms without a mouse: where Tab stands is seen, nothing traps it, and no way is long.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { textOf, useRunning } from "./program";
import { done, field, holds, loaded, saved, step, test, typeIndicators } from "./ways";

const running = useRunning();
let page: Page;
beforeAll(() => {
  page = running.page;
});

/** Whether what has the focus is seen and marked: by a ring or a shade of its own, or of what stands around or behind it. */
function marked(): Promise<{ at: string; seen: boolean; ring: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return { at: "body", seen: false, ring: false };
    const ringed = (element: Element | null): boolean => {
      if (element === null) return false;
      const style = getComputedStyle(element);
      return (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const box = at.getBoundingClientRect();
    return {
      at: at.outerHTML.slice(0, 120),
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      ring: [at, at.parentElement, at.parentElement?.parentElement ?? null, at.nextElementSibling].some(ringed),
    };
  });
}

/** Presses Tab until it stands at something; each stop on the way is seen and marked. Gives how often. */
async function tabTo(selector: string, most: number, key = "Tab"): Promise<number> {
  const there = (): Promise<boolean> => page.evaluate((css) => document.activeElement?.matches(css) === true, selector);
  for (let presses = 0; presses <= most; presses += 1) {
    if (await there()) return presses;
    await page.keyboard.press(key);
    expect(await marked(), selector).toMatchObject({ seen: true, ring: true });
  }
  throw new Error(`${selector} is further than ${most} presses of ${key}; they stand at ${(await marked()).at}`);
}
async function write(path: string, text: string, most = 3): Promise<void> {
  await tabTo(field(path), most);
  await page.keyboard.insertText(text);
}
async function stands(selector: string): Promise<void> {
  await page.waitForFunction((css) => document.activeElement?.matches(css) === true, selector);
}
/** Loads the PDF of what the preview shows down with Enter. */
async function printed(): Promise<string> {
  await page.waitForSelector(".desk img.paper");
  await tabTo(test("save-pdf"), 12);
  const text = textOf(await loaded(page, () => page.keyboard.press("Enter")));
  await done(page);
  return text;
}

describe("without a mouse", () => {
  it("the first questions are answered", async () => {
    await page.waitForSelector(`${test("template")} option`, { state: "attached" });
    await stands(test("unit-name"));
    await page.keyboard.insertText("青石县水务局");
    await tabTo(test("unit-preparer"), 4);
    await page.keyboard.insertText("张明");
    await tabTo(test("unit-phone"), 1);
    await page.keyboard.insertText("0350-1234567");
    await tabTo('input[name="start"]', 4);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector(test("ledger-empty"));
    await stands("main h1");
  });

  it("the form of a project is filled in and printed", async () => {
    await page.keyboard.press("Control+n");
    await page.waitForSelector(test("step"));
    await stands(field("project_name"));
    await page.keyboard.insertText("石桥泵站机组维修");
    expect([await page.inputValue(field("preparer")), await page.inputValue(field("phone"))]).toEqual(["张明", "0350-1234567"]);
    await tabTo(field("category"), 2);
    await page.keyboard.press("ArrowDown");
    await write("attribute", "一次性项目", 6);
    await write("term", "1年");
    await step(page, 2);
    await write("funds.period.local", "186000", 4);
    await step(page, 3);
    await write("overview", "石桥泵站建成二十余年，两台机组叶轮磨损、轴承渗漏，出水量明显下降。本项目维修机组2台，更换电缆300米，资金由县财政安排。");
    await write("basis", "《青石县农村供水设施维修养护办法》（青水发〔2025〕9号）。");
    await write("necessity", "泵站担负三个村的供水，机组带病运行容易停机，维修后才能保证正常供水。");
    await write("safeguards", "由供水股负责实施，按政府采购规定选定施工单位，完工后组织验收，按本局财务制度付款。");
    await write("plan", "一季度完成采购，二季度完成机组维修和电缆更换，三季度验收并付款。");
    await step(page, 4);
    await write("goal_period", "完成石桥泵站2台机组维修和300米电缆更换，验收合格，三个村的供水恢复正常。");
    await step(page, 5);
    await stands(test("grid-field"));
    await typeIndicators(page, await page.inputValue(`${test("year")} select`));
    await page.keyboard.press("Control+p");
    const text = await printed();
    expect(text).toContain("石桥泵站机组维修");
    expect(text).not.toContain("草稿");
  });

  it("the unit form is made, begun and printed", async () => {
    // One pane after the other leads to the navigation, and Tab through its words.
    for (let pane = 0; pane < 4 && !(await page.evaluate(() => document.activeElement?.closest("nav") !== null)); pane += 1) await page.keyboard.press("F6");
    await tabTo(test("nav-unit"), 4);
    await page.keyboard.press("Enter");
    await page.waitForSelector("main .empty");
    await stands("main h1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(test("step"));
    await page.waitForFunction(() => document.querySelector("main")?.contains(document.activeElement) === true);
    await step(page, 3);
    await write("duties", "负责全县水利工程建设和农村供水管理。");
    await page.keyboard.press("Tab");
    await saved(page);
    await page.keyboard.press("Control+p");
    const text = await printed();
    expect(text).toContain("负责全县水利工程建设和农村供水管理。");
  });

  it("every page is walked through, and no stop is hidden", async () => {
    for (const [name, most] of [["ledger", 40], ["check", 90], ["import", 40], ["export", 50], ["disclosure", 60], ["backup", 40], ["settings", 50], ["help", 40]] as const) {
      for (let pane = 0; pane < 6 && !(await page.evaluate(() => document.activeElement?.closest("nav") !== null)); pane += 1) await page.keyboard.press("F6");
      await tabTo(`nav ${test(`nav-${name}`)}, nav ${test("leave-form")}`, 12).catch(async () => void (await tabTo(`nav ${test(`nav-${name}`)}`, 40, "Shift+Tab")));
      await page.keyboard.press("Enter");
      await page.waitForSelector(`${test(`nav-${name}`)}[aria-current=page]`);
      await page.waitForFunction(() => document.querySelector("main")?.contains(document.activeElement) === true);
      let stops = 0;
      for (; stops < most; stops += 1) {
        await page.keyboard.press("Tab");
        const at = await marked();
        if (at.at === "body") break;
        expect(at, name).toMatchObject({ seen: true, ring: true });
      }
      expect(stops, `${name} ends`).toBeLessThan(most);
      await page.keyboard.press("Shift+Tab");
    }
    expect(running.thrown()).toEqual([]);
  });

  it("who types on without waiting writes each text where it belongs", async () => {
    await page.keyboard.press("Control+n");
    await page.waitForSelector(test("step"));
    await step(page, 3);
    await stands(field("overview"));
    const texts = { overview: "abc1", basis: "abc2", necessity: "abc3", safeguards: "abc4", plan: "abc5" };
    for (const text of Object.values(texts)) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    for (const [path, text] of Object.entries(texts)) expect(await page.inputValue(field(path)), path).toBe(text);
    await saved(page);
    await step(page, 2);
    await stands(field("funds.period.central"));
    await page.keyboard.type("50000");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("20000");
    await page.keyboard.press("Tab");
    await holds(page, "funds.annual.total", "70,000");
    expect([await page.inputValue(field("funds.period.central")), await page.inputValue(field("funds.period.provincial"))]).toEqual(["50,000", "20,000"]);
    await saved(page);
    // What is offered for an amount is taken with Tab and Enter, and the keys stay in its field.
    await tabTo(field("funds.period.self_raised"), 6);
    await page.keyboard.insertText("1.5万");
    await page.keyboard.press("Enter");
    await page.waitForSelector(test("offer-funds.period.self_raised"));
    await tabTo(test("offer-funds.period.self_raised"), 2);
    await page.keyboard.press("Enter");
    await stands(field("funds.period.self_raised"));
    await page.keyboard.press("ArrowDown");
    await stands(field("funds.period.other"));
    await holds(page, "funds.period.self_raised", "15,000");
    await saved(page);
    expect(running.thrown()).toEqual([]);
  });
});
