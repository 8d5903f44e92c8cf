/** What somebody has to know of right now: faults, devices that have fallen silent, and hygiene that is overdue. */
import type { Severity } from '../../../domain/event.ts';
import { deviceName, equipmentName } from '../../devices.ts';
import { fromNow } from '../../format.ts';
import { equipmentOf, KIND_NAMES, KINDS } from '../../kinds.ts';
import type { ShownHouse } from '../../live.ts';
import { faultText } from '../../said.ts';
import { events } from '../../strings/events.ts';
import { kinds } from '../../strings/kinds.ts';

export interface Concern {
  readonly key: string;
  readonly severity: Severity;
  readonly name: string;
  readonly text: string;
  /** ISO 8601: since when, where that is known. */
  readonly since?: string | undefined;
  readonly more?: string | undefined;
}

const words = events.now;
/** From there on they have one cause, as a rule, and are told of together. */
const MANY_SILENT = 3;
const GRAVEST: readonly Severity[] = ['critical', 'warning', 'info'];

function silent(house: ShownHouse): Concern[] {
  const all = KIND_NAMES.flatMap((kind) =>
    equipmentOf(house, kind).map((device) => {
      const id = device[KINDS[kind].id] as string;
      return [equipmentName(house, kind, id), device] as const;
    }),
  );
  const gone = all.filter(([, device]) => device['online'] === false);
  if (gone.length > MANY_SILENT) {
    const names = gone.map(([name]) => name).join(', ');
    const text = words.several(gone.length);
    return [{ key: 'silent', severity: 'warning', name: text, text, more: names }];
  }
  return gone.map(([name, device]) => ({
    key: `silent ${name}`,
    severity: 'warning' as const,
    name,
    text: words.offline(name),
    since: device['lastSeenTs'] as string | undefined,
  }));
}

function overdue({ dhw }: ShownHouse, nowMs: number): Concern[] {
  const hygiene = dhw?.['hygiene'] as { overdue?: boolean; nextDue?: string } | undefined;
  if (hygiene?.overdue !== true) return [];
  const { nextDue } = hygiene;
  return [
    {
      key: 'hygiene',
      severity: 'critical' as const,
      name: kinds.dhw.name,
      text: words.overdue,
      more: nextDue === undefined ? undefined : words.due(fromNow(nextDue, nowMs)),
    },
  ];
}

/** The gravest first. */
export function concernsOf(house: ShownHouse, nowMs: number): Concern[] {
  const faults = house.faults.map(
    ({ source, objectId, code, severity, message, sinceTs }): Concern => {
      const name = deviceName(house, source, objectId) ?? objectId;
      return {
        key: `${source}/${objectId}/${code}`,
        severity,
        name,
        since: sinceTs,
        text: words.fault(name, faultText({ code, message })),
      };
    },
  );
  return [...faults, ...overdue(house, nowMs), ...silent(house)].sort(
    (a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity),
  );
}
