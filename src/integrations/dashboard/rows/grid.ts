/** What grid and roof have to do with the plant, and what meters say. */
import { POWER_LIMIT_EFFECTS } from '../../../domain/control/grid/power-limit.ts';
import type { Panel } from '../panel.ts';
import { kwh, of, stateNumber } from '../promql.ts';

/** With what it is the reason of in the label `matter`. */
const reasonOf = (matter: string, family: string) =>
  `label_replace(${of(family)}, "matter", "${matter}", "", "")`;

export const GRID: readonly Panel[] = [
  {
    kind: 'graph',
    title: 'Surplus level',
    width: 8,
    min: 1,
    max: 4,
    decimals: 0,
    help: 'SG-Ready: 1 is blocked, 2 normal, 3 advised to take more, 4 told to.',
    queries: [
      [of('aris_surplus_level', 'level="asked"'), 'asked'],
      [of('aris_surplus_level', 'level="effective"'), 'in force'],
    ],
  },
  {
    kind: 'graph',
    title: 'Power and its limit',
    width: 8,
    unit: 'watt',
    min: 0,
    queries: [
      [`sum(${of('aris_hcu_electrical_power_watts')})`, 'electricity'],
      [of('aris_power_limit_watts'), 'limit'],
    ],
  },
  {
    kind: 'states',
    title: 'What comes of the limit',
    width: 8,
    height: 4,
    states: ['none', 'kept', 'told', 'stopped', 'not kept'],
    queries: [
      [
        stateNumber(
          (effect) => of('aris_power_limit_effect', effect),
          'effect',
          'instance',
          POWER_LIMIT_EFFECTS,
        ),
        'limit',
      ],
    ],
  },
  {
    kind: 'states',
    title: 'Quiet hours',
    width: 8,
    height: 4,
    states: ['loud', 'quiet'],
    queries: [[of('aris_quiet_active'), 'quiet']],
  },
  {
    kind: 'table',
    title: 'Why',
    width: 8,
    columns: { matter: 'Of', reason: 'Reason' },
    queries: [
      [
        `${reasonOf('surplus level', 'aris_surplus_reason_info')} or ${reasonOf('power limit', 'aris_power_limit_reason_info')}`,
        '',
      ],
    ],
  },
  {
    kind: 'graph',
    title: 'Meters',
    width: 8,
    unit: 'watt',
    queries: [[of('aris_meter_power_watts'), '{{device}}']],
  },
  {
    kind: 'bars',
    title: 'Counted by meters in this time',
    width: 8,
    unit: 'kwatth',
    decimals: 1,
    queries: [[kwh(`increase(${of('aris_meter_energy_joules_total')}[$__range])`), '{{device}}']],
  },
  {
    kind: 'graph',
    title: 'Solar collector',
    width: 8,
    unit: 'celsius',
    queries: [
      [of('aris_solar_collector_temperature_celsius'), 'collector'],
      [of('aris_solar_return_temperature_celsius'), 'return'],
    ],
  },
  {
    kind: 'graph',
    title: 'Heat from the sun',
    width: 8,
    unit: 'watt',
    queries: [[of('aris_solar_thermal_power_watts'), '{{device}}']],
  },
  {
    kind: 'states',
    title: 'Pump of the collector',
    width: 8,
    height: 4,
    states: ['rests', 'runs'],
    queries: [[of('aris_solar_pump_active'), '{{device}}']],
  },
];
