// Whether everything is stored: one answer for the whole window, made of all forms that are being edited.
import { computed, shallowReactive, shallowRef } from "vue";
import { onDone, type Operation, RequestFailed } from "../platform";
import type { QueueState } from "./editQueue";

/** What somebody who stores things tells the window. */
export interface Saver {
  /** What it stores, in words. */
  name(): string;
  /** Tries again. */
  retry(): Promise<boolean>;
  /** Gives up the one change that is refused. */
  giveUp(): Promise<boolean>;
  /** Waits until everything is stored; false where it cannot be. */
  flush(): Promise<boolean>;
  /** Reads the form anew where somebody else changed it, and stores on top of that. */
  takeOver(): Promise<boolean>;
  /** What is not stored yet, for people. */
  unsavedText(): string;
}

const savers = shallowReactive(new Map<Saver, QueueState>());
const words = shallowRef("");

/** A saver says how it stands. */
export function tellSaving(saver: Saver, state: QueueState): void {
  if (state.kind === "idle") savers.delete(saver);
  else savers.set(saver, state);
}

/** The engine's words for the last thing that was stored: 已保存 14:03. */
export function tellSaved(saved: string): void {
  words.value = saved;
}

/** What stores something beside the changes of one form, which say themselves when they were stored. */
const STORES = new Set<Operation>([
  "form.create",
  "form.copy",
  "forms.delete",
  "forms.restore",
  "trash.purge",
  "check.fix_safe",
  "import.apply",
  "backups.restore",
  "budget.set",
  "disclosure.set",
  "unit.set",
  "sample.open",
  "sample.remove",
]);
onDone((op) => {
  if (STORES.has(op)) tellSaved(`已保存 ${new Date().toTimeString().slice(0, 5)}`);
});

/** What kind of failure it is decides what the window offers. */
export type Remedy =
  /** Try again later: full disk, the way to the program is gone. */
  | "retry"
  /** Somebody else changed the form. */
  | "take_over"
  /** The engine refuses this one change for good. */
  | "give_up";

export interface SavingFailure {
  readonly saver: Saver;
  readonly message: string;
  readonly remedy: Remedy;
}

export function remedyFor(code: string): Remedy {
  if (code === "E_EDIT_STALE") return "take_over";
  return ["E_EDIT_PLACE", "E_EDIT_REFUSED", "E_FORM_NONE", "E_FORM_DELETED", "E_REQUEST"].includes(code) ? "give_up" : "retry";
}

/** How saving stands. */
export const saving = computed<{ kind: "saved"; words: string } | { kind: "busy" } | ({ kind: "failed" } & SavingFailure)>(() => {
  for (const [saver, state] of savers) {
    if (state.kind !== "failed") continue;
    const { error } = state;
    const code = error instanceof RequestFailed ? error.code : "E_HOST";
    return { kind: "failed", saver, message: error instanceof Error ? error.message : String(error), remedy: remedyFor(code) };
  }
  return savers.size > 0 ? { kind: "busy" } : { kind: "saved", words: words.value };
});

/** Waits until everything is stored. False where something cannot be. */
export async function allSaved(): Promise<boolean> {
  const answers = await Promise.all([...savers.keys()].map((saver) => saver.flush()));
  return answers.every(Boolean);
}

/** Everything that is not stored, for people. */
export function unsavedTexts(): string {
  return [...savers.keys()].map((saver) => `${saver.name()}\n${saver.unsavedText()}`).join("\n\n");
}
