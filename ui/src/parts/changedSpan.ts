// Where two texts differ, with as much around it as tells the place.

export interface ChangedSpan {
  /** What stands before the difference in both; a long one is cut at its beginning. */
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  /** What stands behind it in both; a long one is cut at its end. */
  readonly tail: string;
}

/** Texts up to this length are shown whole. */
const SHORT = 24;
/** Characters around the difference of a longer one. */
const AROUND = 8;

/** A long difference is cut in its middle: both ends tell more. */
function middle(signs: readonly string[]): string {
  return signs.length <= SHORT * 2 ? signs.join("") : `${signs.slice(0, SHORT).join("")}…${signs.slice(-SHORT).join("")}`;
}

/** The one span in which `after` differs from `before`. */
export function changedSpan(before: string, after: string): ChangedSpan {
  // By whole characters: half a rare 汉字 shows as a box.
  const [old, now] = [[...before], [...after]];
  const least = Math.min(old.length, now.length);
  let first = 0;
  while (first < least && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < least - first && old[old.length - 1 - last] === now[now.length - 1 - last]) last += 1;
  const short = Math.max(old.length, now.length) <= SHORT;
  const lead = old.slice(0, first);
  const tail = old.slice(old.length - last);
  return {
    lead: short || lead.length <= AROUND ? lead.join("") : `…${lead.slice(-AROUND).join("")}`,
    before: middle(old.slice(first, old.length - last)),
    after: middle(now.slice(first, now.length - last)),
    tail: short || tail.length <= AROUND ? tail.join("") : `${tail.slice(0, AROUND).join("")}…`,
  };
}
