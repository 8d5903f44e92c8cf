/** A connection to a broker: the hub's, or a simulated house's. */
import { NOTHING_REFUSED, type Bus } from '../app/base/ports/bus.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { HubSettings } from '../config/settings.ts';
import type { BrokerAccess } from '../domain/broker.ts';
import { HubError, SettingsError } from '../domain/errors.ts';
import { readSecretFile, readSettingFile } from '../system/files.ts';

/** In place of one: until somebody names a broker nothing is heard, and nobody is told anything. */
export const noBroker = (): Bus => ({
  start: () => undefined,
  alsoListen: () => undefined,
  changeWill: () => undefined,
  isConnected: () => false,
  refused: () => NOTHING_REFUSED,
  publish: async () => Promise.reject(new HubError('unavailable', 'there is no broker yet')),
  stop: async () => Promise.resolve(),
});

/** The broker that the settings name; undefined where they name none. @throws SettingsError */
export function brokerOfSettings(settings: HubSettings): BrokerAccess | undefined {
  const { mqttUrl, mqttUsername, mqttPasswordFile, mqttCaFile } = settings;
  if (mqttUrl === undefined) return undefined;
  return {
    url: mqttUrl,
    username: mqttUsername,
    password: mqttPasswordFile && readSecretFile(mqttPasswordFile, 'ARIS_MQTT_PASSWORD_FILE'),
    ca: mqttCaFile && readSettingFile(mqttCaFile, 'ARIS_MQTT_CA_FILE'),
  };
}

/** @throws SettingsError where they name none */
export function requiredBroker(settings: HubSettings): BrokerAccess {
  const access = brokerOfSettings(settings);
  if (access === undefined)
    throw new SettingsError(['ARIS_MQTT_URL or --mqtt-url must name a broker']);
  return access;
}

/** @param maxPacketBytes of what it hears, where that is not what devices of the house say */
export async function connectBroker(
  access: BrokerAccess,
  clientId: string,
  parts: { clock: Clock; log: Log },
  maxPacketBytes?: number,
): Promise<Bus> {
  // Loaded when it is needed: the hub listens first, and a virtual house never needs it.
  const { createMqttBus } = await import('../mqtt/client.ts');
  return createMqttBus({ options: { ...access, clientId, maxPacketBytes }, ...parts });
}
