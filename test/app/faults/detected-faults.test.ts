import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFoundFaults } from '../../../src/app/faults/detected-faults.ts';
import { createFaultBook, faultTable } from '../../../src/app/faults/fault-book.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { Finding, FindingCode } from '../../../src/domain/control/findings.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';

const TANK = 'dhw/dhw_main';
const finding = (code: FindingCode, of: Partial<Finding> = {}): Finding => ({
  source: 'dhw',
  objectId: 'dhw_main',
  code,
  isCertain: true,
  ...of,
});

function begin() {
  const { store, clock } = createKept();
  const house = createCurrentHouse(SMALL_HOUSE);
  const book = createFaultBook({
    house,
    store,
    table: faultTable('found'),
    ownersIn: ({ dhw }) => (dhw === undefined ? [] : [TANK]),
  });
  const told: NewEvent[] = [];
  const journal = { later: (event: NewEvent) => void told.push(event) };
  const faults = createFoundFaults({ house, book, journal, clock });
  const codes = () => book.of(TANK).map(({ code }) => code);
  return {
    clock,
    house,
    book,
    told,
    codes,
    take: (findings: readonly Finding[]) => faults.take(findings),
  };
}

describe('a fault that control finds', () => {
  it('stands as long as it is found, and is told of at both ends', () => {
    const { told, codes, clock, take } = begin();
    take([finding('hygiene_overdue')]);
    assert.deepEqual(codes(), ['hygiene_overdue']);
    clock.advance(LIMITS.deviceEventIntervalMs);
    take([]);
    assert.deepEqual(codes(), []);
    assert.deepEqual(
      told.map(({ type, severity }) => [type, severity]),
      [
        ['fault_raised', 'critical'],
        ['fault_cleared', 'info'],
      ],
    );
  });

  it('has to last where its table says so', () => {
    const { codes, clock, take } = begin();
    take([finding('hot_water_cold')]);
    clock.advance(HOUR_MS - 1);
    take([finding('hot_water_cold')]);
    assert.deepEqual(codes(), []);
    clock.advance(1);
    take([finding('hot_water_cold')]);
    assert.deepEqual(codes(), ['hot_water_cold']);
  });

  it('neither begins nor ends by what nobody can say', () => {
    const { codes, take } = begin();
    const unsure = finding('hygiene_overdue', { isCertain: false });
    take([unsure]);
    assert.deepEqual(codes(), []);
    take([finding('hygiene_overdue')]);
    take([unsure]);
    assert.deepEqual(codes(), ['hygiene_overdue']);
  });

  it('of what is not in the house any more is not told of, and nothing waits to', () => {
    const { told, clock, house, take } = begin();
    take([finding('hygiene_overdue')]);
    take([]);
    take([finding('hygiene_overdue')]);
    const timers = clock.timers();
    const { dhw, ...rest } = SMALL_HOUSE;
    assert.notEqual(dhw, undefined);
    house.replace(rest);
    take([]);
    assert.equal(clock.timers(), timers - 1);
    clock.advance(LIMITS.deviceEventIntervalMs);
    assert.equal(told.length, 1);
  });

  it('of what is not heard waits for the house after a start', () => {
    const { codes, clock, take } = begin();
    take([finding('tank_unknown')]);
    assert.deepEqual(codes(), []);
    clock.advance(LIMITS.readingFreshMs);
    take([finding('tank_unknown')]);
    assert.deepEqual(codes(), ['tank_unknown']);
  });

  it('says what it is about, as that changes', () => {
    const { book, take } = begin();
    const about = (what: string) => {
      take([finding('topic_silent', { about: what })]);
      return book.of(TANK)[0]?.message;
    };
    assert.match(about('one') ?? '', /\(one\)$/);
    assert.match(about('two') ?? '', /\(two\)$/);
  });

  it('is not told of where an event of another type does', () => {
    const { told, codes, take } = begin();
    take([finding('command_unconfirmed')]);
    assert.deepEqual([codes(), told], [['command_unconfirmed'], []]);
  });
});
