//! What a window manager does for people, spoken to the X server: none runs under Xvfb. The program's window is closed by its button,
//! made larger by its edge, and the keyboard is taken to another one.

use std::time::{Duration, Instant};

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, InputFocus, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

const PATIENCE: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(50);

/// The screen that the tests run on.
pub struct Manager {
    server: RustConnection,
    root: Window,
}

impl Manager {
    pub fn new() -> Self {
        let (server, screen) = x11rb::connect(None).expect("a display");
        let root = server.setup().roots[screen].root;
        Self { server, root }
    }

    /// The window that a process shows, as soon as there is one.
    pub fn window_of(&self, process: u32) -> Window {
        let start = Instant::now();
        loop {
            if let Some(window) = self.windows().into_iter().find(|&window| self.owner(window) == Some(process)) {
                return window;
            }
            assert!(start.elapsed() < PATIENCE, "process {process} shows no window");
            std::thread::sleep(STEP);
        }
    }

    /// All windows that can be seen, but for menus and hints, which no window manager knows.
    fn windows(&self) -> Vec<Window> {
        let mut windows = self.server.query_tree(self.root).unwrap().reply().unwrap().children;
        // One may go while the others are looked at.
        windows.retain(|&window| {
            let attributes = self.server.get_window_attributes(window).unwrap().reply();
            attributes.is_ok_and(|one| one.map_state == MapState::VIEWABLE && !one.override_redirect)
        });
        windows
    }

    fn owner(&self, window: Window) -> Option<u32> {
        let property = self.atom("_NET_WM_PID");
        let reply =
            self.server.get_property(false, window, property, AtomEnum::CARDINAL, 0, 1).unwrap().reply().ok()?;
        reply.value32()?.next()
    }

    fn atom(&self, name: &str) -> Atom {
        self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// The button that closes a window: the program is asked, nothing is forced.
    pub fn close(&self, window: Window) {
        let asked = [self.atom("WM_DELETE_WINDOW"), CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), asked);
        self.server.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }

    /// Width and height in pixels.
    pub fn size(&self, window: Window) -> (u16, u16) {
        let shape = self.server.get_geometry(window).unwrap().reply().unwrap();
        (shape.width, shape.height)
    }

    /// Draws a window to another size, and waits until it has it.
    pub fn resize(&self, window: Window, (width, height): (u16, u16)) {
        let size = ConfigureWindowAux::new().width(u32::from(width)).height(u32::from(height));
        self.server.configure_window(window, &size).unwrap().check().unwrap();
        self.until(|| self.size(window) == (width, height), "the window did not take the size");
    }

    /// Takes the keyboard away from every program.
    pub fn focus_nothing(&self) {
        self.server.set_input_focus(InputFocus::POINTER_ROOT, self.root, CURRENT_TIME).unwrap().check().unwrap();
        self.until(|| self.focused() == self.root, "the keyboard stayed");
    }

    /// Waits until the keyboard is in a window.
    pub fn until_focused(&self, window: Window) {
        self.until(|| self.belongs(self.focused(), window), "the window did not get the keyboard");
    }

    fn focused(&self) -> Window {
        self.server.get_input_focus().unwrap().reply().unwrap().focus
    }

    /// Whether it is this window or one inside it: GTK gives the keyboard to one of its own.
    fn belongs(&self, mut inner: Window, window: Window) -> bool {
        while inner != window {
            match self.server.query_tree(inner).map(|asked| asked.reply()) {
                Ok(Ok(tree)) if tree.parent != x11rb::NONE => inner = tree.parent,
                _ => return false,
            }
        }
        true
    }

    fn until(&self, holds: impl Fn() -> bool, else_say: &str) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "{else_say}");
            std::thread::sleep(STEP);
        }
    }
}
