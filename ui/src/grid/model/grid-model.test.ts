import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../platform";
import { FakeEngine, type SampleRow } from "../testing/fake-engine";
import { GridModel, type Position } from "./grid-model";
import { groupsFrom } from "./rows";
import type { Shape } from "./shape";

const SHAPE: Shape = { sides: ["period", "annual"], fields: ["name", "value"] };

/** A grid over an engine that answers when it is told to. */
class Desk {
  readonly sent: Edit[][] = [];
  readonly model: GridModel;
  readonly engine: FakeEngine;
  #answered = 0;

  constructor(rows: Readonly<Record<string, readonly SampleRow[]>>) {
    this.engine = new FakeEngine(rows);
    this.model = new GridModel(SHAPE, groupsFrom(SHAPE, this.engine.groups()), {
      acted: (edits) => this.sent.push(edits),
      changed: () => undefined,
    });
  }

  /** Answers the oldest edit that waits. False where none does. */
  answer(): boolean {
    const edits = this.sent[this.#answered];
    if (edits === undefined) return false;
    this.#answered += 1;
    this.engine.edit(edits);
    this.model.load(groupsFrom(SHAPE, this.engine.groups()), 1);
    return true;
  }

  answerAll(): void {
    while (this.answer());
  }

  /** What the screen shows, as the engine's texts. */
  shown(): string[][] {
    return this.model.groups.flatMap((group) =>
      group.rows.map((row) => [group.key, ...row.sides.flatMap((side) => side?.cells ?? ["", ""])]),
    );
  }

  at(line: number, column: number): Position {
    this.model.select({ line, column });
    return this.model.active;
  }

  enter(text: string): void {
    this.model.type(text);
    this.model.commit();
  }
}

const ROWS = {
  数量指标: [
    [["编发期数", "≥108期"], ["编发期数", "≥36期"]],
    [["印刷册数", "3000册"]],
    [["培训次数", "≥6次"], null],
  ],
  质量指标: [[["采用率", "≥60%"]]],
  社会效益: [[["决策作用", "提升"]]],
} satisfies Record<string, SampleRow[]>;

describe("what a user does", () => {
  it("puts a text into both sides of a linked row, and into one side of a differing one", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 1);
    desk.enter("≥120期");
    desk.at(1, 1);
    desk.enter("2800册");
    desk.answerAll();
    expect(desk.engine.texts().slice(0, 2)).toEqual([
      ["数量指标", "编发期数", "≥120期", "编发期数", "≥36期"],
      ["数量指标", "印刷册数", "2800册", "印刷册数", "2800册"],
    ]);
  });

  it("breaks the link where the second side gets a text of its own, and 恢复一致 ties it again", () => {
    const desk = new Desk(ROWS);
    desk.at(1, 3);
    desk.enter("1000册");
    expect(desk.model.linkAt(1)).toBe("differs");
    desk.answerAll();
    desk.model.relink();
    expect(desk.model.linkAt(1)).toBe("same");
    desk.answerAll();
    expect(desk.engine.texts()[1]).toEqual(["数量指标", "印刷册数", "3000册", "印刷册数", "3000册"]);
    expect(desk.sent).toHaveLength(2);
  });

  it("makes a row of the empty line of a second level, and takes more texts before the engine has answered", () => {
    const desk = new Desk(ROWS);
    const line = desk.model.lines.findIndex((one) => one.row === null);
    desk.at(line, 0);
    desk.enter("按时完成率");
    desk.model.tab(false);
    desk.enter("≥95%");
    expect(desk.sent).toHaveLength(1);
    expect(desk.model.waits).toBe(true);
    desk.answerAll();
    expect(desk.sent).toHaveLength(2);
    expect(desk.model.waits).toBe(false);
    expect(desk.engine.texts()).toContainEqual(["时效指标", "按时完成率", "≥95%", "按时完成率", "≥95%"]);
  });

