// The window's commands over a grid: the menu and the buttons above it do what its keys do.
import { onBeforeUnmount, type Ref } from "vue";
import { keyOf, useCommand } from "../../frame/commands";
import type { GridModel } from "../../grid/model/grid-model";
import type { MenuItem } from "../../parts/ContextMenu.vue";
import { announceDraft } from "../../state/drafts";
import { say } from "../../state/toasts";
import { grid as words } from "../../text/grid";

/** What a grid on the page offers. */
export interface GridHandle {
  focus(): void;
  hasFocus(): boolean;
  flush(): void;
  leave(then: () => void): void;
  copy(cut: boolean): void;
  paste(): Promise<boolean>;
}

/** True while somebody types into something else, where the keys of a grid mean nothing. */
function typesElsewhere(): boolean {
  const at = document.activeElement;
  return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at?.closest("[role=dialog]") != null;
}

/**
 * Takes the commands over while the page stands. `alone`: the grid is what the page is about, so that a command means it even
 * when the focus is on a button.
 */
export function useGridCommands(model: GridModel, table: Ref<GridHandle | null>, alone: boolean): { act(does: () => void): void; menu(): MenuItem[] } {
  /** Leaves the cell, does something with the rows, and goes back to the keys of the grid. */
  function act(does: () => void): void {
    table.value?.leave(() => {
      does();
      table.value?.focus();
    });
  }
  const command = (does: () => void) => (): boolean => {
    if (table.value?.hasFocus() !== true && (!alone || typesElsewhere())) return false;
    act(does);
    return true;
  };
  useCommand("edit_cell", command(() => model.open()));
  useCommand("fill_down", command(() => model.fillDown()));
  useCommand("insert_row", command(() => model.insertLine()));
  useCommand("remove_row", command(() => model.removeLines()));
  useCommand("move_up", command(() => void model.moveLines(true)));
  useCommand("move_down", command(() => void model.moveLines(false)));

  // Nothing typed is lost: whoever leaves, prints, undoes or closes commits first.
  const flush = (): void => table.value?.flush();
  const withdraw = announceDraft(flush);
  onBeforeUnmount(() => {
    flush();
    withdraw();
  });
  /** The menu of the cells: what the keys do. */
  function menu(): MenuItem[] {
    const copy: MenuItem = { title: words.toCopy, key: "Ctrl+C", act: () => table.value?.copy(false) };
    if (model.locked) return [copy];
    const blank = model.line?.row == null;
    const does = (title: string, key: string, does: () => void, more: Partial<MenuItem> = {}): MenuItem => ({ title, key, act: () => act(does), ...more });
    return [
      { title: words.toCut, key: "Ctrl+X", act: () => table.value?.copy(true) },
      copy,
      { title: words.toPaste, key: "Ctrl+V", act: async () => (await table.value?.paste()) === false && say(words.noPaste) },
      does(words.clear, "Del", () => model.clear()),
      does(words.edit, keyOf("edit_cell"), () => model.open(), { apart: true }),
      does(words.fill, keyOf("fill_down"), () => model.fillDown()),
      does(words.insert, keyOf("insert_row"), () => model.insertLine(), { apart: true, off: blank }),
      does(words.remove, keyOf("remove_row"), () => model.removeLines(), { off: blank }),
      does(words.up, keyOf("move_up"), () => void model.moveLines(true), { off: blank }),
      does(words.down, keyOf("move_down"), () => void model.moveLines(false), { off: blank }),
    ];
  }
  return { act, menu };
}
