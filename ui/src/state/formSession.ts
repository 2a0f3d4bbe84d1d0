// A form that is open: what the engine said of it last, and the one way to change it.
import { computed, type ComputedRef, shallowReactive, shallowRef } from "vue";
import {
  type CellView,
  type Edit,
  engine,
  type FindingView,
  type FormChanged,
  type FormView,
  type LinkWhat,
  type StepId,
} from "../platform";
import { flushDrafts } from "./drafts";
import { EditQueue } from "./editQueue";
import { type Saver, tellSaved, tellSaving } from "./saving";

/** Everything of a form but its cells, which change one by one. */
type Frame = Omit<FormView, "cells">;

const BLANK: CellView = { text: "", shown: "", read: "blank", characters: 0, over: false, capital: null, note: null, sum: null, offer: null, linked: false };

export class FormSession implements Saver {
  readonly form: number;
  readonly #frame;
  readonly #cells: Record<string, CellView>;
  readonly #queue: EditQueue<Edit, FormChanged>;
  /** Steps that were left once, in which what is missing may be said. */
  readonly #left = shallowReactive(new Set<StepId>());
  /** The text that is being written, with what was found in it before. */
  readonly #held = shallowRef<{ readonly path: string; readonly known: ReadonlySet<string> } | null>(null);
  /** Findings that may be seen already: see `unfinished` of a finding. The counts of the steps, the panel and the top bar are these. */
  readonly findings: ComputedRef<readonly FindingView[]>;
  /** Where the last undo, redo or fix changed something; the page brings it into view. */
  readonly touched = shallowRef<readonly string[]>([]);

  constructor(view: FormView) {
    const { cells, ...frame } = view;
    this.form = view.form;
    this.#frame = shallowRef<Frame>(frame);
    this.#cells = shallowReactive({ ...cells }) as Record<string, CellView>;
    this.#queue = new EditQueue<Edit, FormChanged>(view.revision, {
      send: (base_revision, edits) => engine.call("form.edit", { form: this.form, base_revision, edits: [...edits] }),
      merge: joinTyping,
      stored: (changed) => this.#take(changed),
      changed: (state) => tellSaving(this, state),
    });
    this.findings = computed(() =>
      this.#frame.value.findings.filter(
        (finding) => !finding.unfinished || finding.step === null || this.#left.has(finding.step) || checked.has(view.form),
      ),
    );
  }

  /** Everything but the cells, as the engine said it last. */
  get view(): Frame {
    return this.#frame.value;
  }

  /** A cell outside the lists. */
  cell(path: string): CellView {
    return this.#cells[path] ?? BLANK;
  }

  name(): string {
    return this.view.name;
  }

  /** Findings at a cell that are to be shown beside it: nothing new under the hand of somebody who writes there. */
  at(path: string): readonly FindingView[] {
    const held = this.#held.value?.path === path ? this.#held.value.known : null;
    return this.findings.value.filter((finding) => finding.path === path && finding.waiver === null && (held === null || held.has(finding.code)));
  }

  /** Puts a text into a cell: one user action. */
  set(path: string, text: string, alone = false): void {
    this.edit([alone ? { do: "set", path, text, alone } : { do: "set", path, text }]);
  }

  /** Makes edits as one user action. They are on the disk when `flush` answers true. */
  edit(edits: readonly Edit[]): void {
    for (const edit of edits) {
      if (edit.do !== "set") continue;
      const cell = this.#cells[edit.path];
      // Cells of the lists are the grid's own; all others show at once what was typed.
      if (cell !== undefined) this.#cells[edit.path] = { ...cell, text: edit.text, shown: edit.text };
    }
    this.#queue.push(edits);
  }

  /** 恢复一致, 年度=实施期. */
  link(link: LinkWhat): void {
    this.#step((base_revision) => engine.call("form.link", { form: this.form, base_revision, link }));
  }

  /** Takes the last action back. False where there is none. */
  undo(): boolean {
    flushDrafts();
    if (this.#queue.waiting === 0 && !this.view.undo.can_undo) return false;
    this.#step((base_revision) => engine.call("form.undo", { form: this.form, base_revision }));
    return true;
  }

  /** Does it again. False where there is nothing. */
  redo(): boolean {
    if (!this.view.undo.can_redo) return false;
    this.#step((base_revision) => engine.call("form.redo", { form: this.form, base_revision }));
    return true;
  }

  /** 按建议改. */
  fix(keys: readonly string[]): void {
    this.#step((base_revision) => engine.call("form.fix", { form: this.form, base_revision, findings: [...keys] }));
  }

  /** 忽略并说明理由; a blank reason takes it back. */
  waive(finding: string, reason: string): void {
    this.#step(() => engine.call("form.waive", { form: this.form, finding, reason }));
  }

  /** Puts back what stood at a place before a change of 修改记录. */
  restore(revision: number, change: number): void {
    this.#step((base_revision) => engine.call("form.restore", { form: this.form, base_revision, revision, change }));
  }

  /** From now on what is missing in these steps is said. */
  leave(...steps: StepId[]): void {
    for (const step of steps) this.#left.add(step);
  }

  /** Somebody writes a text: until `release`, nothing new is said beside it. */
  hold(path: string): void {
    if (this.#held.value?.path !== path) this.#held.value = { path, known: new Set(this.at(path).map((finding) => finding.code)) };
  }

  release(path: string): void {
    if (this.#held.value?.path === path) this.#held.value = null;
  }

  flush(): Promise<boolean> {
    return this.#queue.flush();
  }

  retry(): Promise<boolean> {
    return this.#queue.retry();
  }

  giveUp(): Promise<boolean> {
    return this.#queue.giveUp().then(async (stored) => {
      await this.reload();
      return stored;
    });
  }

  async takeOver(): Promise<boolean> {
    await this.reload();
    return this.retry();
  }

  /** Reads the form anew. What waits to be stored stays in the queue and in its cells. */
  async reload(): Promise<void> {
    const { cells, ...frame } = await engine.call("form.open", { form: this.form });
    this.#queue.rebase(frame.revision);
    this.#frame.value = frame;
    this.#put(cells);
  }

  /** The edits that wait to be stored, oldest first. */
  get unsaved(): readonly Edit[] {
    return this.#queue.unsaved;
  }

  unsavedText(): string {
    return this.#queue.unsaved.map((edit) => (edit.do === "set" ? `${edit.path}：${edit.text}` : JSON.stringify(edit))).join("\n");
  }

  #step(run: (base: number) => Promise<FormChanged>): void {
    flushDrafts();
    this.#queue.step(async (base) => {
      const changed = await run(base);
      this.touched.value = changed.touched;
      return changed;
    });
  }

  #take(changed: FormChanged): void {
    const now = this.#frame.value;
    this.#frame.value = {
      ...now,
      revision: changed.revision,
      name: changed.name,
      groups: changed.groups ?? now.groups,
      key_tasks: changed.key_tasks ?? now.key_tasks,
      findings: changed.findings,
      derived: changed.derived,
      undo: changed.undo,
      updated_at: changed.saved_at,
    };
    this.#put(changed.cells);
    tellSaved(changed.saved_words);
    for (const listener of storedListeners) listener(changed);
  }

  /** Takes cells over, but not those in which something newer waits to be stored. */
  #put(cells: Readonly<Record<string, CellView | null | undefined>>): void {
    const waiting = new Set(this.#queue.unsaved.flatMap((edit) => (edit.do === "set" ? [edit.path] : [])));
    for (const [path, cell] of Object.entries(cells)) {
      if (waiting.has(path)) continue;
      this.#cells[path] = cell ?? BLANK;
    }
  }
}

