import type { FileKind, Host } from "./host";

// A browser on the same machine: everything goes over http to the program that handed these pages out. The engine works with paths, the
// browser with files: what the user chooses is brought to the program first, what the engine wrote is fetched from it.

/** Requests under way; while there are some, the browser asks before it closes the page. */
let underWay = 0;

async function post(target: string, kind: string, body: BodyInit): Promise<unknown> {
  underWay += 1;
  try {
    const answer = await fetch(target, { method: "POST", headers: { "Content-Type": kind }, body, credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(await answer.text());
    return await answer.json();
  } finally {
    underWay -= 1;
  }
}

async function pathOf(answer: Promise<unknown>): Promise<string> {
  const { path } = (await answer) as { path: string };
  return path;
}

const send: Host["send"] = (request) => post("/rpc", "application/json", JSON.stringify(request));

const place = (name: string | null): Promise<string> => pathOf(post("/place", "application/json", JSON.stringify({ name })));

const bring = (file: File): Promise<string> => pathOf(post(`/file?name=${encodeURIComponent(file.name)}`, "application/octet-stream", file));

/** Lets the browser ask for files. Browsers without a `cancel` event give the focus back and say nothing. */
function choose(kinds: readonly FileKind[], several: boolean): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = several;
  input.accept = kinds.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(",");
  return new Promise((resolve) => {
    const done = (): void => {
      window.removeEventListener("focus", later);
      resolve([...(input.files ?? [])]);
    };
    const later = (): void => void setTimeout(done, 1500);
    input.addEventListener("change", done);
    input.addEventListener("cancel", done);
    window.addEventListener("focus", later, { once: true });
    input.click();
  });
}

function follow(address: string, name: string | null): void {
  const link = document.createElement("a");
  link.href = address;
  link.rel = "noopener";
  if (name === null) link.target = "_blank";
  else link.download = name;
  link.click();
}

const addressOf = (path: string): string => `/file?path=${encodeURIComponent(path)}`;
const nameOf = (path: string): string => path.split(/[/\\]/).pop() ?? "";

export const browserHost: Host = {
  abilities: { menu: false, folders: false, inlinePinyin: false, onTop: false },
  send,
  reveal: () => Promise.resolve(),
  async pickFiles({ kinds, several }) {
    const paths: string[] = [];
    // One after the other: the program has room for one large file at a time.
    for (const file of await choose(kinds, several)) paths.push(await bring(file));
    return paths;
  },
  pickTarget: ({ name }) => place(name),
  pickFolder: () => place(null),
  openFile(path) {
    follow(addressOf(path), path.toLowerCase().endsWith(".pdf") ? null : nameOf(path));
    return Promise.resolve();
  },
  deliver(path) {
    follow(addressOf(path), nameOf(path));
    return Promise.resolve();
  },
  showFolder: () => Promise.resolve(),
  keepText(_folder, name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    follow(address, name);
    // The download has its own hold on the bytes once it began.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return Promise.resolve(name);
  },
  showMenu: () => Promise.resolve(),
  onClose(mayClose) {
    window.addEventListener("beforeunload", (event) => {
      // Drafts are sent at once. A browser waits for no answer, but it asks the user while one is missing.
      void mayClose();
      if (underWay > 0) event.preventDefault();
    });
    return Promise.resolve();
  },
  keepOnTop: () => Promise.resolve(),
  setInlinePinyin: () => Promise.resolve(),
};
