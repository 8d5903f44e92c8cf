// What Debian wants to be told of a package: copyright, changelog, control.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MAINTAINER = 'The Aris hub developers <noreply@aris.invalid>';

const LMDB = 'node_modules/lmdb/dependencies';
/** What is compiled into the native library of lmdb. */
const COMPILED = [
  ['LMDB', 'OpenLDAP Public License 2.8', `${LMDB}/lmdb/libraries/liblmdb/LICENSE`],
  ['LZ4', 'BSD 2-Clause', `${LMDB}/lz4/lib/LICENSE`],
];
/** Those that every Debian has: named, not repeated. */
const COMMON = { 'Apache-2.0': '/usr/share/common-licenses/Apache-2.0' };

const RULE = `\n${'-'.repeat(78)}\n\n`;

/** @param bundled as in dist/licences.json @param node `{ version, text }` where Node is in the package */
export function copyrightOf(root, bundled, node) {
  const read = (path) => readFileSync(join(root, path), 'utf8').trim();
  const sections = [
    `The Aris hub is under this licence:\n\n${read('LICENSE')}`,
    ...bundled.map(({ name, version, licence, text }) => {
      const said = COMMON[licence];
      return said === undefined
        ? `dist/ has ${name} ${version} in it (${licence}):\n\n${text}`
        : `dist/ has ${name} ${version} in it, under ${licence}: ${said}`;
    }),
    ...COMPILED.map(
      ([name, licence, path]) =>
        `node_modules/@lmdb/ has ${name} in it (${licence}):\n\n${read(path)}`,
    ),
  ];
  if (node !== undefined)
    sections.push(
      `bin/node is Node.js ${node.version} as its makers build it for nodejs.org, from the npm package ${node.name}:\n\n${node.text}`,
    );
  return `${sections.join(RULE)}\n`;
}

/** @param date of the version, RFC 5322 */
export const changelogOf = (name, version, date) =>
  `${name} (${version}) stable; urgency=medium\n\n  * What has changed is in changelog.gz beside this file.\n\n -- ${MAINTAINER}  ${date}\n`;

const DESCRIPTION = ` One small daemon that runs heating, cooling and hot water: a page for people at
 http://aris.local, an API for Home Assistant and scripts, metrics for
 Prometheus. It talks to its devices over MQTT, and needs no internet.`;

/** @param fields further ones, in order */
export function controlOf({ name, version, architecture, installedKib, summary, fields }) {
  const rows = [
    ['Package', name],
    ['Version', version],
    ['Architecture', architecture],
    ['Maintainer', MAINTAINER],
    ['Installed-Size', installedKib],
    ...fields,
    ['Section', 'net'],
    ['Priority', 'optional'],
    ['Description', `${summary}\n${DESCRIPTION}`],
  ];
  return rows.map(([field, value]) => `${field}: ${value}\n`).join('');
}
