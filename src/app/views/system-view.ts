/** The hub and the mode of the house, as clients are shown them. */
import { isoTime } from '../../domain/units.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SetpointShifts, SetpointShiftView } from '../house/setpoint-shifts.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { SystemModeStore, SystemModeView } from '../house/system-mode.ts';
import type { DecisionViews, PowerLimitView, SurplusView } from './decision-views.ts';

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
  /** What is asked, and what control makes of it; absent without a limit. */
  readonly powerLimit?: Partial<PowerLimitView> & {
    readonly askedKw: number;
    readonly until: string;
    /** Who asked for it: `mqtt`, or the id of a token or a person. */
    readonly source: string;
  };
  /** What all zones are moved by for a while; absent where they are not. */
  readonly shift?: SetpointShiftView;
  /** ISO 8601; absent outside of quiet hours. */
  readonly quietUntil?: string;
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
    readonly powerLimits: Pick<PowerLimits, 'get'>;
    readonly shifts: Pick<SetpointShifts, 'view'>;
    readonly decisionViews: Pick<DecisionViews, 'surplus' | 'powerLimit' | 'quietUntil'>;
  },
  { serial, version, isVirtual, timeZone }: SystemFacts,
): () => SystemView {
  const { system, settings, surplus, powerLimits, shifts, decisionViews } = parts;

  function powerLimit(): SystemView['powerLimit'] {
    const limit = powerLimits.get();
    if (limit === undefined) return undefined;
    const { limitKw: askedKw, untilMs, source } = limit;
    return { ...decisionViews.powerLimit(), askedKw, until: isoTime(untilMs), source };
  }

  return () => {
    const { name, units } = settings.get();
    const { surplusLevel: asked, until } = surplus.view();
    const limit = powerLimit();
    const shift = shifts.view();
    const quietUntil = decisionViews.quietUntil();
    return {
      name,
      serial,
      version,
      apiLevel: API_LEVEL,
      ...system.view(),
      surplus: { ...decisionViews.surplus(), asked, ...(until !== undefined && { until }) },
      ...(limit && { powerLimit: limit }),
      ...(shift && { shift }),
      ...(quietUntil !== undefined && { quietUntil }),
      timeZone: timeZone(),
      units,
      virtual: isVirtual,
    };
  };
}
