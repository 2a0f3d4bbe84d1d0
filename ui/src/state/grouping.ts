// The findings of a year as the list shows them: which ones, and under which heads.
import type { CheckedForm, FindingView, StepId } from "../platform";

export type Which = "problems" | "error" | "warning" | "unfinished" | "hint" | "waived";
export type Grouping = "project" | "step";

/** Steps as heads; the words are those of project forms, which are by far the most. */
export const STEP_TITLES: Record<StepId, string> = {
  basics: "基本信息",
  funds: "资金",
  overview: "概况与依据",
  goals: "总体目标",
  indicators: "绩效指标",
};

export interface Line {
  /** Name of the form. */
  readonly name: string;
  readonly finding: FindingView;
}

export interface Group {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly errors: number;
  readonly warnings: number;
}

/** Whether a choice shows a finding. */
export function wanted(finding: FindingView, which: Which): boolean {
  if (which === "waived") return finding.waiver !== null;
  if (finding.waiver !== null) return false;
  // What is not filled in yet is no problem of what was filled in: it is counted, shown and walked apart.
  if (finding.unfinished) return which === "unfinished";
  return which === "problems" ? finding.severity !== "hint" : finding.severity === which;
}

/** How a finding looks: what is merely not filled in yet is nobody's fault. */
export type Tone = FindingView["severity"] | "empty";
export function toneOf(finding: FindingView): Tone {
  return finding.unfinished ? "empty" : finding.severity;
}

const WEIGHT: Record<FindingView["severity"], number> = { error: 0, warning: 1, hint: 2 };

function group(key: string, title: string, lines: readonly Line[]): Group {
  const count = (severity: FindingView["severity"]): number => lines.filter((line) => toneOf(line.finding) === severity).length;
  // Errors first; among equals the order of the form.
  const sorted = [...lines].sort((one, other) => WEIGHT[one.finding.severity] - WEIGHT[other.finding.severity]);
  return { key, title, lines: sorted, errors: count("error"), warnings: count("warning") };
}

/** Heads with their findings; forms with errors first, else in the order of the list. */
export function grouped(forms: readonly CheckedForm[], which: Which, by: Grouping): readonly Group[] {
  const lines = forms.flatMap((form) => form.findings.filter((finding) => wanted(finding, which)).map((finding) => ({ name: form.name, finding, form })));
  if (by === "project") {
    return forms
      .map((form) => group(`form-${form.form ?? "year"}`, form.name, lines.filter((line) => line.form === form)))
      .filter((one) => one.lines.length > 0)
      .sort((one, other) => Number(other.errors > 0) - Number(one.errors > 0));
  }
  const steps = (Object.keys(STEP_TITLES) as StepId[]).map((step) => group(step, STEP_TITLES[step], lines.filter((line) => line.finding.step === step)));
  const rest = group("year", "全年", lines.filter((line) => line.finding.step === null));
  return [...steps, rest].filter((one) => one.lines.length > 0);
}

/** How many findings each choice would show. */
export function countsOf(forms: readonly CheckedForm[]): Record<Which, number> {
  const count = (which: Which): number => forms.reduce((sum, form) => sum + form.findings.filter((finding) => wanted(finding, which)).length, 0);
  return { problems: count("problems"), error: count("error"), warning: count("warning"), unfinished: count("unfinished"), hint: count("hint"), waived: count("waived") };
}
