// The rows of a form under the second levels of its template, both sides beside each other, in the order in which they are
// printed: the k-th row of a level on one side stands beside the k-th on the other.
import type { Lists, Row } from "./patch";
import { names, type Level1, type Level2, type Shape } from "./shape";

/** The rows of a second level. A level without rows keeps one line, whose rows are null. */
export interface Group {
  readonly level1: string;
  readonly level2: string;
  /** In the template's tree; else the labels are the form's own. */
  readonly known: boolean;
  readonly optional: boolean;
  /** Each line holds a row, or null, for each side. */
  readonly lines: readonly (readonly (Row | null)[])[];
}

/** A line of the grid. */
export interface Line {
  /** Stays the same while the line's rows do. */
  readonly key: string;
  readonly group: number;
  /** Its place inside the group, from 0. */
  readonly place: number;
  readonly rows: readonly (Row | null)[];
  /** How many lines the second level covers from here on; 0 where it began above. */
  readonly level2Span: number;
  /** The same of the first level. */
  readonly level1Span: number;
}

interface Slot {
  level1: string;
  level2: string;
  known: boolean;
  optional: boolean;
  sides: Row[][];
}

/** The group that a row belongs to: its second level says it; a first level that was left blank does not speak against it. */
function nodeOf(row: Row, nodes: readonly (readonly [Level1, Level2])[]): number {
  const [level1, level2] = [row.level1.trim(), row.level2.trim()];
  return nodes.findIndex(([first, second]) => (level1 === "" || names(first, level1)) && names(second, level2));
}

/** Groups in the order of the tree, then those of unknown levels in the order of their first row. */
export function groupsOf(shape: Shape, lists: Lists): readonly Group[] {
  const blank = (): Row[][] => shape.sides.map(() => []);
  if (shape.tree === null) {
    return [finished({ level1: "", level2: "", known: true, optional: true, sides: lists.map((rows) => [...rows]) })];
  }
  const nodes = shape.tree.flatMap((first) => first.children.map((second) => [first, second] as const));
  const slots: Slot[] = nodes.map(([first, second]) => ({
    level1: first.label,
    level2: second.label,
    known: true,
    optional: second.optional,
    sides: blank(),
  }));
  const unknown = new Map<string, Slot>();
  lists.forEach((rows, side) => {
    for (const row of rows) {
      const slot = slots[nodeOf(row, nodes)] ?? ownSlot(row, unknown, slots, blank);
      slot.sides[side]?.push(row);
    }
  });
  return together(slots).map(finished);
}

function ownSlot(row: Row, unknown: Map<string, Slot>, slots: Slot[], blank: () => Row[][]): Slot {
  const [level1, level2] = [row.level1.trim(), row.level2.trim()];
  const key = `${level1}\n${level2}`;
  const there = unknown.get(key);
  if (there !== undefined) return there;
  const slot = { level1, level2, known: false, optional: true, sides: blank() };
  unknown.set(key, slot);
  slots.push(slot);
  return slot;
}

/** Puts groups of one first level behind each other, so that its label stands once. */
function together(slots: readonly Slot[]): readonly Slot[] {
  const firsts = new Map<string, Slot[]>();
  for (const slot of slots) {
    const key = `${slot.known}\n${slot.level1}`;
    const same = firsts.get(key);
    if (same === undefined) firsts.set(key, [slot]);
    else same.push(slot);
  }
  return [...firsts.values()].flat();
}

function finished(slot: Slot): Group {
  const height = Math.max(1, ...slot.sides.map((rows) => rows.length));
  const lines = Array.from({ length: height }, (_, place) => slot.sides.map((rows) => rows[place] ?? null));
  const { level1, level2, known, optional } = slot;
  return { level1, level2, known, optional, lines };
}

/** The lines of all groups, from top to bottom. */
export function linesOf(groups: readonly Group[]): readonly Line[] {
  const lines: Line[] = [];
  groups.forEach((group, index) => {
    const before = groups[index - 1];
    const begins = before === undefined || before.level1 !== group.level1 || before.known !== group.known;
    group.lines.forEach((rows, place) => {
      lines.push({
        key: rows.some((row) => row !== null) ? rows.map((row) => row?.id ?? "").join(":") : `level ${index}`,
        group: index,
        place,
        rows,
        level2Span: place === 0 ? group.lines.length : 0,
        level1Span: place === 0 && begins ? heightFrom(groups, index) : 0,
      });
    });
  });
  return lines;
}

function heightFrom(groups: readonly Group[], start: number): number {
  const first = groups[start];
  let height = 0;
  for (const group of groups.slice(start)) {
    if (group.level1 !== first?.level1 || group.known !== first.known) break;
    height += group.lines.length;
  }
  return height;
}
