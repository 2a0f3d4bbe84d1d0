// The pictures of docs/pictures, in both sizes that officers work at. Run by scripts/pictures.sh.
import type { Page } from "playwright-core";
import { it } from "vitest";
import { damage, newFolder, openBrowser, remove, sampleSheet, Served } from "./program";
import { screens } from "./screens";
import { begin, openSample, saved, test } from "./ways";

// The window takes its own pictures over data in which the questions are answered and the made-up unit stands.
it("data for the window", async () => {
  const data = process.env["JIBIAO_WINDOW_DATA"];
  if (data === undefined) throw new Error("scripts/pictures.sh says where the data of the window goes");
  const browser = await openBrowser();
  const served = await Served.start(data);
  try {
    const page = await served.open(browser);
    await begin(page);
    await openSample(page);
    await saved(page);
  } finally {
    await browser.close();
    await served.stop();
  }
}, 60_000);

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
/** Screens whose state says nothing more in a picture. */
const WITHOUT = new Set(["s1-trash", "s2-choice", "s2-history", "s4-unit-basics", "s4-unit-overview", "s5-check-all", "s8-verify", "s12-rules", "s12-feedback"]);

it.each(SIZES)("$width × $height", async (viewport) => {
  const target = process.env["JIBIAO_PICTURES"];
  if (target === undefined) throw new Error("scripts/pictures.sh says where the pictures go");
  const folder = newFolder();
  const browser = await openBrowser();
  const data = `${folder}/data`;
  let served = await Served.start(data);
  try {
    const sheet = sampleSheet(folder);
    const page = await served.open(browser, { viewport });
    const take = async (name: string, of: Page = page): Promise<void> => {
      // Toasts come and go; a fade has an end.
      await of.addStyleTag({ content: ".toasts, [data-test=toast] { visibility: hidden }" }).catch(() => undefined);
      await of.waitForTimeout(300);
      await of.screenshot({ path: `${target}/${name}-${viewport.width}.png`, animations: "disabled" });
    };
    await page.waitForSelector(`${test("template")} option`, { state: "attached" });
    await page.fill(test("unit-name"), "青石县水务局");
    await page.fill(test("unit-code"), "013");
    await take("s11-first-start");
    await page.fill(test("unit-name"), "");
    await page.fill(test("unit-code"), "");
    await openSample(page);
    for (const screen of screens(sheet)) {
      if (WITHOUT.has(screen.name)) continue;
      await screen.show(page);
      await take(screen.name);
      await screen.leave?.(page);
    }
    // Somebody else has the data open already.
    const second = await Served.start(data);
    const other = await second.open(browser, { viewport });
    await other.waitForSelector(".read-only");
    await other.waitForSelector("[data-row]");
    await take("s1-read-only", other);
    await second.stop();
    // And the data that does not open, with the copies of it.
    await served.stop();
    damage(data);
    served = await Served.start(data);
    const broken = await served.open(browser, { viewport });
    await broken.waitForSelector(test("broken"));
    await take("s10-damaged", broken);
  } finally {
    await browser.close();
    await served.stop();
    remove(folder);
  }
}, 300_000);
