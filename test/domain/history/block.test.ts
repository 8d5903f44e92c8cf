import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  newBlock,
  overlay,
  putSample,
  rollUp,
  type Block,
} from '../../../src/domain/history/block.ts';
import {
  COLUMNS,
  toShown,
  toStored,
  type ColumnName,
} from '../../../src/domain/history/columns.ts';
import { answerStepMs, TIERS, tierFor } from '../../../src/domain/history/tiers.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';

const TEMP: ColumnName = { field: 'tempC', summary: 'mean' };
const SET: ColumnName = { field: 'tempHeatSetC', summary: 'last' };

interface Put {
  readonly slot: number;
  readonly stored: number;
}
const puts = fc.uniqueArray(
  fc.record({ slot: fc.nat(119), stored: fc.integer({ min: -400, max: 600 }) }),
  { selector: ({ slot }) => slot },
);

function blockOf(samples: readonly Put[], name = TEMP, startMs = 0): Block {
  const block = newBlock(startMs, MINUTE_MS, 120);
  for (const { slot, stored } of samples) putSample(block, 's', name, slot, stored);
  return block;
}

const cellsOf = (block: Block, field = 'tempC') => {
  const cells = block.series.get('s')?.get(field)?.cells;
  return Array.from({ length: block.slots }, (_, slot) => ({
    count: cells?.counts[slot] ?? 0,
    value: cells?.values[slot] ?? 0,
    low: cells?.lows[slot] ?? 0,
    high: cells?.highs[slot] ?? 0,
  }));
};

function rolled(from: Block, stepMs: number): Block {
  const into = newBlock(0, stepMs, (120 * MINUTE_MS) / stepMs);
  rollUp(into, from, 's');
  return into;
}

describe('summing up', () => {
  it('keeps counts, sums and extremes, and gaps are gaps', () => {
    fc.assert(
      fc.property(puts, (samples) => {
        cellsOf(rolled(blockOf(samples), 15 * MINUTE_MS)).forEach((cell, quarter) => {
          const own = samples
            .filter(({ slot }) => Math.floor(slot / 15) === quarter)
            .map(({ stored }) => stored);
          assert.equal(cell.count, own.length);
          if (own.length === 0) return;
          assert.equal(
            cell.value,
            own.reduce((sum, stored) => sum + stored, 0),
          );
          assert.deepEqual([cell.low, cell.high], [Math.min(...own), Math.max(...own)]);
        });
      }),
    );
  });

  it('in two steps is summing up in one', () => {
    fc.assert(
      fc.property(puts, fc.constantFrom(TEMP, SET), (samples, name) => {
        const minutes = blockOf(samples, name);
        const twice = rolled(rolled(minutes, 15 * MINUTE_MS), HOUR_MS);
        const once = rolled(minutes, HOUR_MS);
        assert.deepEqual(cellsOf(twice, name.field), cellsOf(once, name.field));
      }),
    );
  });

  it('does not ask in which order samples came', () => {
    fc.assert(
      fc.property(puts, fc.integer(), (samples, seed) => {
        const shuffled = samples.toSorted(
          (a, b) => ((a.slot * seed) % 97) - ((b.slot * seed) % 97),
        );
        assert.deepEqual(cellsOf(blockOf(shuffled)), cellsOf(blockOf(samples)));
      }),
    );
  });

  it('keeps the last of what stands', () => {
    const block = blockOf(
      [
        { slot: 2, stored: 210 },
        { slot: 9, stored: 185 },
      ],
      SET,
    );
    assert.equal(cellsOf(rolled(block, HOUR_MS), SET.field)[0]?.value, 185);
  });

  it('leaves out what lies outside', () => {
    const into = newBlock(60 * MINUTE_MS, MINUTE_MS, 1);
    rollUp(
      into,
      blockOf([
        { slot: 59, stored: 1 },
        { slot: 60, stored: 2 },
        { slot: 61, stored: 3 },
      ]),
      's',
    );
    assert.deepEqual(
      cellsOf(into).map(({ value }) => value),
      [2],
    );
  });
});

