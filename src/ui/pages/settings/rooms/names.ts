/** What rooms and devices are called on this page. */
import type { DeviceView } from '../../../../app/devices/device-list.ts';
import type { Zone } from '../../../../domain/house.ts';
import { spelledOut } from '../../../devices.ts';
import type { IconName } from '../../../components/icon.tsx';
import { KINDS } from '../../../kinds.ts';
import { kinds } from '../../../strings/kinds.ts';
import { devicesOf, idIn, type WrittenDevice, type WrittenHouse } from './edits/house.ts';

/** Its own name; else that of its kind. Thermometers have their id alone. */
export function nameOfDevice(house: WrittenHouse, { kind, id }: WrittenDevice): string {
  if (kind === 'sensor') return spelledOut(id);
  const device = devicesOf(house, kind).find((one) => idIn(kind, one) === id);
  const name = device?.['friendlyName'];
  return typeof name === 'string' ? name : kinds[kind].name;
}

export const iconOfDevice = ({ kind }: Pick<WrittenDevice, 'kind'>): IconName =>
  kind === 'sensor' ? 'thermometer' : KINDS[kind].icon;

/** Neither by a thermometer nor by what heats it. */
export const isUnmeasured = ({ sensors, terminals }: Zone): boolean =>
  sensors.length === 0 && terminals.length === 0;

export const sensorNames = ({ sensors }: Zone): string[] => sensors.map(spelledOut);

export const terminalNames = (house: WrittenHouse, { terminals }: Zone): string[] =>
  terminals.map((id) => nameOfDevice(house, { kind: 'fcu', id }));

/** What the hub hears of it; undefined where that is not known here. */
export const viewOf = (
  all: readonly DeviceView[] | undefined,
  { kind, id }: WrittenDevice,
): DeviceView | undefined => all?.find((one) => one.kind === kind && one.id === id);
