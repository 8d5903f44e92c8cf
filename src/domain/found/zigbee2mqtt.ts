/** The devices of a Zigbee2MQTT, by what it tells of them on `bridge/devices` (zigbee2mqtt.io/guide/usage/exposes.html). */
import { pointerTo } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';
import { inUnit, listOf, rawOf, textOf, type Sighting, type Offer, type Raw } from './sighting.ts';

const PUBLISHED = 1;
const SETTABLE = 2;

const can = ({ access }: Raw, right: number) => typeof access === 'number' && (access & right) > 0;

const availabilityOf = (base: string, name: string) => [
  { topic: `${base}/bridge/state`, pointer: '/state' },
  { topic: `${base}/${name}/availability`, pointer: '/state' },
];

interface Zigbee {
  readonly base: string;
  readonly name: string;
  readonly exposes: readonly Raw[];
}

/** What is said of the profile beyond what it says itself. */
const using = ({ base, name }: Zigbee) => ({
  use: 'zigbee2mqtt',
  name,
  ...(base !== 'zigbee2mqtt' && { base }),
});

const propertyOf = (exposes: readonly Raw[], property: string) =>
  exposes.find((one) => one['property'] === property && can(one, PUBLISHED));

function thermometerOf(device: Zigbee): Offer[] {
  const { base, name, exposes } = device;
  const temperature = propertyOf(exposes, 'temperature');
  if (temperature === undefined) return [];
  if (temperature['unit'] !== '°F') return [{ kind: 'sensor', binding: using(device) }];
  const place = { topic: `${base}/${name}`, pointer: '/temperature' };
  const readings = [{ field: 'tempC', ...inUnit('tempC', place, '°F') }];
  return [{ kind: 'sensor', binding: { ...using(device), readings } }];
}

const SETPOINTS = ['occupied_heating_setpoint', 'current_heating_setpoint'];

function valveOf(device: Zigbee): Offer[] {
  const climate = device.exposes.find(({ type }) => type === 'climate');
  const features = listOf(climate?.['features']).map(rawOf);
  const setpoint = features.find(
    (one) => SETPOINTS.includes(String(one['property'])) && can(one, SETTABLE),
  );
  if (setpoint === undefined) return [];
  const setpointName = String(setpoint['property']);
  const { value_step: step } = setpoint;
  const stepC = typeof step === 'number' && step >= 0.1 && step <= 5 ? step : 0.5;
  const binding = {
    ...using(device),
    ...(setpointName !== SETPOINTS[0] && { setpointName }),
    ...(stepC !== 0.5 && { stepC }),
  };
  const hasThermometer = features.some(
    (one) => one['property'] === 'local_temperature' && can(one, PUBLISHED),
  );
  return [{ kind: 'fcu', hasThermometer, binding }];
}

function relaysOf({ base, name, exposes }: Zigbee): Offer[] {
  const contacts = exposes
    .filter(({ type }) => type === 'switch')
    .flatMap(({ features }) => listOf(features).map(rawOf))
    .filter((one) => can(one, PUBLISHED) && can(one, SETTABLE));
  return contacts.flatMap((contact): Offer[] => {
    const { property, value_on: on = 'ON', value_off: off = 'OFF' } = contact;
    if (typeof property !== 'string') return [];
    const values = Object.fromEntries([
      [String(on), true],
      [String(off), false],
    ]);
    const part = textOf(contact['endpoint']) ?? property.replace(/^state_?/, '');
    return [
      {
        kind: 'fcu',
        part: contacts.length > 1 ? part : undefined,
        binding: {
          readings: [
            { field: 'on', topic: `${base}/${name}`, pointer: pointerTo(property), values },
          ],
          availability: availabilityOf(base, name),
          standsWhileOnline: true,
          switch: {
            topic: `${base}/${name}/set`,
            on: { [property]: on },
            off: { [property]: off },
          },
        },
      },
    ];
  });
}

function meterOf({ base, name, exposes }: Zigbee): Offer[] {
  const readings = (
    [
      ['powerKw', 'power'],
      ['energyKwh', 'energy'],
    ] as const
  ).flatMap(([field, property]) => {
    const unit = textOf(propertyOf(exposes, property)?.['unit']);
    const place = { topic: `${base}/${name}`, pointer: pointerTo(property) };
    const read = unit === undefined ? undefined : inUnit(field, place, unit);
    return read === undefined ? [] : [{ field, ...read }];
  });
  if (readings.length === 0) return [];
  return [{ kind: 'meter', binding: { readings, availability: availabilityOf(base, name) } }];
}

function sightingOf(base: string, said: Raw): Sighting | undefined {
  const { type, disabled, interview_completed: isKnown } = said;
  const name = textOf(said['friendly_name']);
  const id = textOf(said['ieee_address']);
  if (name === undefined || id === undefined || type === 'Coordinator' || disabled === true)
    return undefined;
  const definition = rawOf(said['definition']);
  const exposes = listOf(definition['exposes']).map(rawOf);
  const device = { base, name, exposes };
  const offers = [valveOf, relaysOf, thermometerOf, meterOf]
    .flatMap((make) => make(device))
    .slice(0, LIMITS.foundOffers);
  const unread =
    isKnown === false ? ['its interview with Zigbee2MQTT has not ended: pair it once more'] : [];
  if (offers.length + unread.length === 0) return undefined;
  const model = [definition['vendor'], definition['model']].map(textOf).filter(Boolean).join(' ');
  return {
    key: `zigbee2mqtt/${id}`,
    source: 'zigbee2mqtt',
    name,
    model: textOf(model),
    covers: [`${base}/${name}`],
    offers,
    unread,
  };
}

const LIST = '/bridge/devices';

export const ZIGBEE_FILTERS = ['+', '+/+']
  .slice(0, LIMITS.foundBaseLevels)
  .map((base) => base + LIST);

/** The base of the Zigbee2MQTT whose list lies there; undefined where none does. */
export const zigbeeBase = (topic: string): string | undefined =>
  topic.endsWith(LIST) ? topic.slice(0, -LIST.length) : undefined;

export const zigbeeSightings = (base: string, document: unknown): Sighting[] =>
  listOf(document)
    .flatMap((one) => sightingOf(base, rawOf(one)) ?? [])
    .slice(0, LIMITS.foundDevices);
