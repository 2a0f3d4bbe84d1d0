// The one place through which changes of a form go out. It sends one at a time, each with the revision that the former one
// left, so that nothing typed meanwhile is lost or overwrites anything. What could not be stored stays in the queue until
// it is stored, or until the user gives it up.
//
// Not here: what a change means, what the pages show, how an answer is read.

/** What an answer must say for the next change to go out. */
export interface Revised {
  readonly revision: number;
}

/** A change that waits: patches of one user action, or a step (undo, redo) that the engine makes by itself. */
type Job<Patch, Answer> =
  | { readonly kind: "edit"; patches: readonly Patch[] }
  | { readonly kind: "step"; readonly run: (base: number) => Promise<Answer> };

export type QueueState =
  | { readonly kind: "idle" }
  | { readonly kind: "busy" }
  /** Nothing more goes out before `retry` or `giveUp`. */
  | { readonly kind: "failed"; readonly error: unknown };

export interface QueueParts<Patch, Answer extends Revised> {
  /** Stores the patches of one user action on top of `base`, all or none. */
  send(base: number, patches: readonly Patch[]): Promise<Answer>;
  /** Two actions that wait one after the other as one, or null where both must stay: typing in one cell is one action. */
  merge(earlier: readonly Patch[], later: readonly Patch[]): readonly Patch[] | null;
  /** Called with each answer, in order, and with how many changes still wait behind it. */
  stored(answer: Answer, waiting: number): void;
  changed(state: QueueState): void;
}

export class EditQueue<Patch, Answer extends Revised> {
  readonly #parts: QueueParts<Patch, Answer>;
  readonly #jobs: Job<Patch, Answer>[] = [];
  #revision: number;
  #state: QueueState = { kind: "idle" };
  #running: Promise<void> | null = null;

  constructor(revision: number, parts: QueueParts<Patch, Answer>) {
    this.#revision = revision;
    this.#parts = parts;
  }

  get state(): QueueState {
    return this.#state;
  }

  /** How many changes are not stored yet, the one under way included. */
  get waiting(): number {
    return this.#jobs.length;
  }

  /** The patches that are not stored yet, oldest first. */
  get unsaved(): readonly Patch[] {
    return this.#jobs.flatMap((job) => (job.kind === "edit" ? job.patches : []));
  }

  /** Takes over a form as it was read anew. */
  rebase(revision: number): void {
    this.#revision = revision;
  }

  /** Adds the patches of one user action; they go out as soon as all before them are stored. */
  push(patches: readonly Patch[]): void {
    if (patches.length === 0) return;
    const last = this.#jobs.at(-1);
    // The first job may be under way; it must not change any more.
    const mayMerge = this.#jobs.length > 1 || this.#running === null;
    if (last?.kind === "edit" && mayMerge) {
      const merged = this.#parts.merge(last.patches, patches);
      if (merged !== null) {
        last.patches = merged;
        this.#start();
        return;
      }
    }
    this.#jobs.push({ kind: "edit", patches });
    this.#start();
  }

  /** Adds a step that the engine makes by itself, behind all changes that wait. */
  step(run: (base: number) => Promise<Answer>): void {
    this.#jobs.push({ kind: "step", run });
    this.#start();
  }

  /** Waits until nothing is left to store. False where it could not be stored. */
  async flush(): Promise<boolean> {
    while (this.#running !== null) await this.#running;
    return this.#jobs.length === 0;
  }

  /** Tries again to store what could not be stored. */
  retry(): Promise<boolean> {
    if (this.#state.kind === "failed") this.#set({ kind: "idle" });
    this.#start();
    return this.flush();
  }

  /** Drops the one change that could not be stored and goes on with the rest. */
  giveUp(): Promise<boolean> {
    if (this.#state.kind === "failed") this.#jobs.shift();
    return this.retry();
  }

  #set(state: QueueState): void {
    this.#state = state;
    this.#parts.changed(state);
  }

  #start(): void {
    // After a failure only the user's word starts it again: a full disk is not asked at each letter.
    if (this.#running !== null || this.#state.kind === "failed" || this.#jobs.length === 0) return;
    this.#set({ kind: "busy" });
    this.#running = this.#work().finally(() => {
      this.#running = null;
      if (this.#state.kind === "busy") this.#set({ kind: "idle" });
    });
  }

  async #work(): Promise<void> {
    for (let job = this.#jobs[0]; job !== undefined; job = this.#jobs[0]) {
      let answer: Answer;
      try {
        answer =
          job.kind === "edit" ? await this.#parts.send(this.#revision, job.patches) : await job.run(this.#revision);
      } catch (error) {
        // A step that the engine refuses (nothing left to undo) holds no text of the user's: it is not kept.
        if (job.kind === "step") this.#jobs.shift();
        this.#set({ kind: "failed", error });
        return;
      }
      this.#revision = answer.revision;
      this.#jobs.shift();
      this.#parts.stored(answer, this.#jobs.length);
    }
  }
}
