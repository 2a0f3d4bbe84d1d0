// The built program as somebody runs it: `jibiao serve`, with a data folder of the test's own, and Debian's Chromium on its address.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env["JIBIAO_PROGRAM"] ?? join(root, "target/debug/jibiao");
if (!existsSync(program)) throw new Error(`${program} is not built; scripts/test.sh builds it and names it in JIBIAO_PROGRAM`);

/** Runs the command line program and gives what it wrote. Code 1 says that forms have findings, which is no failure here. */
function jibiao(...args: string[]): void {
  try {
    execFileSync(program, args, { stdio: "pipe" });
  } catch (error) {
    if ((error as { status?: number }).status !== 1) throw error;
  }
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "jibiao-"));
}

/** The made-up unit's first form as the spreadsheet that people send each other. */
export function sampleSheet(folder: string): string {
  jibiao("sample", "-o", join(folder, "sample"));
  const first = readdirSync(join(folder, "sample")).filter((name) => name.startsWith("01-"))[0] ?? "";
  jibiao("export", join(folder, "sample", first), "--to", "xlsx-form", "-o", join(folder, "sheets"));
  return join(folder, "sheets", readdirSync(join(folder, "sheets"))[0] ?? "");
}

/** The made-up unit's forms as one package. */
export function samplePackage(folder: string): string {
  const file = join(folder, "报送.jbz");
  jibiao("sample", "-o", join(folder, "packed"));
  jibiao("export", join(folder, "packed"), "--to", "package", "-o", file);
  return file;
}

export async function openBrowser(): Promise<Browser> {
  // No sandbox, because tests run as root in containers; what is shown is our own.
  return chromium.launch({ executablePath: process.env["JIBIAO_BROWSER"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
}

export class Served {
  private constructor(
    private readonly child: ChildProcess,
    private readonly address: string,
  ) {}

  /** Serves the data in a folder, which may be blank. */
  static async start(data: string): Promise<Served> {
    const child = spawn(program, ["serve", "--data", data], {
      env: { ...process.env, JIBIAO_PAGES: join(root, "ui/dist") },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      child.once("exit", () => reject(new Error("jibiao serve ended without an address")));
    });
    return new Served(child, address.trim());
  }

  /** Opens the pages; a way in is good for one browser. */
  async open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => this.errors.push(String(error)));
    await page.goto(this.address);
    await page.waitForSelector("body[data-ready]");
    return page;
  }

  /** What scripts of the pages threw. */
  readonly errors: string[] = [];

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
  }
}

/** A program over blank data of a test file's own, and its page in a browser. */
export interface Running {
  browser: Browser;
  folder: string;
  served: Served;
  page: Page;
  /** Ends the program as a power cut does and starts it again over the same data, with a new page. What is to happen to the data in between comes in. */
  restart(meanwhile?: (data: string) => void): Promise<Page>;
  /** What scripts of the pages threw, also before a restart. */
  thrown(): string[];
}
/** Starts one before the tests of a file and ends it behind them. The fields are there once the first test runs. */
export function useRunning(): Running {
  const earlier: string[] = [];
  const running = {
    async restart(meanwhile?: (data: string) => void) {
      await running.served.stop();
      await running.page.context().close();
      earlier.push(...running.served.errors);
      meanwhile?.(`${running.folder}/data`);
      running.served = await Served.start(`${running.folder}/data`);
      running.page = await running.served.open(running.browser);
      return running.page;
    },
    thrown: () => [...earlier, ...running.served.errors],
  } as Running;
  beforeAll(async () => {
    running.folder = newFolder();
    running.browser = await openBrowser();
    running.served = await Served.start(`${running.folder}/data`);
    running.page = await running.served.open(running.browser);
  });
  afterAll(async () => {
    await running.browser.close();
    await running.served.stop();
    remove(running.folder);
  });
  return running;
}

/** Writes over the beginning of the database, as a dying disk does. */
export function damage(data: string): void {
  const database = `${data}/jibiao.db`;
  const bytes = readFileSync(database);
  writeFileSync(database, bytes.fill(0x5a, 0, 8192));
  for (const log of ["-wal", "-shm"]) rmSync(database + log, { force: true });
}

/** The text of a PDF without white space, as poppler reads it. */
export function textOf(pdf: Buffer): string {
  return execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], { input: pdf }).toString().replaceAll(/\s/gu, "");
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
