import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createLevelChanges, type LevelChanges } from '../../../src/app/control/level-changes.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import type { Level } from '../../../src/domain/binding/level.ts';
import type { Appliance } from '../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { NOW_MS, rested, snapshot } from '../../domain/control/house.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [],
  fcus: [],
  heatpumps: [],
  hcu: { hcuId: 'main' },
  dhw: { dhwId: 'tank' },
};

describe('a change of a level', () => {
  let changes: LevelChanges;
  let clock: FakeClock;
  let told: NewEvent[];
  beforeEach(() => {
    clock = createFakeClock();
    told = [];
    changes = createLevelChanges({ clock, journal: { later: (event) => void told.push(event) } });
  });

  function see(level: Level, places: readonly string[] = [], house = HOUSE): void {
    const unmet = places.map((place) => ({
      level: 'steer' as const,
      place,
      wanted: 'fixed',
      said: undefined,
    }));
    const appliance: Appliance = {
      level,
      chosen: 'steer',
      orders: new Set(),
      ...(unmet.length > 0 && { unmet }),
    };
    const hcu = { hasCompressor: true, appliance };
    changes.see(house, decide(snapshot({ hcu }), rested(), NOW_MS).decision);
  }

  it('is told with what is missing, and when it is over', () => {
    see('steer');
    see('steer');
    assert.deepEqual(told, []);
    see('watch', ['waterMode', 'waterMode', 'sensor']);
    clock.advance(LIMITS.deviceEventIntervalMs);
    see('steer');
    assert.deepEqual(told, [
      {
        type: 'level_changed',
        severity: 'warning',
        source: 'hcu',
        objectId: 'main',
        data: {
          kind: 'hcu',
          level: 'watch',
          chosen: 'steer',
          before: { level: 'steer' },
          missing: ['waterMode', 'sensor'],
        },
      },
      {
        type: 'level_changed',
        severity: 'info',
        source: 'hcu',
        objectId: 'main',
        data: { kind: 'hcu', level: 'steer', chosen: 'steer', before: { level: 'watch' } },
      },
    ]);
  });

  it('is no news at the start', () => {
    see('watch', ['waterMode']);
    see('watch', ['waterMode']);
    assert.deepEqual(told, []);
  });

  it('is told now and then where it comes and goes all the time', () => {
    see('steer');
    for (let times = 0; times < 50; times++) see(times % 2 === 0 ? 'watch' : 'steer');
    assert.equal(told.length, 1);
    clock.advance(LIMITS.deviceEventIntervalMs);
    // As it was told.
    see('watch');
    assert.equal(told.length, 1);
    see('steer');
    assert.equal(told.length, 2);
  });

  it('is nothing of what speaks the own topics', () => {
    changes.see(HOUSE, decide(snapshot(), rested(), NOW_MS).decision);
    see('steer', [], { ...HOUSE, hcu: undefined });
    assert.deepEqual(told, []);
  });
});
