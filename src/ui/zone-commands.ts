/**
 * Commands to zones: shown at once, one after the other, and taken back with a message where the hub refuses. Several
 * taps on a setpoint become one command.
 */
import type { HoldCommand } from '../domain/hold.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { api, ApiError, UNSENT } from './api.ts';
import { expect, type Expectation } from './expected.ts';
import { refusedText } from './failure.ts';
import { endOf } from './hold-end.ts';
import { system } from './live.ts';
import { hubNowMs } from './now.ts';
import { schedules } from './schedules.ts';
import { movedSetpoint, type Moving, type Setpoints, type Side } from './setpoints.ts';
import { connection } from './stream.ts';
import { common } from './strings/common.ts';
import { endUndo, tell } from './toasts.ts';
import { units } from './units.ts';
import { changeText, undoCommand, type Applied } from './zone-undo.ts';

/** After the last tap. */
const QUIET_MS = 700;

interface Waiting {
  /** As it was before the first tap. */
  readonly zone: ZoneView;
  readonly change: Setpoints;
  readonly expectation: Expectation;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** As the hub echoes it. */
interface Echo {
  readonly command: {
    readonly mode?: ZoneView['mode'];
    readonly temp_heat_set_c?: number;
    readonly temp_cool_set_c?: number;
    readonly until?: string;
  };
}

const waiting = new Map<string, Waiting>();
/** By zone: the setpoint that is being moved. */
const moves = new Map<string, Moving>();
/** By zone: they reach the hub in the order in which they were given. */
const queues = new Map<string, Promise<unknown>>();

function appliedOf({ command }: Echo): Applied {
  const { mode, temp_heat_set_c: tempHeatSetC, temp_cool_set_c: tempCoolSetC, until } = command;
  return {
    ...(mode !== undefined && { mode }),
    ...(tempHeatSetC !== undefined && { tempHeatSetC }),
    ...(tempCoolSetC !== undefined && { tempCoolSetC }),
    ...(until !== undefined && { until }),
  };
}

const isScheduled = (zoneId: string) => schedules.value.get(zoneId)?.next !== undefined;

/** Says what was done, and offers to take it back. */
function tellDone(before: ZoneView, command: HoldCommand, applied: Applied): void {
  const { zoneId, friendlyName } = before;
  tell(changeText(before, command, applied, units.value), {
    of: zoneId,
    undo() {
      const isPlanned = isScheduled(zoneId) || system.value?.mode !== 'home';
      const undoing = undoCommand(before, isPlanned, hubNowMs());
      const { mode, tempHeatSetC, tempCoolSetC, hold } = before;
      const change = { mode, tempHeatSetC, tempCoolSetC, hold };
      give(before, undoing, change, () => tell(common.undone(friendlyName)));
    },
  });
}

/** @param before the zone as it was before the command */
async function send(
  before: ZoneView,
  command: HoldCommand,
  expectation: Expectation,
  tellTaken = (applied: Applied) => tellDone(before, command, applied),
): Promise<void> {
  const { zoneId, friendlyName } = before;
  const path = `/api/zones/${encodeURIComponent(zoneId)}/command`;
  const sent = (queues.get(zoneId) ?? Promise.resolve())
    .then(async () => api<Echo>('POST', path, command))
    .then((echo) => {
      const { until, ...applied } = appliedOf(echo);
      expectation.answered(applied);
      tellTaken({ until, ...applied });
    })
    .catch((error: unknown) => {
      expectation.takeBack();
      tell(refusedText(friendlyName, error));
    });
  queues.set(zoneId, sent);
  await sent;
}

/** Sends what waits for a zone, if anything does. */
function flush(zoneId: string): void {
  const one = waiting.get(zoneId);
  if (one === undefined) return;
  waiting.delete(zoneId);
  clearTimeout(one.timer);
  const end = endOf(one.zone, isScheduled(zoneId));
  void send(one.zone, { ...one.change, ...end }, one.expectation);
}

/** Whether the hub is known not to answer: then nothing is shown as if it were done. */
function isRefused({ friendlyName }: ZoneView): boolean {
  if (connection.value !== 'lost') return false;
  tell(refusedText(friendlyName, new ApiError(UNSENT, {})));
  return true;
}

/** Shows setpoints at once, and sends them after a moment without another tap. */
export function setSetpoints(zone: ZoneView, change: Setpoints): void {
  if (isRefused(zone)) return;
  const { zoneId } = zone;
  const before = waiting.get(zoneId);
  if (before !== undefined) clearTimeout(before.timer);
  if (Object.keys(change).length === 0 && before === undefined) return;
  endUndo(zoneId);
  waiting.set(zoneId, {
    zone: before?.zone ?? zone,
    change: { ...before?.change, ...change },
    expectation: expect(`zone/${zoneId}`, change),
    timer: setTimeout(() => flush(zoneId), QUIET_MS),
  });
}

/** A tap, or the turn of a dial. */
export function moveSetpoint(zone: ZoneView, side: Side, tempC: number): void {
  const { moving, change } = movedSetpoint(zone, side, tempC, moves.get(zone.zoneId));
  moves.set(zone.zoneId, moving);
  setSetpoints(zone, change);
}

type Change = Partial<Record<keyof ZoneView, unknown>>;

function give(
  zone: ZoneView,
  command: HoldCommand,
  change: Change,
  tellTaken?: (applied: Applied) => void,
): void {
  if (isRefused(zone)) return;
  const { zoneId } = zone;
  const before = waiting.get(zoneId)?.zone ?? zone;
  endUndo(zoneId);
  flush(zoneId);
  void send(before, command, expect(`zone/${zoneId}`, change), tellTaken);
}

/** Sends a command at once, after what waits. */
export const commandZone = (zone: ZoneView, command: HoldCommand, change: Change): void =>
  give(zone, command, change);

export const resume = (zone: ZoneView): void =>
  commandZone(zone, { resumeSchedule: true }, { hold: undefined });

// Whoever taps and puts the phone away has tapped all the same.
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') [...waiting.keys()].forEach(flush);
});
