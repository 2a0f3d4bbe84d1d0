// What comes in by the clipboard and goes out as a package, and by which columns.
import { describe, expect, it, vi } from "vitest";
import { endEach, soon, start, violations } from "./window";

endEach();

const dialog = (): HTMLElement | null => document.querySelector("[role=dialog]");
const inDialog = (test: string): HTMLElement | null => dialog()?.querySelector(`[data-test="${test}"]`) ?? null;

async function importPage(options: Parameters<typeof start>[0] = {}): Promise<Awaited<ReturnType<typeof start>>> {
  const opened = await start(options);
  await opened.find("to-import").trigger("click");
  await soon(() => expect(opened.find("pick-files").exists()).toBe(true));
  await opened.settle();
  return opened;
}
function paste(data: Readonly<Record<string, string>>): void {
  const clipboard = { getData: (type: string) => data[type] ?? "" };
  document.body.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: clipboard }));
}

describe("an import from the clipboard", () => {
  it("takes what Ctrl+V brings, as text and as HTML", async () => {
    const { page, find, asked, settle } = await importPage();
    paste({ "text/plain": "项目名称\t河道巡查", "text/html": "<table><tr><td>项目名称</td><td>河道巡查</td></tr></table>" });
    await settle();
    expect(asked.findLast((request) => request.op === "import.plan")).toMatchObject({
      paths: [],
      pasted: { text: "项目名称\t河道巡查", html: "<table><tr><td>项目名称</td><td>河道巡查</td></tr></table>" },
      scanned: false,
    });
    expect(page.find(".head-line").text()).toContain("粘贴的内容");
    const before = asked.length;
    // What is pasted into a field of the second step is meant for the field.
    paste({ "text/plain": "别的" });
    await settle();
    expect(asked.length).toBe(before);
    expect(find("apply-import").exists()).toBe(true);
  });

  it("reads the clipboard by its button, and says what to do where the system does not tell", async () => {
    const read = vi.spyOn(navigator.clipboard, "read").mockRejectedValueOnce(new Error("denied"));
    const { find, asked, settle } = await importPage();
    await find("scanned").setValue(true);
    await find("paste-table").trigger("click");
    await settle();
    expect(find("failure").text()).toContain("Ctrl+V");
    const item = { types: ["text/plain"], getType: () => Promise.resolve(new Blob(["项目名称\t河道巡查"])) };
    read.mockResolvedValueOnce([item] as unknown as ClipboardItems);
    await find("paste-table").trigger("click");
    await soon(() => expect(asked.findLast((request) => request.op === "import.plan")).toMatchObject({ pasted: { text: "项目名称\t河道巡查", html: null }, scanned: true }));
  });

  it("says that there is nothing to paste", async () => {
    const { find, asked, settle } = await importPage();
    paste({});
    await settle();
    expect(find("failure").text()).toContain("剪贴板里没有表格");
    expect(asked.some((request) => request.op === "import.plan")).toBe(false);
  });
});

describe("money of a source that the form does not have", () => {
  it("is asked for, of the year that stays too, and goes where one says, all of a name at once", async () => {
    const { page, find, asked, settle } = await importPage();
    await find("pick-files").trigger("click");
    await settle();
    expect(find("unplaced").text()).toContain("年度 › 其中：财政拨款");
    expect(page.find(".foot").text()).toContain("还有 2 笔资金没有选放到哪一项");
    expect(page.text()).toContain("制表说明");
    expect(await violations()).toEqual([]);
    // Nobody wants the amounts of a year that is not kept.
    await find("keep-old").setValue(false);
    expect(find("unplaced").exists()).toBe(false);
    await find("keep-old").setValue(true);
    await find("fund-1").setValue("local");
    expect(page.find(".foot").text()).toContain("还有 1 笔");
    await find("same-1").trigger("click");
    expect(page.find(".foot").text()).not.toContain("笔资金没有选");
    await find("apply-import").trigger("click");
    await settle();
    const sent = asked.findLast((request) => request.op === "import.apply") as unknown as { forms: { funds: unknown }[] };
    expect(sent.forms[0]?.funds).toEqual([
      { at: 0, into: "local" },
      { at: 1, into: "local" },
    ]);
  });

  it("keeps last year's form also where this year has one that stays as it is", async () => {
    const { page, find, asked, settle } = await importPage();
    await find("pick-files").trigger("click");
    await settle();
    await page.find(".one input").setValue(false);
    expect(find("apply-import").text()).toContain("只留存去年的 1 张表");
    await find("apply-import").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "import.apply")).toMatchObject({ keep_old: true, forms: [{ index: 0, as: "skip" }] });
  });
});

