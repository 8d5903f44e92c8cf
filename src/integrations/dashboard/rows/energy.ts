/** What the plant took and delivered. */
import type { Panel } from '../panel.ts';
import { cop, kwh, of } from '../promql.ts';

const ELECTRICAL = of('aris_energy_electrical_joules_total');
const THERMAL = of('aris_energy_thermal_joules_total', 'use!="defrost"');
const byUse = (selector: string, span: string) =>
  kwh(`sum by (use) (increase(${selector}[${span}]))`);

export const ENERGY: readonly Panel[] = [
  {
    kind: 'graph',
    style: 'stacked',
    title: 'Electricity',
    width: 12,
    unit: 'kwatth',
    min: 0,
    interval: '1h',
    queries: [[byUse(ELECTRICAL, '$__interval'), '{{use}}']],
  },
  {
    kind: 'graph',
    style: 'stacked',
    title: 'Heat and cold',
    width: 12,
    unit: 'kwatth',
    min: 0,
    interval: '1h',
    queries: [[byUse(THERMAL, '$__interval'), '{{use}}']],
  },
  {
    kind: 'bars',
    title: 'Electricity in this time',
    width: 8,
    unit: 'kwatth',
    decimals: 1,
    queries: [[byUse(ELECTRICAL, '$__range'), '{{use}}']],
  },
  {
    kind: 'bars',
    title: 'Heat and cold in this time',
    width: 8,
    unit: 'kwatth',
    decimals: 1,
    queries: [[byUse(THERMAL, '$__range'), '{{use}}']],
  },
  {
    kind: 'stat',
    title: 'COP in this time',
    width: 8,
    height: 8,
    decimals: 2,
    queries: [[cop('$__range'), 'COP']],
  },
  {
    kind: 'graph',
    title: 'COP',
    width: 24,
    min: 0,
    decimals: 1,
    queries: [
      [of('aris_hcu_cop'), 'now'],
      [cop('6h'), 'of 6 hours'],
    ],
  },
];
