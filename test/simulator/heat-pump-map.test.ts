import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { HOUR_MS, SECOND_MS } from '../../src/domain/units.ts';
import {
  coolingCop,
  FIXED_SPEED,
  heatingCapacity,
  heatingCop,
  MODULATING,
} from '../../src/simulator/heat-pump-map.ts';
import {
  NEW_SOURCE,
  refrigerantTemps,
  stepSource,
  type SourceInputs,
} from '../../src/simulator/heat-pump.ts';

const STEP_MS = 30 * SECOND_MS;
const medianOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const offBy = (found: number, expected: number) => Math.abs(found / expected - 1);

interface Fit {
  readonly kind: string;
  readonly cop: (airC: number, waterC: number) => number;
  readonly output: (airC: number, waterC: number) => number;
}

/** The heat pumps of the register. */
const FITS: readonly Fit[] = readFileSync(new URL('data/heat-pumps.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [kind = '', ...terms] = line.split(',');
    const [copAir = NaN, copWater = NaN, cop = NaN, air = NaN, water = NaN, rest = NaN] =
      terms.map(Number);
    return {
      kind,
      cop: (airC, waterC) => copAir * airC + copWater * waterC + cop,
      output: (airC, waterC) => air * airC + water * waterC + rest,
    };
  });

/** Half a day of it at one speed, with the air as damp as in EN 14511: heat that arrives per electricity taken. */
function certified(airC: number, dewPointC: number, waterC: number): number {
  const spec = { unitCount: 1, nominalW: 8_000, map: { ...MODULATING, minSpeed: 0.7 } };
  const inputs: SourceInputs = {
    wanted: 'heat',
    errorK: 0,
    supplyTempC: waterC,
    outdoorTempC: airC,
    outdoorDewPointC: dewPointC,
    isForRooms: false,
    waterFlows: false,
    isHeaterAsked: false,
  };
  let source = NEW_SOURCE;
  let heatJ = 0;
  let electricalJ = 0;
  for (let atMs = 0; atMs < 12 * HOUR_MS; atMs += STEP_MS) {
    const errorK = source.running === 'no' ? 2 : 0;
    source = stepSource(spec, source, { ...inputs, errorK }, STEP_MS);
    if (atMs < HOUR_MS) continue;
    heatJ += source.heatW;
    // The register has not counted the pump of the house.
    electricalJ += source.electricalW - 60;
  }
  return heatJ / electricalJ;
}

describe('the map of a heat pump', () => {
  // Medians of the Keymark register, and the dew point of the air that EN 14511 has them measured in.
  const medians = [
    [-7, -10.2, 34, 2.96],
    [2, -0.4, 42, 3.34],
    [7, 5, 35, 4.8],
    [7, 5, 55, 2.9],
  ] as const;
  for (const [airC, dewPointC, waterC, median] of medians)
    it(`is that of the register at A${airC}/W${waterC}, defrosts included`, () => {
      const cop = certified(airC, dewPointC, waterC);
      assert.ok(offBy(cop, median) < 0.04, `${cop} for ${median}`);
    });

  it('has at full speed about what machines of fixed speed have', () => {
    const fixed = FITS.filter(({ kind }) => kind === 'fixed');
    assert.ok(fixed.length > 20);
    for (const [airC, waterC] of [
      [-7, 34],
      [2, 30],
      [2, 42],
      [7, 35],
      [7, 55],
    ] as const) {
      const median = medianOf(fixed.map(({ cop }) => cop(airC, waterC)));
      const cop = heatingCop(airC, waterC, FIXED_SPEED.minSpeed);
      // Theirs has the defrosts in it.
      assert.ok(offBy(cop, median) < 0.12, `A${airC}/W${waterC}: ${cop} for ${median}`);
    }
  });

  it('has less heat in colder air and for hotter water, as they have', () => {
    const fixed = FITS.filter(({ kind }) => kind === 'fixed');
    const ratedW = medianOf(fixed.map(({ output }) => output(7, 35)));
    for (const [airC, waterC] of [
      [-10, 35],
      [-7, 34],
      [-7, 52],
      [2, 30],
      [2, 42],
      [7, 55],
      [12, 30],
    ] as const) {
      const median = medianOf(fixed.map(({ output }) => output(airC, waterC))) / ratedW;
      const share = heatingCapacity(airC, waterC);
      assert.ok(offBy(share, median) < 0.03, `A${airC}/W${waterC}: ${share} for ${median}`);
    }
  });

  it('is within the register’s quarters at half load', () => {
    const cops = FITS.filter(({ kind }) => kind === 'modulating').map(({ cop }) => cop(2, 30));
    const sorted = cops.toSorted((a, b) => a - b);
    const [low = NaN, high = NaN] = [0.25, 0.75].map((at) => sorted[Math.floor(at * cops.length)]);
    const cop = heatingCop(2, 30, 0.5);
    assert.ok(cop > low * 0.96 && cop < high * 1.04, `${low} ${cop} ${high}`);
  });

  it('cools as the 38 of the register that say so', () => {
    // Medians at full load, hplib 1.9.
    for (const [airC, waterC, median] of [
      [35, 7, 3.28],
      [35, 18, 3.98],
    ] as const) {
      const { condensingC, evaporatingC } = refrigerantTemps('cool', {
        supplyTempC: waterC,
        outdoorTempC: airC,
      });
      const eer = coolingCop(condensingC, evaporatingC);
      assert.ok(offBy(eer, median) < 0.2, `A${airC}/W${waterC}: ${eer} for ${median}`);
    }
  });
});
