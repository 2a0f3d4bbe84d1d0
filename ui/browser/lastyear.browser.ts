// The way that most take: last year's workbook in, this year's form out, and what is handed on of it: a PDF to be signed, the sheet for
// the bureau's system, the chapter for the public. All from the pages.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { sampleSheet, useRunning } from "./program";
import { choose, done, field, loaded, opened, openRow, saved, step, test, to } from "./ways";

/** The sample's first project, a year on. */
const NAME = "遗属生活困难补助";

const running = useRunning();
let page: Page;
beforeAll(() => {
  page = running.page;
});

describe("last year's workbook", () => {
  it("is what the first questions lead to, and comes in with the new budget", async () => {
    await page.waitForSelector(`${test("template")} option`, { state: "attached" });
    await page.fill(test("unit-name"), "云岫县档案馆");
    await page.fill(test("unit-code"), "037");
    await page.click(test("begin"));
    await choose(page, test("pick-files"), sampleSheet(running.folder));
    await page.waitForSelector(test("keep-old"));
    await page.click(test("apply-import"));
    // Texts that still name the old year are listed; nothing of them was changed.
    await page.waitForSelector(test("year-texts"));
    await page.click("text=再导入一个文件");
    const budget = join(running.folder, "预算.csv");
    writeFileSync(budget, `项目支出预算表\n单位：万元\n项目名称,合计\n${NAME},1.95\n`);
    await choose(page, test("pick-files"), budget);
    await page.click(test("apply-import"));
    await to(page, "ledger");
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 1);
  });

  it("stands beside the new form, value by value", async () => {
    await openRow(page, 0);
    await page.click(test("last-year"));
    await page.waitForSelector("[role=dialog] tbody tr");
    const texts = await page.$$eval("[role=dialog] tbody tr", (rows) => rows.map((row) => (row as HTMLElement).innerText));
    expect(texts.filter((text) => text.includes("市县(区)财政资金") && text.includes("19,488") && text.includes("（空白）"))).not.toEqual([]);
    expect(texts.filter((text) => text.includes("补助遗属人数") && text.includes("没有变"))).not.toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("is filled until nothing is left", async () => {
    await step(page, 2);
    await page.fill(field("funds.period.local"), "19488");
    await page.keyboard.press("Tab");
    await page.waitForSelector("text=壹万玖仟肆佰捌拾捌元整");
    await step(page, 1);
    await saved(page);
    await page.keyboard.press("F7");
    await page.waitForSelector(test("check-list"));
    expect(await page.innerText(test("check-list"))).toContain("写好的表没有错误和警告");
    expect(await page.innerText(test("missing"))).toContain("还没有整体申报表");
  });

  it("becomes a PDF to be signed", async () => {
    await to(page, "print");
    await page.waitForSelector(".desk img.paper");
    expect(await page.locator(test("draft")).count()).toBe(0);
    await page.click(test("save-pdf"));
    await done(page);
    expect(await opened(page)).toBe("%PDF-");
  });

  it("becomes the sheet for the bureau's system", async () => {
    await to(page, "export");
    await page.click("label.format:has-text('上报表格')");
    const sheet = await loaded(page, () => page.click(test("export")));
    await done(page);
    expect(sheet.subarray(0, 2).toString()).toBe("PK");
  });

  it("becomes the chapter of the budget document", async () => {
    await to(page, "disclosure");
    await page.waitForSelector(test("disclosure-text"));
    expect(await page.innerText(test("disclosure-text"))).toContain("二级项目1个，共计金额1.95万元");
    await page.click(test("publish"));
    await done(page);
    const files = await page.$$eval(`${test("job")} li`, (items) => items.map((item) => (item as HTMLElement).innerText));
    expect(files.map((text) => text.replace(/\s.*$/u, "")).sort()).toEqual(["公开绩效目标表.pdf", "绩效管理情况.docx", "绩效管理情况.txt"].sort());
    const text = await loaded(page, () => page.locator(`${test("job")} li`, { hasText: ".txt" }).getByText("下载").click());
    expect(text.toString()).toContain("二级项目1个");
    expect(running.served.errors).toEqual([]);
  });
});
