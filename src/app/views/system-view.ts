/** The hub and the mode of the house, as clients are shown them. */
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { SystemModeStore, SystemModeView } from '../house/system-mode.ts';
import type { SurplusView, DecisionViews } from './decision-views.ts';

/** Raised when a client has to know of it: when a documented field changes its meaning or goes. */
export const API_LEVEL = 1;

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
  /** What is asked, as it was told; and what control makes of it. */
  readonly surplus: Partial<SurplusView> & {
    readonly asked: number;
    readonly until?: string | undefined;
  };
  readonly timeZone: string;
  /** What the page shows temperatures in; the API always speaks °C. */
  readonly units: string;
  readonly virtual: boolean;
}

export function createSystemView(
  parts: {
    readonly system: Pick<SystemModeStore, 'view'>;
    readonly settings: Pick<HouseSettingsStore, 'get'>;
    readonly surplus: Pick<SurplusRequests, 'view'>;
    readonly decisionViews: Pick<DecisionViews, 'surplus'>;
  },
  { serial, version, isVirtual, timeZone }: SystemFacts,
): () => SystemView {
  const { system, settings, surplus, decisionViews } = parts;
  return () => {
    const { name, units } = settings.get();
    const { surplusLevel: asked, until } = surplus.view();
    return {
      name,
      serial,
      version,
      apiLevel: API_LEVEL,
      ...system.view(),
      surplus: { ...decisionViews.surplus(), asked, ...(until !== undefined && { until }) },
      timeZone: timeZone(),
      units,
      virtual: isVirtual,
    };
  };
}
