import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installationOf } from '../../src/cli/installation.ts';
import type { HostMachine } from '../../src/system/machine.ts';

const machineWith = (...paths: readonly string[]) =>
  ({ facts: (path: string) => (paths.includes(path) ? {} : undefined) }) as unknown as HostMachine;

describe('how the hub is installed', () => {
  for (const [installation, paths, program, isSystemAccount] of [
    ['container', ['/.dockerenv'], 'aris', true],
    ['service', ['/run/systemd/system'], 'aris', true],
    ['service', [], 'node /usr/lib/aris/dist/main.js', true],
    ['command', [], 'aris', false],
    ['folder', [], 'node /srv/aris/dist/main.js', false],
  ] as const)
    it(`${installation}: ${program}${isSystemAccount ? ', as a system account' : ''}`, () => {
      const machine = machineWith(...paths);
      assert.equal(installationOf({ machine, program }, isSystemAccount), installation);
    });
});
