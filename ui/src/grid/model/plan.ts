// From what a grid is to look like to the changes that bring the form there: a plan is a copy of the groups that an operation
// may rearrange at will.
import type { Group } from "./layout";
import { applied, cellPath, textsOf, type Lists, type Patch, type Row } from "./patch";
import type { Shape } from "./shape";

/** A row of a plan; `id` is null for a row that the form does not have yet. */
export interface PlannedRow {
  id: number | null;
  level1: string;
  level2: string;
  cells: string[];
}

/** A line of a plan: a row, or none, for each side. */
export type PlannedLine = (PlannedRow | null)[];

export interface PlannedGroup {
  level1: string;
  level2: string;
  lines: PlannedLine[];
}

/** A copy of the groups to work on. A level without rows has no lines here. */
export function planOf(groups: readonly Group[]): PlannedGroup[] {
  return groups.map((group) => ({
    level1: group.level1,
    level2: group.level2,
    lines: group.lines
      .filter((rows) => rows.some((row) => row !== null))
      .map((rows) => rows.map((row) => (row === null ? null : { ...row, cells: [...row.cells] }))),
  }));
}

/** A row without texts under a group's labels. */
export function blankRow(shape: Shape, group: PlannedGroup): PlannedRow {
  return { id: null, level1: group.level1, level2: group.level2, cells: shape.fields.map(() => "") };
}

/** The changes that make the lists look like the plan. Ids of new rows come from `nextId`. */
export function patchesFor(shape: Shape, lists: Lists, plan: readonly PlannedGroup[], nextId: () => number): Patch[] {
  const patches: Patch[] = [];
  let now = lists;
  const make = (patch: Patch): void => {
    patches.push(patch);
    now = applied(shape, now, patch);
  };
  shape.sides.forEach((side, index) => {
    const wanted = plan.map((group) => withoutHoles(shape, group, index));
    const kept = new Set(wanted.flat().map((row) => row.id));
    for (const row of lists[index] ?? []) {
      if (!kept.has(row.id)) make({ do: "delete", list: side.list, row: row.id });
    }
    for (const row of wanted.flat()) setTexts(shape, side.list, now[index] ?? [], row, make);
    let last: number | null = null;
    for (const rows of wanted) {
      last = arrange(shape, side.list, () => now[index] ?? [], rows, last, nextId, make);
    }
  });
  return patches;
}

/** The rows of a side of a group; a gap above a row needs a blank row, since lines are paired by their place. */
function withoutHoles(shape: Shape, group: PlannedGroup, side: number): PlannedRow[] {
  const rows = group.lines.map((line) => line[side] ?? null);
  const height = rows.findLastIndex((row) => row !== null) + 1;
  return rows.slice(0, height).map((row) => row ?? blankRow(shape, group));
}

function setTexts(shape: Shape, list: string, rows: readonly Row[], wanted: PlannedRow, make: (patch: Patch) => void): void {
  const row = rows.find((one) => one.id === wanted.id);
  if (row === undefined) return;
  const set = (field: string, before: string, text: string): void => {
    if (before !== text) make({ do: "set", path: cellPath(list, row.id, field), text });
  };
  if (shape.tree !== null) {
    set("level1", row.level1, wanted.level1);
    set("level2", row.level2, wanted.level2);
  }
  shape.fields.forEach((field, index) => set(field, row.cells[index] ?? "", wanted.cells[index] ?? ""));
}

/**
 * Puts the rows of a group into their order, new ones included. A row is touched only where it does not yet stand behind the
 * one before it; the first row of a group that has no other is put behind the group above (`last`). Returns the id of the last row.
 */
function arrange(
  shape: Shape,
  list: string,
  rows: () => readonly Row[],
  wanted: readonly PlannedRow[],
  last: number | null,
  nextId: () => number,
  make: (patch: Patch) => void,
): number | null {
  const indexOf = (id: number | null): number => rows().findIndex((row) => row.id === id);
  let before: number | null = null;
  wanted.forEach((row, place) => {
    if (row.id === null) {
      const next = wanted.slice(place + 1).find((one) => one.id !== null)?.id ?? null;
      let at = indexOf(last) + 1;
      if (before !== null) at = indexOf(before) + 1;
      else if (next !== null) at = indexOf(next);
      const id = nextId();
      make({ do: "insert", list, at, row: id, texts: textsOf(shape, row) });
      before = id;
      return;
    }
    const index = indexOf(row.id);
    if (before !== null && index < indexOf(before)) {
      make({ do: "move", list, row: row.id, to: indexOf(before) });
    }
    before = row.id;
  });
  return before ?? last;
}
