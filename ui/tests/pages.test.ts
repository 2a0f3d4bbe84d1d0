// The whole window over the made-up unit: what each page shows, what a key does, and that no page has an axe violation
// (colours are looked at by the tests in a real browser, which know layout).
import { describe, expect, it } from "vitest";
import type { Host } from "../src/platform/host";
import type { FakeOptions } from "./fakeHost";
import { endEach, type Opened, soon, start, violations } from "./window";

endEach();

function press(key: string, more: KeyboardEventInit = {}): void {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

const text = (): string => document.body.textContent ?? "";

describe("the first start", () => {
  it("asks three questions, shows the printed head, and keeps the answers", async () => {
    const { find, asked, settle } = await start({ standing: "first" });
    await settle();
    await find("unit-name").setValue("白杨区财政局");
    await find("unit-code").setValue("012");
    expect(find("printed-head").text()).toContain("白杨区县(区)级预算部门(单位)项目支出绩效目标表");
    expect(find("printed-head").text()).toContain("012-白杨区财政局");
    expect(await violations()).toEqual([]);
    await find("first").find("form").trigger("submit");
    await settle();
    const set = asked.find((request) => request.op === "unit.set");
    expect(set).toMatchObject({ department: "白杨区财政局", department_code: "012", region: "白杨区", implementing_unit: "白杨区财政局" });
    await soon(() => expect(find("pick-files").exists()).toBe(true));
  });

  it("does not go on without the unit's name, and says so", async () => {
    const { find, asked, settle } = await start({ standing: "first" });
    await settle();
    await find("first").find("form").trigger("submit");
    expect(text()).toContain("请写单位全称");
    expect(asked.some((request) => request.op === "unit.set")).toBe(false);
  });
});

describe("the sample", () => {
  it("is opened before any question is answered, and taken out again", async () => {
    const { page, find, asked, settle } = await start({ standing: "first", projects: 0 });
    await settle();
    await find("sample").trigger("click");
    await settle();
    expect(page.findAll("tr[data-row]").length).toBeGreaterThan(5);
    expect(find("toast").text()).toContain("已打开示例");
    await find("remove-sample").trigger("click");
    await settle();
    expect(asked.some((request) => request.op === "sample.remove")).toBe(true);
    expect(find("ledger-empty").text()).toContain("打开示例");
    expect(find("remove-sample").exists()).toBe(false);
  });
});

describe("an import that writes over a form", () => {
  it("is taken back by giving the form what stood there", async () => {
    const { page, find, asked, settle } = await start();
    await settle();
    await find("to-import").trigger("click");
    await soon(() => expect(find("pick-files").exists()).toBe(true));
    await find("pick-files").trigger("click");
    await settle();
    await page.find('input[value="replace"]').setValue(true);
    await find("apply-import").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "import.apply")).toMatchObject({ forms: [{ as: "replace" }] });
    await find("toast").find("button").trigger("click");
    await settle();
    expect(asked.some((request) => request.op === "forms.delete")).toBe(false);
    const undo = asked.find((request) => request.op === "form.undo");
    expect(undo).toMatchObject({ form: 6, base_revision: 4 });
  });
});

describe("the way through the problems", () => {
  it("leads from the first line of the list in its order, and not through hints", async () => {
    const { page, find, settle } = await start();
    await settle();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("check-list").exists()).toBe(true));
    await find("first-problem").trigger("click");
    await settle();
    const { currentFinding } = await import("../src/state/problems");
    const { REPORT } = await import("./fakeForms");
    const names: (string | null)[] = [currentFinding.value];
    for (let step = 0; step < 2; step += 1) {
      press("F8");
      await settle();
      names.push(currentFinding.value);
    }
    // Inside a form the way stays in it: two errors, then the first again.
    const [one, other] = REPORT.forms[0]?.findings.map((finding) => `7|${finding.key}`) ?? [];
    expect(names).toEqual([one, other, one]);
    expect(page.text()).toContain("政策吹风会与政务公开");
  });
});

describe("data that does not open", () => {
  it("is said, with the copies of which one is restored", async () => {
    const { find, asked, settle } = await start({ standing: "damaged" });
    expect(text()).toContain("数据没有打开");
    expect(await violations()).toEqual([]);
    await find("restore").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "backups.restore")).toMatchObject({ file: "a.db" });
  });

  it("may be read where somebody else holds it, and nothing can be changed", async () => {
    const { find } = await start({ standing: "read_only" });
    expect(text()).toContain("这里只能看");
    expect(find("new-project").attributes("disabled")).toBeDefined();
  });
});

