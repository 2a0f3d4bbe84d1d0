// The rule whose page somebody reads, wherever on the screen it was asked for.
import { shallowRef } from "vue";

/** Its code; null while none is read. */
export const ruleRead = shallowRef<string | null>(null);

/** Opens the page of a rule: what it looks for, why, and examples. */
export function explain(code: string): void {
  ruleRead.value = code;
}
