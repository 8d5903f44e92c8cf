import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { createDhwRequests } from '../../../src/app/house/dhw-requests.ts';
import { BY_HUB, OVER_MQTT } from '../../../src/domain/doer.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { INITIAL_SYSTEM, type ScheduledDhwLevel } from '../../../src/domain/system-mode.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';
import { settled } from '../../support/settled.ts';

function begin(
  kept = createKept(),
  canDisinfect = () => true,
  level: () => ScheduledDhwLevel = () => 'comfort',
) {
  const house = createCurrentHouse(SMALL_HOUSE);
  const settings = { get: () => DEFAULT_SETTINGS };
  const system = { state: () => INITIAL_SYSTEM };
  const schedule = { level };
  return {
    kept,
    house,
    clock: kept.clock,
    dhw: createDhwRequests({ ...kept, house, settings, system, schedule, canDisinfect }),
  };
}
const TANK = SMALL_HOUSE.dhw?.dhwId ?? '';

describe('what is asked of the hot water', () => {
  it('is what the house sets until somebody asks, and is kept', async () => {
    const { kept, dhw } = begin();
    assert.deepEqual(dhw.view(), { targetTempC: 50 });
    await dhw.command({ targetTempC: 53, recirc: true }, BY_HUB);
    const asked = { targetTempC: 53, recirc: true };
    assert.deepEqual(dhw.view(), asked);
    assert.deepEqual(begin(kept.again()).dhw.view(), asked);
  });

  it('is less in the hours that its schedule has it reduced, save for a boost', async () => {
    const { dhw } = begin(createKept(), undefined, () => 'reduced');
    assert.deepEqual([dhw.level(), dhw.view()['targetTempC']], ['reduced', 40]);
    await dhw.command({ boostMinutes: 30 }, BY_HUB);
    assert.ok(dhw.asked().boostUntilMs !== undefined);
  });

  it('is no disinfection of a tank that cannot be told to, and all else all the same', async () => {
    let can = false;
    const { kept, dhw } = begin(createKept(), () => can);
    await assert.rejects(async () => dhw.command({ sanitize: true, targetTempC: 53 }, BY_HUB), {
      code: 'invalid',
      context: { field: 'sanitize' },
      message: /^cannot be asked of this tank/,
    });
    assert.deepEqual([dhw.view()['targetTempC'], kept.told], [50, []]);
    await dhw.command({ targetTempC: 53 }, BY_HUB);
    can = true;
    await dhw.command({ sanitize: true }, BY_HUB);
    assert.equal(kept.told.length, 2);
  });

  it('is a boost for so long, whose end is told', async () => {
    const { clock, dhw } = begin();
    const boostUntil = isoTime(clock.nowMs() + 30 * MINUTE_MS);
    assert.deepEqual(await dhw.command({ boostMinutes: 30 }, BY_HUB), {
      dhwId: TANK,
      boostMinutes: 30,
      boostUntil,
    });
    assert.equal(dhw.view()['boostUntil'], boostUntil);
    clock.advance(30 * MINUTE_MS);
    assert.equal('boostUntil' in dhw.view(), false);
  });

  it('lasts as long with the clock set', async () => {
    const { kept, clock, dhw } = begin();
    await dhw.command({ boostMinutes: 30 }, BY_HUB);
    clock.set(HOUR_MS);
    const boostUntil = isoTime(clock.nowMs() + 30 * MINUTE_MS);
    assert.equal(dhw.view()['boostUntil'], boostUntil);
    await settled();
    assert.equal(begin(kept.again()).dhw.view()['boostUntil'], boostUntil);
  });

  it('is one event for each command, of a target where there is one', async () => {
    const { kept, dhw } = begin();
    await dhw.command({ targetTempC: 53, recirc: true }, BY_HUB);
    for (let times = 0; times < 2; times++) await dhw.command({ recirc: false }, OVER_MQTT);
    assert.deepEqual(
      kept.told.map(({ type, source, objectId }) => [type, source, objectId]),
      [
        ['setpoint_change', 'dhw', TANK],
        ['command_sent', 'mqtt', TANK],
      ],
    );
  });

  it('is asked of no tank that is not there', async () => {
    const { house, dhw } = begin();
    await assert.rejects(dhw.command({ recirc: true }, BY_HUB, 'another'), /not found/);
    house.replace({ ...SMALL_HOUSE, dhw: undefined });
    await assert.rejects(dhw.command({ recirc: true }, BY_HUB), /not found/);
  });
});
