// The short message about what was done last, with the way to undo it. Errors never come here: they stay where they belong.
import { shallowRef, watch } from "vue";
import { type Place, place } from "./place";

export interface Toast {
  readonly id: number;
  readonly sentence: string;
  /** Takes back what the sentence says; null where there is nothing to take back. */
  readonly undo: (() => unknown) | null;
}

/** One at a time: the next thing that is done takes the place of the last. */
export const toast = shallowRef<Toast | null>(null);

let last = 0;

/** Says what was done. Whoever leads to another page first goes there, then says it. */
export function say(sentence: string, undo: (() => unknown) | null = null): void {
  last += 1;
  toast.value = { id: last, sentence, undo };
}

export function dismiss(): void {
  toast.value = null;
}

/** The page itself, or the form: its steps and cells are one place. */
const pageOf = (at: Place): string => (at.page === "project" ? `form ${at.form}` : at.page);

// What was said of the page before is over with it. At once, so that what is said behind the change stays.
watch(
  place,
  (now, before) => {
    if (pageOf(now) !== pageOf(before)) dismiss();
  },
  { flush: "sync" },
);
