/** Why the plant does what it does: what the hub decided for each part of it, and for the rooms, grouped by what is the same. */
import type { DecidedKind } from '../../../domain/equipment/catalogue.ts';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import type { IconName } from '../../components/icon.tsx';
import { listed } from '../../language.ts';
import type { ShownHouse } from '../../live.ts';
import { reasonText, type CodedText } from '../../said.ts';
import { kinds } from '../../strings/kinds.ts';
import { plant } from '../../strings/plant.ts';

export interface Why {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly text: string;
  /** ISO 8601: when it will be over, where that is known. */
  readonly until?: string | undefined;
}

interface Reason extends CodedText {
  readonly until?: string | undefined;
}

const words = plant.why;

const sentences = (first: string, reason: CodedText | undefined): string =>
  reason === undefined ? first : `${first} ${reasonText(reason)}`;

function ofDevice(key: DecidedKind, icon: IconName, device: EquipmentView | undefined): Why[] {
  const reason = device?.['reason'] as unknown as Reason | undefined;
  if (reason === undefined) return [];
  return [{ key, icon, name: kinds[key].name, text: reasonText(reason), until: reason.until }];
}

/** Rooms that have the same reason, until the same time, stand together. */
function ofRooms(zones: ShownHouse['zones']): Why[] {
  const groups = new Map<string, { reason: Reason; names: string[]; icon: IconName }>();
  for (const { friendlyName, reason, effectiveMode } of zones) {
    if (reason === undefined) continue;
    const key = `${reason.code} ${reason.until ?? ''}`;
    const icon = effectiveMode === 'heat' ? 'flame' : effectiveMode === 'cool' ? 'snow' : 'house';
    const group = groups.get(key) ?? { reason, names: [], icon };
    groups.set(key, group);
    group.names.push(friendlyName);
  }
  return [...groups].map(([key, { reason, names, icon }]) => ({
    key,
    icon,
    text: reasonText(reason),
    until: reason.until,
    name: listed(names),
  }));
}

/** As always is no news. */
const NORMAL_LEVEL = 2;

function ofSurplus({ system }: ShownHouse): Why[] {
  const { asked, effective = asked, reason, until } = system?.surplus ?? {};
  if (effective === undefined || (effective === NORMAL_LEVEL && asked === NORMAL_LEVEL)) return [];
  const level = words.surplus[effective as 1 | 2 | 3 | 4];
  const text = sentences(`${level}.`, reason);
  return [
    { key: 'surplus', icon: 'bolt', name: words.surplus.name, text, until: until ?? reason?.until },
  ];
}

function ofPowerLimit({ system }: ShownHouse): Why[] {
  const { askedKw, until, reason } = system?.powerLimit ?? {};
  if (askedKw === undefined) return [];
  const text = sentences(words.powerLimit.atMost(askedKw), reason);
  return [{ key: 'power_limit', icon: 'bolt', name: words.powerLimit.name, text, until }];
}

function ofQuiet({ system }: ShownHouse): Why[] {
  const { quietUntil: until } = system ?? {};
  if (until === undefined) return [];
  return [{ key: 'quiet', icon: 'clock', ...words.quiet, until }];
}

export function reasonsOf(house: ShownHouse): Why[] {
  const { hcu, dhw, tes, zones } = house;
  return [
    ...ofDevice('hcu', 'plant', hcu),
    ...ofDevice('dhw', 'drop', dhw),
    ...ofDevice('tes', 'thermometer', tes),
    ...ofSurplus(house),
    ...ofPowerLimit(house),
    ...ofQuiet(house),
    ...ofRooms(zones),
  ];
}
