// What the window says, how heavy it is, where it leads, and where somebody stands afterwards.
import { describe, expect, it } from "vitest";
import type { Operations } from "../src/generated/engine";
import type { Host } from "../src/platform/host";
import { fakeHost, type FakeOptions } from "./fakeHost";
import { endEach, type Opened, soon, start, violations } from "./window";

endEach();

/** Starts with some answers of the engine changed. */
function startWith(change: { [Op in keyof Operations]?: (answer: Operations[Op]["answer"], request: Operations[Op]["request"]) => unknown }, options: FakeOptions = {}): Promise<Opened> {
  const host = fakeHost(options);
  const send: Host["send"] = async (request) => {
    const answer = (await host.send(request)) as Record<string, unknown>;
    const changed = change[request.op as keyof Operations] as ((answer: unknown, request: unknown) => unknown) | undefined;
    return changed === undefined || answer["ok"] === undefined ? answer : { ok: changed(answer["ok"], request) };
  };
  return start(options, { send });
}
const active = (): Element | null => document.activeElement;

describe("a sum that differs", () => {
  it.each(["error", "warning", null] as const)("weighs in the ledger what its finding weighs: %s", async (weight) => {
    const { page } = await startWith({
      "ledger.summary": (answer) => ({ ...answer, agreements: answer.agreements.map((line) => ({ ...line, weight })) }),
    });
    const word = page.find(".agreement .severity");
    expect(word.classes()).toContain(`of-${weight ?? "hint"}`);
    expect(word.text()).toContain("少 0.10 万元");
  });

  it("weighs the same beside the form's own amounts", async () => {
    const { page, find, settle } = await startWith({
      "form.open": (answer) => ({ ...answer, derived: { ...answer.derived, comparisons: answer.derived.comparisons.map((line) => ({ ...line, weight: line.weight === null ? null : "warning" })) } }),
    });
    await page.find('tr[data-form="7"] .name').trigger("click");
    await settle();
    await find("step-funds").trigger("click");
    await settle();
    expect(page.findAll(".compare .result span.of-warning").length).toBe(2);
    expect(page.find(".compare .of-error").exists()).toBe(false);
  });
});

describe("the check page", () => {
  it("names what is missing and leads there", async () => {
    const { find, settle } = await start();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("missing").exists()).toBe(true));
    expect(find("missing").text()).toContain("还没有整体申报表");
    expect(await violations()).toEqual([]);
    await find("missing").find("button").trigger("click");
    await settle();
    const { place } = await import("../src/state/place");
    // Its own page, which is the form itself where there is one.
    expect(["unit", "project"]).toContain(place.value.page);
  });
});

describe("the list of findings", () => {
  it("is walked with the arrows, one step a finding", async () => {
    const { find, page, settle } = await start();
    await find("nav-check").trigger("click");
    await soon(() => expect(find("check-list").exists()).toBe(true));
    const firsts = page.findAll<HTMLElement>(".finding .acts button:first-child").map((one) => one.element);
    const group = page.find<HTMLElement>(".group");
    group.element.focus();
    await group.trigger("keydown", { key: "ArrowDown" });
    expect(active()).toBe(firsts[0]);
    active()?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
    await settle();
    expect(active()).toBe(firsts[1]);
    active()?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
    expect(active()).toBe(firsts[0]);
  });
});

describe("what was just done", () => {
  it("is said once, gives way to what comes next, and is over with its page", async () => {
    const { find, page, settle } = await start();
    const { say } = await import("../src/state/toasts");
    say("一。");
    say("二。");
    await settle();
    expect(page.findAll('[data-test="toast"]').map((one) => one.text())).toEqual(["二。"]);
    const { go, replace } = await import("../src/state/place");
    go({ page: "project", form: 7, step: "basics" });
    say("三。");
    await settle();
    replace({ page: "project", form: 7, step: "funds" });
    await settle();
    expect(find("toast").text()).toBe("三。");
    await find("leave-form").trigger("click");
    await settle();
    expect(find("toast").exists()).toBe(false);
  });
});