/** Typing on in one cell before the former text went out is one action. */
function joinTyping(earlier: readonly Edit[], later: readonly Edit[]): readonly Edit[] | null {
  const [first, second] = [earlier[0], later[0]];
  if (earlier.length !== 1 || later.length !== 1 || first?.do !== "set" || second?.do !== "set") return null;
  return first.path === second.path && first.alone === second.alone ? later : null;
}

/** Forms that were looked at on 检查, where what is missing is said. */
const checked = shallowReactive(new Set<number>());

/** From now on what is missing in these forms is said. */
export function markChecked(forms: Iterable<number>): void {
  for (const form of forms) checked.add(form);
}

const storedListeners = new Set<(changed: FormChanged) => void>();

/** Calls `listener` whenever a change of any form was stored. */
export function onStored(listener: (changed: FormChanged) => void): void {
  storedListeners.add(listener);
}

/** Forms with something that waits to be stored stay here, also while another page is shown. */
const open = new Map<number, FormSession>();

/** Opens a form, or goes on with it where it still has unsaved changes. */
export async function openForm(form: number): Promise<FormSession> {
  const known = open.get(form);
  if (known !== undefined) {
    await known.flush();
    await known.reload();
    return known;
  }
  const session = new FormSession(await engine.call("form.open", { form }));
  open.set(form, session);
  return session;
}

/** Forgets a form as soon as everything of it is stored. */
export async function closeForm(session: FormSession): Promise<void> {
  if (await session.flush()) open.delete(session.form);
}

/** Forgets all forms: the data was replaced. */
export function forgetForms(): void {
  open.clear();
}
