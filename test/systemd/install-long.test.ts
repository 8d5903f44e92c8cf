/**
 * Installing as systemd/README.md says, on a fresh Debian 12 and 13, booted: `npm run test:install`, as root. It needs
 * debootstrap, and a mirror, which is that of this machine's apt. `ARIS_DEBIANS` names a folder that keeps the trees for
 * another time. Stand-ins are those of install.test.ts; on Debian 12, whose Node is too old, the Node and npm that run
 * this are what was got elsewhere.
 */
import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { bootContainer, type Container } from '../support/container.ts';
import { makeDebian } from '../support/debian-tree.ts';
import { describeInstalling } from './document.ts';
import { ROOT } from './installing.ts';

const PACKAGES = ['nodejs', 'mosquitto', 'mosquitto-clients', 'prometheus', 'curl', 'sudo'];
/** `npm run` says where npm is. */
const NPM = dirname(dirname(realpathSync(process.env['npm_execpath'] ?? process.execPath)));
const NODE = dirname(realpathSync(process.execPath));

if (process.env['ARIS_TEST_INSTALL'] === '1') {
  const bookworm = makeDebian('bookworm', PACKAGES);
  const trixie = makeDebian('trixie', [...PACKAGES, 'npm']);
  const elsewhere = [`${NODE}:/root/node`, `${NPM}:/root/npm`];

  async function bootBookworm(): Promise<Container> {
    const machine = await bootContainer(ROOT, bookworm, elsewhere);
    const { code, stderr } = await machine.shell(
      'cp --remove-destination /root/node/node /usr/bin/node && ln -s /root/npm/bin/npm-cli.js /usr/local/bin/npm',
    );
    assert.equal(code, 0, stderr);
    return machine;
  }

  describe('Debian 12’s own Node', () => {
    it('is too old, and is told so in one sentence', async () => {
      const machine = await bootContainer(ROOT, bookworm);
      const told = await machine.shell('node dist/main.js serve --virtual');
      await machine.stop();
      assert.equal(told.code, 2);
      assert.match(
        told.stderr,
        /^aris: this is Node 18\.\d+\.\d+, and Aris needs 20\.19 or newer\n$/,
      );
    });
  });
  describeInstalling('on Debian 12', bootBookworm);
  describeInstalling('on Debian 13', async () => bootContainer(ROOT, trixie));
}
