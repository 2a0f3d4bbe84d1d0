// What somebody stumbles over who meets the program for the first time: a name twice, a number that is nowhere else, a cell that takes nothing.
import { describe, expect, it } from "vitest";
import { endEach, type Opened, soon, start, violations } from "./window";

endEach();

async function openStep(row: number, step: string): Promise<Opened> {
  const opened = await start();
  await opened.page.find(`tr[data-form="${row}"] .name`).trigger("click");
  await opened.settle();
  await opened.find(`step-${step}`).trigger("click");
  await opened.settle();
  return opened;
}
const focused = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset["path"];

describe("the first questions", () => {
  it("put the place before the fixed words as it is called, as all published forms do", async () => {
    const { find, settle } = await start({ standing: "first" });
    await settle();
    await find("unit-name").setValue("青石县水务局");
    expect(find("printed-head").text()).toContain("青石县县(区)级预算部门");
    await find("unit-region").setValue("青石");
    expect(find("printed-head").text()).toContain("青石县(区)级预算部门");
    await find("unit-region").setValue("白杨区");
    expect(find("printed-head").text()).toContain("白杨区县(区)级预算部门");
  });

  it("take their complaint back as soon as the name is written", async () => {
    const { find, page, settle } = await start({ standing: "first" });
    await settle();
    await find("first").find("form").trigger("submit");
    expect(page.text()).toContain("请写单位全称");
    await find("unit-name").setValue("青石县水务局");
    expect(page.text()).not.toContain("请写单位全称");
  });
});

describe("the sample", () => {
  it("keeps the keys where they are while it is opened", async () => {
    const { find } = await start({ standing: "first" });
    (find("sample").element as HTMLElement).focus();
    await find("sample").trigger("click");
    expect(find("sample").text()).toBe("正在打开示例…");
    expect(document.activeElement).toBe(find("sample").element);
  });
});

describe("a year with two unit forms", () => {
  it("shows both, in the ledger too, and one of them can go", async () => {
    const { find, page, asked, settle } = await start({ twoUnits: true });
    await find("unit-forms").trigger("click");
    await settle();
    const table = page.find("table[data-test=unit-forms]");
    expect(table.findAll("tbody tr").length).toBe(2);
    expect(table.text()).toContain("整体申报表（第 2 张）");
    expect(await violations()).toEqual([]);
    await table.findAll("tbody tr")[1]?.findAll("button")[1]?.trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "forms.delete")).toMatchObject({ forms: [101] });
    // One is left: its page is the form itself.
    await soon(() => expect(find("step").exists()).toBe(true));
  });
});

describe("the way to a sum", () => {
  it("leads to the part of it that can be changed", async () => {
    const { settle } = await openStep(7, "basics");
    const { goToCell } = await import("../src/state/problems");
    goToCell(7, "funds", "funds.annual.total");
    await settle();
    await soon(() => expect(focused()).toMatch(/^funds\.annual\.(?!total)/u));
    expect(document.activeElement?.hasAttribute("readonly")).toBe(false);
  });
});

describe("amounts", () => {
  it("that name another unit are offered in the one of the field", async () => {
    const { page, find, asked, settle } = await openStep(7, "funds");
    const field = page.find('[data-path="funds.annual.local"]');
    await field.setValue("18.6万");
    await field.trigger("change");
    await settle();
    expect(find("offer-funds.annual.local").text()).toBe("改为 186,000 元");
    await find("offer-funds.annual.local").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ edits: [{ path: "funds.annual.local", text: "186,000" }] });
    // The button is gone; the keys are in the field that it stood by.
    expect(find("offer-funds.annual.local").exists()).toBe(false);
    expect(focused()).toBe("funds.annual.local");
  });

  it("are walked through with the arrows, past the sums", async () => {
    const { page, settle } = await openStep(7, "funds");
    page.find<HTMLInputElement>('[data-path="funds.period.central"]').element.focus();
    const column = [...document.querySelectorAll<HTMLInputElement>(".content input[inputmode]:not([readonly])")];
    const here = column.findIndex((field) => field === document.activeElement);
    await page.find('[data-path="funds.period.central"]').trigger("keydown", { key: "ArrowDown" });
    await settle();
    expect(document.activeElement).toBe(column[here + 1]);
    await page.find(`[data-path="${focused() ?? ""}"]`).trigger("keydown", { key: "ArrowUp" });
    expect(focused()).toBe("funds.period.central");
  });
});

