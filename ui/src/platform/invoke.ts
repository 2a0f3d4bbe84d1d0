import { invoke } from "@tauri-apps/api/core";
import type { Host } from "./host";

/** The desktop window: requests go to the shell's `rpc` command. */
export const desktopHost: Host = {
  send: (request) => invoke("rpc", { request }),
  reveal: () => invoke("reveal"),
};
