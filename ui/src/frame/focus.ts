// The focus is never lost: what is gone or was switched off for a moment gives it on, so that Tab goes on from where the user was.

/** Where somebody stands who comes to a page: at its heading. */
export function standAtHead(): void {
  document.querySelector<HTMLElement>("main h1[tabindex]")?.focus({ preventScroll: true });
}

/** Looks after the focus of the whole window. */
export function keepFocus(): () => void {
  let last: Element | null = null;
  const came = (event: FocusEvent): void => {
    last = event.target instanceof Element ? event.target : last;
  };
  const changed = (): void => {
    if (document.activeElement !== document.body || last === null) return;
    // A button that is pressed is often off until its work is done.
    if (last.isConnected && last instanceof HTMLElement && !last.matches(":disabled")) last.focus({ preventScroll: true });
    else if (!last.isConnected) standAtHead();
  };
  const watcher = new MutationObserver(changed);
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  document.addEventListener("focusin", came);
  return () => {
    watcher.disconnect();
    document.removeEventListener("focusin", came);
  };
}