describe("the ledger", () => {
  it("has only the rows in view in the page, however many there are", async () => {
    const { page, settle } = await start({ projects: 1500 });
    await settle();
    const rows = page.findAll("tr[data-row]");
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(100);
    expect(page.find("table").attributes("aria-rowcount")).toBe("1501");
  });

  it("chooses forms, says their sum, deletes them and takes that back", async () => {
    const { page, find, asked, settle } = await start();
    await settle();
    await page.find('tr[data-form="4"] input').setValue(true);
    await page.find('tr[data-form="5"] input').setValue(true);
    await settle();
    expect(find("batch").text()).toContain("已选 2 个，年度 1,277,500 元");
    await find("delete").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "forms.delete")).toMatchObject({ forms: [4, 5] });
    const toast = find("toast");
    expect(toast.text()).toContain("已删除 2 个项目");
    await toast.find("button").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "forms.restore")).toMatchObject({ forms: [4, 5] });
  });

  it("is opened by the keyboard", async () => {
    const { page, settle } = await start();
    await settle();
    page.find<HTMLElement>('tr[data-row="0"] .name').element.focus();
    press("ArrowDown");
    await settle();
    expect(document.activeElement?.textContent).toBe("县政府门户网站集约化运维");
    (document.activeElement as HTMLElement).click();
    await settle();
    expect(page.find(".whose").text()).toContain("县政府门户网站集约化运维");
  });

  it("says how to begin where it is empty", async () => {
    const { find, settle } = await start({ projects: 0 });
    await settle();
    expect(find("ledger-empty").text()).toContain("还没有项目");
    expect(find("ledger-empty").findAll("button").map((button) => button.text())).toContain("导入去年的申报表");
  });
});

