//! When to end: Ctrl+C, or the system's wish.

use std::io;

/// Comes when somebody asks the program to end. Listens from the first moment, so that no wish is missed.
#[cfg(unix)]
pub async fn asked() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        // The terminal was closed.
        _ = hang_up.recv() => {}
    }
    Ok(())
}

/// Comes when somebody asks the program to end.
#[cfg(not(unix))]
pub async fn asked() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
