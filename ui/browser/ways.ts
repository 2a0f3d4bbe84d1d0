// Ways through the pages that the journeys, the look for barriers and the pictures share.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

export const test = (name: string): string => `[data-test="${name}"]`;
export const field = (path: string): string => `[data-path="${path}"]`;

/** Answers the first questions and stands in the blank ledger. */
export async function begin(page: Page): Promise<void> {
  await page.waitForSelector(`${test("template")} option`, { state: "attached" });
  await page.fill(test("unit-name"), "青石县水务局");
  await page.fill(test("unit-code"), "013");
  await page.check('input[name=start][value="blank"]');
  await page.click(test("begin"));
  await page.waitForSelector(test("ledger-empty"));
}

/** Opens the made-up unit before any question is answered. */
export async function openSample(page: Page): Promise<void> {
  await page.click(test("sample"));
  await page.waitForSelector("[data-row]");
}

/** Goes to a page of the navigation, out of a form where one is open. */
export async function to(page: Page, name: string): Promise<void> {
  const leave = page.locator(test("leave-form"));
  if ((await leave.count()) > 0) await leave.click();
  await page.click(test(`nav-${name}`));
  await page.waitForSelector(`${test(`nav-${name}`)}[aria-current=page]`);
  await page.waitForSelector("main.content h1");
}

/** Opens the form of a row of the ledger, counted from 0. */
export async function openRow(page: Page, row: number): Promise<void> {
  await to(page, "ledger");
  await page.click(`[data-row="${row}"] .name`);
  await page.waitForSelector(test("step"));
}

export async function step(page: Page, number: number): Promise<void> {
  await page.keyboard.press(`Control+${number}`);
  await page.waitForSelector(`${test("step")}[data-step="${["basics", "funds", "overview", "goals", "indicators"][number - 1]}"]`);
}

export async function saved(page: Page): Promise<void> {
  await page.waitForSelector(`${test("saving")}[data-state=saved]`);
}

/** Writes into a field and leaves it. */
export async function fill(page: Page, path: string, text: string): Promise<void> {
  await page.fill(field(path), text);
  await page.keyboard.press("Tab");
}

/** Waits until a field holds a text. */
export async function holds(page: Page, path: string, text: string): Promise<void> {
  await page.waitForFunction(([css, wanted]) => document.querySelector<HTMLInputElement>(css)?.value === wanted, [field(path), text] as const);
}

/** The texts of the grid, line by line. */
export function cells(page: Page): Promise<string[][]> {
  return page.$$eval("[data-line]", (lines) => lines.map((line) => [...line.querySelectorAll("[data-column]")].map((cell) => cell.querySelector(".text")?.textContent ?? "")));
}

/** Types name and value of one indicator for each of the nine kinds, from the first line on; the two that projects like these leave blank stay so. */
export async function typeIndicators(page: Page, year: string): Promise<void> {
  const indicators = [
    ["维修机组数量", "=2台"],
    ["维修验收合格率", "=100%"],
    ["维修完成时间", `${year}年6月底前`],
    ["机组维修总成本", "≤18.6万元"],
    null,
    ["供水中断次数", "≤2次"],
    null,
    ["机组正常使用年限", "≥5年"],
    ["用水群众满意度", "≥95%"],
  ];
  await page.focus(test("grid-field"));
  for (const indicator of indicators) {
    if (indicator === null) {
      await page.keyboard.press("ArrowDown");
      continue;
    }
    const [name, value] = indicator as [string, string];
    await page.keyboard.insertText(name);
    await page.keyboard.press("Tab");
    await page.keyboard.insertText(value);
    await page.keyboard.press("Enter");
  }
  await saved(page);
}

/** Chooses a file where a button asks for one. */
export async function choose(page: Page, button: string, file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click(button)]);
  await chooser.setFiles(file);
}

/** Presses a button and gives the file that the browser then loads down. */
export async function loaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return readFileSync(await download.path());
}

/** Waits until a long job has ended well. */
export async function done(page: Page): Promise<void> {
  await page.waitForSelector(`${test("job")}[data-standing=done]`);
}

/** The first bytes of the document that the page opens beside itself at the end of a job. */
export async function opened(page: Page): Promise<string> {
  const [request] = await Promise.all([
    page.context().waitForEvent("request", (one) => one.url().includes("/file?path=")),
    page.locator(test("job")).getByText("打开").first().click(),
  ]);
  return page.evaluate(async (address) => (await (await fetch(address)).text()).slice(0, 5), request.url());
}
