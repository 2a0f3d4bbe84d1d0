import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { effectScope } from "vue";
import { COMMANDS, type CommandId, listenToKeys, run, useCommand } from "./commands";

let stop: () => void;
beforeEach(() => {
  stop = listenToKeys(window);
});
afterEach(() => {
  stop();
  document.body.innerHTML = "";
});

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.body.dispatchEvent(event);
  return event;
}

function counted(id: CommandId, answer?: boolean): { count: number; end: () => void } {
  const scope = effectScope();
  const state = { count: 0, end: () => scope.stop() };
  scope.run(() =>
    useCommand(id, () => {
      state.count += 1;
      return answer;
    }),
  );
  return state;
}

describe("the keys", () => {
  it("are all those of the design, each once", () => {
    const keys = COMMANDS.flatMap((command) => (command.key === null ? [] : [command.key]));
    expect(new Set(keys).size).toBe(keys.length);
    const wanted = "Ctrl+- Ctrl+N Ctrl+F Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+4 Ctrl+5 Ctrl+S Ctrl+Z Ctrl+Y Ctrl+D F1 F2 F4 F6 F7 F8 Shift+F8 F9 Ctrl+P Ins Alt+↑ Alt+↓ Alt+←";
    expect([...keys].sort()).toEqual(wanted.split(" ").sort());
  });

  it.each<[CommandId, string, KeyboardEventInit]>([
    ["new_project", "n", { ctrlKey: true }],
    ["step_3", "3", { ctrlKey: true, code: "Digit3" }],
    ["previous_problem", "F8", { shiftKey: true }],
    ["back", "ArrowLeft", { altKey: true }],
    ["insert_row", "Insert", {}],
    ["redo", "Z", { ctrlKey: true, shiftKey: true }],
  ])("reach %s", (id, key, more) => {
    const command = counted(id);
    expect(press(key, more).defaultPrevented).toBe(true);
    expect(command.count).toBe(1);
    command.end();
  });

  it("belong to the input method while it composes, and shortly after", () => {
    const check = counted("check");
    press("F7", { isComposing: true });
    press("F7", { keyCode: 229 });
    document.body.dispatchEvent(new Event("compositionend", { bubbles: true }));
    press("F7");
    expect(check.count).toBe(0);
    check.end();
  });

  it("are left alone where a component took them, and where a question is open", () => {
    const find = counted("find");
    const taken = (event: Event): void => event.preventDefault();
    document.body.addEventListener("keydown", taken);
    press("f", { ctrlKey: true });
    document.body.removeEventListener("keydown", taken);
    document.body.innerHTML = '<div role="dialog"></div>';
    press("f", { ctrlKey: true });
    expect(find.count).toBe(0);
    find.end();
  });
});

describe("a command", () => {
  it("goes to who took it last, and back when that one is gone", () => {
    const outer = counted("print");
    const inner = counted("print");
    run("print");
    inner.end();
    run("print");
    expect([outer.count, inner.count]).toEqual([1, 1]);
    outer.end();
    expect(run("print")).toBe(false);
  });

  it("is passed on by who has nothing to do", () => {
    const outer = counted("undo");
    const inner = counted("undo", false);
    expect(run("undo")).toBe(true);
    expect([outer.count, inner.count]).toEqual([1, 1]);
    inner.end();
    outer.end();
  });
});
