// Everything the pages say. Facts first, then what to do.

/** One thing the command line does, in the order in which an officer needs it. */
export interface CommandLine {
  readonly does: string;
  readonly command: string;
}

const commands: readonly CommandLine[] = [
  { does: "生成一套示例表", command: "jibiao sample -o 示例" },
  { does: "检查这些表", command: "jibiao check 示例" },
  { does: "打印成 PDF", command: "jibiao print 示例 -o 打印" },
  { does: "新建一张空表", command: "jibiao new --template shanxi-county --year 2026 -o 表.json" },
];

export const start = {
  name: "绩标",
  title: "绩效目标表的检查与打印",
  quiet: "表和数据只存在这台电脑上，不联网。",
  state: "目前表由命令行程序 jibiao 检查和打印，这个窗口还不能填表。请在终端里使用下面的命令。",
  commandsHead: { does: "要做的事", command: "命令" },
  commands,
  version: (version: string): string => `引擎版本 ${version}`,
  asking: "正在读取引擎版本…",
} as const;
