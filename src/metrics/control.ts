/** What is asked of the house as a whole, and what control makes of it. */
import type { Device, DeviceRegistry } from '../app/devices/device-registry.ts';
import type { SystemModeStore } from '../app/house/system-mode.ts';
import type { DeviceCommands } from '../app/control/device-commands.ts';
import type { EnergyMeter } from '../app/energy/energy.ts';
import type { DhwRequests } from '../app/house/dhw-requests.ts';
import type { PowerLimits } from '../app/house/power-limits.ts';
import type { ControlLoop } from '../app/control/control-loop.ts';
import type { DecisionViews } from '../app/views/decision-views.ts';
import { isElectricalKnown, isThermalKnown, USES, type Energy } from '../domain/energy.ts';
import { EQUIPMENT, type DecidedKind } from '../domain/equipment/catalogue.ts';
import { COMPRESSOR_COUNTS } from '../domain/equipment/compressor.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import { POWER_LIMIT_EFFECTS } from '../domain/control/grid/power-limit.ts';
import { SYSTEM_MODES } from '../domain/system-mode.ts';
import { SECOND_MS } from '../domain/units.ts';
import { columnTable, gauge, info, states, stateSet, type SampleColumn } from './columns.ts';
import { family, series, type Family } from './family.ts';
import { secondsOf } from './readings.ts';
import { singles, type Section } from './section.ts';

export interface ControlSources {
  readonly devices: Pick<DeviceRegistry, 'all'>;
  readonly system: Pick<SystemModeStore, 'view'>;
  readonly decisionViews: Pick<DecisionViews, 'device' | 'surplus' | 'powerLimit'>;
  readonly powerLimits: Pick<PowerLimits, 'get'>;
  readonly dhwRequests: Pick<DhwRequests, 'view'>;
  readonly energy: Pick<EnergyMeter, 'counted'>;
  readonly deviceCommands: Pick<DeviceCommands, 'pendingCount' | 'unconfirmedCount'>;
  readonly controlLoop: Pick<ControlLoop, 'stats'>;
}

const DEVICE = ['device'];
const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined);

function decidedColumns(kind: DecidedKind): SampleColumn<EquipmentView>[] {
  const work = (name: string, help: string) =>
    family('gauge', `aris_${kind}_${name}`, help, [...DEVICE, 'work']);
  const { works } = EQUIPMENT[kind];
  return [
    states(
      work('asked_work', 'What there is to do for the unit: 1 for the one that holds.'),
      works,
      (view) => view['asked'],
    ),
    states(
      work('effective_work', 'What control has the unit do: 1 for the one that holds.'),
      works,
      (view) => view['effective'],
    ),
    info(
      family('info', `aris_${kind}_reason_info`, 'Why control has the unit do that.', [
        ...DEVICE,
        'reason',
      ]),
      ({ reason }) => (reason as { code?: string } | undefined)?.code,
    ),
  ];
}

const HCU_COLUMNS: readonly SampleColumn<EquipmentView>[] = [
  ...decidedColumns('hcu'),
  gauge(
    family(
      'gauge',
      'aris_hcu_target_supply_temperature_celsius',
      'Supply temperature that control asks for.',
      DEVICE,
    ),
    (view) => numberOf(view['targetSupplyTempC']),
  ),
];

type Hygiene = Readonly<Record<string, string | boolean | undefined>>;
const hygieneOf = (view: EquipmentView) => (view['hygiene'] ?? {}) as Hygiene;
const flag = (value: unknown) => (typeof value === 'boolean' ? Number(value) : undefined);

