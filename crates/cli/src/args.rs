//! The command line, declared once. Help and errors are Chinese; clap's own English never reaches a person.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(crate) const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";
pub(crate) const OPTIONS: &str = "选项";
pub(crate) const ARGUMENTS: &str = "参数";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "jibiao",
    version = jibiao_app::VERSION,
    about = "绩标：预算单位绩效目标表的填报、检查和打印",
    override_usage = "jibiao <命令> [选项]",
    subcommand_help_heading = "命令",
    after_help = "\n“表”可以是表文件（JSON）、数据包（.jbz）、放它们的文件夹，或 -（从标准输入读）。\n\
                  退出码：0 没有问题，1 有问题或有读不了的表，2 没能运行。",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    help_template = TEMPLATE
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OPTIONS)]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// 自己的模板放在这个文件夹里（每个模板一个子文件夹），同名的代替自带的
    #[arg(long, global = true, value_name = "文件夹", help_heading = OPTIONS)]
    pub templates: Option<PathBuf>,
    /// 显示这份说明
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help_heading = OPTIONS)]
    help: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 新建一份空表
    #[command(override_usage = "jibiao new --template <模板> --year <年度> [-o <文件>]", help_template = TEMPLATE)]
    New(New),
    /// 写出一个虚构单位的样例：项目支出预算、十二份项目表、一份整体表
    #[command(override_usage = "jibiao sample -o <文件夹>", help_template = TEMPLATE)]
    Sample(Sample),
    /// 按规则手册检查表
    #[command(override_usage = "jibiao check <表…> [选项]", help_template = TEMPLATE)]
    Check(Check),
    /// 把表打印成 PDF
    #[command(override_usage = "jibiao print <表…> -o <文件或文件夹> [选项]", help_template = TEMPLATE)]
    Print(Print),
    /// 把一份表的各页画成 SVG 图
    #[command(override_usage = "jibiao preview <表> -o <文件夹> [选项]", help_template = TEMPLATE)]
    Preview(Preview),
    /// 把电子表格、文档、PDF、文本、表文件、数据包里的表读成一个导入结果，或加入窗口里的数据
    #[command(override_usage = "jibiao import <文件…> [-o <文件>] [--into <文件夹>]", help_template = TEMPLATE)]
    Import(Import),
    /// 把表导出成数据包、表文件、电子表格或文档
    #[command(override_usage = "jibiao export <表…> --to <种类> -o <文件或文件夹> [选项]", help_template = TEMPLATE)]
    Export(Export),
    /// 做公开材料：绩效管理情况的文字和文档，全部表的公开件（一个 PDF，带书签）
    #[command(override_usage = "jibiao disclose <表…> --budget <预算文件> -o <文件夹> [选项]", help_template = TEMPLATE)]
    Disclose(Disclose),
    /// 核对数据包：重新计算摘要和校验码
    #[command(override_usage = "jibiao verify <数据包> [选项]", help_template = TEMPLATE)]
    Verify(Verify),
    /// 汇总许多单位的数据包：谁没有报送、合计、逐单位逐规则的问题，写成电子表格和数据表
    #[command(override_usage = "jibiao batch <文件夹> -o <文件夹> [--units <名单>] [选项]", help_template = TEMPLATE)]
    Batch(Batch),
    /// 规则手册
    #[command(
        override_usage = "jibiao rules <命令>",
        subcommand_help_heading = "命令",
        disable_help_subcommand = true,
        help_template = TEMPLATE
    )]
    Rules {
        #[command(subcommand)]
        command: Rules,
    },
    /// 表的模板
    #[command(
        override_usage = "jibiao templates <命令>",
        subcommand_help_heading = "命令",
        disable_help_subcommand = true,
        help_template = TEMPLATE
    )]
    Templates {
        #[command(subcommand)]
        command: Templates,
    },
    /// 在本机的浏览器里打开窗口的页面
    #[command(override_usage = "jibiao serve [--data <文件夹>] [--open]", help_template = TEMPLATE)]
    Serve(Serve),
    /// 窗口里的数据：查看、加入、导出、备份、恢复
    #[command(
        override_usage = "jibiao db <命令> [选项]",
        subcommand_help_heading = "命令",
        disable_help_subcommand = true,
        help_template = TEMPLATE
    )]
    Db {
        #[command(subcommand)]
        command: crate::db::args::Db,
    },
}

