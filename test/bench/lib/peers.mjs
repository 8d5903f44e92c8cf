// What the hub is measured against: other programs that send the same bytes.
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { until } from './hub.mjs';
import { freePort, startServer } from './process.mjs';

/** Node's server adds these by itself, to every answer. */
const OWN_HEADERS = new Set(['date', 'connection', 'keep-alive']);

/** An answer as it came: its status, header lines in their order, and body. */
async function readAnswer(url, headers) {
  return await new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, rawHeaders } = response;
        const lines = rawHeaders.filter((_, index) => {
          const name = rawHeaders[index - (index % 2)];
          return !OWN_HEADERS.has(name.toLowerCase());
        });
        resolve({ status, headers: lines, body: Buffer.concat(chunks).toString('utf8') });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Order and case of names differ between frameworks, and are free. */
function normalised({ status, headers, body }) {
  const lines = headers.flatMap((name, index) =>
    index % 2 === 0 ? [`${name.toLowerCase()}: ${headers[index + 1]}`] : [],
  );
  return JSON.stringify({ status, lines: lines.sort(), body });
}

/** @returns the server and its URL once it answers */
export async function startPeer(name, args, defer) {
  const port = await freePort();
  const program = join(import.meta.dirname, '../peers', `${name}.mjs`);
  const server = startServer([program, String(port), ...args], defer);
  const url = `http://127.0.0.1:${port}`;
  await until(`${name} to listen`, server, async () => {
    try {
      await fetch(url);
      return true;
    } catch {
      return false;
    }
  });
  return { server, url };
}

/** A peer that answers `path` as the hub does, to the byte. */
export async function startLikeness(name, { house, path }, defer) {
  const original = await readAnswer(`${house.url}${path}`, house.authorization);
  const file = join(house.folder, `${name}-answer.json`);
  writeFileSync(file, JSON.stringify(original));
  const peer = await startPeer(name, [file, house.tokens[0]], defer);
  const copy = await readAnswer(`${peer.url}${path}`, house.authorization);
  if (normalised(copy) !== normalised(original))
    throw new Error(`${name} answers otherwise: ${[copy, original].map(normalised).join('\n')}`);
  return peer;
}
