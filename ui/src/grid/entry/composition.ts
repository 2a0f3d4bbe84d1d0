// Whether a key belongs to an input method. On Linux the webview by default sends no composition events at all, and WebKit
// sends the Enter that confirms a composition after its end, so neither the events nor the keys alone can be relied upon.

/** For this long after the end of a composition a key still belongs to it. */
export const SETTLING_MS = 60;

export class Composition {
  private under = false;
  private endedAt = -Infinity;

  /** A composition is under way. */
  get composing(): boolean {
    return this.under;
  }

  start(): void {
    this.under = true;
  }

  /** `at` is the event's own time: handlers may run late. */
  end(at: number): void {
    this.under = false;
    this.endedAt = at;
  }

  /** Whose key it is: the grid's, the input method's, or the one that ended a composition and must do nothing more. */
  owner(event: KeyboardEvent): "grid" | "method" | "ended" {
    if (this.under || event.isComposing || event.keyCode === 229) return "method";
    return event.timeStamp - this.endedAt < SETTLING_MS ? "ended" : "grid";
  }
}