#[derive(Debug, Args)]
pub struct New {
    /// 模板，如 shanxi-county；全部模板见 jibiao templates list
    #[arg(long, value_name = "模板", help_heading = OPTIONS)]
    pub template: String,
    /// 预算年度，如 2026
    #[arg(long, value_name = "年度", value_parser = clap::value_parser!(i32).range(1949..=2999), help_heading = OPTIONS)]
    pub year: i32,
    /// 写到这个文件；不写则显示在屏幕上
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Sample {
    /// 写到这个文件夹
    #[arg(short, long, value_name = "文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// 要检查的表
    #[arg(value_name = "表", required = true, help_heading = ARGUMENTS)]
    pub forms: Vec<PathBuf>,
    /// 项目支出预算（电子表格、CSV、文本或 JSON），逐个项目核对名称和金额
    #[arg(long, value_name = "预算文件", help_heading = OPTIONS)]
    pub budget: Option<PathBuf>,
    /// 公开的文字（JSON 文件）：绩效管理情况、机构设置、支出总计，与表核对
    #[arg(long, value_name = "文件", help_heading = OPTIONS)]
    pub disclosure: Option<PathBuf>,
    /// 上一年的表，或放它们的文件夹；可写多次
    #[arg(long, value_name = "表", help_heading = OPTIONS)]
    pub last_year: Vec<PathBuf>,
    /// 固化指标（JSON 文件）：每份项目表都要有的指标
    #[arg(long, value_name = "文件", help_heading = OPTIONS)]
    pub fixed: Option<PathBuf>,
    /// 只用这些规则，如 C03,B01
    #[arg(long, value_name = "规则", value_delimiter = ',', help_heading = OPTIONS)]
    pub rules: Vec<String>,
    /// 另外打开这些默认关闭的规则，如 C17,G12
    #[arg(long, value_name = "规则", value_delimiter = ',', conflicts_with = "rules", help_heading = OPTIONS)]
    pub also: Vec<String>,
    /// 不用这些规则，如 F13
    #[arg(long, value_name = "规则", value_delimiter = ',', conflicts_with = "rules", help_heading = OPTIONS)]
    pub skip: Vec<String>,
    /// 这些表是从扫描件读来的：疑似识别错误另外列出，不算填报的问题
    #[arg(long, help_heading = OPTIONS)]
    pub scanned: bool,
    /// 把结果写成检查报告（.html 可直接打印，.xlsx 可筛选）
    #[arg(long, value_name = "文件", help_heading = OPTIONS)]
    pub report: Option<PathBuf>,
    /// 已有同名的检查报告就替换它（和 --report 同用）
    #[arg(long, requires = "report", help_heading = OPTIONS)]
    pub replace: bool,
    /// 按哪一种打印件检查
    #[arg(long, value_enum, default_value_t = Copy::Filing, value_name = "打印件", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS,
          help = "按哪一种打印件检查：filing 报送件（要有签字栏）或 publication 公开件")]
    pub copy: Copy,
    /// 结果的写法
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "写法", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS,
          help = "结果的写法：text 给人看，json 每行一个问题")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Print {
    /// 要打印的表
    #[arg(value_name = "表", required = true, help_heading = ARGUMENTS)]
    pub forms: Vec<PathBuf>,
    /// 写到这个 PDF 文件（一份表，或与 --one-file 同用）或文件夹
    #[arg(short, long, value_name = "文件或文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    #[arg(long, value_enum, default_value_t = Copy::Filing, value_name = "打印件", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS,
          help = "filing 报送件（签字盖章用，有校验码）或 publication 公开件（不印姓名电话）")]
    pub copy: Copy,
    /// 全部加“草稿”底纹；不写则只给还有错误的表加
    #[arg(long, help_heading = OPTIONS)]
    pub draft: bool,
    /// 全部表打印到一个 PDF 里，带书签
    #[arg(long, help_heading = OPTIONS)]
    pub one_file: bool,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Preview {
    /// 要看的表
    #[arg(value_name = "表", help_heading = ARGUMENTS)]
    pub form: PathBuf,
    /// 写到这个文件夹，每页一个 SVG 文件
    #[arg(short, long, value_name = "文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    #[arg(long, value_enum, default_value_t = Copy::Filing, value_name = "打印件", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS, help = "filing 报送件或 publication 公开件")]
    pub copy: Copy,
    /// 加“草稿”底纹；不写则只在还有错误时加
    #[arg(long, help_heading = OPTIONS)]
    pub draft: bool,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Import {
    /// 要读的文件，或放它们的文件夹：电子表格、文档、有文字的 PDF、文本、CSV、网页、表文件、数据包
    #[arg(value_name = "文件", required = true, help_heading = ARGUMENTS)]
    pub files: Vec<PathBuf>,
    /// 写到这个文件；不写则显示在屏幕上
    #[arg(short, long, value_name = "文件", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
    /// 加入这个数据文件夹，连同数据包里忽略的问题；一个文件里的表全部加入或全不加入
    #[arg(long, value_name = "文件夹", conflicts_with = "output", help_heading = OPTIONS)]
    pub into: Option<PathBuf>,
    /// 有要对照原文看一看的地方也加入（和 --into 同用）
    #[arg(long, requires = "into", help_heading = OPTIONS)]
    pub yes: bool,
    /// 文件是从扫描件识别来的：多半认错的字（如 l2次）也列为要对照原文看一看的地方
    #[arg(long, help_heading = OPTIONS)]
    pub scanned: bool,
    #[arg(long, value_enum, value_name = "来源", hide_possible_values = true, help_heading = OPTIONS,
          help = "表里没有的资金来源（如“其中：财政拨款”）算作哪一项：central 中央、provincial 省级、local 市县（区）、\
                  self-raised 单位自筹、other 其他；不写则不算进去，逐笔说出来")]
    pub other_funds: Option<Funds>,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

