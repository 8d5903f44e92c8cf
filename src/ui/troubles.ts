/**
 * Faults that devices report, and devices that report nothing at all: the gravest first, and the same of several devices
 * as one.
 */
import type { EquipmentKind } from '../domain/equipment/catalogue.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import { isOnline } from './devices.ts';
import { equipmentOf, isKind, KIND_NAMES, KINDS, type ShownEquipment } from './kinds.ts';
import { listed } from './language.ts';
import type { ShownHouse } from './live.ts';
import { faultText } from './said.ts';
import { home } from './strings/home.ts';
import { kinds } from './strings/kinds.ts';

export interface Trouble {
  readonly key: string;
  readonly what: string;
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'critical';
  /** Of how many devices it is told. */
  readonly count: number;
  /** Since when the first of them has it. */
  readonly sinceTs?: string;
}

/** What one device has. */
interface Single extends Pick<Trouble, 'key' | 'text' | 'severity' | 'sinceTs'> {
  /** The same where it is the same trouble. */
  readonly group: string;
  readonly kind: string;
  readonly view: EquipmentView | undefined;
  /** What is said of those who have it. */
  readonly say: (who: string, count: number) => string;
}

const { hub, silent, reported, more } = home.faults;
/** Faults that say why a device does not answer, and what to do. */
const WHY_SILENT = new Set(['never_heard', 'topic_refused', 'gateway_offline', 'machine_silent']);
const WEIGHT = { critical: 0, warning: 1, info: 2 } as const;
/** So many are named, where several have the same. */
const NAMED = 2;
/** Topics and the like, which differ from device to device. */
const DETAILS = / \([^()]*\)$/;

/** A device by its own name or as what it is, and the hub. */
function nameOf({ kind, view }: Single, form: 'name' | 'subject'): string {
  const friendly = view?.['friendlyName'];
  if (typeof friendly === 'string') return friendly;
  if (kind === 'system') return hub;
  return kind in kinds ? kinds[kind as keyof typeof kinds][form] : kind;
}

/** The first of them by name, and how many there are besides. */
function namesOf(singles: readonly Single[]): string {
  const names = singles.slice(0, NAMED).map((single) => nameOf(single, 'name'));
  const others = singles.length - names.length;
  return listed(others > 0 ? [...names, more(others)] : names);
}

function together(singles: readonly [Single, ...Single[]]): Trouble {
  const [{ key, severity, text, say }] = singles;
  const count = singles.length;
  const [sinceTs] = singles.flatMap((single) => single.sinceTs ?? []).sort();
  const isOne = count === 1;
  return {
    key,
    severity,
    count,
    what: say(isOne ? nameOf(singles[0], 'subject') : namesOf(singles), count),
    text: isOne ? text : text.replace(DETAILS, ''),
    ...(sinceTs !== undefined && { sinceTs }),
  };
}

function grouped(singles: readonly Single[]): Trouble[] {
  const groups = new Map<string, [Single, ...Single[]]>();
  for (const single of singles) {
    const group = groups.get(single.group);
    if (group === undefined) groups.set(single.group, [single]);
    else group.push(single);
  }
  return [...groups.values()].map(together);
}

type Told = ShownEquipment & Pick<ShownHouse, 'faults'>;

function reportedIn(house: Told): Single[] {
  return house.faults.map(({ code, source, objectId, message, severity, sinceTs }) => ({
    key: `${source}/${objectId}/${code}`,
    group: [severity, code, message.replace(DETAILS, '')].join('/'),
    kind: source,
    view: isKind(source)
      ? equipmentOf(house, source).find((one) => one[KINDS[source].id] === objectId)
      : undefined,
    say: reported,
    text: faultText({ code, message }),
    severity,
    sinceTs,
  }));
}

function silentIn(house: Told): Single[] {
  const isExplained = (kind: EquipmentKind, id: string) =>
    house.faults.some(
      ({ code, source, objectId }) => WHY_SILENT.has(code) && source === kind && objectId === id,
    );
  return KIND_NAMES.flatMap((kind) =>
    equipmentOf(house, kind).flatMap((view): Single[] => {
      const id = view[KINDS[kind].id] as string;
      if (isOnline(view) || isExplained(kind, id)) return [];
      const since = view['lastSeenTs'];
      return [
        {
          key: `${kind}/${id}`,
          group: 'silent',
          kind,
          view,
          say: silent,
          text: '',
          severity: 'warning',
          ...(typeof since === 'string' && { sinceTs: since }),
        },
      ];
    }),
  );
}

export const troublesOf = (house: Told): readonly Trouble[] =>
  grouped([...reportedIn(house), ...silentIn(house)]).sort(
    (a, b) => WEIGHT[a.severity] - WEIGHT[b.severity],
  );
