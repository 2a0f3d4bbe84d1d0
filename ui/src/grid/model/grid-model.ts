// The grid without a screen: what is selected, what is being typed, and what each thing a user does makes of the rows. Every
// action gives one list of changes, which the engine makes as one edit and takes back as one.
import { groupsOf, linesOf, type Group, type Line } from "./layout";
import {
  linkOf,
  textIn,
  withBlock,
  withLevelled,
  withMoved,
  withNewLine,
  withoutLines,
  withRelinked,
  withTexts,
  type CellText,
  type LevelledRow,
  type Sheet,
} from "./operations";
import { applied, type Lists, type Patch } from "./patch";
import { patchesFor, type PlannedGroup } from "./plan";
import { columnCount, fieldOf, sideOf, type Shape } from "./shape";

/** A cell; lines and columns count from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A rectangle of cells, all four edges included. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A text that is being typed into the active cell. */
export interface Draft {
  readonly text: string;
  /** True where the cell was opened with its text, false where typing replaces it. */
  readonly opened: boolean;
}

export interface Listener {
  /** The rows were changed here; the changes are one user action. */
  acted(patches: readonly Patch[]): void;
  /** Something to be seen is different: rows, selection or the text being typed. */
  changed(): void;
}

export class GridModel implements Sheet {
  lists: Lists;
  groups: readonly Group[] = [];
  lines: readonly Line[] = [];
  /** The active cell: it takes what is typed. */
  active: Position = { line: 0, column: 0 };
  /** The other corner of the selection. */
  corner: Position = { line: 0, column: 0 };
  draft: Draft | null = null;
  /** The column in which a run of Tab began; Enter goes back to it. */
  private tabColumn: number | null = null;

  constructor(
    readonly shape: Shape,
    lists: Lists,
    private readonly listener: Listener,
    /** Gives ids that no row of the form has or had. */
    private readonly nextId: () => number,
  ) {
    this.lists = lists;
    this.arrange();
  }

  // What is there

  get range(): Range {
    return {
      top: Math.min(this.active.line, this.corner.line),
      bottom: Math.max(this.active.line, this.corner.line),
      left: Math.min(this.active.column, this.corner.column),
      right: Math.max(this.active.column, this.corner.column),
    };
  }

  get hasRange(): boolean {
    return this.active.line !== this.corner.line || this.active.column !== this.corner.column;
  }

  /** The line of the active cell; a grid always has at least one. */
  get line(): Line | undefined {
    return this.lines[this.active.line];
  }

  textAt(position: Position): string {
    const line = this.lines[position.line];
    return line === undefined ? "" : textIn(this.shape, line, position.column);
  }

  linkAt(line: number): "same" | "differs" | null {
    const at = this.lines[line];
    return at === undefined ? null : linkOf(this.shape, at);
  }

  /** The texts of a rectangle, line by line. */
  textsIn(range: Range): string[][] {
    const columns = Array.from({ length: range.right - range.left + 1 }, (_, index) => range.left + index);
    return this.lines.slice(range.top, range.bottom + 1).map((line) => columns.map((column) => textIn(this.shape, line, column)));
  }

  /** Where a cell of a row stands; null where the grid does not show it. */
  find(side: number, row: number, field: number): Position | null {
    const line = this.lines.findIndex((one) => one.rows[side]?.id === row);
    return line < 0 ? null : { line, column: side * this.shape.fields.length + field };
  }

  // Rows from outside

  /** Takes the rows as they stand in the form now. The selection stays at its row; what is being typed stays. */
  load(lists: Lists): void {
    const side = sideOf(this.shape, this.active.column);
    const [row, corner] = [this.line?.rows[side]?.id, this.lines[this.corner.line]?.rows[side]?.id];
    this.lists = lists;
    this.arrange();
    const follow = (position: Position, id: number | undefined): Position => {
      const line = id === undefined ? -1 : this.lines.findIndex((one) => one.rows.some((there) => there?.id === id));
      return this.inside({ line: line < 0 ? position.line : line, column: position.column });
    };
    this.active = follow(this.active, row);
    this.corner = follow(this.corner, corner);
    this.listener.changed();
  }

  // Selecting

  select(position: Position, extend = false): void {
    this.tabColumn = null;
    this.moveTo(position, extend);
  }

