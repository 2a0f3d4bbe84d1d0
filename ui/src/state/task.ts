// Something that the user started and that takes a moment: whether it runs, and why it failed.
import { type Ref, ref } from "vue";
import { RequestFailed } from "../platform";

export interface Task {
  readonly busy: Ref<boolean>;
  /** What happened and what to do, or null. */
  readonly failure: Ref<string | null>;
  /** Runs one thing at a time; gives undefined where it failed. */
  run<Value>(work: () => Promise<Value>): Promise<Value | undefined>;
}

/** The words for an error. */
export function wordsOf(error: unknown): string {
  if (error instanceof RequestFailed) return error.message;
  return typeof error === "string" ? error : `没有做成（${String(error)}）。请再试一次。`;
}

export function useTask(): Task {
  const busy = ref(false);
  const failure = ref<string | null>(null);
  return {
    busy,
    failure,
    async run(work) {
      busy.value = true;
      failure.value = null;
      try {
        return await work();
      } catch (error) {
        failure.value = wordsOf(error);
        return undefined;
      } finally {
        busy.value = false;
      }
    },
  };
}
