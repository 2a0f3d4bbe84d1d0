// Stands in for src/platform/invoke.ts under `vite --mode look`: the pages over the made-up unit, in any browser.
// ?standing=first|damaged|read_only, ?projects=0|1500 and ?refuse=E_DISK_FULL choose the situation.
import { fakeHost, type FakeOptions } from "./fakeHost";

const wanted = new URLSearchParams(location.search);
const options: { -readonly [Key in keyof FakeOptions]: FakeOptions[Key] } = {};
const [standing, projects, refuse] = [wanted.get("standing"), wanted.get("projects"), wanted.get("refuse")];
if (standing === "first" || standing === "damaged" || standing === "read_only") options.standing = standing;
if (projects !== null) options.projects = Number(projects);
if (refuse !== null) options.refuse = refuse;

// What the desktop window leaves for the pages to know it by.
(globalThis as Record<string, unknown>)["__TAURI_INTERNALS__"] = {};

export const desktopHost = fakeHost(options);
