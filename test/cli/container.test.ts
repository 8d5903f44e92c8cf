import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hintInContainer, isContainer } from '../../src/cli/container.ts';
import { createFakeMachine } from '../support/fake-machine.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand } from '../support/command-line.ts';

const isOne = (...paths: string[]) =>
  isContainer(createFakeMachine({ facts: Object.fromEntries(paths.map((path) => [path, {}])) }));

describe('a container', () => {
  it('is known by what its engine puts there', () => {
    assert.equal(isOne('/.dockerenv'), true);
    assert.equal(isOne('/run/.containerenv'), true);
    assert.equal(isOne('/etc/debian_version'), false);
    assert.equal(isOne('/.dockerenv', '/run/systemd/system'), false);
  });

  it('has no sudo: what is meant for the machine is said to be', () => {
    for (const [hint, there] of [
      ['look at their power', 'look at their power'],
      ['put it right: sudo aris backup FILE', 'put it right: aris backup FILE'],
      ['sudo chmod 600 /data/keys.json', 'chmod 600 /data/keys.json'],
      ['sudo apt clean', 'on the machine, outside of the container: sudo apt clean'],
    ] as const)
      assert.equal(hintInContainer(hint), there);
  });

  it('is told no sudo by aris doctor, and nothing of a name that the machine has', async () => {
    const { path, remove } = tempFolder();
    const machine = createFakeMachine({
      facts: { '/.dockerenv': {}, [path]: { isFolder: true, mode: 0o755 } },
    });
    const { out } = await runCommand(['doctor'], path, { machine });
    remove();
    assert.match(out, /^– +name .*outside of this container/m);
    assert.match(out, /^ +→ chmod 700 /m);
    assert.match(out, /^ +→ on the machine, outside of the container: sudo /m);
  });
});