describe('writing over', () => {
  it('takes the newer sample, and leaves what has none', () => {
    const into = blockOf([
      { slot: 1, stored: 10 },
      { slot: 2, stored: 20 },
    ]);
    overlay(
      into,
      blockOf([
        { slot: 2, stored: 21 },
        { slot: 3, stored: 31 },
      ]),
      's',
    );
    assert.deepEqual(
      cellsOf(into)
        .slice(0, 5)
        .map(({ value }) => value),
      [0, 10, 21, 31, 0],
    );
    assert.deepEqual(
      cellsOf(into)
        .slice(0, 5)
        .map(({ count }) => count),
      [0, 1, 1, 1, 0],
    );
  });

  it('goes by what labels say, not by their numbers', () => {
    const older = { field: 'mode', summary: 'last', labels: ['heat', 'off'] } as const;
    const newer = { field: 'mode', summary: 'last', labels: ['off', 'cool', 'heat'] } as const;
    const into = blockOf([{ slot: 0, stored: 1 }], older);
    overlay(
      into,
      blockOf(
        [
          { slot: 1, stored: 1 },
          { slot: 2, stored: 2 },
        ],
        newer,
      ),
      's',
    );
    const column = into.series.get('s')?.get('mode');
    assert.deepEqual(
      [0, 1, 2].map((slot) => column?.labels?.[column.cells.values[slot] ?? -1]),
      ['off', 'cool', 'heat'],
    );
    assert.deepEqual(older.labels, ['heat', 'off']);
  });
});

describe('columns', () => {
  it('are what is measured and what stands, of every kind', () => {
    const of = (kind: keyof typeof COLUMNS) =>
      COLUMNS[kind].map(({ field, summary }) => `${field} ${summary}`).join(', ');
    assert.equal(
      of('zone'),
      'tempC mean, rhPercent mean, co2Ppm mean, tempHeatSetC last, tempCoolSetC last, mode last, activeCall last',
    );
    assert.equal(
      of('fcu'),
      'mode last, fanPercent mean, roomTempC mean, rhPercent mean, supplyTempC mean, returnTempC mean',
    );
    assert.match(of('hcu'), /lifetimeElecKwh last/);
  });

  it('show what they stored, as the API rounds', () => {
    const values = { tempC: 21.46, rhPercent: 44.6, mode: 'auto', activeCall: 'nonsense' };
    const shown = COLUMNS.zone.map((spec) => {
      const stored = toStored(spec, (values as Record<string, unknown>)[spec.field]);
      return stored === undefined ? undefined : toShown(spec, stored, spec.labels);
    });
    assert.deepEqual(shown, [21.5, 45, undefined, undefined, undefined, 'auto', undefined]);
    const [on] = COLUMNS.tes.filter(({ field }) => field === 'chargeActive');
    assert.ok(on);
    assert.equal(toShown(on, toStored(on, true) ?? -1, on.labels), true);
  });
});

describe('tiers', () => {
  it('fit into one another', () => {
    TIERS.slice(1).forEach((tier, index) => {
      const finer = TIERS[index];
      assert.ok(finer);
      assert.equal(tier.blockMs % finer.blockMs, 0);
      assert.equal(tier.stepMs % finer.stepMs, 0);
      // What is let go of has been summed up.
      assert.ok(finer.keepMs >= tier.blockMs + finer.blockMs);
    });
    assert.ok(TIERS.every(({ blockMs, stepMs }) => blockMs % stepMs === 0));
  });

  for (const [spanMs, ageMs, stepMs, tier] of [
    [DAY_MS, DAY_MS, MINUTE_MS, 0],
    [2 * DAY_MS, 2 * DAY_MS, 5 * MINUTE_MS, 0],
    [7 * DAY_MS, 7 * DAY_MS, 15 * MINUTE_MS, 1],
    [HOUR_MS, 9 * DAY_MS, 15 * MINUTE_MS, 1],
    [30 * DAY_MS, 30 * DAY_MS, 30 * MINUTE_MS, 1],
    [HOUR_MS, 200 * DAY_MS, HOUR_MS, 2],
    [365 * DAY_MS, 365 * DAY_MS, 6 * HOUR_MS, 2],
    [1_098 * DAY_MS, 1_098 * DAY_MS, DAY_MS, 2],
    [HOUR_MS, 5_000 * DAY_MS, HOUR_MS, 2],
  ] as const) {
    it(`${spanMs / HOUR_MS} hours from ${ageMs / DAY_MS} days ago are told by ${stepMs / MINUTE_MS} minutes`, () => {
      assert.equal(answerStepMs(spanMs, ageMs, 1_500), stepMs);
      assert.equal(tierFor(stepMs), tier);
    });
  }
});
