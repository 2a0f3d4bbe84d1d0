// Where the user is, and the way back. A dozen pages need no router.
import { shallowRef } from "vue";
import type { StepId } from "../platform";
import { flushDrafts } from "./drafts";

/** The five steps of a project form, in the order of their keys. */
export const STEPS: readonly StepId[] = ["basics", "funds", "overview", "goals", "indicators"];

export type Place =
  | { readonly page: "first" }
  | { readonly page: "ledger" }
  /** A form at a step, or as it will be printed; `path` is the cell to stand in, `mark` the words in it that were searched for. */
  | { readonly page: "project"; readonly form: number; readonly step: StepId | "view"; readonly path?: string; readonly mark?: string }
  | { readonly page: "unit"; readonly path?: string }
  | { readonly page: "check" }
  /** All forms, or the given ones. */
  | { readonly page: "print"; readonly forms?: readonly number[] }
  | { readonly page: "import" }
  | { readonly page: "export"; readonly forms?: readonly number[] }
  | { readonly page: "disclosure" }
  | { readonly page: "backup" }
  | { readonly page: "settings" }
  | { readonly page: "help"; readonly topic?: string };

export const place = shallowRef<Place>({ page: "ledger" });

/** The cell in which somebody stood before 看表样, so that it leads back to it. */
export const leftAt = shallowRef<string | undefined>();

const past: Place[] = [];

/** Remembers the cell in which somebody stands who leaves a form, for 看表样 and for the way back. */
export function leave(form: number, path: string | undefined): void {
  if (path === undefined) return;
  leftAt.value = path;
  const last = past.at(-1);
  if (last?.page === "project" && last.form === form) past[past.length - 1] = { ...last, path };
}

/** How many places the way back may remember. */
const MEMORY = 50;

/** Goes to a place. What is being typed is committed first, so that it belongs to the form it was typed in. */
export function go(next: Place): void {
  flushDrafts();
  past.push(place.value);
  if (past.length > MEMORY) past.shift();
  place.value = next;
}

/** Takes the present place for another one, without a step on the way back. */
export function replace(next: Place): void {
  flushDrafts();
  place.value = next;
}

/** The place that `back` leads to, or null. */
export function previous(): Place | null {
  return past.at(-1) ?? null;
}

/** Goes back. False where there is no way. */
export function back(): boolean {
  const last = past.pop();
  if (last === undefined) return false;
  flushDrafts();
  place.value = last;
  return true;
}

/** Forgets the way, for a beginning: another year, restored data. */
export function begin(at: Place): void {
  flushDrafts();
  past.length = 0;
  place.value = at;
}
