// What a grid is about: its sides and the cells of a row.

/** A cell of a row, as the form calls it. */
export type CellField = "name" | "value" | "weight" | "function" | "task";

/** One half of an indicator grid; a list without halves has one side, `only`. */
export type SideName = "period" | "annual" | "only";

export interface Shape {
  readonly sides: readonly SideName[];
  readonly fields: readonly CellField[];
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
