// The text of a field while it is typed: it becomes a change when the field is left, when Enter is pressed, or (in long texts)
// after a pause. A composition is never cut in two.
import { onScopeDispose, type Ref, ref, watch } from "vue";
import { announceDraft } from "../state/drafts";

/** The pause after which a long text is committed. */
export const PAUSE_MS = 400;

export interface Draft {
  /** What the field shows. */
  readonly text: Ref<string>;
  /** Whether the text differs from what was committed. */
  dirty(): boolean;
  commit(): void;
  /** Back to what stands in the form. */
  revert(): void;
  readonly on: {
    input(event: Event): void;
    compositionstart(): void;
    compositionend(event: Event): void;
    change(): void;
    blur(): void;
  };
}

/**
 * A draft over `committed`. `commit` is called with the text as typed. `pause` commits without leaving the field: null for
 * short fields.
 */
export function useDraft(committed: () => string, commit: (text: string) => void, pause: number | null): Draft {
  const text = ref(committed());
  let base = text.value;
  let composing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const dirty = (): boolean => text.value !== base;
  const make = (): void => {
    clearTimeout(timer);
    if (!dirty()) return;
    base = text.value;
    commit(text.value);
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (pause !== null && !composing) timer = setTimeout(make, pause);
  };

  watch(committed, (now) => {
    // An answer of the engine must not take away what was typed since.
    if (!dirty()) text.value = now;
    base = now;
  });

  // Leaving a page while an input method still composes keeps the letters as they stand in the field.
  const withdraw = announceDraft(make);
  onScopeDispose(() => {
    make();
    withdraw();
  });

  const take = (event: Event): void => {
    text.value = (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    wait();
  };
  return {
    text,
    dirty,
    commit: make,
    revert: () => {
      clearTimeout(timer);
      text.value = base;
    },
    on: {
      input: take,
      compositionstart: () => {
        composing = true;
        clearTimeout(timer);
      },
      compositionend: (event) => {
        composing = false;
        take(event);
      },
      change: make,
      blur: () => {
        composing = false;
        make();
      },
    },
  };
}
