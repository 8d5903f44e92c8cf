/** Faults that devices report, and devices that report nothing at all: the gravest first. */
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import type { ShownHouse } from '../../live.ts';
import { home } from '../../strings/home.ts';

export interface Trouble {
  readonly key: string;
  readonly what: string;
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly sinceTs?: string;
}

const { kinds, silent } = home.faults;
const WEIGHT = { critical: 0, warning: 1, info: 2 } as const;

type Kind = Exclude<keyof typeof kinds, 'system'>;
type Told = Pick<ShownHouse, 'fcus' | 'heatpumps' | 'faults'> & Partial<ShownHouse>;

const idNames: Readonly<Record<Kind, string>> = {
  fcu: 'fcuId',
  hcu: 'hcuId',
  heatpump: 'hpId',
  dhw: 'dhwId',
  tes: 'tesId',
};

function devicesOf({ fcus, hcu, heatpumps, dhw, tes }: Told): [Kind, EquipmentView][] {
  const one = (kind: Kind, view: EquipmentView | undefined): [Kind, EquipmentView][] =>
    view === undefined ? [] : [[kind, view]];
  return [
    ...one('hcu', hcu),
    ...heatpumps.flatMap((pump) => one('heatpump', pump)),
    ...one('dhw', dhw),
    ...one('tes', tes),
    ...fcus.flatMap((fcu) => one('fcu', fcu)),
  ];
}

/** A fan coil by its own name, the others by what they are. */
function nameOf(kind: string, view: EquipmentView | undefined): string {
  const friendly = view?.['friendlyName'];
  if (typeof friendly === 'string') return friendly;
  return kind in kinds ? kinds[kind as keyof typeof kinds] : kind;
}

export function troublesOf(house: Told): readonly Trouble[] {
  const devices = devicesOf(house);
  const reported = house.faults.map(({ code, source, objectId, message, severity, sinceTs }) => {
    const [, view] =
      devices.find(([kind, one]) => kind === source && one[idNames[kind]] === objectId) ?? [];
    const key = `${source}/${objectId}/${code}`;
    return { key, what: `${nameOf(source, view)}:`, text: message, severity, sinceTs };
  });
  const quiet = devices
    .filter(([, view]) => view['online'] === false)
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
