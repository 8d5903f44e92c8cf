/** What a home has kept on its broker: thermometers by Zigbee2MQTT, a relay, and a heat pump. */
import { AQARA, HEISHAMON, zigbeeDevice } from '../../support/found/home.ts';
import { publish } from '../../support/mosquitto-clients.ts';
import type { Mosquitto } from '../../support/mosquitto.ts';

export const SHELLY = 'shellyplus1-a8032abe54dc';
export const THERMOMETERS = ['Living room', 'Bedroom', 'Hall', 'Hall (new)', 'Garden'];

export async function playHome({ port }: Mosquitto): Promise<void> {
  const say = async (topic: string, payload: string | object) =>
    publish(port, topic, payload, { retain: true });
  await say('zigbee2mqtt/bridge/state', { state: 'online' });
  await say(
    'zigbee2mqtt/bridge/devices',
    THERMOMETERS.map((name, n) => zigbeeDevice(name, `0x00158d0001a2b3c${n}`, AQARA)),
  );
  for (const name of THERMOMETERS) {
    await say(`zigbee2mqtt/${name}`, { temperature: 20.75, humidity: 43.2 });
    await say(`zigbee2mqtt/${name}/availability`, { state: 'online' });
  }
  await say(`${SHELLY}/online`, 'true');
  await say(`${SHELLY}/status/switch:0`, { id: 0, source: 'init', output: false });
  for (const [leaf, value] of Object.entries(HEISHAMON))
    await say(`panasonic_heat_pump/main/${leaf}`, value);
}
