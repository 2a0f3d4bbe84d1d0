// 字号 and the room that it leaves: pages look at the attributes set here, not at the width of the window.
import { shallowRef } from "vue";

let percent = 100;

/** The room of the window in unscaled pixels, as the look's table has it. */
export type Room = "tight" | "narrow" | "usual" | "wide";

/** For what a style sheet cannot leave out: columns of a table whose last rows span them. */
export const room = shallowRef<Room>("usual");

function measure(): void {
  const root = document.documentElement;
  const width = (window.innerWidth * 100) / percent;
  const height = (window.innerHeight * 100) / percent;
  room.value = width >= 1600 ? "wide" : width >= 1240 ? "usual" : width >= 1020 ? "narrow" : "tight";
  root.dataset["room"] = room.value;
  root.toggleAttribute("data-tall", height >= 900);
  root.toggleAttribute("data-flat", height < 620);
}

/** Sets 字号 in percent and the contrast. */
export function setScale(size: number, highContrast: boolean): void {
  percent = Math.min(150, Math.max(80, size));
  const root = document.documentElement;
  root.style.fontSize = `${(16 * percent) / 100}px`;
  root.dataset["contrast"] = highContrast ? "high" : "usual";
  measure();
}

/** Follows the size of the window. */
export function watchRoom(): () => void {
  measure();
  window.addEventListener("resize", measure);
  return () => window.removeEventListener("resize", measure);
}

/** Whether there is room for the panel beside a list. */
export function isWide(): boolean {
  return document.documentElement.dataset["room"] === "wide";
}

/** Whether 字号 leaves no room for the panel beside a form: then it lies over it and opens on the user's word only. */
export function isTight(): boolean {
  return document.documentElement.dataset["room"] === "tight";
}
