import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { flushDrafts } from "../state/drafts";
import { type Draft, PAUSE_MS, useDraft } from "./draft";

function draftOver(start: string, pause: number | null): { draft: Draft; form: { value: string }; made: string[]; end: () => void } {
  const form = ref(start);
  const made: string[] = [];
  const scope = effectScope();
  const draft = scope.run(() => useDraft(() => form.value, (text) => made.push(text), pause));
  if (draft === undefined) throw new Error("no scope");
  return { draft, form, made, end: () => scope.stop() };
}

function typed(text: string): Event {
  const field = document.createElement("textarea");
  field.value = text;
  const event = new Event("input");
  field.addEventListener("input", () => undefined);
  field.dispatchEvent(event);
  return event;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the text of a field while it is typed", () => {
  it("is committed once when the field is left", () => {
    const { draft, made, end } = draftOver("", null);
    draft.on.input(typed("县"));
    draft.on.input(typed("县政府"));
    expect(made).toEqual([]);
    draft.on.change();
    draft.on.blur();
    expect(made).toEqual(["县政府"]);
    end();
  });

  it("is committed after a pause in a long text, not before", () => {
    const { draft, made, end } = draftOver("", PAUSE_MS);
    draft.on.input(typed("一"));
    vi.advanceTimersByTime(PAUSE_MS - 1);
    draft.on.input(typed("一二"));
    vi.advanceTimersByTime(PAUSE_MS - 1);
    expect(made).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(made).toEqual(["一二"]);
    end();
  });

  it("is never cut inside a composition", () => {
    const { draft, made, end } = draftOver("", PAUSE_MS);
    draft.on.compositionstart();
    draft.on.input(typed("xian"));
    vi.advanceTimersByTime(10 * PAUSE_MS);
    expect(made).toEqual([]);
    draft.on.compositionend(typed("县"));
    vi.advanceTimersByTime(PAUSE_MS);
    expect(made).toEqual(["县"]);
    end();
  });

  it("is not taken away by an answer that comes while more is typed", async () => {
    const { draft, form, made, end } = draftOver("", null);
    draft.on.input(typed("一"));
    draft.commit();
    draft.on.input(typed("一二"));
    form.value = "一";
    await nextTick();
    expect(draft.text.value).toBe("一二");
    draft.commit();
    expect(made).toEqual(["一", "一二"]);
    end();
  });

  it("follows the form where nothing is being typed", async () => {
    const { draft, form, end } = draftOver("甲", null);
    form.value = "乙";
    await nextTick();
    expect(draft.text.value).toBe("乙");
    end();
  });

  it("is committed before the page is left, and when the field goes away", () => {
    const first = draftOver("", null);
    first.draft.on.input(typed("没写完"));
    flushDrafts();
    expect(first.made).toEqual(["没写完"]);
    first.end();
    const second = draftOver("", null);
    second.draft.on.input(typed("也没写完"));
    second.end();
    expect(second.made).toEqual(["也没写完"]);
  });

  it("goes back to what stands in the form", () => {
    const { draft, made, end } = draftOver("甲", null);
    draft.on.input(typed("乙"));
    draft.revert();
    draft.commit();
    expect(draft.text.value).toBe("甲");
    expect(made).toEqual([]);
    end();
  });
});
