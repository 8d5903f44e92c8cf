/** What people have to know of the plant that no device reports: faults that control finds, as events. */
import type { ControlDecision } from '../../domain/control/decision.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { EventJournal } from '../records/journal.ts';
import type { Clock } from '../ports.ts';
import { createToggle } from '../toggle.ts';

interface Alarm {
  readonly code: string;
  readonly severity: 'warning' | 'critical';
  readonly message: string;
  isOn(decision: ControlDecision): boolean;
}

const ALARMS: readonly Alarm[] = [
  {
    code: 'hygiene_overdue',
    severity: 'critical',
    message: 'the disinfection of the hot water is overdue',
    isOn: ({ dhw }) => dhw?.hygiene.isOverdue === true,
  },
  {
    code: 'tank_unknown',
    severity: 'warning',
    message: 'no fresh temperature of the hot water tank, which keeps to its own thermostat',
    isOn: ({ dhw }) => dhw?.reason.code === 'tank_unknown',
  },
];

/** @returns what is called with each decision */
export function createPlantAlarms(deps: {
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
}): (decision: ControlDecision, house: House) => void {
  const { journal, clock } = deps;
  let dhwId: string | undefined;

  function tell({ code, severity, message }: Alarm, isOn: boolean): void {
    journal.later({
      type: isOn ? 'fault_raised' : 'fault_cleared',
      severity: isOn ? severity : 'info',
      source: 'dhw',
      ...(dhwId !== undefined && { objectId: dhwId }),
      message: `dhw ${dhwId ?? ''}: ${message}${isOn ? '' : ' (cleared)'}`,
      data: { kind: 'dhw', code },
    });
  }

  const toggles = ALARMS.map((alarm) => {
    let hasRung = false;
    const toggle = createToggle(clock, LIMITS.deviceEventIntervalMs, (isOn) => {
      // That all is well from the start is no news.
      if (isOn || hasRung) tell(alarm, isOn);
      hasRung ||= isOn;
    });
    return { alarm, toggle };
  });

  return (decision, house) => {
    dhwId = house.dhw?.dhwId;
    for (const { alarm, toggle } of toggles) toggle.set(alarm.isOn(decision));
  };
}
