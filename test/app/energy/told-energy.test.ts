import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createListeners } from '../../../src/app/base/listeners.ts';
import { createToldEnergy, type ToldEnergy } from '../../../src/app/energy/told-energy.ts';
import type { RunningEnergy } from '../../../src/app/energy/energy-view.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { USES } from '../../../src/domain/energy.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const TOPIC = 'aris/hcu/hcu_main/energy';

describe('the energies that the bus is told', () => {
  let clock: FakeClock;
  let counted: RunningEnergy;
  let isNew: boolean;
  let told: ToldEnergy;
  let changes: number;
  let report: () => void;

  const heating = (electricalKwh: number, thermalKwh: number): RunningEnergy => ({
    total: { electricalKwh, thermalKwh, uses: { heating: { electricalKwh, thermalKwh, cop: 4 } } },
  });
  const message = (text: string, topic = TOPIC) => ({
    topic,
    payload: Buffer.from(text),
    retained: true,
  });
  const kept = (total: object) => message(JSON.stringify({ total }));

  beforeEach(() => {
    clock = createFakeClock();
    counted = { total: { electricalKwh: 0, thermalKwh: 0, uses: {} } };
    isNew = false;
    changes = 0;
    const listeners = createListeners();
    report = () => listeners.tell();
    told = createToldEnergy({
      house: createCurrentHouse(SMALL_HOUSE),
      topics: createTopics('aris'),
      energy: {
        running: () => counted,
        get isNew() {
          return isNew;
        },
        onChange: listeners.add,
      },
      clock,
    });
    told.onChange(() => changes++);
  });

  it('begin at 0, each of them', () => {
    const { total } = told.view();
    assert.equal(total.electricalKwh, 0);
    assert.deepEqual(
      total.uses,
      Object.fromEntries(USES.map((use) => [use, { electricalKwh: 0, thermalKwh: 0 }])),
    );
  });

  it('say nothing of what nobody measures', () => {
    counted = { total: { thermalKwh: 3, uses: { heating: { thermalKwh: 3 } } } };
    const { total } = told.view();
    assert.equal('electricalKwh' in total, false);
    assert.deepEqual(total.uses.heating, { thermalKwh: 3 });
  });

  it('are told at once, then each minute in which something is reported', () => {
    report();
    clock.advance(0);
    assert.equal(changes, 1);
    for (let second = 10; second <= 180; second += 10) {
      clock.advance(10 * SECOND_MS);
      report();
    }
    assert.equal(changes, 4);
    clock.advance(10 * LIMITS.energyToldMs);
    assert.equal(changes, 5, 'of what was reported last');
  });

  it('are never below what the broker has, until the count has passed that', () => {
    const of = () => {
      const { electricalKwh, uses } = told.view().total;
      return [electricalKwh, uses.heating?.thermalKwh, uses.hotWater?.thermalKwh];
    };
    counted = heating(10, 40);
    const uses = { heating: { electricalKwh: 9, thermalKwh: 42 }, hotWater: { thermalKwh: 1 } };
    assert.equal(told.hear(kept({ electricalKwh: 10.5, uses })), true);
    assert.deepEqual(of(), [10.5, 42, 1]);
    assert.equal(told.view().total.uses.heating?.electricalKwh, 10);
    counted = heating(10.4, 41.9);
    assert.deepEqual(of(), [10.5, 42, 1]);
    counted = heating(10.6, 42.4);
    assert.deepEqual(of(), [10.6, 42.4, 1]);
    assert.equal(told.view().total.uses.heating?.cop, 4);
    // What is heard later and is less, such as its own word of before, changes nothing.
    told.hear(kept({ electricalKwh: 1, uses: {} }));
    counted = heating(10, 40);
    assert.deepEqual(of(), [10.5, 42, 1]);
  });

  it('have the counts of the compressor no lower than the broker has them, too', () => {
    const of = () => {
      const { compressorStarts, compressorRunHours } = told.view().total;
      return [compressorStarts, compressorRunHours];
    };
    assert.deepEqual(of(), [undefined, undefined]);
    counted = { total: { uses: {}, compressorStarts: 7, compressorRunHours: 31.5 } };
    told.hear(kept({ compressorStarts: 8, compressorRunHours: 31.4, uses: {} }));
    assert.deepEqual(of(), [8, 31.5]);
    counted = { total: { uses: {}, compressorStarts: 9, compressorRunHours: 31.6 } };
    assert.deepEqual(of(), [9, 31.6]);
  });

  it('begin anew where the store has never counted: that is a new meter', () => {
    isNew = true;
    told.hear(kept({ electricalKwh: 5_000, uses: {} }));
    assert.equal(told.view().total.electricalKwh, 0);
  });

  it('leave out what is none, and what is another’s', () => {
    counted = heating(1, 4);
    const none = [
      '',
      'none',
      '[]',
      '{"total":{}}',
      '{"total":{"electricalKwh":"7","uses":{}}}',
      '{"total":{"electricalKwh":-7,"uses":{}}}',
      `{"total":{"electricalKwh":${LIMITS.meterKwh * 2},"uses":{}}}`,
      `{"total":{"electricalKwh":7,"uses":{}}${' '.repeat(LIMITS.mqttPayloadBytes)}}`,
    ];
    for (const text of none) assert.equal(told.hear(message(text)), true, text);
    const seven = '{"total":{"electricalKwh":7,"uses":{}}}';
    assert.equal(told.hear(message(seven, 'aris/hcu/another/energy')), true);
    assert.equal(told.hear(message(seven, 'aris/fcu/f1/energy')), false);
    assert.equal(told.hear(message(seven, 'site/grid/energy')), false);
    assert.equal(told.view().total.electricalKwh, 1);
    told.hear(message(seven));
    assert.equal(told.view().total.electricalKwh, 7);
  });
});
