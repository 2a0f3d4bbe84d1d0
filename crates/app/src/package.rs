//! 数据包 and form JSON: what leaves the program to be uploaded or carried elsewhere, what comes back, and whether it is unchanged.

use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Source};
use crate::print::{self, PrintedForm};
use jibiao_exchange::package::{self, MAX_PACKAGE, Package, Waiver};
pub use jibiao_exchange::package::{CodeAnswer, Fault, PackageError, Verification, VerifiedForm, find_code};
use jibiao_model::form::Form;
use jibiao_model::json;
use jibiao_model::template::TemplateSet;
use jibiao_print::FontSet;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

impl From<PackageError> for Error {
    fn from(error: PackageError) -> Error {
        let (code, hint) = match &error.fault {
            Fault::TooNew(_) => (Code::PackageVersion, ""),
            Fault::Digest | Fault::WholeDigest | Fault::Missing | Fault::Unlisted | Fault::CheckCode { .. } => {
                (Code::PackageChanged, "请向制作的人重新要一份")
            }
            _ => (Code::Package, ""),
        };
        Error::new(code, error.to_string(), hint)
    }
}

/// Does this with all forms on all cores: answers in the order of the forms, what failed beside them. `done` is called after each form.
fn with_all<T: Send>(
    sources: &[Source],
    done: &(dyn Fn() + Sync),
    read: impl Fn((usize, &Source)) -> Result<T, Error> + Sync,
) -> (Vec<T>, Vec<Error>) {
    let read = |source| {
        let answer = read(source);
        done();
        answer
    };
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for outcome in sources.par_iter().enumerate().map(read).collect::<Vec<_>>() {
        match outcome {
            Ok(answer) => all.push(answer),
            Err(error) => errors.push(error),
        }
    }
    (all, errors)
}

/// How the prints of a package are made.
#[derive(Debug, Clone, Copy)]
pub struct Prints<'a> {
    /// The templates of the forms
    pub templates: &'a TemplateSet,
    /// The fonts
    pub fonts: &'a FontSet,
    /// Which copy
    pub request: &'a print::Request,
}

/// Writes all forms into one package, with their waivers, and with their prints where they are wanted; what is to be said about the prints
/// is the answer. An existing file with other content is left alone and reported. Where one form cannot be read nothing is written, because
/// a package that lacks a form would be taken for the whole; the errors tell which.
pub fn export_package(
    sources: &[Source],
    output: &Path,
    prints: Option<Prints<'_>>,
    dry_run: bool,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<PrintedForm>, Vec<Error>> {
    let held = prints.map(|Prints { templates, fonts, request }| print::held(sources, templates, Some(fonts), request));
    let (forms, errors) = with_all(sources, done, |(index, source)| {
        let form = forms::read(source)?;
        let print = prints.map(|Prints { templates, fonts, request }| {
            let name = PathBuf::from(print_name(index, sources.len(), form.name()));
            let held = held.as_ref().and_then(|held| held.get(index)).cloned();
            let held = held.unwrap_or_else(print::Held::unknown);
            print::print_bytes(source, (name, held), templates, fonts, request)
        });
        Ok((form, print.transpose()?))
    });
    if !errors.is_empty() {
        return Err(errors);
    }
    let (forms, prints): (Vec<Form>, Vec<_>) = forms.into_iter().unzip();
    let (prints, pdfs): (Vec<PrintedForm>, Vec<Vec<u8>>) = prints.into_iter().flatten().unzip();
    let names = prints.iter().map(|print| print.output.to_string_lossy().into_owned());
    let package =
        Package { waivers: waivers_of(sources), pdfs: names.zip(pdfs).collect(), ..Package::of(crate::VERSION, forms) };
    let bytes = package::write(&package).map_err(|error| vec![Error::from(error).of(output)])?;
    files::write_new_unless(dry_run, output, &bytes).map_err(|error| vec![error])?;
    Ok(prints)
}

/// `000-库房改造.pdf`: the number of the form in the package, and its name.
fn print_name(index: usize, count: usize, name: &str) -> String {
    let part = package::form_path(index, count);
    let number = part.trim_start_matches("forms/").trim_end_matches(".json");
    match forms::file_name(name) {
        name if name.is_empty() => format!("{number}.pdf"),
        name => format!("{number}-{name}.pdf"),
    }
}

/// The waivers of all forms, under the places of the forms in the new package.
fn waivers_of(sources: &[Source]) -> Vec<Waiver> {
    let of = |(index, source): (usize, &Source)| -> Vec<Waiver> {
        source.waivers.iter().map(|waiver| Waiver { form: index, ..waiver.clone() }).collect()
    };
    sources.iter().enumerate().flat_map(of).collect()
}

/// Writes each form into a form JSON of its own below a folder, or the only one into this file. An existing file with other content is
/// left alone and reported.
pub fn export_json(
    sources: &[Source],
    outputs: &[PathBuf],
    dry_run: bool,
    done: &(dyn Fn() + Sync),
) -> Vec<Result<PathBuf, Error>> {
    let export = |(source, output): (&Source, &PathBuf)| {
        let written = forms::read(source).and_then(|form| {
            let text = json::to_string(&form) + "\n";
            files::write_new_unless(dry_run, output, text.as_bytes())
        });
        done();
        written.map(|()| output.clone())
    };
    sources.par_iter().zip(outputs).map(export).collect()
}

/// Verifies a package.
pub fn verify(file: &Path) -> Result<Verification, Error> {
    let bytes = files::read_bytes(file, MAX_PACKAGE as u64)?;
    package::verify(&bytes).map_err(|error| Error::from(error).of(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_changed_or_is_newer_says_so() {
        let code = |fault| Error::from(PackageError::whole(fault)).code;
        assert_eq!(code(Fault::WholeDigest), Code::PackageChanged);
        assert_eq!(code(Fault::TooNew("2".to_owned())), Code::PackageVersion);
    }
}
