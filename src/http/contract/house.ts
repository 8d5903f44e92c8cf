/** The house as a whole and its zones: what is shown, what is set, and what commands are echoed as. */
import * as v from 'valibot';
import type { DhwScheduleView } from '../../app/house/dhw-schedule.ts';
import type { AppliedPowerLimit } from '../../app/house/power-limits.ts';
import type { SetpointShiftView } from '../../app/house/setpoint-shifts.ts';
import type { AppliedSurplus } from '../../app/house/surplus-requests.ts';
import type { SystemModeView } from '../../app/house/system-mode.ts';
import type { SurplusView } from '../../app/views/decision-views.ts';
import type { SystemView } from '../../app/views/system-view.ts';
import type { ScheduleTemplate } from '../../app/zones/schedule-templates.ts';
import type { ScheduleView } from '../../app/zones/schedules.ts';
import { POWER_LIMIT_EFFECTS } from '../../domain/control/grid/power-limit.ts';
import { SURPLUS_LEVELS } from '../../domain/control/grid/surplus.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import { WEEKDAYS } from '../../domain/local-time.ts';
import { SETTING_NAMES, HOUSE_SETTINGS } from '../../domain/settings.ts';
import { SCHEDULED_DHW_LEVELS, SYSTEM_MODES } from '../../domain/system-mode.ts';
import { ZONE_STATEMENTS } from '../../domain/statements.ts';
import { ZONE_READINGS } from '../../domain/zone-readings.ts';
import type { ZoneView } from '../../domain/zone-view.ts';
import { ZONE_MODES } from '../../domain/zone-setpoints.ts';
import type { ListedSchedule } from '../routes/schedules.ts';
import { describes, maybe, said, SUCCESS, TIME, WHOLE } from './describe.ts';
import { readingSchema, REASON, valueSchema } from './readings.ts';

const { tempC, rhPercent, co2Ppm, mode, tempHeatSetC, tempCoolSetC, activeCall } = ZONE_READINGS;
const SETPOINTS = {
  tempHeatSetC: maybe(readingSchema(tempHeatSetC)),
  tempCoolSetC: maybe(readingSchema(tempCoolSetC)),
};
const EFFECTIVE_MODES = ['heat', 'cool', 'idle', 'off'] as const;

export const ZONE = describes<ZoneView>()(
  v.object({
    zoneId: v.string(),
    friendlyName: v.string(),
    tempC: maybe(readingSchema(tempC)),
    rhPercent: maybe(readingSchema(rhPercent)),
    co2Ppm: maybe(readingSchema(co2Ppm)),
    mode: readingSchema(mode),
    ...SETPOINTS,
    activeCall: readingSchema(activeCall),
    supportsHeat: v.boolean(),
    supportsCool: v.boolean(),
    floor: maybe(said(v.string(), 'Where it lies, as people say it')),
    order: maybe(said(v.number(), 'Its place in lists, where it has one of its own')),
    hold: maybe(
      said(
        v.object({
          until: maybe(said(TIME, 'Absent: until changed')),
          source: said(v.string(), 'Who asked for it: mqtt, or the id of a token or a person'),
          preset: maybe(v.picklist(ZONE_PRESETS)),
        }),
        'What keeps it from its schedule, or from the mode of the house',
      ),
    ),
    effectiveMode: maybe(
      said(v.picklist(EFFECTIVE_MODES), ZONE_STATEMENTS['effectiveMode']?.help ?? ''),
    ),
    reason: maybe(REASON),
  }),
);

export const ZONE_COMMANDED = v.object({
  ...SUCCESS.entries,
  zoneId: v.string(),
  command: said(
    v.object({
      mode: maybe(v.picklist(ZONE_MODES)),
      temp_heat_set_c: SETPOINTS.tempHeatSetC,
      temp_cool_set_c: SETPOINTS.tempCoolSetC,
      until: maybe(TIME),
      resume_schedule: maybe(v.literal(true)),
    }),
    'What was applied: a setpoint that moved with another is there, too',
  ),
});

const SCHEDULE_ENTRIES = v.array(
  v.object({
    days: v.array(v.picklist(WEEKDAYS)),
    at: said(v.string(), 'On the wall clock of the house: 06:30'),
    mode: maybe(v.picklist(ZONE_MODES)),
    ...SETPOINTS,
  }),
);
export const SCHEDULE_VIEW = describes<ScheduleView>()(
  v.object({
    zoneId: v.string(),
    entries: SCHEDULE_ENTRIES,
    next: maybe(
      said(
        v.object({ at: TIME, mode: maybe(v.picklist(ZONE_MODES)), ...SETPOINTS }),
        'What is set next, and when',
      ),
    ),
  }),
);

