//! The commands below `jibiao db`.

use crate::args::{ARGUMENTS, ExportTo, Format, OPTIONS, TEMPLATE};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `jibiao db …`
#[derive(Debug, Subcommand)]
pub enum Db {
    /// 数据在哪里、有多少份表、备份情况
    #[command(override_usage = "jibiao db info [选项]", help_template = TEMPLATE)]
    Info(Plain),
    /// 列出表，可按汉字或拼音首字母查找
    #[command(override_usage = "jibiao db list [选项]", help_template = TEMPLATE)]
    List(List),
    /// 显示一份表的内容（JSON）
    #[command(override_usage = "jibiao db show <编号>", help_template = TEMPLATE)]
    Show {
        #[command(flatten)]
        data: Data,
        /// 表的编号，见 jibiao db list
        #[arg(value_name = "编号", help_heading = ARGUMENTS)]
        id: i64,
    },
    /// 把表加入数据；每份表存好以后才显示一行
    #[command(override_usage = "jibiao db add <表…> [选项]", help_template = TEMPLATE)]
    Add(Add),
    /// 把数据里的表写成表文件，或打成数据包
    #[command(override_usage = "jibiao db export -o <文件夹或文件> [编号…] [选项]", help_template = TEMPLATE)]
    Export(Export),
    /// 备份；写上 -o 则另存一份到那个文件夹（如U盘）
    #[command(override_usage = "jibiao db backup [选项]", help_template = TEMPLATE)]
    Backup(Backup),
    /// 不写备份则列出全部备份；写上一份则恢复它，恢复前先备份现有数据
    #[command(override_usage = "jibiao db restore [备份] [选项]", help_template = TEMPLATE)]
    Restore(Restore),
    /// 检查数据是否完好
    #[command(override_usage = "jibiao db check [选项]", help_template = TEMPLATE)]
    Check(Plain),
}

/// Which data.
#[derive(Debug, Args)]
pub struct Data {
    /// 数据文件夹；不写则用本机默认的位置
    #[arg(long, value_name = "文件夹", help_heading = OPTIONS)]
    pub data: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Plain {
    #[command(flatten)]
    pub data: Data,
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "写法", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS, help = "text 给人看，json 给程序读")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub plain: Plain,
    /// 查找：名称或内容里的汉字，或名称的拼音首字母
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true, help_heading = OPTIONS)]
    pub search: String,
    /// 只列这个年度
    #[arg(long, value_name = "年度", help_heading = OPTIONS)]
    pub year: Option<i32>,
    /// 列出回收站里的表
    #[arg(long, help_heading = OPTIONS)]
    pub deleted: bool,
}

#[derive(Debug, Args)]
pub struct Add {
    /// 要加入的表
    #[arg(value_name = "表", required = true, help_heading = ARGUMENTS)]
    pub forms: Vec<PathBuf>,
    #[command(flatten)]
    pub plain: Plain,
    /// 只说会加入什么，不加
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Export {
    /// 表的编号；不写则全部
    #[arg(value_name = "编号", help_heading = ARGUMENTS)]
    pub ids: Vec<i64>,
    #[command(flatten)]
    pub data: Data,
    #[arg(long, value_enum, default_value_t = ExportTo::Json, value_name = "种类", hide_default_value = true,
          hide_possible_values = true, help_heading = OPTIONS,
          help = "json 表文件（每份表一个，不写就是它）、package 数据包（全部表和忽略的问题在一个 .jbz 文件里）、\
                  xlsx-form、docx、xlsx-rows、text（见 jibiao export -h）")]
    pub to: ExportTo,
    /// 写到这个文件夹；数据包写到这个文件
    #[arg(short, long, value_name = "文件夹或文件", help_heading = OPTIONS)]
    pub output: PathBuf,
    /// 数据包里再放上每份表的打印件（报送件）
    #[arg(long, help_heading = OPTIONS)]
    pub pdf: bool,
    /// 只说会写什么，不写
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub data: Data,
    /// 另存到这个文件夹
    #[arg(short, long, value_name = "文件夹", help_heading = OPTIONS)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// 备份文件的名称（见不写备份时的列表），或它的位置
    #[arg(value_name = "备份", help_heading = ARGUMENTS)]
    pub backup: Option<PathBuf>,
    #[command(flatten)]
    pub plain: Plain,
    /// 只说会改变什么，不恢复
    #[arg(long, help_heading = OPTIONS)]
    pub dry_run: bool,
}
