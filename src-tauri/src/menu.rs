//! The native menu. Its words, order and keys are the page's list of commands, so that there is one such list.
//!
//! The keys are written beside the words and not registered as accelerators: GTK would take them before the input method
//! and before the page, which alone knows whether a cell is being edited or a word composed.

use serde::Deserialize;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Runtime};

/// The event that carries the id of a chosen command to the page.
const CHOSEN: &str = "command";

/// A menu of the bar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuSpec {
    title: String,
    items: Vec<ItemSpec>,
}

/// A command in a menu.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSpec {
    id: String,
    title: String,
    key: Option<String>,
    /// A line stands before it
    apart: bool,
}

/// Puts the menu into the window; called once by the page.
#[tauri::command]
pub fn set_menu<R: Runtime>(app: AppHandle<R>, menus: Vec<MenuSpec>) -> Result<(), String> {
    build(&app, &menus).and_then(|menu| app.set_menu(menu).map(|_| ())).map_err(|error| error.to_string())
}

/// Tells the page which command was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    if let Err(error) = app.emit(CHOSEN, event.id().0.as_str()) {
        eprintln!("菜单命令没有送到页面：{error}");
    }
}

fn build<R: Runtime>(app: &AppHandle<R>, menus: &[MenuSpec]) -> tauri::Result<Menu<R>> {
    let bar = Menu::new(app)?;
    for menu in menus {
        let widest = menu.items.iter().map(|item| width(&item.title)).max().unwrap_or_default();
        let under = Submenu::new(app, &menu.title, true)?;
        for item in &menu.items {
            if item.apart {
                under.append(&PredefinedMenuItem::separator(app)?)?;
            }
            under.append(&MenuItem::with_id(app, &item.id, label(item, widest), true, None::<&str>)?)?;
        }
        bar.append(&under)?;
    }
    Ok(bar)
}

/// Title and key in two columns, as far as blanks can make columns: an ideographic one is as wide as a 汉字.
fn label(item: &ItemSpec, widest: usize) -> String {
    let Some(key) = &item.key else { return item.title.clone() };
    let gap = widest.saturating_sub(width(&item.title)) + 4;
    format!("{}{}{}{key}", item.title, "\u{3000}".repeat(gap / 2), " ".repeat(gap % 2))
}

/// Width in half 汉字.
fn width(text: &str) -> usize {
    text.chars().map(|char| if char.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_a_column() {
        let item = |title: &str, key: Option<&str>| ItemSpec {
            id: "x".into(),
            title: title.into(),
            key: key.map(Into::into),
            apart: false,
        };
        assert_eq!(label(&item("撤销", Some("Ctrl+Z")), 8), "撤销\u{3000}\u{3000}\u{3000}\u{3000}Ctrl+Z");
        assert_eq!(label(&item("新建项目", Some("Ctrl+N")), 8), "新建项目\u{3000}\u{3000}Ctrl+N");
        assert_eq!(label(&item("设置", None), 8), "设置");
    }
}
