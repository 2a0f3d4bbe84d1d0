import type { Operations } from "../generated/engine";
import { openAnswer, RequestFailed } from "./envelope";
import type { Host } from "./host";

/** Name of an operation. */
export type Operation = keyof Operations;

/** What the pages ask of the engine. Every operation stands in `Operations`, generated from the engine's own declarations. */
export interface Engine {
  /** Carries out an operation; throws RequestFailed where the engine, or the way to it, refuses. */
  call<Op extends Operation>(op: Op, request: Operations[Op]["request"]): Promise<Operations[Op]["answer"]>;
}

/** `done` is called with each operation that was carried out. */
export function engineBehind(host: Host, done: (op: Operation) => void = () => undefined): Engine {
  return {
    async call(op, request) {
      let answer: unknown;
      try {
        answer = await host.send({ ...request, op });
      } catch (cause) {
        throw new RequestFailed("E_HOST", `窗口没有连上程序（${String(cause)}）。请重新打开程序。`);
      }
      // The types of both ends come from one declaration, and both ends are one program.
      const opened = openAnswer(answer) as Operations[typeof op]["answer"];
      done(op);
      return opened;
    },
  };
}
