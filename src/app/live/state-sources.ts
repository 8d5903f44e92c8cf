/** Where the objects of the state come from: one source for each kind. */
import type { Permission } from '../../domain/access.ts';
import { EQUIPMENT, EQUIPMENT_KINDS } from '../../domain/equipment/catalogue.ts';
import type { EquipmentKind, EquipmentView } from '../../domain/equipment/view.ts';
import type { EquipmentViews } from '../views/equipment-views.ts';
import { together, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Notices } from '../people/notices.ts';
import type { Faults } from '../faults/faults.ts';
import type { DecisionViews } from '../views/decision-views.ts';
import type { SystemView } from '../views/system-view.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SetpointShifts } from '../house/setpoint-shifts.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { SystemModeStore } from '../house/system-mode.ts';
import type { ZoneViews } from '../views/zone-views.ts';

export type StateKind = 'system' | 'zone' | EquipmentKind;

export interface StateSource {
  readonly kind: StateKind;
  /** What it takes to see it. */
  readonly permission: Permission;
  /** In the order in which they are shown. */
  list(): readonly { readonly id: string; readonly view: object }[];
  /** @param listener `isUrgent` where somebody waits for it: the effect of a command */
  onChange(listener: (id: string, isUrgent: boolean) => void): Cancel;
}

/** What is drawn from all of the house: told whole, under its name, whenever any of it has changed. */
export interface StateDigest {
  readonly name: string;
  readonly permission: Permission;
  readonly value: () => unknown;
  /** Called where it may have changed. */
  onChange(listener: Listener<void>): Cancel;
}

interface Parts {
  readonly systemView: () => SystemView;
  readonly system: Pick<SystemModeStore, 'onChange'>;
  readonly settings: Pick<HouseSettingsStore, 'onChange'>;
  readonly surplus: Pick<SurplusRequests, 'onChange'>;
  readonly powerLimits: Pick<PowerLimits, 'onChange'>;
  readonly shifts: Pick<SetpointShifts, 'onChange'>;
  readonly decisionViews: Pick<DecisionViews, 'onGrid'>;
  readonly zones: Pick<ZoneViews, 'list' | 'onChange'>;
  readonly equipment: Pick<EquipmentViews, 'list' | 'onChange'>;
  readonly faults: Pick<Faults, 'list' | 'onChange'>;
}

function zoneSource({ zones }: Parts): StateSource {
  return {
    kind: 'zone',
    permission: 'zones:read',
    list: () => zones.list().map((view) => ({ id: view.zoneId, view })),
    onChange: (listener) => zones.onChange(({ zoneId, commanded }) => listener(zoneId, commanded)),
  };
}

const SYSTEM_ID = 'system';

function systemSource({ systemView, decisionViews, ...asked }: Parts): StateSource {
  return {
    kind: 'system',
    permission: 'system:read',
    list: () => [{ id: SYSTEM_ID, view: systemView() }],
    onChange(listener) {
      const tell = () => listener(SYSTEM_ID, true);
      const { system, settings, surplus, powerLimits, shifts } = asked;
      return together(
        system.onChange(tell),
        settings.onChange(tell),
        surplus.onChange(tell),
        powerLimits.onChange(tell),
        shifts.onChange(tell),
        decisionViews.onGrid(() => listener(SYSTEM_ID, false)),
      );
    },
  };
}

const equipmentSource = ({ equipment }: Parts, kind: EquipmentKind): StateSource => {
  const idOf = (view: EquipmentView) => view[EQUIPMENT[kind].id] as string;
  return {
    kind,
    permission: 'equipment:read',
    list: () => equipment.list(kind).map((view) => ({ id: idOf(view), view })),
    onChange: (listener) =>
      equipment.onChange((change) => {
        if (change.kind === kind) listener(change.id, false);
      }),
  };
};

export const noticeDigest = (notices: Pick<Notices, 'list' | 'onChange'>): StateDigest => ({
  name: 'notices',
  permission: 'audit:read',
  value: () => notices.list(),
  onChange: (listener) => notices.onChange(listener),
});

const faultDigest = ({ faults }: Parts): StateDigest => ({
  name: 'faults',
  permission: 'equipment:read',
  value: () => faults.list(),
  onChange: (listener) => faults.onChange(listener),
});

/** All that there is of a house, for `createState`. */
export function houseState(parts: Parts): {
  readonly sources: readonly StateSource[];
  readonly digests: readonly StateDigest[];
} {
  return {
    sources: [
      systemSource(parts),
      zoneSource(parts),
      ...EQUIPMENT_KINDS.map((kind) => equipmentSource(parts, kind)),
    ],
    digests: [faultDigest(parts)],
  };
}
