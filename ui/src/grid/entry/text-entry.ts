// The one textarea that lies over the active cell and always has the focus while somebody works in the grid. Because it is
// there before the first key, an input method finds a field to write into: the first pinyin letter on a selected cell is not
// lost. It is blank while the cell is only selected, and holds the cell's text while it is edited.
import { parseHtmlTable, writeHtmlTable } from "../clipboard/html";
import { parseTsv, writeTsv } from "../clipboard/tsv";
import { cellsOf, understand } from "../clipboard/understand";
import type { GridModel } from "../model/grid-model";
import { Composition } from "./composition";
import { handleKey, type KeyHelp } from "./keys";

/** An input method that does not answer the end of its field in this time is not waited for any longer. */
const PATIENCE_MS = 100;

export interface EntryHelp extends KeyHelp {
  /** Something was copied or pasted, in words for those who do not see it. */
  said(what: "copied" | "cut" | "pasted", lines: number, columns: number): void;
}

export class TextEntry {
  private readonly composition = new Composition();
  /** What is to happen as soon as the composition is over. */
  private waiting: (() => void) | null = null;
  private patience: ReturnType<typeof setTimeout> | undefined;
  /** The composition began on a cell that was only selected. */
  private beganSelected = false;

  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly model: GridModel,
    private readonly help: EntryHelp,
  ) {
    field.addEventListener("keydown", this.pressed);
    field.addEventListener("input", this.typed);
    field.addEventListener("compositionstart", this.composes);
    field.addEventListener("compositionend", this.composed);
    field.addEventListener("blur", this.blurred);
    field.addEventListener("copy", this.copied);
    field.addEventListener("cut", this.copied);
    field.addEventListener("paste", this.pasted);
  }

  /** Takes the listeners off; what is being typed is kept. */
  close(): void {
    this.flush();
    clearTimeout(this.patience);
    this.field.removeEventListener("keydown", this.pressed);
    this.field.removeEventListener("input", this.typed);
    this.field.removeEventListener("compositionstart", this.composes);
    this.field.removeEventListener("compositionend", this.composed);
    this.field.removeEventListener("blur", this.blurred);
    this.field.removeEventListener("copy", this.copied);
    this.field.removeEventListener("cut", this.copied);
    this.field.removeEventListener("paste", this.pasted);
  }

  get composing(): boolean {
    return this.composition.composing;
  }

  focus(): void {
    this.field.focus({ preventScroll: true });
  }

  /** Puts the model's text into the field. Never during a composition, which would be torn apart. */
  sync(): void {
    if (this.composition.composing) return;
    const text = this.model.draft?.text ?? "";
    if (this.field.value === text) return;
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
  }

  /** Keeps what is being typed, with the letters of an unfinished composition as they stand in the field. */
  flush(): void {
    if (this.composition.composing) this.take();
    this.model.commit();
  }

  /** Leaves the cell: keeps its text and then does something else, after an input method has finished. */
  leave(then: () => void): void {
    if (!this.composition.composing) {
      this.model.commit();
      then();
      return;
    }
    this.waiting = then;
    this.patience = setTimeout(() => this.finish(), PATIENCE_MS);
    // An input method finishes what it has when its field loses the focus.
    this.field.blur();
    this.focus();
  }

  private finish(): void {
    clearTimeout(this.patience);
    const then = this.waiting;
    this.waiting = null;
    // An input method that never said its end is taken to have ended now.
    if (this.composition.composing) {
      this.take();
      this.composition.end(-Infinity);
    }
    this.model.commit();
    this.sync();
    then?.();
  }

  private take(): void {
    const text = this.field.value;
    if (text !== "" || this.model.draft !== null) this.model.type(text);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const owner = this.composition.owner(event);
    if (owner === "method") return;
    if (owner === "ended") {
      // The Enter or Space that confirmed a composition: neither a line break nor a step to the next cell.
      if (["Enter", "Tab", "Escape", " "].includes(event.key)) {
        event.preventDefault();
        event.stopPropagation();
      }
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.altKey && this.model.draft === null && (event.key === "c" || event.key === "x")) this.stage();
    if (handleKey(event, this.model, this.help)) {
      event.preventDefault();
      event.stopPropagation();
      this.sync();
    } else if (control && this.model.draft !== null) {
      // Ctrl+Z and the like are the text's own while it is typed.
      if (["z", "y", "a", "c", "v", "x"].includes(event.key.toLowerCase())) event.stopPropagation();
    }
  };

  private readonly typed = (): void => {
    this.take();
  };

  private readonly composes = (): void => {
    this.composition.start();
    this.beganSelected = this.model.draft === null;
    // From here on the field is seen, so that the letters of the input method are.
    if (this.beganSelected) this.model.type(this.field.value);
  };

  private readonly composed = (event: CompositionEvent): void => {
    this.composition.end(event.timeStamp);
    if (this.beganSelected && this.field.value === "") this.model.cancel();
    else this.take();
    if (this.waiting !== null) this.finish();
  };

  private readonly blurred = (): void => {
    if (this.waiting !== null) return;
    // Another window is in front: the text is kept, and the cell stays open for the return.
    const stay = !document.hasFocus();
    if (!this.composition.composing) {
      this.model.commit(stay);
      return;
    }
    this.waiting = () => undefined;
    this.patience = setTimeout(() => this.finish(), PATIENCE_MS);
  };

  /**
   * A webview copies only where something is marked: before it does, the texts of the selection stand marked in the field for
   * a moment. They are not seen, since the field is transparent while the cell is only selected.
   */
  private stage(): void {
    this.field.value = writeTsv(this.model.textsIn(this.model.range));
    this.field.select();
    setTimeout(() => this.sync());
  }

  private readonly copied = (event: ClipboardEvent): void => {
    if (this.model.draft !== null || event.clipboardData === null) return;
    const rows = this.model.textsIn(this.model.range);
    event.clipboardData.setData("text/plain", writeTsv(rows));
    event.clipboardData.setData("text/html", writeHtmlTable(rows));
    event.preventDefault();
    this.sync();
    const cut = event.type === "cut";
    if (cut) this.model.clear();
    this.help.said(cut ? "cut" : "copied", rows.length, rows[0]?.length ?? 0);
  };

  /** Copies or cuts as the keys do; for a menu. */
  copy(cut: boolean): void {
    this.focus();
    this.stage();
    document.execCommand(cut ? "cut" : "copy");
  }

  private readonly pasted = (event: ClipboardEvent): void => {
    if (event.clipboardData === null) return;
    event.preventDefault();
    this.paste(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"));
  };

  /** Puts in what another program copied. */
  paste(plain: string, html: string): void {
    if (this.model.draft !== null) {
      // A single cell out of Excel ends with a line break that nobody typed.
      this.insert(plain.replace(/\r\n?/gu, "\n").replace(/\n$/u, ""));
      return;
    }
    const table = parseHtmlTable(html) ?? cellsOf(parseTsv(plain));
    const meant = understand(this.model.shape, this.model.groups, table);
    if (meant.kind === "nothing") return;
    if (meant.kind === "levelled") this.model.addLevelled(meant.rows);
    else this.model.paste(meant.block);
    const rows = meant.kind === "levelled" ? meant.rows.length : meant.block.length;
    this.help.said("pasted", rows, meant.kind === "levelled" ? 0 : (meant.block[0]?.length ?? 0));
  }

  /** Puts a text in at the caret, so that the field's own undo knows it where the webview offers that. */
  insert(text: string): void {
    const done = typeof document.execCommand === "function" && document.execCommand("insertText", false, text);
    if (!done) {
      const { selectionStart, selectionEnd } = this.field;
      this.field.setRangeText(text, selectionStart, selectionEnd, "end");
    }
    this.take();
  }
}
