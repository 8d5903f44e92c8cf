/**
 * Faults planted in control, to see that the weeks notice them. Where a test has this module in place of
 * `domain/control/decide.ts` (`planting.ts`), control decides with the fault that is planted then.
 */
import { decide as decideRightly, type Decided } from '../../../src/domain/control/decide.ts';
import type { ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import { reason } from '../../../src/domain/control/base/reasons.ts';
import type { ControlSettings } from '../../../src/domain/control/cycle/settings.ts';
import type { ControlSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import { heatingSupplyC } from '../../../src/domain/control/circuit/supply-temperature.ts';
import { fromTenthsC, MINUTE_MS } from '../../../src/domain/units.ts';

type Decide = typeof decideRightly;
type Command = NonNullable<Decided['decision']['hcu']>['command'];

const withSettings =
  (change: (settings: ControlSettings) => Partial<ControlSettings>): Decide =>
  (snapshot, memory, nowMs) => {
    const { settings } = snapshot;
    return decideRightly(
      { ...snapshot, settings: { ...settings, ...change(settings) } },
      memory,
      nowMs,
    );
  };

/** With the water unit told something else than was decided. */
const withCommand =
  (change: (decided: Decided, snapshot: ControlSnapshot) => Command | undefined): Decide =>
  (snapshot, memory, nowMs) => {
    const decided = decideRightly(snapshot, memory, nowMs);
    const { decision } = decided;
    const { hcu } = decision;
    const command = change(decided, snapshot);
    return hcu === undefined || command === undefined
      ? decided
      : { ...decided, decision: { ...decision, hcu: { ...hcu, command } } };
  };

const heatingOf = ({ decision }: Decided): Command | undefined =>
  decision.hcu?.effective === 'heat' ? decision.hcu.command : undefined;

/** What the room lacks that is the last in the house to call. */
function lastCallK({ decision }: Decided, { zones }: ControlSnapshot): number {
  const index = decision.zones.findLastIndex(({ activeCall }) => activeCall === 'heat');
  const { heatSet, tempC } = zones[index] ?? {};
  return heatSet === undefined || tempC === undefined ? 0 : fromTenthsC(heatSet) - tempC;
}

/** The average of the first cycle stands. */
function frozenOutdoor(): Decide {
  let outdoor: ControlMemory['outdoor'];
  return (snapshot, memory, nowMs) => {
    const decided = decideRightly(
      snapshot,
      outdoor === undefined ? memory : { ...memory, outdoor: { ...outdoor, fedMs: nowMs } },
      nowMs,
    );
    outdoor ??= decided.memory.outdoor;
    return decided;
  };
}

const fansAtFull: Decide = (snapshot, memory, nowMs) => {
  const decided = decideRightly(snapshot, memory, nowMs);
  const zones = decided.decision.zones.map((zone) => ({
    ...zone,
    fcu: { ...zone.fcu, fanPercent: zone.fcu.fanPercent > 0 ? 100 : 0 },
  }));
  return { ...decided, decision: { ...decided.decision, zones } };
};

const bufferLeftEmpty: Decide = (snapshot, memory, nowMs) => {
  const decided = decideRightly({ ...snapshot, tes: undefined }, memory, nowMs);
  const idle = { asked: 'idle', effective: 'idle', command: { mode: 'idle' } } as const;
  const tes = { ...idle, reason: reason('buffer_idle') };
  return { ...decided, decision: { ...decided.decision, tes } };
};

/** A buffer that is not full is reason enough. */
const bufferStarts = withCommand(({ decision: { hcu } }, { tes }) => {
  const fullC = 45;
  const isLow = (tes?.tempBottomC ?? fullC) < fullC;
  return hcu?.effective === 'none' && isLow ? { mode: 'heat', supplyTempC: fullC } : undefined;
});

export const FAULTS = {
  'always the hottest water': () =>
    withCommand((decided) => {
      const command = heatingOf(decided);
      return command && { ...command, supplyTempC: 50 };
    }),
  'an outdoor average that never moves': frozenOutdoor,
  'eight starts an hour': () =>
    withSettings(({ thermostat }) => ({
      compressor: { minRunMs: 2 * MINUTE_MS, minRestMs: 2 * MINUTE_MS, startsPerHour: 8 },
      thermostat: {
        ...thermostat,
        startK: 0.02,
        endK: 0,
        joinK: -0.02,
        lingerMs: 0,
        minOnMs: 0,
        minOffMs: 0,
      },
      stored: { restartK: 0, lackK: 0 },
    })),
  'calls that end below the setpoint': () =>
    withSettings(({ thermostat }) => ({
      thermostat: { ...thermostat, startK: 0.8, endK: -0.6, joinK: -0.8, lingerMs: 0 },
    })),
  'a rest of an hour': () =>
    withSettings(({ compressor, stored }) => ({
      compressor: { ...compressor, minRestMs: 60 * MINUTE_MS },
      stored: { ...stored, lackK: 0.6 },
    })),
  'no reserve over the hot-water floor': () =>
    withSettings(({ dhw }) => ({ dhw: { ...dhw, floorReserveK: 0 } })),
  'a buffer that is never charged': () => bufferLeftEmpty,
  'a buffer that starts the compressor': () => bufferStarts,
  'the last calling room in place of the coldest': () =>
    withCommand((decided, snapshot) => {
      const command = heatingOf(decided);
      const { averageC } = decided.memory.outdoor ?? {};
      const lackK = lastCallK(decided, snapshot);
      const supplyTempC = heatingSupplyC(snapshot.settings.supply, averageC, { lackK });
      return command && { ...command, supplyTempC };
    }),
  'fans always at full': () => fansAtFull,
} as const satisfies Readonly<Record<string, () => Decide>>;
export type Fault = keyof typeof FAULTS;

let planted: Decide = decideRightly;

/** @param fault undefined: none, from now on */
export function plant(fault: Fault | undefined): void {
  planted = fault === undefined ? decideRightly : FAULTS[fault]();
}

export const decide: Decide = (...inputs) => planted(...inputs);
