import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderName } from '../../../../src/domain/binding/order.ts';
import { decide } from '../../../../src/domain/control/decide.ts';
import {
  HEATER_DEFAULTS,
  type HeaterSettings,
} from '../../../../src/domain/control/source/heater.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { ALL_YEAR, NOW_MS, rested, snapshot, zone } from '../house.ts';

interface Given {
  readonly policy?: HeaterSettings['policy'];
  readonly hcu?: Partial<HcuSnapshot>;
  /** Of the one room, whose setpoint is 21 °C. */
  readonly tempC?: number;
  readonly outdoorTempC?: number;
  /** How long the source has worked for the rooms. */
  readonly minutes?: number;
  readonly isHelping?: boolean;
  readonly of?: Partial<ControlSnapshot>;
}

function decided({
  policy = 'off',
  hcu = {},
  tempC = 20,
  outdoorTempC = 2,
  minutes = 30,
  isHelping = false,
  of = {},
}: Given) {
  const seen = snapshot({
    settings: { ...ALL_YEAR, heater: { ...HEATER_DEFAULTS, policy } },
    zones: [zone('living', { tempC })],
    outdoorTempC,
    hcu: { hasCompressor: true, hasBackupHeater: true, ...hcu },
    dhw: undefined,
    ...of,
  });
  const memory: Partial<ControlMemory> = {
    compressor: { work: 'heat', startedMs: NOW_MS - minutes * MINUTE_MS, startsMs: [] },
    heater: { isHelping },
  };
  return decide(seen, rested(memory), NOW_MS);
}

const BROKEN = { hasFault: true };
/** What the unit is told and gets, why, and what the room gets, and why. */
function summary(given: Given) {
  const { hcu, zones } = decided(given).decision;
  return [
    hcu?.command.backupHeater ?? false,
    hcu?.effective,
    hcu?.reason.code,
    zones[0]?.effectiveMode,
    zones[0]?.reason.code,
  ];
}
const isOn = (given: Given) => decided(given).decision.hcu?.command.backupHeater === true;

describe('the electric heater of the circuit', () => {
  it('stands in for a source with a fault, where it may', () => {
    const alone = [true, 'heat', 'heater_alone', 'heat', 'heater_alone'];
    const nothing = [false, 'none', 'source_fault', 'idle', 'source_fault'];
    assert.deepEqual(summary({ policy: 'emergency', hcu: BROKEN }), alone);
    assert.deepEqual(summary({ policy: 'bivalence', hcu: BROKEN }), alone);
    assert.deepEqual(summary({ policy: 'off', hcu: BROKEN }), nothing);
    assert.deepEqual(
      summary({ policy: 'emergency', hcu: { ...BROKEN, hasBackupHeater: false } }),
      nothing,
    );
  });

  it('is told the water of the curve', () => {
    const { command } = decided({ policy: 'emergency', hcu: BROKEN }).decision.hcu ?? {};
    assert.deepEqual(command, { mode: 'heat', supplyTempC: 42, backupHeater: true });
  });

  it('keeps frost from the pipes whatever is set, where the source has a fault', () => {
    assert.ok(isOn({ policy: 'off', hcu: BROKEN, tempC: 5 }));
    assert.ok(!isOn({ policy: 'off', tempC: 5 }));
  });

  it('rests with content rooms, in cooling, and while the tank has the unit', () => {
    const policy = 'emergency';
    assert.ok(!isOn({ policy, hcu: BROKEN, tempC: 22 }));
    assert.ok(!isOn({ policy, hcu: BROKEN, tempC: 27 }));
    const dhw = { targetTempC: 50, tempTopC: 30, tempMidC: 30, tempBottomC: 30 };
    assert.ok(!isOn({ policy, hcu: BROKEN, of: { dhw } }));
  });

  it('helps below the bivalence point a source that has not been enough for a while', () => {
    const cold = { policy: 'bivalence', outdoorTempC: -5.1 } as const;
    assert.deepEqual(summary(cold), [true, 'heat', 'heater_added', 'heat', 'heating']);
    assert.ok(!isOn({ ...cold, policy: 'emergency' }));
    assert.ok(!isOn({ ...cold, outdoorTempC: -5 }));
    assert.ok(!isOn({ ...cold, minutes: 19 }));
    assert.ok(isOn({ ...cold, minutes: 20, tempC: 20.5 }));
    assert.ok(!isOn({ ...cold, tempC: 20.6 }));
  });

  it('goes on helping until it is warm, in the room or outdoors', () => {
    const helping = { policy: 'bivalence', isHelping: true, outdoorTempC: -4.1, tempC: 20.7 };
    assert.ok(isOn({ ...helping, policy: 'bivalence' }));
    assert.ok(!isOn({ ...helping, policy: 'bivalence', outdoorTempC: -4 }));
    assert.ok(!isOn({ ...helping, policy: 'bivalence', tempC: 20.8 }));
    const { memory } = decided({ ...helping, policy: 'bivalence' });
    assert.deepEqual(memory.heater, { isHelping: true });
  });

  it('rests under a power limit and in a block of the grid, save that frost wins', () => {
    const broken = { policy: 'emergency', hcu: BROKEN } as const;
    const limited = { powerLimit: { limitKw: 4.2, untilMs: NOW_MS + MINUTE_MS } };
    for (const of of [limited, { surplusLevel: 1 }] as const) {
      assert.ok(!isOn({ ...broken, of }));
      assert.ok(isOn({ ...broken, tempC: 5, of }));
    }
    // What it draws nobody says, so it does not help a source that is within the limit either.
    const cold = { policy: 'bivalence', outdoorTempC: -6, hcu: { electricalPowerKw: 1 } } as const;
    assert.deepEqual([isOn(cold), isOn({ ...cold, of: limited })], [true, false]);
  });

  it('of a machine of another make is told where it can be told', () => {
    const made = (orders: readonly OrderName[]): Given => ({
      policy: 'emergency',
      hcu: {
        ...BROKEN,
        hasBackupHeater: true,
        appliance: { level: 'steer', chosen: 'steer', orders: new Set(orders) },
      },
    });
    assert.ok(isOn(made(['mode', 'backupHeater'])));
    assert.ok(!isOn(made(['mode'])));
  });
});
