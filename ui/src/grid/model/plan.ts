// From what a grid is to look like to the edits that bring the form there. A plan is a copy of the groups that an operation may
// rearrange at will.
import type { Edit, RowTexts } from "../../platform";
import { ourKey, type Group, type Row } from "./rows";
import type { Shape } from "./shape";

/** A line of a plan; `key` is null for a row that is new. Each side holds its texts, or null where the row lacks it. */
export interface PlannedLine {
  key: string | null;
  sides: (string[] | null)[];
}

export interface PlannedGroup {
  /** The group that it comes from. */
  readonly source: Group;
  lines: PlannedLine[];
}

/** A copy of the groups to work on. */
export function planOf(groups: readonly Group[]): PlannedGroup[] {
  return groups.map((source) => ({
    source,
    lines: source.rows.map((row) => ({
      key: row.key,
      sides: row.sides.map((side) => (side === null ? null : [...side.cells])),
    })),
  }));
}

/** A new line without texts, on every side. */
export function blankLine(shape: Shape): PlannedLine {
  return { key: null, sides: shape.sides.map(() => blankSide(shape)) };
}

export function blankSide(shape: Shape): string[] {
  return shape.fields.map(() => "");
}

/** What a plan comes to: the groups as they will look, and the edits that say so to the engine. */
export interface Outcome {
  readonly groups: readonly Group[];
  readonly edits: readonly Edit[];
}

/** Carries a plan out. `action` makes the keys of new rows different from those of any other action. */
export function outcome(shape: Shape, before: readonly Group[], plan: readonly PlannedGroup[], action: number): Outcome {
  const rows = new Map(before.flatMap((group) => group.rows.map((row) => [row.key, row] as const)));
  const whole = plan.map(({ source, lines }) => ({
    source,
    lines: lines
      .filter((line) => line.sides.some((cells) => cells !== null))
      .map((line) => (mustBeNew(rows.get(line.key ?? ""), line) ? asNew(shape, line) : line)),
  }));
  let count = 0;
  const groups = whole.map(({ source, lines }) => ({
    ...source,
    rows: lines.map((line) => rowFrom(line, rows.get(line.key ?? ""), () => ourKey(action, count++))),
  }));
  return { groups, edits: editsFor(shape, before, rows, whole) };
}

function gains(row: Row, line: PlannedLine): boolean {
  return line.sides.some((cells, side) => cells !== null && row.sides[side] == null);
}

/**
 * A row that gets the side it lacks takes it by `add_side` where both then say the same. With texts of its own the row is put in
 * anew, because the place of the new side in the form is not known before the engine answers.
 */
function mustBeNew(row: Row | undefined, line: PlannedLine): boolean {
  if (row === undefined) return true;
  return gains(row, line) && !line.sides.every((cells) => cells !== null && sameTexts(cells, line.sides[0] ?? []));
}

/** A new row stands on every side. */
function asNew(shape: Shape, line: PlannedLine): PlannedLine {
  return { key: null, sides: line.sides.map((cells) => cells ?? blankSide(shape)) };
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function rowFrom(line: PlannedLine, row: Row | undefined, newKey: () => string): Row {
  const sides = line.sides.map((cells, side) => {
    const there = row?.sides[side] ?? null;
    if (cells === null) return null;
    // What did not change stays the same object, so that the screen knows it need not be drawn again.
    return there !== null && sameTexts(there.cells, cells) ? there : { cells, paths: there?.paths ?? null };
  });
  if (row !== undefined && sides.every((side, index) => side === row.sides[index])) return row;
  // A row that gains a side is another one to the engine, whose name we do not know yet.
  return { key: row === undefined || gains(row, line) ? newKey() : row.key, sides };
}

function editsFor(shape: Shape, before: readonly Group[], rows: ReadonlyMap<string, Row>, plan: readonly PlannedGroup[]): Edit[] {
  const edits: Edit[] = [];
  const tasks = shape.fields[0] === "function";
  const keys = plan.flatMap((group) => group.lines);
  for (const line of keys) textEdits(shape, rows.get(line.key ?? ""), line, edits);
  for (const { key, sides } of keys) {
    const row = rows.get(key ?? "");
    if (row !== undefined && gains(row, { key, sides })) edits.push({ do: "add_side", row: row.key });
  }
  const kept = new Set(keys.map((line) => line.key));
  const now = before.map((group) => group.rows.map((row) => row.key));
  before.forEach((group, index) => {
    for (const { key } of group.rows) {
      if (kept.has(key)) continue;
      edits.push(tasks ? { do: "delete_task", row: key } : { do: "delete_row", row: key });
      now[index] = (now[index] ?? []).filter((one) => one !== key);
    }
  });
  plan.forEach(({ source, lines }, index) => {
    lines.forEach(({ key, sides }, at) => {
      const list = now[index] ?? [];
      if (key === null) {
        list.splice(at, 0, "");
        edits.push(insertEdit(shape, source.key, at, sides));
      } else if (list[at] !== key) {
        now.forEach((one, other) => (now[other] = one.filter((there) => there !== key)));
        now[index]?.splice(at, 0, key);
        edits.push(tasks ? { do: "move_task", row: key, at } : { do: "move_row", row: key, group: source.key, at });
      }
    });
  });
  return edits;
}

function textEdits(shape: Shape, row: Row | undefined, line: PlannedLine, edits: Edit[]): void {
  shape.sides.forEach((name, index) => {
    const side = row?.sides[index] ?? null;
    shape.fields.forEach((_, field) => {
      const text = line.sides[index]?.[field];
      if (side === null || text === undefined || text === side.cells[field]) return;
      // What the engine has not answered with has no path yet; such an action waits (see GridModel), and the key says so.
      const path = side.paths?.[field] ?? row?.key ?? "";
      // Both sides are spelled out, so that an edit before this one in the same action cannot change what it means.
      edits.push(name === "period" ? { do: "set", path, text, alone: true } : { do: "set", path, text });
    });
  });
}

function insertEdit(shape: Shape, group: string, at: number, sides: readonly (readonly string[] | null)[]): Edit {
  const [first, second] = sides;
  if (shape.fields[0] === "function") return { do: "insert_task", at, function: first?.[0] ?? "", task: first?.[1] ?? "" };
  const edit = { do: "insert_row", group, at, period: texts(shape, first) } as const;
  return shape.sides.length === 1 ? edit : { ...edit, annual: texts(shape, second) };
}

function texts(shape: Shape, cells: readonly string[] | null | undefined): RowTexts {
  const at = (field: "name" | "value" | "weight"): string | undefined => cells?.[shape.fields.indexOf(field)];
  const [name, value, weight] = [at("name"), at("value"), at("weight")];
  return {
    ...(name === undefined ? {} : { name }),
    ...(value === undefined ? {} : { value }),
    ...(weight === undefined ? {} : { weight }),
  };
}
