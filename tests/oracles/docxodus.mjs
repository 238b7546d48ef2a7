// Docxodus behind JSON lines: {"do": "texts" | "changes", "path": document} in, {"ok": value} or {"wrong": words} out.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

// The runtime of .NET talks on the console; standard output belongs to the answers.
console.log = console.info = console.debug = console.error;
const { initialize, docxDiffAcceptRevisions, docxDiffRejectRevisions, getRevisions } = await import("docxodus/core");
await initialize(new URL("./node_modules/docxodus/dist/wasm/", import.meta.url).href);

const questions = {
  texts: async (path) => {
    const data = new Uint8Array(readFileSync(path));
    writeFileSync(`${path}.original`, await docxDiffRejectRevisions(data));
    writeFileSync(`${path}.accepted`, await docxDiffAcceptRevisions(data));
  },
  changes: async (path) => {
    const found = await getRevisions(new Uint8Array(readFileSync(path)));
    return found.map((one) => [one.type, one.author, one.text, one.dateUtc ?? one.date ?? "", one.scope]);
  },
};

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  try {
    say({ ok: (await questions[asked.do](asked.path)) ?? null });
  } catch (wrong) {
    say({ wrong: String(wrong?.message ?? wrong) });
  }
}
