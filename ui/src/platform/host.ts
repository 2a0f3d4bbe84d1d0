// What a host of the pages can do. The desktop window is one (invoke.ts); a browser on the same machine can be another.
// Only this folder knows which one it is.

/** A request of the pages: the operation's name and what belongs to it. */
export interface Request {
  readonly op: string;
  readonly [key: string]: unknown;
}

export interface Host {
  /** Carries a request to the engine and brings back whatever it answered, unchecked. */
  send(request: Request): Promise<unknown>;
  /** Shows the window, now that there is something to see. Does nothing where the host has no window of its own. */
  reveal(): Promise<void>;
}