  selectAll(): void {
    this.active = { line: 0, column: 0 };
    this.corner = this.inside({ line: this.lines.length, column: columnCount(this.shape) });
    this.listener.changed();
  }

  /** Goes by lines and columns; with `extend` the selection grows instead. */
  step(lines: number, columns: number, extend = false): void {
    const from = extend ? this.corner : this.active;
    this.select({ line: from.line + lines, column: from.column + columns }, extend);
  }

  /** Goes to the next cell, at the end of a line to the next line; false at the end of the grid. */
  tab(back: boolean): boolean {
    const width = columnCount(this.shape);
    const to = this.active.line * width + this.active.column + (back ? -1 : 1);
    if (to < 0 || to >= this.lines.length * width) return false;
    const start = this.tabColumn ?? this.active.column;
    this.moveTo({ line: Math.floor(to / width), column: to % width }, false);
    this.tabColumn = back ? null : start;
    return true;
  }

  /** Goes to the line below or above; after a run of Tab to the column in which it began. */
  enter(back: boolean): void {
    const column = back ? this.active.column : (this.tabColumn ?? this.active.column);
    this.select({ line: this.active.line + (back ? -1 : 1), column });
  }

  private moveTo(position: Position, extend: boolean): void {
    this.corner = this.inside(position);
    if (!extend) this.active = this.corner;
    this.listener.changed();
  }

  private inside({ line, column }: Position): Position {
    const within = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
    return { line: within(line, this.lines.length), column: within(column, columnCount(this.shape)) };
  }

  // Typing

  /** Starts typing over the active cell. */
  type(text: string): void {
    this.corner = this.active;
    this.draft = { text, opened: this.draft?.opened ?? false };
    this.listener.changed();
  }

  /** Opens the active cell with its text. */
  open(): void {
    this.corner = this.active;
    this.draft = { text: this.textAt(this.active), opened: true };
    this.listener.changed();
  }

  /** Leaves the cell as it was. */
  cancel(): void {
    this.draft = null;
    this.listener.changed();
  }

  /** Keeps what was typed; with `stay` the cell stays open. True where the cell has another text now. */
  commit(stay = false): boolean {
    const draft = this.draft;
    if (draft === null) return false;
    const differs = draft.text !== this.textAt(this.active);
    this.draft = stay ? { text: draft.text, opened: true } : null;
    if (differs) this.write([{ ...this.active, text: draft.text }]);
    else this.listener.changed();
    return differs;
  }

  // Acting

  /** Puts texts into cells. */
  write(cells: readonly CellText[]): void {
    this.act(withTexts(this, cells));
  }

  /** Empties the selected cells. */
  clear(): void {
    this.write(this.cellsIn(this.range).map((cell) => ({ ...cell, text: "" })));
  }

  /** Fills the selection from its first line; where it is one line high, from the line above. */
  fillDown(): void {
    const { top, bottom, left, right } = this.range;
    const source = top === bottom ? top - 1 : top;
    if (source < 0) return;
    const cells = this.cellsIn({ top: source + 1, bottom, left, right });
    this.write(cells.map((cell) => ({ ...cell, text: this.textAt({ line: source, column: cell.column }) })));
  }

