// The envelope of every answer: {"ok": VALUE} or {"error": {"code", "message"}}. Pages act on the code, never on the text.

/** The engine, or the way to it, did not carry out a request. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";

  constructor(
    /** What the pages act on; E_HOST and E_ANSWER are made here, all others by the engine. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value inside an answer; throws RequestFailed where there is none. */
export function openAnswer(answer: unknown): unknown {
  if (isRecord(answer)) {
    if ("ok" in answer) return answer["ok"];
    const error = answer["error"];
    if (isRecord(error) && typeof error["code"] === "string" && typeof error["message"] === "string") {
      throw new RequestFailed(error["code"], withoutCode(error["message"]));
    }
  }
  throw new RequestFailed("E_ANSWER", "程序的回答没有读懂。请重新打开程序。");
}

/** The engine ends its messages with their code, which stands in logs and on the command line; to an officer it says nothing. */
export function withoutCode(message: string): string {
  return message.replace(/（E_[A-Z_]+）/gu, "");
}
