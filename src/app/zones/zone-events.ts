/** What a change of a zone is told as: one event of each kind, however many values it has. */
import type { NewEvent } from '../../domain/event.ts';
import type { Zone } from '../../domain/house.ts';
import { fromTenthsC, type TenthsC } from '../../domain/units.ts';
import type { AppliedHold } from '../../domain/zone-command.ts';
import type { RequestSource, ZoneRequest } from '../../domain/zone-request.ts';
import type { ZoneSettings } from '../../domain/zone.ts';

const shown = (set: TenthsC | undefined) => (set === undefined ? undefined : fromTenthsC(set));

/** Makers of a change that are a source of their own; whoever else makes one came over HTTP. */
const SOURCES: ReadonlySet<string> = new Set(['mqtt', 'schedule', 'hold', 'system']);

/**
 * A `setpoint_change` where a setpoint was asked for or had to move, a `mode_change` where the mode is another.
 * @param by the id of a principal, or one of SOURCES
 */
export function zoneEvents(
  { zoneId, friendlyName }: Zone,
  before: ZoneSettings,
  { settings, applied }: { readonly settings: ZoneSettings; readonly applied: AppliedHold },
  by: string,
): NewEvent[] {
  const { tempHeatSetC, tempCoolSetC } = applied;
  const common = {
    severity: 'info' as const,
    objectId: zoneId,
    ...(SOURCES.has(by) && { source: by }),
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

/** The events of a change that asked for no single value: what is different after it. */
export function differenceEvents(
  zone: Zone,
  before: ZoneSettings,
  after: ZoneSettings,
  by: string,
): NewEvent[] {
  const { heatSet, coolSet } = after;
  const applied = {
    ...(heatSet !== undefined && heatSet !== before.heatSet && { tempHeatSetC: shown(heatSet) }),
    ...(coolSet !== undefined && coolSet !== before.coolSet && { tempCoolSetC: shown(coolSet) }),
  };
  return zoneEvents(zone, before, { settings: after, applied }, by);
}

const OF_THE_HOUSE: ReadonlySet<RequestSource> = new Set(['away', 'vacation', 'reheat', 'off']);

/** The events of a change that time, or a word for the whole house, has brought. */
export function lapseEvents(zone: Zone, before: ZoneRequest, after: ZoneRequest): NewEvent[] {
  const isOfTheHouse = OF_THE_HOUSE.has(before.source) || OF_THE_HOUSE.has(after.source);
  const by = isOfTheHouse ? 'system' : before.source === 'hold' ? 'hold' : 'schedule';
  return differenceEvents(zone, before, after, by);
}