describe("a form", () => {
  async function openSeven(options: FakeOptions = {}, more: Partial<Host> = {}): Promise<Opened> {
    const opened = await start(options, more);
    await opened.settle();
    await opened.page.find('tr[data-form="7"]').trigger("click");
    await opened.settle();
    return opened;
  }

  it("is filled in as the template says, step by step", async () => {
    const { page, find, settle } = await openSeven();
    expect(page.findAll("label").map((label) => label.text())).toEqual(expect.arrayContaining(["项目名称", "项目属性", "项目期", "填报日期"]));
    press("2", { ctrlKey: true, code: "Digit2" });
    await settle();
    expect(find("step").attributes("data-step")).toBe("funds");
    expect(find("strip-B02").text()).toContain("相差 1,000 元");
    press("5", { ctrlKey: true, code: "Digit5" });
    await soon(() => expect(page.find('[data-step="indicators"]').exists()).toBe(true));
    await soon(() => expect(text()).toContain("政策吹风会次数"));
  });

  it("stores a field when it is left, once, on top of the last revision", async () => {
    const { page, asked, find, settle } = await openSeven();
    const name = page.find<HTMLInputElement>('[data-path="project_name"]');
    name.element.focus();
    await name.setValue("政策吹风会");
    await name.trigger("change");
    await name.trigger("blur");
    await settle();
    const edits = asked.filter((request) => request.op === "form.edit");
    expect(edits).toEqual([
      { op: "form.edit", form: 7, base_revision: 3, edits: [{ do: "set", path: "project_name", text: "政策吹风会" }] },
    ]);
    expect(find("saving").text()).toBe("已保存 14:03");
  });

  it("shows an amount with separators, edits it without, and keeps what is no amount", async () => {
    const { page, asked, settle } = await openSeven();
    press("2", { ctrlKey: true, code: "Digit2" });
    await settle();
    const local = page.find<HTMLInputElement>('[data-path="funds.annual.local"]');
    expect(local.element.value).toBe("60,000");
    local.element.focus();
    await local.trigger("focus");
    expect(local.element.value).toBe("60000");
    await local.setValue("约六万");
    await local.trigger("change");
    await settle();
    expect(asked.filter((request) => request.op === "form.edit").at(-1)).toMatchObject({
      edits: [{ do: "set", path: "funds.annual.local", text: "约六万" }],
    });
  });

  it("says plainly that the disk is full, keeps the text, and stores it when told to", async () => {
    const { page, find, asked, settle } = await openSeven({ refuse: "E_DISK_FULL" });
    const name = page.find<HTMLInputElement>('[data-path="project_name"]');
    await name.setValue("改过的名称");
    await name.trigger("change");
    await settle();
    expect(find("saving-failed").text()).toContain("磁盘空间不足");
    expect(find("saving-failed").text()).toContain("请勿关闭窗口");
    expect(find("saving-elsewhere").exists()).toBe(true);
    expect(name.element.value).toBe("改过的名称");
    expect(await violations()).toEqual([]);
    const before = asked.filter((request) => request.op === "form.edit").length;
    await find("saving-retry").trigger("click");
    await settle();
    expect(asked.filter((request) => request.op === "form.edit").length).toBe(before + 1);
  });

  it("commits what is being typed before it is undone or left", async () => {
    const { page, asked, settle } = await openSeven();
    const name = page.find<HTMLInputElement>('[data-path="project_name"]');
    await name.setValue("没写完");
    press("Z", { ctrlKey: true });
    await settle();
    const ops = asked.map((request) => request.op).filter((op) => op === "form.edit" || op === "form.undo");
    expect(ops).toEqual(["form.edit", "form.undo"]);
  });

  it("is not closed while something is not stored, unless the user says so", async () => {
    let mayClose: () => Promise<boolean> = () => Promise.resolve(true);
    const { page, settle } = await openSeven(
      { refuse: "E_DISK_FULL" },
      {
        onClose: (ask) => {
          mayClose = ask;
          return Promise.resolve();
        },
      },
    );
    const name = page.find<HTMLInputElement>('[data-path="project_name"]');
    await name.setValue("没存上的名称");
    const answer = mayClose();
    await settle();
    expect(text()).toContain("还有修改没存上");
    expect(text()).toContain("没存上的名称");
    const buttons = [...document.querySelectorAll<HTMLButtonElement>("[role=dialog] button")];
    buttons.find((button) => button.textContent?.includes("不关闭"))?.click();
    expect(await answer).toBe(false);
  });

  it("has the finding that was gone to as its field, and the list behind Alt+←", async () => {
    const { page, find, settle } = await start();
    await settle();
    press("F7");
    await soon(() => expect(find("check-list").exists()).toBe(true));
    await settle();
    await find("line-B02").find("button").trigger("click");
    await settle();
    expect(page.find(".whose").text()).toContain("政策吹风会与政务公开");
    // The total is made by the program: the keys go into the parts that make it.
    expect(document.activeElement?.getAttribute("data-path")).toMatch(/^funds\.annual\.(?!total)/u);
    press("ArrowLeft", { altKey: true });
    await settle();
    expect(find("check-list").exists()).toBe(true);
  });
});

describe("the check", () => {
  it("passes a warning over only with a reason", async () => {
    const { find, asked, settle } = await start();
    await settle();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("line-D02").exists()).toBe(true));
    const button = find("line-D02").findAll("button").find((one) => one.text() === "忽略并说明");
    await button?.trigger("click");
    await find("line-D02").find("form").trigger("submit");
    expect(find("line-D02").text()).toContain("请写一句理由");
    await find("waive-reason").setValue("租期按合同跨年");
    await find("line-D02").find("form").trigger("submit");
    await settle();
    expect(asked.find((request) => request.op === "form.waive")).toMatchObject({ form: 8, reason: "租期按合同跨年" });
  });

  it("offers no way to pass over an error", async () => {
    const { find, settle } = await start();
    await settle();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("line-C02").exists()).toBe(true));
    expect(find("line-C02").text()).not.toContain("忽略");
  });
});

