// The focus is never lost: what is gone or was switched off for a moment gives it on, so that Tab goes on from where the user was.

/** Where somebody stands who comes to a page: at its heading. */
export function standAtHead(): void {
  document.querySelector<HTMLElement>("main h1[tabindex]")?.focus({ preventScroll: true });
}

/** Stands in the field of a place: whoever pressed a button that goes with its work stays where it was pressed for. */
export function standAt(path: string): void {
  document.querySelector<HTMLElement>(`.content [data-path="${CSS.escape(path)}"]`)?.focus();
}

/** Looks after the focus of the whole window. */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let wasOff = false;
  let waiting = 0;
  const came = (event: FocusEvent): void => {
    last = event.target instanceof HTMLElement ? event.target : last;
    wasOff = false;
  };
  const look = (): void => {
    if (document.activeElement !== document.body || last === null) return;
    if (!last.isConnected) standAtHead();
    // A button that is pressed is often off until its work is done.
    else if (wasOff && !last.matches(":disabled")) last.focus({ preventScroll: true });
    // Whoever left it for nothing in particular does not want to be back there.
    else if (!wasOff) last = null;
  };
  // Between leaving one field and coming to the next the focus is nowhere: only what lasts longer is lost.
  const later = (): void => {
    wasOff ||= last?.matches(":disabled") === true;
    clearTimeout(waiting);
    waiting = window.setTimeout(look);
  };
  const watcher = new MutationObserver(later);
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
  document.addEventListener("focusin", came);
  document.addEventListener("focusout", later);
  return () => {
    clearTimeout(waiting);
    watcher.disconnect();
    document.removeEventListener("focusin", came);
    document.removeEventListener("focusout", later);
  };
}