export const LISTED_SCHEDULE = describes<ListedSchedule>()(
  v.object({
    ...SCHEDULE_VIEW.entries,
    etag: said(v.string(), 'As its own path answers it: for the If-Match of a PUT there'),
  }),
);
export const SCHEDULE_TEMPLATE = describes<ScheduleTemplate>()(
  v.object({ templateId: v.string(), name: v.string(), entries: SCHEDULE_ENTRIES }),
);

const DHW_LEVEL = said(
  v.picklist(SCHEDULED_DHW_LEVELS),
  '`comfort`: its target; `reduced`: what is set for an absence',
);
export const DHW_SCHEDULE_VIEW = describes<DhwScheduleView>()(
  v.object({
    dhwId: v.string(),
    entries: v.array(
      v.object({
        days: v.array(v.picklist(WEEKDAYS)),
        at: said(v.string(), 'On the wall clock of the house: 06:30'),
        level: DHW_LEVEL,
      }),
    ),
    next: maybe(said(v.object({ at: TIME, level: DHW_LEVEL }), 'What is next, and when')),
  }),
);

const LEVEL = v.picklist(SURPLUS_LEVELS);
const SURPLUS = describes<SurplusView>()(
  v.object({ asked: LEVEL, effective: LEVEL, reason: REASON }),
);
const MODE = describes<SystemModeView>()(
  v.object({
    mode: v.picklist(SYSTEM_MODES),
    until: maybe(said(TIME, 'When the house is home again')),
    vacation: maybe(said(v.object({ from: TIME, until: maybe(TIME) }), 'One that is planned')),
  }),
);

const EFFECTS =
  '`within`: it draws less by itself; `limited`: it was told; `stopped`: it stands; `not_kept`: frost goes before, or it cannot be told';

const SHIFT = describes<SetpointShiftView>()(
  v.object({
    shiftK: said(v.number(), 'All setpoints are moved by it, K'),
    until: TIME,
    endsWithSchedule: maybe(
      said(v.literal(true), 'In each zone it ends with the next change of its schedule already'),
    ),
    source: said(v.string(), 'Who asked for it: the id of a token or a person'),
  }),
);

export const SYSTEM = describes<SystemView>()(
  v.object({
    name: v.string(),
    serial: v.string(),
    version: v.string(),
    apiLevel: said(WHOLE, 'Rises where a documented field changes its meaning or goes'),
    ...MODE.entries,
    surplus: said(
      v.object({
        asked: LEVEL,
        effective: maybe(SURPLUS.entries.effective),
        reason: maybe(REASON),
        until: maybe(TIME),
      }),
      'SG-Ready: 1 blocks, 2 is normal, 3 recommends to run, 4 takes all',
    ),
    powerLimit: maybe(
      said(
        v.object({
          askedKw: said(v.number(), 'The most that the plant may draw, kW'),
          until: TIME,
          source: said(v.string(), 'Who asked for it: mqtt, or the id of a token or a person'),
          effective: maybe(said(v.picklist(POWER_LIMIT_EFFECTS), EFFECTS)),
          reason: maybe(REASON),
        }),
        'Absent without a power limit',
      ),
    ),
    shift: maybe(said(SHIFT, 'Absent where no shift holds')),
    quietUntil: maybe(said(TIME, 'When the quiet hours are over that it is now')),
    timeZone: said(v.string(), 'An IANA name; schedules are in its time'),
    units: said(v.picklist(HOUSE_SETTINGS.units.values), 'Of temperatures on the page'),
    virtual: said(v.boolean(), 'Whether the house is simulated'),
  }),
);

const APPLIED_SURPLUS = describes<AppliedSurplus>()(
  v.object({ surplusLevel: LEVEL, until: maybe(TIME) }),
);
const APPLIED_POWER_LIMIT = describes<AppliedPowerLimit>()(
  v.object({
    powerLimitKw: maybe(v.number()),
    until: maybe(TIME),
    cancelPowerLimit: maybe(v.literal(true)),
  }),
);
const APPLIED_SHIFT = v.union([SHIFT, v.object({ cancelShift: v.literal(true) })]);

export const SYSTEM_COMMANDED = v.object({
  ...SUCCESS.entries,
  command: said(
    v.union([MODE, APPLIED_SURPLUS, APPLIED_POWER_LIMIT, APPLIED_SHIFT]),
    'What holds now',
  ),
});

export const SETTINGS = v.object(
  Object.fromEntries(SETTING_NAMES.map((name) => [name, valueSchema(HOUSE_SETTINGS[name])])),
);

export const DHW_COMMANDED = v.object({
  ...SUCCESS.entries,
  dhwId: v.string(),
  command: v.object({
    target_temp_c: maybe(v.number()),
    boost_minutes: maybe(WHOLE),
    boost_until: maybe(TIME),
    sanitize: maybe(v.literal(true)),
    recirc: maybe(v.boolean()),
  }),
});

export const FILTER_RESET = v.object({
  ...SUCCESS.entries,
  fcuId: v.string(),
  filterLastChangedTs: TIME,
});
