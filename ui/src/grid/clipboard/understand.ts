// What a pasted table is: a block of texts for the cells where one stands, or indicators that name their levels themselves.
import { nameOfGroup, stem } from "../model/levels";
import type { LevelledRow } from "../model/operations";
import type { Group } from "../model/rows";
import type { CellField, Shape } from "../model/shape";
import type { HtmlCell } from "./html";

export type Pasted =
  | { readonly kind: "nothing" }
  | { readonly kind: "block"; readonly block: string[][] }
  | { readonly kind: "levelled"; readonly rows: LevelledRow[] };

const HEADS: readonly (readonly [RegExp, CellField | "level1" | "level2"])[] = [
  [/^一级(?:指标)?$/u, "level1"],
  [/^二级(?:指标)?$/u, "level2"],
  [/^(?:三级(?:指标)?|指标名称|指标内容)$/u, "name"],
  [/^(?:年度)?(?:指标值|目标值)$/u, "value"],
  [/^(?:分值|权重|分值权重)$/u, "weight"],
];

/** A table of plain texts, as TSV gives it. */
export function cellsOf(rows: readonly (readonly string[])[]): HtmlCell[][] {
  return rows.map((row) => row.map((text) => ({ text, covered: false })));
}

/** Understands a pasted table over a grid. */
export function understand(shape: Shape, groups: readonly Group[], table: readonly (readonly HtmlCell[])[]): Pasted {
  const tidy = withoutEmptyEdges(table);
  if (tidy.length === 0) return { kind: "nothing" };
  const rows = tidy.filter((row) => !isHead(row));
  const levels = levelColumns(groups, rows);
  if (levels.level2 === null) {
    const block = (rows.length === 0 ? tidy : rows).map((row) => row.map((cell) => cell.text));
    return { kind: "block", block };
  }
  const columns = dataColumns(shape, rows, levels);
  const levelled: LevelledRow[] = [];
  let [level1, level2] = ["", ""];
  for (const row of rows) {
    const [first, second] = [textAt(row, levels.level1), textAt(row, levels.level2)];
    if (first !== "") {
      // A new first level begins; the second level of the one before does not reach over.
      if (stem(first) !== stem(level1)) level2 = "";
      level1 = first;
    }
    if (second !== "") level2 = second;
    const sides = shape.sides.map((_, side) => {
      const texts = shape.fields.map((field) => textAt(row, columns[side]?.get(field) ?? null));
      return texts.some((text) => text !== "") ? texts : null;
    });
    // A table with one side fills both: the annual side follows until it is given a text of its own.
    const whole = columns.length === 1 ? shape.sides.map(() => sides[0] ?? null) : sides;
    if (whole.some((texts) => texts !== null)) levelled.push({ level1, level2, sides: whole });
  }
  return levelled.length === 0 ? { kind: "nothing" } : { kind: "levelled", rows: levelled };
}

function textAt(row: readonly HtmlCell[], column: number | null): string {
  return column === null ? "" : (row[column]?.text.trim() ?? "");
}

/** The table without empty lines at its end, and without the columns that only exist because cells beside them are merged. */
function withoutEmptyEdges(table: readonly (readonly HtmlCell[])[]): (readonly HtmlCell[])[] {
  const blank = (row: readonly HtmlCell[]): boolean => row.every((cell) => cell.text.trim() === "");
  const width = Math.max(0, ...table.map((row) => row.length));
  const merged = new Set<number>();
  for (let column = 0; column < width; column += 1) {
    const cells = table.map((row) => row[column]);
    const empty = cells.every((cell) => cell === undefined || cell.text.trim() === "");
    if (empty && cells.some((cell) => cell?.covered)) merged.add(column);
  }
  const narrow = table.map((row) => row.filter((_, column) => !merged.has(column)));
  // Blank cells alone are an answer too: they empty the cells they are pasted into.
  const last = narrow.findLastIndex((row) => !blank(row));
  return last < 0 ? narrow : narrow.slice(0, last + 1);
}

/** A line of column heads: at least two of them, and nothing that is not a head. */
function isHead(row: readonly HtmlCell[]): boolean {
  const texts = row.map((cell) => cell.text.replace(/\s+/gu, "")).filter((text) => text !== "");
  const heads = texts.filter((text) => headOf(text) !== null);
  const titles = texts.filter((text) => /^(?:绩效指标|(?:实施期|中期|年度)(?:绩效)?(?:指标|目标)?)$/u.test(text));
  return texts.length > 0 && heads.length + titles.length === texts.length && (heads.length >= 2 || (titles.length >= 1 && heads.length === 0));
}

function headOf(text: string): CellField | "level1" | "level2" | null {
  return HEADS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

interface Levels {
  readonly level1: number | null;
  /** The first column of second levels; a two-sided table repeats it. */
  readonly level2: number | null;
  readonly all: ReadonlySet<number>;
}

/** Columns that hold names of levels and nothing else. */
function levelColumns(groups: readonly Group[], rows: readonly (readonly HtmlCell[])[]): Levels {
  const firsts = new Set(groups.map((group) => stem(group.level1)));
  const isLevel1 = (text: string): boolean => firsts.has(stem(text));
  const isLevel2 = (text: string): boolean => nameOfGroup(groups, "", text) !== null && /^[^0-9０-９]{1,14}$/u.test(text);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const holds = (column: number, test: (text: string) => boolean): boolean => {
    const texts = rows.map((row) => textAt(row, column)).filter((text) => text !== "");
    return texts.length > 0 && texts.every(test);
  };
  const columns = Array.from({ length: width }, (_, column) => column);
  const title = (column: number): boolean => holds(column, (text) => stem(text) === "绩效");
  const level1 = columns.find((column) => holds(column, isLevel1)) ?? null;
  const seconds = columns.filter((column) => column !== level1 && holds(column, isLevel2));
  // Levels stand left of a name and a value. A name may be spelled like a level (服务对象满意度) and makes no table of levels.
  const free = (column: number): boolean => column < width && !seconds.includes(column);
  const level2 = seconds.find((column) => column <= (level1 ?? 0) + 1 && free(column + 1) && free(column + 2)) ?? null;
  const all = new Set([...(level1 === null ? [] : [level1]), ...seconds, ...columns.filter(title)]);
  return { level1, level2, all };
}

/** Where the fields of each side stand: the columns that are no levels, in the order of the grid, without columns that are blank throughout. */
function dataColumns(
  shape: Shape,
  rows: readonly (readonly HtmlCell[])[],
  levels: Levels,
): ReadonlyMap<CellField, number>[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const start = levels.level2 ?? 0;
  const plain = Array.from({ length: width }, (_, column) => column).filter((column) => column > start && !levels.all.has(column));
  const filled = plain.filter((column) => rows.some((row) => textAt(row, column) !== ""));
  // Where the second level stands a second time, the second side begins.
  const second = [...levels.all].find((column) => column > start && column !== levels.level1);
  const parts =
    second === undefined
      ? inParts(filled.length >= shape.fields.length * 2 ? filled : plain, shape)
      : [plain.filter((column) => column < second), plain.filter((column) => column > second)];
  return parts.slice(0, shape.sides.length).map((part) => new Map(shape.fields.map((field, index) => [field, part[index] ?? -1])));
}

function inParts(columns: readonly number[], shape: Shape): number[][] {
  const width = shape.fields.length;
  if (shape.sides.length === 1 || columns.length < width * 2) return [columns.slice(0, width)];
  return [columns.slice(0, width), columns.slice(width, width * 2)];
}
