/** Where the objects of the state come from: one source for each kind. */
import type { Permission } from '../domain/access.ts';
import type { SystemView } from './system-view.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';
import type { Zones } from './zones.ts';

export type StateKind = 'system' | 'zone' | 'fcu' | 'hcu' | 'heatpump' | 'dhw' | 'tes';

export interface StateSource {
  readonly kind: StateKind;
  /** What it takes to see it. */
  readonly permission: Permission;
  /** In the order in which they are shown. */
  list(): readonly { readonly id: string; readonly view: object }[];
  /** @param listener `isUrgent` where somebody waits for it: the effect of a command */
  onChange(listener: (id: string, isUrgent: boolean) => void): void;
}

/** What follows from the objects, so that it changes with them: in the state, but not told by itself. */
export interface StateDigest {
  readonly name: string;
  readonly permission: Permission;
  value(): unknown;
}

export function zoneSource(zones: Pick<Zones, 'list' | 'onChange'>): StateSource {
  return {
    kind: 'zone',
    permission: 'zones:read',
    list: () => zones.list().map((view) => ({ id: view.zoneId, view })),
    onChange: (listener) => zones.onChange(({ zoneId, commanded }) => listener(zoneId, commanded)),
  };
}

const SYSTEM_ID = 'system';

export function systemSource(
  view: () => SystemView,
  changing: readonly Pick<System | Settings, 'onChange'>[],
): StateSource {
  return {
    kind: 'system',
    permission: 'system:read',
    list: () => [{ id: SYSTEM_ID, view: view() }],
    onChange(listener) {
      const tell = async () => {
        listener(SYSTEM_ID, true);
        return Promise.resolve();
      };
      changing.forEach((one) => one.onChange(tell));
    },
  };
}
