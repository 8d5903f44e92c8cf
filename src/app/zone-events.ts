/** What a command to a zone is told as: one event of each kind, however many values it has. */
import type { NewEvent } from '../domain/event.ts';
import type { Zone } from '../domain/house.ts';
import { fromTenthsC, type TenthsC } from '../domain/units.ts';
import type { AppliedCommand, ZoneSettings } from '../domain/zone.ts';

const shown = (set: TenthsC | undefined) => (set === undefined ? undefined : fromTenthsC(set));

/**
 * A `setpoint_change` where a setpoint was asked for or had to move, a `mode_change` where the mode is another.
 * @param by the id of a principal, or `mqtt`
 */
export function zoneEvents(
  { zoneId, friendlyName }: Zone,
  before: ZoneSettings,
  { settings, applied }: AppliedCommand,
  by: string,
): NewEvent[] {
  const { tempHeatSetC, tempCoolSetC } = applied;
  const common = {
    severity: 'info' as const,
    objectId: zoneId,
    ...(by === 'mqtt' && { source: 'mqtt' }),
  };
  const words = [
    ...(tempHeatSetC === undefined ? [] : [`heating to ${tempHeatSetC} °C`]),
    ...(tempCoolSetC === undefined ? [] : [`cooling to ${tempCoolSetC} °C`]),
  ];
  const setpointChange: NewEvent = {
    ...common,
    type: 'setpoint_change',
    message: `${friendlyName}: ${words.join(', ')}`,
    data: {
      ...{ by, ...applied },
      before: { tempHeatSetC: shown(before.heatSet), tempCoolSetC: shown(before.coolSet) },
    },
  };
  const modeChange: NewEvent = {
    ...common,
    type: 'mode_change',
    message: `${friendlyName}: mode ${settings.mode}, was ${before.mode}`,
    data: { by, mode: settings.mode, before: { mode: before.mode } },
  };
  return [
    ...(words.length > 0 ? [setpointChange] : []),
    ...(settings.mode === before.mode ? [] : [modeChange]),
  ];
}
