// The grid without a screen: what is selected, what is being typed, and what each thing a user does makes of the rows. Every
// action gives one list of edits, which the engine makes as one and takes back as one. The rows on screen are those of the
// engine's last answer with all actions made on them that it has not answered yet, so that nobody waits for a disk.
import type { Edit } from "../../platform";
import {
  linkOf,
  spillOf,
  textIn,
  withBlock,
  withLevelled,
  withMoved,
  withNewLine,
  withoutLines,
  withRelinked,
  withSpread,
  withTexts,
  type CellText,
  type LevelledRow,
  type Sheet,
  type Spill,
} from "./operations";
import { outcome, type PlannedGroup } from "./plan";
import { isBlank, isOurs, linesOf, type Group, type Line, type Row } from "./rows";
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

/** A plan of the whole grid, or null where the action has nothing to do. */
type Operation = (sheet: Sheet) => PlannedGroup[] | null;

/** An action that the engine has not answered yet. */
interface Pending {
  readonly number: number;
  readonly operation: Operation;
  /** False while the action speaks of a row whose name the engine has not told yet. */
  sent: boolean;
  /** What it came to, and on which rows. */
  result: { readonly on: Sheet; readonly edits: readonly Edit[]; readonly sheet: Sheet } | null;
}

export interface Listener {
  /** One user action for the engine. `load` says when it is answered; answers come in the order of the calls. */
  acted(edits: Edit[]): void;
  /** Something to be seen is different: rows, selection or the text being typed. */
  changed(): void;
}

export class GridModel implements Sheet {
  groups: readonly Group[] = [];
  lines: readonly Line[] = [];
  /** The active cell: it takes what is typed. */
  active: Position = { line: 0, column: 0 };
  /** The other corner of the selection. */
  corner: Position = { line: 0, column: 0 };
  draft: Draft | null = null;
  /** What was pasted last into one level and made it longer. */
  spill: Spill | null = null;
  /** The column in which a run of Tab began; Enter goes back to it. */
  private tabColumn: number | null = null;
  /** A blank line follows the last row, because somebody went on there; it goes when nothing was written into it. */
  private more = false;
  private readonly pending: Pending[] = [];
  private actions = 0;
  /** The rows of the engine's last answer. */
  private base: Sheet;
  /** Those on screen. */
  private shown: Sheet;

