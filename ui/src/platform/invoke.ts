import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host";

/** The desktop window: requests go to the shell's `rpc` command, all else to a command of its own. */
export const desktopHost: Host = {
  abilities: { menu: true, folders: true, inlinePinyin: navigator.userAgent.includes("Linux"), onTop: true },
  send: (request) => invoke("rpc", { request }),
  reveal: () => invoke("reveal"),
  pickFiles: ({ title, kinds, several }) => invoke("pick_files", { title, kinds, several }),
  pickTarget: ({ title, name, kinds }) => invoke("pick_target", { title, name, kinds }),
  pickFolder: (title) => invoke("pick_folder", { title }),
  openFile: (path) => invoke("open_file", { path }),
  deliver: () => Promise.resolve(),
  showFolder: (path) => invoke("show_folder", { path }),
  keepText: (folder, name, text) => invoke("keep_text", { folder, name, text }),
  async showMenu(menus, chosen) {
    await listen<string>("command", (event) => chosen(event.payload));
    await invoke("set_menu", { menus });
  },
  async onClose(mayClose) {
    await listen("close-asked", async () => invoke("close", { may: await mayClose() }));
    await invoke("answer_closing");
  },
  keepOnTop: (on) => invoke("keep_on_top", { on }),
  setInlinePinyin: (on) => invoke("set_inline_input", { on }),
};
