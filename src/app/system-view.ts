/** The hub and the mode of the house, as clients are shown them. */
import type { Settings } from './settings.ts';
import type { System, SystemModeView } from './system.ts';

/** Raised when a client has to know of it: when a documented field changes its meaning or goes. */
const API_LEVEL = 1;

export interface SystemFacts {
  readonly serial: string;
  readonly version: string;
  readonly isVirtual: boolean;
  /** An IANA name: the house's. Schedules are in its time. */
  readonly timeZone: () => string;
}

export interface SystemView extends SystemModeView {
  readonly name: string;
  readonly serial: string;
  readonly version: string;
  readonly apiLevel: number;
  readonly timeZone: string;
  readonly virtual: boolean;
}

export function createSystemView(
  system: Pick<System, 'view'>,
  settings: Pick<Settings, 'get'>,
  { serial, version, isVirtual, timeZone }: SystemFacts,
): () => SystemView {
  return () => ({
    name: settings.get().name,
    ...{ serial, version, apiLevel: API_LEVEL },
    ...system.view(),
    timeZone: timeZone(),
    virtual: isVirtual,
  });
}
