/** Readings that nobody can use, or that are there already under another name: entities of them begin disabled. */
import { READINGS } from '../../domain/equipment/catalogue.ts';
import { COMPRESSOR_COUNTS } from '../../domain/equipment/compressor.ts';
import { SENSOR_READINGS } from '../../domain/equipment/sensor.ts';
import { bindingOf, type DeviceRef, type House, type Zone } from '../../domain/house.ts';

/** Whether the device could ever report it: one of another make says what it is bound to say, and no more. */
function couldReport(house: House, device: DeviceRef, field: string): boolean {
  const binding = bindingOf(house, device);
  return binding === undefined || binding.readings.some((reading) => reading.field === field);
}

/** What a room is measured at is the zone's to show, once. */
const SHOWN_BY_ZONE: Readonly<Partial<Record<DeviceRef['kind'], readonly string[]>>> = {
  sensor: Object.keys(SENSOR_READINGS),
  fcu: ['roomTempC', 'rhPercent'],
};

const isInZone = ({ zones }: House, { kind, id }: DeviceRef) =>
  zones.some(({ sensors, terminals }) => (kind === 'sensor' ? sensors : terminals).includes(id));

export function unusedOfDevice(house: House, device: DeviceRef): ReadonlySet<string> {
  const fields = Object.keys(READINGS[device.kind]);
  const twice = isInZone(house, device) ? (SHOWN_BY_ZONE[device.kind] ?? []) : [];
  return new Set([...fields.filter((field) => !couldReport(house, device, field)), ...twice]);
}

/** What shows whether a compressor runs: one of them is enough. */
const SHOWS_RUNNING = ['compressorSpeedPercent', 'compressorHz', 'defrostActive'];

/** Counts of a compressor that nobody could ever say anything of. */
export function unusedOfEnergy(house: House, hcu: DeviceRef): ReadonlySet<string> {
  const pumps = house.heatpumps.map(({ hpId: id }): DeviceRef => ({ kind: 'heatpump', id }));
  const isSaid =
    couldReport(house, hcu, 'state') ||
    pumps.some((pump) => SHOWS_RUNNING.some((field) => couldReport(house, pump, field)));
  return new Set(isSaid ? [] : Object.keys(COMPRESSOR_COUNTS).map((name) => `total.${name}`));
}

/** What none of the zone's sensors, nor a fan coil in their place, could measure, and what it cannot be asked. */
export function unusedOfZone(house: House, zone: Zone): ReadonlySet<string> {
  const { sensors, terminals, supportsHeat, supportsCool } = zone;
  const could = (field: string, ofFanCoil?: string) =>
    sensors.some((id) => couldReport(house, { kind: 'sensor', id }, field)) ||
    (ofFanCoil !== undefined &&
      terminals.some((id) => couldReport(house, { kind: 'fcu', id }, ofFanCoil)));
  const measured = {
    tempC: could('tempC', 'roomTempC'),
    rhPercent: could('rhPercent', 'rhPercent'),
  };
  const asked = { tempHeatSetC: supportsHeat, tempCoolSetC: supportsCool };
  const all = { ...measured, co2Ppm: could('co2Ppm'), ...asked };
  return new Set(Object.entries(all).flatMap(([field, isThere]) => (isThere ? [] : [field])));
}
