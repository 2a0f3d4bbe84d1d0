//! Whose program is at the other end. On Linux the system tells the user of each connection; a machine with several users is common in
//! offices, and any of them can reach 127.0.0.1.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpStream;

/// Whether the other end is a program of the user who runs this one. Where the system does not tell, the address and the cookie decide alone.
pub fn is_of_this_user(stream: &TcpStream) -> bool {
    let (Ok(here), Ok(there)) = (stream.local_addr(), stream.peer_addr()) else { return false };
    let tables: Vec<String> =
        ["/proc/self/net/tcp", "/proc/self/net/tcp6"].iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    match own_user() {
        Some(own) if !tables.is_empty() => {
            tables.iter().find_map(|table| user_of(table, there, here)).is_some_and(|user| user == own)
        }
        _ => true,
    }
}

/// The effective user, second in the line of users; only Linux has this file.
fn own_user() -> Option<u32> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let users = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    users.split_whitespace().nth(1)?.parse().ok()
}

/// The user of the connection from `from` to `to` in one of the system's tables.
fn user_of(table: &str, from: SocketAddr, to: SocketAddr) -> Option<u32> {
    table.lines().skip(1).find_map(|line| {
        let mut columns = line.split_whitespace().skip(1);
        let (local, remote) = (columns.next()?, columns.next()?);
        let user = columns.nth(4)?;
        (is_at(local, from) && is_at(remote, to)).then(|| user.parse().ok())?
    })
}

/// `0100007F:1F90` is 127.0.0.1:8080; in the table for IPv6 the same stands behind a prefix.
fn is_at(column: &str, address: SocketAddr) -> bool {
    let IpAddr::V4(ip) = address.ip() else { return false };
    let wanted = format!("{:08X}:{:04X}", u32::from_le_bytes(ip.octets()), address.port());
    match column.len() {
        13 => column == wanted,
        _ => column.strip_prefix("0000000000000000FFFF0000").is_some_and(|rest| rest == wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
        0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0\n   \
        1: 0100007F:0FA0 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1\n   \
        2: 0100007F:9C40 0100007F:0FA0 01 00000000:00000000 00:00000000 00000000  1001        0 3 1 0 20 4 30 10 -1\n";

    #[test]
    fn the_user_of_a_connection_is_read_from_the_systems_table() {
        let at = |port| SocketAddr::from(([127, 0, 0, 1], port));
        assert_eq!(user_of(TABLE, at(40000), at(4000)), Some(1001), "the other end, not ours");
        assert_eq!(user_of(TABLE, at(40001), at(4000)), None);
        let mapped = TABLE.replace(
            "0100007F:9C40 0100007F:0FA0",
            "0000000000000000FFFF00000100007F:9C40 0000000000000000FFFF00000100007F:0FA0",
        );
        assert_eq!(user_of(&mapped, at(40000), at(4000)), Some(1001));
        assert_eq!(user_of("", at(40000), at(4000)), None);
    }
}
