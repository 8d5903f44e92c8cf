/** Who did something, and from where, in words. */
import type { EventView } from '../../../app/records/event-record.ts';
import { deviceName, spelledOut } from '../../devices.ts';
import type { ShownHouse } from '../../live.ts';
import { events as words } from '../../strings/events.ts';

export function doerName({ kind, id, name }: EventView['by'], house: ShownHouse): string {
  const [device = '', deviceId = ''] = kind === 'device' ? id.split('/') : [];
  const found = deviceName(house, device, deviceId);
  return words.actors[kind](name ?? found ?? spelledOut(deviceId || id));
}

/** Undefined where it is not known here. */
export function whereFrom({ address, program }: NonNullable<EventView['from']>) {
  if (program === undefined || address === undefined) return program ?? address;
  return words.fromWhere(program, address);
}