describe("the search", () => {
  const hits: Parameters<typeof startWith>[0] = {
    "forms.list": (answer, request) => ({
      ...answer,
      forms: answer.forms.map((line) => ({ ...line, hits: request.places === true ? [{ path: "funds.annual.local", step: "funds", place: "资金 › 市县(区)财政资金" }, { path: "overview", step: "overview", place: "概况与依据 › 项目概况" }] : [] })),
    }),
  };

  it("says where the words stand, and Enter opens the first hit there", async () => {
    const { find, page, settle } = await startWith(hits);
    await find("search").setValue("吹风");
    await settle();
    expect(page.find('[role="option"]').text()).toContain("资金 › 市县(区)财政资金");
    expect(page.find('[role="option"]').attributes("aria-selected")).toBe("true");
    await find("search").trigger("keydown", { key: "Enter" });
    await settle();
    const { place } = await import("../src/state/place");
    expect(place.value).toMatchObject({ page: "project", form: 7, step: "funds", path: "funds.annual.local" });
    await soon(() => expect((active() as HTMLElement).dataset["path"]).toBe("funds.annual.local"));
  });

  it("leads to every place of a form, and selects the words there", async () => {
    const many = ["overview", "basis", "necessity", "safeguards", "plan", "project_name"].map((path) => ({ path, step: "overview" as const, place: path }));
    const { find, page, settle } = await startWith({
      "forms.list": (answer) => ({ ...answer, forms: answer.forms.flatMap((line) => [line, { ...line, form: 8 }, { ...line, form: 9 }].map((one) => ({ ...one, hits: one.form === 9 ? many.slice(0, 1) : many }))) }),
    });
    await find("search").setValue("吹风");
    await settle();
    const offers = page.findAll('[role="option"]');
    // Twelve places at most, and no form pushes another one out.
    expect(offers.map((offer) => offer.find(".hint-text").text())).toEqual([...many, ...many.slice(0, 5), ...many.slice(0, 1)].map(({ path }) => path));
    await offers[0]?.trigger("click");
    await settle();
    await soon(() => expect((active() as HTMLElement).dataset["path"]).toBe("overview"));
    const field = active() as HTMLTextAreaElement;
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("吹风");
  });

  it("opens it also where Enter came before the answer", async () => {
    const { find, settle } = await startWith(hits);
    await find("search").setValue("吹风");
    await find("search").trigger("keydown", { key: "Enter" });
    await settle();
    const { place } = await import("../src/state/place");
    expect(place.value).toMatchObject({ page: "project", step: "funds" });
  });
});

describe("below a step", () => {
  it("what is only blank is told from problems", async () => {
    const blank = { key: "unfilled@key_tasks", code: "unfilled", path: "key_tasks", step: "goals" as const, unfinished: true, waiver: null, severity: "error" as const };
    const { find, page, settle } = await startWith({
      "form.open": (answer) => ({ ...answer, findings: [{ ...answer.findings[0], form: answer.form, related: [], place: "", message: "年度重点任务：没有填写。", advice: "", fix: null, severity_word: "还没填", waivable: false, ...blank }] }),
    });
    await page.find("tr[data-row] .name").trigger("click");
    await settle();
    for (const step of ["goals", "basics", "goals"]) {
      await find(`step-${step}`).trigger("click");
      await settle();
    }
    expect(find("loose").text()).toBe("另有 1 处没填，见右侧“问题”。");
  });
});

describe("the first questions", () => {
  it("ask who fills in the forms, and need no answer to that", async () => {
    const { find, asked, settle } = await start({ standing: "first" });
    await settle();
    await find("unit-name").setValue("青石县水务局");
    await find("unit-preparer").setValue(" 张明 ");
    await find("unit-phone").setValue("0350-1234567");
    expect(await violations()).toEqual([]);
    await find("first").find("form").trigger("submit");
    await settle();
    expect(asked.find((request) => request.op === "unit.set")).toMatchObject({ preparer: "张明", phone: "0350-1234567" });
  });
});

