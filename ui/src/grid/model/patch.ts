// Changes of a form's rows, in the words in which the engine takes them, and the same changes made here at once, so that the
// grid does not wait for the answer.
import type { Shape } from "./shape";

/** A row as the form holds it: every text as written. */
export interface Row {
  readonly id: number;
  readonly level1: string;
  readonly level2: string;
  /** In the order of the shape's fields. */
  readonly cells: readonly string[];
}

/** The rows of each side, in the order of the shape's sides. */
export type Lists = readonly (readonly Row[])[];

/** A change; the engine makes all changes of an action or none. */
export type Patch =
  | { readonly do: "set"; readonly path: string; readonly text: string }
  | { readonly do: "insert"; readonly list: string; readonly at: number; readonly row: number; readonly texts: string[] }
  | { readonly do: "move"; readonly list: string; readonly row: number; readonly to: number }
  | { readonly do: "delete"; readonly list: string; readonly row: number };

/** The path of a cell, with the row's id, so that it stays true when rows move. */
export function cellPath(list: string, row: number, field: string): string {
  return `${list}[#${row}].${field}`;
}

/** What a path with a row id speaks of; null for any other place of the form. */
export function readCellPath(path: string): { list: string; row: number; field: string | null } | null {
  const match = /^(.+)\[#(\d+)\](?:\.(\w+))?$/u.exec(path);
  if (match === null) return null;
  return { list: match[1] ?? "", row: Number(match[2]), field: match[3] ?? null };
}

/** The texts of a new row in the order in which the engine takes them. */
export function textsOf(shape: Shape, row: Pick<Row, "level1" | "level2" | "cells">): string[] {
  return shape.tree === null ? [...row.cells] : [row.level1, row.level2, ...row.cells];
}

/** Makes a change. A row that is not there changes nothing, as the engine would refuse it. */
export function applied(shape: Shape, lists: Lists, patch: Patch): Lists {
  const place = patch.do === "set" ? readCellPath(patch.path) : { list: patch.list, row: patch.row, field: null };
  if (place === null) return lists;
  const side = shape.sides.findIndex((one) => one.list === place.list);
  const rows = lists[side];
  if (rows === undefined) return lists;
  return lists.map((list, index) => (index === side ? changed(shape, rows, patch, place) : list));
}

function changed(shape: Shape, rows: readonly Row[], patch: Patch, place: { row: number; field: string | null }): readonly Row[] {
  if (patch.do === "insert") {
    const [level1 = "", level2 = ""] = shape.tree === null ? [] : patch.texts;
    const texts = shape.tree === null ? patch.texts : patch.texts.slice(2);
    const row = { id: patch.row, level1, level2, cells: shape.fields.map((_, index) => texts[index] ?? "") };
    return [...rows.slice(0, patch.at), row, ...rows.slice(patch.at)];
  }
  const index = rows.findIndex((row) => row.id === place.row);
  const row = rows[index];
  if (row === undefined) return rows;
  const others = [...rows.slice(0, index), ...rows.slice(index + 1)];
  if (patch.do === "delete") return others;
  if (patch.do === "move") return [...others.slice(0, patch.to), row, ...others.slice(patch.to)];
  return rows.map((one) => (one === row ? withText(shape, row, place.field, patch.text) : one));
}

function withText(shape: Shape, row: Row, field: string | null, text: string): Row {
  if (field === "level1") return { ...row, level1: text };
  if (field === "level2") return { ...row, level2: text };
  return { ...row, cells: row.cells.map((cell, index) => (shape.fields[index] === field ? text : cell)) };
}
