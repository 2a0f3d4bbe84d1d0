// A grid model whose changes Vue sees.
import { shallowRef, triggerRef, type ShallowRef } from "vue";
import type { Edit } from "../platform";
import { GridModel } from "./model/grid-model";
import type { Group } from "./model/rows";
import type { Shape } from "./model/shape";

export interface GridState {
  readonly model: GridModel;
  /** The same model; whoever reads this is run again when the model changed. */
  readonly view: ShallowRef<GridModel>;
}

export function useGrid(shape: Shape, groups: readonly Group[], acted: (edits: Edit[]) => void, locked = false): GridState {
  let view: ShallowRef<GridModel> | null = null;
  const changed = (): void => {
    if (view !== null) triggerRef(view);
  };
  const model = new GridModel(shape, groups, { acted, changed }, locked);
  view = shallowRef(model);
  return { model, view };
}
