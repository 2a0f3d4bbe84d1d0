import { describe, expect, it } from "vitest";
import { FINDINGS, REPORT } from "../../tests/fakeForms";
import { countsOf, grouped } from "./grouping";

describe("the list of findings", () => {
  it("has forms with errors first, and no hints among what counts", () => {
    const groups = grouped([...REPORT.forms].reverse(), "problems", "project");
    expect(groups.map((group) => [group.title, group.errors, group.warnings])).toEqual([
      ["政务信息编报与年鉴编印", 1, 1],
      ["政策吹风会与政务公开", 2, 0],
      ["公务用车平台租赁服务", 0, 1],
    ]);
  });

  it("counts what is not filled in yet apart", () => {
    const forms = REPORT.forms.map((form) => ({ ...form, findings: form.findings.map((finding) => ({ ...finding, unfinished: true })) }));
    expect(countsOf(forms)).toEqual({ problems: 0, error: 0, warning: 0, unfinished: 6, hint: 0, waived: 0 });
  });

  it("may be read by step", () => {
    const groups = grouped(REPORT.forms, "problems", "step");
    expect(groups.map((group) => [group.title, group.lines.length])).toEqual([
      ["资金", 2],
      ["绩效指标", 3],
    ]);
    expect(groups[1]?.lines[0]?.finding.severity).toBe("error");
  });

  it("keeps what was passed over apart", () => {
    const finding = FINDINGS[1];
    if (finding === undefined) throw new Error("no finding");
    const waived = { ...finding, waiver: { reason: "按合同", who: "李四", when: "今天" } };
    const forms = [{ ...REPORT.forms[0], findings: [waived] }] as typeof REPORT.forms;
    expect(grouped(forms, "problems", "project")).toEqual([]);
    expect(grouped(forms, "waived", "project")[0]?.lines).toHaveLength(1);
  });
});
