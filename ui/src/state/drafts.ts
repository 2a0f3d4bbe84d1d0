// What is being typed and not yet committed. Fields announce themselves here, so that leaving a page, printing, undoing and
// closing can commit it first.

const commits = new Set<() => void>();

/** Announces a field that may hold uncommitted text. The answer withdraws it. */
export function announceDraft(commit: () => void): () => void {
  commits.add(commit);
  return () => commits.delete(commit);
}

/** Commits whatever is being typed anywhere. */
export function flushDrafts(): void {
  for (const commit of [...commits]) commit();
}
