// Findings as a way through the forms: which one is looked at, the next one, and back to the list.
import { computed, shallowRef } from "vue";
import type { FieldView, FindingView, FixView, FormLine } from "../platform";
import type { FormSession } from "./formSession";
import { grouped, wanted } from "./grouping";
import { go, place, STEPS } from "./place";
import { refreshReport, report, summary } from "./program";
import { say } from "./toasts";

/** The form that is on the screen, or null. */
export const current = shallowRef<FormSession | null>(null);

/** The field in which the user stands, for its 填报说明. */
export const currentField = shallowRef<Pick<FieldView, "path" | "label" | "help"> | null>(null);

/** The finding that was gone to last. */
export const currentFinding = shallowRef<string | null>(null);

/** Names a finding over all forms. */
export function nameOf(finding: FindingView): string {
  return `${finding.form ?? ""}|${finding.key}`;
}

/** The findings of the form on the screen that count, errors and warnings before hints. */
export const ownFindings = computed<readonly FindingView[]>(() => (current.value?.findings.value ?? []).filter((finding) => finding.waiver === null));

/** The words of the button that mends; one press may mend several places. */
export function fixWords(fix: FixView): string {
  return fix.edits.length > 1 ? `${fix.label}（共 ${fix.edits.length} 处）` : fix.label;
}

/** Goes to the place of a finding. */
export function goTo(finding: FindingView): void {
  currentFinding.value = nameOf(finding);
  if (finding.form === null) {
    // What is wrong with the year as a whole is mended where the sums stand.
    go({ page: "ledger" });
    return;
  }
  goToCell(finding.form, finding.step ?? "basics", finding.path);
}

/** The page of the unit form is the form itself, unless there are several to choose from. */
const isOnlyUnitForm = (form: number): boolean => form === summary.value?.unit_form && summary.value.unit_forms < 2;
export function goToCell(form: number, step: NonNullable<FindingView["step"]>, path: string): void {
  if (isOnlyUnitForm(form)) go({ page: "unit", path });
  else go({ page: "project", form, step, path });
}

/** 整体申报表, or which of them where an import brought a second one; other forms by their name. */
export function unitName(line: FormLine, all: readonly FormLine[]): string {
  if (line.kind !== "unit") return line.name;
  const units = all.filter((one) => one.kind === "unit");
  return units.length > 1 ? `整体申报表（第 ${units.indexOf(line) + 1} 张）` : "整体申报表";
}

/** Opens a form at its first step. */
export function goToForm(form: number): void {
  if (isOnlyUnitForm(form)) go({ page: "unit" });
  else go({ page: "project", form, step: "basics" });
}

/**
 * Goes to the next or the former problem: inside the form on the screen, else through the whole year, in the order of 检查. These are the
 * errors and warnings that the top bar counts; once none is left, the way leads through what is not filled in yet.
 */
export async function stepProblem(direction: 1 | -1): Promise<void> {
  const inside = place.value.page === "project" || place.value.page === "unit";
  if (!inside && report.value === null) await refreshReport();
  const all = (which: "problems" | "unfinished"): readonly FindingView[] =>
    inside
      ? ownFindings.value.filter((finding) => wanted(finding, which))
      : grouped(report.value?.forms ?? [], which, "project").flatMap((group) => group.lines.map((line) => line.finding));
  const counted = all("problems");
  // Whoever asks for the next one wants to hear of the steps too that were not looked at yet.
  if (inside && counted.length === 0) current.value?.leave(...STEPS);
  const problems = counted.length > 0 ? counted : all("unfinished");
  if (problems.length === 0) {
    say(inside ? "本表没有错误和警告。" : "本年度没有错误和警告。");
    return;
  }
  const at = problems.findIndex((finding) => nameOf(finding) === currentFinding.value);
  const next = at === -1 ? (direction === 1 ? 0 : problems.length - 1) : (at + direction + problems.length) % problems.length;
  const finding = problems[next];
  if (finding !== undefined) goTo(finding);
  if (counted.length === 0 && at === -1) say(`${inside ? "本表" : "本年度"}没有错误和警告，还有 ${problems.length} 处没填。`);
}