  constructor(
    readonly shape: Shape,
    groups: readonly Group[],
    private readonly listener: Listener,
    /** Nothing can be changed, only looked at and copied. */
    readonly locked = false,
  ) {
    this.base = sheetOf(shape, groups);
    this.shown = this.base;
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

  /** The path of the active cell; null in a line that is not in the form yet. */
  get path(): string | null {
    return this.line?.row?.sides[sideOf(this.shape, this.active.column)]?.paths?.[this.active.column % this.shape.fields.length] ?? null;
  }

  textAt(position: Position): string {
    const line = this.lines[position.line];
    return line === undefined ? "" : textIn(this.shape, line, position.column);
  }

  linkAt(line: number): "same" | "differs" | null {
    const at = this.lines[line];
    return at === undefined ? null : linkOf(this.shape, at.row);
  }

  /** The texts of a rectangle, line by line. */
  textsIn(range: Range): string[][] {
    const columns = Array.from({ length: range.right - range.left + 1 }, (_, index) => range.left + index);
    return this.lines.slice(range.top, range.bottom + 1).map((line) => columns.map((column) => textIn(this.shape, line, column)));
  }

  /** Where the cell with this path stands: a cell's own path, or that of a row's side; null where the grid does not show it. */
  find(path: string): Position | null {
    for (const [line, { row }] of this.lines.entries()) {
      for (const [side, cells] of (row?.sides ?? []).entries()) {
        const field = cells?.paths?.findIndex((one) => one === path || one.startsWith(`${path}.`)) ?? -1;
        if (field >= 0) return { line, column: side * this.shape.fields.length + field };
      }
    }
    return null;
  }

  /** True while an action waits for an answer to the one before it. */
  get waits(): boolean {
    return this.pending.some((action) => !action.sent);
  }

  // Answers of the engine

  /**
   * Takes the rows as they stand in the form now. `answered` counts the oldest actions that are in them, or were given up.
   * The selection stays at its row; what is being typed stays.
   */
  load(groups: readonly Group[], answered = 0): void {
    this.pending.splice(0, answered);
    // Something else changed the rows: undone, or done elsewhere.
    if (answered === 0) this.spill = null;
    const [active, corner] = [this.line?.row?.key, this.lines[this.corner.line]?.row?.key];
    this.base = sheetOf(this.shape, groups);
    this.arrange();
    const follow = (position: Position, key: string | undefined): Position => {
      const line = key === undefined ? -1 : this.lines.findIndex((one) => one.row?.key === key);
      return this.inside({ line: line < 0 ? position.line : line, column: position.column });
    };
    this.active = follow(this.active, active);
    this.corner = follow(this.corner, corner);
    this.send();
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

  /**
   * Goes to the line below or above; after a run of Tab to the column in which it began. Below the last line a blank one opens, so that
   * what is typed next never takes the place of what stands there.
   */
  enter(back: boolean): void {
    if (!back && this.active.line === this.lines.length - 1) {
      if (this.locked || isBlank(this.line?.row ?? null)) return;
      this.more = true;
      this.arrange();
    }
    const column = back ? this.active.column : (this.tabColumn ?? this.active.column);
    this.select({ line: this.active.line + (back ? -1 : 1), column });
  }

  private moveTo(position: Position, extend: boolean): void {
    this.corner = this.inside(position);
    if (!extend) this.active = this.corner;
    if (this.more && this.corner.line < this.lines.length - 1 && this.active.line < this.lines.length - 1) {
      this.more = false;
      this.arrange();
    }
    this.listener.changed();
  }

  private inside({ line, column }: Position): Position {
    const within = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
    return { line: within(line, this.lines.length), column: within(column, columnCount(this.shape)) };
  }

  // Typing

  /** Starts typing over the active cell. */
  type(text: string): void {
    if (this.locked) return;
    this.corner = this.active;
    this.draft = { text, opened: this.draft?.opened ?? false };
    this.listener.changed();
  }

  /** Opens the active cell with its text. */
  open(): void {
    if (this.locked) return;
    this.corner = this.active;
    this.draft = { text: this.textAt(this.active), opened: true };
    this.listener.changed();
  }

  /** From now on the arrows move the caret in the text that is being typed. */
  reopen(): void {
    if (this.draft !== null) this.draft = { ...this.draft, opened: true };
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
    this.act((sheet) => withTexts(sheet, cells));
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
    const at = { line: top, column: left };
    const spill = spillOf(this.shown, block, at);
    this.act((sheet) => withBlock(sheet, block, at));
    this.spill = spill;
    this.active = this.inside({ line: top, column: left });
    this.corner = this.inside({ line: top + block.length - 1, column: left + width - 1 });
    this.listener.changed();
  }

  /** Lets what was pasted last go down, a line each, instead of staying in one level. */
  spread(): void {
    const { spill } = this;
    if (spill?.free === true) this.act((sheet) => withSpread(sheet, spill));
  }

  /** Adds indicators to the levels that they name, those without a name of the grid's to the active one; selects the first. */
  addLevelled(rows: readonly LevelledRow[]): void {
    const group = this.line?.group ?? 0;
    this.act((sheet) => withLevelled(sheet, rows, group));
    const first = rows[0];
    const side = first?.sides.findIndex((texts) => texts !== null) ?? -1;
    const line = this.lines.findIndex((one) =>
      first?.sides[side]?.every((text, field) => one.row?.sides[side]?.cells[field] === text),
    );
    if (line >= 0) this.select({ line, column: side * this.shape.fields.length });
  }

  /** Puts a blank line behind the active one and goes there. A level without a row is itself such a line. */
  insertLine(): void {
    const line = this.line;
    if (line === undefined || line.row === null) return;
    this.act((sheet) => withNewLine(sheet, line));
    this.select({ line: this.active.line + 1, column: sideOf(this.shape, this.active.column) * this.shape.fields.length });
  }

  /** Takes the selected lines out. */
  removeLines(): void {
    const { top, bottom } = this.range;
    this.act((sheet) => withoutLines(sheet, sheet.lines.slice(top, bottom + 1)));
    this.select({ line: top, column: this.active.column });
  }

  /** Moves the selected lines by one; false where they cannot. */
  moveLines(up: boolean): boolean {
    const { top, bottom } = this.range;
    const key = this.lines[top]?.row?.key;
    const acted = this.act((sheet) => withMoved(sheet, sheet.lines.slice(top, bottom + 1), up));
    const line = this.lines.findIndex((one) => one.row?.key === key);
    if (!acted || line < 0) return acted;
    const by = line - top;
    this.active = this.inside({ line: this.active.line + by, column: this.active.column });
    this.corner = this.inside({ line: this.corner.line + by, column: this.corner.column });
    this.listener.changed();
    return true;
  }

  /** 恢复一致: both sides of the selected lines, or of these, say the same again. */
  relink({ top, bottom }: Pick<Range, "top" | "bottom"> = this.range): void {
    this.act((sheet) => withRelinked(sheet, sheet.lines.slice(top, bottom + 1)));
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

  /** Makes an action on the screen at once and hands it to the engine; false where it changes nothing. */
  private act(operation: Operation): boolean {
    if (this.locked) return false;
    this.spill = null;
    this.actions += 1;
    const more = this.more;
    const action: Pending = { number: this.actions, operation: (sheet) => operation(withMore(sheet, more)), sent: false, result: null };
    const changes = this.resultOf(action, this.shown).edits.length > 0;
    if (changes) {
      this.pending.push(action);
      // What was written into the blank line made it a row.
      this.more = false;
      this.arrange();
      this.send();
    }
    this.listener.changed();
    return changes;
  }

  private resultOf(action: Pending, on: Sheet): NonNullable<Pending["result"]> {
    if (action.result?.on === on) return action.result;
    const plan = action.operation(on);
    const { groups, edits } = plan === null ? { groups: on.groups, edits: [] } : outcome(this.shape, on.groups, plan, action.number);
    action.result = { on, edits, sheet: edits.length === 0 ? on : sheetOf(this.shape, groups) };
    return action.result;
  }

  /** Sends what can be sent: an action that speaks of a row of ours waits for the row's real name. */
  private send(): void {
    let sheet = this.base;
    for (const action of [...this.pending]) {
      const result = this.resultOf(action, sheet);
      if (!action.sent) {
        if (result.edits.some(speaksOfOurs)) return;
        if (result.edits.length === 0) {
          // What was changed meanwhile left nothing to do.
          this.pending.splice(this.pending.indexOf(action), 1);
          continue;
        }
        action.sent = true;
        this.listener.acted([...result.edits]);
      }
      sheet = result.sheet;
    }
  }

  private arrange(): void {
    this.shown = this.pending.reduce((sheet, action) => this.resultOf(action, sheet).sheet, this.base);
    const former = new Map(this.lines.map((line) => [line.key, line]));
    this.groups = this.shown.groups;
    // A line that did not change stays the same object, so that the screen knows it need not be drawn again.
    this.lines = withMore(this.shown, this.more).lines.map((line) => {
      const before = former.get(line.key);
      return before !== undefined && isSameLine(before, line) ? before : line;
    });
    this.active = this.inside(this.active);
    this.corner = this.inside(this.corner);
  }
}

function sheetOf(shape: Shape, groups: readonly Group[]): Sheet {
  return { shape, groups, lines: linesOf(groups) };
}

function withMore(sheet: Sheet, more: boolean): Sheet {
  return more ? { ...sheet, lines: linesOf(sheet.groups, true) } : sheet;
}

function isSameLine(a: Line, b: Line): boolean {
  const places = a.group === b.group && a.place === b.place && a.level1Span === b.level1Span && a.level2Span === b.level2Span;
  return places && isSameRow(a.row, b.row);
}

function isSameRow(a: Row | null, b: Row | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return a.sides.every((side, index) => {
    const other = b.sides[index] ?? null;
    if (side === null || other === null) return side === other;
    return (
      side.cells.every((text, field) => text === other.cells[field]) &&
      (side.paths === other.paths || (side.paths?.every((path, field) => path === other.paths?.[field]) ?? false))
    );
  });
}

function speaksOfOurs(edit: Edit): boolean {
  if ("row" in edit) return isOurs(edit.row);
  return edit.do === "set" && isOurs(edit.path);
}
