// An engine for the tests of the grid: it keeps pairs of rows under second levels and makes edits as `form.edit` describes
// them. Written apart from the grid's model, so that the two can be compared. The real one pairs the sides by their names.
import type { Edit, GridGroup, GridRow, RowSide, RowTexts, Side } from "../../platform";

interface StoredRow {
  id: number;
  name: string;
  value: string;
}

interface StoredGroup {
  key: string;
  level1: string;
  level2: string;
  optional: boolean;
  pairs: Pair[];
}

interface Pair {
  period: StoredRow | null;
  annual: StoredRow | null;
}

/** What a test puts in: rows of a second level as [name, value] of 实施期 and, where it differs, [name, value] of 年度; null = missing. */
export type SampleRow = readonly [readonly [string, string] | null, (readonly [string, string] | null)?];

const LEVELS: readonly (readonly [string, string, boolean])[] = [
  ["产出指标", "数量指标", false],
  ["产出指标", "质量指标", false],
  ["产出指标", "时效指标", false],
  ["产出指标", "成本指标", false],
  ["效益指标", "经济效益", true],
  ["效益指标", "社会效益", true],
  ["效益指标", "生态效益", true],
  ["效益指标", "可持续影响", true],
  ["满意度指标", "服务对象满意度", false],
];

export class FakeEngine {
  readonly #groups: StoredGroup[];
  #nextId = 1;

  constructor(rows: Readonly<Record<string, readonly SampleRow[]>> = {}) {
    this.#groups = LEVELS.map(([level1, level2, optional]) => ({ key: level2, level1, level2, optional, pairs: [] }));
    for (const group of this.#groups) {
      for (const [period, annual = period] of rows[group.level2] ?? []) {
        const row = (texts: readonly [string, string] | null): StoredRow | null =>
          texts === null ? null : this.#row({ name: texts[0], value: texts[1] });
        if (period !== null || annual !== null) group.pairs.push({ period: row(period), annual: row(annual) });
      }
    }
  }

  /** The grid as `form.open` and `form.edit` answer with it. */
  groups(): GridGroup[] {
    return this.#groups.map((group) => ({
      key: group.key,
      level1: group.level1,
      level2: group.level2,
      level1_code: null,
      level2_code: null,
      known: true,
      empty_note: group.optional ? "可不填" : "",
      rows: group.pairs.map(rowOf),
    }));
  }

  /** Texts only: a line a row, sides apart. */
  texts(): string[][] {
    return this.groups().flatMap((group) =>
      group.rows.map(({ period, annual }) => [group.key, ...textsOf(period), ...textsOf(annual)]),
    );
  }

  edit(edits: readonly Edit[]): void {
    for (const edit of edits) this.#make(edit);
  }

  #make(edit: Edit): void {
    switch (edit.do) {
      case "set":
        return this.#set(edit.path, edit.text, edit.alone ?? false);
      case "insert_row":
        this.#group(edit.group).pairs.splice(edit.at, 0, {
          period: this.#row(edit.period ?? {}),
          annual: this.#row(edit.annual ?? edit.period ?? {}),
        });
        return;
      case "delete_row":
        this.#take(edit.row);
        return;
      case "move_row": {
        const pair = this.#take(edit.row);
        this.#group(edit.group).pairs.splice(edit.at, 0, pair);
        return;
      }
      case "add_side": {
        const pair = this.#find(edit.row).pair;
        const there = pair.period ?? pair.annual;
        if (there === null) throw new Error("no row");
        pair.period ??= this.#row(there);
        pair.annual ??= this.#row(there);
        return;
      }
      default:
        throw new Error(`not in this form: ${edit.do}`);
    }
  }

  #set(path: string, text: string, alone: boolean): void {
    const match = /^indicators\.(period|annual)\[#(\d+)\]\.(name|value)$/u.exec(path);
    if (match === null) throw new Error(`no such place: ${path}`);
    const [side, id, field] = [match[1] as Side, Number(match[2]), match[3] as "name" | "value"];
    for (const { period, annual } of this.#groups.flatMap((group) => group.pairs)) {
      const row = side === "period" ? period : annual;
      if (row?.id !== id) continue;
      const linked = side === "period" && annual !== null && annual.name === row.name && annual.value === row.value;
      row[field] = text;
      if (linked && !alone) annual[field] = text;
      return;
    }
    throw new Error(`no such row: ${path}`);
  }

  #row({ name = "", value = "" }: RowTexts): StoredRow {
    this.#nextId += 1;
    return { id: this.#nextId, name, value };
  }

  #group(key: string): StoredGroup {
    const group = this.#groups.find((one) => one.key === key);
    if (group === undefined) throw new Error(`no such group: ${key}`);
    return group;
  }

  #find(key: string): { group: StoredGroup; pair: Pair } {
    for (const group of this.#groups) {
      const pair = group.pairs.find((one) => rowOf(one).key === key);
      if (pair !== undefined) return { group, pair };
    }
    throw new Error(`no such row: ${key}`);
  }

  #take(key: string): Pair {
    const { group, pair } = this.#find(key);
    group.pairs.splice(group.pairs.indexOf(pair), 1);
    return pair;
  }
}

function rowOf({ period, annual }: Pair): GridRow {
  const same = period?.name === annual?.name && period?.value === annual?.value;
  return {
    key: `${period?.id ?? ""}+${annual?.id ?? ""}`,
    period: sideOf("period", period),
    annual: sideOf("annual", annual),
    link: period === null || annual === null ? "single" : same ? "linked" : "differing",
  };
}

function sideOf(side: Side, row: StoredRow | null): RowSide | null {
  if (row === null) return null;
  const path = `indicators.${side}[#${row.id}]`;
  return {
    path,
    name: { path: `${path}.name`, text: row.name },
    value: { path: `${path}.value`, text: row.value },
    weight: null,
    reading: { read: row.value === "" ? "blank" : "read", pieces: [], tidy: null },
  };
}

function textsOf(side: RowSide | null): string[] {
  return side === null ? ["", ""] : [side.name.text, side.value.text];
}
