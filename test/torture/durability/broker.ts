/** A broker that is killed, frozen, or comes and goes, while setpoints come over HTTP and over MQTT. */
import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { House } from '../../../src/domain/house.ts';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { dataFolderWith, startHub, type TestHub } from '../../support/hub.ts';
import { listen, type Ear } from '../../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../../support/mosquitto.ts';
import { until } from '../../support/until.ts';
import { createChance, type Chance } from '../lib/chance.ts';
import { createClient, type Client } from '../lib/client.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { createHousehold, PERMISSIONS, type Household } from '../lib/household.ts';

export const name = 'broker';

const ROUNDS = { short: 1, long: 20 };
/** One zone is set over HTTP, one over MQTT, and one has a schedule. */
const HTTP_ZONE = 'living';
const MQTT_ZONE = 'bath';
const HOUSE: House = {
  ...SMALL_HOUSE,
  zones: [
    ...SMALL_HOUSE.zones,
    {
      zoneId: 'hall',
      friendlyName: 'Hall',
      sensors: [],
      terminals: ['f4'],
      supportsHeat: true,
      supportsCool: true,
    },
  ],
  fcus: [...SMALL_HOUSE.fcus, { fcuId: 'f4', friendlyName: 'Hall' }],
};
const FAN_COILS = { f1: HTTP_ZONE, f2: HTTP_ZONE, f3: MQTT_ZONE };
const AWAY_MS = { least: 200, most: 3_000 };
const FLAPS = 5;
const DUPLICATES = 5;
const PERIOD_MS = 100;
const RECOVERY_MS = 40_000;

interface Rig {
  broker: Mosquitto;
  readonly hub: TestHub;
  readonly client: Client;
  readonly household: Household;
  readonly chance: Chance;
}

type Trouble = (rig: Rig, awayMs: number) => Promise<void>;

async function restart(rig: Rig, awayMs: number): Promise<void> {
  const { pid, port } = rig.broker;
  process.kill(pid, 'SIGKILL');
  await rig.broker.stop();
  await delay(awayMs);
  rig.broker = await startMosquitto({ port });
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  killed: restart,
  async frozen({ broker: { pid } }, awayMs) {
    process.kill(pid, 'SIGSTOP');
    await delay(awayMs);
    process.kill(pid, 'SIGCONT');
  },
  async flapping(rig, awayMs) {
    for (let flap = 0; flap < FLAPS; flap++) await restart(rig, awayMs / FLAPS);
  },
};

/** Somebody who turns a knob over MQTT all the time, as far as there is a broker. */
async function startKnob(port: number, chance: Chance) {
  const knob = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: PERIOD_MS });
  knob.on('error', () => undefined);
  const turn = async (times = 1) => {
    const value = String(18 + chance.within(0, 60) / 10);
    const topic = `aris/zone/${MQTT_ZONE}/temp_heat/set`;
    for (let time = 0; time < times; time++) await knob.publishAsync(topic, value, { qos: 1 });
    return Number(value);
  };
  const timer = setInterval(() => {
    if (knob.connected) turn().catch(() => undefined);
  }, PERIOD_MS);
  return { turn, rest: () => clearInterval(timer), stop: async () => knob.endAsync(true) };
}

const setpointOf = async ({ client }: Rig, zoneId: string) => {
  const { zone } = (await client.read(`/api/zones/${zoneId}`)) as { zone: ZoneView };
  return zone.tempHeatSetC;
};

/** What a fan coil was told last. */
function toldLast({ heard }: Ear, fcuId: string): number | undefined {
  const last = heard.findLast(({ topic }) => topic === `aris/fcu/${fcuId}/command`);
  return last && (JSON.parse(last.payload) as { tempHeatSetC: number }).tempHeatSetC;
}

/** @returns how long after the broker is back a fan coil of each zone is told something */
async function recover({ broker }: Rig): Promise<{ ear: Ear; tookMs: number }> {
  const backMs = performance.now();
  const ear = await listen(broker.port, ['aris/fcu/+/command']);
  const isToldAll = () => ['f1', 'f3'].every((fcuId) => toldLast(ear, fcuId) !== undefined);
  await until(isToldAll, 'commands after the broker is back', RECOVERY_MS);
  return { ear, tookMs: performance.now() - backMs };
}

