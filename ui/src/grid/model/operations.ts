// What a user does with rows, each as a plan of the whole grid: from the lines on screen to what they are to look like.
import type { Group, Line } from "./layout";
import { blankRow, planOf, type PlannedGroup, type PlannedLine } from "./plan";
import { fieldOf, names, sideOf, stem, type Shape } from "./shape";

/** What an operation starts from. */
export interface Sheet {
  readonly shape: Shape;
  readonly groups: readonly Group[];
  readonly lines: readonly Line[];
}

/** A text for a cell; lines and columns count from 0. */
export interface CellText {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** An indicator that names its level itself, such as a row of a pasted table or of the library. */
export interface LevelledRow {
  readonly level1: string;
  readonly level2: string;
  /** The texts of each side; null leaves a side as it is. */
  readonly sides: readonly (readonly string[] | null)[];
}

/** What stands in the cell of a line. */
export function textIn(shape: Shape, line: Line, column: number): string {
  return line.rows[sideOf(shape, column)]?.cells[fieldOf(shape, column)] ?? "";
}

/** How the two sides of a line stand to each other; null where a grid has one side or nothing is written. */
export function linkOf(shape: Shape, line: Pick<Line, "rows">): "same" | "differs" | null {
  if (shape.sides.length < 2) return null;
  const written = line.rows.some((row) => row?.cells.some((cell) => cell !== ""));
  if (!written) return null;
  return isSame(shape, line.rows) ? "same" : "differs";
}

function isSame(shape: Shape, rows: readonly ({ readonly cells: readonly string[] } | null)[]): boolean {
  return shape.fields.every((_, field) => rows.every((row) => (row?.cells[field] ?? "") === (rows[0]?.cells[field] ?? "")));
}

/**
 * Puts texts into cells. While both sides of a line say the same, the second follows the first in what is not written
 * expressly: the line stays linked until its second side gets a text of its own.
 */
export function withTexts(sheet: Sheet, cells: readonly CellText[]): PlannedGroup[] {
  const { shape, lines } = sheet;
  const plan = planOf(sheet.groups);
  const written = new Set(cells.map((cell) => `${cell.line} ${cell.column}`));
  const linked = new Set(cells.map((cell) => cell.line).filter((line) => isSame(shape, lines[line]?.rows ?? [])));
  for (const { line, column, text } of cells) {
    const at = lines[line];
    const group = plan[at?.group ?? -1];
    if (at === undefined || group === undefined) continue;
    const field = fieldOf(shape, column);
    put(shape, group, at.place, sideOf(shape, column), field, text);
    if (sideOf(shape, column) > 0 || !linked.has(line)) continue;
    for (let side = 1; side < shape.sides.length; side += 1) {
      if (!written.has(`${line} ${side * shape.fields.length + field}`)) put(shape, group, at.place, side, field, text);
    }
  }
  return plan;
}

function put(shape: Shape, group: PlannedGroup, place: number, side: number, field: number, text: string): void {
  while (group.lines.length <= place) group.lines.push(shape.sides.map(() => null));
  const line = group.lines[place];
  if (line === undefined) return;
  if (line[side] == null && text === "") return;
  const row = line[side] ?? blankRow(shape, group);
  row.cells[field] = text;
  line[side] = row;
}

/** Puts a blank line behind this one. */
export function withNewLine(sheet: Sheet, line: Line): PlannedGroup[] {
  const plan = planOf(sheet.groups);
  const group = plan[line.group];
  group?.lines.splice(line.place + 1, 0, sheet.shape.sides.map(() => blankRow(sheet.shape, group)));
  return plan;
}

/** Takes lines out. */
export function withoutLines(sheet: Sheet, taken: readonly Line[]): PlannedGroup[] {
  const plan = planOf(sheet.groups);
  plan.forEach((group, index) => {
    const places = new Set(taken.filter((line) => line.group === index).map((line) => line.place));
    group.lines = group.lines.filter((_, place) => !places.has(place));
  });
  return plan;
}

/**
 * Moves neighbouring lines of one second level by one line. At the edge of their level they go over into the next one and take
 * its name. Null where they cannot move.
 */
export function withMoved(sheet: Sheet, moved: readonly Line[], up: boolean): PlannedGroup[] | null {
  const [first, last] = [moved[0], moved.at(-1)];
  if (first === undefined || last === undefined || first.group !== last.group) return null;
  const plan = planOf(sheet.groups);
  const group = plan[first.group];
  if (group === undefined || group.lines.length === 0) return null;
  const block = group.lines.splice(first.place, moved.length);
  const target = up ? first.place - 1 : first.place + 1;
  if (target >= 0 && target <= group.lines.length) {
    group.lines.splice(target, 0, ...block);
    return plan;
  }
  const neighbour = plan[first.group + (up ? -1 : 1)];
  if (neighbour === undefined) return null;
  for (const row of block.flat()) {
    if (row !== null) Object.assign(row, { level1: neighbour.level1, level2: neighbour.level2 });
  }
  neighbour.lines.splice(up ? neighbour.lines.length : 0, 0, ...block);
  return plan;
}

/** Makes the second side say what the first does; where the first is blank, the other way round. */
export function withRelinked(sheet: Sheet, lines: readonly Line[]): PlannedGroup[] {
  const { shape } = sheet;
  const plan = planOf(sheet.groups);
  for (const { group: index, place } of lines) {
    const group = plan[index];
    const line = group?.lines[place];
    if (group === undefined || line === undefined) continue;
    const source = line.find((row) => row?.cells.some((cell) => cell !== "")) ?? null;
    if (source === null) continue;
    line.forEach((row, side) => {
      line[side] = { ...(row ?? blankRow(shape, group)), cells: [...source.cells] };
    });
  }
  return plan;
}

/**
 * Puts a block of texts into the cells from a line and column on. What goes beyond the level becomes new lines of the level
 * where the block brings names, since a named indicator belongs to the level it is put into; a block of values alone goes on
 * over the lines below, whatever their level. Columns beyond the last one are left out.
 */
export function withBlock(
  sheet: Sheet,
  block: readonly (readonly string[])[],
  at: { readonly line: number; readonly column: number },
): PlannedGroup[] {
  const { shape, lines } = sheet;
  const first = lines[at.line];
  if (first === undefined) return planOf(sheet.groups);
  const width = Math.max(0, ...block.map((row) => row.length));
  const named = Array.from({ length: width }, (_, index) => at.column + index).some((column) => fieldOf(shape, column) === 0);
  const room = named ? lines.filter((line) => line.group === first.group).length - first.place : lines.length - at.line;
  const columns = shape.sides.length * shape.fields.length;
  const cells = block.slice(0, room).flatMap((row, down) =>
    row.slice(0, columns - at.column).map((text, right) => ({ line: at.line + down, column: at.column + right, text })),
  );
  const plan = withTexts(sheet, cells);
  const group = plan[named ? first.group : (lines.at(-1)?.group ?? 0)];
  for (const row of group === undefined ? [] : block.slice(room)) {
    group?.lines.push(newLine(shape, group, row, at.column));
  }
  return plan;
}

/** A line with texts from a column on; a side that they do not reach says the same as the first. */
function newLine(shape: Shape, group: PlannedGroup, texts: readonly string[], column: number): PlannedLine {
  const width = shape.fields.length;
  const line = shape.sides.map(() => blankRow(shape, group));
  const reached = new Set<number>();
  texts.slice(0, width * shape.sides.length - column).forEach((text, index) => {
    const [side, field] = [sideOf(shape, column + index), fieldOf(shape, column + index)];
    reached.add(side);
    const row = line[side];
    if (row !== undefined) row.cells[field] = text;
  });
  const first = line[0];
  line.forEach((row, side) => {
    if (first !== undefined && reached.has(0) && !reached.has(side)) row.cells = [...first.cells];
  });
  return line;
}

/**
 * Adds rows to the levels they name: over the row of the same name, else into the level's first blank line, else behind its
 * last. A level that the template does not have is kept as written, as a level of the form's own.
 */
export function withLevelled(sheet: Sheet, rows: readonly LevelledRow[]): PlannedGroup[] {
  const { shape } = sheet;
  const plan = planOf(sheet.groups);
  const fresh = new Set<PlannedLine>();
  for (const row of rows) {
    const group = groupNamed(sheet, plan, row);
    const line = lineFor(shape, group, row, fresh);
    fresh.add(line);
    shape.sides.forEach((_, side) => {
      const cells = row.sides[side];
      if (cells == null) return;
      const target = line[side] ?? blankRow(shape, group);
      shape.fields.forEach((_field, index) => {
        target.cells[index] = cells[index] ?? "";
      });
      line[side] = target;
    });
  }
  return plan;
}

function groupNamed(sheet: Sheet, plan: PlannedGroup[], row: LevelledRow): PlannedGroup {
  const nodes = (sheet.shape.tree ?? []).flatMap((first) => first.children.map((second) => [first, second] as const));
  const inTree = nodes.findIndex(
    ([first, second]) => (row.level1.trim() === "" || names(first, row.level1)) && names(second, row.level2),
  );
  const known = nodes[inTree];
  const same = (a: string, b: string): boolean => stem(a) === stem(b);
  const there = plan.find((group) =>
    known === undefined
      ? same(group.level1, row.level1) && same(group.level2, row.level2)
      : group.level1 === known[0].label && group.level2 === known[1].label,
  );
  if (there !== undefined) return there;
  const group = { level1: row.level1.trim(), level2: row.level2.trim(), lines: [] };
  plan.push(group);
  return group;
}

function lineFor(shape: Shape, group: PlannedGroup, row: LevelledRow, fresh: ReadonlySet<PlannedLine>): PlannedLine {
  const free = group.lines.filter((line) => !fresh.has(line));
  const sameName = free.find((line) =>
    row.sides.some((cells, side) => cells?.[0] !== undefined && cells[0] !== "" && line[side]?.cells[0] === cells[0]),
  );
  const blank = (line: PlannedLine): boolean => line.every((one) => one === null || one.cells.every((cell) => cell === ""));
  const found = sameName ?? free.find(blank);
  if (found !== undefined) return found;
  const line: PlannedLine = shape.sides.map(() => null);
  group.lines.push(line);
  return line;
}
