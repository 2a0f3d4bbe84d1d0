// 公开材料, 逐项复制, 导入's last step and what the keyboard does to amounts, over the made-up unit.
import { describe, expect, it, vi } from "vitest";
import { endEach, soon, start, violations } from "./window";

endEach();

const inDialog = (test: string): HTMLElement | null => document.querySelector(`[role=dialog] [data-test="${test}"]`);
describe("公开材料", () => {
  it("shows what holds the PDF back first, and a form that is not published holds it back no more", async () => {
    const { page, find, asked, settle } = await start();
    await find("nav-disclosure").trigger("click");
    await soon(() => expect(find("disclosure-held").exists()).toBe(true));
    expect(find("disclosure-held").text()).toContain("2 处错误");
    expect(page.find("aside .card").text()).toContain("去修改");
    expect(await violations()).toEqual([]);
    await page.find('input[aria-label="公开政策吹风会与政务公开"]').setValue(false);
    await settle();
    expect(asked.findLast((request) => request.op === "disclosure.set")).toMatchObject({ withheld: [{ form: 7, reason: "" }], corrected: [], unit: null });
    expect(find("disclosure-held").exists()).toBe(false);
    const why = page.find<HTMLInputElement>('input[aria-label="政策吹风会与政务公开不公开的理由"]');
    why.element.value = "涉及工作秘密";
    await why.trigger("change");
    await settle();
    expect(asked.findLast((request) => request.op === "disclosure.set")).toMatchObject({ withheld: [{ form: 7, reason: "涉及工作秘密" }] });
  });

  it("marks a corrected number, shows the computed one beside it, and takes the correction back", async () => {
    const { page, find, asked, settle } = await start();
    await find("nav-disclosure").trigger("click");
    await soon(() => expect(find("figures").exists()).toBe(true));
    await page.find(".figure").trigger("click");
    expect(document.activeElement?.id).toBe("figure-managed_count");
    const number = page.find<HTMLInputElement>("#figure-managed_count");
    number.element.value = "8";
    await number.trigger("change");
    await settle();
    expect(page.find(".figure").classes()).toContain("corrected");
    expect(find("figures").text()).toContain("已改");
    expect(find("disclosure-text").text()).toContain("共8个");
    await find("figures").find("button").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "disclosure.set")).toMatchObject({ corrected: [{ figure: "managed_count", text: "" }] });
  });

  it("writes text, document and PDF, and says what was written", async () => {
    const { find, asked, settle } = await start();
    await find("nav-disclosure").trigger("click");
    await soon(() => expect(find("publish").attributes("disabled")).toBeUndefined());
    await find("publish").trigger("click");
    await settle();
    expect(asked.find((request) => request.op === "disclosure.run")).toMatchObject({ year: 2026, folder: "/home/user/报送", draft: false, replace: false });
    expect(find("job").exists()).toBe(true);
  });
});

describe("逐项复制", () => {
  it("copies a piece and shows the next one, goes back, and ends", async () => {
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, "writeText").mockImplementation((text) => Promise.resolve(void copied.push(text)));
    const { page, find, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    await find("to-pieces").trigger("click");
    await settle();
    expect(inDialog("piece-text")?.textContent).toBe("政策吹风会与政务公开");
    expect(document.activeElement).toBe(inDialog("copy-piece"));
    expect(await violations()).toEqual([]);
    inDialog("copy-piece")?.click();
    await settle();
    expect(copied).toEqual(["政策吹风会与政务公开"]);
    expect(inDialog("piece-progress")?.textContent).toBe("第 2 项，共 3 项");
    expect(inDialog("pieces")?.textContent).toContain("已复制：项目名称");
    expect(inDialog("pieces")?.textContent).toContain("下一项：政策吹风会次数 › 三级指标");
    inDialog("pieces")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    await settle();
    expect(inDialog("piece-progress")?.textContent).toBe("第 1 项，共 3 项");
    // Each is found by its name, and stands under the part of the form that it is of.
    expect([...(inDialog("pieces")?.querySelectorAll("optgroup") ?? [])].map((group) => group.label)).toEqual(["目标和资金", "绩效指标 · 年度 · 数量指标"]);
    const seek = inDialog("piece-seek") as HTMLInputElement;
    seek.value = "吹风会次数";
    seek.dispatchEvent(new Event("input", { bubbles: true }));
    seek.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await settle();
    expect(inDialog("pieces")?.querySelector("h3")?.textContent).toBe("绩效指标 · 年度 · 数量指标 › 政策吹风会次数 › 三级指标");
    inDialog("pieces")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    inDialog("pieces")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    await settle();
    // F8 does it from wherever the focus is, and does not go to the next problem behind the question.
    for (let piece = 0; piece < 3; piece += 1) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", bubbles: true, cancelable: true }));
      await settle();
    }
    expect(copied.length).toBe(4);
    expect(inDialog("pieces")?.textContent).toContain("全部复制过了");
  });
  it("passes over what only says which row it is, until that is asked for", async () => {
    const { page, find, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    await find("to-pieces").trigger("click");
    await settle();
    const right = (): unknown => inDialog("pieces")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    right();
    right();
    await settle();
    expect(inDialog("piece-text")?.textContent).toBe("政策吹风会次数");
    expect(inDialog("piece-progress")?.textContent).toBe("第 3 项，共 3 项");
    inDialog("with-kinds")?.click();
    await settle();
    // The same piece is next.
    expect(inDialog("piece-text")?.textContent).toBe("政策吹风会次数");
    expect(inDialog("piece-progress")?.textContent).toBe("第 4 项，共 4 项");
    inDialog("pieces")?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
    await settle();
    expect(inDialog("piece-text")?.textContent).toBe("数量指标");
    // Left out again, the first one behind it is next.
    inDialog("with-kinds")?.click();
    await settle();
    expect(inDialog("piece-text")?.textContent).toBe("政策吹风会次数");
  });
});

