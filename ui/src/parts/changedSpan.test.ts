import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedSpan } from "./changedSpan";

describe("the changed span", () => {
  it("of a short text stands in the whole of it", () => {
    expect(changedSpan("≥300平米", "≥300平方米")).toEqual({ lead: "≥300平", before: "", after: "方", tail: "米" });
    expect(changedSpan("", "3年")).toEqual({ lead: "", before: "", after: "3年", tail: "" });
  });

  it("of a longer text has a few characters around it", () => {
    const long = "第一季度完成前期准备，第二季度完成采购，第三季度施工，第四季度验收并付清尾款";
    expect(changedSpan(`${long}，`, `${long}。`)).toEqual({ lead: "…度验收并付清尾款", before: "，", after: "。", tail: "" });
    expect(changedSpan(long, long.replace("完成采购", "完成招标采购"))).toEqual({ lead: "…备，第二季度完成", before: "", after: "招标", tail: "采购，第三季度施…" });
  });

  it("of repeated signs counts none of them twice", () => {
    expect(changedSpan("。。", "。")).toEqual({ lead: "。", before: "。", after: "", tail: "" });
    expect(changedSpan("𠮷𠮷", "𠮷")).toEqual({ lead: "𠮷", before: "𠮷", after: "", tail: "" });
  });

  it("puts the new text together out of the old one", () => {
    const text = fc.array(fc.constantFrom("甲", "乙", "，", " ", "𠮷"), { maxLength: 12 }).map((signs) => signs.join(""));
    fc.assert(
      fc.property(text, text, (old, now) => {
        const { lead, before, after, tail } = changedSpan(old, now);
        expect([lead + before + tail, lead + after + tail]).toEqual([old, now]);
      }),
    );
  });
});
