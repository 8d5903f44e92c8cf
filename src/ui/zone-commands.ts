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
import { schedules } from './schedules.ts';
import type { Setpoints } from './setpoints.ts';
import { connection } from './stream.ts';
import { tell } from './toasts.ts';

/** After the last tap. */
const QUIET_MS = 700;

interface Waiting {
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
  };
}

const waiting = new Map<string, Waiting>();
/** By zone: they reach the hub in the order in which they were given. */
const queues = new Map<string, Promise<unknown>>();

function appliedOf({ command }: Echo): Partial<ZoneView> {
  const { mode, temp_heat_set_c: tempHeatSetC, temp_cool_set_c: tempCoolSetC } = command;
  return {
    ...(mode !== undefined && { mode }),
    ...(tempHeatSetC !== undefined && { tempHeatSetC }),
    ...(tempCoolSetC !== undefined && { tempCoolSetC }),
  };
}

async function send(
  { zoneId, friendlyName }: ZoneView,
  command: HoldCommand,
  expectation: Expectation,
): Promise<void> {
  const path = `/api/zones/${encodeURIComponent(zoneId)}/command`;
  const sent = (queues.get(zoneId) ?? Promise.resolve())
    .then(async () => api<Echo>('POST', path, command))
    .then((echo) => expectation.answered(appliedOf(echo)))
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
  const end = endOf(one.zone, schedules.value.get(zoneId)?.next !== undefined);
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
  waiting.set(zoneId, {
    zone,
    change: { ...before?.change, ...change },
    expectation: expect(`zone/${zoneId}`, change),
    timer: setTimeout(() => flush(zoneId), QUIET_MS),
  });
}

/** Sends a command at once, after what waits. */
export function commandZone(
  zone: ZoneView,
  command: HoldCommand,
  change: Partial<Record<keyof ZoneView, unknown>>,
): void {
  if (isRefused(zone)) return;
  flush(zone.zoneId);
  void send(zone, command, expect(`zone/${zone.zoneId}`, change));
}

export const resume = (zone: ZoneView): void =>
  commandZone(zone, { resumeSchedule: true }, { hold: undefined });

// Whoever taps and puts the phone away has tapped all the same.
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') [...waiting.keys()].forEach(flush);
});
