// No axe violation where something went wrong, or is under way: what the engine then answers is put in its place, but for the data that
// does not open, which is damaged in earnest.
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe";
import { damage, useRunning } from "./program";
import { choose, fill, openRow, openSample, step, test, to } from "./ways";

const running = useRunning();
let page: Page;
beforeAll(async () => {
  page = running.page;
  await openSample(page);
});

async function clean(): Promise<void> {
  expect(await violations(page)).toEqual([]);
}
/** Answers one operation in the engine's place until the work is done. */
async function answering(op: string, answer: unknown, work: () => Promise<void>): Promise<void> {
  await page.route("**/rpc", async (route) => {
    const { op: asked } = route.request().postDataJSON() as { op: string };
    if (asked === op) await route.fulfill({ json: answer });
    else await route.fallback();
  });
  await work();
  await page.unroute("**/rpc");
}
const failure = (code: string, message: string): unknown => ({ error: { code, message } });
const FULL = failure("E_DISK_FULL", "磁盘空间不足，这一次没有存上。请腾出空间再试，或另存到U盘（E_DISK_FULL）");

describe("what cannot be stored", () => {
  it("is said in a strip, with what else went wrong below it, and closing asks", async () => {
    await openRow(page, 0);
    await page.route("**/rpc", async (route) => {
      const { op } = route.request().postDataJSON() as { op: string };
      const notice = { code: "E_BACKUP", message: "最近一次自动备份没有成功：磁盘空间不足。请腾出空间。" };
      if (op === "form.edit") await route.fulfill({ json: FULL });
      else if (op === "app.notices") await route.fulfill({ json: { ok: { notices: [notice] } } });
      else await route.fallback();
    });
    await fill(page, "term", "2年");
    await page.waitForSelector(test("saving-failed"));
    await page.waitForSelector(test("notice-E_BACKUP"));
    await clean();
    // The window asks this when it is closed; the browser comes here when its page is left.
    await page.evaluate(() => window.dispatchEvent(new Event("beforeunload")));
    await page.waitForSelector("[role=dialog] .unsaved, dialog .unsaved");
    await clean();
    await page.click("text=不关闭");
    await page.unroute("**/rpc");
    await page.click(test("saving-retry"));
    await page.waitForSelector(test("saving-failed"), { state: "detached" });
    await page.click(`${test("notice-E_BACKUP")} button`);
    await page.keyboard.press("Control+z");
  });

  it("may be given up where the engine refuses it, after a question", async () => {
    await answering("form.edit", failure("E_EDIT_REFUSED", "这一处不能这样改。请刷新后再试（E_EDIT_REFUSED）"), async () => {
      await fill(page, "term", "3年");
      await page.waitForSelector(test("saving-failed"));
      await clean();
      await page.click("text=放弃这一处修改");
      await page.waitForSelector("dialog");
      await clean();
      await page.click("dialog .button.primary");
      await page.waitForSelector(test("saving-failed"), { state: "detached" });
    });
  });
});

describe("a long job", () => {
  const progress = { done: 3, total: 12, files: [], faults: [], code: null };
  it("under way", async () => {
    await to(page, "print");
    await page.waitForSelector(".desk img.paper");
    await answering("job.progress", { ok: { ...progress, standing: "running", message: "正在打印第 3 份，共 12 份" } }, async () => {
      await page.click(test("save-pdf"));
      await page.waitForSelector(`${test("job")}[data-standing=running]`);
      await clean();
    });
    await page.waitForSelector(`${test("job")}[data-standing=done]`);
  });

  it("that failed, with the forms that were held back", async () => {
    const failed = { ...progress, standing: "failed", message: "磁盘空间不足，没有打印完。请腾出空间再试（E_DISK_FULL）", code: "E_DISK_FULL", faults: [{ form: 1, name: "馆舍维修（示例）", message: "还有 2 处错误" }] };
    await answering("job.progress", { ok: failed }, async () => {
      await page.click(test("save-pdf"));
      await page.waitForSelector(`${test("job")}[data-standing=failed]`);
      await clean();
    });
  });
});

describe("what is brought in", () => {
  it("is refused, or holds nothing that is known", async () => {
    const refused = `${running.folder}/坏的.xlsx`;
    writeFileSync(refused, "这不是表格");
    const nothing = `${running.folder}/别的.csv`;
    writeFileSync(nothing, "甲,乙\n1,2\n");
    for (const file of [refused, nothing]) {
      await to(page, "import");
      const back = page.locator("footer button:text('上一步')");
      if ((await back.count()) > 0) await back.click();
      await choose(page, test("pick-files"), file);
      await page.waitForFunction((name) => document.querySelector("main.content")?.textContent?.includes(name), file.split("/").at(-1) ?? "");
      await clean();
    }
  });

  it("as a list of indicators, with what was not read of it", async () => {
    const list = `${running.folder}/指标.csv`;
    writeFileSync(list, "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,修复古籍数量,≥20册\n不知道的,数量指标,别的,1\n");
    await openRow(page, 0);
    await step(page, 5);
    await page.keyboard.press("F4");
    await page.waitForSelector(test("library-search"));
    await choose(page, test("library-import"), list);
    // The answer is a toast, which comes and goes.
    await page.waitForSelector(test("toast"));
    await clean();
    await page.keyboard.press("Escape");
  });
});

it("a search that finds nothing", async () => {
  await to(page, "ledger");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("没有这样的项目");
  await page.waitForSelector(".menu-nothing");
  await clean();
  await page.keyboard.press("Escape");
  await page.fill(test("ledger-search"), "没有这样的项目");
  await page.waitForSelector("text=没有符合的项目");
  await clean();
  await page.fill(test("ledger-search"), "");
});

it("data that does not open, with the copies of it", async () => {
  await to(page, "backup");
  await page.click(test("backup"));
  await page.waitForSelector("tbody tr:has-text('手动')");
  expect(running.thrown()).toEqual([]);
  page = await running.restart(damage);
  await page.waitForSelector(test("broken"));
  await clean();
  await page.click(test("restore"));
  await page.waitForSelector("[data-row]");
});
