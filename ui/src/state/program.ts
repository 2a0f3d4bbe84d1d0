// What the whole window knows: how the data stands, the year, the settings, and what is wrong in the year.
import { computed, shallowRef, watch } from "vue";
import {
  type AppState,
  type CheckReport,
  engine,
  host,
  type Settings,
  type Summary,
  type TemplateView,
  type UnitInfo,
} from "../platform";
import { setScale } from "../frame/scale";
import { onStored } from "./formSession";

export const state = shallowRef<AppState | null>(null);
export const settings = shallowRef<Settings | null>(null);
export const unit = shallowRef<UnitInfo | null>(null);
export const summary = shallowRef<Summary | null>(null);
export const report = shallowRef<CheckReport | null>(null);

/** The budget year that is worked on. */
export const year = computed(() => settings.value?.year ?? state.value?.year ?? new Date().getFullYear());

/** Years to choose from: those of the forms, the one that is worked on and its neighbours; newest first. */
export const years = computed(() => {
  const all = new Set([...(state.value?.years ?? []), year.value - 1, year.value, year.value + 1]);
  return [...all].sort((one, other) => other - one);
});

/** Whether forms can be changed here. */
export const writable = computed(() => state.value?.standing === "open" || state.value?.standing === "first");

export async function loadState(): Promise<AppState> {
  state.value = await engine.call("app.state", {});
  return state.value;
}

export async function loadSettings(): Promise<void> {
  [settings.value, unit.value] = await Promise.all([engine.call("settings.get", {}), engine.call("unit.get", {})]);
}

let changing: Promise<void> = Promise.resolve();
/** Changes some of the settings, one change after the other: two quick ones must not take each other back. */
export function change(some: Partial<Settings>): Promise<void> {
  const next = changing.then(async () => {
    if (settings.value !== null) settings.value = await engine.call("settings.set", { ...settings.value, ...some });
  });
  changing = next.catch(() => undefined);
  return next;
}

/** Changes 单位信息; answers what became of the titles of forms, empty where nothing. */
export async function setUnit(next: UnitInfo): Promise<string> {
  const kept = await engine.call("unit.set", next);
  unit.value = kept.unit;
  await loadState();
  return kept.message;
}

export async function setYear(next: number): Promise<void> {
  await change({ year: next });
  report.value = null;
  await refresh();
}

/** Reads the sums and counts of the year anew. */
export async function refresh(): Promise<void> {
  const of = year.value;
  const fresh = await engine.call("ledger.summary", { year: of });
  if (of === year.value) summary.value = fresh;
}

/** Reads all findings of the year anew. */
export async function refreshReport(): Promise<void> {
  const of = year.value;
  const fresh = await engine.call("check.year", { year: of });
  if (of === year.value) report.value = fresh;
}

/** Opens the made-up unit and shows its year; answers what was done. */
export async function openSample(): Promise<string> {
  const opened = await engine.call("sample.open", {});
  await Promise.all([loadState(), setYear(opened.year)]);
  return opened.message;
}

/** Takes the made-up unit out again; where its year is empty then, the program's own year comes back. */
export async function removeSample(): Promise<void> {
  await engine.call("sample.remove", {});
  report.value = null;
  await refresh();
  if (summary.value?.projects === 0) await change({ year: null });
  await loadState();
  await refresh();
}

const templates = new Map<string, Promise<TemplateView>>();

/** A template; read once. */
export function template(id: string): Promise<TemplateView> {
  let known = templates.get(id);
  if (known === undefined) {
    known = engine.call("templates.get", { template: id });
    templates.set(id, known);
    known.catch(() => templates.delete(id));
  }
  return known;
}

/** The counts at the edge of the window may lag a moment behind what is typed; a keystroke must not wait for them. */
const LAG_MS = 600;
let timer: ReturnType<typeof setTimeout> | undefined;

onStored(() => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // What fails here fails again, and is said, where the user asks for it.
    refresh().catch(() => undefined);
    if (report.value !== null) refreshReport().catch(() => undefined);
  }, LAG_MS);
});

watch(settings, (now) => {
  if (now === null) return;
  setScale(now.text_size, now.theme === "high_contrast");
  host.setInlinePinyin(now.inline_input).catch(() => undefined);
});