describe("项目支出预算表 beside forms", () => {
  it("is taken row by row", async () => {
    const { page, find, asked, settle } = await importPage({ budget: true });
    await find("pick-files").trigger("click");
    await settle();
    await find("budget-rows").trigger("click");
    await settle();
    expect(await violations()).toEqual([]);
    await page.find('input[aria-label="导入年鉴编印"]').setValue(false);
    expect(page.find(".wishes").text()).toContain("1 / 2 行");
    await find("apply-import").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "import.apply")).toMatchObject({ budget_year: 2026, budget_rows: [0] });
  });

  it("stays out as a whole by its one box", async () => {
    const { find, asked, settle } = await importPage({ budget: true });
    await find("pick-files").trigger("click");
    await settle();
    await find("take-budget").setValue(false);
    await find("apply-import").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "import.apply")).not.toHaveProperty("budget_year");
  });
});

async function exportPage(): Promise<Awaited<ReturnType<typeof start>>> {
  const opened = await start();
  await opened.find("nav-export").trigger("click");
  await soon(() => expect(opened.find("export").attributes("disabled")).toBeUndefined());
  return opened;
}

describe("a package", () => {
  it("that was written is verified again, and a code from paper is looked for in it", async () => {
    const { find, asked, settle } = await exportPage();
    await find("export").trigger("click");
    await soon(() => expect(find("verify").exists()).toBe(true));
    await find("verify").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "package.verify")).toEqual({ op: "package.verify", path: "/home/user/报送/报送.jbz" });
    expect(inDialog("verified")?.textContent).toContain("数据包完好");
    expect(dialog()?.textContent).toContain("ABCD-EFGH-JKMN-PQRS");
    expect(await violations()).toEqual([]);
    const code = inDialog("paper-code") as HTMLInputElement;
    code.value = "ABCD-EFGH-JKMN-PQRX";
    code.dispatchEvent(new Event("input"));
    inDialog("verify-code")?.click();
    await settle();
    expect(asked.findLast((request) => request.op === "package.verify")).toMatchObject({ code: "ABCD-EFGH-JKMN-PQRX" });
    expect(inDialog("verified")?.querySelector(".is-error")).not.toBeNull();
  });

  it("of somebody else's is chosen by hand", async () => {
    const { find, asked, settle } = await exportPage();
    await find("verify-other").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "package.verify")).toMatchObject({ path: "/home/user/2025年绩效目标申报表.xlsx" });
  });
});

describe("the columns of an upload", () => {
  it("are those of the bureau's file once it was chosen, and the built-in ones again", async () => {
    const { page, find, asked, settle } = await exportPage();
    expect(find("upload-columns").exists()).toBe(false);
    await page.find('input[value="xlsx-rows"]').setValue(true);
    await settle();
    expect(find("upload-columns").text()).toContain("列：通用");
    await find("own-columns").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "mapping.set")).toMatchObject({ path: "/home/user/2025年绩效目标申报表.xlsx" });
    expect(find("upload-columns").text()).toContain("用的是“本县”");
    expect(await violations()).toEqual([]);
    await find("built-in-columns").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "mapping.set")).toMatchObject({ path: null });
    expect(find("upload-columns").text()).toContain("列：通用");
    expect(find("built-in-columns").exists()).toBe(false);
  });
});