/// A source of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Funds {
    Central,
    Provincial,
    Local,
    SelfRaised,
    Other,
}

#[derive(Debug, Args)]
pub struct Export {
    /// 要导出的表
    #[arg(value_name = "表", required = true, help_heading = ARGUMENTS)]
    pub forms: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "种类", hide_possible_values = true, help_heading = OPTIONS,
          help = "package 数据包（全部表在一个 .jbz 文件里，上报用）、json 表文件（每份表一个）、xlsx-form 正式表样的电子表格、\
                  docx 正式表样的文档、xlsx-rows 上报系统用的逐行表格、text 逐项的文字（往网页系统里复制粘贴用）")]
    pub to: ExportTo,
    /// 写到这个文件；每份表一个文件时，写到这个文件夹
    #[arg(short, long, value_name = "文件或文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 上报表的列、次序和代码按这个对应文件（xlsx-rows 和 text 用）；不写则用通用样式
    #[arg(long, value_name = "对应文件", help_heading = OPTIONS)]
    pub mapping: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Copy::Filing, value_name = "打印件", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS,
          help = "filing 报送件或 publication 公开件（不写姓名电话），xlsx-form 和 docx 用")]
    pub copy: Copy,
    /// 写成草稿：表样标上“草稿”；逐行表格在还有错误时也写
    #[arg(long, help_heading = OPTIONS)]
    pub draft: bool,
    /// 数据包里再放上每份表的打印件（报送件）
    #[arg(long, help_heading = OPTIONS)]
    pub pdf: bool,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Disclose {
    /// 要公开的项目表和整体表
    #[arg(value_name = "表", required = true, help_heading = ARGUMENTS)]
    pub forms: Vec<PathBuf>,
    /// 项目支出预算，算公开项目占项目支出总额的比例
    #[arg(long, value_name = "预算文件", help_heading = OPTIONS)]
    pub budget: PathBuf,
    /// 写到这个文件夹
    #[arg(short, long, value_name = "文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 表里没有写类别、属于其他运转类的项目；可写多次
    #[arg(long, value_name = "项目名称", help_heading = OPTIONS)]
    pub operating: Vec<String>,
    /// 表里没有写类别、属于特定目标类的项目；可写多次
    #[arg(long, value_name = "项目名称", help_heading = OPTIONS)]
    pub special: Vec<String>,
    /// 不公开的项目，原因可写在等号后面；可写多次
    #[arg(long, value_name = "项目名称[=原因]", help_heading = OPTIONS)]
    pub withhold: Vec<String>,
    /// 个人信息已经看过、可以公开的项目；可写多次
    #[arg(long, value_name = "项目名称", help_heading = OPTIONS)]
    pub looked_at: Vec<String>,
    /// 文字里的单位名称；不写则用表里的
    #[arg(long, value_name = "单位名称", help_heading = OPTIONS)]
    pub unit: Option<String>,
    /// 还有问题没有改完也生成 PDF，每页加“草稿”底纹
    #[arg(long, help_heading = OPTIONS)]
    pub draft: bool,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Batch {
    /// 放数据包和表文件的文件夹，子文件夹也读
    #[arg(value_name = "文件夹", help_heading = ARGUMENTS)]
    pub folder: PathBuf,
    /// 汇总写到这个文件夹
    #[arg(short, long, value_name = "文件夹", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 单位名单（xlsx 或 CSV，列：单位代码、单位名称、项目数），看谁没有报送
    #[arg(long, value_name = "名单", help_heading = OPTIONS)]
    pub units: Option<PathBuf>,
    /// 只算这个年度的表，如 2026
    #[arg(long, value_name = "年度", value_parser = clap::value_parser!(i32).range(1949..=2999), help_heading = OPTIONS)]
    pub year: Option<i32>,
    /// 只用这些规则，如 C03,B01
    #[arg(long, value_name = "规则", value_delimiter = ',', help_heading = OPTIONS)]
    pub rules: Vec<String>,
    /// 另外打开这些默认关闭的规则，如 C17,G12
    #[arg(long, value_name = "规则", value_delimiter = ',', conflicts_with = "rules", help_heading = OPTIONS)]
    pub also: Vec<String>,
    /// 不用这些规则，如 F13
    #[arg(long, value_name = "规则", value_delimiter = ',', conflicts_with = "rules", help_heading = OPTIONS)]
    pub skip: Vec<String>,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// 要核对的数据包
    #[arg(value_name = "数据包", help_heading = ARGUMENTS)]
    pub package: PathBuf,
    /// 纸上印的校验码，看它是哪一份表的；大小写、空格和连字符不论
    #[arg(long, value_name = "校验码", allow_hyphen_values = true, help_heading = OPTIONS)]
    pub code: Option<String>,
    /// 结果的写法
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "写法", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS, help = "结果的写法：text 给人看，json 是一行")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// 数据文件夹；不写则用本机默认的位置
    #[arg(long, value_name = "文件夹", help_heading = OPTIONS)]
    pub data: Option<PathBuf>,
    /// 同时打开浏览器
    #[arg(long, help_heading = OPTIONS)]
    pub open: bool,
}

