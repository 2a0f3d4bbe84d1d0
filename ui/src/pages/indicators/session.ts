// The grid over a form: edits go out through the form's session, and what the engine answers comes back into the grid.
import { onScopeDispose, watch } from "vue";
import { useGrid, type GridState } from "../../grid/useGrid";
import { groupsFrom, groupsFromTasks, type Group } from "../../grid/model/rows";
import type { Shape } from "../../grid/model/shape";
import type { Edit, GridView } from "../../platform";
import type { FormSession } from "../../state/formSession";

/** The cells of an indicator grid, as its template has them. */
export function shapeOf(view: GridView): Shape {
  return {
    sides: view.two_sided ? ["period", "annual"] : ["only"],
    fields: view.weights === null ? ["name", "value"] : ["name", "value", "weight"],
  };
}

export const TASKS: Shape = { sides: ["only"], fields: ["function", "task"] };

/** A grid that shows a form's rows and changes them. */
export function useFormGrid(session: FormSession, shape: Shape, locked: boolean): GridState {
  const rows = (): Group[] =>
    shape.fields[0] === "function" ? groupsFromTasks(session.view.key_tasks) : groupsFrom(shape, session.view.groups);
  /** Our actions that the session has and the engine has not answered yet. */
  const sent: (readonly Edit[])[] = [];
  const state = useGrid(
    shape,
    rows(),
    (edits) => {
      sent.push(edits);
      session.edit(edits);
    },
    locked,
  );
  const stop = watch(
    () => session.view,
    () => {
      const waiting = new Set(session.unsaved);
      let answered = 0;
      // What the session no longer holds is stored, or was given up.
      while (sent[0]?.every((edit) => !waiting.has(edit))) {
        sent.shift();
        answered += 1;
      }
      state.model.load(rows(), answered);
    },
    // At once, so that an action that waits for this answer goes out before the session says that nothing is left to do.
    { flush: "sync" },
  );
  onScopeDispose(stop);
  return state;
}
