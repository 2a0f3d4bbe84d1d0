// The rows of a long list, read in pages when they come into view. 1,500 forms are 15 pages; nobody looks at all of them.
import { computed, type ComputedRef, type Ref, ref, shallowReactive, shallowRef } from "vue";
import { engine, type FormLine, type ListForms } from "../../platform";

const PAGE = 100;

export interface Rows {
  /** How many rows the list has. */
  readonly total: Ref<number>;
  /** The row at a place, or null while it is read. */
  at(index: number): FormLine | null;
  /** Reads what stands between two places. */
  need(from: number, to: number): Promise<void>;
  /** Begins anew with other wishes; keeps what is shown until the answer comes. */
  ask(wish: ListForms): Promise<void>;
  /** Numbers of all forms of the list. */
  all(): Promise<number[]>;
  /** Whether the first answer is there. */
  readonly ready: ComputedRef<boolean>;
}

export function useRows(): Rows {
  const total = ref(0);
  const loaded = shallowRef(false);
  const rows = shallowReactive(new Map<number, FormLine>());
  const asked = new Set<number>();
  let wish: ListForms = {};
  let turn = 0;

  function put(offset: number, forms: readonly FormLine[]): void {
    forms.forEach((form, index) => rows.set(offset + index, form));
  }

  return {
    total,
    ready: computed(() => loaded.value),
    at: (index) => rows.get(index) ?? null,
    async need(from, to) {
      const mine = turn;
      for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, total.value); page += 1) {
        if (asked.has(page)) continue;
        asked.add(page);
        const answer = await engine.call("forms.list", { ...wish, offset: page * PAGE, limit: PAGE });
        if (mine !== turn) return;
        put(page * PAGE, answer.forms);
      }
    },
    async ask(next) {
      wish = next;
      turn += 1;
      const mine = turn;
      const answer = await engine.call("forms.list", { ...wish, offset: 0, limit: PAGE });
      if (mine !== turn) return;
      rows.clear();
      asked.clear();
      asked.add(0);
      put(0, answer.forms);
      total.value = answer.total ?? answer.forms.length;
      loaded.value = true;
    },
    async all() {
      const numbers: number[] = [];
      for (let more = true; more; ) {
        const answer = await engine.call("forms.list", { ...wish, offset: numbers.length, limit: 1000 });
        numbers.push(...answer.forms.map((line) => line.form));
        more = answer.more && answer.forms.length > 0;
      }
      return numbers;
    },
  };
}
