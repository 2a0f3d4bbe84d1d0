// Both forms from the first question to a PDF that is no draft, with nothing imported: through the keyboard where there is a key for it.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { textOf, useRunning } from "./program";
import { begin, cells, done, fill, holds, loaded, openRow, saved, step, test, to, typeIndicators } from "./ways";

const running = useRunning();
let page: Page;
let year: string;
beforeAll(() => {
  page = running.page;
});

/** Prints what the preview shows, and gives the text of the file. */
async function printed(): Promise<string> {
  await page.waitForSelector(".desk img.paper");
  await page.waitForSelector(test("save-pdf"));
  expect(await page.locator(test("draft")).count(), "a form without errors is no draft").toBe(0);
  const text = textOf(await loaded(page, () => page.click(test("save-pdf"))));
  await done(page);
  expect(text).not.toContain("草稿");
  return text;
}

describe("the form of a project", () => {
  it("is filled from nothing", async () => {
    await begin(page);
    year = await page.inputValue(`${test("year")} select`);
    await page.keyboard.press("Control+n");
    await page.waitForSelector(test("step"));
    await fill(page, "project_name", "石桥泵站机组维修");
    await page.focus('[data-path="category"]');
    await page.keyboard.press("ArrowDown");
    await fill(page, "attribute", "一次性项目");
    await fill(page, "term", "1年");
    await step(page, 2);
    await fill(page, "funds.period.local", "186000");
    await page.waitForSelector("text=壹拾捌万陆仟元整");
    await step(page, 3);
    await fill(page, "overview", "石桥泵站建成二十余年，两台机组叶轮磨损、轴承渗漏，出水量明显下降。本项目维修机组2台，更换电缆300米，资金由县财政安排。");
    await fill(page, "basis", "《青石县农村供水设施维修养护办法》（青水发〔2025〕9号）。");
    await fill(page, "necessity", "泵站担负三个村的供水，机组带病运行容易停机，维修后才能保证正常供水。");
    await fill(page, "safeguards", "由供水股负责实施，按政府采购规定选定施工单位，完工后组织验收，按本局财务制度付款。");
    await fill(page, "plan", "一季度完成采购，二季度完成机组维修和电缆更换，三季度验收并付款。");
    await step(page, 4);
    await fill(page, "goal_period", "完成石桥泵站2台机组维修和300米电缆更换，验收合格，三个村的供水恢复正常。");
    await step(page, 5);
    await typeIndicators(page, year);
    // What stands on the left stands on the right.
    const [first] = await cells(page);
    expect(first).toEqual(["维修机组数量", "=2台", "维修机组数量", "=2台"]);
  });

  it("goes on after the program was ended, and what was done can be taken back and done again", async () => {
    page = await running.restart();
    await openRow(page, 0);
    await holds(page, "term", "1年");
    await step(page, 5);
    await page.focus(test("grid-field"));
    const last = async (): Promise<string | undefined> => (await cells(page))[8]?.[1];
    expect(await last()).toBe("≥95%");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll('[data-line="8"] [data-column="1"] .text').length === 0);
    await saved(page);
    page = await running.restart();
    await openRow(page, 0);
    await step(page, 5);
    await page.focus(test("grid-field"));
    expect(await last()).toBe("");
    await page.keyboard.press("Control+y");
    await page.waitForFunction(() => document.querySelector('[data-line="8"] [data-column="1"] .text')?.textContent === "≥95%");
    await saved(page);
  });

  it("becomes a PDF to be signed", async () => {
    await page.keyboard.press("Control+p");
    const text = await printed();
    for (const words of ["石桥泵站机组维修", "013-青石县水务局", "186,000", "维修机组数量", "≥95%", "三个村的供水恢复正常"]) expect(text).toContain(words);
  });
});

describe("the form of the unit", () => {
  it("is filled in all its parts", async () => {
    await to(page, "unit");
    await page.click(test("new-unit-form"));
    await page.waitForSelector(`${test("step")}[data-step=basics]`);
    for (const [path, text] of [
      ["internal_divisions", "8"],
      ["subordinate_units", "3"],
      ["staff_quota", "62"],
      ["staff_in_quota", "57"],
      ["staff_other", "4"],
    ] as const) {
      await fill(page, path, text);
    }
    await step(page, 2);
    for (const [path, text] of [
      ["budget.by_source.general_public", "952.40"],
      ["budget.by_source.government_fund", "20"],
      ["budget.by_use.basic", "953.80"],
      ["budget.by_use.project", "18.60"],
    ] as const) {
      await fill(page, path, text);
    }
    await step(page, 3);
    await fill(page, "duties", "负责全县水资源管理、农村供水和防汛抗旱工作。");
    await fill(page, "strategic_goal", "到2030年农村自来水普及率稳定在98%以上。");
    await step(page, 4);
    await fill(page, "annual_goal", "完成石桥泵站机组维修，全县农村供水正常，汛期安全。");
    // Enter on the last line goes on below it, in the column in which Tab began.
    await page.focus(test("grid-field"));
    for (const [duty, task] of [["农村供水", "维修石桥泵站机组2台"], ["防汛抗旱", "检修水闸12座"]] as const) {
      await page.keyboard.insertText(duty);
      await page.keyboard.press("Tab");
      await page.keyboard.insertText(task);
      await page.keyboard.press("Enter");
    }
    await saved(page);
    expect((await cells(page)).slice(0, 2)).toEqual([["农村供水", "维修石桥泵站机组2台"], ["防汛抗旱", "检修水闸12座"]]);
    await step(page, 5);
    await typeIndicators(page, year);
  });

  it("becomes a PDF with the sums that nobody typed", async () => {
    await page.keyboard.press("Control+p");
    await page.waitForSelector("text=整体申报表");
    const text = await printed();
    for (const words of ["青石县水务局", "61人", "57人", "62人", "972.40", "953.80", "18.60", "98%以上", "检修水闸12座", "维修机组数量", "≥95%"]) expect(text).toContain(words);
    expect(running.thrown()).toEqual([]);
  });
});
