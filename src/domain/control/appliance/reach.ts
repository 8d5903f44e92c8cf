/** How far control may go with the plant of a cycle: which part of it does as it is told, and what it does by itself. */
import type { DeviceBinding } from '../../binding/binding.ts';
import { OWN_TOPICS, takesMode, type Appliance } from './appliance.ts';
import { applianceOf } from './bound-appliance.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { Direction, Work } from '../base/work.ts';
import type { HcuSnapshot, MachineSnapshot } from './machine.ts';

/** Whether control decides when the source works, or with what water. */
export function steersSource({ appliance }: HcuSnapshot): boolean {
  if (appliance === undefined) return true;
  const { level, orders } = appliance;
  return level === 'steer' && (orders.has('mode') || orders.has('supplyTempC'));
}

export const steers = ({ appliance }: MachineSnapshot): boolean =>
  appliance === undefined || appliance.level === 'steer';

/** Whether the buffer is charged and drawn from when control says so. */
export const steersBuffer = ({ appliance }: MachineSnapshot): boolean =>
  appliance === undefined || (appliance.level === 'steer' && appliance.orders.has('mode'));

/** Whether the source heats the tank when control says so. Otherwise it goes by the machine's own programme. */
export function chargesTank({
  hcu,
  dhw,
}: {
  readonly hcu?: HcuSnapshot | undefined;
  readonly dhw?: MachineSnapshot | undefined;
}): boolean {
  if (hcu === undefined || dhw === undefined || !steersSource(hcu) || !steers(dhw)) return false;
  return takesMode(hcu.appliance ?? OWN_TOPICS, 'dhw_charge');
}

/** Whether it has an electric heater for the circuit that can be told. */
export const hasHeater = ({ appliance, hasBackupHeater }: HcuSnapshot): boolean =>
  appliance === undefined ? hasBackupHeater === true : appliance.orders.has('backupHeater');

/** Whether the source can be made to heat, or to cool. One that takes no mode does what it is set to. */
export function canMake(
  { appliance = OWN_TOPICS, mode }: HcuSnapshot,
  direction: Direction,
): boolean {
  if (appliance.orders.has('mode')) return takesMode(appliance, direction);
  return direction === (mode === 'cool' ? 'cool' : 'heat');
}

/** The one way that the source can be made to work, where it is one. */
export function onlyDirection(hcu: HcuSnapshot): Direction | undefined {
  const [heats, cools] = [canMake(hcu, 'heat'), canMake(hcu, 'cool')];
  if (heats === cools) return undefined;
  return heats ? 'heat' : 'cool';
}

const WORKS = { heat: 'heat', cool: 'cool', dhw_charge: 'hot_water', idle: 'none' } as const;

/** What the machine says that it does. */
export const seenWork = ({ mode }: HcuSnapshot): Work | undefined => mode && WORKS[mode];

/** Of a machine of another make, for those who show it. */
export const foreign = (appliance: Appliance | undefined): { readonly appliance?: Appliance } =>
  appliance === undefined || appliance === OWN_TOPICS ? {} : { appliance };

/** Why a machine is left to itself. */
export function leftReason({ level, orders, unmet, isReleased }: Appliance): Reason {
  if (isReleased === true) return reason('appliance_released');
  if (unmet !== undefined) return reason('level_lowered');
  return reason(level === 'watch' || orders.size === 0 ? 'appliance_watched' : 'appliance_decides');
}

/** Whether a disinfection of the tank can be asked for. Otherwise its own control has to see to it. */
export function canDisinfect({ appliance }: MachineSnapshot): boolean {
  if (appliance === undefined) return true;
  const { level, orders } = appliance;
  return orders.has('sanitize') || (level === 'steer' && orders.has('targetTempC'));
}

/** The same as far as its binding goes, whatever the machine says now. */
export const couldDisinfect = (binding: DeviceBinding | undefined): boolean =>
  canDisinfect({ appliance: applianceOf(binding && { ...binding, needs: {} }, () => undefined) });
