// Puts what the pages load from npm packages where it is served: node build.mjs TARGET
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = process.argv[2] ?? join(HERE, "..", "static", "vendor");
const FILES = {
  "htmx.org/dist/htmx.min.js": "htmx.min.js",
};

await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET, { recursive: true });
for (const [from, to] of Object.entries(FILES)) {
  await copyFile(join(HERE, "node_modules", from), join(TARGET, to));
}
const lock = JSON.parse(await readFile(join(HERE, "package-lock.json"), "utf8"));
const lines = Object.entries(lock.packages)
  .filter(([path]) => path)
  .map(([path, { version, license }]) => `${path.replace("node_modules/", "")} ${version}, ${license}`);
await writeFile(join(TARGET, "LICENSES.txt"), `${lines.join("\n")}\n`);
