// @sigstore/verify behind JSON lines: {key, leaf, index, hashes, checkpoint} in, {"wrong": why} out, why empty where nothing is.
// It is asked by its own functions for entries of a log; the rest of it is about certificates, which a record has none of.
import { createHash, createPublicKey } from "node:crypto";
import { createInterface } from "node:readline";
import { verifyTLogInclusion } from "./node_modules/@sigstore/verify/dist/tlog/index.js";

const SPKI = Buffer.from("302a300506032b6570032100", "hex"); // what goes before an Ed25519 key (RFC 8410)
const bytes = (encoded) => Buffer.from(encoded, "base64");

function log(line) {
  const [name, , ...encoded] = line.split("+"); // base64 has a + of its own
  const key = bytes(encoded.join("+"));
  return {
    baseURL: name,
    logID: createHash("sha256").update(`${name}\n`).update(key).digest(),
    publicKey: createPublicKey({ key: Buffer.concat([SPKI, key.subarray(1)]), format: "der", type: "spki" }),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let wrong = "";
  try {
    const envelope = bytes(asked.checkpoint).toString("utf-8");
    const inclusionProof = { logIndex: asked.index, hashes: asked.hashes.map(bytes), checkpoint: { envelope } };
    verifyTLogInclusion({ canonicalizedBody: bytes(asked.leaf), inclusionProof }, [log(asked.key)]);
  } catch (refused) {
    wrong = String(refused?.message ?? refused) || "refused";
  }
  process.stdout.write(`${JSON.stringify({ wrong })}\n`);
}
