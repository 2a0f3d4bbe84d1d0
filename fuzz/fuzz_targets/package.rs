//! Any bytes as a package: reading and verifying answer, agree with each other, and what is read is written and read again.
#![no_main]

use jibiao_exchange::package::{find_code, read, verify, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let package = read(bytes);
    if let Ok(verified) = verify(bytes) {
        assert_eq!(verified.faults.is_empty(), package.is_ok());
        std::hint::black_box(find_code(&verified.forms, "0000-0000-0000-0000"));
    } else {
        assert!(package.is_err());
    }
    if let Ok(package) = package {
        let written = write(&package).expect("what was read can be written");
        assert_eq!(read(&written).expect("what was written can be read"), package);
    }
});
