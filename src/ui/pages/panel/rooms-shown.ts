/** Which room a panel shows large: its own, or for a while another one that was tapped. */
import { computed, effect, signal } from '@preact/signals';
import { roomPlaces, zones } from '../../live.ts';
import { choices } from './choices.ts';
import { isIdle } from './idle.ts';

/** The one that was tapped, until nobody is there any more. */
const picked = signal<string | undefined>(undefined);

effect(() => {
  if (isIdle.value) picked.value = undefined;
});

export function look(zoneId: string): void {
  picked.value = zoneId;
}

const isThere = (zoneId: string | undefined) =>
  roomPlaces.value.some((room) => room.zoneId === zoneId);

/** The panel's own. */
export const ownZoneId = computed(() => {
  const { zoneId } = choices.value;
  return isThere(zoneId) ? zoneId : roomPlaces.value[0]?.zoneId;
});

export const shownZoneId = computed(() => (isThere(picked.value) ? picked.value : ownZoneId.value));

/** With what was just asked of it; undefined in a house without rooms. */
export const shownZone = computed(() =>
  zones.value.find(({ zoneId }) => zoneId === shownZoneId.value),
);
