/**
 * The packages on a fresh Debian 12 and 13, booted: `npm run test:install`, as root. What it needs is said in
 * install-long.test.ts. Debian 12 has a Node that is too old, so it gets the package that brings one.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { bootContainer } from '../support/container.ts';
import { makeDebian } from '../support/debian-tree.ts';
import { describeGoingBack } from './going-back.ts';
import { ROOT } from './installing.ts';
import { pack } from './packaging.ts';
import {
  describePackage,
  describeTrouble,
  fillShelf,
  tryApt,
  SHELF,
  type PackageName,
} from './packages.ts';

const PACKAGES = ['nodejs', 'mosquitto', 'mosquitto-clients', 'prometheus', 'curl', 'sudo'];

if (process.env['ARIS_TEST_INSTALL'] === '1') {
  const booted = (tree: string, name: PackageName) => async () => {
    const shelf = lastingFolder();
    const files = await fillShelf(shelf, name);
    return { machine: await bootContainer(ROOT, tree, [`${shelf}:${SHELF}`]), files };
  };
  const bookworm = makeDebian('bookworm', PACKAGES);
  const trixie = makeDebian('trixie', [...PACKAGES, 'npm']);

  describe('the package aris, on Debian 12', () => {
    it('is refused, since Node is too old there, and nothing is left of it', async () => {
      const file = await pack({ args: ['--architecture', 'amd64', '--package', 'aris'] });
      const folder = file.slice(0, file.lastIndexOf('/'));
      const machine = await bootContainer(ROOT, bookworm, [`${folder}:${SHELF}`]);
      const { code, said } = await tryApt(machine, 'install ./*.deb');
      const left = await machine.shell('ls -d /usr/lib/aris /etc/aris || true');
      await machine.stop();
      assert.notEqual(code, 0);
      assert.match(said, /aris : Depends: nodejs \(>= 20\.19\) but 18\./);
      assert.equal(left.stdout, '');
    });
  });
  describePackage('on Debian 12', 'aris-with-node', booted(bookworm, 'aris-with-node'));
  describePackage('on Debian 13', 'aris', booted(trixie, 'aris'));
  describeGoingBack('on Debian 13', trixie);
  describeTrouble('on Debian 13', 'aris', booted(trixie, 'aris'));
}
