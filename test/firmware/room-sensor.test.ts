import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { createTopics } from '../../src/app/messages/topics.ts';
import { parsePresence, parseTelemetry } from '../../src/app/messages/telemetry.ts';
import { SENSOR_READINGS } from '../../src/domain/equipment/sensor.ts';
import { LIMITS } from '../../src/domain/limits.ts';

interface Message {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

interface Action {
  readonly 'mqtt.publish_json'?: Message;
  readonly if?: { readonly then: readonly Action[] };
}

interface Device {
  readonly substitutions: Readonly<Record<string, string>>;
  readonly esphome: { readonly project: { readonly version: string } };
  readonly mqtt: Readonly<
    Record<'birth_message' | 'will_message' | 'shutdown_message', Message> & {
      readonly username: string;
      readonly client_id: string;
      readonly discovery: boolean;
      readonly topic_prefix: null;
    }
  >;
  readonly interval: readonly { readonly interval: string; readonly then: readonly Action[] }[];
  readonly update: readonly { readonly platform: string; readonly source: string }[];
  readonly ota: readonly { readonly platform: string }[];
}

const FOLDER = join(import.meta.dirname, '..', '..', 'firmware', 'room-sensor');
const TAGS = ['!lambda', '!secret'].map((tag) => ({ tag, resolve: (text: string) => text }));

function load(): Device {
  const text = readFileSync(join(FOLDER, 'room-sensor.yaml'), 'utf8');
  const { substitutions } = parse(text, { customTags: TAGS }) as Device;
  const filled = text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    return substitutions[name] ?? whole;
  });
  assert.doesNotMatch(filled, /\$\{/);
  return parse(filled, { customTags: TAGS }) as Device;
}

/** The actions of all intervals, those under conditions included. */
function flatten(actions: readonly Action[]): Action[] {
  return actions.flatMap((action) => [action, ...flatten(action.if?.then ?? [])]);
}

describe('the room sensor', () => {
  const device = load();
  const topics = createTopics(device.substitutions['mqtt_base'] ?? '');
  const ref = { kind: 'sensor', id: device.substitutions['device_id'] ?? '' } as const;
  const reporting = device.interval.filter(({ then }) =>
    flatten(then).some((action) => action['mqtt.publish_json']),
  );
  const report = flatten(reporting[0]?.then ?? []).find((a) => a['mqtt.publish_json']);
  const telemetry = report?.['mqtt.publish_json'];
  const lambda = telemetry?.payload ?? '';

  it('says that it is there, and lets the broker say that it is not', () => {
    const { birth_message, will_message, shutdown_message } = device.mqtt;
    for (const message of [birth_message, will_message, shutdown_message]) {
      assert.equal(message.topic, topics.status(ref));
      assert.equal(message.retain, true);
      assert.equal(message.qos, 1);
    }
    assert.equal(parsePresence(birth_message.payload), 'online');
    assert.equal(parsePresence(will_message.payload), 'offline');
    assert.equal(parsePresence(shutdown_message.payload), 'offline');
  });

  it('reports to the topic that the hub listens to, often enough to stay fresh', () => {
    assert.equal(telemetry?.topic, topics.telemetry(ref));
    assert.equal(telemetry.retain, false);
    assert.equal(telemetry.qos, 0);
    const periodMs = Number(/^(\d+)s$/.exec(reporting[0]?.interval ?? '')?.[1]) * 1_000;
    assert.equal(periodMs, 30_000);
    assert.ok(periodMs * 4 < LIMITS.readingFreshMs);
  });

  it('publishes nothing else', () => {
    assert.equal(reporting.length, 1);
    assert.equal(device.mqtt.topic_prefix, null);
    assert.equal(device.mqtt.discovery, false);
  });

  it('reports every reading of a room sensor by its name, and besides only which device it is', () => {
    const keys = [...lambda.matchAll(/root\["(\w+)"\]/g)].map(([, key]) => key);
    assert.deepEqual(keys.toSorted(), [...Object.keys(SENSOR_READINGS), 'hardwareId'].sort());
  });

  it('leaves out what has no value, each by itself', () => {
    const guarded =
      /if \(!std::isnan\(id\((\w+)\)\.state\)\)\s+root\["\w+"\] = [^;]*id\(\1\)[^;]*;\s*/g;
    const always = lambda.replace(guarded, '').replaceAll(/\/\/.*\n\s*/g, '');
    assert.equal(always.trim(), 'root["hardwareId"] = get_mac_address();');
    assert.deepEqual(parseTelemetry('sensor', '{}').readings, {});
  });

  it('signs in under the name that the ACL reads its topics from', () => {
    assert.equal(topics.telemetry(ref), `aris/${device.mqtt.username}/telemetry`);
    // Mosquitto refuses everything to a client id with one of these.
    assert.doesNotMatch(device.mqtt.client_id, /[+#]/);
  });

  it('takes its image from the hub, and knows its own version', () => {
    const [update] = device.update;
    assert.equal(update?.platform, 'http_request');
    // The id is part of the image, so each device has its own.
    const folder = `/firmware/room-sensor/${ref.id}/`;
    assert.equal(new URL(update.source).pathname, `${folder}manifest.json`);
    assert.ok(device.ota.some(({ platform }) => platform === 'http_request'));
    assert.equal(device.esphome.project.version, device.substitutions['version']);
  });

  it('has an example of each secret that it asks for', () => {
    const text = readFileSync(join(FOLDER, 'room-sensor.yaml'), 'utf8');
    const asked = [...text.matchAll(/!secret (\w+)/g)].map(([, name]) => name);
    const examples = readFileSync(join(FOLDER, 'secrets.example.yaml'), 'utf8');
    assert.deepEqual(
      new Set(Object.keys(parse(examples) as Record<string, string>)),
      new Set(asked),
    );
  });
});
