/** Faults that devices report, and devices that report nothing at all: the gravest first. */
import type { EquipmentKind } from '../../../domain/equipment/catalogue.ts';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { equipmentOf, KIND_NAMES, KINDS, type ShownEquipment } from '../../kinds.ts';
import type { ShownHouse } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { kinds } from '../../strings/kinds.ts';

export interface Trouble {
  readonly key: string;
  readonly what: string;
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly sinceTs?: string;
}

const { hub, silent } = home.faults;
/** Faults that say why a device does not answer, and what to do. */
const WHY_SILENT = new Set(['never_heard', 'topic_refused', 'gateway_offline', 'machine_silent']);
const WEIGHT = { critical: 0, warning: 1, info: 2 } as const;

/** A device by its own name or as what it is, and the hub. */
function nameOf(kind: string, view: EquipmentView | undefined): string {
  const friendly = view?.['friendlyName'];
  if (typeof friendly === 'string') return friendly;
  if (kind === 'system') return hub;
  return kind in kinds ? kinds[kind as keyof typeof kinds].subject : kind;
}

export function troublesOf(house: ShownEquipment & Pick<ShownHouse, 'faults'>): readonly Trouble[] {
  const devices = KIND_NAMES.flatMap((kind) =>
    equipmentOf(house, kind).map((view) => [kind, view] as const),
  );
  const reported = house.faults.map(({ code, source, objectId, message, severity, sinceTs }) => {
    const [, view] =
      devices.find(([kind, one]) => kind === source && one[KINDS[kind].id] === objectId) ?? [];
    const key = `${source}/${objectId}/${code}`;
    return { key, what: `${nameOf(source, view)}:`, text: message, severity, sinceTs };
  });
  const isExplained = (kind: EquipmentKind, view: EquipmentView) =>
    house.faults.some(
      ({ code, source, objectId }) =>
        WHY_SILENT.has(code) && source === kind && objectId === view[KINDS[kind].id],
    );
  const quiet = devices
    .filter(([kind, view]) => view['online'] === false && !isExplained(kind, view))
    .map(([kind, view]): Trouble => {
      const { lastSeenTs } = view;
      const what = silent(nameOf(kind, view));
      return {
        key: `${kind}/${what}`,
        what,
        text: '',
        severity: 'warning',
        ...(typeof lastSeenTs === 'string' && { sinceTs: lastSeenTs }),
      };
    });
  return [...reported, ...quiet].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}
