/** What Home Assistant is sent of one device of the house: what there is to say of it, with all its entities. */
import type { DeviceRef, House } from '../../domain/house.ts';
import type { Topics } from '../messages/topics.ts';
import { FALSE, TRUE, type Availability, type Components } from './component.ts';
import { valueAt } from './template.ts';

export interface DiscoveryPayload {
  readonly device: Readonly<Record<string, unknown>>;
  readonly origin: { readonly name: string; readonly sw_version: string };
  readonly availability: readonly Availability[];
  readonly availability_mode: 'all';
  readonly components: Components;
}

export interface Announcement {
  readonly topic: string;
  readonly payload: DiscoveryPayload;
  /** Topics of the states that its entities read, and that are of no use without it. */
  readonly states: readonly string[];
}

export interface HubIdentity {
  /** Begins the identity of each of its devices. Letters, digits, `_` and `-`. */
  readonly hubId: string;
  readonly serial: string;
  readonly version: string;
  /** Of the house. */
  readonly name: string;
  /** Where its page is; undefined where that is not known. */
  readonly pageUrl?: string | undefined;
}

export interface AnnouncedHouse {
  readonly house: House;
  readonly identity: HubIdentity;
  readonly topics: Topics;
  /** First levels of discovery's own topics. */
  readonly prefix: string;
  readonly acceptsCommands: boolean;
  /** The version that the device says it has. */
  firmwareOf(device: DeviceRef): string | undefined;
}

/** Two hubs on one machine have one serial, and a base topic each. */
export const hubIdOf = (serial: string, mqttBase: string): string =>
  mqttBase === 'aris'
    ? `aris_${serial}`
    : `aris_${serial}_${mqttBase.replaceAll(/[^a-zA-Z0-9]/g, '-')}`;

const MANUFACTURER = 'Aris';
export const hubObjectId = ({ hubId }: HubIdentity) => `${hubId}_hub`;

export function hubAvailability({ hubStatus }: Topics): Availability {
  return { topic: hubStatus, value_template: valueAt('status') };
}

/** The state of a device says whether it is heard of. */
export const deviceAvailability = (stateTopic: string): Availability => ({
  topic: stateTopic,
  value_template: valueAt('online'),
  payload_available: TRUE,
  payload_not_available: FALSE,
});

/**
 * The id that each entity begins with, for good: `climate.kitchen`. By itself Home Assistant puts the room before it, which
 * most devices have in their name already. It writes the words as an id by its own rules, of every alphabet.
 */
const withEntityIds = (components: Components, deviceName: string): Components =>
  Object.fromEntries(
    Object.entries(components).map(([key, component]) => {
      const { platform, name } = component;
      const words = typeof name === 'string' ? `${deviceName} ${name}` : deviceName;
      return [key, { ...component, default_entity_id: `${platform}.${words}` }];
    }),
  );

export function announcement(
  { prefix, identity }: AnnouncedHouse,
  objectId: string,
  told: {
    readonly device: Readonly<Record<string, unknown>> & { readonly name: string };
    readonly availability: readonly Availability[];
    readonly components: Components;
    readonly states: readonly string[];
    /** Of the page, what shows it. */
    readonly path?: string;
  },
): Announcement {
  const { device, availability, components, states, path = '/' } = told;
  const { pageUrl, version } = identity;
  return {
    topic: `${prefix}/device/${objectId}/config`,
    payload: {
      device: {
        identifiers: [objectId],
        manufacturer: MANUFACTURER,
        ...device,
        ...(pageUrl !== undefined && { configuration_url: `${pageUrl}${path}` }),
      },
      origin: { name: 'Aris hub', sw_version: version },
      availability,
      availability_mode: 'all',
      components: withEntityIds(components, device.name),
    },
    states,
  };
}
