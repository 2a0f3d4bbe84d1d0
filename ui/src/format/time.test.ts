import { describe, expect, it } from "vitest";
import { full, size, when } from "./time";

const at = (text: string): number => new Date(text).getTime();

describe("a time in a list", () => {
  const now = at("2026-12-18T14:30:00");
  it.each([
    ["2026-12-18T09:05:00", "今天 09:05"],
    ["2026-12-17T23:59:00", "昨天 23:59"],
    ["2026-12-16T15:08:00", "12-16 15:08"],
    ["2025-12-18T15:08:00", "2025-12-18"],
  ])("%s is %s", (text, said) => {
    expect(when(at(text), now)).toBe(said);
  });

  it("is a full date in a list of backups", () => {
    expect(full(at("2026-03-02T09:00:00"))).toBe("2026-03-02 09:00");
  });
});

describe("a size", () => {
  it.each([
    [10, "1 KB"],
    [348_160, "340 KB"],
    [1_258_291, "1.2 MB"],
  ])("%d bytes is %s", (bytes, said) => {
    expect(size(bytes)).toBe(said);
  });
});
