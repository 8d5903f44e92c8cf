/** The house for a Home Assistant without a broker: a package of its configuration, with nothing left to be typed but the token. */
import type { House } from '../../domain/house.ts';
import { restSensors, type SensorPlatform } from './rest-sensors.ts';
import { thermostats } from './rest-thermostat.ts';
import { Secret, yamlOf, type Yaml } from './yaml.ts';

const SCAN_SECONDS = 30;
const TIMEOUT_SECONDS = 10;
const HEADERS = { Authorization: new Secret('aris_authorization') };

const HEAD = `# This house for Home Assistant without a broker, made by its hub: save it as packages/aris.yaml, and anew when rooms or
# devices have come or gone. secrets.yaml needs, with a token of zones:full, equipment:full and
# system:full:
#   aris_authorization: Bearer TOKEN
# configuration.yaml needs:
#   homeassistant:
#     packages: !include_dir_named packages
`;

const command = (url: string, payload: string): Yaml => ({
  url,
  method: 'post',
  content_type: 'application/json',
  headers: HEADERS,
  payload,
});

/** What automations call besides the thermostats. */
const commands = (origin: string): Yaml => ({
  aris_zone: command(`${origin}/api/zones/{{ zone }}/command`, '{{ command | tojson }}'),
  aris_zone_hold: command(
    `${origin}/api/zones/{{ zone }}/command`,
    '{"tempHeatSetC": {{ temperature }}, "durationMinutes": {{ minutes }}}',
  ),
  aris_zone_resume: command(`${origin}/api/zones/{{ zone }}/command`, '{"resumeSchedule": true}'),
  aris_house_mode: command(`${origin}/api/system/command`, '{"mode": "{{ mode }}"}'),
  aris_hot_water_boost: command(`${origin}/api/dhw/command`, '{"boostMinutes": {{ minutes }}}'),
});

/** @param origin `http://aris.local`: where the hub was reached */
export function restConfig(house: House, hubId: string, origin: string): string {
  const sensors = restSensors(house, hubId);
  const on = (platform: SensorPlatform) =>
    sensors.filter((sensor) => sensor.platform === platform).map(({ entity }) => entity);
  const rooms = thermostats(house.zones, hubId);
  return `${HEAD}${yamlOf({
    rest: [
      {
        resource: `${origin}/api/state`,
        scan_interval: SCAN_SECONDS,
        timeout: TIMEOUT_SECONDS,
        headers: HEADERS,
        sensor: [...rooms.map(({ source }) => source), ...on('sensor')],
        binary_sensor: on('binary_sensor'),
      },
    ],
    rest_command: commands(origin),
    ...(rooms.length > 0 && { template: [{ climate: rooms.map(({ climate }) => climate) }] }),
  })}`;
}