/** What the tank is asked, what comes of it, and how its disinfection stands. */
const DHW_COLUMNS: readonly SampleColumn<EquipmentView>[] = [
  ...decidedColumns('dhw'),
  ...(
    [
      ['target_temperature_celsius', 'Temperature that is asked of the tank.', 'targetTempC'],
      [
        'effective_target_temperature_celsius',
        'Temperature that control asks of the tank now.',
        'effectiveTargetTempC',
      ],
    ] as const
  ).map(([name, help, field]) =>
    gauge(family('gauge', `aris_dhw_${name}`, help, DEVICE), (view: EquipmentView) =>
      numberOf(view[field]),
    ),
  ),
  gauge(
    family('gauge', 'aris_dhw_boost_until_timestamp_seconds', 'When the boost ends.', DEVICE),
    (view) => secondsOf(view['boostUntil']),
  ),
  ...(
    [
      ['last_success', 'When the tank was last proven to be disinfected.', 'lastSuccess'],
      ['next_due', 'When the next disinfection is due.', 'nextDue'],
    ] as const
  ).map(([name, help, field]) =>
    gauge(
      family('gauge', `aris_dhw_disinfection_${name}_timestamp_seconds`, help, DEVICE),
      (view: EquipmentView) => secondsOf(hygieneOf(view)[field]),
    ),
  ),
  ...(
    [
      ['overdue', 'Whether the disinfection is overdue.', 'overdue'],
      ['running', 'Whether control has the tank disinfected now.', 'running'],
    ] as const
  ).map(([name, help, field]) =>
    gauge(family('gauge', `aris_dhw_disinfection_${name}`, help, DEVICE), (view: EquipmentView) =>
      flag(hygieneOf(view)[field]),
    ),
  ),
];

/** What control decided for the one device of each kind. */
function decidedSection({ devices, decisionViews, dhwRequests }: ControlSources): Section {
  const tables = [
    ['hcu', columnTable(HCU_COLUMNS)],
    ['dhw', columnTable(DHW_COLUMNS)],
    ['tes', columnTable(decidedColumns('tes'))],
  ] as const;
  function viewOf(kind: DecidedKind): EquipmentView | undefined {
    const decided = decisionViews.device(kind);
    return kind === 'dhw' ? { ...dhwRequests.view(), ...decided } : decided;
  }
  return {
    families: tables.flatMap(([, { families }]) => families),
    write(page) {
      const all: readonly Device[] = [...devices.all()];
      for (const [kind, table] of tables) {
        const device = all.find(({ ref }) => ref.kind === kind);
        if (device !== undefined) table.write(page, [[device.ref.id, viewOf(kind)]]);
      }
    },
  };
}

const MODE = family(
  'gauge',
  'aris_system_mode',
  'Mode of the house: 1 for the one that is in force.',
  ['mode'],
);
const MODE_UNTIL = family(
  'gauge',
  'aris_system_mode_until_timestamp_seconds',
  'When the mode of the house ends by itself.',
);
const SURPLUS = family('gauge', 'aris_surplus_level', 'Surplus level of SG-Ready, 1 to 4.', [
  'level',
]);

const POWER_LIMIT = family(
  'gauge',
  'aris_power_limit_watts',
  'The most that the plant may draw; absent without a limit.',
);
const POWER_LIMIT_EFFECT = family(
  'gauge',
  'aris_power_limit_effect',
  'What comes of the power limit: 1 for the one that holds.',
  ['effect'],
);
const WATTS_PER_KW = 1_000;

function houseSection({ system, powerLimits, decisionViews }: ControlSources): Section {
  const modes = stateSet(MODE, SYSTEM_MODES);
  const effects = stateSet(POWER_LIMIT_EFFECT, POWER_LIMIT_EFFECTS);
  const asked = series(SURPLUS, 'asked');
  const effective = series(SURPLUS, 'effective');
  return {
    families: [MODE, MODE_UNTIL, SURPLUS, POWER_LIMIT, POWER_LIMIT_EFFECT],
    write(page) {
      const { mode, until } = system.view();
      page
        .begin(MODE)
        .lines(modes.get(mode) ?? '')
        .single(MODE_UNTIL, secondsOf(until));
      const limit = powerLimits.get();
      const limited = decisionViews.powerLimit();
      if (limit !== undefined) page.single(POWER_LIMIT, limit.limitKw * WATTS_PER_KW);
      if (limited !== undefined)
        page.begin(POWER_LIMIT_EFFECT).lines(effects.get(limited.effective) ?? '');
      const surplus = decisionViews.surplus();
      if (surplus === undefined) return;
      page.begin(SURPLUS).sample(asked, surplus.asked).sample(effective, surplus.effective);
    },
  };
}

