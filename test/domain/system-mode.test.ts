import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import {
  commandSystem,
  dhwLevel,
  INITIAL_SYSTEM,
  nextSystemChange,
  systemAt,
  type SystemCommand,
  type SystemState,
} from '../../src/domain/system-mode.ts';
import { HOUR_MS, isoTime } from '../../src/domain/units.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const hour = (hours: number) => START + hours * HOUR_MS;
const iso = (hours: number) => isoTime(hour(hours));

/** After the words, each at its hour. */
function told(...words: [atHour: number, command: SystemCommand][]): SystemState {
  return words.reduce(
    (state, [at, command]) => commandSystem(state, command, hour(at)),
    INITIAL_SYSTEM,
  );
}
const modeAt = (state: SystemState, at: number) => systemAt(state, hour(at)).current.mode;

describe('the mode of the house', () => {
  it('is home at first, and stays what it was told', () => {
    assert.equal(modeAt(INITIAL_SYSTEM, 0), 'home');
    assert.equal(modeAt(told([0, { mode: 'away' }]), 1_000), 'away');
    assert.equal(nextSystemChange(told([0, { mode: 'away' }])), undefined);
  });

  it('is home again when its time is over', () => {
    const state = told([0, { mode: 'off', until: iso(2) }]);
    assert.equal(nextSystemChange(state), hour(2));
    assert.equal(modeAt(state, 1.99), 'off');
    assert.deepEqual(systemAt(state, hour(3)).current, { mode: 'home', sinceMs: hour(2) });
  });

  it('keeps a planned vacation through days of coming and going', () => {
    const vacation = { mode: 'vacation', from: iso(48), until: iso(96) } as const;
    const state = told([0, vacation], [1, { mode: 'away' }], [9, { mode: 'home' }]);
    assert.deepEqual(
      [10, 48, 95, 96].map((at) => modeAt(state, at)),
      ['home', 'vacation', 'vacation', 'home'],
    );
    const cancelled = commandSystem(state, { cancelVacation: true }, hour(10));
    assert.equal(modeAt(cancelled, 50), 'home');
  });

  it('leaves an absence for a vacation, and that for home', () => {
    const state = told(
      [0, { mode: 'away' }],
      [1, { mode: 'vacation', from: iso(5), until: iso(50) }],
    );
    assert.deepEqual(
      [4, 5, 50].map((at) => modeAt(state, at)),
      ['away', 'vacation', 'home'],
    );
  });

  it('ends a vacation early, by any other word', () => {
    const state = told([0, { mode: 'vacation', until: iso(50) }]);
    for (const word of [{ mode: 'home' }, { cancelVacation: true }] as const)
      assert.deepEqual(commandSystem(state, word, hour(20)), {
        current: { mode: 'home', sinceMs: hour(20) },
        ...('mode' in word && { planned: undefined }),
      });
  });

  it('keeps its beginning when it is told again, and takes the new end', () => {
    const state = told([0, { mode: 'away' }], [3, { mode: 'away', until: iso(9) }]);
    assert.deepEqual(state.current, { mode: 'away', sinceMs: hour(0), untilMs: hour(9) });
  });

  const refused: [string, SystemCommand, string][] = [
    ['an empty word', {}, 'mode'],
    ['from without a vacation', { mode: 'away', from: iso(1) }, 'from'],
    ['home with an end', { mode: 'home', until: iso(1) }, 'until'],
    ['an end before the beginning', { mode: 'vacation', from: iso(5), until: iso(5) }, 'until'],
    ['an end in the past', { mode: 'away', until: iso(-1) }, 'until'],
    ['a beginning in the past', { mode: 'vacation', from: iso(-1), until: iso(5) }, 'from'],
    ['more than a year', { mode: 'away', until: isoTime(START + LIMITS.holdMs + 1000) }, 'until'],
    ['no time', { mode: 'away', until: 'next_schedule' }, 'until'],
    ['cancelVacation with a mode', { mode: 'home', cancelVacation: true }, 'cancelVacation'],
  ];
  for (const [what, command, field] of refused) {
    it(`refuses ${what}, naming ${field}`, () => {
      assert.throws(
        () => commandSystem(INITIAL_SYSTEM, command, START),
        (error) => error instanceof HubError && error.context['field'] === field,
      );
    });
  }

  it('says what hot water is kept for', () => {
    const level = (command: SystemCommand, at: number) =>
      dhwLevel(systemAt(told([0, command]), hour(at)).current, DEFAULT_SETTINGS, hour(at));
    assert.equal(level({ mode: 'home' }, 0), 'comfort');
    assert.equal(level({ mode: 'away' }, 0), 'reduced');
    assert.equal(level({ mode: 'off' }, 0), 'frost');
    assert.equal(level({ mode: 'vacation' }, 1_000), 'hygiene');
    const lead = DEFAULT_SETTINGS.vacationReheatHours;
    const vacation = { mode: 'vacation', until: iso(100) } as const;
    assert.equal(level(vacation, 100 - lead - 1), 'hygiene');
    assert.equal(level(vacation, 100 - lead), 'comfort');
  });
});
