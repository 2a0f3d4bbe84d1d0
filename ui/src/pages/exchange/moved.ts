// What an import does to a form that is moved on into another year.
import type { PlannedForm } from "../../platform";

/** Whether the text of the file does not stay: the year is the new one, funds and date are emptied. */
export function isMoved(form: PlannedForm, path: string, toYear: number | null): boolean {
  return toYear !== null && toYear !== form.year && (path === "year" || path === "filled_at" || /^(?:funds|budget)\./u.test(path));
}

/** The places of a form that somebody has to look at. */
export const todo = (form: PlannedForm, toYear: number | null): PlannedForm["cells"] =>
  form.cells.filter((cell) => cell.sureness !== "sure" && !isMoved(form, cell.path, toYear));