  it("fills a side that a row lacks", () => {
    const desk = new Desk(ROWS);
    desk.at(2, 3);
    desk.enter("≥2次");
    desk.answerAll();
    expect(desk.engine.texts()[2]).toEqual(["数量指标", "培训次数", "≥6次", "培训次数", "≥2次"]);
    expect(desk.shown()).toEqual(desk.engine.texts());
  });

  it("does nothing where nothing changes", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 0);
    desk.enter("编发期数");
    desk.model.open();
    expect(desk.model.commit()).toBe(false);
    const empty = desk.model.lines.findIndex((one) => one.row === null);
    desk.at(empty, 0);
    desk.enter("");
    desk.model.clear();
    desk.model.relink();
    expect(desk.sent).toEqual([]);
  });

  it("goes back to the column in which Tab began when Enter is pressed", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 0);
    desk.model.tab(false);
    desk.model.enter(false);
    expect(desk.model.active).toEqual({ line: 1, column: 0 });
    desk.model.enter(true);
    expect(desk.model.active).toEqual({ line: 0, column: 0 });
    expect(desk.model.tab(true)).toBe(false);
  });

  it("goes on below the last line, in one that is no row of the form before something is written into it", () => {
    const desk = new Desk(ROWS);
    const last = desk.model.lines.length - 1;
    desk.at(last, 0);
    desk.enter("维修及时率");
    desk.model.tab(false);
    desk.enter("≥95%");
    desk.model.enter(false);
    expect(desk.model.active).toEqual({ line: last + 1, column: 0 });
    expect(desk.model.line?.row).toBeNull();
    const sent = desk.sent.length;
    // A second Enter finds nothing to go on from, and whoever leaves leaves nothing behind.
    desk.model.enter(false);
    desk.model.step(-1, 0);
    expect([desk.model.lines.length, desk.sent.length]).toEqual([last + 1, sent]);
    desk.model.enter(false);
    desk.enter("群众满意度");
    desk.answerAll();
    expect(desk.model.lines).toHaveLength(last + 2);
    expect(desk.model.textAt({ line: last + 1, column: 0 })).toBe("群众满意度");
    expect(desk.engine.texts().at(-1)?.[1]).toBe("群众满意度");
  });

  it("fills down from the first line of a selection, and from the line above where it is one line", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 3);
    desk.model.select({ line: 2, column: 3 }, true);
    desk.model.fillDown();
    desk.at(4, 1);
    desk.model.fillDown();
    desk.answerAll();
    expect(desk.engine.texts().map((row) => row[4])).toEqual(["≥36期", "≥36期", "≥36期", "≥60%", "≥60%", "提升"].slice(0, 3).concat(["≥60%", "≥60%", "提升"]));
    expect(desk.sent).toHaveLength(2);
  });

  it("repeats a selection into the range it is dragged over", () => {
    const desk = new Desk({ 数量指标: [[["甲", "1次"]], [["乙", "2次"]], [["丙", "3次"]], [["丁", "4次"]], [["戊", "5次"]]] });
    desk.at(0, 1);
    desk.model.select({ line: 1, column: 1 }, true);
    desk.model.fillInto({ top: 0, bottom: 4, left: 1, right: 1 });
    desk.answerAll();
    expect(desk.engine.texts().map((row) => row[2])).toEqual(["1次", "2次", "1次", "2次", "1次"]);
    desk.at(3, 1);
    desk.model.fillInto({ top: 2, bottom: 3, left: 1, right: 1 });
    desk.answerAll();
    expect(desk.engine.texts()[2]?.[2]).toBe("2次");
  });

  it("puts a pasted block with names into its level, which grows, and one with values over the lines below", () => {
    const desk = new Desk(ROWS);
    desk.at(3, 0);
    desk.model.paste([["及时率", "≥98%"], ["差错率", "≤0.01%"], ["合格率", "100%"]]);
    desk.answerAll();
    expect(desk.sent).toHaveLength(1);
    expect(desk.engine.texts().filter((row) => row[0] === "质量指标")).toEqual([
      ["质量指标", "及时率", "≥98%", "及时率", "≥98%"],
      ["质量指标", "差错率", "≤0.01%", "差错率", "≤0.01%"],
      ["质量指标", "合格率", "100%", "合格率", "100%"],
    ]);
    desk.at(2, 1);
    desk.model.paste([["≥7次"], ["≥99%"]]);
    desk.answerAll();
    expect(desk.engine.texts()[2]?.slice(0, 3)).toEqual(["数量指标", "培训次数", "≥7次"]);
    expect(desk.engine.texts()[3]).toEqual(["质量指标", "及时率", "≥99%", "及时率", "≥99%"]);
  });

  it("lets a pasted block with names go down over blank levels instead, as one action that undo takes back", () => {
    const desk = new Desk({ 社会效益: [[["决策作用", "提升"]]] });
    const block = [["完成时间", "12月底前"], ["年度成本", "≤8万元"]];
    desk.at(2, 0);
    desk.model.paste(block);
    desk.answerAll();
    expect(desk.engine.texts().map(([level, name]) => [level, name])).toEqual([["时效指标", "完成时间"], ["时效指标", "年度成本"], ["社会效益", "决策作用"]]);
    expect(desk.model.spill).toMatchObject({ level2: "时效指标", room: 1, free: true });
    desk.model.spread();
    const sent = desk.sent.length;
    desk.answerAll();
    expect(desk.sent.length).toBe(sent);
    expect(desk.engine.texts()).toEqual([
      ["时效指标", "完成时间", "12月底前", "完成时间", "12月底前"],
      ["成本指标", "年度成本", "≤8万元", "年度成本", "≤8万元"],
      ["社会效益", "决策作用", "提升", "决策作用", "提升"],
    ]);
    expect(desk.model.spill).toBeNull();
    // Never over what is written, and no more once something else was done.
    desk.at(2, 0);
    desk.model.paste([["甲", "1项"], ["乙", "2项"], ["丙", "3项"], ["丁", "4项"]]);
    expect(desk.model.spill).toMatchObject({ level2: "时效指标", free: false });
    const before = desk.shown();
    desk.model.spread();
    expect(desk.shown()).toEqual(before);
    desk.at(0, 0);
    desk.model.paste([["戊", "1项"]]);
    expect(desk.model.spill).toBeNull();
  });

  it("repeats a pasted text over the whole selection", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 2);
    desk.model.select({ line: 1, column: 3 }, true);
    desk.model.paste([["同"]]);
    desk.answerAll();
    expect(desk.engine.texts().slice(0, 2).map((row) => row.slice(3))).toEqual([["同", "同"], ["同", "同"]]);
  });

  it("puts rows that name their level there: over the row of the same name, else behind the last", () => {
    const desk = new Desk(ROWS);
    desk.model.addLevelled([
      { level1: "产出", level2: "数量", sides: [["印刷册数", "5000册"], null] },
      { level1: "", level2: "社会效益指标", sides: [["公众知晓度", "提高"], ["公众知晓度", "提高"]] },
      { level1: "满意度指标", level2: "满意度", sides: [["读者满意度", "≥95%"], ["读者满意度", "≥90%"]] },
    ]);
    desk.answerAll();
    expect(desk.sent).toHaveLength(1);
    const texts = desk.engine.texts();
    expect(texts).toContainEqual(["数量指标", "印刷册数", "5000册", "印刷册数", "3000册"]);
    expect(texts).toContainEqual(["社会效益", "公众知晓度", "提高", "公众知晓度", "提高"]);
    expect(texts).toContainEqual(["服务对象满意度", "读者满意度", "≥95%", "读者满意度", "≥90%"]);
    expect(desk.model.textAt(desk.model.active)).toBe("印刷册数");
  });

  it("moves a row inside its level and over into the next one, and the selection with it", () => {
    const desk = new Desk(ROWS);
    desk.at(1, 1);
    expect(desk.model.moveLines(true)).toBe(true);
    expect(desk.model.active).toEqual({ line: 0, column: 1 });
    desk.answerAll();
    expect(desk.engine.texts()[0]?.[1]).toBe("印刷册数");
    expect(desk.model.moveLines(true)).toBe(false);
    desk.at(3, 0);
    desk.model.moveLines(true);
    desk.answerAll();
    expect(desk.engine.texts().filter((row) => row[0] === "数量指标")).toHaveLength(4);
    expect(desk.shown()).toEqual(desk.engine.texts());
  });

  it("inserts a blank line behind the active one and takes lines out", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 3);
    desk.model.insertLine();
    expect(desk.model.active).toEqual({ line: 1, column: 2 });
    desk.enter("新");
    desk.answerAll();
    expect(desk.engine.texts()[1]).toEqual(["数量指标", "", "", "新", ""]);
    desk.model.select({ line: 2, column: 0 }, true);
    desk.model.removeLines();
    desk.answerAll();
    expect(desk.engine.texts().map((row) => row[1])).toEqual(["编发期数", "培训次数", "采用率", "决策作用"]);
  });

  it("takes back what the engine refused", () => {
    const desk = new Desk(ROWS);
    desk.at(0, 1);
    desk.enter("9期");
    expect(desk.model.textAt({ line: 0, column: 1 })).toBe("9期");
    desk.model.load(groupsFrom(SHAPE, desk.engine.groups()), 1);
    expect(desk.model.textAt({ line: 0, column: 1 })).toBe("≥108期");
  });

  it("keeps the selection at its row and the text being typed when rows come from outside", () => {
    const desk = new Desk(ROWS);
    desk.at(1, 1);
    desk.model.type("半个词");
    const other = new FakeEngine({ ...ROWS, 数量指标: [[["编发期数", "≥1期"]], [["印刷册数", "1册"]]] });
    desk.model.load(groupsFrom(SHAPE, other.groups()));
    expect(desk.model.active).toEqual({ line: 1, column: 1 });
    expect(desk.model.draft?.text).toBe("半个词");
  });

  it("finds the next of some cells in reading order, around the end", () => {
    const desk = new Desk(ROWS);
    desk.at(1, 1);
    const cells = [{ line: 0, column: 3 }, { line: 1, column: 1 }, { line: 4, column: 0 }];
    expect(desk.model.nextOf(cells, false)).toEqual(cells[2]);
    expect(desk.model.nextOf(cells, true)).toEqual(cells[0]);
    expect(desk.model.nextOf([{ line: 1, column: 1 }], false)).toEqual({ line: 1, column: 1 });
    expect(desk.model.nextOf([], false)).toBeNull();
    expect(desk.model.find(desk.model.lines[1]?.row?.sides[0]?.paths?.[1] ?? "")).toEqual({ line: 1, column: 1 });
    expect(desk.model.find("indicators.period[#99999].value")).toBeNull();
  });
});

