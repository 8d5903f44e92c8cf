/** A disk that fails under the hub: a real ext4, which the kernel makes read-only as it does with a card that dies. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { mountSmallDisk, NEEDS_ROOT, type SmallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

interface Health {
  readonly status: string;
  readonly checks: { readonly state_file: { readonly status: string; readonly state?: string } };
}

const UNWRITABLE = 'storage_unwritable';

describe('a disk that takes no writes', NEEDS_ROOT, () => {
  let disk: SmallDisk;
  let hub: TestHub;
  let token: string;
  const start = async () => startHub({ args: ['--virtual'], dataFolder: disk.path });
  const health = async () => (await curl(`${hub.url}/health`)).json() as Health;
  const command = async (tempHeatSetC: number) =>
    curl(`${hub.url}/api/zones/kitchen/command`, { token, body: { tempHeatSetC } });
  const zone = async () => {
    const reply = await curl(`${hub.url}/api/zones/kitchen`, { token });
    return (reply.json() as { zone: { tempHeatSetC: number; reason: { code: string } } }).zone;
  };
  const faults = async () => {
    const reply = await curl(`${hub.url}/api/faults`, { token });
    return (reply.json() as { faults: { code: string; source: string; severity: string }[] })
      .faults;
  };

  beforeEach(async () => {
    disk = mountSmallDisk();
    hub = await start();
    token = await hub.token();
    assert.equal((await command(20.5)).status, 200);
  });
  afterEach(async () => {
    await hub.kill9();
    disk.remove();
  });

  it('is told of everywhere, refuses what cannot be kept, and does not keep the hub from stopping', async () => {
    assert.equal((await health()).status, 'ok');
    disk.fail();
    const refused = await command(22);
    assert.equal(refused.status, 507);
    assert.match(refused.body, /nothing was changed, since the disk takes no writes/);
    assert.equal((await zone()).tempHeatSetC, 20.5);
    const { status, checks } = await health();
    assert.deepEqual(
      [status, checks.state_file],
      ['degraded', { ...checks.state_file, status: 'error', state: 'unwritable' }],
    );
    assert.equal(await metric(hub, token, 'aris_storage_unwritable'), 1);
    const fault = await until(
      async () => (await faults()).find(({ code }) => code === UNWRITABLE),
      'the fault',
      90_000,
    );
    assert.deepEqual([fault.source, fault.severity], ['system', 'critical']);
    const asked = performance.now();
    assert.equal(await hub.stop(), 1);
    assert.ok(performance.now() - asked < 15_000);
    const lost = hub.logged('what waited for the disk is lost');
    assert.ok(Number(lost?.['events']) > 0, JSON.stringify(lost));
    assert.match(
      String(hub.logged('the stop was not clean')?.['reason']),
      /did not close within 5 s/,
    );
  });

  it('is noticed without anybody asking for anything', async () => {
    disk.fail();
    await until(async () => (await health()).status === 'degraded', 'the health to say so', 45_000);
  });

  it('does not keep the hub from starting and controlling, however it ended, and is written again once it can be', async () => {
    await hub.kill9();
    disk.remount('ro');
    hub = await start();
    assert.ok(hub.logged('the disk takes no writes: the house goes on, but nothing is kept'));
    assert.equal((await health()).status, 'degraded');
    await until(async () => (await zone()).reason.code !== 'starting', 'control');
    assert.equal((await zone()).tempHeatSetC, 20.5);
    assert.equal((await command(22)).status, 507);
    disk.allowWrites();
    await until(async () => (await health()).status === 'ok', 'the disk to be written', 45_000);
    assert.equal((await command(22)).status, 200);
    await hub.kill9();
    hub = await start();
    assert.equal((await zone()).tempHeatSetC, 22);
  });
});
