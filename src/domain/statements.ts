/**
 * What the hub itself says of each part of the house, beside what devices report: as tables of the same kind, under the
 * path of each value in the part's view.
 */
import { EQUIPMENT, type DeviceKind } from './equipment/catalogue.ts';
import { COMPRESSOR_COUNTS } from './equipment/compressor.ts';
import { lifetimeMeter, type Reading, type ReadingTable } from './equipment/reading.ts';
import { USES, type EnergyUse } from './energy.ts';
import { POWER_LIMIT_EFFECTS } from './control/grid/power-limit.ts';
import { ZONE_PLAN_WORDS } from './climate.ts';
import { LIMITS } from './limits.ts';
import { SYSTEM_MODES } from './system-mode.ts';
import { ZONE_READINGS } from './zone-readings.ts';

/** The longest sentence of `domain/control/base/reasons.ts`, and some. */
const REASON_CHARS = 200;
const SURPLUS_LEVEL = { type: 'integer', min: 1, max: 4 } as const;

const REASON: Reading = {
  type: 'text',
  maxChars: REASON_CHARS,
  name: 'Reason',
  isDiagnostic: true,
  help: 'Why that is so',
};

function decided(values: readonly string[]): ReadingTable {
  return {
    asked: {
      type: 'enum',
      values,
      name: 'Asked',
      isDiagnostic: true,
      isNoisy: true,
      help: 'What control would have it do',
    },
    effective: {
      type: 'enum',
      values,
      name: 'Decision',
      isDiagnostic: true,
      help: 'What control has it do',
    },
    'reason.text': REASON,
  };
}

const temperature = (name: string, help: string): Reading => ({
  type: 'number',
  unit: '°C',
  min: 0,
  max: 100,
  stands: true,
  isDiagnostic: true,
  name,
  help,
});

/** Of kinds that the hub has nothing to say of there is none. */
export const STATEMENTS: Readonly<Partial<Record<DeviceKind, ReadingTable>>> = {
  hcu: {
    ...decided(EQUIPMENT.hcu.works),
    targetSupplyTempC: temperature('Supply temperature asked', 'Supply water that is asked for'),
  },
  dhw: {
    ...decided(EQUIPMENT.dhw.works),
    effectiveTargetTempC: temperature('Target in force', 'What the tank is told to reach'),
    boostUntil: { type: 'timestamp', name: 'Boost until', help: 'When the boost ends' },
    'hygiene.lastSuccess': {
      type: 'timestamp',
      name: 'Last disinfection',
      help: 'When the tank was last proved to be disinfected',
    },
    'hygiene.nextDue': {
      type: 'timestamp',
      name: 'Next disinfection due',
      help: 'When the next disinfection is due',
    },
    'hygiene.overdue': {
      type: 'boolean',
      name: 'Disinfection overdue',
      deviceClass: 'problem',
      help: 'Whether the disinfection is overdue',
    },
    'hygiene.running': {
      type: 'boolean',
      name: 'Disinfection asked',
      deviceClass: 'running',
      isDiagnostic: true,
      isNoisy: true,
      help: 'Whether control has a disinfection under way',
    },
  },
  tes: decided(EQUIPMENT.tes.works),
};

const { tempC, rhPercent, co2Ppm, tempHeatSetC, tempCoolSetC, activeCall } = ZONE_READINGS;

/** A zone's, without what its thermostat shows. */
export const ZONE_STATEMENTS: ReadingTable = {
  tempC,
  rhPercent,
  co2Ppm,
  tempHeatSetC,
  tempCoolSetC,
  activeCall,
  effectiveMode: {
    type: 'enum',
    values: ['heat', 'cool', 'idle', 'off'],
    name: 'Operation',
    help: 'What the zone gets',
  },
  'hold.until': {
    type: 'timestamp',
    name: 'Hold until',
    isDiagnostic: true,
    help: 'When the hold ends',
  },
  'reason.text': REASON,
};

