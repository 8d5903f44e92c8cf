/** Gateways that answer nonsense for an hour, in front of a house that lives: random text, numbers that cannot be, JSON of other shapes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { demoOf } from '../../../src/simulator/demos.ts';
import type { Gateway } from '../../../src/simulator/gateways/gateway.ts';
import { profilesOf } from '../../../src/system/profile-files.ts';
import { createLivingHouse } from '../../support/living-house.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const START_MS = Date.UTC(2026, 0, 20, 7);
const random = createSeededRandom(17);

const NONSENSE: readonly ((payload: string) => string)[] = [
  () => Buffer.from(random.bytes(24)).toString('latin1'),
  () => "Guru Meditation Error: Core 1 panic'ed (LoadProhibited)",
  () => '',
  () => 'NaN',
  () => '-99999',
  () => '1e300',
  () => '[[[]]]',
  () => '{"":{"value":[1,2,3]},"temperature":{"now":21}}',
  () => 'null',
  (payload) => payload.replaceAll(/\d+/g, '88888'),
  (payload) => JSON.stringify([payload]),
  (payload) => payload.slice(0, payload.length / 2),
];

/** Each says something else that it cannot mean each time. */
function maddened(gateway: Gateway, isMad: () => boolean, heard: string[]): Gateway {
  let said = 0;
  return {
    ...gateway,
    report(placement, plant) {
      const all = gateway.report(placement, plant);
      if (!isMad()) return all;
      return all.map((publication) => {
        const nonsense = NONSENSE[said++ % NONSENSE.length] ?? String;
        return { ...publication, payload: nonsense(publication.payload) };
      });
    },
    hear(topic, payload) {
      const isMine = gateway.hear(topic, payload);
      if (isMine) heard.push(`${topic} ${payload}`);
      return isMine;
    },
  };
}

async function homeOf(name: string) {
  const demo = demoOf(name);
  assert.ok(demo);
  const result = parseHouse(demo.houseText, 'aris', profilesOf('no-such-folder'));
  assert.ok('house' in result, JSON.stringify(result));
  let isMad = false;
  const heard: string[] = [];
  const home = await createLivingHouse({
    house: result.house,
    startMs: START_MS,
    gatewaysWith: (clock) =>
      demo.gateways(clock).map((gateway) => maddened(gateway, () => isMad, heard)),
  });
  const faults = () =>
    home
      .hub()
      .faults.list()
      .filter(({ code }) => code !== 'backup_old')
      .map(({ source, objectId, code }) => `${source} ${objectId} ${code}`)
      .sort();
  return { ...home, heard, faults, goMad: (is: boolean) => void (isMad = is) };
}

/** Of each home: all that its machine may be told meanwhile, how often, and what has to be said of it. */
const HOMES = [
  {
    name: 'heishamon',
    tells: /^panasonic_heat_pump\/commands\/SetDHWTemp 48$/,
    times: 4,
    faults: ['dhw dhw_main reading_impossible', 'hcu hcu_main reading_impossible'],
  },
  {
    name: 'relays',
    // No relay is closed by it.
    tells: /"method":"Switch\.Set","params":\{"id":[01],"on":false\}/,
    times: 24,
    faults: ['hcu hcu_main reading_impossible', 'sensor garden reading_impossible'],
  },
];

for (const { name, tells, times, faults } of HOMES)
  describe(`a home behind ${name} whose gateways say nonsense for an hour`, () => {
    let home: Awaited<ReturnType<typeof homeOf>>;

    before(async () => {
      home = await homeOf(name);
      await home.live(10 * MINUTE_MS);
      home.heard.length = 0;
      home.hub().log.lines.length = 0;
      home.goMad(true);
      await home.live(HOUR_MS);
    });
    after(async () => home.stop());

    it('tells its machine nothing by it, and gives it its own back a few times at most', () => {
      for (const message of home.heard) assert.match(message, tells);
      assert.ok(home.heard.length <= times, `${home.heard.length} messages`);
    });

    it('says which readings cannot be, and neither log nor events grow by each word', async () => {
      const found = home.faults();
      for (const fault of faults) assert.ok(found.includes(fault), `${fault} in ${found.join()}`);
      const { log, journal } = home.hub();
      assert.ok(log.lines.length <= 40, `${log.lines.length} lines`);
      const { events } = await journal.query({ audit: 'hidden', limit: 500 });
      assert.ok(events.length <= 200, `${events.length} events`);
    });

    it('is as it was when they speak sense again', async () => {
      home.goMad(false);
      await home.live(HOUR_MS + MINUTE_MS);
      assert.deepEqual(home.faults(), []);
      for (const device of home.hub().devices.all()) assert.equal(device.isLive, true, device.key);
      const { electricalKwh = 0 } = home.hub().energy.report().total;
      assert.ok(electricalKwh < 10, `${electricalKwh} kWh`);
    });
  });
