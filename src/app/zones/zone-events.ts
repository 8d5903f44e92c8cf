/** What a change of a zone is told as: one event of each kind, however many values it has. */
import type { NewEvent } from '../../domain/event.ts';
import type { Zone } from '../../domain/house.ts';
import { fromTenthsC, type TenthsC } from '../../domain/units.ts';
import type { AppliedHold } from '../../domain/zone-command.ts';
import type { RequestSource, ZoneRequest } from '../../domain/zone-request.ts';
import type { ZoneSettings } from '../../domain/zone-setpoints.ts';

const shown = (set: TenthsC | undefined) => (set === undefined ? undefined : fromTenthsC(set));

/**
 * A `setpoint_change` where a setpoint was asked for or had to move, a `mode_change` where the mode is another.
 * @param told who made it, and the source of a change that the house made by itself
 */
export function zoneEvents(
  { zoneId, friendlyName }: Zone,
  before: ZoneSettings,
  { settings, applied }: { readonly settings: ZoneSettings; readonly applied: AppliedHold },
  told: Pick<NewEvent, 'by' | 'from' | 'source'>,
): NewEvent[] {
  const { tempHeatSetC, tempCoolSetC } = applied;
  const common = {
    severity: 'info' as const,
    objectId: zoneId,
    ...told,
  };
  const setpointChange: NewEvent = {
    ...common,
    type: 'setpoint_change',
    data: {
      name: friendlyName,
      ...applied,
      before: { tempHeatSetC: shown(before.heatSet), tempCoolSetC: shown(before.coolSet) },
    },
  };
  const modeChange: NewEvent = {
    ...common,
    type: 'mode_change',
    data: { name: friendlyName, mode: settings.mode, before: { mode: before.mode } },
  };
  return [
    ...((tempHeatSetC ?? tempCoolSetC) === undefined ? [] : [setpointChange]),
    ...(settings.mode === before.mode ? [] : [modeChange]),
  ];
}

/** The events of a change that asked for no single value: what is different after it. */
export function differenceEvents(
  zone: Zone,
  before: ZoneSettings,
  after: ZoneSettings,
  told: Pick<NewEvent, 'by' | 'from' | 'source'>,
): NewEvent[] {
  const { heatSet, coolSet } = after;
  const applied = {
    ...(heatSet !== undefined && heatSet !== before.heatSet && { tempHeatSetC: shown(heatSet) }),
    ...(coolSet !== undefined && coolSet !== before.coolSet && { tempCoolSetC: shown(coolSet) }),
  };
  return zoneEvents(zone, before, { settings: after, applied }, told);
}

const OF_THE_HOUSE: ReadonlySet<RequestSource> = new Set(['away', 'vacation', 'reheat', 'off']);

/** The events of a change that time, or a word for the whole house, has brought. */
export function lapseEvents(zone: Zone, before: ZoneRequest, after: ZoneRequest): NewEvent[] {
  const isOfTheHouse = OF_THE_HOUSE.has(before.source) || OF_THE_HOUSE.has(after.source);
  const source = isOfTheHouse ? 'system' : before.source === 'hold' ? 'hold' : 'schedule';
  return differenceEvents(zone, before, after, { source });
}
