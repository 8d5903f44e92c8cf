/** The rooms. */
import type { Panel } from '../panel.ts';
import { of, stateNumber, zoned } from '../promql.ts';

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
    kind: 'states',
    title: 'What the setpoints come of',
    width: 12,
    states: ['set by hand', 'schedule', 'hold', 'away', 'vacation', 'off'],
    queries: [
      [
        stateNumber((plan) => zoned('aris_zone_plan', plan), 'plan', 'zone', [
          'schedule',
          'hold',
          'away',
          'vacation',
          'off',
        ]),
        '{{zone}}',
      ],
    ],
  },
  {
    kind: 'bars',
    title: 'Next change by schedule',
    width: 12,
    unit: 'dtdurations',
    decimals: 0,
    queries: [[`${zoned('aris_zone_next_change_timestamp_seconds')} - time()`, '{{zone}}']],
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
