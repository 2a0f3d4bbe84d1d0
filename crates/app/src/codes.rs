//! What each error code means, what to do about it, and the test that produces it: for `docs/errors.md`.

use crate::error::Code;

/// A code for people.
#[derive(Debug, Clone, Copy)]
pub struct CodePage {
    /// The code
    pub code: Code,
    /// What happened, Chinese
    pub meaning: &'static str,
    /// What to do, Chinese
    pub advice: &'static str,
    /// File and name of a test that produces it
    pub test: (&'static str, &'static str),
}

const fn page(
    code: Code,
    meaning: &'static str,
    advice: &'static str,
    file: &'static str,
    test: &'static str,
) -> CodePage {
    CodePage { code, meaning, advice, test: (file, test) }
}

/// Every code, in the order of [`Code::ALL`].
pub const PAGES: [CodePage; 47] = [
    page(
        Code::FileMissing,
        "没有这个文件或文件夹",
        "检查名称和位置，U盘是否插好",
        "crates/app/src/files.rs",
        "a_folder_gives_its_form_files_in_order",
    ),
    page(
        Code::FileRead,
        "文件读不出来",
        "换一个账户，或检查磁盘、U盘是否还连着",
        "crates/app/src/files.rs",
        "text_in_another_encoding_is_refused_with_its_place",
    ),
    page(
        Code::FileSize,
        "文件比任何一张表都大，没有读",
        "检查是不是选错了文件",
        "tests/commands/main.rs",
        "errors_of_files_have_codes_of_their_own",
    ),
    page(
        Code::FileEncoding,
        "文件不是 UTF-8 文字",
        "另存为 UTF-8 编码",
        "crates/app/src/files.rs",
        "text_in_another_encoding_is_refused_with_its_place",
    ),
    page(
        Code::FileWrite,
        "文件没有写成，原来的还在",
        "腾出空间、换文件夹或改权限后再试",
        "crates/app/src/files.rs",
        "a_failed_write_leaves_the_old_file_and_nothing_else",
    ),
    page(
        Code::FileExists,
        "已有同名文件，没有覆盖",
        "换一个名称或位置，或确认替换",
        "crates/app/tests/scenario.rs",
        "from_first_start_to_a_print_for_signature",
    ),
    page(
        Code::NoForms,
        "所选的文件里没有表，或没有选表",
        "另选文件，或先选一份表",
        "crates/app/tests/office.rs",
        "what_is_exported_comes_back_by_a_plan",
    ),
    page(
        Code::FormJson,
        "表文件没有读懂，消息里有行和位置",
        "按位置改正，或向来源重新要一份",
        "crates/app/tests/office.rs",
        "what_is_exported_comes_back_by_a_plan",
    ),
    page(
        Code::TemplateUnknown,
        "表用的模板不在，或是另一种表的",
        "放回模板文件，或另选模板",
        "crates/app/tests/office.rs",
        "a_broken_form_does_not_stop_the_others",
    ),
    page(
        Code::Budget,
        "项目支出预算没有读懂",
        "按消息里的行改正",
        "crates/app/tests/office.rs",
        "the_budget_is_held_against_the_forms",
    ),
    page(
        Code::Template,
        "模板文件有错，用的还是内置模板",
        "按消息里的位置改正模板",
        "tests/commands/main.rs",
        "a_folder_of_own_templates_stands_in_for_the_built_in_ones",
    ),
    page(
        Code::Fonts,
        "没有找到字体，不能预览和打印",
        "重新安装，或运行 scripts/fonts.sh",
        "tests/commands/main.rs",
        "errors_of_files_have_codes_of_their_own",
    ),
    page(
        Code::Print,
        "没有打印成",
        "按消息处理后再试",
        "crates/app/src/session/print.rs",
        "a_document_without_forms_is_no_print",
    ),
    page(
        Code::DataNewer,
        "数据是更新版本的程序写的，没有改动",
        "升级程序",
        "crates/app/src/data.rs",
        "each_fault_of_the_data_has_its_code",
    ),
    page(
        Code::DataForeign,
        "数据文件是别的程序的",
        "换一个数据文件夹，或从备份恢复",
        "crates/app/src/data.rs",
        "each_fault_of_the_data_has_its_code",
    ),
    page(
        Code::DataDamaged,
        "数据损坏或不见了",
        "从备份列表恢复最近完好的一份",
        "crates/app/tests/office.rs",
        "damage_leads_to_the_copies_and_a_copy_back_to_work",
    ),
    page(
        Code::DataInUse,
        "别的窗口或命令正打开着数据",
        "关闭它，或等它做完",
        "crates/app/tests/scenario.rs",
        "a_second_session_may_look_but_not_write",
    ),
    page(
        Code::DataBusy,
        "另一次写入还没有结束",
        "稍后再试",
        "crates/app/src/data.rs",
        "a_program_of_others_that_holds_the_database_is_waited_for_and_said",
    ),
    page(
        Code::DataNetwork,
        "数据文件夹在网络盘上",
        "把数据放在本机磁盘",
        "crates/app/src/data.rs",
        "a_network_drive_has_its_code",
    ),
    page(
        Code::DataNone,
        "这个文件夹里没有数据",
        "检查数据文件夹的位置",
        "crates/app/src/data.rs",
        "each_fault_of_the_data_has_its_code",
    ),
    page(
        Code::DataFile,
        "数据的一个文件读写不成",
        "检查磁盘是否还连着、文件夹能不能写",
        "crates/app/src/data.rs",
        "each_fault_of_the_data_has_its_code",
    ),
    page(
        Code::Data,
        "数据库拒绝了这次操作",
        "重新启动程序；还不行就从备份恢复",
        "crates/app/src/data.rs",
        "data_of_an_older_version_is_not_read_beside_others",
    ),
    page(
        Code::DiskFull,
        "磁盘满了，这一次没有存上",
        "腾出空间再试，或另存到U盘",
        "crates/app/src/data.rs",
        "each_fault_of_an_edit_has_its_code",
    ),
    page(
        Code::FormNone,
        "没有这份表",
        "重新打开台账",
        "crates/app/tests/scenario.rs",
        "deleted_forms_wait_in_the_trash",
    ),
    page(
        Code::FormDeleted,
        "表在回收站里",
        "先从回收站恢复",
        "crates/app/tests/scenario.rs",
        "deleted_forms_wait_in_the_trash",
    ),
    page(
        Code::EditStale,
        "表在别处改过，没有覆盖",
        "重新打开这份表再改",
        "crates/app/tests/scenario.rs",
        "a_stale_edit_is_refused_and_nothing_is_overwritten",
    ),
    page(
        Code::EditPlace,
        "表里没有这一处",
        "重新打开这份表再改",
        "crates/app/tests/scenario.rs",
        "rows_are_put_in_moved_taken_out_and_linked_again",
    ),
    page(
        Code::EditRefused,
        "这一处不能这样填",
        "按消息改正",
        "crates/app/tests/scenario.rs",
        "a_warning_is_passed_over_with_a_reason_and_taken_back",
    ),
    page(
        Code::NothingToDo,
        "没有可以撤销、重做或处理的",
        "看最新的清单",
        "crates/app/tests/scenario.rs",
        "undo_and_redo_survive_a_restart_and_stand_in_the_history",
    ),
    page(
        Code::Backup,
        "备份不在、不完好，或没有做成",
        "换一份备份或另一个文件夹",
        "crates/app/tests/office.rs",
        "damage_leads_to_the_copies_and_a_copy_back_to_work",
    ),
    page(
        Code::Package,
        "数据包打不开",
        "向制作的人重新要一份",
        "tests/package/main.rs",
        "a_changed_package_is_refused_and_the_rest_go_on",
    ),
    page(
        Code::PackageChanged,
        "数据包做好以后被改动过",
        "向制作的人重新要一份",
        "crates/app/src/package.rs",
        "a_package_that_was_changed_or_is_newer_says_so",
    ),
    page(
        Code::PackageVersion,
        "数据包是更新版本的程序做的",
        "升级程序",
        "crates/app/src/package.rs",
        "a_package_that_was_changed_or_is_newer_says_so",
    ),
    page(
        Code::HeldBack,
        "还有错误的表没有放进正式文件",
        "改完错误再导出",
        "crates/app/tests/office.rs",
        "what_is_exported_comes_back_by_a_plan",
    ),
    page(
        Code::ImportFormat,
        "不是能读的文件，或文件是空的",
        "另存为 xlsx、docx 或 PDF 再导入",
        "tests/import/bad.rs",
        "files_of_other_kinds_say_what_they_are_and_what_to_do",
    ),
    page(
        Code::ImportPassword,
        "文件有密码",
        "用办公软件打开，去掉密码另存一份",
        "tests/import/bad.rs",
        "files_of_other_kinds_say_what_they_are_and_what_to_do",
    ),
    page(
        Code::ImportDamaged,
        "文件坏了或不完整",
        "重新取得一份，或用办公软件打开后另存",
        "tests/import/bad.rs",
        "files_of_other_kinds_say_what_they_are_and_what_to_do",
    ),
    page(
        Code::ImportSize,
        "文件比表大得多",
        "检查是不是选错了文件",
        "tests/import/bad.rs",
        "files_of_other_kinds_say_what_they_are_and_what_to_do",
    ),
    page(
        Code::ImportDoubts,
        "读出的表有要对照原文看的地方，没有加入数据",
        "在窗口里导入并逐处核对，或看过以后加 --yes",
        "tests/import/main.rs",
        "forms_with_doubts_are_added_to_the_data_only_when_asked",
    ),
    page(
        Code::ImportChanged,
        "预览以后来源或数据改动过，没有导入",
        "重新看一遍预览",
        "crates/app/tests/office.rs",
        "what_is_exported_comes_back_by_a_plan",
    ),
    page(
        Code::Mapping,
        "上报用的对应文件写得不对",
        "按提示的行号改正，样例见 templates/upload.toml",
        "crates/cli/tests/export.rs",
        "a_mapping_of_ones_own_is_used_and_a_faulty_one_is_refused_with_its_line",
    ),
    page(
        Code::Export,
        "内容放不进电子表格或文档的文件",
        "分几次导出，或把过长的文字缩短",
        "crates/cli/tests/export.rs",
        "a_text_longer_than_a_cell_is_refused_with_the_name_of_its_form",
    ),
    page(
        Code::Units,
        "单位名单没有读懂",
        "第一行写“单位代码”和“单位名称”",
        "crates/app/src/batch/units.rs",
        "a_list_without_units_is_refused",
    ),
    page(
        Code::DataShared,
        "别的用户也能在这个文件夹里写，没有把数据建在这里",
        "写一个还没有的文件夹，程序会建好，只有本人能读",
        "crates/app/src/data.rs",
        "a_folder_that_others_write_in_is_refused_and_none_that_is_there_is_changed",
    ),
    page(
        Code::Settings,
        "有的设置没有读懂，先用默认的；原来写的还在",
        "在设置里重新选一次",
        "crates/app/tests/notices.rs",
        "settings_that_do_not_read_are_said_and_kept",
    ),
    page(
        Code::Internal,
        "程序内部出了差错，这一步没有做成；已保存的都在",
        "再试一次；还是这样请反馈",
        "crates/app/src/desk.rs",
        "what_takes_long_keeps_nobody_waiting_and_a_panic_is_an_answer",
    ),
    page(
        Code::Request,
        "窗口或命令的请求没有读懂",
        "重新打开程序；再次出现时请反馈",
        "crates/app/tests/scenario.rs",
        "what_is_no_request_is_refused",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page() {
        let pages: Vec<Code> = PAGES.iter().map(|page| page.code).collect();
        assert_eq!(pages, Code::ALL.map(|(code, _)| code));
    }
}
