/** What is asked of the house as a whole, and what control makes of it. */
import type { DeviceRegistry } from '../app/devices/device-registry.ts';
import type { SystemModeStore } from '../app/house/system-mode.ts';
import type { DeviceCommands } from '../app/control/device-commands.ts';
import type { EnergyMeter } from '../app/energy/energy.ts';
import type { ControlLoop } from '../app/control/control-loop.ts';
import { isElectricalKnown, isThermalKnown, USES, type Energy } from '../domain/energy.ts';
import { COMPRESSOR_COUNTS } from '../domain/equipment/compressor.ts';
import { SYSTEM_MODES } from '../domain/system-mode.ts';
import { SECOND_MS } from '../domain/units.ts';
import { stateSet } from './columns.ts';
import { decidedSection, type DecidedSources } from './decided.ts';
import { family, series, type Family } from './family.ts';
import { gridSection, type GridSources } from './grid.ts';
import { secondsOf } from './readings.ts';
import { singles, type Section } from './section.ts';

export type ControlSources = DecidedSources &
  GridSources & {
    readonly devices: Pick<DeviceRegistry, 'all'>;
    readonly system: Pick<SystemModeStore, 'view'>;
    readonly energy: Pick<EnergyMeter, 'counted'>;
    readonly deviceCommands: Pick<DeviceCommands, 'pendingCount' | 'unconfirmedCount'>;
    readonly controlLoop: Pick<ControlLoop, 'stats'>;
  };

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

function modeSection({ system }: ControlSources): Section {
  const modes = stateSet(MODE, SYSTEM_MODES);
  return {
    families: [MODE, MODE_UNTIL],
    write(page) {
      const { mode, until } = system.view();
      page
        .begin(MODE)
        .lines(modes.get(mode) ?? '')
        .single(MODE_UNTIL, secondsOf(until));
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
  modeSection(sources),
  gridSection(sources),
  energySection(sources),
  cycleSection(sources),
];
