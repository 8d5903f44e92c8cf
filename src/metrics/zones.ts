/** What is asked of each zone, what is measured in it, what it gets, and why. */
import type { SystemModeStore } from '../app/house/system-mode.ts';
import type { ZonePlans } from '../app/zones/planned-zones.ts';
import type { Schedules } from '../app/zones/schedules.ts';
import type { ZoneViews } from '../app/views/zone-views.ts';
import { ZONE_PLAN_WORDS, zonePlanWord, type ClimateStanding } from '../domain/climate.ts';
import type { Zone } from '../domain/house.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { SECOND_MS } from '../domain/units.ts';
import { ZONE_MODES } from '../domain/zone-setpoints.ts';
import { columnTable, gauge, info, states, type SampleColumn } from './columns.ts';
import { family, series } from './family.ts';
import { secondsOf } from './readings.ts';
import type { Section } from './section.ts';

const ZONE = ['zone'];
const ratio = (percent: number | undefined) => (percent === undefined ? undefined : percent / 100);

const SETPOINT = family(
  'gauge',
  'aris_zone_setpoint_celsius',
  'Setpoints of a zone: low heats, high cools.',
  ['zone', 'bound'],
);
const MEMBERS = family('info', 'aris_zone_device_info', 'The sensors and fan coils of a zone.', [
  'zone',
  'kind',
  'device',
]);

/** The devices of a zone are those of the house file: few, and the same until it is read anew. */
function memberColumn(plans: ZoneSources['plans']): SampleColumn<ZoneView> {
  return {
    family: MEMBERS,
    cell: ([zoneId = '']) => {
      const line = (kind: string) => (id: string) => `${series(MEMBERS, zoneId, kind, id)}1\n`;
      let of: Zone | undefined;
      let text = '';
      return () => {
        const zone = plans.find(zoneId)?.zone;
        if (zone === of) return text;
        of = zone;
        const { sensors = [], terminals = [] } = zone ?? {};
        const lines = [...sensors.map(line('sensor')), ...terminals.map(line('fcu'))];
        return (text = [...new Set(lines)].join(''));
      };
    },
  };
}

const COLUMNS: readonly SampleColumn<ZoneView>[] = [
  info(
    family('info', 'aris_zone_info', 'A zone, and what people call it.', ['zone', 'name']),
    (view) => view.friendlyName,
  ),
  gauge(
    family('gauge', 'aris_zone_temperature_celsius', 'Temperature of a zone.', ZONE),
    (view) => view.tempC,
  ),
  gauge(family('gauge', 'aris_zone_humidity_ratio', 'Relative humidity of a zone.', ZONE), (view) =>
    ratio(view.rhPercent),
  ),
  gauge(
    family('gauge', 'aris_zone_co2_ppm', 'Carbon dioxide in a zone, in parts per million.', ZONE),
    (view) => view.co2Ppm,
  ),
  gauge(SETPOINT, (view) => view.tempHeatSetC, 'low'),
  gauge(SETPOINT, (view) => view.tempCoolSetC, 'high'),
  states(
    family('gauge', 'aris_zone_mode', 'Mode asked of a zone: 1 for the one that is set.', [
      'zone',
      'mode',
    ]),
    ZONE_MODES,
    (view) => view.mode,
  ),
  states(
    family('gauge', 'aris_zone_call', 'What a zone demands now: 1 for the one that holds.', [
      'zone',
      'call',
    ]),
    ['heat', 'cool', 'none'],
    (view) => view.activeCall,
  ),
  states(
    family('gauge', 'aris_zone_effective_mode', 'What a zone gets: 1 for the one that holds.', [
      'zone',
      'mode',
    ]),
    ['heat', 'cool', 'idle', 'off'],
    (view) => view.effectiveMode,
  ),
  info(
    family('info', 'aris_zone_reason_info', 'Why a zone gets what it gets.', ['zone', 'reason']),
    (view) => view.reason?.code,
  ),
  gauge(
    family(
      'gauge',
      'aris_zone_hold_active',
      'Whether something keeps a zone from its schedule, or from the mode of the house.',
      ZONE,
    ),
    (view) => (view.hold === undefined ? 0 : 1),
  ),
  gauge(
    family(
      'gauge',
      'aris_zone_hold_until_timestamp_seconds',
      'When the hold of a zone ends.',
      ZONE,
    ),
    (view) => secondsOf(view.hold?.until),
  ),
];

type PlanStanding = Pick<ClimateStanding, 'systemMode' | 'hold' | 'nextMs'>;

/** What a zone's setpoints come of, and when its schedule sets others. */
const PLAN_COLUMNS: readonly SampleColumn<PlanStanding>[] = [
  states(
    family(
      'gauge',
      'aris_zone_plan',
      'What the setpoints of a zone come of: 1 for the one that holds.',
      ['zone', 'plan'],
    ),
    ZONE_PLAN_WORDS,
    zonePlanWord,
  ),
  gauge(
    family(
      'gauge',
      'aris_zone_next_change_timestamp_seconds',
      'When the schedule of a zone sets something next.',
      ZONE,
    ),
    ({ nextMs }) => nextMs && nextMs / SECOND_MS,
  ),
];

export interface ZoneSources {
  readonly zones: Pick<ZoneViews, 'list'>;
  readonly plans: Pick<ZonePlans, 'find'>;
  readonly schedules: Pick<Schedules, 'get'>;
  readonly system: Pick<SystemModeStore, 'view'>;
}

export function zoneSection({ zones, plans, schedules, system }: ZoneSources): Section {
  const columns = [...COLUMNS, memberColumn(plans)];
  // A view is made anew when anything in it has changed, or the house has.
  const table = columnTable(columns, { isFrozen: true });
  // The next change moves on with the time alone.
  const planned = columnTable(PLAN_COLUMNS);
  function standingOf(zoneId: string): PlanStanding {
    const { next } = schedules.get(zoneId);
    return {
      systemMode: system.view().mode,
      hold: plans.find(zoneId)?.hold,
      nextMs: next && Date.parse(next.at),
    };
  }
  return {
    families: [...table.families, ...planned.families],
    write(page) {
      const views = zones.list();
      table.write(
        page,
        views.map((view) => [view.zoneId, view]),
      );
      planned.write(
        page,
        views.map(({ zoneId }) => [zoneId, standingOf(zoneId)]),
      );
    },
  };
}
