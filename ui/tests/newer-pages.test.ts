// 对照去年, the library of one's own, the search of 帮助, the menu of the right button, and what is said of what is not filled in yet.
import { describe, expect, it } from "vitest";
import { endEach, soon, start, violations } from "./window";

endEach();

const dialog = (): HTMLElement | null => document.querySelector("[role=dialog]");
const wordIn = (under: Element | null, words: string): HTMLButtonElement | undefined =>
  [...(under?.querySelectorAll("button") ?? [])].find((button) => button.textContent?.includes(words));

async function openForm(name: string): Promise<Awaited<ReturnType<typeof start>>> {
  const opened = await start();
  await opened.settle();
  const row = opened.page.findAll("tr[data-row] .name").find((one) => one.text() === name);
  await row?.trigger("click");
  await opened.settle();
  await soon(() => expect(opened.find("step").exists()).toBe(true));
  return opened;
}

describe("对照去年", () => {
  it("shows what stood there beside what stands now, and takes a text over", async () => {
    const { find, asked, settle } = await openForm("政策吹风会与政务公开");
    await find("last-year").trigger("click");
    await settle();
    expect(dialog()?.textContent).toContain("去年办了 4 次。");
    expect(dialog()?.textContent).toContain("今年没有了");
    expect(await violations()).toEqual([]);
    wordIn(dialog(), "照去年填")?.click();
    await settle();
    expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ edits: [{ do: "set", path: "overview", text: "去年办了 4 次。" }] });
  });

  it("says where nothing of that name stands, and how it comes there", async () => {
    const { find, settle } = await openForm("政务信息编报与年鉴编印");
    await find("last-year").trigger("click");
    await settle();
    expect(dialog()?.textContent).toContain("2025 年度没有同名的表");
    expect(dialog()?.textContent).toContain("去年的表也留着");
  });
});

describe("the library of one's own", () => {
  it("takes the indicators of the form and of a file, and says what of it was not taken", async () => {
    const { page, find, asked, settle } = await openForm("政策吹风会与政务公开");
    await find("step-indicators").trigger("click");
    await settle();
    wordIn(page.element.querySelector("[role=toolbar]") ?? document.querySelector("[role=toolbar]"), "指标库")?.click();
    await settle();
    await find("library-keep").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "library.keep_forms")).toMatchObject({ forms: [7] });
    await find("library-import").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "library.import")).toMatchObject({ path: "/home/user/2025年绩效目标申报表.xlsx" });
    expect(page.find(".notes").text()).toContain("第 4 行");
    // The first line is the unit's own: it can be changed and taken out.
    wordIn(document.querySelector(".drawer"), "改这一条")?.click();
    await settle();
    await page.find<HTMLInputElement>('input[aria-label="指标值"]').setValue("≥6次");
    await page.find(".drawer form").trigger("submit");
    await settle();
    expect(asked.findLast((request) => request.op === "library.keep")).toMatchObject({ id: 5, name: "吹风会次数", value: "≥6次" });
    wordIn(document.querySelector(".drawer"), "移除")?.click();
    await settle();
    expect(asked.findLast((request) => request.op === "library.remove")).toMatchObject({ id: 5 });
    // It comes back as it was, as a new one.
    wordIn(page.findAll('[data-test="toast"]').at(-1)?.element ?? null, "撤销")?.click();
    await settle();
    const kept = asked.findLast((request) => request.op === "library.keep");
    expect(kept).toEqual({ op: "library.keep", level1: "产出指标", level2: "数量指标", name: "吹风会次数", value: "≥5次" });
  });

  it("keeps what is typed of an indicator while another one is looked at and answers come", async () => {
    const { page, find, asked, settle } = await openForm("政策吹风会与政务公开");
    await find("step-indicators").trigger("click");
    await settle();
    wordIn(document.querySelector("[role=toolbar]"), "指标库")?.click();
    await settle();
    wordIn(document.querySelector(".drawer"), "改这一条")?.click();
    await settle();
    await page.find<HTMLInputElement>('input[aria-label="指标值"]').setValue("≥6次");
    await page.findAll('.drawer [role="option"]')[1]?.trigger("mousedown");
    await find("library-search").setValue("培训");
    await settle();
    expect(page.find<HTMLInputElement>('input[aria-label="指标值"]').element.value).toBe("≥6次");
    expect(page.find(".drawer .which").text()).toContain("吹风会次数");
    await page.find(".drawer form").trigger("submit");
    await settle();
    expect(asked.findLast((request) => request.op === "library.keep")).toMatchObject({ id: 5, level2: "数量指标", value: "≥6次" });
  });
});

