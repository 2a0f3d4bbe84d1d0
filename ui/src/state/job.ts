// A long job of the engine: asked after until it ends, and stopped on the user's word.
import { onScopeDispose, shallowRef, type ShallowRef } from "vue";
import { engine, host, type Progress } from "../platform";

export interface Job {
  readonly progress: ShallowRef<Progress | null>;
  /** Follows a job to its end. */
  follow(job: number): Promise<Progress | null>;
  cancel(): Promise<void>;
  /** Forgets the job that ended. */
  clear(): void;
}

/** How often a job is asked after; one form takes some milliseconds. */
const ASK_MS = 150;

export function useJob(): Job {
  const progress = shallowRef<Progress | null>(null);
  let number: number | null = null;
  let gone = false;
  onScopeDispose(() => {
    gone = true;
  });
  return {
    progress,
    async follow(job) {
      number = job;
      for (;;) {
        const now = await engine.call("job.progress", { job });
        progress.value = now;
        if (now.standing !== "running" || gone) {
          // One file is what was asked for; several wait for a word, as browsers ask about each of them.
          if (now.files.length === 1 && now.files[0] !== undefined) await host.deliver(now.files[0]);
          return now;
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_MS));
      }
    },
    async cancel() {
      if (number !== null) progress.value = await engine.call("job.cancel", { job: number });
    },
    clear() {
      progress.value = null;
    },
  };
}
