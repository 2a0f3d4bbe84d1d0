import { describe, expect, it } from "vitest";
import { EditQueue, type QueueState } from "./editQueue";

interface Set {
  path: string;
  text: string;
}

/** An engine that refuses stale revisions, and answers when it is told to. */
class SlowStore {
  revision = 1;
  readonly cells = new Map<string, string>();
  readonly sent: (readonly Set[])[] = [];
  failing: string | null = null;
  #waiting: (() => void)[] = [];

  send = async (base: number, patches: readonly Set[]): Promise<{ revision: number }> => {
    this.sent.push(patches.map((patch) => ({ ...patch })));
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.failing !== null) throw new Error(this.failing);
    if (base !== this.revision) throw new Error("stale");
    for (const { path, text } of patches) this.cells.set(path, text);
    this.revision += 1;
    return { revision: this.revision };
  };

  async answer(): Promise<void> {
    while (this.#waiting.length === 0) await Promise.resolve();
    this.#waiting.shift()?.();
    // Let the queue take the answer and send what waits.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

function queueOver(store: SlowStore): { queue: EditQueue<Set, { revision: number }>; states: QueueState["kind"][] } {
  const states: QueueState["kind"][] = [];
  const queue = new EditQueue<Set, { revision: number }>(1, {
    send: store.send,
    merge: (earlier, later) =>
      earlier.length === 1 && later.length === 1 && earlier[0]?.path === later[0]?.path ? later : null,
    stored: () => undefined,
    changed: (state) => states.push(state.kind),
  });
  return { queue, states };
}

describe("the queue of changes", () => {
  it("sends one change at a time, each on top of the one before", async () => {
    const store = new SlowStore();
    const { queue, states } = queueOver(store);
    queue.push([{ path: "a", text: "1" }]);
    queue.push([{ path: "b", text: "2" }]);
    expect(store.sent).toHaveLength(1);
    await store.answer();
    expect(store.sent).toHaveLength(2);
    await store.answer();
    expect(await queue.flush()).toBe(true);
    expect([...store.cells]).toEqual([["a", "1"], ["b", "2"]]);
    expect(states).toEqual(["busy", "idle"]);
  });

  it("joins what is typed into one cell while another change is under way, but never changes what is under way", async () => {
    const store = new SlowStore();
    const { queue } = queueOver(store);
    queue.push([{ path: "a", text: "x" }]);
    for (const text of ["x1", "x12", "x123"]) queue.push([{ path: "a", text }]);
    expect(queue.waiting).toBe(2);
    await store.answer();
    await store.answer();
    expect(store.sent).toEqual([[{ path: "a", text: "x" }], [{ path: "a", text: "x123" }]]);
  });

  it("keeps everything that was typed while the disk is full, and stores it when told to try again", async () => {
    const store = new SlowStore();
    const { queue } = queueOver(store);
    store.failing = "full";
    queue.push([{ path: "a", text: "1" }]);
    await store.answer();
    expect(queue.state).toMatchObject({ kind: "failed" });
    queue.push([{ path: "b", text: "2" }]);
    queue.push([{ path: "b", text: "22" }]);
    expect(store.sent).toHaveLength(1);
    expect(queue.unsaved).toEqual([{ path: "a", text: "1" }, { path: "b", text: "22" }]);
    expect(await queue.flush()).toBe(false);

    store.failing = null;
    const retried = queue.retry();
    await store.answer();
    await store.answer();
    expect(await retried).toBe(true);
    expect([...store.cells]).toEqual([["a", "1"], ["b", "22"]]);
  });

  it("gives up one change on the user's word and stores the rest", async () => {
    const store = new SlowStore();
    const { queue } = queueOver(store);
    store.failing = "no such place";
    queue.push([{ path: "gone", text: "1" }]);
    await store.answer();
    queue.push([{ path: "b", text: "2" }]);
    store.failing = null;
    const rest = queue.giveUp();
    await store.answer();
    expect(await rest).toBe(true);
    expect([...store.cells]).toEqual([["b", "2"]]);
  });

  it("takes an undo in its turn, on the revision that the changes before it left", async () => {
    const store = new SlowStore();
    const { queue } = queueOver(store);
    const bases: number[] = [];
    queue.push([{ path: "a", text: "1" }]);
    queue.step((base) => {
      bases.push(base);
      return Promise.resolve({ revision: base + 1 });
    });
    queue.push([{ path: "a", text: "2" }]);
    await store.answer();
    expect(bases).toEqual([2]);
    store.revision = 3;
    await store.answer();
    expect(await queue.flush()).toBe(true);
    expect(store.cells.get("a")).toBe("2");
  });

  it("keeps no refused undo", async () => {
    const { queue } = queueOver(new SlowStore());
    queue.step(() => Promise.reject(new Error("nothing to undo")));
    expect(await queue.flush()).toBe(true);
    expect(queue.state.kind).toBe("failed");
    expect(await queue.retry()).toBe(true);
  });

  it("goes on from a form that was read anew", async () => {
    const store = new SlowStore();
    const { queue } = queueOver(store);
    store.revision = 9;
    queue.push([{ path: "a", text: "1" }]);
    await store.answer();
    expect(queue.state.kind).toBe("failed");
    queue.rebase(9);
    const retried = queue.retry();
    await store.answer();
    expect(await retried).toBe(true);
    expect(store.cells.get("a")).toBe("1");
  });
});