const JOULES_PER_KWH = 3.6e6;
const ELECTRICAL = family(
  'counter',
  'aris_energy_electrical_joules_total',
  'Electricity that the plant took, by what it was for.',
  ['use'],
);
const THERMAL = family(
  'counter',
  'aris_energy_thermal_joules_total',
  'Heat or cold that the plant delivered, by what it was for; a defrost takes heat back.',
  ['use'],
);
const GAP = family(
  'counter',
  'aris_energy_gap_seconds_total',
  'Time whose energy is missing, since nothing was heard of the plant.',
);

const { compressorStarts, compressorRunHours } = COMPRESSOR_COUNTS;
const STARTS = family('counter', 'aris_compressor_starts_total', `${compressorStarts.help}.`);
const RUNNING = family(
  'counter',
  'aris_compressor_run_seconds_total',
  `${compressorRunHours.help}.`,
);

/** Counted since the start of the hub; what is on the disk is the API's to tell. */
function energySection({ devices, energy }: ControlSources): Section {
  const heads = USES.map((use) => [use, series(ELECTRICAL, use), series(THERMAL, use)] as const);
  const joules = (kwh: number) => Math.round(kwh * JOULES_PER_KWH);
  return {
    families: [ELECTRICAL, THERMAL, GAP, STARTS, RUNNING],
    write(page) {
      if (![...devices.all()].some(({ ref }) => ref.kind === 'hcu')) return;
      const { uses, gapMs, compressor } = energy.counted();
      const put = (of: Family, column: 1 | 2, kwh: (of: Energy) => number | undefined) => {
        page.begin(of);
        for (const head of heads) {
          const used = uses[head[0]];
          const known = used === undefined ? 0 : kwh(used);
          if (known !== undefined) page.sample(head[column], joules(known));
        }
      };
      put(ELECTRICAL, 1, (energy) =>
        isElectricalKnown(energy) ? energy.electricalKwh : undefined,
      );
      put(THERMAL, 2, (energy) => (isThermalKnown(energy) ? energy.thermalKwh : undefined));
      page.single(GAP, gapMs / SECOND_MS);
      if (compressor === undefined) return;
      page.single(STARTS, compressor.starts).single(RUNNING, compressor.runMs / SECOND_MS);
    },
  };
}

function cycleSection({ controlLoop, deviceCommands }: ControlSources): Section {
  const counter = (name: string, help: string) => family('counter', `aris_${name}_total`, help);
  return singles([
    [counter('control_cycles', 'Cycles of control.'), () => controlLoop.stats().cycles],
    [
      counter(
        'control_cycle_seconds',
        'Time spent in cycles of control, without that of the disk.',
      ),
      () => controlLoop.stats().cycleSeconds,
    ],
    [
      counter('control_cycle_failures', 'Cycles of control that failed.'),
      () => controlLoop.stats().failures,
    ],
    [
      family('gauge', 'aris_commands_pending', 'Commands that wait for a confirmation.'),
      () => deviceCommands.pendingCount(),
    ],
    [
      counter('commands_unconfirmed', 'Commands that no device confirmed in time.'),
      () => deviceCommands.unconfirmedCount(),
    ],
  ]);
}

export const controlSections = (sources: ControlSources): Section[] => [
  decidedSection(sources),
  houseSection(sources),
  energySection(sources),
  cycleSection(sources),
];
