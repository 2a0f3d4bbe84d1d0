//! A package that was written or received, verified: is it as it was made, and whose is a code on paper.

use super::Session;
use super::form::shown_name;
use crate::error::{Code, Error};
use crate::package::{self, CodeAnswer, Fault, Verification};
use crate::requests::Rest;
use crate::requests::package as view;
use std::path::PathBuf;

impl Session {
    /// Verifies a package, beside the session: a large one takes long to unpack.
    pub(crate) fn verify_package(
        &mut self,
        request: view::VerifyPackage,
    ) -> Result<Rest<view::VerifiedPackage>, Error> {
        Ok(Box::new(move || match package::verify(&PathBuf::from(&request.path)) {
            Ok(verified) => Ok(answer(&verified, request.code.as_deref())),
            // That it is no package, or a dangerous one, is what was asked; that it is not there is not.
            Err(error) if matches!(error.code, Code::Package | Code::PackageChanged | Code::PackageVersion) => {
                Ok(view::VerifiedPackage { good: false, message: error.words(), forms: Vec::new() })
            }
            Err(error) => Err(error),
        }))
    }
}

fn answer(verified: &Verification, code: Option<&str>) -> view::VerifiedPackage {
    let form = |form: &package::VerifiedForm| view::PackedForm {
        name: shown_name(&form.name),
        year: form.year,
        code: form.check_code.clone().unwrap_or_default(),
        // A manifest that was changed vouches for none of its forms.
        good: form.check_code.is_some()
            && verified.faults.iter().all(|fault| fault.part != form.path && fault.fault != Fault::WholeDigest),
    };
    let forms: Vec<view::PackedForm> = verified.forms.iter().map(form).collect();
    let typed = code.map(str::trim).filter(|code| !code.is_empty());
    let found = typed.map(|typed| (typed, package::find_code(&verified.forms, typed)));
    let whole = verified.faults.is_empty();
    let mut message = match whole {
        true => format!("数据包完好：{} 份表，内容和校验码都与打包时一样", forms.len()),
        false => {
            let faults: Vec<String> = verified.faults.iter().map(|fault| Error::from(fault.clone()).message).collect();
            format!("数据包与打包时不一样，不要使用：{}", faults.join("；"))
        }
    };
    if let Some((typed, found)) = found {
        message.push_str(&format!("。{}", said(typed, found, &forms)));
    }
    let found = found.is_none_or(|(_, found)| matches!(found, CodeAnswer::Form(_)));
    view::VerifiedPackage { good: whole && found, message, forms }
}

/// Which form a typed code belongs to.
fn said(typed: &str, found: CodeAnswer, forms: &[view::PackedForm]) -> String {
    let name = |index: usize| forms.get(index).map(|form| form.name.as_str()).unwrap_or_default();
    match found {
        CodeAnswer::Form(index) => {
            format!("校验码 {typed} 是第 {} 份“{}”的，纸上的与数据包里的相同", index + 1, name(index))
        }
        CodeAnswer::Nearly(index) => {
            format!("没有一份表的校验码是 {typed}；与“{}”的只差一两个字，请看清再输一次", name(index))
        }
        CodeAnswer::Unknown => format!("没有一份表的校验码是 {typed}：纸上的表不在这个数据包里，或内容改过"),
        CodeAnswer::NotACode => format!("“{typed}”不是校验码：校验码是 16 个字母和数字，分成四组"),
    }
}
