//! 数据包 and form JSON: what leaves the program to be uploaded or carried elsewhere, what comes back, and whether it is unchanged.

use crate::error::{Code, Error};
use crate::files;
use crate::forms::{self, Source};
use jibiao_exchange::package::{self, MAX_PACKAGE, Package};
pub use jibiao_exchange::package::{CodeAnswer, Fault, PackageError, Verification, VerifiedForm, find_code};
use jibiao_model::form::Form;
use jibiao_model::json;
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

/// All forms on all cores, in their order; what could not be read beside them. `done` is called after each form.
fn read_all(sources: &[Source], done: &(dyn Fn() + Sync)) -> (Vec<Form>, Vec<Error>) {
    let read = |source: &Source| {
        let form = forms::read(source);
        done();
        form
    };
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for outcome in sources.par_iter().map(read).collect::<Vec<_>>() {
        match outcome {
            Ok(form) => all.push(form),
            Err(error) => errors.push(error),
        }
    }
    (all, errors)
}

/// Writes all forms into one package; an existing file with other content is left alone and reported. Where one cannot be read nothing is written, because a package that lacks a form would be taken for
/// the whole; the errors tell which.
pub fn export_package(
    sources: &[Source],
    output: &Path,
    dry_run: bool,
    done: &(dyn Fn() + Sync),
) -> Result<(), Vec<Error>> {
    let (all, errors) = read_all(sources, done);
    if !errors.is_empty() {
        return Err(errors);
    }
    let bytes =
        package::write(&Package::of(crate::VERSION, all)).map_err(|error| vec![Error::from(error).of(output)])?;
    if dry_run { Ok(()) } else { files::write_new(output, &bytes).map_err(|error| vec![error]) }
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
            if dry_run { Ok(()) } else { files::write_new(output, text.as_bytes()) }
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
