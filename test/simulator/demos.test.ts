/**
 * Three whole homes behind gateways of other makes, in the gateways' own forms on a real Mosquitto, under control: some
 * hours of a winter's day in the gate, the whole day in the long form (`npm run test:long`).
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../src/app/house/house-file.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { KIND } from '../../src/simulator/building.ts';
import { demoOf } from '../../src/simulator/demos.ts';
import { profilesOf } from '../../src/system/profile-files.ts';
import { createClockedMosquitto } from '../support/clocked-mosquitto.ts';
import { createWatchedHouse } from '../support/watched-house.ts';
import { doer } from '../support/doers.ts';

const isLong = process.env['ARIS_TEST_LONG'] === '1';
const HOURS = isLong ? 24 : 3;
const START_MS = Date.UTC(2026, 0, 20, 5);
/** Radiators on a plant of this size are slower than fan coils, and a night's rest is over by then. */
const SETTLING_MS = 2 * HOUR_MS;

async function homeOf(name: string) {
  const demo = demoOf(name);
  assert.ok(demo);
  const result = parseHouse(demo.houseText, 'aris', profilesOf('no-such-folder'));
  assert.ok('house' in result, JSON.stringify(result));
  return createWatchedHouse({
    house: result.house,
    building: KIND,
    startMs: START_MS,
    settledMs: START_MS + SETTLING_MS,
    gatewaysWith: (clock) => demo.gateways(clock),
    brokerWith: createClockedMosquitto,
  });
}

type Home = Awaited<ReturnType<typeof homeOf>>;

/** Nothing of it is unheard, refused or disputed. */
function assertIsWell({ hub }: Home): void {
  const faults = hub()
    .faults.list()
    // The in-memory hub of these tests makes none.
    .filter(({ code }) => code !== 'backup_old')
    .map(({ source, objectId, code }) => `${source} ${objectId} ${code}`);
  assert.deepEqual(faults, []);
  for (const device of hub().devices.all()) assert.equal(device.isLive, true, device.key);
}

describe('a home behind HeishaMon, steered, with Zigbee2MQTT rooms', () => {
  it('is kept warm for a day, within what its memory stands', async () => {
    const home = await homeOf('heishamon');
    const told = new Set<number | undefined>();
    await home.live(MINUTE_MS * 5);
    assertIsWell(home);
    for (let hour = 0; hour < HOURS; hour++) {
      await home.live(HOUR_MS);
      told.add(home.truth.plant().hcu.settings?.supplyTempC);
    }
    const worst = home.comfort.worst();
    // Its thermometers tell tenths, and a minute late.
    assert.ok(worst.byK <= 1.1, JSON.stringify(worst));
    assert.ok(
      [...told].some((tempC) => tempC !== undefined && tempC !== 35),
      String([...told]),
    );
    assertIsWell(home);
    await home.stop();
  });
});

describe('a home behind EMS-ESP, nudged, with valves', () => {
  it('is kept warm for a day by its own curve, shifted where a room lacks warmth', async () => {
    const home = await homeOf('ems-esp');
    await home.live(MINUTE_MS * 5);
    assertIsWell(home);
    await home.live(HOURS * HOUR_MS);
    const worst = home.comfort.worst();
    assert.ok(worst.byK <= 1, JSON.stringify(worst));
    assertIsWell(home);
    await home.stop();
  });
});

describe('a heat pump behind two SG-Ready relays, with a meter', () => {
  it('follows the surplus for a day, and is warm all the same', async () => {
    const home = await homeOf('relays');
    await home.live(MINUTE_MS * 5);
    assertIsWell(home);
    const ownC = home.truth.plant().hcu.targetTempC;
    await home.hub().surplus.command(4, undefined, doer('test'));
    await home.live(HOUR_MS / 2);
    assert.equal(home.truth.plant().hcu.curveShiftK, 5, `${ownC} °C before`);
    await home.hub().surplus.command(2, undefined, doer('test'));
    await home.live(HOURS * HOUR_MS);
    assert.equal(home.truth.plant().hcu.curveShiftK, 0);
    const worst = home.comfort.worst();
    assert.ok(worst.byK <= 1, JSON.stringify(worst));
    assertIsWell(home);
    await home.stop();
  });
});
