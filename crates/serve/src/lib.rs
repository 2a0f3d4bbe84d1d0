//! The window's pages and requests for a browser on this machine, over http on 127.0.0.1 only.
//!
//! Who may come in is decided in [`gate`] and [`peer`]: a page of another site in the same browser, a name that points here (DNS rebinding),
//! another user of this machine, and whoever does not know the one-time address are refused. What comes in is bounded: connections, bytes,
//! time, and the requests that wait for the engine. One thread speaks http, one runs the engine.

mod answer;
mod gate;
pub mod pages;
mod peer;
mod shelf;
mod stop;

use crate::gate::Gate;
use crate::pages::Pages;
use crate::shelf::Shelf;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jibiao_app::desk::{Desk, Engine};
use jibiao_app::session::SPOOL;
use jibiao_app::{Code, Error};
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};

/// Files between the browser and the engine lie in this folder of the data.
const EXCHANGE: &str = "browser";
/// Connections at a time; a browser opens six. What comes on top of them waits in the system's queue.
const CONNECTIONS: usize = 32;
/// A request's head must be there after so long.
const HEAD: Duration = Duration::from_secs(5);
/// A connection is ended after so long, whatever it does: a long job of the engine answers at once and is asked after.
const CONNECTION: Duration = Duration::from_secs(120);
/// Bytes of a request's head.
const HEAD_BYTES: usize = 16 << 10;

/// What every connection needs.
struct Shared {
    gate: Gate,
    pages: Pages,
    desk: Desk,
    shelf: Shelf,
}

/// A server that listens and does not answer yet.
pub struct Server {
    listener: std::net::TcpListener,
    port: u16,
    shared: Arc<Shared>,
}

/// Makes new addresses while the server runs.
#[derive(Clone)]
pub struct Door {
    shared: Arc<Shared>,
}

impl Door {
    /// An address that lets one browser in, once. The former one lets nobody in any more.
    pub fn new_address(&self) -> Result<String, Error> {
        self.shared.gate.new_address()
    }
}

impl Server {
    /// Listens on 127.0.0.1 at a port that the system chooses. `data` is the data folder: below it lie the files
    /// that come from the browser and go to it, and the prints.
    pub fn bind(pages: Pages, engine: impl Engine, data: &Path) -> Result<Server, Error> {
        let listener = std::net::TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0)).map_err(no_port)?;
        listener.set_nonblocking(true).map_err(no_port)?;
        let port = listener.local_addr().map_err(no_port)?.port();
        let shared = Shared {
            gate: Gate::new(port),
            pages,
            desk: Desk::start(engine)?,
            shelf: Shelf::new(&data.join(EXCHANGE), &data.join(SPOOL)),
        };
        Ok(Server { listener, port, shared: Arc::new(shared) })
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Makes addresses, also while the server runs.
    pub fn door(&self) -> Door {
        Door { shared: self.shared.clone() }
    }

    /// Answers until the program is asked to end: by Ctrl+C, or by the system.
    pub fn run_for_good(self) -> Result<(), Error> {
        self.run_until(stop::asked())
    }

    /// Answers until `stop` is sent or its sender dropped.
    pub fn run(self, stop: oneshot::Receiver<()>) -> Result<(), Error> {
        // Sent or dropped: both mean the end.
        self.run_until(async move {
            let _ = stop.await;
            Ok(())
        })
    }

    fn run_until(self, stop: impl Future<Output = io::Result<()>>) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(no_port)?;
        let shared = self.shared.clone();
        let stopped = runtime.block_on(async {
            let listener = TcpListener::from_std(self.listener).map_err(no_port)?;
            let accepting = tokio::spawn(accept(listener, self.shared));
            let stopped = stop.await.map_err(no_port);
            accepting.abort();
            stopped
        });
        // Answers that are under way end here; then nothing lies about that somebody handed in.
        drop(runtime);
        shared.desk.end();
        shared.shelf.clear();
        stopped
    }
}

fn no_port(error: io::Error) -> Error {
    Error::new(Code::Request, format!("本机的网络端口打不开：{error}"), "请重新运行 jibiao serve")
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // A place first: who comes when all are taken waits unanswered, and costs nothing here.
        let Ok(place) = places.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) if peer::is_of_this_user(&stream) => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    // Whatever ends a connection ends this one only.
                    let _ = tokio::time::timeout(CONNECTION, answer_one(stream, shared)).await;
                    drop(place);
                });
            }
            Ok(_) => {}
            // No file descriptor is left, or the like: give the others time to end.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// One request a connection: nothing is gained by more on the same machine, and nothing stays open.
async fn answer_one(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(move |request| {
        let shared = shared.clone();
        async move { Ok::<_, std::convert::Infallible>(answer::answer(&shared, request).await) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    let _ = served.await;
}
