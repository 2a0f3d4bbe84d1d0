import { openAnswer, RequestFailed } from "./envelope";
import type { Host, Request } from "./host";

/** What the pages ask of the engine: one function an operation. */
export interface Engine {
  version(): Promise<string>;
}

async function ask(host: Host, request: Request): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await host.send(request);
  } catch (cause) {
    throw new RequestFailed("E_HOST", `窗口没有连上程序（${String(cause)}）。请重新打开程序。`);
  }
  return openAnswer(answer);
}

export function engineBehind(host: Host): Engine {
  return {
    async version() {
      const version = await ask(host, { op: "version" });
      if (typeof version !== "string") throw new RequestFailed("E_ANSWER", "程序没有说明自己的版本。请重新打开程序。");
      return version;
    },
  };
}
