// Every screen in its states, over the made-up unit. Each way begins in the frame, wherever the way before it ended.
import type { Page } from "playwright-core";
import { choose, field, openRow, saved, step, test, to } from "./ways";

export interface Screen {
  /** Names the picture and the report; those with a picture in the guide begin with their number in the design: s1-ledger. */
  readonly name: string;
  show(page: Page): Promise<void>;
  /** Back to the frame, where a question lies over it. */
  leave?(page: Page): Promise<void>;
}

const escape = async (page: Page): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.waitForSelector("[role=dialog]", { state: "detached" });
};
const words = (text: string): string => `text="${text}"`;

/** `sheet` is a spreadsheet to import. */
export function screens(sheet: string): Screen[] {
  const plain = (name: string, page: string, wait: string): Screen => ({
    name,
    show: async (on) => {
      await to(on, page);
      await on.waitForSelector(wait);
    },
  });
  return [
    plain("s1-ledger", "ledger", "[data-row]"),
    {
      name: "s1-ledger-chosen",
      show: async (page) => {
        await to(page, "ledger");
        await page.check('[data-row="0"] input');
        await page.check('[data-row="2"] input');
        await page.waitForSelector(test("batch"));
        await page.waitForSelector(`${test("batch")} .amount`, { state: "attached" });
      },
      leave: async (page) => {
        await page.uncheck('[data-row="0"] input');
        await page.uncheck('[data-row="2"] input');
      },
    },
    {
      name: "s1-copy",
      show: async (page) => {
        await to(page, "ledger");
        await page.check('[data-row="0"] input');
        await page.click(words("复制…"));
        await page.waitForSelector("[role=dialog]");
      },
      leave: async (page) => {
        await escape(page);
        await page.uncheck('[data-row="0"] input');
      },
    },
    {
      name: "s1-trash",
      show: async (page) => {
        await to(page, "ledger");
        await page.click(test("trash"));
        await page.waitForSelector("[role=dialog]");
      },
      leave: escape,
    },
    {
      name: "s1-pictures",
      show: async (page) => {
        await to(page, "ledger");
        await page.click(words("图"));
        await page.waitForSelector("main.content svg");
      },
      leave: (page) => page.click(words("列表")),
    },
    {
      name: "s1-search",
      show: async (page) => {
        await to(page, "ledger");
        await page.keyboard.press("Control+f");
        await page.keyboard.type("维修");
        await page.waitForSelector("[role=option]");
      },
      leave: (page) => page.keyboard.press("Escape"),
    },
    {
      name: "s1-menu",
      show: async (page) => {
        await to(page, "ledger");
        await page.click('[data-row="1"] .name', { button: "right" });
        await page.waitForSelector(test("context-menu"));
      },
      leave: (page) => page.keyboard.press("Escape"),
    },
    {
      name: "s1-panel",
      show: async (page) => {
        await to(page, "ledger");
        if ((await page.getAttribute(test("problems"), "aria-expanded")) !== "true") await page.click(test("problems"));
        await page.waitForSelector("aside.panel li");
      },
      leave: (page) => page.click(test("problems")),
    },
    ...["basics", "funds", "overview", "goals", "indicators"].map((name, index) => ({
      name: `s2-${name}`,
      show: async (page: Page) => {
        await openRow(page, 0);
        await step(page, index + 1);
      },
    })),
    {
      name: "s2-choice",
      show: async (page) => {
        await openRow(page, 0);
        await page.focus(field("attribute"));
        await page.keyboard.press("ArrowDown");
        await page.waitForSelector("[role=option]");
      },
      leave: (page) => page.keyboard.press("Escape"),
    },
    {
      name: "s2-pieces",
      show: async (page) => {
        await openRow(page, 0);
        await page.click(test("to-pieces"));
        await page.waitForSelector("[role=dialog]");
      },
      leave: escape,
    },
    {
      name: "s2-history",
      show: async (page) => {
        await openRow(page, 0);
        await page.click(test("history"));
        await page.waitForSelector("[role=dialog]");
      },
      leave: escape,
    },
    {
      name: "s2-view",
      show: async (page) => {
        await openRow(page, 0);
        await page.click(test("form-view"));
        await page.waitForSelector("img.paper");
      },
    },
    {
      // What is typed is left with Escape, so that the sample stays as it is.
      name: "s3-indicators",
      show: async (page) => {
        await openRow(page, 0);
        await step(page, 5);
        await page.keyboard.press("ArrowRight");
        await page.keyboard.type("2");
        await page.waitForSelector(".reading");
      },
      leave: (page) => page.keyboard.press("Escape"),
    },
    {
      name: "s3-menu",
      show: async (page) => {
        await openRow(page, 0);
        await step(page, 5);
        await page.click('[data-line="1"] [data-column="1"]', { button: "right" });
        await page.waitForSelector(test("context-menu"));
      },
      leave: (page) => page.keyboard.press("Escape"),
    },
    {
      name: "s3-library",
      show: async (page) => {
        await openRow(page, 0);
        await step(page, 5);
        await page.keyboard.press("F4");
        await page.waitForSelector(test("library-search"));
      },
    },
    ...["basics", "funds", "overview", "goals", "indicators"].map((name, index) => ({
      name: `s4-unit-${name}`,
      show: async (page: Page) => {
        const leave = page.locator(test("leave-form"));
        if ((await leave.count()) > 0) await leave.click();
        await page.click(test("nav-unit"));
        await page.waitForSelector(test("step"));
        await step(page, index + 1);
      },
    })),
    plain("s5-check", "check", `${test("check-list")} li`),
    {
      name: "s5-check-waive",
      show: async (page) => {
        await to(page, "check");
        await page.click(`${test("check-list")} button:text("忽略并说明") >> nth=0`);
        await page.waitForSelector(test("waive-reason"));
      },
    },
    {
      name: "s5-check-all",
      show: async (page) => {
        await to(page, "check");
        for (const ends of await page.locator(".ends button").all()) await ends.click();
      },
    },
    {
      name: "s5-explain",
      show: async (page) => {
        await to(page, "check");
        await page.click(`${test("check-list")} ${test("explain")} >> nth=0`);
        await page.waitForSelector(`${test("rule-page")} section`);
      },
      leave: escape,
    },
    plain("s6-preview", "print", ".thumbs:not(:has(.blank)) img.paper"),
    {
      name: "s6-publication",
      show: async (page) => {
        await to(page, "print");
        await page.click(words("公开版"));
        await page.waitForSelector(".desk img.paper");
      },
    },
    {
      name: "s7-import-begin",
      show: async (page) => {
        await to(page, "import");
        const back = page.locator("footer button:text('上一步')");
        if ((await back.count()) > 0) await back.click();
        await page.waitForSelector(test("pick-files"));
      },
    },
    {
      name: "s7-import",
      show: async (page) => {
        // What was read stays until it is written.
        await to(page, "import");
        if ((await page.locator(test("pick-files")).count()) > 0) await choose(page, test("pick-files"), sheet);
        await page.waitForSelector(test("apply-import"));
      },
    },
    plain("s8-export", "export", test("held")),
    {
      name: "s8-columns",
      show: async (page) => {
        await to(page, "export");
        await page.check('input[value="xlsx-rows"]');
        await page.waitForSelector(`${test("upload-columns")} details`);
      },
    },
    {
      // What is no package at all is answered like one that was damaged.
      name: "s8-verify",
      show: async (page) => {
        await to(page, "export");
        await choose(page, test("verify-other"), sheet);
        await page.waitForSelector(`${test("verified")} svg`);
      },
      leave: escape,
    },
    plain("s9-settings", "settings", "#unit-department"),
    {
      name: "s9-rules",
      show: async (page) => {
        await to(page, "settings");
        await page.click("button.open:has-text('规则')");
        await page.click("details.group:first-of-type summary");
        await page.waitForSelector("details.group[open] label.rule");
        await page.locator("details.group[open] label.rule").nth(11).scrollIntoViewIfNeeded();
      },
    },
    {
      name: "s10-backup",
      show: async (page) => {
        await to(page, "backup");
        await page.click(test("backup"));
        // Older copies stand in the list already: what differs from them is not the same as nothing.
        // Pictures hide what comes and goes, which is there all the same.
        await page.waitForSelector("text=已备份。", { state: "attached" });
        await page.click("tbody tr:first-child td:nth-child(2)");
        await page.waitForSelector(test("alike"));
        await saved(page);
      },
    },
    {
      // A project is deleted meanwhile, so that there is something to bring back.
      name: "s10-restore",
      show: async (page) => {
        await to(page, "ledger");
        await page.check('[data-row="3"] input');
        await page.click(test("delete"));
        await page.waitForSelector(test("batch"), { state: "detached" });
        await to(page, "backup");
        await page.click("tbody tr:first-child td:nth-child(2)");
        await page.click(test("restore"));
        await page.waitForSelector("[role=dialog]");
      },
      leave: async (page) => {
        await escape(page);
        await to(page, "ledger");
        await page.click(test("trash"));
        await page.click("[role=dialog] button:text('找回')");
        await page.waitForSelector("[role=dialog] tbody", { state: "detached" });
        await escape(page);
      },
    },
    plain("s12-help", "help", ".job li"),
    {
      name: "s12-fields",
      show: async (page) => {
        await to(page, "help");
        await page.click("label:has-text('填报说明'), button:text('填报说明')");
        await page.waitForSelector(".field h3");
      },
    },
    {
      name: "s12-rules",
      show: async (page) => {
        await to(page, "help");
        await page.click("label:has-text('规则'), button:text('规则')");
        await page.click("tbody tr:first-child button");
        await page.waitForSelector("[role=dialog]");
      },
      leave: escape,
    },
    {
      name: "s12-search",
      show: async (page) => {
        await to(page, "help");
        await page.fill(test("help-search"), "满意度");
        await page.waitForSelector(".field h3");
      },
      leave: (page) => page.fill(test("help-search"), ""),
    },
    {
      name: "s12-keys",
      show: async (page) => {
        await to(page, "ledger");
        await to(page, "help");
        await page.click("label:has-text('快捷键'), button:text('快捷键')");
        await page.waitForSelector(".keys dl");
      },
    },
    {
      name: "s12-feedback",
      show: async (page) => {
        await to(page, "help");
        await page.click("button:text('写反馈包')");
        await page.waitForSelector("[role=dialog]");
      },
      leave: escape,
    },
    plain("s13-disclosure", "disclosure", test("disclosure-text")),
    {
      // The last: a copy of a project in the next year, beside what stood in this one.
      name: "s2-last-year",
      show: async (page) => {
        await to(page, "ledger");
        const here = await page.inputValue(`${test("year")} select`);
        await page.click('[data-row="1"] .name', { button: "right" });
        await page.click(words("复制…"));
        await page.click("text=/^复制到 \\d+ 年度$/");
        await page.click("[role=dialog] .button.primary");
        // Shown a second time it is there already, and nothing is copied.
        await page.waitForFunction((texts) => document.querySelector(texts) !== null || document.querySelector("[role=dialog]") === null, test("year-texts"));
        if ((await page.locator(test("year-texts")).count()) > 0) await page.click("[role=dialog] .actions .button");
        await page.selectOption(`${test("year")} select`, String(Number(here) + 1));
        await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 1);
        await openRow(page, 0);
        await page.click(test("last-year"));
        await page.waitForSelector("[role=dialog] tbody tr");
      },
      leave: async (page) => {
        await escape(page);
        await to(page, "ledger");
        const year = `${test("year")} select`;
        await page.selectOption(year, String(Number(await page.inputValue(year)) - 1));
        await page.waitForSelector('[data-row="2"]');
      },
    },
  ];
}
