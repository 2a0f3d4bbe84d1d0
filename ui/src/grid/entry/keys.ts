// The keys of the grid, as people know them from spreadsheets.
import type { GridModel } from "../model/grid-model";
import { columnCount } from "../model/shape";

/** What the keys need besides the model. */
export interface KeyHelp {
  /** Lines that are seen at once. */
  readonly page: number;
  /** Suggestions below the cell; moving returns false where there are none. */
  choose(by: 1 | -1): boolean;
  /** The suggestion that is chosen, or null. */
  chosen(): string | null;
  /** Nothing is chosen any more. */
  unchoose(): void;
  /** Takes the chosen suggestion into the cell. */
  adopt(): void;
  /** A line break at the caret. */
  breakLine(): void;
}

/** Handles a key; false where it keeps its usual meaning. */
export function handleKey(event: KeyboardEvent, model: GridModel, help: KeyHelp): boolean {
  if (event.altKey) return withAlt(event, model, help);
  if (event.ctrlKey || event.metaKey) return withControl(event, model);
  if (model.draft !== null) return whileTyping(event, model, help);
  return whileSelecting(event, model, help);
}

function withAlt(event: KeyboardEvent, model: GridModel, help: KeyHelp): boolean {
  if (event.key === "Enter" && model.draft !== null) help.breakLine();
  else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    model.commit();
    model.moveLines(event.key === "ArrowUp");
  } else return false;
  return true;
}

function withControl(event: KeyboardEvent, model: GridModel): boolean {
  const key = event.key.toLowerCase();
  if (key === "d") {
    model.commit();
    model.fillDown();
    return true;
  }
  if (key === "-" || key === "subtract") {
    model.commit();
    model.removeLines();
    return true;
  }
  // While a text is typed, the rest are the text's own keys: caret, selection, undo of letters.
  if (model.draft !== null) return false;
  const lines = model.lines.length;
  const columns = columnCount(model.shape);
  const { line, column } = event.shiftKey ? model.corner : model.active;
  const targets: Record<string, { line: number; column: number }> = {
    home: { line: 0, column: 0 },
    end: { line: lines - 1, column: columns - 1 },
    arrowup: { line: 0, column },
    arrowdown: { line: lines - 1, column },
    arrowleft: { line, column: 0 },
    arrowright: { line, column: columns - 1 },
  };
  const target = targets[key];
  if (target !== undefined) model.select(target, event.shiftKey);
  else if (key === "a") model.selectAll();
  else return false;
  return true;
}

function whileTyping(event: KeyboardEvent, model: GridModel, help: KeyHelp): boolean {
  switch (event.key) {
    case "Enter":
      if (help.chosen() !== null) help.adopt();
      model.commit();
      model.enter(event.shiftKey);
      return true;
    case "Tab":
      if (help.chosen() !== null) help.adopt();
      model.commit();
      return model.tab(event.shiftKey);
    case "Escape":
      if (help.chosen() !== null) help.unchoose();
      else model.cancel();
      return true;
    case "ArrowDown":
      return help.choose(1) || leaveByArrow(model, 1, 0);
    case "ArrowUp":
      return help.choose(-1) || leaveByArrow(model, -1, 0);
    case "ArrowLeft":
      return leaveByArrow(model, 0, -1);
    case "ArrowRight":
      return leaveByArrow(model, 0, 1);
    case "F2":
      model.reopen();
      return true;
    case "Insert":
      model.commit();
      model.insertLine();
      return true;
    default:
      return false;
  }
}

/** In a cell that was opened the arrows move the caret; where typing began on the selected cell they leave it, as in Excel. */
function leaveByArrow(model: GridModel, lines: number, columns: number): boolean {
  if (model.draft?.opened !== false) return false;
  model.commit();
  model.step(lines, columns);
  return true;
}

function whileSelecting(event: KeyboardEvent, model: GridModel, help: KeyHelp): boolean {
  const extend = event.shiftKey;
  const { line, column } = extend ? model.corner : model.active;
  switch (event.key) {
    case "ArrowUp":
      model.step(-1, 0, extend);
      return true;
    case "ArrowDown":
      model.step(1, 0, extend);
      return true;
    case "ArrowLeft":
      model.step(0, -1, extend);
      return true;
    case "ArrowRight":
      model.step(0, 1, extend);
      return true;
    case "PageUp":
      model.select({ line: line - help.page, column }, extend);
      return true;
    case "PageDown":
      model.select({ line: line + help.page, column }, extend);
      return true;
    case "Home":
      model.select({ line, column: 0 }, extend);
      return true;
    case "End":
      model.select({ line, column: columnCount(model.shape) - 1 }, extend);
      return true;
    case "Tab":
      return model.tab(extend);
    case "Enter":
      model.enter(extend);
      return true;
    case "F2":
      model.open();
      return true;
    case "Delete":
    case "Backspace":
      model.clear();
      return true;
    case "Insert":
      model.insertLine();
      return true;
    case "Escape":
      model.select(model.active);
      return true;
    default:
      return false;
  }
}
