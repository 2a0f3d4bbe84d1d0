// What is offered beside a finding: the page of its rule, and what its fix would change.
import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import FindingCard from "../src/frame/FindingCard.vue";
import { comma } from "./fakeForms";
import { endEach, soon, start, violations } from "./window";

endEach();

const dialog = (): HTMLElement | null => document.querySelector("[role=dialog]");

describe("查看说明", () => {
  it("opens the rule's page from the panel and from the strip at the field, and from a focused card with F1", async () => {
    const { page, find, asked, settle } = await start();
    await page.find('tr[data-form="7"]').trigger("click");
    await settle();
    if (!find("finding-B02").exists()) await find("problems").trigger("click");
    await settle();
    await find("finding-B02").find("[data-test=explain]").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "rules.explain")).toMatchObject({ code: "B02" });
    expect(dialog()?.textContent).toContain("资金总额是否等于各来源之和。");
    expect(await violations()).toEqual([]);
    [...(dialog()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === "关闭")?.click();
    await soon(() => expect(dialog()).toBeNull());
    await find("finding-B11").find("button").trigger("keydown", { key: "F1" });
    await settle();
    expect(asked.findLast((request) => request.op === "rules.explain")).toMatchObject({ code: "B11" });
    expect(page.find("h1").text()).not.toBe("帮助");
    [...(dialog()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === "关闭")?.click();
    await soon(() => expect(dialog()).toBeNull());
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", ctrlKey: true, code: "Digit2", bubbles: true, cancelable: true }));
    await soon(() => expect(find("strip-B02").exists()).toBe(true));
    await find("strip-B02").find("[data-test=explain]").trigger("click");
    await soon(() => expect(dialog()?.textContent).toContain("如何修改"));
  });

  it("stands at each line of 检查", async () => {
    const { find, asked, settle } = await start();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("line-C05").exists()).toBe(true));
    await find("line-C05").find("[data-test=explain]").trigger("click");
    await settle();
    expect(asked.findLast((request) => request.op === "rules.explain")).toMatchObject({ code: "C05" });
    expect(dialog()).not.toBeNull();
  });
});

describe("what a fix changes", () => {
  const LONG = "全年举办吹风会六次，向社会说明重要政策，按规定主动公开政务信息";

  it("is said on the card where the button does not say it", async () => {
    const edit = { path: "overview", place: "概况与依据 › 项目概况", before: `${LONG}，`, text: `${LONG}。` };
    const finding = { ...comma(7, "overview"), fix: { label: "按建议改", edits: [edit], can_apply: true, safe: true } };
    const card = mount(FindingCard, { props: { finding, current: false, writable: true } });
    expect(card.find("del").text()).toBe("，");
    expect(card.find("ins").text()).toBe("。");
    expect(card.find("[data-test=fix-changes]").text()).toContain("…主动公开政务信息，");
    await card.setProps({ finding: { ...finding, fix: { ...finding.fix, label: "改为“吹风会。”" } } });
    expect(card.find("[data-test=fix-changes]").exists()).toBe(false);
    const place = (path: string): typeof edit => ({ ...edit, path, place: `第 ${path} 处` });
    await card.setProps({ finding: { ...finding, fix: { ...finding.fix, edits: ["1", "2", "3", "4"].map(place) } } });
    expect(card.findAll("li li").map((line) => line.text().slice(0, 5))).toEqual(["第 1 处", "第 2 处", "第 3 处", "等 4 处"]);
  });

  it("is listed before all safe ones are made, with form and place", async () => {
    const { page, find, asked, settle } = await start();
    await find("nav-check").trigger("click");
    await soon(() => expect(page.findAll("button").some((button) => button.text() === "按建议改 2 处…")).toBe(true));
    await page.findAll("button").find((button) => button.text() === "按建议改 2 处…")?.trigger("click");
    await settle();
    const rows = [...(dialog()?.querySelectorAll("tbody tr") ?? [])].map((row) => row.textContent?.replace(/\s+/gu, " "));
    expect(rows).toEqual(["政策吹风会与政务公开资金 › 年度资金总额81000 → 80000", "政务信息编报与年鉴编印绩效指标 › 质量指标 第2行 实施期≥0.01% → ≤0.01%"]);
    expect(await violations()).toEqual([]);
    [...(dialog()?.querySelectorAll("button") ?? [])].find((button) => button.textContent === "按建议改")?.click();
    await flushPromises();
    await vi.waitFor(() => expect(asked.some((request) => request.op === "check.fix_safe")).toBe(true));
  });
});
