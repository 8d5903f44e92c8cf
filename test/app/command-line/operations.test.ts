import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { createOperations } from '../../../src/app/command-line/operations.ts';
import { refusedAs } from '../../support/refused.ts';

const TOKENS = [
  { id: 'tok_00000001', name: 'HA', state: 'active' },
  { id: 'tok_00000002', name: 'Grafana', state: 'revoked' },
  { id: 'tok_00000003', name: 'Grafana', state: 'active' },
  { id: 'tok_00000004', name: 'Old', state: 'revoked' },
] as const;

/** What was asked of the hub, in order. */
function operating(more: Partial<Parameters<typeof createOperations>[0]> = {}) {
  const asked: unknown[] = [];
  const noting =
    (name: string) =>
    (...args: unknown[]) => {
      asked.push([name, ...args]);
      return Promise.resolve(name);
    };
  const none = new Proxy({}, { get: () => () => undefined, ownKeys: () => [] });
  const run = createOperations({
    tokens: {
      create: noting('create'),
      list: () => TOKENS,
      show: noting('show'),
      rotate: noting('rotate'),
      change: noting('change'),
      revoke: noting('revoke'),
    } as never,
    userOperations: none as never,
    backupOperations: none as never,
    houseOperations: none as never,
    brokerOperations: none as never,
    machines: { release: async (machine) => Promise.resolve([machine ?? 'all']) },
    ...more,
  });
  return { run, asked };
}

describe('what the command line can do', () => {
  it('is done as the command line, with what was given and nothing else', async () => {
    const { run, asked } = operating();
    await run('token.create', { name: 'grafana' });
    await run('token.rotate', { id: 'tok_00000001' });
    assert.deepEqual(await run('token.revoke', { id: 'tok_00000001' }), {
      tokensRevoked: 'revoke',
    });
    assert.deepEqual(
      (asked as unknown[][]).map(([name, who]) => [name, who === COMMAND_LINE]),
      [
        ['create', true],
        ['rotate', true],
        ['revoke', true],
      ],
    );
    for (const input of [{}, { id: 1 }, { id: 'tok_00000001', more: 1 }])
      await assert.rejects(run('token.rotate', input), refusedAs('invalid'));
  });

  it('takes tokens by name, of which the one that is left is meant', async () => {
    const { run, asked } = operating();
    for (const id of ['ha', 'Grafana', 'tok_00000002', 'Old']) await run('token.show', { id });
    await run('token.revoke', { id: 'Grafana' });
    await run('token.rotate', { id: 'HA' });
    await run('token.change', { id: 'HA', change: { name: 'x' } });
    assert.deepEqual(
      (asked as unknown[][]).map((call) => call.find((word) => String(word).startsWith('tok_'))),
      [1, 3, 2, 4, 3, 1, 1].map((n) => `tok_0000000${n}`),
    );
    await assert.rejects(run('token.revoke', { id: 'nobody' }), refusedAs('not_found'));
  });

  it('is nothing that has no name, nor what objects inherit', async () => {
    const { run } = operating();
    for (const name of ['token.steal', 'toString', '__proto__', ''])
      await assert.rejects(run(name, {}), refusedAs('invalid'));
  });

  it('is a token for zones that there are, where the house is known', async () => {
    const { run, asked } = operating({
      refuseUnknownZones(zoneIds) {
        if (zoneIds.includes('attic')) throw new Error(`no zone ${zoneIds.join()}`);
      },
    });
    await assert.rejects(run('token.create', { name: 'x', zones: ['attic'] }), /no zone attic/);
    assert.deepEqual(asked, []);
    await run('token.create', { name: 'x', zones: ['living'] });
    await run('token.create', { name: 'x' });
    assert.equal(asked.length, 2);
  });

  it('is what a running hub alone can do where one runs', async () => {
    const off = operating();
    await assert.rejects(off.run('house.reload', {}), refusedAs('unavailable'));
    await assert.rejects(off.run('house.take', {}), refusedAs('unavailable'));
    assert.deepEqual(await off.run('house.release', {}), { unsure: ['all'] });
    const taken: unknown[] = [];
    const on = operating({
      reloadHouse: async () => {
        taken.push('reload');
        return Promise.resolve('file' as const);
      },
      machines: {
        release: async () => Promise.resolve([]),
        take: (machine) => void taken.push(machine),
      },
    });
    assert.deepEqual(await on.run('house.reload', {}), { from: 'file' });
    await on.run('house.take', { machine: 'hcu/a' });
    assert.deepEqual(taken, ['reload', 'hcu/a']);
  });
});
