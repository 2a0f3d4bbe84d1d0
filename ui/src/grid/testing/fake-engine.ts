// An engine for the tests of the grid: it keeps rows as the form does (a list a side, paired by place inside a second level)
// and makes edits as `form.edit` describes them. Written apart from the grid's model, so that the two can be compared.
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
  period: StoredRow[];
  annual: StoredRow[];
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
    this.#groups = LEVELS.map(([level1, level2, optional]) => ({ key: level2, level1, level2, optional, period: [], annual: [] }));
    for (const group of this.#groups) {
      for (const [period, annual = period] of rows[group.level2] ?? []) {
        if (period !== null) group.period.push(this.#row({ name: period[0], value: period[1] }));
        if (annual !== null) group.annual.push(this.#row({ name: annual[0], value: annual[1] }));
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
      rows: Array.from({ length: Math.max(group.period.length, group.annual.length) }, (_, place) => rowAt(group, place)),
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
      case "insert_row": {
        const group = this.#group(edit.group);
        group.period.splice(edit.at, 0, this.#row(edit.period ?? {}));
        group.annual.splice(edit.at, 0, this.#row(edit.annual ?? edit.period ?? {}));
        return;
      }
      case "delete_row":
        this.#take(edit.row);
        return;
      case "move_row": {
        const { period, annual } = this.#take(edit.row);
        const group = this.#group(edit.group);
        if (period !== undefined) group.period.splice(edit.at, 0, period);
        if (annual !== undefined) group.annual.splice(edit.at, 0, annual);
        return;
      }
      case "add_side": {
        const [group, place] = this.#find(edit.row);
        const there = group.period[place] ?? group.annual[place];
        if (there === undefined) throw new Error("no row");
        if (group.period[place] === undefined) group.period.splice(place, 0, this.#row(there));
        else group.annual.splice(place, 0, this.#row(there));
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
    for (const group of this.#groups) {
      const place = group[side].findIndex((row) => row.id === id);
      const row = group[side][place];
      if (row === undefined) continue;
      const twin = group.annual[place];
      const linked = side === "period" && twin !== undefined && twin.name === row.name && twin.value === row.value;
      row[field] = text;
      if (linked && !alone) twin[field] = text;
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

  #find(key: string): [StoredGroup, number] {
    for (const group of this.#groups) {
      const height = Math.max(group.period.length, group.annual.length);
      for (let place = 0; place < height; place += 1) if (rowAt(group, place).key === key) return [group, place];
    }
    throw new Error(`no such row: ${key}`);
  }

  #take(key: string): { period: StoredRow | undefined; annual: StoredRow | undefined } {
    const [group, place] = this.#find(key);
    return { period: group.period.splice(place, 1)[0], annual: group.annual.splice(place, 1)[0] };
  }
}

function rowAt(group: StoredGroup, place: number): GridRow {
  const [period, annual] = [group.period[place], group.annual[place]];
  const same = period?.name === annual?.name && period?.value === annual?.value;
  return {
    key: `${period?.id ?? ""}-${annual?.id ?? ""}`,
    period: sideOf("period", period),
    annual: sideOf("annual", annual),
    link: period === undefined || annual === undefined ? "single" : same ? "linked" : "differing",
  };
}

function sideOf(side: Side, row: StoredRow | undefined): RowSide | null {
  if (row === undefined) return null;
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
