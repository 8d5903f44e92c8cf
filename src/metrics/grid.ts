/** What grid, roof and neighbours ask of the plant, and what control makes of it. */
import type { PowerLimits } from '../app/house/power-limits.ts';
import type { DecisionViews } from '../app/views/decision-views.ts';
import { POWER_LIMIT_EFFECTS } from '../domain/control/grid/power-limit.ts';
import { SECOND_MS } from '../domain/units.ts';
import { stateSet } from './columns.ts';
import { family, gauge, series } from './family.ts';
import type { MetricsPage } from './exposition.ts';
import { secondsOf } from './readings.ts';
import type { Section } from './section.ts';

export interface GridSources {
  readonly decisionViews: Pick<DecisionViews, 'surplus' | 'powerLimit' | 'quietUntil'>;
  readonly powerLimits: Pick<PowerLimits, 'get'>;
}

const reasonOf = (name: string, help: string) => family('info', name, help, ['reason']);

const SURPLUS = family('gauge', 'aris_surplus_level', 'Surplus level of SG-Ready, 1 to 4.', [
  'level',
]);
const SURPLUS_REASON = reasonOf('aris_surplus_reason_info', 'Why that surplus level is in force.');
const POWER_LIMIT = gauge(
  'aris_power_limit_watts',
  'The most that the plant may draw; absent without a limit.',
);
const POWER_LIMIT_UNTIL = gauge(
  'aris_power_limit_until_timestamp_seconds',
  'When the power limit ends.',
);
const POWER_LIMIT_EFFECT = family(
  'gauge',
  'aris_power_limit_effect',
  'What comes of the power limit: 1 for the one that holds.',
  ['effect'],
);
const POWER_LIMIT_REASON = reasonOf('aris_power_limit_reason_info', 'Why that comes of it.');
const QUIET = gauge('aris_quiet_active', 'Whether it is quiet now, by the quiet hours.');
const QUIET_UNTIL = gauge(
  'aris_quiet_until_timestamp_seconds',
  'When the quiet hours are over that it is now.',
);

const WATTS_PER_KW = 1_000;

export function gridSection({ decisionViews, powerLimits }: GridSources): Section {
  const effects = stateSet(POWER_LIMIT_EFFECT, POWER_LIMIT_EFFECTS);
  const asked = series(SURPLUS, 'asked');
  const effective = series(SURPLUS, 'effective');

  function writeSurplus(page: MetricsPage): void {
    const surplus = decisionViews.surplus();
    if (surplus === undefined) return;
    page.begin(SURPLUS).sample(asked, surplus.asked).sample(effective, surplus.effective);
    page.begin(SURPLUS_REASON).sample(series(SURPLUS_REASON, surplus.reason.code), 1);
  }

  function writePowerLimit(page: MetricsPage): void {
    const limit = powerLimits.get();
    if (limit !== undefined)
      page
        .single(POWER_LIMIT, limit.limitKw * WATTS_PER_KW)
        .single(POWER_LIMIT_UNTIL, limit.untilMs / SECOND_MS);
    const limited = decisionViews.powerLimit();
    if (limited === undefined) return;
    page.begin(POWER_LIMIT_EFFECT).lines(effects.get(limited.effective) ?? '');
    page.begin(POWER_LIMIT_REASON).sample(series(POWER_LIMIT_REASON, limited.reason.code), 1);
  }

  return {
    families: [
      ...[SURPLUS, SURPLUS_REASON],
      ...[POWER_LIMIT, POWER_LIMIT_UNTIL, POWER_LIMIT_EFFECT, POWER_LIMIT_REASON],
      ...[QUIET, QUIET_UNTIL],
    ],
    write(page) {
      writeSurplus(page);
      writePowerLimit(page);
      const until = decisionViews.quietUntil();
      page.single(QUIET, until === undefined ? 0 : 1).single(QUIET_UNTIL, secondsOf(until));
    },
  };
}
