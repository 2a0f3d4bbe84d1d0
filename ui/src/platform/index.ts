// The only door of the pages to what is outside them.
import { engineBehind, type Operation } from "./engine";
import type { Host } from "./host";
import { browserHost } from "./http";
import { desktopHost } from "./invoke";

export type { Engine, Operation } from "./engine";
export type * from "../generated/engine";
export { type Copied, copyText, readCopied } from "./clipboard";
export { RequestFailed, withoutCode } from "./envelope";

/** The host behind a page's global object: the desktop window leaves its mark there, a browser does not. */
export function hostHere(page: object): Host {
  return "__TAURI_INTERNALS__" in page ? desktopHost : browserHost;
}

/** The host that carries these pages. */
export const host = hostHere(globalThis);

const listeners: ((op: Operation) => void)[] = [];

/** Calls `listener` with each operation that the engine carried out. */
export function onDone(listener: (op: Operation) => void): void {
  listeners.push(listener);
}

/** The engine of this program. */
export const engine = engineBehind(host, (op) => listeners.forEach((listener) => listener(op)));
