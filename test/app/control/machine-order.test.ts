/** One order by itself. What a house makes of several, over restarts and reloads, is in `machine-orders.test.ts`. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { HeldOrder } from '../../../src/app/control/held-orders.ts';
import { createMachineOrder, type MachineOrder } from '../../../src/app/control/machine-order.ts';
import type { BoundOrder, OrderMessage } from '../../../src/domain/binding/order.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { settled } from '../../support/settled.ts';

const KEY = 'hcu/a/supplyTempC';
/** Stored in the machine for ever: it has to be given back. */
const STORED: BoundOrder = {
  level: 'steer',
  number: { topic: 'set', min: 25, max: 55, step: 1 },
  echo: { place: 'target' },
};
/** Let go of by the machine itself. */
const EXPIRING: BoundOrder = {
  level: 'steer',
  number: { topic: 'set', min: 25, max: 55, step: 1 },
  repeatSeconds: 30,
};
/** A relay that falls off by itself, and tells changes alone. */
const RELAY: BoundOrder = {
  level: 'steer',
  values: {
    heat: [{ topic: 'set', message: 'on' }],
    idle: [{ topic: 'set', message: 'off' }],
  },
  echo: { place: 'relay' },
  repeatSeconds: 240,
};

describe('an order of a machine', () => {
  let clock: FakeClock;
  let disk: Map<string, HeldOrder>;
  let sent: string[];
  let world: {
    takes: boolean;
    isConnected: boolean;
    shows: number | string | undefined;
    shownMs?: number;
  };
  let order: MachineOrder;
  let unconfirmed: unknown[];
  let tolds: unknown[];
  beforeEach(() => {
    clock = createFakeClock();
    disk = new Map();
    sent = [];
    unconfirmed = [];
    tolds = [];
    world = { takes: true, isConnected: true, shows: undefined };
  });

  function live(of: BoundOrder): void {
    order = createMachineOrder({
      key: KEY,
      machine: 'hcu/a',
      order: of,
      echo: () =>
        world.shows === undefined
          ? undefined
          : { value: world.shows, atMs: world.shownMs ?? clock.monotonicMs() },
      held: {
        get: (key) => disk.get(key),
        all: () => [...disk],
        async put(key, held) {
          await Promise.resolve();
          if (world.takes) disk.set(key, held);
          return world.takes;
        },
        async remove(key) {
          await Promise.resolve();
          disk.delete(key);
        },
      },
      sender: {
        isConnected: () => world.isConnected,
        async send(_machine, messages: readonly OrderMessage[]) {
          await Promise.resolve();
          if (!world.isConnected) return false;
          sent.push(...messages.map(({ message }) => String(message)));
          return true;
        },
        stop: () => undefined,
      },
      clock,
      onUnconfirmed: (value) => void unconfirmed.push(value),
      onTold: () => void tolds.push(order.told()),
    });
  }
  async function show(value: number | string): Promise<void> {
    world.shows = value;
    order.heard();
    await settled();
  }
  async function want(value: number | string, isAsked?: boolean): Promise<void> {
    order.want(value, isAsked);
    await settled();
  }
  async function pass(ms: number): Promise<void> {
    clock.advance(ms);
    await settled();
  }

  it('that is stored waits until it is known what the machine had, and that is on the disk', async () => {
    live(STORED);
    await want(35);
    assert.deepEqual(sent, []);
    world.takes = false;
    await show(41);
    assert.deepEqual(sent, [], 'it could not be given back');
    world.takes = true;
    await show(41);
    assert.deepEqual([sent, disk.get(KEY)?.found, disk.get(KEY)?.told], [['35'], 41, [35]]);
  });

  it('is not told where the machine has it by itself, nor anew for less than a step', async () => {
    live(STORED);
    world.shows = 35;
    await want(35);
    assert.deepEqual([sent, disk.size], [[], 0]);
    await want(40);
    await show(40);
    await want(40.4);
    assert.deepEqual(sent, ['40']);
  });

  it('is given back what the machine had, and then nothing of it is kept', async () => {
    live(STORED);
    world.shows = 41;
    await want(35);
    await show(35);
    let isFree = false;
    order.letGo(true);
    void order.free().then(() => (isFree = true));
    await settled();
    assert.deepEqual([sent, isFree], [['35', '41'], false]);
    await show(41);
    assert.deepEqual([isFree, disk.size], [true, 0]);
  });

  it('that was told in an earlier life stands, or the machine has its own value again', async () => {
    for (const [shows, isOurs] of [
      [35, true],
      [41, false],
    ] as const) {
      disk.set(KEY, { told: [35], found: 41, back: [], toldMs: [] });
      world.shows = undefined;
      live(STORED);
      await show(shows);
      assert.equal(disk.has(KEY), isOurs, String(shows));
    }
  });

  it('that a person undoes again and again is theirs, and is not given back', async () => {
    live(STORED);
    world.shows = 41;
    await want(35);
    for (let tries = 0; tries <= LIMITS.commandAgainTimes; tries++) {
      await show(50);
      await pass(LIMITS.commandAgainMs * 2 ** (tries + 2));
    }
    assert.equal(order.isDisputed(), true);
    const before = sent.length;
    order.letGo(true);
    await settled();
    assert.deepEqual([sent.length, disk.size], [before, 0]);
  });

  it('that expires is repeated while it is wanted, and needs no way back', async () => {
    live(EXPIRING);
    await want(35);
    await pass(30_000);
    assert.deepEqual([sent, disk.size], [['35', '35'], 0]);
    order.letGo(false);
    await pass(60_000);
    assert.equal(sent.length, 2);
  });

  it('that expires is heard where the machine has shown it before, and says nothing new', async () => {
    live(RELAY);
    await show('heat');
    world.shownMs = clock.monotonicMs();
    await pass(1_000);
    await want('heat');
    for (let tries = 0; tries <= 2 * LIMITS.commandAgainTimes; tries++)
      await pass(LIMITS.commandAgainMs * 2 ** (tries + 1));
    assert.deepEqual([order.isHeard(), unconfirmed], [true, []]);
    await want('idle');
    await pass(LIMITS.commandConfirmMs);
    assert.equal(
      order.isHeard(),
      undefined,
      'what it showed before is no answer to something else',
    );
  });

  it('of a relay that is switched by hand is no fight: it is told hourly, until it follows', async () => {
    live(RELAY);
    await show('idle');
    await want('heat');
    for (let tries = 0; tries <= LIMITS.commandAgainTimes; tries++) {
      await show('idle');
      await pass(LIMITS.commandAgainMs * 2 ** (tries + 2));
    }
    assert.equal(order.isDisputed(), true);
    const before = sent.length;
    for (let at = 0; at < LIMITS.orderDisputedAgainMs; at += 60_000) await pass(60_000);
    assert.equal(sent.length - before, 1, 'told once in an hour');
    await show('heat');
    assert.equal(order.isDisputed(), false);
    await pass(240_000);
    await pass(240_000);
    assert.equal(sent.length - before, 3, 'it would fall off by itself');
  });

  it('is held as it is, and told no more', async () => {
    live(EXPIRING);
    await want(35);
    order.hold();
    await pass(300_000);
    assert.deepEqual(sent, ['35']);
  });

  it('that was lost is told when the broker is back', async () => {
    live(EXPIRING);
    world.isConnected = false;
    await want(35);
    assert.deepEqual(sent, []);
    world.isConnected = true;
    order.back();
    await settled();
    assert.deepEqual(sent, ['35']);
  });

  it('waits for its pace, the newest alone', async () => {
    live({ ...EXPIRING, minIntervalSeconds: 600, repeatSeconds: 3_600 });
    await want(35);
    await want(40);
    await want(45);
    assert.deepEqual(sent, ['35']);
    await pass(599_999);
    assert.deepEqual(sent, ['35']);
    await pass(1);
    assert.deepEqual(sent, ['35', '45']);
  });

  describe('that a person waits for', () => {
    const paced = { ...STORED, minIntervalSeconds: 600, perDay: 3 };

    it('is told whatever its interval, as often as its day allows', async () => {
      live(paced);
      await show(31);
      await want(40);
      await want(45);
      assert.deepEqual(sent, ['40'], 'nobody waits for it');
      await want(46, true);
      await want(47, true);
      await want(48, true);
      assert.deepEqual([sent, order.left()], [['40', '46', '47'], 0]);
    });

    it('keeps its interval where only that protects the machine', async () => {
      live({ ...EXPIRING, minIntervalSeconds: 600 });
      await want(35);
      await want(40, true);
      assert.deepEqual(sent, ['35']);
    });
  });

  it('says what it was told, and what has to wait and until when', async () => {
    live({ ...STORED, minIntervalSeconds: 600 });
    await show(31);
    await want(35);
    await want(40);
    await want(40);
    const dueMs = clock.monotonicMs() + 600_000;
    assert.deepEqual(tolds, [
      { value: 35, next: undefined },
      { value: 35, next: { value: 40, dueMs } },
    ]);
    await want(35);
    assert.deepEqual(order.told(), { value: 35, next: undefined }, 'it waits for nothing now');
    order.letGo(false);
    assert.deepEqual(order.told(), { value: 35, next: { value: undefined, dueMs } });
    await pass(600_000);
    await show(31);
    assert.deepEqual(order.told(), { value: undefined, next: undefined });
    assert.deepEqual(tolds.at(-1), { value: undefined, next: undefined });
  });
});
