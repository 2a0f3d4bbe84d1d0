// What the findings say about the cells of a line: one mark a cell, the gravest, with the words of all.
import type { FindingView } from "../platform";
import { toneOf, type Tone } from "../state/grouping";
import type { Line } from "./model/rows";
import type { Shape } from "./model/shape";

export interface Mark {
  readonly severity: Tone;
  /** 错误：没有计量单位 */
  readonly words: string;
}

const WEIGHT: Record<Tone, number> = { error: 3, warning: 2, hint: 1, empty: 0 };

/** Findings by the path of their place. Those that were passed over are not marked. */
export function byPath(findings: readonly FindingView[]): ReadonlyMap<string, readonly FindingView[]> {
  const map = new Map<string, FindingView[]>();
  for (const finding of findings) {
    if (finding.waiver !== null) continue;
    const there = map.get(finding.path);
    if (there === undefined) map.set(finding.path, [finding]);
    else there.push(finding);
  }
  return map;
}

/** The marks of a line, a column each. A finding about a whole row marks its name. */
export function marksOf(shape: Shape, line: Line, findings: ReadonlyMap<string, readonly FindingView[]>): (Mark | null)[] {
  return shape.sides.flatMap((_, index) => {
    const paths = line.row?.sides[index]?.paths ?? null;
    return shape.fields.map((_field, field) => {
      const path = paths?.[field];
      if (path === undefined) return null;
      const row = field === 0 ? path.replace(/\.\w+$/u, "") : null;
      return markOf([...(findings.get(path) ?? []), ...(row === null ? [] : (findings.get(row) ?? []))]);
    });
  });
}

function markOf(findings: readonly FindingView[]): Mark | null {
  const first = [...findings].sort((a, b) => WEIGHT[toneOf(b)] - WEIGHT[toneOf(a)])[0];
  if (first === undefined) return null;
  return { severity: toneOf(first), words: findings.map((one) => `${one.severity_word}：${one.message.replace(/。$/u, "")}`).join("；") };
}
