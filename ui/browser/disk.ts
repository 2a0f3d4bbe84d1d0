// A small disk of a test's own that can be filled: a tmpfs, as crates/testkit mounts one for the tests of the engine.
import { execFileSync } from "node:child_process";
import { appendFileSync, closeSync, openSync, rmSync, writeSync } from "node:fs";

/** Says that a test passes over what it cannot do here; scripts/test.sh counts the lines of the file. */
function skipped(why: string): void {
  console.error(`skipped: ${why}`);
  const file = process.env["JIBIAO_SKIPPED"];
  if (file !== undefined) appendFileSync(file, `${why}\n`);
}

export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /** Mounts one of so many kilobytes over an empty folder; null, said in a clear line, where that is not allowed. */
  static mount(folder: string, kilobytes: number): SmallDisk | null {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k,mode=0700`, "jibiao-test", folder], { stdio: "ignore" });
    } catch {
      skipped("mounting a small disk needs root rights");
      return null;
    }
    return new SmallDisk(folder);
  }

  /** Fills it to the last block. */
  fill(): void {
    const ballast = openSync(`${this.folder}/.ballast`, "a");
    try {
      for (;;) writeSync(ballast, new Uint8Array(4096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    } finally {
      closeSync(ballast);
    }
  }

  /** Frees what was filled. */
  free(): void {
    rmSync(`${this.folder}/.ballast`);
  }

  unmount(): void {
    // Lazily, so that a test that failed with an open file leaves no mount behind.
    execFileSync("umount", ["--lazy", this.folder]);
  }
}
