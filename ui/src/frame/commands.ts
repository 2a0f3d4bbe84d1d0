// Every command with its key, in one place: the keyboard, the window's menu and the help page all read this list.
import { onScopeDispose } from "vue";

export type CommandId =
  | "new_project"
  | "import"
  | "export"
  | "print"
  | "save"
  | "close_form"
  | "undo"
  | "redo"
  | "find"
  | "edit_cell"
  | "fill_down"
  | "insert_row"
  | "remove_row"
  | "move_up"
  | "move_down"
  | "library"
  | "pieces"
  | "step_1"
  | "step_2"
  | "step_3"
  | "step_4"
  | "step_5"
  | "form_view"
  | "next_pane"
  | "toggle_panel"
  | "check"
  | "next_problem"
  | "previous_problem"
  | "back"
  | "help"
  | "ledger"
  | "unit_form"
  | "backup"
  | "settings"
  | "disclosure";

export type MenuName = "file" | "edit" | "view" | "check" | "help";

export interface Command {
  readonly id: CommandId;
  readonly title: string;
  readonly menu: MenuName;
  /** As it is shown; the first is the one that menus name. `null` where there is none. */
  readonly key: string | null;
  /** Stands apart from the command before it in the menu. */
  readonly apart?: boolean;
}

export const MENUS: readonly { readonly name: MenuName; readonly title: string }[] = [
  { name: "file", title: "文件" },
  { name: "edit", title: "编辑" },
  { name: "view", title: "查看" },
  { name: "check", title: "检查" },
  { name: "help", title: "帮助" },
];

export const COMMANDS: readonly Command[] = [
  { id: "new_project", title: "新建项目", menu: "file", key: "Ctrl+N" },
  { id: "import", title: "导入", menu: "file", key: null },
  { id: "export", title: "导出", menu: "file", key: null },
  { id: "print", title: "打印预览、打印", menu: "file", key: "Ctrl+P", apart: true },
  { id: "disclosure", title: "公开材料", menu: "file", key: null },
  { id: "save", title: "保存（内容已自动保存）", menu: "file", key: "Ctrl+S", apart: true },
  { id: "backup", title: "备份与恢复", menu: "file", key: null },
  { id: "settings", title: "设置", menu: "file", key: null },
  { id: "undo", title: "撤销", menu: "edit", key: "Ctrl+Z" },
  { id: "redo", title: "重做", menu: "edit", key: "Ctrl+Y" },
  { id: "find", title: "搜索", menu: "edit", key: "Ctrl+F", apart: true },
  { id: "edit_cell", title: "修改这一格", menu: "edit", key: "F2", apart: true },
  { id: "fill_down", title: "向下填充", menu: "edit", key: "Ctrl+D" },
  { id: "insert_row", title: "插入一行", menu: "edit", key: "Ins" },
  { id: "remove_row", title: "删除一行", menu: "edit", key: "Ctrl+-" },
  { id: "move_up", title: "上移一行", menu: "edit", key: "Alt+↑" },
  { id: "move_down", title: "下移一行", menu: "edit", key: "Alt+↓" },
  { id: "library", title: "指标库", menu: "edit", key: "F4" },
  { id: "pieces", title: "逐项复制到网页系统", menu: "edit", key: null, apart: true },
  { id: "ledger", title: "台账", menu: "view", key: null },
  { id: "unit_form", title: "整体申报表", menu: "view", key: null },
  { id: "step_1", title: "第 1 步", menu: "view", key: "Ctrl+1", apart: true },
  { id: "step_2", title: "第 2 步", menu: "view", key: "Ctrl+2" },
  { id: "step_3", title: "第 3 步", menu: "view", key: "Ctrl+3" },
  { id: "step_4", title: "第 4 步", menu: "view", key: "Ctrl+4" },
  { id: "step_5", title: "第 5 步", menu: "view", key: "Ctrl+5" },
  { id: "form_view", title: "看表样", menu: "view", key: "F9" },
  { id: "next_pane", title: "到下一个区域", menu: "view", key: "F6", apart: true },
  { id: "toggle_panel", title: "展开或收起问题", menu: "view", key: null },
  { id: "check", title: "检查", menu: "check", key: "F7" },
  { id: "next_problem", title: "下一处问题", menu: "check", key: "F8" },
  { id: "previous_problem", title: "上一处问题", menu: "check", key: "Shift+F8" },
  { id: "back", title: "返回", menu: "check", key: "Alt+←" },
  { id: "close_form", title: "返回台账", menu: "view", key: null },
  { id: "help", title: "帮助", menu: "help", key: "F1" },
];

/** A command's key as it is shown beside it; blank where it has none. */
export function keyOf(id: CommandId): string {
  return COMMANDS.find((command) => command.id === id)?.key ?? "";
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Insert: "Ins",
};

/** A key press spelled as the list above spells it: `Ctrl+N`, `Shift+F8`, `Alt+←`. */
export function spelled(event: KeyboardEvent): string {
  const key = SHOWN[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  // With Shift the digit row gives signs; the steps are meant by the key itself.
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const name = event.ctrlKey && digit !== undefined ? digit : key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${name}`;
}

const byKey = new Map<string, CommandId>([
  ...COMMANDS.flatMap((command): [string, CommandId][] => (command.key === null ? [] : [[command.key, command.id]])),
  ["Ctrl+Shift+Z", "redo"],
]);

/** Answers false where the command has nothing to do here, so that the key keeps its usual meaning. */
type Handler = () => boolean | undefined | void;

const handlers = new Map<CommandId, Handler[]>();

/** Takes a command over for as long as the calling component lives; the one that came last is asked first. */
export function useCommand(id: CommandId, handler: Handler): void {
  const stack = handlers.get(id) ?? [];
  handlers.set(id, stack);
  stack.push(handler);
  onScopeDispose(() => stack.splice(stack.indexOf(handler), 1));
}

/** Carries a command out. False where nobody here does. */
export function run(id: CommandId): boolean {
  const stack = handlers.get(id) ?? [];
  return [...stack].reverse().some((handler) => handler() !== false);
}

/** WebKit sends the Enter that confirms a composition after its end; for this long it belongs to the input method. */
const AFTER_COMPOSITION_MS = 60;

/** Listens to the keys of the whole window. Components that handle a key themselves prevent its default. */
export function listenToKeys(target: Window): () => void {
  let composedAt = -Infinity;
  const composed = (event: Event): void => {
    composedAt = event.timeStamp;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.timeStamp - composedAt < AFTER_COMPOSITION_MS) return;
    const id = byKey.get(spelled(event));
    if (id === undefined) return;
    // A question over the page is answered first.
    if (target.document.querySelector("[role=dialog]") !== null) {
      if (id !== "undo" && id !== "redo") event.preventDefault();
      return;
    }
    if (run(id) || MUST_NOT_REACH_THE_WEBVIEW.has(id)) event.preventDefault();
  };
  target.addEventListener("compositionend", composed, true);
  target.addEventListener("keydown", pressed);
  return () => {
    target.removeEventListener("compositionend", composed, true);
    target.removeEventListener("keydown", pressed);
  };
}

/** The webview's own print, save, find and new window would confuse even where the program has nothing to do. */
const MUST_NOT_REACH_THE_WEBVIEW = new Set<CommandId>(["print", "save", "find", "new_project", "fill_down", "back", "check", "help"]);
