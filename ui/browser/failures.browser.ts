// What goes wrong around the pages: the program is killed while somebody types, the disk is full.
import { describe, expect, it } from "vitest";
import { SmallDisk } from "./disk";
import { newFolder, remove, Served, useRunning } from "./program";
import { begin, field, fill, holds, openRow, saved, step, test } from "./ways";

const running = useRunning();

describe("the program is killed while somebody types", () => {
  it("and no more than the last moment is lost", async () => {
    let { page } = running;
    await begin(page);
    await page.keyboard.press("Control+n");
    await page.waitForSelector(test("step"));
    await fill(page, "project_name", "渠道清淤");
    await step(page, 3);
    await page.focus(field("overview"));
    // A long text is stored after a pause, without leaving the field.
    await page.keyboard.insertText("全县干渠十二公里多年没有清淤，");
    await page.waitForFunction((css) => document.querySelector(css)?.textContent?.includes("未填") === false, test("step-overview"));
    await page.keyboard.insertText("过水能力下降");
    page = await running.restart();
    await openRow(page, 0);
    await holds(page, "project_name", "渠道清淤");
    await step(page, 3);
    expect(await page.inputValue(field("overview"))).toMatch(/^全县干渠十二公里多年没有清淤，/u);
    // And it goes on as if nothing had happened.
    await fill(page, "basis", "县政府会议纪要。");
    await saved(page);
    expect(running.thrown()).toEqual([]);
  });
});

describe("the disk is full", () => {
  it("which is said; what was typed stays, and is stored when there is room", async (context) => {
    const folder = newFolder();
    const disk = SmallDisk.mount(folder, 4096);
    if (disk === null) {
      remove(folder);
      return context.skip();
    }
    let served = await Served.start(`${folder}/data`);
    try {
      let page = await served.open(running.browser);
      await begin(page);
      await page.keyboard.press("Control+n");
      await page.waitForSelector(test("step"));
      await fill(page, "project_name", "渠道清淤");
      await saved(page);
      disk.fill();
      await fill(page, "term", "1年");
      await page.waitForSelector(test("saving-failed"));
      const said = await page.innerText(test("saving-failed"));
      expect(said).toContain("磁盘空间不足");
      expect(said).toContain("请勿关闭窗口");
      await holds(page, "term", "1年");
      disk.free();
      await page.click(test("saving-retry"));
      await saved(page);
      expect(served.errors).toEqual([]);
      await page.context().close();
      await served.stop();
      served = await Served.start(`${folder}/data`);
      page = await served.open(running.browser);
      await openRow(page, 0);
      await holds(page, "term", "1年");
    } finally {
      await served.stop();
      disk.unmount();
      remove(folder);
    }
  });
});