describe("看表样", () => {
  it("leads back to the cell that was left, by Escape", async () => {
    const { page, find, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    await find("step-overview").trigger("click");
    await settle();
    page.get<HTMLTextAreaElement>('textarea[data-path="necessity"]').element.focus();
    await find("form-view").trigger("click");
    await settle();
    expect(page.find("textarea").exists()).toBe(false);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    expect((document.activeElement as HTMLElement).dataset["path"]).toBe("necessity");
  });
});

describe("the way back", () => {
  it("leads from the help to the cell that was left", async () => {
    const { page, find, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    await find("step-overview").trigger("click");
    await settle();
    page.get<HTMLTextAreaElement>('textarea[data-path="necessity"]').element.focus();
    press("F1");
    await settle();
    expect(page.find("textarea").exists()).toBe(false);
    press("ArrowLeft", { altKey: true });
    await settle();
    await soon(() => expect((document.activeElement as HTMLElement).dataset["path"]).toBe("necessity"));
  });
});

describe("printing and export", () => {
  it("says that forms with errors print as a draft", async () => {
    const { page, find, settle } = await start();
    await settle();
    await find("nav-print").trigger("click");
    await soon(() => expect(find("draft").exists()).toBe(true));
    expect(find("print").text()).toContain("打印草稿");
    expect(find("draft").text()).toBe("草稿2 张表没有改完或填齐，只能打印草稿；改好以后“草稿”字样自动消失。去修改");
    // Of the form on the screen the reason is said too.
    await page.findAll(".thumb").find((thumb) => thumb.text().includes("政策吹风会"))?.trigger("click");
    await soon(() => expect(find("draft").text()).toContain("草稿2 张表没有改完或填齐（本表还有 2 处错误），只能打印草稿；"));
  });

  it("hands a PDF to the viewer where there is no printer", async () => {
    const opened: string[] = [];
    const { find, settle } = await start({}, {
      openFile: (path) => {
        opened.push(path);
        return Promise.resolve();
      },
    });
    await settle();
    await find("nav-print").trigger("click");
    await soon(() => expect(find("draft").exists()).toBe(true));
    await find("print").trigger("click");
    await settle();
    expect(opened).toEqual(["/tmp/打印.pdf"]);
  });

  it("holds forms with errors back and says which, at the end what was written", async () => {
    const { find, asked, settle } = await start();
    await settle();
    await find("nav-export").trigger("click");
    await soon(() => expect(find("held").exists()).toBe(true));
    await find("export").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "export.run")).toMatchObject({ format: "package", folder: "/home/user/报送" });
    expect(find("job").text()).toContain("已导出 8 份");
    expect(find("job").text()).toContain("政策吹风会与政务公开");
  });

  it("counts what is not filled in as held back before anything is written, and keeps it out unless drafts are wanted", async () => {
    const { page, find, asked, settle } = await start();
    await settle();
    await find("nav-export").trigger("click");
    await soon(() => expect(find("held").exists()).toBe(true));
    expect(find("held").text()).toContain("3 张表先留下不导出");
    // Why, in the engine's words.
    expect(find("held").text()).toContain("政策吹风会与政务公开还有 2 处错误");
    await page.find('input[value="pdf"]').setValue(true);
    await find("export").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "export.run")).toMatchObject({ forms: [1, 2, 3, 4, 5, 6, 7, 8, 9], drafts: false });
  });

  it("writes the list of problems of all forms, those with errors too", async () => {
    const { find, asked, settle } = await start();
    await settle();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("check-list").exists()).toBe(true));
    await find("write-report").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "export.run")).toMatchObject({ format: "report-xlsx", forms: [7, 6, 8, 1] });
  });
});

describe("every page", () => {
  const PAGES = ["unit", "check", "print", "import", "export", "disclosure", "backup", "settings", "help"] as const;
  it.each(PAGES)("%s has no axe violation", async (name) => {
    const { page, find, settle } = await start();
    await settle();
    await find(`nav-${name}`).trigger("click");
    await soon(() => expect(page.find("main.content h1").exists()).toBe(true));
    await settle();
    expect(await violations()).toEqual([]);
  });

  it("ledger and steps have no axe violation", async () => {
    const { page, settle } = await start();
    await settle();
    expect(await violations()).toEqual([]);
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    for (const step of [1, 2, 3, 4, 5]) {
      press(String(step), { ctrlKey: true, code: `Digit${step}` });
      await settle();
      expect(await violations()).toEqual([]);
    }
  });

  it("restores a copy only after the difference was shown and confirmed", async () => {
    const { page, find, asked, settle } = await start();
    await settle();
    await find("nav-backup").trigger("click");
    await soon(() => expect(page.find("tbody tr.clickable").exists()).toBe(true));
    await page.find("tbody tr.clickable").trigger("click");
    await settle();
    expect(find("difference").text()).toContain("恢复后去掉 1 份");
    await find("restore").trigger("click");
    await settle();
    expect(asked.some((request) => request.op === "backups.restore")).toBe(false);
    document.querySelector<HTMLElement>('[data-test="restore-now"]')?.click();
    await settle();
    expect(asked.find((request) => request.op === "backups.restore")).toMatchObject({ file: "a.db" });
  });
});