const text = fc.constantFrom("", "甲", "乙", "≥5次", "100%");
const side = fc.option(fc.tuple(text, text), { nil: null });
const rows = fc.dictionary(
  fc.constantFrom("数量指标", "质量指标", "社会效益", "服务对象满意度"),
  fc.array(fc.tuple(fc.tuple(text, text), side), { maxLength: 4 }),
);
const step = fc.oneof(
  fc.record({ what: fc.constant("enter" as const), text }),
  fc.record({ what: fc.constant("below" as const), text }),
  fc.record({ what: fc.constant("paste" as const), block: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }) }),
  fc.record({
    what: fc.constant("levelled" as const),
    rows: fc.array(fc.tuple(fc.constantFrom("数量", "社会效益指标", "别的"), side, side), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ what: fc.constantFrom("clear", "fillDown", "insert", "remove", "up", "down", "relink", "answer", "fillInto") }),
);
const doing = fc.record({ line: fc.nat(14), column: fc.nat(3), toLine: fc.nat(14), toColumn: fc.nat(3), step });

function take(desk: Desk, { line, column, toLine, toColumn, step: todo }: typeof doing extends fc.Arbitrary<infer T> ? T : never): void {
  const { model } = desk;
  model.select({ line, column });
  model.select({ line: toLine, column: toColumn }, true);
  switch (todo.what) {
    case "enter":
      return desk.enter(todo.text);
    case "below":
      model.select({ line: model.lines.length - 1, column });
      model.enter(false);
      return desk.enter(todo.text);
    case "paste":
      return model.paste(todo.block);
    case "levelled":
      return model.addLevelled(todo.rows.map(([level2, period, annual]) => ({ level1: "", level2, sides: [period, annual] })));
    case "clear":
      return model.clear();
    case "fillDown":
      return model.fillDown();
    case "insert":
      return model.insertLine();
    case "remove":
      return model.removeLines();
    case "up":
    case "down":
      return void model.moveLines(todo.what === "up");
    case "relink":
      return model.relink();
    case "fillInto": {
      const { top, bottom, left, right } = model.range;
      return model.fillInto({ top, bottom: bottom + 2 < model.lines.length ? bottom + 2 : bottom, left, right });
    }
    default:
      desk.answer();
  }
}

