import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DHW_DEFAULTS } from '../../src/domain/control/hot-water/dhw.ts';
import {
  askedOfTank,
  asksTheSameOfTank,
  commandDhw,
  hasInstant,
  movedDhw,
  restoredDhw,
  type DhwAsk,
  type DhwRequest,
} from '../../src/domain/dhw-request.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DEFAULT_SETTINGS, HOUSE_SETTINGS } from '../../src/domain/settings.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { refusedAs } from '../support/refused.ts';

const NOW_MS = 1_000_000;
const { dhwTargetC, dhwAwayC } = DEFAULT_SETTINGS;
const { min, max } = HOUSE_SETTINGS.dhwTargetC;
const FULL: DhwRequest = {
  target: { tempC: 55, insteadOfC: dhwTargetC },
  boostUntilMs: NOW_MS + MINUTE_MS,
  sanitizeAskedMs: NOW_MS - 5,
  recirc: false,
};
const command = (asked: DhwAsk, before: DhwRequest = {}) =>
  commandDhw(before, asked, DEFAULT_SETTINGS, NOW_MS);

describe('a command to the hot water', () => {
  it('changes what it names, and nothing else', () => {
    const { target, boostUntilMs, sanitizeAskedMs, recirc } = FULL;
    const cases: readonly (readonly [DhwAsk, DhwRequest])[] = [
      [{ targetTempC: 48 }, { ...FULL, target: { tempC: 48, insteadOfC: dhwTargetC } }],
      [{ boostMinutes: 30 }, { ...FULL, boostUntilMs: NOW_MS + 30 * MINUTE_MS }],
      [{ boostMinutes: 0 }, { target, sanitizeAskedMs, recirc }],
      [{ sanitize: true }, { ...FULL, sanitizeAskedMs: NOW_MS }],
      [{ recirc: true }, { target, boostUntilMs, sanitizeAskedMs, recirc: true }],
    ];
    for (const [asked, after] of cases) assert.deepEqual(command(asked, FULL).request, after);
    const empty = { sanitizeAskedMs: undefined, recirc: false };
    assert.deepEqual(command({ recirc: false }).request, empty);
  });

  it('is applied to the nearest tenth, and echoed so', () => {
    const { request, applied } = command({ targetTempC: 48.26, recirc: true });
    assert.deepEqual(request.target, { tempC: 48.3, insteadOfC: dhwTargetC });
    assert.deepEqual(applied, { targetTempC: 48.3, recirc: true });
    assert.deepEqual(command({ boostMinutes: 5 }).applied, { boostMinutes: 5 });
  });

  it('is refused where it asks for nothing, or for what is out of bounds, by its field', () => {
    const { dhwBoostMinutes } = LIMITS;
    const cases: readonly (readonly [DhwAsk, string])[] = [
      [{}, 'targetTempC'],
      [{ targetTempC: min - 0.1 }, 'targetTempC'],
      [{ targetTempC: max + 0.1 }, 'targetTempC'],
      [{ targetTempC: Number.NaN }, 'targetTempC'],
      [{ boostMinutes: -1 }, 'boostMinutes'],
      [{ boostMinutes: 1.5 }, 'boostMinutes'],
      [{ boostMinutes: dhwBoostMinutes + 1 }, 'boostMinutes'],
    ];
    for (const [asked, field] of cases)
      assert.throws(() => command(asked), refusedAs('invalid', { field }), JSON.stringify(asked));
    for (const targetTempC of [min, max]) command({ targetTempC });
    command({ boostMinutes: dhwBoostMinutes });
  });
});

describe('a request for hot water, with a clock that is set', () => {
  it('has its boost and its disinfection moved along', () => {
    assert.deepEqual(movedDhw(FULL, 60), {
      ...FULL,
      boostUntilMs: NOW_MS + MINUTE_MS + 60,
      sanitizeAskedMs: NOW_MS + 55,
    });
    const rest = { recirc: true };
    assert.equal(movedDhw(rest, 60), rest);
    assert.equal(movedDhw(FULL, 0), FULL);
    assert.deepEqual(movedDhw({ sanitizeAskedMs: 5 }, 60), { sanitizeAskedMs: 65 });
    assert.deepEqual([FULL, { boostUntilMs: 1 }, { sanitizeAskedMs: 1 }, rest].map(hasInstant), [
      true,
      true,
      true,
      false,
    ]);
  });

  it('is, from an earlier life, no longer than one can be and not of the future', () => {
    const ahead = { boostUntilMs: Number.MAX_SAFE_INTEGER, sanitizeAskedMs: NOW_MS + 1 };
    assert.deepEqual(restoredDhw(ahead, NOW_MS), {
      boostUntilMs: NOW_MS + LIMITS.dhwBoostMinutes * MINUTE_MS,
      sanitizeAskedMs: NOW_MS,
    });
    assert.deepEqual(restoredDhw(FULL, NOW_MS), FULL);
    assert.deepEqual(restoredDhw({}, NOW_MS), {});
  });
});

it('a request asks the same as another where all of it is the same', () => {
  assert.ok(asksTheSameOfTank(FULL, { ...FULL, target: { tempC: 55, insteadOfC: dhwTargetC } }));
  for (const other of [
    { target: undefined },
    { target: { tempC: 54, insteadOfC: dhwTargetC } },
    { target: { tempC: 55, insteadOfC: dhwTargetC + 1 } },
    { boostUntilMs: 1 },
    { sanitizeAskedMs: 1 },
    { recirc: true },
  ])
    assert.ok(!asksTheSameOfTank(FULL, { ...FULL, ...other }), JSON.stringify(other));
});

describe('what is asked of the tank', () => {
  const asked = (level: Parameters<typeof askedOfTank>[2], request = FULL, settings = {}) =>
    askedOfTank(request, { ...DEFAULT_SETTINGS, ...settings }, level);

  it('is what was told while somebody is home, until the setting has changed since', () => {
    const { boostUntilMs, sanitizeAskedMs } = FULL;
    assert.deepEqual(asked('comfort'), {
      targetTempC: 55,
      isOff: false,
      boostUntilMs,
      sanitizeAskedMs,
      recirc: false,
    });
    assert.equal(asked('comfort', FULL, { dhwTargetC: 52 }).targetTempC, 52);
    assert.equal(asked('comfort', {}).targetTempC, dhwTargetC);
    assert.equal(asked('comfort', {}).recirc, true);
  });

  it('is less while all are away, and nobody waits for it at the taps', () => {
    const away = asked('reduced', {});
    assert.deepEqual([away.targetTempC, away.isOff, away.recirc], [dhwAwayC, false, false]);
    const low = { target: { tempC: 40, insteadOfC: dhwTargetC } };
    assert.equal(asked('reduced', low, { dhwAwayC: 45 }).targetTempC, 40);
  });

  it('is the least that there is where only hygiene or frost matters', () => {
    for (const [level, isOff] of [
      ['hygiene', false],
      ['frost', true],
    ] as const) {
      const { targetTempC, isOff: off, recirc } = asked(level);
      assert.deepEqual([targetTempC, off, recirc], [DHW_DEFAULTS.minC, isOff, false]);
    }
  });
});