/// What forms are exported to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportTo {
    Package,
    Json,
    XlsxForm,
    Docx,
    XlsxRows,
    Text,
}

#[derive(Debug, Subcommand)]
pub enum Rules {
    /// 列出全部规则
    #[command(override_usage = "jibiao rules list [选项]", help_template = TEMPLATE)]
    List {
        #[arg(long, value_enum, default_value_t = Format::Text, value_name = "写法", hide_default_value = true,
              hide_possible_values = true, help_heading = OPTIONS, help = "text 给人看，json 每行一条规则")]
        format: Format,
    },
    /// 说明一条规则：检查什么、为什么、怎样修改
    #[command(override_usage = "jibiao rules explain <规则>", help_template = TEMPLATE)]
    Explain {
        /// 规则编号，如 C03
        #[arg(value_name = "规则", help_heading = ARGUMENTS)]
        code: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Templates {
    /// 列出全部模板
    #[command(override_usage = "jibiao templates list [选项]", help_template = TEMPLATE)]
    List {
        #[arg(long, value_enum, default_value_t = Format::Text, value_name = "写法", hide_default_value = true,
              hide_possible_values = true, help_heading = OPTIONS, help = "text 给人看，json 每行一个模板")]
        format: Format,
    },
    /// 检查一个模板文件
    #[command(override_usage = "jibiao templates check <文件>", help_template = TEMPLATE)]
    Check {
        /// 模板文件（template.toml）
        #[arg(value_name = "文件", help_heading = ARGUMENTS)]
        file: PathBuf,
    },
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// Which print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Copy {
    Filing,
    Publication,
}

/// What clap wants to say, in Chinese.
pub fn in_chinese(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let valid = context(ContextKind::ValidValue);
    let guess = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let guess = guess.into_iter().map(context).find(|guess| !guess.is_empty());
    let guess = guess.map(|guess| format!("，是不是想写 {guess}？")).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("还缺：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "还缺命令".to_owned(),
        ErrorKind::ArgumentConflict => format!("“{argument}”写了不止一次，或与别的选项冲突"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面还缺内容"),
        ErrorKind::InvalidValue => format!("“{argument}”不能是“{value}”，可以是：{valid}"),
        ErrorKind::ValueValidation => format!("“{argument}”不能是“{value}”"),
        ErrorKind::InvalidUtf8 => "参数里有读不出来的字".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    let end = if guess.is_empty() { "。" } else { &guess };
    format!("{said}{end}在命令后面加 -h 看怎样写。（E_REQUEST）")
}
