// Short messages about what was done, with the way to undo it. Errors never come here: they stay where they belong.
import { shallowRef } from "vue";

export interface Toast {
  readonly id: number;
  readonly sentence: string;
  /** Takes back what the sentence says; null where there is nothing to take back. */
  readonly undo: (() => unknown) | null;
}

export const toasts = shallowRef<readonly Toast[]>([]);

let last = 0;

/** Says what was done. */
export function say(sentence: string, undo: (() => unknown) | null = null): void {
  last += 1;
  // More than three at once would hide the page.
  toasts.value = [...toasts.value, { id: last, sentence, undo }].slice(-3);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