describe("the window while pieces are copied", () => {
  it("stays above others if wanted, and no longer than that", async () => {
    const told: boolean[] = [];
    const { page, find, settle } = await start({}, { keepOnTop: (on) => Promise.resolve(void told.push(on)) });
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    await find("to-pieces").trigger("click");
    await settle();
    inDialog("on-top")?.click();
    await settle();
    expect(told).toEqual([true]);
    document.querySelector("[role=dialog]")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await soon(() => expect(told).toEqual([true, false]));
  });
});

describe("an import that moves forms on", () => {
  it("ends with the texts that name the old year", async () => {
    const { page, find, settle } = await start({ carried: true });
    await find("to-import").trigger("click");
    await soon(() => expect(find("pick-files").exists()).toBe(true));
    await find("pick-files").trigger("click");
    await settle();
    await find("apply-import").trigger("click");
    await settle();
    expect(find("year-texts").text()).toContain("政务信息编报与年鉴编印 › 概况与依据 › 项目概况：写着 2025 年");
    await find("year-texts").find("button").trigger("click");
    await settle();
    expect(page.find(".whose").exists()).toBe(true);
  });

  it("keeps what was read while another page is looked at", async () => {
    const { find, settle } = await start();
    await find("to-import").trigger("click");
    await soon(() => expect(find("pick-files").exists()).toBe(true));
    await find("pick-files").trigger("click");
    await settle();
    await find("nav-help").trigger("click");
    await settle();
    await find("nav-import").trigger("click");
    await settle();
    expect(find("apply-import").exists()).toBe(true);
  });
});

describe("the keyboard", () => {
  it("takes the whole amount when its field is entered, also where the engine fills it meanwhile", async () => {
    const { page, settle } = await start();
    await page.find('tr[data-form="6"]').trigger("click");
    await settle();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", ctrlKey: true, code: "Digit2", bubbles: true, cancelable: true }));
    await settle();
    const amount = page.find<HTMLInputElement>('[data-path="funds.annual.local"]').element;
    amount.focus();
    await settle();
    expect([amount.selectionStart, amount.selectionEnd]).toEqual([0, amount.value.length]);
  });

  it("stops at no sign and no strip between two fields", async () => {
    const { page, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", ctrlKey: true, code: "Digit2", bubbles: true, cancelable: true }));
    await settle();
    const between = page.findAll(".twins .between, .twins .strip button");
    expect(between.length).toBeGreaterThan(5);
    expect(between.every((button) => button.attributes("tabindex") === "-1")).toBe(true);
  });

  it("opens the list of a field with ↓, takes an offer with Enter and keeps a text of one's own", async () => {
    const { page, asked, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    const term = page.find<HTMLInputElement>('[data-path="term"]');
    const press = (key: string): unknown => term.trigger("keydown", { key });
    term.element.focus();
    await press("ArrowDown");
    expect(term.attributes("aria-expanded")).toBe("true");
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    await settle();
    expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ edits: [{ path: "term", text: "3年" }] });
    await term.setValue("2年");
    await term.trigger("change");
    await settle();
    expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ edits: [{ path: "term", text: "2年" }] });
  });
});

describe("the rules in 设置", () => {
  it("are folded by group, and say how many are off", async () => {
    const { page, find, settle } = await start();
    await find("nav-settings").trigger("click");
    await soon(() => expect(page.find(".open").exists()).toBe(true));
    await page.find(".open").trigger("click");
    await settle();
    expect(page.findAll("details").every((group) => group.attributes("open") === undefined)).toBe(true);
    expect(find("rules-F").text()).toContain("关闭 1 条");
  });
});

describe("in a browser, which has no folders", () => {
  it("a copy of the data is a download, in plain words", async () => {
    const opened: string[] = [];
    const host = { abilities: { menu: false, folders: false, inlinePinyin: false, onTop: false }, openFile: (path: string) => Promise.resolve(void opened.push(path)) };
    const { page, find, settle } = await start({}, host);
    await find("nav-backup").trigger("click");
    await soon(() => expect(page.text()).toContain("下载一份备份"));
    await page.findAll("button").find((button) => button.text() === "下载一份备份")?.trigger("click");
    await settle();
    expect(opened).toEqual(["/home/user/报送/绩标备份.db"]);
    expect(page.text()).toContain("“下载”文件夹");
  });
});