describe("the search of 帮助", () => {
  it("looks through all parts at once", async () => {
    const { page, find, settle } = await start();
    await find("nav-help").trigger("click");
    await soon(() => expect(find("help-search").exists()).toBe(true));
    await settle();
    await find("help-search").setValue("资金总额");
    expect(page.find(".field h3").text()).toContain("资金总额");
    expect(page.find("tbody tr").text()).toContain("B02");
    await find("help-search").setValue("Ctrl+Z");
    expect(page.find(".keys").text()).toContain("撤销");
    await find("help-search").setValue("没有这样的话");
    expect(page.find(".none").text()).toContain("没有找到“没有这样的话”");
  });
});

describe("the right button on a row of the list", () => {
  it("offers what can be done with it, and the keys of a menu work", async () => {
    const { page, find, settle } = await start();
    await settle();
    await page.find('[data-row="2"] .name').trigger("contextmenu", { button: 2, clientX: 300, clientY: 300 });
    await settle();
    expect(find("context-menu").findAll("[role=menuitem]").map((item) => item.text())).toEqual(["打开Enter", "打印", "导出", "复制…", "删除", "选中这一行空格"]);
    expect(await violations(document.querySelector("[role=menu]") ?? undefined)).toEqual([]);
    await find("context-menu").trigger("keydown", { key: "ArrowDown" });
    await find("context-menu").trigger("keydown", { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toBe("打印");
    await find("context-menu").trigger("keydown", { key: "Escape" });
    expect(find("context-menu").exists()).toBe(false);
    await page.find('[data-row="2"] .name').trigger("contextmenu", { button: 2, clientX: 300, clientY: 300 });
    await settle();
    await find("context-menu").findAll("[role=menuitem]")[1]?.trigger("click");
    await soon(() => expect(page.find("h1").text()).toBe("打印预览"));
  });
});

describe("a copy of the data that failed", () => {
  it("is said over every page until it was read, and on 备份与恢复", async () => {
    const { page, find, settle } = await start({ notice: "最近一次自动备份没有成功：磁盘空间不足（E_DISK_FULL）" });
    await settle();
    expect(find("notice-E_BACKUP").text()).toContain("最近一次自动备份没有成功：磁盘空间不足");
    expect(find("notice-E_BACKUP").text()).not.toContain("E_DISK_FULL");
    expect(await violations()).toEqual([]);
    await find("notice-E_BACKUP").find("button").trigger("click");
    expect(find("notice-E_BACKUP").exists()).toBe(false);
    await find("nav-backup").trigger("click");
    await soon(() => expect(page.find("main [data-test=failure]").text()).toContain("磁盘空间不足"));
  });
});

describe("a text that is being written", () => {
  it("is not blamed for its end before it is left", async () => {
    const { page, find, asked, settle } = await openForm("政策吹风会与政务公开");
    await find("step-overview").trigger("click");
    await settle();
    const field = page.get<HTMLTextAreaElement>('textarea[data-path="overview"]');
    field.element.focus();
    await field.setValue("全年举办吹风会，");
    await soon(() => expect(asked.findLast((request) => request.op === "form.edit")).toMatchObject({ edits: [{ text: "全年举办吹风会，" }] }));
    await settle();
    expect(find("strip-F02").exists()).toBe(false);
    field.element.blur();
    await settle();
    expect(find("strip-F02").text()).toContain("以逗号结尾");
  });
});
