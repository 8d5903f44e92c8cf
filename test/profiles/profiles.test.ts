/**
 * Each profile that ships, on a real broker: a gateway says what its own documents and sources say that it says, and the
 * hub reads what is meant; what the hub tells it is what it takes.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unmetIn } from '../../src/domain/binding/needs.ts';
import { echoSaid } from '../../src/domain/binding/order-echo.ts';
import { echoAgrees, orderMessages } from '../../src/domain/binding/order-value.ts';
import type { BoundOrder, LevelNeeds } from '../../src/domain/binding/order.ts';
import type { MappedValue } from '../../src/domain/binding/place.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { openGateway, openRig, type Gateway, type GatewayRig } from './rig.ts';
import type { GatewayScript, OrderCase, Step } from './script.ts';

const ROOT = join(import.meta.dirname, '../..');
const namesIn = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const shipped = namesIn('src/profiles', '.json');
const gateways = namesIn('test/profiles/gateways', '.ts');

let broker: Mosquitto;
let gateway: Gateway;
before(async () => {
  broker = await startMosquitto();
  gateway = await openGateway(broker.url);
});
after(async () => {
  await gateway.bus.stop();
  await broker.stop();
});

const split = (name: string): [string, string] => {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
};

/** Of a fault its code; of a number so many digits as a gateway has. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return (value as { code: string }[]).map(({ code }) => code);
  return typeof value === 'number' ? Number(value.toFixed(4)) : (value ?? null);
}

function assertReads({ trial }: GatewayRig, reads: Step['reads'], what: string): void {
  const all = [...trial.rows()].sort((a, b) => Number(b.isPlace) - Number(a.isPlace));
  // A reading goes before a place of its name.
  const rows = new Map(all.map((row) => [`${row.kind}.${row.name}`, row]));
  const now = Object.keys(reads).map((name) => {
    const row = rows.get(name);
    assert.ok(row !== undefined, `${name} is read`);
    assert.equal(row.refused, undefined, `${name}: ${row.refused ?? ''}`);
    return [name, plain(row.value)];
  });
  assert.deepEqual(Object.fromEntries(now), reads, what);
}

const valueOf =
  ({ trial }: GatewayRig, kind: string) =>
  (name: string): MappedValue | undefined =>
    trial.rows().find((row) => row.kind === kind && row.name === name && row.isPlace)?.value as
      MappedValue | undefined;

function assertStep(rig: GatewayRig, { what, reads, levels = {}, presence = {} }: Step): void {
  assertReads(rig, reads, what);
  for (const [name, stands] of Object.entries(levels)) {
    const [kind, level] = split(name);
    const need = rig.binding(kind).needs?.[level as keyof LevelNeeds] ?? {};
    assert.deepEqual(unmetIn(need, valueOf(rig, kind)).length === 0, stands, `${what}: ${name}`);
  }
  for (const [kind, word] of Object.entries(presence))
    assert.equal(rig.trial.isLive(kind) ? 'online' : 'offline', word, `${what}: ${kind}`);
}

function orderOf(rig: GatewayRig, kind: string, name: string): BoundOrder {
  const orders = rig.binding(kind).orders as Readonly<Record<string, BoundOrder>> | undefined;
  const order = orders?.[name];
  assert.ok(order !== undefined, `${kind}.${name} is ordered`);
  return order;
}

const knownAt = (value: MappedValue | undefined) =>
  value === undefined ? undefined : { value, atMs: 0 };

async function assertOrder(rig: GatewayRig, { order: name, value, tells, answers }: OrderCase) {
  const [kind, orderName] = split(name);
  const order = orderOf(rig, kind, orderName);
  const sending = orderMessages(order, value);
  assert.ok(sending !== undefined, `${name} can be told ${value}`);
  assert.deepEqual(await rig.tell(sending.messages), tells, `${name} ${value}`);
  if (answers === undefined) return;
  await rig.say(answers);
  const at = valueOf(rig, kind);
  const said = order.echo && echoSaid(order.echo, (place) => knownAt(at(place)));
  assert.equal(echoAgrees(order, sending.value, said?.value), true, `${name} ${value} is shown`);
}

/** Each order that the profile has is told in the script. */
function assertAllTold(rig: GatewayRig, { orders = [] }: GatewayScript): void {
  const bindings = rig.trial.bindings();
  const all = bindings.flatMap(({ kind, orders: of = {} }) =>
    Object.keys(of).map((name) => `${kind}.${name}`),
  );
  const told = new Set(orders.map(({ order }) => order));
  assert.deepEqual(
    all.filter((name) => !told.has(name)),
    [],
    'orders that nobody tells',
  );
}

/** What the machine shows of an order confirms it, save where its script says that it does not. */
function assertShown({ trial }: GatewayRig, { unshown = [] }: GatewayScript): void {
  const silent = trial
    .bindings()
    .flatMap(({ kind, orders = {} }) =>
      Object.entries(orders).flatMap(([name, { echo }]) =>
        echo === undefined ? [`${kind}.${name}`] : [],
      ),
    );
  assert.deepEqual(silent, unshown);
}

describe('the gateways', () => {
  it('are those of the profiles that ship', () => assert.deepEqual(gateways, shipped));
});

for (const name of gateways)
  describe(`the profile ${name}`, async () => {
    const { script } = (await import(`./gateways/${name}.ts`)) as { script: GatewayScript };
    let rig: GatewayRig;
    before(async () => {
      rig = await openRig(broker.url, gateway, script);
    });
    after(async () => rig.close());

    it('is the one that the script is for', () => assert.equal(script.profile, name));

    if (script.keptReads !== undefined)
      it('takes of what the broker has kept what counts', () => {
        const { keptReads = {}, keptPresence } = script;
        const what = 'kept';
        assertStep(rig, { what, says: [], reads: keptReads, presence: keptPresence ?? {} });
      });

    for (const step of script.steps)
      it(`reads ${step.what}`, async () => {
        await rig.say(step.says);
        assertStep(rig, step);
      });

    if (script.orders !== undefined)
      it('tells what the gateway takes', async () => {
        for (const one of script.orders ?? []) await assertOrder(rig, one);
      });

    it('has each of its orders told here', () => assertAllTold(rig, script));

    it('is kept speaking as it has to be', () => {
      const all = rig.trial.bindings().flatMap(({ kind, keepalive }) => {
        if (keepalive === undefined) return [];
        const { topic, message = '', everySeconds } = keepalive;
        return [[kind, [topic, message, everySeconds]] as const];
      });
      assert.deepEqual(Object.fromEntries(all), script.keepalive ?? {});
    });

    it('believes what confirms an order where that can be believed', () =>
      assertShown(rig, script));

    if (script.givesBack !== undefined)
      it('gives back', async () => {
        for (const [order, messages] of Object.entries(script.givesBack ?? {})) {
          const back = orderOf(rig, ...split(order)).giveBack;
          assert.ok(back !== undefined, order);
          assert.deepEqual(await rig.tell(back), messages, order);
        }
      });
  });
