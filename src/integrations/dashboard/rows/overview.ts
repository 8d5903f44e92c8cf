/** What one looks at first. */
import type { Panel } from '../panel.ts';
import { cop, of, relabeled, stateNumber } from '../promql.ts';

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
    help: 'Those that devices report, and those that the hub finds by itself.',
    thresholds: [[1, 'red']],
    queries: [
      [
        'count({__name__=~"aris_(device|found)_fault_active", instance="$hub"}) or vector(0)',
        'faults',
      ],
    ],
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
  {
    kind: 'table',
    title: 'What is wrong',
    width: 12,
    columns: { source: 'Kind', object_id: 'Which', code: 'Fault', severity: 'Severity' },
    queries: [
      [
        `${relabeled('object_id', 'device', relabeled('source', 'kind', of('aris_device_fault_active')))} or ${of('aris_found_fault_active')}`,
        '',
      ],
    ],
  },
  {
    kind: 'states',
    title: 'The house',
    width: 12,
    states: ['off', 'home', 'away', 'vacation'],
    queries: [
      [
        stateNumber((mode) => of('aris_system_mode', mode), 'mode', 'instance', [
          'home',
          'away',
          'vacation',
        ]),
        'house',
      ],
    ],
  },
];
