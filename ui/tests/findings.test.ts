// What is offered beside a finding: the page of its rule.
import { describe, expect, it } from "vitest";
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
