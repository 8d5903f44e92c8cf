/** The heat pump and what stores its work. */
import type { Panel } from '../panel.ts';
import { of, stateNumber } from '../promql.ts';

const WORK = ['heat', 'cool', 'hot_water'];

export const PLANT: readonly Panel[] = [
  {
    kind: 'graph',
    title: 'Water',
    width: 12,
    unit: 'celsius',
    queries: [
      [of('aris_hcu_supply_temperature_celsius'), 'supply'],
      [of('aris_hcu_return_temperature_celsius'), 'return'],
      [of('aris_hcu_target_supply_temperature_celsius'), 'supply that is asked for'],
    ],
  },
  {
    kind: 'states',
    title: 'What the plant does',
    width: 12,
    states: ['rests', 'heats', 'cools', 'hot water'],
    queries: [
      [stateNumber((work) => of('aris_hcu_asked_work', work), 'work', 'device', WORK), 'asked'],
      [stateNumber((work) => of('aris_hcu_effective_work', work), 'work', 'device', WORK), 'done'],
    ],
  },
  {
    kind: 'graph',
    title: 'Compressor',
    width: 8,
    unit: 'hertz',
    min: 0,
    queries: [[of('aris_heatpump_compressor_hertz'), '{{device}}']],
  },
  {
    kind: 'graph',
    title: 'Starts in an hour',
    width: 8,
    min: 0,
    decimals: 0,
    help: 'Frequent starts wear a compressor; so does a defrost each half hour.',
    queries: [
      [`increase(${of('aris_compressor_starts_total')}[1h])`, 'compressor'],
      [`changes(${of('aris_heatpump_defrost_active')}[1h]) / 2`, 'defrosts of {{device}}'],
    ],
  },
  {
    kind: 'graph',
    title: 'Refrigerant',
    width: 8,
    unit: 'celsius',
    queries: [
      [of('aris_heatpump_compressor_discharge_temperature_celsius'), 'discharge of {{device}}'],
      [of('aris_heatpump_compressor_suction_temperature_celsius'), 'suction of {{device}}'],
    ],
  },
  {
    kind: 'graph',
    title: 'Pressure',
    width: 8,
    unit: 'pressurebar',
    min: 0,
    queries: [
      [`${of('aris_heatpump_high_pressure_pascals')} / 100000`, 'high side of {{device}}'],
      [`${of('aris_heatpump_low_pressure_pascals')} / 100000`, 'low side of {{device}}'],
      [`${of('aris_hcu_system_pressure_pascals')} / 100000`, 'water'],
    ],
  },
  {
    kind: 'graph',
    title: 'Buffer',
    width: 8,
    unit: 'celsius',
    queries: [[of('aris_tes_temperature_celsius'), '{{position}}']],
  },
  {
    kind: 'table',
    title: 'Why',
    width: 8,
    columns: { device: 'Device', reason: 'Reason' },
    queries: [[`{__name__=~"aris_(hcu|dhw|tes)_reason_info", instance="$hub"}`, '']],
  },
  {
    kind: 'graph',
    title: 'Compressor at work',
    width: 8,
    height: 4,
    unit: 'percentunit',
    min: 0,
    max: 1,
    help: 'Of the last hour.',
    queries: [[`rate(${of('aris_compressor_run_seconds_total')}[1h])`, 'of the time']],
  },
  {
    kind: 'states',
    title: 'Electric heaters',
    width: 8,
    height: 4,
    states: ['off', 'on'],
    queries: [
      [of('aris_hcu_backup_heater_active'), 'of the circuit'],
      [of('aris_dhw_backup_heater_active'), 'of the tank'],
    ],
  },
  {
    kind: 'table',
    title: 'Machines of other makes',
    width: 8,
    height: 4,
    help: 'How far the hub goes with each of them: it watches, nudges or steers it.',
    columns: { device: 'Device', kind: 'Kind', level: 'Level' },
    queries: [[`${of('aris_device_control_level')} == 1`, '']],
  },
];

export const HOT_WATER: readonly Panel[] = [
  {
    kind: 'graph',
    title: 'Tank',
    width: 12,
    unit: 'celsius',
    queries: [
      [of('aris_dhw_temperature_celsius'), '{{position}}'],
      [of('aris_dhw_effective_target_temperature_celsius'), 'target'],
    ],
  },
  {
    kind: 'states',
    title: 'The tank',
    width: 12,
    height: 4,
    states: ['rests', 'is charged', 'is disinfected'],
    queries: [
      [
        `clamp_max(${of('aris_dhw_heating_active')} + 2 * ${of('aris_dhw_disinfection_running')}, 2)`,
        'tank',
      ],
    ],
  },
  {
    kind: 'stat',
    title: 'Charge',
    width: 3,
    unit: 'percentunit',
    decimals: 0,
    queries: [[`max(${of('aris_dhw_state_of_charge_ratio')})`, 'charge']],
  },
  {
    kind: 'stat',
    title: 'Usable',
    width: 3,
    unit: 'litre',
    decimals: 0,
    queries: [[`sum(${of('aris_dhw_effective_capacity_liters')})`, 'hot water']],
  },
  {
    kind: 'stat',
    title: 'Disinfected',
    width: 3,
    unit: 'dtdurations',
    decimals: 0,
    help: 'How long ago the tank was last proven to be disinfected.',
    thresholds: [[8 * 86_400, 'red']],
    queries: [
      [`time() - max(${of('aris_dhw_disinfection_last_success_timestamp_seconds')})`, 'ago'],
    ],
  },
  {
    kind: 'stat',
    title: 'Next disinfection',
    width: 3,
    unit: 'dtdurations',
    decimals: 0,
    queries: [
      [`min(${of('aris_dhw_disinfection_next_due_timestamp_seconds')}) - time()`, 'due in'],
    ],
  },
];
