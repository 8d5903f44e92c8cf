// `npm run package`: the Debian packages, into packages/. The same checkout gives the same bytes on every machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ARCHITECTURES, debianPackage, nodeFolderOf } from './systemd/debian/package.mjs';

const USAGE = `Usage: npm run package -- [--architecture amd64|arm64|armhf …]
                          [--package aris|aris-with-node] [--revision N]
                          [--out FOLDER] [--node FOLDER]

  --architecture  which; may be given again. Without it: all of them
  --package       one of the two alone: aris needs Debian's Node, aris-with-node
                  brings one
  --revision      Debian's own number of a package of this version; 1 without it
  --out           where they go; packages without it
  --node          a Node for aris-with-node of one architecture, as unpacked
                  from nodejs.org: armhf needs it, since npm has none for it`;

function refuse(why) {
  console.error(`${why}\n\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  const one = { type: 'string' };
  const options = {
    architecture: { ...one, multiple: true },
    package: one,
    revision: one,
    out: one,
    node: one,
  };
  try {
    return parseArgs({ options }).values;
  } catch (fault) {
    return refuse(fault.message);
  }
}

/** That of the commit, so that it is the same wherever it is packed. */
function timeOfCheckout() {
  const { SOURCE_DATE_EPOCH: given } = process.env;
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  try {
    return Number(
      execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: 'pipe' }),
    );
  } catch {
    return refuse(
      'This is no git checkout: SOURCE_DATE_EPOCH has to say when the version was made, in seconds since 1970.',
    );
  }
}

const {
  architecture: chosen = Object.keys(ARCHITECTURES),
  package: name,
  revision = '1',
  out = 'packages',
  node,
} = readArguments();
const unknown = chosen.find((one) => !Object.hasOwn(ARCHITECTURES, one));
if (unknown !== undefined) refuse(`There is no package for ${unknown}.`);
if (!/^[1-9]\d*$/.test(revision)) refuse(`--revision is a number from 1 on, not ${revision}.`);
if (node !== undefined && chosen.length !== 1) refuse('--node is for one --architecture.');

if (name !== undefined && name !== 'aris' && name !== 'aris-with-node')
  refuse(`There is no package ${name}.`);

/** @returns what makes that package all the same */
const nodeNeeded = (architecture) =>
  `npm has no Node for it that is new enough. With one that was unpacked from nodejs.org: npm run package -- --architecture ${architecture} --node FOLDER`;
const hasNode = (architecture) =>
  node !== undefined || ARCHITECTURES[architecture].node !== undefined;
if (name === 'aris-with-node' && !chosen.some(hasNode))
  refuse(`There is no aris-with-node for ${chosen.join(', ')}: ${nodeNeeded(chosen[0])}`);

const root = import.meta.dirname;
const of = { root, dist: join(root, 'dist'), revision, timeS: timeOfCheckout() };
mkdirSync(out, { recursive: true });
function write({ file, bytes }) {
  writeFileSync(join(out, file), bytes);
  console.log(`${join(out, file)}: ${(bytes.length / 1e6).toFixed(1)} MB`);
}
for (const architecture of chosen) {
  if (name !== 'aris-with-node') write(debianPackage({ ...of, architecture }));
  if (name === 'aris') continue;
  const nodeFolder = node === undefined ? nodeFolderOf(architecture) : resolve(node);
  if (nodeFolder !== undefined) write(debianPackage({ ...of, architecture, nodeFolder }));
  else console.log(`no aris-with-node for ${architecture}: ${nodeNeeded(architecture)}`);
}
