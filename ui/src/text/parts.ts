// Words of the small parts that every page uses.
export const parts = {
  none: "没有",
  error: "错误",
  warning: "警告",
  hint: "提示",
  stepsDone: (full: number, all: number): string => `${all} 步中填好 ${full} 步`,
} as const;
