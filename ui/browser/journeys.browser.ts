// What people do, through `jibiao serve` in a real browser: the same pages as in the window, with the browser's own files and downloads.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { samplePackage, sampleSheet, useRunning } from "./program";
import { begin, cells, choose, done, fill, loaded, opened, saved, step, test, to } from "./ways";

const running = useRunning();
let page: Page;
beforeAll(() => {
  page = running.page;
});

// One unit's year, told from the first question on: each part stands on the one before.
describe("a year in the browser", () => {
  it("begins with three questions and a first project", async () => {
    await begin(page);
    await page.click(test("new-project"));
    await page.waitForSelector(test("step"));
    await fill(page, "project_name", "渠道清淤");
    await fill(page, "term", "1年");
    await step(page, 2);
    await fill(page, "funds.period.local", "186000");
    await page.waitForSelector("text=壹拾捌万陆仟元整");
    await saved(page);
  });

  it("takes twenty rows from a spreadsheet as one action", async () => {
    await step(page, 5);
    await page.focus(test("grid-field"));
    const before = await cells(page);
    await page.evaluate(() => {
      const rows = Array.from({ length: 20 }, (_, row) => [`第${row + 1}段清淤长度`, `≥${row + 1}公里`]);
      const data = new DataTransfer();
      data.setData("text/plain", rows.map((row) => `${row.join("\t")}\r\n`).join(""));
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => document.querySelectorAll("[data-line]").length >= 20);
    await saved(page);
    expect((await cells(page))[19]?.slice(0, 2)).toEqual(["第20段清淤长度", "≥20公里"]);
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll("[data-line] .text").length === 0);
    expect(await cells(page)).toEqual(before);
  });

  it("finds a value that says nothing, and it is mended from the list", async () => {
    await page.focus(test("grid-field"));
    await page.keyboard.insertText("清淤长度");
    await page.keyboard.press("Tab");
    await page.keyboard.insertText("大于5");
    await page.keyboard.press("Enter");
    await saved(page);
    await page.keyboard.press("F7");
    await page.locator(`${test("check-list")} li`, { hasText: "大于5" }).first().getByText("去修改").click();
    await page.waitForFunction(() => document.activeElement?.matches("[data-test=grid-field]"));
    await page.keyboard.insertText("≥5公里");
    await page.keyboard.press("Enter");
    await saved(page);
    await page.keyboard.press("Alt+ArrowLeft");
    await page.waitForSelector(test("check-list"));
    await page.waitForFunction(() => document.querySelector("[data-test=check-list]")?.textContent?.includes("大于5") === false);
  });

  it("explains a rule over the page, keeps the keys inside meanwhile, and stands where it stood", async () => {
    await to(page, "ledger");
    await page.click(".name:text('渠道清淤')");
    await step(page, 3);
    await fill(page, "overview", "按照青水发[2026]12号清淤三公里，修补护坡两处，恢复过水能力，保证沿线农田的灌溉，");
    await saved(page);
    await page.keyboard.press("F7");
    const explain = page.locator(`${test("check-list")} ${test("explain")}`).first();
    await explain.focus();
    await page.keyboard.press("F1");
    await page.waitForSelector(`${test("rule-page")} section`);
    for (let tab = 0; tab < 4; tab += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null)).toBe(true);
    }
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    expect(await explain.evaluate((button) => document.activeElement === button)).toBe(true);
  });

  it("says what all safe fixes will change, and changes that", async () => {
    await page.locator("button", { hasText: /^\s*按建议改 \d+ 处/u }).click();
    const row = page.locator(`${test("fixes")} tbody tr`, { hasText: "概况与依据 › 项目概况" });
    expect((await row.textContent())?.replaceAll(/\s+/gu, "")).toBe("渠道清淤概况与依据›项目概况按照青水发[2026]12号清淤三公里…→按照青水发〔2026〕12号清淤三公里…");
    expect([await row.locator("del").textContent(), await row.locator("ins").textContent()].join("→")).toBe("[2026]→〔2026〕");
    await page.click("dialog .button.primary");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.waitForFunction(() => [...document.querySelectorAll("button")].every((button) => !/^按建议改 \d+ 处/u.test(button.textContent?.trim() ?? "")));
  });

  it("prints a draft into a file of the browser's", async () => {
    await to(page, "print");
    await page.waitForSelector(".desk img.paper");
    // It is loaded down at once, and the page says under which name and where; it can be opened beside the page too.
    const file = await loaded(page, () => page.click(test("save-pdf")));
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    await done(page);
    expect(await page.innerText(test("job"))).toMatch(/“渠道清淤.*（草稿）\.pdf”在浏览器的“下载”文件夹里/u);
    expect(await opened(page)).toBe("%PDF-");
  });

  it("imports a form out of a spreadsheet", async () => {
    await to(page, "import");
    await choose(page, test("pick-files"), sampleSheet(running.folder));
    await page.click(test("apply-import"));
    // It was of another year: texts that still name that one are listed.
    await page.waitForSelector(test("year-texts"));
    await page.click("text=打开台账");
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  });

  it("imports a form that was copied out of a web page", async () => {
    await to(page, "import");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "项目名称\t河道巡查");
      data.setData(
        "text/html",
        "<table><tr><td colspan=5>项目支出绩效目标表</td></tr><tr><td colspan=5>(2026年度)</td></tr><tr><td>项目名称</td><td colspan=4>河道巡查</td></tr>" +
          "<tr><td rowspan=2>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr><tr><td>产出指标</td><td>数量指标</td><td>巡查次数</td><td>≥12次</td></tr></table>",
      );
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector("h2:text('河道巡查')");
    expect(await page.textContent(".head-line")).toContain("粘贴的内容");
    await page.click("footer button:text('上一步')");
  });

  it("verifies a package, and finds whose a code on paper is", async () => {
    await to(page, "export");
    await choose(page, test("verify-other"), samplePackage(running.folder));
    await page.waitForSelector(`${test("verified")}:has-text('完好')`);
    const code = (await page.textContent("dialog tbody tr:first-child td:nth-child(3)"))?.trim() ?? "";
    await page.fill(test("paper-code"), code);
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${test("verified")}:has-text('纸上的与数据包里的相同')`);
    await page.fill(test("paper-code"), "ABCD-EFGH-JKMN-PQRS");
    await page.click(test("verify-code"));
    await page.waitForSelector(`${test("verified")}:has-text('没有一份表的校验码是')`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  });

  it("copies the data and brings it back", async () => {
    await to(page, "backup");
    await page.click(test("backup"));
    await page.waitForSelector("tbody tr:has-text('手动')");
    await to(page, "ledger");
    await page.check('[data-row="0"] input');
    await page.click(test("delete"));
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 1);
    await to(page, "backup");
    await page.click("tr:has-text('手动') td:nth-child(2)");
    await page.click(test("restore"));
    await page.click(test("restore-now"));
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
  });

  it("goes on where it stood after the program was ended", async () => {
    page = await running.restart();
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
    await page.click(".name:text('渠道清淤')");
    await step(page, 5);
    expect((await cells(page))[0]).toEqual(["清淤长度", "≥5公里", "清淤长度", "≥5公里"]);
    expect(running.thrown()).toEqual([]);
  });
});