describe("with large letters", () => {
  it("the ledger says the steps in numbers, and gives their room to the names", async () => {
    const { columnsIn } = await import("../src/pages/ledger/columns");
    const { SUMMARY } = await import("./fakeForms");
    // 1366 pixels at 150 % leave 43 rem, at 100 % without the panel 72.
    const [narrow, usual, beside] = [columnsIn(43, SUMMARY), columnsIn(72, SUMMARY), columnsIn(32, SUMMARY)];
    expect([narrow.has.steps, beside.has.steps]).toEqual([true, undefined]);
    expect([narrow.roomy, narrow.has.state, usual.roomy]).toEqual([false, true, true]);
    expect(narrow.tracks).toContain(" 4.25rem ");
  });
});

describe("the keys in the help", () => {
  it("have that of 删除一行", async () => {
    const { find, page, settle } = await start();
    await find("nav-help").trigger("click");
    await soon(() => expect(find("help-search").exists()).toBe(true));
    await find("help-search").setValue("删除一行");
    await settle();
    expect(page.find(".keys").text()).toContain("删除一行Ctrl+-");
  });
});

describe("a code that is none", () => {
  it("is said at once, and holds nobody up", async () => {
    const { find, asked, settle, page } = await start({ standing: "first" });
    await settle();
    await find("unit-name").setValue("青石县水务局");
    await find("unit-code").setValue("ab c");
    expect(page.find("#name-hint").text()).toContain("“ab c”不像主管部门代码");
    expect(find("unit-code").attributes("aria-invalid")).toBe("true");
    await find("unit-code").setValue("036");
    expect(page.find("#name-hint").text()).not.toContain("不像");
    await find("unit-code").setValue("3a");
    await find("first").find("form").trigger("submit");
    await settle();
    expect(asked.some((request) => request.op === "unit.set")).toBe(true);
  });
});

describe("who goes to a page", () => {
  it.each(["check", "print", "import", "export", "disclosure", "backup", "settings", "help", "unit"])("stands at its head or in it: %s", async (name) => {
    const { find } = await start();
    const { element } = find(`nav-${name}`);
    (element as HTMLElement).focus();
    await find(`nav-${name}`).trigger("click");
    await soon(() => {
      expect(document.querySelector("main h1")).not.toBeNull();
      expect(document.querySelector("main")?.contains(active())).toBe(true);
    });
  });

  it("keeps a place where what had the focus goes or is off for a moment", async () => {
    const { settle } = await start();
    const main = document.querySelector("main");
    const button = main?.appendChild(document.createElement("button"));
    button?.focus();
    button?.remove();
    if (active() !== document.body) (active() as HTMLElement).blur();
    main?.appendChild(document.createElement("p"));
    await settle();
    expect(active()?.tagName).toBe("H1");
  });
});

describe("公开材料 with questions open", () => {
  it("names every way out: the budget table, or the number by hand", async () => {
    const { find } = await startWith({
      "disclosure.get": (answer) => ({
        ...answer,
        questions: [{ asks: "budget", form: null, text: "还没有项目支出预算表，算不出公开项目占项目支出总额的比例，请导入批复的预算表" }],
        figures: answer.figures.map((figure, index) => (index === 0 ? { ...figure, id: "public_share", text: "", computed: "", editable: true } : figure)),
      }),
    });
    await find("nav-disclosure").trigger("click");
    await soon(() => expect(find("disclosure-questions").exists()).toBe(true));
    expect(find("disclosure-held").text()).toContain("自己写");
    await find("by-hand").trigger("click");
    expect(active()?.id).toBe("figure-public_share");
  });
});
