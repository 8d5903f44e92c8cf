/** What happens in each room: one table, from which Home, a room's own page and the drawing of the plant all tell it. */
import { computed } from '@preact/signals';
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import type { IconName } from './components/icon.tsx';
import type { Tone } from './components/notice.tsx';
import { isOnline } from './devices.ts';
import { house, zones, type ShownHouse } from './live.ts';
import { home as words } from './strings/home.ts';
import { makesHotWater, unitFlow, unreachedZones, type Flow } from './water.ts';

export type Activity = keyof typeof words.zone.activity;

export const LOOKS: Readonly<Record<Activity, { readonly tone?: Tone; readonly icon: IconName }>> =
  {
    heating: { tone: 'heat', icon: 'flame' },
    cooling: { tone: 'cool', icon: 'snow' },
    wantsHeat: { tone: 'warn', icon: 'clock' },
    wantsCool: { tone: 'warn', icon: 'clock' },
    blowing: { icon: 'fan' },
    comfortable: { tone: 'good', icon: 'check' },
    resting: { icon: 'check' },
    blind: { tone: 'warn', icon: 'thermometer' },
    off: { icon: 'power' },
    unknown: { icon: 'clock' },
  };

const isBlowing = (fcu: EquipmentView) =>
  isOnline(fcu) && typeof fcu['fanPercent'] === 'number' && fcu['fanPercent'] > 0;

/** What its units do by somebody's hand, or by what they were told a moment ago. */
const BLOWN = { heat: 'heating', cool: 'cooling', none: 'blowing' } as const;

/**
 * @param isUnreached whether nothing comes to it, whatever the hub wants for it
 * @param blown what its units blow into it; undefined where they rest
 */
function activityOf(zone: ZoneView, isUnreached: boolean, blown: Flow | undefined): Activity {
  const { effectiveMode, activeCall, mode, reason, tempC } = zone;
  // Frost is kept out whatever the mode.
  if (effectiveMode === 'heat') return isUnreached ? 'wantsHeat' : 'heating';
  if (effectiveMode === 'cool') return isUnreached ? 'wantsCool' : 'cooling';
  if (blown !== undefined) return BLOWN[isUnreached ? 'none' : blown];
  if (mode === 'off') return 'off';
  if (tempC === undefined) return effectiveMode === undefined ? 'unknown' : 'blind';
  if (activeCall === 'heat') return 'wantsHeat';
  if (activeCall === 'cool') return 'wantsCool';
  return reason?.code === 'satisfied' ? 'comfortable' : 'resting';
}

/** By zone. */
export function activitiesOf(
  shown: Pick<ShownHouse, 'zones' | 'hcu' | 'tes' | 'fcus'>,
): ReadonlyMap<string, Activity> {
  const unreached = unreachedZones(shown);
  const flow = unitFlow(shown.hcu);
  const blowing = shown.fcus.filter(isBlowing);
  const taking = blowing.filter(({ mode }) => mode === flow);
  const blown = new Map<unknown, Flow>([
    ...blowing.map(({ zoneId }) => [zoneId, 'none'] as const),
    ...taking.map(({ zoneId }) => [zoneId, flow] as const),
  ]);
  return new Map(
    shown.zones.map((zone) => {
      const { zoneId } = zone;
      return [zoneId, activityOf(zone, unreached.has(zoneId), blown.get(zoneId))];
    }),
  );
}

/** With what was just asked of the rooms. */
export const activities = computed<ReadonlyMap<string, Activity>>(() => {
  const told = house.value;
  return told === undefined ? new Map() : activitiesOf({ ...told, zones: zones.value });
});

export const activityIn = (zoneId: string): Activity => activities.value.get(zoneId) ?? 'unknown';

/** The house in one sentence, or a few. */
export function houseSentence(shown: ShownHouse, all = activitiesOf(shown)): string {
  const { sentence } = words;
  const told = [...all.values()];
  const many = (...wanted: Activity[]) => told.filter((one) => wanted.includes(one)).length;
  const [heating, cooling] = [many('heating'), many('cooling')];
  const waiting = many('wantsHeat', 'wantsCool');
  const unknown = shown.zones.filter(({ tempC }) => tempC === undefined).length;
  const sentences = [
    ...(heating > 0 ? [sentence.heating(heating, told.length)] : []),
    ...(cooling > 0 ? [sentence.cooling(cooling, told.length)] : []),
    ...(makesHotWater(shown.hcu) ? [sentence.hotWater] : []),
    ...(waiting > 0 ? [sentence.waiting(waiting)] : []),
    ...(unknown > 0 ? [sentence.unknown(unknown)] : []),
  ];
  if (sentences.length > 0) return sentences.join(' ');
  if (many('off') === told.length) return sentence.off;
  return many('comfortable') === told.length ? sentence.comfortable : sentence.resting;
}
