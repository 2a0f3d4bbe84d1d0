// What a grid is about: its sides, its cells and, for indicators, the tree of levels that its template prints.

/** A cell of a row, by its key in form JSON. */
export type CellField = "name" | "value" | "weight" | "function" | "task";

/** One half of the grid: a list of rows in the form. */
export interface SideShape {
  readonly key: string;
  /** The list's place in form JSON: `indicators.period`, in a unit form `indicators`, or `key_tasks`. */
  readonly list: string;
}

/** A second level of the template. */
export interface Level2 {
  readonly label: string;
  /** It may stay without an indicator. */
  readonly optional: boolean;
  /** Other spellings of the label that mean this level, as the engine reads them. */
  readonly aliases: readonly string[];
}

/** A first level of the template. */
export interface Level1 {
  readonly label: string;
  readonly aliases: readonly string[];
  readonly children: readonly Level2[];
}

/** What a grid is about. `tree` is null where its rows have no levels (年度重点任务). */
export interface Shape {
  readonly sides: readonly SideShape[];
  readonly fields: readonly CellField[];
  readonly tree: readonly Level1[] | null;
}

/** How many cells of a line can be selected. */
export function columnCount(shape: Shape): number {
  return shape.sides.length * shape.fields.length;
}

/** The side of a column, counted from 0. */
export function sideOf(shape: Shape, column: number): number {
  return Math.floor(column / shape.fields.length);
}

/** The cell of a column inside its side, counted from 0. */
export function fieldOf(shape: Shape, column: number): number {
  return column % shape.fields.length;
}

/** A level's label without blanks and without the suffix 指标, so that 社会效益指标 and 社会效益 are one. */
export function stem(label: string): string {
  return label.replace(/\s+/gu, "").replace(/指标$/u, "");
}

/** True where a text names a level, whichever way. */
export function names(level: { readonly label: string; readonly aliases: readonly string[] }, text: string): boolean {
  const wanted = stem(text);
  return wanted !== "" && (stem(level.label) === wanted || level.aliases.some((alias) => stem(alias) === wanted));
}