describe("whatever a user does, however late the engine answers", () => {
  it("the screen shows at once what the engine holds in the end", () => {
    fc.assert(
      fc.property(rows, fc.array(doing, { maxLength: 25 }), (start, steps) => {
        const desk = new Desk(start);
        for (const one of steps) take(desk, one);
        const before = desk.shown();
        desk.answerAll();
        expect(desk.model.waits).toBe(false);
        expect(desk.engine.texts()).toEqual(before);
        expect(desk.shown()).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it("one action is at most one edit", () => {
    fc.assert(
      fc.property(rows, doing, (start, one) => {
        const desk = new Desk(start);
        take(desk, one);
        desk.answerAll();
        // Dragging and putting in levelled rows are one as well.
        expect(desk.sent.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("the selection stays inside the grid and every line has its place", () => {
    fc.assert(
      fc.property(rows, fc.array(doing, { maxLength: 12 }), (start, steps) => {
        const desk = new Desk(start);
        for (const one of steps) {
          take(desk, one);
          const { active, corner, lines, groups } = desk.model;
          for (const { line, column } of [active, corner]) {
            expect(lines[line]).toBeDefined();
            expect(column).toBeGreaterThanOrEqual(0);
            expect(column).toBeLessThan(4);
          }
          expect(lines.reduce((sum, line) => sum + line.level2Span, 0)).toBe(lines.length);
          expect(lines.reduce((sum, line) => sum + line.level1Span, 0)).toBe(lines.length);
          expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
          for (const line of lines) expect(groups[line.group]?.rows[line.place] ?? null).toEqual(line.row);
        }
      }),
    );
  });
});

describe("two hundred rows", () => {
  it("take a text in a few milliseconds", () => {
    const many = (count: number): SampleRow[] => Array.from({ length: count }, (_, index) => [[`指标${index}`, `≥${index}次`]]);
    const desk = new Desk({ 数量指标: many(100), 质量指标: many(100) });
    const times = Array.from({ length: 40 }, (_, index) => {
      desk.at(index * 4, 1);
      const start = performance.now();
      desk.enter(`≥${index + 1000}次`);
      const taken = performance.now() - start;
      desk.answerAll();
      return taken;
    }).sort((a, b) => a - b);
    // The middle one: a machine that builds something else at the same time delays single ones.
    expect(times[times.length / 2]).toBeLessThan(8);
  });
});
