import { describe, expect, it } from "vitest";
import { grouped, inWords, plain } from "./amount";

describe("an amount as it is shown", () => {
  it.each([
    ["2100000.00", "2,100,000"],
    ["263138.64", "263,138.64"],
    ["0.00", "0"],
    ["0.5", "0.50"],
    ["999", "999"],
    ["1000", "1,000"],
    ["-1000.00", "-1,000"],
    ["0081000.00", "81,000"],
    ["约三万", "约三万"],
    ["", ""],
  ])("%s is grouped as %s", (amount, shown) => {
    expect(grouped(amount)).toBe(shown);
  });

  it("is blank where there is none, which is not zero", () => {
    expect(grouped(null)).toBe("");
  });

  it("keeps the decimals of a table in 万元", () => {
    expect(grouped("493.6", 2)).toBe("493.60");
    expect(grouped("32", 2)).toBe("32.00");
  });

  it("loses its separators where it is edited", () => {
    expect(plain("2100000.00")).toBe("2100000");
    expect(plain("1184.70")).toBe("1184.70");
  });
});

describe("an amount in words", () => {
  it.each([
    ["81000.00", "捌万壹仟元整"],
    ["0.00", "零元整"],
    ["0.05", "伍分"],
    ["0.50", "伍角整"],
    ["10.05", "壹拾元零伍分"],
    ["1004.00", "壹仟零肆元整"],
    ["10000.00", "壹万元整"],
    ["10010.00", "壹万零壹拾元整"],
    ["100000", "壹拾万元整"],
    ["100001000", "壹亿零壹仟元整"],
    ["100010000", "壹亿零壹万元整"],
    ["20000500", "贰仟万零伍佰元整"],
    ["263,138.64", "贰拾陆万叁仟壹佰叁拾捌元陆角肆分"],
    ["1000000000000", "壹兆元整"],
    ["-20.00", "负贰拾元整"],
  ])("%s is %s", (amount, words) => {
    expect(inWords(amount)).toBe(words);
  });

  it.each([null, "", "约三万", "1.234", "12345678901234567"])("%s has none", (amount) => {
    expect(inWords(amount)).toBeNull();
  });
});