describe("the tasks of the year", () => {
  it("have the help of the column in which the keys are, and what is blank is no problem", async () => {
    const { find, page, settle } = await start();
    await find("nav-unit").trigger("click");
    await settle();
    await soon(() => expect(find("step-goals").exists()).toBe(true));
    await find("step-goals").trigger("click");
    await settle();
    await page.find('.tasks [data-test="grid-field"]').trigger("focusin");
    await settle();
    const { currentField } = await import("../src/state/problems");
    (page.find('.tasks [data-test="grid-field"]').element as HTMLElement).focus();
    await settle();
    expect(currentField.value).toMatchObject({ path: "key_task_function", help: ["等于五项来源之和。"] });
  });
});

describe("what is printed", () => {
  it("says which places of the signature are blank, of which 负责人 may stay so", async () => {
    const { find, settle } = await start();
    await find("nav-print").trigger("click");
    await soon(() => expect(find("unsigned").exists()).toBe(true));
    await settle();
    expect(find("unsigned").text()).toContain("联系电话还空着");
    expect(find("unsigned").text()).toContain("负责人可以打印以后手签");
    await find("unsigned").find("button").trigger("click");
    await soon(() => expect(focused()).toBe("phone"));
  });
});

describe("an import that is moved on", () => {
  it("shows the year that is written and what is emptied", async () => {
    const { find, settle } = await start();
    await find("to-import").trigger("click");
    await soon(() => expect(find("pick-files").exists()).toBe(true));
    await find("pick-files").trigger("click");
    await settle();
    expect(find("moved-year").text()).toBe("2026（年度顺延）");
  });
});

describe("the word that all is stored", () => {
  it("follows what is deleted", async () => {
    const { find, page, settle } = await start();
    expect(find("saving").text()).toBe("自动保存");
    await page.find('[data-row="0"] input').setValue(true);
    await settle();
    await find("delete").trigger("click");
    await settle();
    expect(find("saving").text()).toMatch(/^已保存 \d\d:\d\d$/u);
  });
});

describe("in a browser", () => {
  it("a single file is loaded down at once, and its name and place are said", async () => {
    const delivered: string[] = [];
    const host = { abilities: { menu: false, folders: false, inlinePinyin: false, onTop: false }, deliver: (path: string) => Promise.resolve(void delivered.push(path)) };
    const { find, settle } = await start({}, host);
    await find("nav-print").trigger("click");
    await soon(() => expect(find("draft").exists()).toBe(true));
    expect(find("save-pdf").text()).toMatch(/^下载(草稿)? PDF$/u);
    await find("save-pdf").trigger("click");
    await settle();
    expect(delivered.length).toBe(1);
    const name = delivered[0]?.split("/").at(-1) ?? "none";
    expect(find("job").text()).toContain(`。“${name}”在浏览器的“下载”文件夹里`);
  });
});

describe("another form at the same step", () => {
  it("takes what is typed, not the form before it", async () => {
    const { page, asked, settle } = await openStep(7, "indicators");
    const { go } = await import("../src/state/place");
    go({ page: "project", form: 1, step: "indicators" });
    await settle();
    await soon(() => expect(asked.some((request) => request.op === "form.open" && "form" in request && request.form === 1)).toBe(true));
    await settle();
    const field = page.find('[data-test="grid-field"]');
    (field.element as HTMLInputElement).value = "新";
    await field.trigger("input");
    await field.trigger("keydown", { key: "Enter" });
    await settle();
    expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ form: 1 });
  });
});
