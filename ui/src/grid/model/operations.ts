// What a user does with rows, each as a plan of the whole grid: from the lines on screen to what they are to look like.
import { nameOfGroup } from "./levels";
import { blankLine, blankSide, planOf, type PlannedGroup, type PlannedLine } from "./plan";
import { isBlank, type Group, type Line, type Row } from "./rows";
import { columnCount, fieldOf, sideOf, type Shape } from "./shape";

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
  return line.row?.sides[sideOf(shape, column)]?.cells[fieldOf(shape, column)] ?? "";
}

/** How the two sides of a row stand to each other; null where a grid has one side or nothing is written. */
export function linkOf(shape: Shape, row: Row | null): "same" | "differs" | null {
  if (shape.sides.length < 2 || row === null) return null;
  if (!row.sides.some((side) => side?.cells.some((cell) => cell !== ""))) return null;
  return isSame(shape, row) ? "same" : "differs";
}

function isSame(shape: Shape, row: Row | null): boolean {
  const text = (side: number, field: number): string => row?.sides[side]?.cells[field] ?? "";
  return shape.fields.every((_, field) => shape.sides.every((_side, side) => text(side, field) === text(0, field)));
}

/**
 * Puts texts into cells. While both sides of a line say the same, the second follows the first in what is not written
 * expressly: the line stays linked until its second side gets a text of its own.
 */
export function withTexts(sheet: Sheet, cells: readonly CellText[]): PlannedGroup[] {
  const { shape, lines } = sheet;
  const plan = planOf(sheet.groups);
  const written = new Set(cells.map((cell) => `${cell.line} ${cell.column}`));
  for (const { line, column, text } of cells) {
    const at = lines[line];
    const group = plan[at?.group ?? -1];
    if (at === undefined || group === undefined) continue;
    const [side, field] = [sideOf(shape, column), fieldOf(shape, column)];
    put(shape, group, at.place, side, field, text);
    if (side > 0 || !isSame(shape, at.row)) continue;
    for (let other = 1; other < shape.sides.length; other += 1) {
      if (!written.has(`${line} ${other * shape.fields.length + field}`)) put(shape, group, at.place, other, field, text);
    }
  }
  return plan;
}

function put(shape: Shape, group: PlannedGroup, place: number, side: number, field: number, text: string): void {
  const line = group.lines[place] ?? { key: null, sides: shape.sides.map(() => null) };
  const there = line.sides[side] ?? null;
  // Emptying what is empty makes no row.
  if (there === null ? text === "" : there[field] === text) return;
  // A side that a row lacks begins as the other one: a value alone would not say what it is the value of.
  const cells = there ?? [...(line.sides.find((other) => other !== null) ?? blankSide(shape))];
  cells[field] = text;
  line.sides[side] = cells;
  if (group.lines[place] === undefined) group.lines.push(line);
}

/** Puts a blank line behind this one. */
export function withNewLine(sheet: Sheet, line: Line): PlannedGroup[] {
  const plan = planOf(sheet.groups);
  plan[line.group]?.lines.splice(line.place + 1, 0, blankLine(sheet.shape));
  return plan;
}

/** Takes lines out. */
export function withoutLines(sheet: Sheet, taken: readonly Line[]): PlannedGroup[] {
  const keys = new Set(taken.map((line) => line.row?.key));
  return planOf(sheet.groups).map(({ source, lines }) => ({
    source,
    lines: lines.filter((line) => line.key === null || !keys.has(line.key)),
  }));
}

/** Moves neighbouring lines of one second level by one line; at its edge they go over into the next level. Null where they cannot. */
export function withMoved(sheet: Sheet, moved: readonly Line[], up: boolean): PlannedGroup[] | null {
  const [first, last] = [moved[0], moved.at(-1)];
  if (first?.row == null || last === undefined || first.group !== last.group) return null;
  const plan = planOf(sheet.groups);
  const group = plan[first.group];
  if (group === undefined) return null;
  const block = group.lines.splice(first.place, moved.length);
  const target = up ? first.place - 1 : first.place + 1;
  if (target >= 0 && target <= group.lines.length) {
    group.lines.splice(target, 0, ...block);
    return plan;
  }
  const neighbour = plan[first.group + (up ? -1 : 1)];
  if (neighbour === undefined) return null;
  neighbour.lines.splice(up ? neighbour.lines.length : 0, 0, ...block);
  return plan;
}

