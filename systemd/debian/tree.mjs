// Which files a package installs, and where.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzip } from './archive.mjs';
import { completionOf, manualOf, readCommands } from './command-line.mjs';
import { changelogOf, copyrightOf } from './documents.mjs';
import { linkedFiles } from './linked.mjs';

export const PROGRAM = 'usr/lib/aris';
/** Where Debian's own Node is, as the units have it. */
const SYSTEM_NODE = '/usr/bin/node';
const OWN_NODE = `/${PROGRAM}/bin/node`;
const UNITS = ['aris.service', 'aris.socket', 'aris-announce.service'];
/** Of systemd/, what has another place, or only makes packages and images. */
const ELSEWHERE = [...UNITS, 'aris.env', 'aris.sysusers.conf', 'debian', 'container'];

/** @returns the entries of all files below a folder */
function folderAt(path, folder, isWanted = () => true) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && isWanted(name))
    .map((name) => fileAt(join(path, name), join(folder, name)));
}

/** What can be run is what begins by saying with what. */
function fileAt(path, file) {
  const content = readFileSync(file);
  return { path, content, mode: content.subarray(0, 2).equals(Buffer.from('#!')) ? 0o755 : 0o644 };
}

const textAt = (path, text) => ({ path, content: Buffer.from(text) });

/** The bundle: without maps, which nothing reads there, and compressed the same way everywhere. */
function bundleEntries(dist, nodePath) {
  const entries = folderAt(`${PROGRAM}/dist`, dist, (name) => !name.endsWith('.map'));
  return entries.map((entry) => {
    if (entry.path.endsWith('.gz'))
      return {
        ...entry,
        content: gzip(readFileSync(join(dist, 'ui', basename(entry.path, '.gz')))),
      };
    if (entry.path !== `${PROGRAM}/dist/main.js`) return entry;
    const text = entry.content.toString().replace(/^#!.*/, `#!${nodePath}`);
    return { ...entry, content: Buffer.from(text) };
  });
}

/** What the bundle asks for as packages, by the least that these are found by; `dist/lmdb.js` has the rest in it. */
const LEFT_OUTSIDE = { lmdb: 'dist/index.cjs', 'ordered-binary': 'dist/index.cjs' };
/** One file is for every Node. */
const NATIVE = ['package.json', 'index.js', 'node.napi.glibc.node'];

function packageEntries(root, library) {
  const modules = `${PROGRAM}/node_modules`;
  const outside = Object.entries(LEFT_OUTSIDE).flatMap(([name, main]) =>
    ['package.json', 'LICENSE', main].map((path) =>
      fileAt(`${modules}/${name}/${path}`, join(root, 'node_modules', name, path)),
    ),
  );
  const platform = `${modules}/@lmdb/${basename(library)}`;
  return [...outside, ...NATIVE.map((name) => fileAt(`${platform}/${name}`, join(library, name)))];
}

/** Of systemd/, what its documents name and the program hands out; they themselves are among the documents. */
const kitEntries = (root) =>
  folderAt(
    `${PROGRAM}/systemd`,
    join(root, 'systemd'),
    (name) => !ELSEWHERE.includes(name.split(/[\\/]/)[0]) && !name.endsWith('.md'),
  );

function serviceEntries(root, nodePath, documents) {
  const systemd = join(root, 'systemd');
  const units = UNITS.map((name) => {
    const text = readFileSync(join(systemd, name), 'utf8')
      .replaceAll(SYSTEM_NODE, nodePath)
      .replace(`/${PROGRAM}/systemd/README.md`, `/${documents}/systemd/README.md`);
    return textAt(`usr/lib/systemd/system/${name}`, text);
  });
  return [
    ...units,
    fileAt('usr/lib/sysusers.d/aris.conf', join(systemd, 'aris.sysusers.conf')),
    fileAt('usr/lib/tmpfiles.d/aris.conf', join(systemd, 'debian/aris.tmpfiles.conf')),
    fileAt('etc/aris/aris.env', join(systemd, 'aris.env')),
    ...kitEntries(root),
  ];
}

/** README.md and all that it leads to, laid out as in the checkout, so that every link leads there too. */
function pageEntries(root, documents) {
  const kit = kitEntries(root).map(({ path }) => {
    const at = join(documents, relative(PROGRAM, path));
    return { path: at, link: relative(dirname(at), path) };
  });
  const firmware = folderAt(
    `${documents}/firmware`,
    join(root, 'firmware'),
    (path) => !basename(path).startsWith('.'),
  );
  const others = [...kit, ...firmware];
  const pages = linkedFiles(root).map((path) => fileAt(join(documents, path), join(root, path)));
  return [...others, ...pages.filter(({ path }) => !others.some((other) => other.path === path))];
}

/** @param of `{ root, dist, name, about, node }` */
function documentEntries({ root, dist, name, about, node }, documents) {
  const bundled = JSON.parse(readFileSync(join(dist, 'licences.json'), 'utf8'));
  const commands = readCommands(join(dist, 'main.js'));
  const { version, date } = about;
  const zipped = (path, text) => ({ path: `${path}.gz`, content: gzip(Buffer.from(text)) });
  return [
    textAt(`${documents}/copyright`, copyrightOf(root, bundled, node)),
    zipped(`${documents}/changelog`, readFileSync(join(root, 'CHANGELOG.md'))),
    zipped(
      `${documents}/changelog.Debian`,
      changelogOf(name, version, date.toUTCString().replace('GMT', '+0000')),
    ),
    ...pageEntries(root, documents),
    zipped('usr/share/man/man1/aris.1', manualOf(commands, about, documents)),
    textAt('usr/share/bash-completion/completions/aris', completionOf(commands)),
    textAt(`usr/share/lintian/overrides/${name}`, overridesOf(root, name, node)),
  ];
}

function overridesOf(root, name, node) {
  const lines = readFileSync(join(root, 'systemd/debian/overrides'), 'utf8').trim().split('\n');
  return `${lines.filter((line) => node !== undefined || !line.includes('bin/node')).join('\n')}\n`.replaceAll(
    '@PACKAGE@',
    name,
  );
}

/**
 * @param of `{ root, dist, name, about, library, node }`: the checkout, what it was built into, the folder of the native
 * library, and the Node that goes along, if one does
 */
export function installedFiles(of) {
  const { root, dist, library, node } = of;
  const documents = `usr/share/doc/${of.name}`;
  const nodePath = node === undefined ? SYSTEM_NODE : OWN_NODE;
  const { name, version, license, type, engines } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const own = JSON.stringify({ name, version, license, type, engines }, null, 2);
  return [
    ...bundleEntries(dist, nodePath),
    textAt(`${PROGRAM}/package.json`, `${own}\n`),
    ...packageEntries(root, library),
    ...serviceEntries(root, nodePath, documents),
    ...documentEntries(of, documents),
    { path: 'usr/bin/aris', link: '../lib/aris/dist/main.js' },
    ...(node === undefined
      ? []
      : [
          {
            path: OWN_NODE.slice(1),
            mode: 0o755,
            content: readFileSync(join(node.folder, 'bin/node')),
          },
        ]),
  ];
}
