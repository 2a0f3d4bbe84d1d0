//! The program's own arguments: there is one.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the program was started with.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// `--data FOLDER`: the data folder; left out = the one of the system
    pub data: Option<PathBuf>,
}

impl Arguments {
    /// Reads the arguments behind the program's name; the error is for the terminal.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, String> {
        let mut read = Arguments::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            if argument == "--data" {
                let folder = arguments.next().ok_or("--data 后面要写数据所在的文件夹")?;
                read.data = Some(folder.into());
            } else {
                return Err(format!("不认识“{}”。用法：jibiao-desktop [--data 文件夹]", argument.to_string_lossy()));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_data_folder_may_be_named() {
        assert_eq!(read(&[]), Ok(Arguments { data: None }));
        assert_eq!(read(&["--data", "/tmp/表"]), Ok(Arguments { data: Some("/tmp/表".into()) }));
    }

    #[test]
    fn anything_else_is_said_and_nothing_is_guessed() {
        assert!(read(&["--data"]).unwrap_err().contains("文件夹"));
        assert!(read(&["--dato", "x"]).unwrap_err().contains("--dato"));
    }
}
