// The columns of the list, how wide they are, and which of them there is room for.
import type { Sort, Summary } from "../../platform";

export type ColumnId = Sort | "state";
export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  readonly number?: boolean;
  /** The width of the list in rem from which it is shown; what is left out stands in the form. */
  readonly from?: number;
  /** Its width with the space beside the text: fixed for the whole list, so that no row has to be measured. */
  readonly width: (of: Summary, roomy: boolean) => string;
}
/** The width from which the steps are drawn; below, their number alone leaves more room to the names. */
const ROOMY = 46;
/** As wide as an amount of the size of the sum, with 角 and 分: no single one is longer. */
const amount = (sum: string, head: string): string => `max(${head}, ${(sum.split(".")[0] ?? "").length + 3}ch + 1.25rem)`;
const COLUMNS: readonly Column[] = [
  { id: "number", title: "序号", number: true, from: 46, width: () => "3.5rem" },
  { id: "name", title: "项目名称", width: () => "minmax(8rem, 1fr)" },
  { id: "attribute", title: "项目属性", from: 64, width: ({ attributes }) => `${Math.min(10, Math.max(3.75, ...attributes.map((text) => text.length))) + 1.25}rem` },
  { id: "annual", title: "年度资金（元）", number: true, width: ({ annual }) => amount(annual, "8rem") },
  { id: "period", title: "实施期资金（元）", number: true, from: 64, width: ({ period }) => amount(period, "8.75rem") },
  { id: "steps", title: "完成度", from: 36, width: (_, roomy) => (roomy ? "7.5rem" : "4.25rem") },
  { id: "problems", title: "问题", width: () => "6rem" },
  { id: "state", title: "状态", from: 42, width: () => "5.75rem" },
  { id: "updated", title: "更新时间", from: 64, width: () => "6.75rem" },
];

export interface Columns {
  readonly shown: readonly Column[];
  readonly has: Partial<Record<ColumnId, true>>;
  /** The steps are drawn. */
  readonly roomy: boolean;
  /** All widths, with the boxes before them, as grids take them. */
  readonly tracks: string;
}
/** Those that a list of so many rem has room for. Beside the panel and with large letters there is less of it than of the window. */
export function columnsIn(width: number, of: Summary): Columns {
  const shown = COLUMNS.filter(({ from }) => width >= (from ?? 0));
  const roomy = width >= ROOMY;
  return { shown, roomy, has: Object.fromEntries(shown.map(({ id }) => [id, true])), tracks: ["2.25rem", ...shown.map((column) => column.width(of, roomy))].join(" ") };
}
