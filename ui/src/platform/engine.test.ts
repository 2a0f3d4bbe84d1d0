import { describe, expect, it } from "vitest";
import { engineBehind } from "./engine";
import { RequestFailed } from "./envelope";
import type { Host, Request } from "./host";

function hostThatAnswers(answer: () => Promise<unknown>): { host: Host; sent: Request[] } {
  const sent: Request[] = [];
  const send = (request: Request): Promise<unknown> => {
    sent.push(request);
    return answer();
  };
  return { host: { send } as Host, sent };
}

async function codeOf(answer: () => Promise<unknown>): Promise<string> {
  const failure: unknown = await engineBehind(hostThatAnswers(answer).host)
    .call("app.about", {})
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RequestFailed);
  return (failure as RequestFailed).code;
}

describe("a request to the engine", () => {
  it("goes out as its operation and brings back the value in the envelope", async () => {
    const { host, sent } = hostThatAnswers(() => Promise.resolve({ ok: { read: "read", shown: "1,000", capital: null } }));
    const amount = await engineBehind(host).call("amount.read", { text: "1000", unit: "元" });
    expect(amount.shown).toBe("1,000");
    expect(sent).toEqual([{ op: "amount.read", text: "1000", unit: "元" }]);
  });

  it("fails with the engine's own code and message", async () => {
    const { host } = hostThatAnswers(() => Promise.resolve({ error: { code: "E_DISK_FULL", message: "磁盘空间不足" } }));
    await expect(engineBehind(host).call("app.about", {})).rejects.toMatchObject({ code: "E_DISK_FULL", message: "磁盘空间不足" });
  });

  it("fails with E_HOST where the host does not answer at all", async () => {
    expect(await codeOf(() => Promise.reject(new Error("gone")))).toBe("E_HOST");
  });

  it.each([null, "1.2.3", [], {}, { error: "bad" }, { error: { code: 5, message: "x" } }])(
    "fails with E_ANSWER on %j, which is no answer",
    async (answer) => {
      expect(await codeOf(() => Promise.resolve(answer))).toBe("E_ANSWER");
    },
  );
});
