// All that the pages load, what comes later too, stays within a budget: gzip of every script and style sheet of ui/dist.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MOST = 150_000;
const folder = fileURLToPath(new URL("dist/", import.meta.url));
const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css)$/u.test(name));
const sizes = files.map((name) => ({ name, bytes: gzipSync(readFileSync(folder + name)).length }));
const sum = sizes.reduce((all, { bytes }) => all + bytes, 0);

console.log(`the pages are ${sum} bytes gzip in ${sizes.length} files, of ${MOST}`);
// A build that is not there weighs nothing.
if (sizes.length === 0 || sum > MOST) {
  for (const { name, bytes } of sizes.sort((one, other) => other.bytes - one.bytes)) console.log(`${bytes.toString().padStart(8)}  ${name}`);
  console.error(sizes.length === 0 ? "nothing is built" : `too much by ${sum - MOST} bytes`);
  process.exit(1);
}
