// What a Debian package consists of: tar, gzip and ar. The same entries give the same bytes on every machine, so gzip
// is fflate's: what Node's own makes depends on its version, the processor and the system.
import { gzipSync } from 'fflate';

const BLOCK = 512;
/** An entry is `{ path, mode?, content }`, or `{ path, link }`; paths have no slash at the front. */
const TYPES = { file: '0', link: '2', folder: '5' };

export const gzip = (bytes) => Buffer.from(gzipSync(bytes, { level: 9, mtime: 0 }));

const octal = (value, length) => `${value.toString(8).padStart(length - 1, '0')}\0`;

const padded = (bytes, to) => Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);

function header({ path, mode, size, type, link = '' }, timeS) {
  const name = `./${path}`;
  if (Buffer.byteLength(name) > 100 || Buffer.byteLength(link) > 100)
    throw new Error(`${path} is too long for a tar archive`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(timeS, 12), 100);
  // The checksum counts itself as eight spaces.
  block.write(`        ${type}${link}`, 148);
  block.write('ustar\x0000root', 257);
  block.write('root', 297);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Every folder above the paths, each once. */
function foldersOf(paths) {
  const folders = new Set();
  for (const path of paths)
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
      folders.add(path.slice(0, at + 1));
  return [...folders];
}

/** @param timeS of every entry, in seconds since 1970 */
export function tar(entries, timeS) {
  const folders = foldersOf(entries.map(({ path }) => path));
  const all = [
    { path: '', mode: 0o755, size: 0, type: TYPES.folder },
    ...folders.map((path) => ({ path, mode: 0o755, size: 0, type: TYPES.folder })),
    ...entries.map(({ path, mode = 0o644, content, link }) =>
      link === undefined
        ? { path, mode, size: content.length, type: TYPES.file, content }
        : { path, mode: 0o777, size: 0, type: TYPES.link, link },
    ),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const blocks = all.flatMap((entry) => [
    header(entry, timeS),
    padded(entry.content ?? Buffer.alloc(0), BLOCK),
  ]);
  return padded(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), 20 * BLOCK);
}

/** @param members `[name, bytes]` */
function ar(members, timeS) {
  const parts = members.flatMap(([name, bytes]) => [
    Buffer.from(
      `${name.padEnd(16)}${String(timeS).padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`,
    ),
    bytes,
    Buffer.from(bytes.length % 2 === 1 ? '\n' : ''),
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}

/** A package, from what describes it and what it installs. */
export const deb = (control, data, timeS) =>
  ar(
    [
      ['debian-binary', Buffer.from('2.0\n')],
      ['control.tar.gz', gzip(tar(control, timeS))],
      ['data.tar.gz', gzip(tar(data, timeS))],
    ],
    timeS,
  );
