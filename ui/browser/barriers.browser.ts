// No axe violation on any screen in any state, with real layout and colours: over the made-up unit, over nothing, in high contrast and
// with 字号 150 %.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe";
import { newFolder, openBrowser, remove, sampleSheet, Served } from "./program";
import { type Screen, screens } from "./screens";
import { begin, openSample, test, to } from "./ways";

let browser: Browser;
let folder: string;
let sheet: string;
let blank: Served;
let full: Served;
let page: Page;

async function look(screen: Screen): Promise<void> {
  await screen.show(page);
  expect(await violations(page)).toEqual([]);
  await screen.leave?.(page);
}

beforeAll(async () => {
  folder = newFolder();
  sheet = sampleSheet(folder);
  browser = await openBrowser();
  blank = await Served.start(`${folder}/blank`);
  full = await Served.start(`${folder}/full`);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([blank.stop(), full.stop()]);
  remove(folder);
});

describe("before anything is there", () => {
  it("first questions, blank ledger and blank pages have no violation", async () => {
    page = await blank.open(browser);
    await page.waitForSelector(`${test("template")} option`, { state: "attached" });
    expect(await violations(page)).toEqual([]);
    await page.click(test("begin"));
    await page.waitForSelector("text=请写单位全称");
    expect(await violations(page)).toEqual([]);
    await begin(page);
    expect(await violations(page)).toEqual([]);
    for (const name of ["unit", "check", "print", "import", "export", "disclosure", "backup"]) {
      await to(page, name);
      expect([name, await violations(page)]).toEqual([name, []]);
    }
    expect(blank.errors).toEqual([]);
  });
});

describe("the made-up unit", () => {
  beforeAll(async () => {
    page = await full.open(browser);
    await openSample(page);
  });

  // The list is needed to name the tests; the sheet is there when they run.
  const names = screens("").map((screen) => screen.name);
  const named = (name: string): Screen => screens(sheet).find((screen) => screen.name === name) as Screen;

  it.each(names)("%s has no violation", (name) => look(named(name)));

  // What colours and sizes can break, everywhere.
  describe.each(["高对比", "150 %"])("with %s", (how) => {
    beforeAll(async () => {
      await to(page, "settings");
      await page.click(`text=${how === "高对比" ? how : "浅色"}`);
      await page.selectOption(test("text-size"), how === "150 %" ? "150" : "100");
    });
    it.each(names)("%s has no violation", (name) => look(named(name)));
  });

  it("a second program on the same data says that it can only read", async () => {
    const second = await Served.start(`${folder}/full`);
    try {
      const other = await second.open(browser);
      await other.waitForSelector(".read-only");
      expect(await violations(other)).toEqual([]);
    } finally {
      await second.stop();
    }
    expect(full.errors).toEqual([]);
  });
});
