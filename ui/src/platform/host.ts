// What a host of the pages can do. The desktop window is one (invoke.ts); a browser on the same machine is another.
// Only this folder knows which one it is.

/** A request of the pages: the operation's name and what belongs to it. */
export interface Request {
  readonly op: string;
  readonly [key: string]: unknown;
}

/** A kind of files in a file dialog: `{ name: "数据包", extensions: ["jbz"] }`, extensions without the dot. */
export interface FileKind {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** What a dialog that looks for existing files is to offer. */
export interface PickFiles {
  readonly title: string;
  readonly kinds: readonly FileKind[];
  readonly several: boolean;
}

/** What a dialog that names a new file is to offer; `name` with its ending. */
export interface PickTarget {
  readonly title: string;
  readonly name: string;
  readonly kinds: readonly FileKind[];
}

/** What a host can do besides asking the engine; pages leave out what theirs cannot. */
export interface Abilities {
  /** The window has a menu of its own. */
  readonly menu: boolean;
  /** A folder can be chosen and shown. Without it files go where the browser puts downloads. */
  readonly folders: boolean;
  /** The inline pinyin of GTK can be turned on and off. */
  readonly inlinePinyin: boolean;
  /** The window can be kept above those of other programs. */
  readonly onTop: boolean;
}

/** A menu of the window's own. */
export interface Menu {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly key: string | null; readonly apart: boolean }[];
}

export interface Host {
  readonly abilities: Abilities;
  /** Carries a request to the engine and brings back whatever it answered, unchecked. */
  send(request: Request): Promise<unknown>;
  /** Shows the window, now that there is something to see. Does nothing where the host has no window of its own. */
  reveal(): Promise<void>;
  /** Lets the user choose existing files. Paths that the engine can read; empty where nothing was chosen. */
  pickFiles(ask: PickFiles): Promise<string[]>;
  /** Lets the user name a new file. A path that the engine can write, or null. */
  pickTarget(ask: PickTarget): Promise<string | null>;
  /** Lets the user choose a folder. Its path, or null. */
  pickFolder(title: string): Promise<string | null>;
  /** Hands a written file to the user: opens it in the system's viewer, or downloads it. */
  openFile(path: string): Promise<void>;
  /** Brings a written file to where the user looks for it: a browser downloads it; elsewhere it lies there already. */
  deliver(path: string): Promise<void>;
  /** Shows the folder of a written file. */
  showFolder(path: string): Promise<void>;
  /** Keeps a text that could not be stored in the data as a file of that name in a folder the user chose. Gives its path. */
  keepText(folder: string, name: string, text: string): Promise<string>;
  /** Puts the menu into the window, and calls `chosen` with the id of each command that is chosen in it. */
  showMenu(menus: readonly Menu[], chosen: (id: string) => void): Promise<void>;
  /**
   * Calls `mayClose` when the window is to be closed; it stays open while the answer is awaited and where it is false.
   */
  onClose(mayClose: () => Promise<boolean>): Promise<void>;
  /** Keeps the window above those of other programs, or no longer, where the host can. */
  keepOnTop(on: boolean): Promise<void>;
  /** Turns the input method's text inside the field on or off, where the host can. */
  setInlinePinyin(on: boolean): Promise<void>;
}
