// The only door of the pages to what is outside them.
import { engineBehind } from "./engine";
import { desktopHost } from "./invoke";

export type { Engine, Operation } from "./engine";
export type * from "../generated/engine";
export { RequestFailed } from "./envelope";

/** The host that carries these pages. */
export const host = desktopHost;

/** The engine of this program. */
export const engine = engineBehind(host);
