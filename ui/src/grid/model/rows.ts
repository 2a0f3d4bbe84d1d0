// The rows of a grid as they are shown: groups (second levels), in them rows, in a row one or two sides.
import type { GridGroup, GridRow, RowSide, TaskRow } from "../../platform";
import type { CellField, Shape } from "./shape";

/** One side of a row: a text for each field. */
export interface SideRow {
  readonly cells: readonly string[];
  /** Where each text stands in the form; null until the engine has answered with it. */
  readonly paths: readonly string[] | null;
}

export interface Row {
  /** Names the row in edits. A row that the engine has not answered with yet has a key of ours, see `isOurs`. */
  readonly key: string;
  readonly sides: readonly (SideRow | null)[];
}

/** The rows of a second level. */
export interface Group {
  readonly key: string;
  readonly level1: string;
  readonly level2: string;
  readonly level2Code: string | null;
  /** Stands in the template. */
  readonly known: boolean;
  /** What it shows while it has no row; blank where it has to be filled in. */
  readonly emptyNote: string;
  readonly rows: readonly Row[];
}

/** Whether nothing is written in a row. */
export function isBlank(row: Row | null): boolean {
  return row?.sides.every((side) => side?.cells.every((text) => text === "") ?? true) ?? true;
}

/** A line of the grid: a row, or null for a group that has none. */
export interface Line {
  readonly key: string;
  readonly group: number;
  /** Its place inside the group, from 0. */
  readonly place: number;
  readonly row: Row | null;
  /** How many lines the second level covers from here on; 0 where it began above. */
  readonly level2Span: number;
  /** The same of the first level. */
  readonly level1Span: number;
}

const OURS = "new ";

/** A key for a row that the engine does not know yet. */
export function ourKey(action: number, index: number): string {
  return `${OURS}${action}.${index}`;
}

export function isOurs(key: string): boolean {
  return key.startsWith(OURS);
}

/** The groups of the engine's answer. */
export function groupsFrom(shape: Shape, groups: readonly GridGroup[]): Group[] {
  return groups.map((group) => ({
    key: group.key,
    level1: group.level1,
    level2: group.level2,
    level2Code: group.level2_code,
    known: group.known,
    emptyNote: group.empty_note,
    rows: group.rows.map((row) => ({
      key: row.key,
      sides: shape.sides.map((side) => sideFrom(shape.fields, partOf(row, side))),
    })),
  }));
}

/** The only side of a form with one may be called either way. */
function partOf(row: GridRow, side: Shape["sides"][number]): RowSide | null {
  if (side === "only") return row.annual ?? row.period;
  return row[side];
}

function sideFrom(fields: readonly CellField[], side: RowSide | null): SideRow | null {
  if (side === null) return null;
  const cells = fields.map((field) => (field === "name" || field === "value" || field === "weight" ? side[field] : null));
  return { cells: cells.map((cell) => cell?.text ?? ""), paths: cells.map((cell) => cell?.path ?? "") };
}

/** 年度重点任务 as one group without a level. */
export function groupsFromTasks(tasks: readonly TaskRow[]): Group[] {
  const rows = tasks.map(({ key, function: duty, task }) => ({
    key,
    sides: [{ cells: [duty.text, task.text], paths: [duty.path, task.path] }],
  }));
  return [{ key: "key_tasks", level1: "", level2: "", level2Code: null, known: true, emptyNote: "", rows }];
}

/**
 * The lines of all groups, from top to bottom. A group without rows keeps one line. With `more` a blank line follows the last row: it
 * is no row of the form before something is written into it.
 */
export function linesOf(groups: readonly Group[], more = false): Line[] {
  const extra = (index: number): number => (more && index === groups.length - 1 && (groups[index]?.rows.length ?? 0) > 0 ? 1 : 0);
  return groups.flatMap((group, index) => {
    const before = groups[index - 1];
    const begins = before === undefined || before.level1 !== group.level1 || before.known !== group.known;
    const rows: readonly (Row | null)[] = group.rows.length === 0 || extra(index) > 0 ? [...group.rows, null] : group.rows;
    return rows.map((row, place) => ({
      key: row?.key ?? `group ${group.key}`,
      group: index,
      place,
      row,
      level2Span: place === 0 ? rows.length : 0,
      level1Span: place === 0 && begins ? heightFrom(groups, index) + (extra(groups.length - 1) > 0 && reaches(groups, index) ? 1 : 0) : 0,
    }));
  });
}

/** Whether the first level that begins here is that of the last group. */
function reaches(groups: readonly Group[], start: number): boolean {
  const first = groups[start];
  return groups.slice(start).every((group) => group.level1 === first?.level1 && group.known === first.known);
}

function heightFrom(groups: readonly Group[], start: number): number {
  const first = groups[start];
  let height = 0;
  for (const group of groups.slice(start)) {
    if (group.level1 !== first?.level1 || group.known !== first.known) break;
    height += Math.max(1, group.rows.length);
  }
  return height;
}
