//! Why a package was refused: part and reason, in Chinese.

use super::{FORMAT, MAX_FORMS, MAX_PACKAGE, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED};
use jibiao_model::json::FormError;

/// What is wrong with a part, or with the package as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No zip archive, or one that is cut off.
    #[error("打不开：要么是别的文件，要么传输时断了。请选数据包（.jbz），或重新取得完整的文件")]
    NotAPackage,
    /// A zip archive without a manifest.
    #[error("里面没有清单（manifest.json），不是绩标的数据包")]
    NoManifest,
    /// The file is too large.
    #[error("超过 {} MB，数据包不会这么大", MAX_PACKAGE >> 20)]
    TooLarge,
    /// More parts than a package has.
    #[error("有 {0} 个部件，数据包最多 {MAX_PARTS} 个")]
    TooManyParts(usize),
    /// More forms than a package has.
    #[error("有 {0} 份表，数据包最多 {MAX_FORMS} 份，请分成几个")]
    TooManyForms(usize),
    /// A part is too large.
    #[error("展开后超过 {} MB，不会这么大", MAX_PART >> 20)]
    PartTooLarge,
    /// All parts together are too large.
    #[error("全部展开后超过 {} MB，不会这么大", MAX_UNPACKED >> 20)]
    UnpackedTooLarge,
    /// A zip bomb.
    #[error("展开后比原来大 {MAX_RATIO} 倍以上，这不是正常的数据包，没有打开")]
    Bomb,
    /// A path that leads out of the package, or is none.
    #[error("部件的路径会越出数据包，没有打开")]
    UnsafePath,
    /// A path that a package does not have.
    #[error("数据包里不应有这个部件")]
    StrangePath,
    /// Two parts of one path (upper and lower case are one).
    #[error("部件出现了两次")]
    Doubled,
    /// Encrypted, a link, a folder, or an unknown compression.
    #[error("部件加了密，或用了数据包不用的存法")]
    StrangeStorage,
    /// Its compressed bytes cannot be read.
    #[error("部件的内容坏了，展不开")]
    Broken,
    /// In the archive, but not in the manifest.
    #[error("清单里没有这个部件，它是后来放进去的")]
    Unlisted,
    /// In the manifest, but not in the archive.
    #[error("清单里有这个部件，数据包里却没有")]
    Missing,
    /// The manifest cannot be read.
    #[error("清单读不懂：{0}")]
    Manifest(String),
    /// Made by a newer program.
    #[error("数据包的格式版本是 {0}，本程序只认 {FORMAT}，请升级程序")]
    TooNew(String),
    /// Other bytes than those that were packed.
    #[error("内容与清单里的摘要不一致，打包以后有人改过，或传输时坏了")]
    Digest,
    /// The manifest is not the one that was written.
    #[error("清单与它自己的摘要不一致，打包以后有人改过")]
    WholeDigest,
    /// The form's content gives another code.
    #[error("按内容算出的校验码是 {computed}，清单里写的是 {listed}")]
    CheckCode {
        /// Recomputed.
        computed: String,
        /// As the manifest says.
        listed: String,
    },
    /// No form JSON.
    #[error("{0}")]
    Form(FormError),
    /// No UTF-8 text.
    #[error("不是 UTF-8 文字")]
    Encoding,
    /// The list of waivers cannot be read.
    #[error("豁免清单读不懂：{0}")]
    Waivers(String),
}

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", if part.is_empty() { "数据包".to_owned() } else { format!("数据包的 {part}：") })]
pub struct PackageError {
    /// Path of the part, fit for showing; empty for the package as a whole.
    pub part: String,
    /// What is wrong.
    pub fault: Fault,
}

impl PackageError {
    /// A fault of the package as a whole.
    pub fn whole(fault: Fault) -> PackageError {
        PackageError { part: String::new(), fault }
    }

    /// A fault of a part. Paths of foreign archives are cut and freed of control characters.
    pub fn of(path: &str, fault: Fault) -> PackageError {
        let shown = path.chars().take(80).map(|c| if c.is_control() { '\u{fffd}' } else { c });
        PackageError { part: shown.collect(), fault }
    }
}
