// Times as an officer says them.

const two = (number: number): string => String(number).padStart(2, "0");

/** 14:03 */
export function clock(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** 今天 14:03, 昨天 16:20, 12-17 10:05, in another year 2025-12-17. `at` and `now` in milliseconds since 1970 UTC. */
export function when(at: number, now: number): string {
  const time = new Date(at);
  const today = new Date(now);
  const day = (of: Date): number => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  const days = Math.round((day(today) - day(time)) / 86_400_000);
  if (days === 0) return `今天 ${clock(at)}`;
  if (days === 1) return `昨天 ${clock(at)}`;
  const date = `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return time.getFullYear() === today.getFullYear() ? `${date} ${clock(at)}` : `${time.getFullYear()}-${date}`;
}

/** 2026-03-02 09:00 */
export function full(at: number): string {
  const time = new Date(at);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock(at)}`;
}

/** 1.2 MB, 340 KB */
export function size(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
