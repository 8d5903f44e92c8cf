/** What the built program tells of itself and of what is asked of it, over crash and restart. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { createContractCheck, type Contract } from '../support/contract.ts';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

interface Event {
  readonly id: number;
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const options = { dataFolder: lastingFolder(), args: ['--virtual'] };

async function eventsOf(hub: TestHub, token: string, query = ''): Promise<Event[]> {
  const reply = await curl(`${hub.url}/api/events${query}`, { token });
  assert.equal(reply.status, 200, reply.body);
  return (reply.json() as { events: Event[] }).events;
}

describe('the events of a hub', () => {
  it('tell of its starts and stops, and of a command though it is killed after it', async () => {
    const first = await startHub(options);
    const token = await first.token('zones:full', 'events:read');
    const zones = await curl(`${first.url}/api/zones`, { token });
    const [zone] = (zones.json() as { zones: { zoneId: string }[] }).zones;
    const command = `${first.url}/api/zones/${zone?.zoneId ?? ''}/command`;
    const reply = await curl(command, { token, body: { tempHeatSetC: 18.5 } });
    assert.equal(reply.status, 200, reply.body);
    await first.kill9();

    const second = await startHub(options);
    const [change, ...more] = await eventsOf(second, token, '?type=setpoint_change');
    assert.deepEqual([change?.data?.['tempHeatSetC'], more], [18.5, []]);
    assert.equal(await second.stop(), 0);

    const third = await startHub(options);
    const own = (await eventsOf(third, token)).filter(({ type }) => type.startsWith('system_'));
    assert.deepEqual(
      own.map(({ type }) => type),
      ['system_startup', 'system_shutdown', 'system_startup', 'system_startup'],
    );
    assert.equal((await third.cli('house', 'reload')).code, 0);
    const contract = (await curl(`${third.url}/api/openapi.json`, { token })).json() as Contract;
    const check = createContractCheck(contract);
    const all = await eventsOf(third, token);
    assert.ok(all.some(({ type }) => type === 'house_reloaded'));
    assert.deepEqual(
      all.flatMap((event) => check.faultsOfEvent(event)),
      [],
    );
    const ids = own.map(({ id }) => id);
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(ids).size, ids.length);
    await until(
      async () => (await eventsOf(third, token, '?type=device_online')).length > 0,
      'a device to be told of',
    );
    await third.stop();
  });
});