async function settle(rig: Rig, ear: Ear, asked: number): Promise<string[]> {
  await until(
    async () => (await setpointOf(rig, MQTT_ZONE)) === asked,
    'what was asked over MQTT last',
    RECOVERY_MS,
  );
  for (const [fcuId, zoneId] of Object.entries(FAN_COILS)) {
    const stands = await setpointOf(rig, zoneId);
    await until(() => toldLast(ear, fcuId) === stands, `${fcuId} to have what stands`, RECOVERY_MS);
  }
  return rig.household.settle(rig.hub.url);
}

const eventsOf = async ({ client }: Rig) => {
  const query = `type=setpoint_change&objectId=${MQTT_ZONE}&limit=2`;
  return ((await client.read(`/api/events?${query}`)) as { events: EventView[] }).events;
};

/** The same message several times over, as QoS 1 allows: one event. @returns what was asked */
async function askOver(rig: Rig, knob: Awaited<ReturnType<typeof startKnob>>): Promise<number> {
  let asked = await knob.turn(DUPLICATES);
  while (asked === (await setpointOf(rig, MQTT_ZONE))) asked = await knob.turn(DUPLICATES);
  await until(async () => (await setpointOf(rig, MQTT_ZONE)) === asked, 'the knob', RECOVERY_MS);
  const [last, before] = (await eventsOf(rig)).map(({ data = {} }) => data['tempHeatSetC']);
  if (last !== asked || before === asked) throw new Error(`${asked} °C is not one event`);
  return asked;
}

async function goThrough(rig: Rig, trouble: Trouble): Promise<{ wrong: string[]; tookMs: number }> {
  const { household, chance, hub } = rig;
  const knob = await startKnob(rig.broker.port, chance);
  const counts = () => household.ledger.counts().acknowledged;
  let recovered: { ear: Ear; tookMs: number } | undefined;
  const wrong: string[] = [];
  await household.during(hub.url, async () => {
    const before = counts();
    await trouble(rig, chance.within(AWAY_MS.least, AWAY_MS.most));
    if (counts() === before) wrong.push('nothing was acknowledged while the broker was away');
    recovered = await recover(rig);
  });
  knob.rest();
  if (recovered === undefined) throw new Error('it was not waited for');
  const { ear, tookMs } = recovered;
  const asked = await askOver(rig, knob);
  wrong.push(...(await settle(rig, ear, asked)));
  await knob.stop();
  await ear.stop();
  return { wrong, tookMs };
}

const seconds = (ms: number) => (ms / 1_000).toFixed(1);

export async function run({ isShort, seed, rounds, say }: Form): Promise<Outcome> {
  const count = rounds ?? (isShort ? ROUNDS.short : ROUNDS.long);
  const chance = createChance(seed);
  const broker = await startMosquitto();
  const args = ['--mqtt-url', broker.url];
  const hub = await startHub({ dataFolder: dataFolderWith(HOUSE), args });
  const token = await hub.token(...PERMISSIONS);
  const zones = { zoneIds: [HTTP_ZONE], scheduleZoneId: 'hall' };
  const household = createHousehold(token, { ...zones, chance });
  await household.settle(hub.url);
  const rig: Rig = { broker, hub, client: createClient(hub.url, token), household, chance };
  const broken: string[] = [];
  const slowest = new Map<string, number>();
  for (let round = 1; round <= count; round++)
    for (const [kind, trouble] of Object.entries(TROUBLES)) {
      const { wrong, tookMs } = await goThrough(rig, trouble);
      broken.push(...wrong.map((one) => `round ${round}, ${kind}: ${one}`));
      slowest.set(kind, Math.max(slowest.get(kind) ?? 0, tookMs));
      say(`round ${round}, ${kind}: back after ${seconds(tookMs)} s, ${wrong.length} wrong`);
    }
  await hub.stop();
  await rig.broker.stop();
  const { acknowledged } = household.ledger.counts();
  const back = [...slowest].map(([kind, ms]) => `${kind} ${seconds(ms)}`).join(', ');
  return {
    extent: `${count} rounds of ${Object.keys(TROUBLES).join(', ')}`,
    figures: `${acknowledged} acts acknowledged, ${broken.length} lost or wrong; devices told again after at most, s: ${back}`,
    broken: [...broken, ...household.complaints()],
  };
}