/** Makes the second side say what the first does; where the first is blank, the other way round. */
export function withRelinked(sheet: Sheet, lines: readonly Line[]): PlannedGroup[] {
  const plan = planOf(sheet.groups);
  for (const { group, place } of lines) {
    const line = plan[group]?.lines[place];
    const source = line?.sides.find((cells) => cells?.some((cell) => cell !== ""));
    if (line === undefined || source == null) continue;
    line.sides = line.sides.map(() => [...source]);
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
  const width = Math.min(Math.max(0, ...block.map((row) => row.length)), columnCount(shape) - at.column);
  const named = Array.from({ length: width }, (_, index) => at.column + index).some((column) => fieldOf(shape, column) === 0);
  const room = named ? lines.filter((line) => line.group === first.group).length - first.place : lines.length - at.line;
  const cells = block.slice(0, room).flatMap((row, down) =>
    row.slice(0, width).map((text, right) => ({ line: at.line + down, column: at.column + right, text })),
  );
  const plan = withTexts(sheet, cells);
  const group = plan[named ? first.group : (lines.at(-1)?.group ?? 0)];
  for (const row of block.slice(room)) group?.lines.push(newLine(shape, row.slice(0, width), at.column));
  return plan;
}

/** A pasted block whose named lines became more lines of one level. */
export interface Spill {
  readonly block: readonly (readonly string[])[];
  readonly at: { readonly line: number; readonly column: number };
  /** So many of its lines found room; the others were added. */
  readonly room: number;
  readonly level2: string;
  /** They could as well go down, a line each: those of the levels below are blank. */
  readonly free: boolean;
}

/** What a block does that is put there, where it needs lines of its own; null where it does not. */
export function spillOf(sheet: Sheet, block: Spill["block"], at: Spill["at"]): Spill | null {
  const first = sheet.lines[at.line];
  const group = first === undefined ? undefined : sheet.groups[first.group];
  if (first === undefined || group === undefined || fieldOf(sheet.shape, at.column) !== 0) return null;
  const room = sheet.lines.filter((line) => line.group === first.group).length - first.place;
  const below = sheet.lines.slice(at.line + room, at.line + block.length);
  const free = below.length === block.length - room && below.every((line) => line.row === null || isBlank(line.row));
  return block.length > room ? { block, at, room, level2: group.level2, free } : null;
}

/** Takes the added lines out again and puts their texts into the lines below. */
export function withSpread(sheet: Sheet, { block, at, room }: Spill): PlannedGroup[] {
  const behind = at.line + block.length;
  const cells = block.slice(room).flatMap((row, down) => row.map((text, right) => ({ line: behind + down, column: at.column + right, text })));
  const added = new Set(sheet.lines.slice(at.line + room, behind).map((line) => line.row?.key));
  return withTexts(sheet, cells).map(({ source, lines }) => ({ source, lines: lines.filter((line) => line.key === null || !added.has(line.key)) }));
}

/** A line with texts from a column on; a side that they do not reach says the same as the first. */
function newLine(shape: Shape, texts: readonly string[], column: number): PlannedLine {
  const sides = shape.sides.map(() => blankSide(shape));
  const reached = new Set<number>();
  texts.forEach((text, index) => {
    const side = sideOf(shape, column + index);
    reached.add(side);
    const cells = sides[side];
    if (cells !== undefined) cells[fieldOf(shape, column + index)] = text;
  });
  const first = sides[0] ?? [];
  return { key: null, sides: sides.map((cells, side) => (reached.has(0) && !reached.has(side) ? [...first] : cells)) };
}

/**
 * Adds rows to the levels they name: over the row of the same name, else into the level's first blank line, else behind its
 * last. A row whose level is not one of the grid's goes where the row before it went, the first one to `fallback`.
 */
export function withLevelled(sheet: Sheet, rows: readonly LevelledRow[], fallback: number): PlannedGroup[] {
  const { shape } = sheet;
  const plan = planOf(sheet.groups);
  const fresh = new Set<PlannedLine>();
  let group = plan[fallback];
  for (const row of rows) {
    group = plan[nameOfGroup(sheet.groups, row.level1, row.level2) ?? -1] ?? group;
    if (group === undefined) continue;
    const line = lineFor(shape, group, row, fresh);
    fresh.add(line);
    line.sides = line.sides.map((cells, side) => {
      const texts = row.sides[side];
      return texts == null ? cells : shape.fields.map((_, field) => texts[field] ?? cells?.[field] ?? "");
    });
  }
  return plan;
}

function lineFor(shape: Shape, group: PlannedGroup, row: LevelledRow, fresh: ReadonlySet<PlannedLine>): PlannedLine {
  const free = group.lines.filter((line) => !fresh.has(line));
  const found =
    free.find((line) => row.sides.some((texts, side) => (texts?.[0] ?? "") !== "" && line.sides[side]?.[0] === texts?.[0])) ??
    free.find((line) => line.sides.every((cells) => cells?.every((cell) => cell === "") ?? true));
  if (found !== undefined) return found;
  const line: PlannedLine = { key: null, sides: shape.sides.map(() => null) };
  group.lines.push(line);
  return line;
}