  /** Repeats the selection into the range that was dragged over, which holds it. */
  fillInto(target: Range): void {
    const source = this.range;
    const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1];
    const outside = this.cellsIn(target).filter(
      ({ line, column }) => line < source.top || line > source.bottom || column < source.left || column > source.right,
    );
    const wrap = (value: number, size: number): number => ((value % size) + size) % size;
    this.write(
      outside.map((cell) => ({
        ...cell,
        text: this.textAt({
          line: source.top + wrap(cell.line - source.top, height),
          column: source.left + wrap(cell.column - source.left, width),
        }),
      })),
    );
    this.active = { line: target.top, column: target.left };
    this.corner = { line: target.bottom, column: target.right };
    this.listener.changed();
  }

  /**
   * Puts a block of texts in at the selection. Where the selection is larger and the block fits into it whole times, it is
   * repeated; one text fills every selected cell.
   */
  paste(block: readonly (readonly string[])[]): void {
    const width = Math.max(0, ...block.map((row) => row.length));
    if (width === 0) return;
    const { top, bottom, left, right } = this.range;
    const [selectedHeight, selectedWidth] = [bottom - top + 1, right - left + 1];
    if (this.hasRange && selectedHeight % block.length === 0 && selectedWidth % width === 0) {
      this.write(
        this.cellsIn(this.range).map((cell) => ({
          ...cell,
          text: block[(cell.line - top) % block.length]?.[(cell.column - left) % width] ?? "",
        })),
      );
      return;
    }
    this.act(withBlock(this, block, { line: top, column: left }));
    this.active = this.inside({ line: top, column: left });
    this.corner = this.inside({ line: top + block.length - 1, column: left + width - 1 });
    this.listener.changed();
  }

  /** Adds indicators to the levels that they name, and selects the first. */
  addLevelled(rows: readonly LevelledRow[]): void {
    this.act(withLevelled(this, rows));
    const first = rows[0];
    if (first === undefined) return;
    const side = first.sides.findIndex((cells) => cells !== null);
    const line = this.lines.findIndex((one) => {
      const cells = one.rows[side]?.cells;
      return cells !== undefined && this.shape.fields.every((_, index) => cells[index] === (first.sides[side]?.[index] ?? ""));
    });
    if (line >= 0) this.select({ line, column: side * this.shape.fields.length });
  }

  /** Puts a blank line behind the active one and goes there. A level without a row is itself such a line. */
  insertLine(): void {
    const line = this.line;
    if (line === undefined || line.rows.every((row) => row === null)) return;
    this.act(withNewLine(this, line));
    this.select({ line: this.active.line + 1, column: sideOf(this.shape, this.active.column) * this.shape.fields.length });
  }

  /** Takes the selected lines out. */
  removeLines(): void {
    const { top, bottom } = this.range;
    this.act(withoutLines(this, this.lines.slice(top, bottom + 1)));
    this.select({ line: top, column: this.active.column });
  }

  /** Moves the selected lines by one; false where they cannot. */
  moveLines(up: boolean): boolean {
    const { top, bottom } = this.range;
    const moved = this.lines.slice(top, bottom + 1);
    const plan = withMoved(this, moved, up);
    if (plan === null) return false;
    const row = moved[0]?.rows.find((one) => one !== null);
    this.act(plan);
    const line = this.lines.findIndex((one) => one.rows.some((there) => there?.id === row?.id));
    if (line < 0) return true;
    const by = line - top;
    this.active = this.inside({ line: this.active.line + by, column: this.active.column });
    this.corner = this.inside({ line: this.corner.line + by, column: this.corner.column });
    this.listener.changed();
    return true;
  }

  /** 恢复一致: both sides of the selected lines say the same again. */
  relink(lines: Pick<Range, "top" | "bottom"> = this.range): void {
    this.act(withRelinked(this, this.lines.slice(lines.top, lines.bottom + 1)));
  }

  /** The next of these cells in reading order, counted from the active one and around the end; null where there is none. */
  nextOf(cells: readonly Position[], back: boolean): Position | null {
    const width = columnCount(this.shape);
    const size = this.lines.length * width;
    const here = this.active.line * width + this.active.column;
    const away = (cell: Position): number => {
      const distance = (cell.line * width + cell.column - here) * (back ? -1 : 1);
      return distance > 0 ? distance : distance + size;
    };
    return cells.reduce<Position | null>((best, cell) => (best === null || away(cell) < away(best) ? cell : best), null);
  }

  /** The field of a column, as the form calls it. */
  fieldAt(column: number): string {
    return this.shape.fields[fieldOf(this.shape, column)] ?? "";
  }

  private cellsIn(range: Range): Position[] {
    const cells: Position[] = [];
    for (let line = range.top; line <= range.bottom; line += 1) {
      for (let column = range.left; column <= range.right; column += 1) cells.push({ line, column });
    }
    return cells;
  }

  private act(plan: readonly PlannedGroup[]): void {
    const patches = patchesFor(this.shape, this.lists, plan, this.nextId);
    if (patches.length > 0) {
      this.lists = patches.reduce((lists, patch) => applied(this.shape, lists, patch), this.lists);
      this.arrange();
      this.listener.acted(patches);
    }
    this.listener.changed();
  }

  private arrange(): void {
    this.groups = groupsOf(this.shape, this.lists);
    this.lines = linesOf(this.groups);
    this.active = this.inside(this.active);
    this.corner = this.inside(this.corner);
  }
}
