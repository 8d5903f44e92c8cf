/** What one looks at first, and the rooms. */
import type { Panel } from '../panel.ts';
import { cop, of, stateNumber, zoned } from '../promql.ts';

export const OVERVIEW: readonly Panel[] = [
  {
    kind: 'stat',
    title: 'Outdoors',
    width: 3,
    unit: 'celsius',
    decimals: 1,
    queries: [[`avg(${of('aris_hcu_outdoor_temperature_celsius')})`, 'outdoors']],
  },
  {
    kind: 'stat',
    title: 'Supply',
    width: 3,
    unit: 'celsius',
    decimals: 1,
    queries: [[`avg(${of('aris_hcu_supply_temperature_celsius')})`, 'supply']],
  },
  {
    kind: 'stat',
    title: 'Hot water',
    width: 3,
    unit: 'celsius',
    decimals: 1,
    queries: [[`max(${of('aris_dhw_temperature_celsius', 'position="top"')})`, 'top of the tank']],
  },
  {
    kind: 'stat',
    title: 'Power now',
    width: 3,
    unit: 'watt',
    decimals: 0,
    queries: [[`sum(${of('aris_hcu_electrical_power_watts')})`, 'electricity']],
  },
  {
    kind: 'stat',
    title: 'COP of 24 hours',
    width: 3,
    decimals: 2,
    help: 'Heat and cold delivered over electricity taken; what defrosts took back is taken off.',
    queries: [[cop('24h'), 'COP']],
  },
  {
    kind: 'stat',
    title: 'The house is',
    width: 3,
    showsName: true,
    queries: [[`${of('aris_system_mode')} == 1`, '{{mode}}']],
  },
  {
    kind: 'stat',
    title: 'Faults',
    width: 3,
    thresholds: [[1, 'red']],
    queries: [[`sum(${of('aris_device_fault_active')}) or vector(0)`, 'faults']],
  },
  {
    kind: 'stat',
    title: 'Silent devices',
    width: 3,
    thresholds: [[1, 'orange']],
    queries: [[`count(${of('aris_device_up')} == 0) or vector(0)`, 'devices']],
  },
  {
    kind: 'graph',
    title: 'Rooms and weather',
    width: 12,
    unit: 'celsius',
    queries: [
      [`avg(${of('aris_zone_temperature_celsius')})`, 'rooms, on average'],
      [`min(${of('aris_zone_temperature_celsius')})`, 'coldest room'],
      [`max(${of('aris_zone_temperature_celsius')})`, 'warmest room'],
      [`avg(${of('aris_hcu_outdoor_temperature_celsius')})`, 'outdoors'],
    ],
  },
  {
    kind: 'graph',
    title: 'Power',
    width: 12,
    unit: 'watt',
    queries: [
      [`sum(${of('aris_hcu_thermal_power_watts')})`, 'heat or cold'],
      [`sum(${of('aris_hcu_electrical_power_watts')})`, 'electricity'],
    ],
  },
];

export const ZONES: readonly Panel[] = [
  {
    kind: 'graph',
    title: '$zone',
    width: 6,
    height: 7,
    unit: 'celsius',
    isPerZone: true,
    help: 'The temperature between the setpoints: below the lower it heats, above the upper it cools.',
    queries: [
      [zoned('aris_zone_temperature_celsius'), 'temperature'],
      [zoned('aris_zone_setpoint_celsius', 'bound="low"'), 'heats below'],
      [zoned('aris_zone_setpoint_celsius', 'bound="high"'), 'cools above'],
    ],
  },
  {
    kind: 'states',
    title: 'What the zones get',
    width: 12,
    states: ['off', 'idle', 'heat', 'cool'],
    queries: [
      [
        stateNumber((mode) => zoned('aris_zone_effective_mode', mode), 'mode', 'zone', [
          'idle',
          'heat',
          'cool',
        ]),
        '{{zone}}',
      ],
    ],
  },
  {
    kind: 'table',
    title: 'Why',
    width: 6,
    columns: { zone: 'Zone', reason: 'Reason' },
    queries: [[zoned('aris_zone_reason_info'), '']],
  },
  {
    kind: 'graph',
    title: 'Air flow',
    width: 6,
    unit: 'percentunit',
    min: 0,
    max: 1,
    queries: [[of('aris_fcu_fan_ratio'), '{{device}}']],
  },
  {
    kind: 'graph',
    title: 'All temperatures',
    width: 8,
    unit: 'celsius',
    queries: [[zoned('aris_zone_temperature_celsius'), '{{zone}}']],
  },
  {
    kind: 'graph',
    title: 'Humidity',
    width: 8,
    unit: 'percentunit',
    min: 0,
    max: 1,
    queries: [[zoned('aris_zone_humidity_ratio'), '{{zone}}']],
  },
  {
    kind: 'graph',
    title: 'Carbon dioxide',
    width: 8,
    unit: 'ppm',
    min: 400,
    queries: [[zoned('aris_zone_co2_ppm'), '{{zone}}']],
  },
];
