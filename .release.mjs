// `npm run release -- 0.3.0`: the version in package.json and its lock, the section of the CHANGELOG, a commit and a tag.
// Nothing is pushed. It refuses where the checkout has changes, or where there is nothing to release.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [version = ''] = process.argv.slice(2);
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
function refuse(why) {
  console.error(why);
  process.exit(2);
}

const numbers = (text) => text.split('.').map(Number);
function isLater(one, other) {
  const [a, b] = [numbers(one), numbers(other)];
  const at = a.findIndex((number, index) => number !== b[index]);
  return at !== -1 && a[at] > b[at];
}

if (!/^\d+\.\d+\.\d+$/.test(version)) refuse('Name a version: npm run release -- 0.3.0');
if (git('status', '--porcelain') !== '') refuse('The checkout has changes: commit them first.');
if (git('tag', '--list', `v${version}`) !== '') refuse(`There is a v${version} already.`);
const { version: before } = JSON.parse(readFileSync('package.json', 'utf8'));
// A version that stands in package.json already is released for the first time.
if (version !== before && !isLater(version, before)) refuse(`${version} is not after ${before}.`);

const changelog = readFileSync('CHANGELOG.md', 'utf8');
const [head, ...sections] = changelog.split(/^(?=## )/m);
const [unreleased = '', ...released] = sections;
if (!unreleased.startsWith('## Unreleased')) refuse('CHANGELOG.md has no section "Unreleased".');
const lines = unreleased.slice('## Unreleased'.length).trim();
if (lines === '') refuse('CHANGELOG.md has nothing unreleased.');
const day = new Date().toISOString().slice(0, 10);
const section = `## ${version} (${day})\n\n${lines}\n\n`;
writeFileSync('CHANGELOG.md', `${head}## Unreleased\n\n${section}${released.join('')}`);
if (version !== before)
  execFileSync('npm', ['version', '--no-git-tag-version', version], { stdio: 'ignore' });
git('commit', '--quiet', '--all', '--message', `release: ${version}`);
git('tag', '--annotate', `v${version}`, '--message', `Aris hub ${version}`);
console.log(`Released ${version}: a commit and the tag v${version}.`);
