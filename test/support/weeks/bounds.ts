/**
 * What a week in the hub's hands may be, beside the same in those of a plain thermostat. A goal that is missed today
 * (RESULTS.md) is held where it stands, so that nothing gets worse; the planted faults go past one of these each.
 */
import { COMPRESSOR_DEFAULTS } from '../../../src/domain/control/source/compressor.ts';
import { TURN_DEFAULTS } from '../../../src/domain/control/source/turns.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import type { Figures } from './figures.ts';

export interface Bounds {
  readonly electricityRatio: number;
  readonly underRatio: number;
  readonly lateRatio: number;
  readonly idleStarts: number;
  readonly startsPerHour: number;
}

const USUAL: Bounds = {
  electricityRatio: 1.08,
  underRatio: 1.1,
  lateRatio: 1.25,
  idleStarts: 1,
  startsPerHour: COMPRESSOR_DEFAULTS.startsPerHour,
};
/** Kelvin-hours of a week that are nothing to compare. */
const SLACK_KH = 1.5;
/** The same of heat in the buffer, and of the electricity for what tank and buffer have at the end. */
const SLACK_KWH = 0.1;
const SLACK_ELECTRICITY_KWH = 0.15;
const SHORTEST_RUN_MINUTES = 10;
/** A turn of the tank, and then a rest of the machine. */
export const LONGEST_WAIT_MINUTES =
  (TURN_DEFAULTS.tankMaxMs + COMPRESSOR_DEFAULTS.minRestMs) / MINUTE_MS;

/** What is out of its bounds, in words. */
export function outOfBounds(hub: Figures, plain: Figures, own: Partial<Bounds> = {}): string[] {
  const { electricityRatio, underRatio, lateRatio, idleStarts, startsPerHour } = {
    ...USUAL,
    ...own,
  };
  const atMost = (name: keyof Figures, most: number) =>
    hub[name] <= most ? [] : [`${name} ${hub[name].toFixed(2)}, at most ${most.toFixed(2)}`];
  const atLeast = (name: keyof Figures, least: number) =>
    hub[name] >= least ? [] : [`${name} ${hub[name].toFixed(3)}, at least ${least.toFixed(3)}`];
  return [
    ...atMost('electricityKwh', electricityRatio * plain.electricityKwh + SLACK_ELECTRICITY_KWH),
    ...atMost('underKh', underRatio * plain.underKh + SLACK_KH * (underRatio - 1)),
    ...atMost('overKh', 3 * plain.overKh + SLACK_KH),
    ...atLeast('withinShare', plain.withinShare - 0.05),
    ...atMost('starts', plain.starts + 2),
    ...atMost('startsPerHour', startsPerHour),
    ...atLeast('shortestRunMinutes', SHORTEST_RUN_MINUTES),
    ...atMost('lateMinutes', lateRatio * plain.lateMinutes + 15),
    ...atMost('longestWaitMinutes', LONGEST_WAIT_MINUTES),
    ...atMost('belowFloorMinutes', 0),
    ...atMost('bothWaysMinutes', 0),
    ...atMost('idleStarts', idleStarts),
    ...atMost('fanPercent', plain.fanPercent + 20),
    ...atLeast('bufferKwh', 0.1 * plain.bufferKwh - SLACK_KWH),
  ];
}
