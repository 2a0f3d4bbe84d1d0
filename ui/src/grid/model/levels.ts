// Which group a name of levels means, as people write it in their tables: with or without 指标, in short.
import type { Group } from "./rows";

/** A level's name without blanks and without the suffix 指标: 社会效益指标 and 社会效益 are one. */
export function stem(name: string): string {
  return name.replace(/\s+/gu, "").replace(/指标$/u, "");
}

/**
 * The group that these names mean, by its place. The second level says it; a first level that is blank does not speak against
 * it. A short name (社会, 满意度) counts where it fits one group only.
 */
export function nameOfGroup(groups: readonly Group[], level1: string, level2: string): number | null {
  const [first, second] = [stem(level1), stem(level2)];
  const candidates = groups.flatMap((group, index) =>
    first === "" || stem(group.level1) === first ? [{ index, name: stem(group.level2) }] : [],
  );
  if (second === "") return first !== "" && candidates.length === 1 ? (candidates[0]?.index ?? null) : null;
  const exact = candidates.filter(({ name }) => name === second);
  const near = candidates.filter(({ name }) => name.includes(second) || (name !== "" && isLonger(second, name)));
  const meant = exact.length > 0 ? exact : near.length === 1 ? near : [];
  return meant[0]?.index ?? null;
}

/** 社会效益目标 is 社会效益 with a word more; 提高社会效益的措施 is no name of a level. */
function isLonger(text: string, name: string): boolean {
  return text.includes(name) && text.length - name.length <= 2;
}