/** What its thermostat knows besides what it shows as one. */
export const CLIMATE_STATEMENTS: ReadingTable = {
  plan: {
    type: 'enum',
    values: ZONE_PLAN_WORDS,
    name: 'Plan',
    help: 'What the setpoints of the zone come of',
  },
  nextChange: {
    type: 'timestamp',
    name: 'Next change',
    help: 'When the schedule of the zone sets something next',
  },
};

export const SYSTEM_STATEMENTS: ReadingTable = {
  mode: { type: 'enum', values: SYSTEM_MODES, name: 'Mode', help: 'Whether somebody is home' },
  until: { type: 'timestamp', name: 'Mode until', isDiagnostic: true, help: 'When the mode ends' },
  'surplus.asked': { ...SURPLUS_LEVEL, name: 'Surplus level', help: 'SG-Ready level asked' },
  'surplus.effective': {
    ...SURPLUS_LEVEL,
    name: 'Surplus level in force',
    isDiagnostic: true,
    help: 'SG-Ready level in force',
  },
  'surplus.reason.text': { ...REASON, name: 'Surplus reason', isNoisy: true },
  'powerLimit.askedKw': {
    type: 'number',
    unit: 'kW',
    min: 0,
    max: LIMITS.powerLimitKw,
    name: 'Power limit',
    help: 'The most that the plant may draw; unknown without a limit',
  },
  'powerLimit.until': {
    type: 'timestamp',
    name: 'Power limit until',
    isDiagnostic: true,
    help: 'When the power limit ends',
  },
  'powerLimit.effective': {
    type: 'enum',
    values: POWER_LIMIT_EFFECTS,
    name: 'Power limit in force',
    isDiagnostic: true,
    help: 'What comes of the power limit',
  },
  'powerLimit.reason.text': { ...REASON, name: 'Power limit reason', isNoisy: true },
};

const COP: Omit<Extract<Reading, { type: 'number' | 'integer' }>, 'name' | 'help'> = {
  type: 'number',
  min: 0,
  max: 20,
};

const USE_NAMES: Readonly<Record<EnergyUse, string>> = {
  heating: 'heating',
  cooling: 'cooling',
  hotWater: 'hot water',
  defrost: 'defrosting',
  standby: 'standby',
  unattributed: 'unknown use',
};

/** What a defrost takes back makes the sum of thermal energies fall: it is no meter, and not here. */
function ofUse(use: EnergyUse): [string, Reading][] {
  const name = USE_NAMES[use];
  const isNoisy = use === 'unattributed' && { isNoisy: true as const };
  const electrical = lifetimeMeter(`Electricity for ${name}`, `Electricity taken for ${name}`);
  const thermal = lifetimeMeter(`Thermal energy of ${name}`, `Heat or cold moved by ${name}`);
  const entries: [string, Reading][] = [
    [`total.uses.${use}.electricalKwh`, { ...electrical, ...isNoisy }],
    [`total.uses.${use}.thermalKwh`, { ...thermal, ...isNoisy }],
  ];
  // Waiting moves no heat.
  return use === 'standby' ? entries.slice(0, 1) : entries;
}

/** Uses that have an output, which a COP is of. */
const OUTPUTS = ['heating', 'cooling', 'hotWater'] as const;

const cop = (name: string, of: string): Reading => ({
  ...COP,
  name,
  help: `Thermal over electrical energy of ${of}`,
});

/** What the plant took and delivered, and how well it did in the current periods. */
export const ENERGY_STATEMENTS: ReadingTable = {
  'total.electricalKwh': lifetimeMeter('Electricity', 'Electricity taken since the beginning'),
  ...Object.fromEntries(USES.flatMap(ofUse)),
  ...Object.fromEntries(
    Object.entries(COMPRESSOR_COUNTS).map(([name, count]) => [`total.${name}`, count]),
  ),
  'day.cop': cop('COP today', 'the day'),
  'month.cop': cop('COP this month', 'the month'),
  'season.cop': cop('COP this season', 'the season, from July on'),
  ...Object.fromEntries(
    OUTPUTS.map((use) => [
      `season.uses.${use}.cop`,
      cop(`COP of ${USE_NAMES[use]}`, `${USE_NAMES[use]} in the season`),
    ]),
  ),
};
