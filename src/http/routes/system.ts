import * as v from 'valibot';
import type { PowerLimits } from '../../app/house/power-limits.ts';
import { SHIFT_COMMAND, type SetpointShifts } from '../../app/house/setpoint-shifts.ts';
import type { SurplusRequests } from '../../app/house/surplus-requests.ts';
import { SYSTEM_COMMAND, type SystemModeStore } from '../../app/house/system-mode.ts';
import type { SystemView } from '../../app/views/system-view.ts';
import { SURPLUS_LEVELS } from '../../domain/control/grid/surplus.ts';
import type { Doer } from '../../domain/doer.ts';
import { invalid } from '../../domain/errors.ts';
import { doerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

/** Either the mode of the house, or a shift of all setpoints, or the surplus level of SG-Ready, or a power limit. */
const COMMAND = v.strictObject({
  ...SYSTEM_COMMAND.entries,
  ...SHIFT_COMMAND.entries,
  until: v.optional(v.pipe(v.string(), v.description('ISO 8601; of a shift also next_schedule'))),
  surplusLevel: v.optional(
    v.pipe(
      v.picklist(SURPLUS_LEVELS),
      v.description('1 blocks, 2 is normal, 3 recommends to run, 4 takes all; with `until` alone'),
    ),
  ),
  powerLimitKw: v.optional(
    v.pipe(
      v.number(),
      v.description('The most that the plant may draw; with `until` alone, else for 2 h'),
    ),
  ),
  cancelPowerLimit: v.optional(v.pipe(v.literal(true), v.description('Ends it; stands alone'))),
});

type Asked = v.InferOutput<typeof COMMAND>;

/** @throws HubError `invalid`: it goes with nothing but what belongs to it */
function refuseOthers(field: keyof Asked, others: object, own = 'until'): void {
  if (Object.values(others).some((other) => other !== undefined))
    throw invalid(field, `${field} goes with ${own} alone`);
}

interface Asking {
  readonly system: SystemModeStore;
  readonly surplus: SurplusRequests;
  readonly powerLimits: PowerLimits;
  readonly shifts: Pick<SetpointShifts, 'command'>;
}

async function commandSystem(
  { system, surplus, powerLimits, shifts }: Asking,
  { until, ...asked }: Asked,
  doer: Doer,
): Promise<object> {
  const { shiftK, durationMinutes, cancelShift, ...others } = asked;
  const { surplusLevel, powerLimitKw, cancelPowerLimit, ...mode } = others;
  if (cancelShift !== undefined) {
    refuseOthers('cancelShift', others);
    return shifts.command({ shiftK, until, durationMinutes, cancelShift }, doer);
  }
  if ((shiftK ?? durationMinutes) !== undefined) {
    refuseOthers('shiftK', others, 'until or durationMinutes');
    return shifts.command({ shiftK, until, durationMinutes }, doer);
  }
  if (cancelPowerLimit !== undefined) {
    refuseOthers('cancelPowerLimit', { surplusLevel, ...mode });
    return powerLimits.command({ powerLimitKw, until, cancelPowerLimit }, doer);
  }
  if (powerLimitKw !== undefined) {
    refuseOthers('powerLimitKw', { surplusLevel, ...mode });
    return powerLimits.command({ powerLimitKw, until }, doer);
  }
  if (surplusLevel === undefined) return system.command({ ...mode, until }, doer);
  refuseOthers('surplusLevel', mode);
  return surplus.command(surplusLevel, until, doer);
}

export function systemRoutes(asking: Asking, view: () => SystemView): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/system',
      access: 'system:read',
      isZoned: true,
      summary: 'The hub, and the mode of the house',
      handle: () => jsonReply(200, view()),
    },
    {
      method: 'POST',
      path: '/api/system/command',
      access: 'system:full',
      summary:
        'Sets the mode of the house, all setpoints warmer or cooler, the surplus level, or a power limit, perhaps for a time; a vacation may be planned ahead',
      body: COMMAND,
      example: { mode: 'away' },
      async handle(request) {
        const asked = await request.readJson(COMMAND);
        const applied = await commandSystem(asking, asked, doerOf(request));
        return jsonReply(200, { success: true, command: applied });
      },
    },
  ];
}
