import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Publication } from '../../../src/app/base/ports/bus.ts';
import { type Device, createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createHeldOrders, HELD_ORDERS } from '../../../src/app/control/held-orders.ts';
import {
  createMachineOrders,
  type MachineOrders,
} from '../../../src/app/control/machine-orders.ts';
import { createOrderSender } from '../../../src/app/control/order-sender.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import type { BoundOrder, BoundOrders } from '../../../src/domain/binding/order.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { plantWith } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { settled } from '../../support/settled.ts';

const SUPPLY: BoundOrder = {
  level: 'steer',
  number: { topic: 'cmd/supply', min: 25, max: 55, step: 1 },
  echo: { place: 'target' },
};
const SHIFT: BoundOrder = {
  level: 'nudge',
  number: { topic: 'cmd/shift', min: -5, max: 5, step: 1 },
  echo: { place: 'shift' },
};
/** Two relays that open by themselves, and say so each. */
const SHOWN_RELAYS = (order: BoundOrder): BoundOrder => ({
  ...order,
  repeatSeconds: 300,
  echo: {
    cases: [
      { if: { r1: 'on', r2: 'off' }, then: '1' },
      { if: { r1: 'off', r2: 'off' }, then: '2' },
      { if: { r1: 'off', r2: 'on' }, then: '3' },
    ],
  },
});
/** SG-Ready by two relays: one opens before the other closes. */
const RELAYS: BoundOrder = {
  level: 'nudge',
  values: {
    '1': [
      { topic: 'r2', message: 'off', pauseMs: 500 },
      { topic: 'r1', message: 'on' },
    ],
    '2': [
      { topic: 'r1', message: 'off', pauseMs: 500 },
      { topic: 'r2', message: 'off' },
    ],
    '3': [
      { topic: 'r1', message: 'off', pauseMs: 500 },
      { topic: 'r2', message: 'on' },
    ],
  },
  giveBack: [
    { topic: 'r1', message: 'off' },
    { topic: 'r2', message: 'off' },
  ],
};
const EXPIRING: BoundOrder = {
  level: 'steer',
  number: { topic: 'cmd/cs', min: 10, max: 60, step: 0.5 },
  repeatSeconds: 30,
};

const bound = (orders: BoundOrders, more: Partial<DeviceBinding> = {}): DeviceBinding => ({
  kind: 'hcu',
  id: 'hcu_main',
  readings: [],
  level: 'steer',
  orders,
  ...more,
});

describe('orders to machines of other makes', () => {
  let clock: ReturnType<typeof createFakeClock>;
  let texts: ReturnType<typeof createMemoryTexts>;
  let log: ReturnType<typeof createMemoryLog>;
  let sent: Publication[];
  let isConnected: boolean;
  let said: Map<string, { value: string | number; atMs: number }>;
  let house: ReturnType<typeof createCurrentHouse>;
  let orders: MachineOrders;
  let device: Device;
  let unconfirmed: string[];

  beforeEach(() => {
    clock = createFakeClock();
    texts = createMemoryTexts();
  });

  const store = () => createRecordStore({ texts, clock, log });
  const held = () => Object.fromEntries(store().entries(HELD_ORDERS));
  const messages = () => sent.map(({ topic, payload }) => `${topic} ${payload}`);

  /** A hub's life: over the same disk it knows what the one before has done. */
  function live(binding: DeviceBinding): void {
    log = createMemoryLog();
    sent = [];
    isConnected = true;
    said = new Map();
    unconfirmed = [];
    house = createCurrentHouse(plantWith(binding));
    const devices = createDeviceRegistry({ house, clock });
    const bus = {
      isConnected: () => isConnected,
      async publish(publication: Publication) {
        await Promise.resolve();
        if (!isConnected) throw new Error('gone');
        sent.push(publication);
      },
    };
    orders = createMachineOrders({
      house,
      devices,
      held: createHeldOrders({ store: store(), log }),
      sender: createOrderSender({ bus, clock, log }),
      place: (_, name) => said.get(name),
      onUnconfirmed: (_, name, value) => void unconfirmed.push(`${name} ${String(value)}`),
      clock,
      log,
    });
    const found = devices.get('hcu', 'hcu_main');
    assert.ok(found);
    device = found;
  }

  async function say(place: string, value: string | number): Promise<void> {
    said.set(place, { value, atMs: clock.monotonicMs() });
    orders.heard(device);
    await settled();
  }
  async function set(command: Parameters<MachineOrders['set']>[1]): Promise<void> {
    orders.set(device, command);
    await settled();
  }
  async function pass(ms: number): Promise<void> {
    clock.advance(ms);
    await settled();
  }

  it('that are stored are told once what the machine had is known, and on the disk', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await set({ supplyTempC: 35.4 });
    assert.deepEqual(messages(), [], 'it could not be given back');
    await say('target', 31);
    assert.deepEqual(messages(), ['cmd/supply 35']);
    assert.deepEqual(held()['hcu/hcu_main/supplyTempC'], {
      told: [35],
      found: 31,
      back: [{ topic: 'cmd/supply', message: 31 }],
      toldMs: [],
    });
    assert.ok(sent.every(({ retain }) => retain !== true));
    await say('target', 35);
    assert.equal(orders.isHeard(device), true);
    await set({ supplyTempC: 35.4 });
    assert.equal(sent.length, 1);
  });

  it('are confirmed by two relays together, of which one had nothing new to say', async () => {
    live(bound({ surplusLevel: SHOWN_RELAYS(RELAYS) }, { level: 'nudge' }));
    await say('r1', 'off');
    await say('r2', 'off');
    await pass(SECOND_MS);
    await set({ surplusLevel: '3' });
    await pass(SECOND_MS);
    assert.equal(orders.isHeard(device), undefined);
    await say('r2', 'on');
    assert.deepEqual([orders.isHeard(device), orders.isDisputed(device)], [true, false]);
    await pass(LIMITS.commandConfirmMs);
    assert.deepEqual(unconfirmed, []);
  });

  it('are in dispute with a relay that is switched by hand, or does not follow', async () => {
    live(bound({ surplusLevel: SHOWN_RELAYS(RELAYS) }, { level: 'nudge' }));
    await say('r1', 'off');
    await say('r2', 'off');
    await set({ surplusLevel: '3' });
    await pass(SECOND_MS);
    for (let tries = 0; tries <= LIMITS.commandAgainTimes; tries++) {
      await say('r2', 'off');
      await pass(LIMITS.commandAgainMs * 2 ** (tries + 2));
      await pass(SECOND_MS);
    }
    assert.equal(orders.isDisputed(device), true);
    await say('r2', 'on');
    assert.equal(orders.isDisputed(device), false);
  });

  it('are not told where the disk takes nothing: it could not be given back', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    texts.isFull = true;
    await set({ supplyTempC: 35 });
    await say('target', 31);
    assert.deepEqual(messages(), []);
    texts.isFull = false;
    await set({ supplyTempC: 35 });
    assert.deepEqual(messages(), ['cmd/supply 35']);
  });

  it('are not told where the machine has it by itself', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await say('target', 35.3);
    await set({ supplyTempC: 35.4 });
    assert.deepEqual([messages(), held()], [[], {}]);
  });

  it('that are stored are not told anew for less than a step', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await say('target', 31);
    for (const supplyTempC of [34.4, 34.6, 34.9, 33.2, 34]) await set({ supplyTempC });
    assert.deepEqual(messages(), ['cmd/supply 34']);
    await set({ supplyTempC: 35.1 });
    assert.deepEqual(messages().slice(1), ['cmd/supply 35']);
  });

  it('wait for their interval and their day, the newest alone, also over a restart', async () => {
    const binding = bound({ supplyTempC: { ...SUPPLY, minIntervalSeconds: 600, perDay: 3 } });
    live(binding);
    assert.deepEqual(orders.appliance(device).left, new Map([['supplyTempC', 3]]));
    await say('target', 31);
    await set({ supplyTempC: 35 });
    await say('target', 35);
    assert.deepEqual(orders.appliance(device).left, new Map([['supplyTempC', 2]]));
    await set({ supplyTempC: 40 });
    await set({ supplyTempC: 45 });
    await pass(599 * SECOND_MS);
    assert.deepEqual(messages(), ['cmd/supply 35']);
    await pass(1 * SECOND_MS);
    assert.deepEqual(messages(), ['cmd/supply 35', 'cmd/supply 45']);
    await say('target', 45);

    live(binding);
    await say('target', 45);
    await set({ supplyTempC: 48 });
    await pass(599 * SECOND_MS);
    assert.deepEqual(messages(), []);
    await pass(1 * SECOND_MS);
    assert.deepEqual(messages(), ['cmd/supply 48']);
    await say('target', 48);
    await set({ supplyTempC: 50 });
    await pass(DAY_MS - 2 * 600 * SECOND_MS - 1);
    assert.deepEqual(messages(), ['cmd/supply 48'], 'three a day');
    assert.deepEqual(orders.appliance(device).left, new Map([['supplyTempC', 0]]));
    await pass(1);
    assert.deepEqual(messages(), ['cmd/supply 48', 'cmd/supply 50']);
  });

  it('have the last ones of a day kept for warmth', async () => {
    live(bound({ supplyTempC: { ...SUPPLY, perDay: 3 } }));
    await say('target', 31);
    for (const supplyTempC of [40, 42]) {
      await set({ supplyTempC });
      await say('target', supplyTempC);
    }
    await set({ supplyTempC: 25 });
    await pass(12 * 60 * MINUTE_MS);
    assert.deepEqual(messages(), ['cmd/supply 40', 'cmd/supply 42']);
    await set({ supplyTempC: 45 });
    assert.deepEqual(messages(), ['cmd/supply 40', 'cmd/supply 42', 'cmd/supply 45']);
  });

  it('that expire are told again as long as they hold, and then no more', async () => {
    live(bound({ supplyTempC: EXPIRING }));
    await set({ supplyTempC: 35 });
    await pass(60 * SECOND_MS);
    assert.deepEqual(messages(), ['cmd/cs 35', 'cmd/cs 35', 'cmd/cs 35']);
    await set({ supplyTempC: 36 });
    await pass(30 * SECOND_MS);
    assert.deepEqual(messages().slice(3), ['cmd/cs 36', 'cmd/cs 36']);
    await set({});
    await pass(MINUTE_MS);
    assert.equal(sent.length, 5);
    assert.deepEqual(held(), {});
  });

  it('go out in the order of their messages, with the pauses in between', async () => {
    live(bound({ surplusLevel: RELAYS }, { level: 'nudge' }));
    await set({ surplusLevel: '3' });
    assert.deepEqual(messages(), ['r1 off']);
    // What comes meanwhile waits: no relay closes before the other has opened.
    await set({ surplusLevel: '1' });
    assert.deepEqual(messages(), ['r1 off']);
    await pass(500);
    assert.deepEqual(messages(), ['r1 off', 'r2 on', 'r2 off']);
    await pass(500);
    assert.deepEqual(messages().slice(3), ['r1 on']);
  });

  it('that the machine takes back are a finding, and no fight', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await say('target', 31);
    await set({ supplyTempC: 35 });
    for (let minute = 0; minute < 60; minute++) {
      await say('target', 35);
      await say('target', 31);
      await pass(MINUTE_MS);
      await set({ supplyTempC: 35 });
    }
    assert.equal(orders.isDisputed(device), true);
    assert.equal(sent.length, 1 + LIMITS.commandAgainTimes);
    // What it shows then is its own: nothing is put in its place.
    await orders.stop();
    assert.equal(sent.length, 1 + LIMITS.commandAgainTimes);
    assert.deepEqual(held(), {});
  });

  it('that nobody confirms are told a few times, and said; once it is back, again', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await say('target', 31);
    await set({ supplyTempC: 35 });
    for (let minute = 0; minute < 60; minute++) await pass(MINUTE_MS);
    assert.equal(sent.length, 1 + LIMITS.commandAgainTimes);
    assert.deepEqual(unconfirmed, ['supplyTempC 35']);
    assert.equal(orders.isHeard(device), false);
    orders.back(device);
    await settled();
    assert.equal(sent.length, 2 + LIMITS.commandAgainTimes);
    await say('target', 35);
    assert.equal(orders.isHeard(device), true);
  });

  it('that were lost with the connection are told when it is back', async () => {
    live(bound({ supplyTempC: SUPPLY }));
    await say('target', 31);
    isConnected = false;
    await set({ supplyTempC: 35 });
    assert.deepEqual(messages(), []);
    isConnected = true;
    orders.allBack();
    await settled();
    assert.deepEqual(messages(), ['cmd/supply 35']);
  });

  describe('are taken back, and the machine gets its own value,', () => {
    const back = ['cmd/supply 35', 'cmd/supply 31'];

    async function steered(binding = bound({ supplyTempC: SUPPLY })): Promise<void> {
      live(binding);
      await say('target', 31);
      await say('mode', 'direct');
      await set({ supplyTempC: 35 });
      await say('target', 35);
    }

    it('at a clean stop, for as long as that may take', async () => {
      await steered();
      const stopped = orders.stop();
      await settled();
      assert.deepEqual(messages(), back);
      assert.ok('hcu/hcu_main/supplyTempC' in held(), 'until it shows that it has it');
      await say('target', 31);
      await stopped;
      assert.deepEqual(held(), {});
    });

    it('also where it does not show it in time: the next start knows', async () => {
      await steered();
      const stopped = orders.stop();
      await pass(LIMITS.orderStopMs);
      await stopped;
      assert.ok('hcu/hcu_main/supplyTempC' in held());
      live(bound({ supplyTempC: SUPPLY }));
      await say('target', 31);
      assert.deepEqual([messages(), held()], [[], {}]);
    });

    it('after a hub that was killed, by the one that starts then', async () => {
      await steered();
      live(bound({ supplyTempC: SUPPLY }));
      await set({ supplyTempC: 35 });
      await say('target', 35);
      assert.deepEqual(messages(), [], 'it still stands');
      void orders.release('hcu/hcu_main');
      await settled();
      assert.deepEqual(messages(), ['cmd/supply 31']);
      await say('target', 31);
      await set({ supplyTempC: 35 });
      assert.deepEqual(messages(), ['cmd/supply 31'], 'it is only watched');
      assert.equal(orders.appliance(device).level, 'watch');
      assert.equal(orders.appliance(device).isReleased, true);
      orders.take('hcu/hcu_main');
      await settled();
      assert.deepEqual(messages(), ['cmd/supply 31', 'cmd/supply 35']);
    });

    it('but not where a person has set something else while no hub was there', async () => {
      await steered();
      live(bound({ supplyTempC: SUPPLY }, { level: 'watch' }));
      await set({});
      await settled();
      live(bound({ supplyTempC: SUPPLY }));
      await say('target', 28);
      assert.deepEqual(held(), {});
      await set({ supplyTempC: 35 });
      assert.equal(held()['hcu/hcu_main/supplyTempC']?.found, 28);
    });

    it('when its level is lowered in the house', async () => {
      await steered();
      const watched = bound({ supplyTempC: SUPPLY }, { level: 'watch' });
      house.replace(plantWith(watched));
      live(watched);
      await set({});
      assert.deepEqual(messages(), ['cmd/supply 31']);
    });

    it('when the house knows the machine no more, or elsewhere', async () => {
      await steered();
      house.replace(plantWith());
      await settled();
      assert.deepEqual([messages(), held()], [back, {}]);
      await steered();
      const number = { topic: 'other/supply', min: 25, max: 55, step: 1 };
      live(bound({ supplyTempC: { ...SUPPLY, number } }));
      orders.allBack();
      await settled();
      assert.deepEqual([messages(), held()], [['cmd/supply 31'], {}]);
      await say('target', 29);
      await set({ supplyTempC: 35 });
      assert.deepEqual(messages(), ['cmd/supply 31', 'other/supply 35']);
    });

    it('when there is no reason for it any more', async () => {
      live(bound({ curveShiftK: SHIFT }, { level: 'nudge' }));
      await say('shift', 0);
      await set({ curveShiftK: 3 });
      await say('shift', 3);
      await set({});
      assert.deepEqual(messages(), ['cmd/shift 3', 'cmd/shift 0']);
      await say('shift', 0);
      assert.deepEqual(held(), {});
    });

    it('but not for each pause in heating', async () => {
      const mode: BoundOrder = {
        level: 'steer',
        values: { heat: [{ topic: 'm', message: 1 }], idle: [{ topic: 'm', message: 0 }] },
        repeatSeconds: 60,
      };
      await steered(bound({ supplyTempC: { ...SUPPLY, modes: ['heat'] }, mode }));
      await set({ mode: 'idle' });
      await set({ mode: 'dhw_charge', supplyTempC: 60 });
      await set({ mode: 'heat', supplyTempC: 35 });
      assert.deepEqual(
        messages().filter((message) => message.startsWith('cmd')),
        ['cmd/supply 35'],
      );
    });

    it('when what its level needs fails; where nobody knows, after a while', async () => {
      const binding = bound({ supplyTempC: SUPPLY }, { needs: { steer: { mode: 'direct' } } });
      await steered(binding);
      said.delete('mode');
      await set({ supplyTempC: 36 });
      assert.deepEqual(messages(), ['cmd/supply 35'], 'told nothing');
      await pass(LIMITS.orderNeedUnknownMs);
      await set({ supplyTempC: 36 });
      assert.deepEqual(messages(), back);
      await steered(binding);
      await say('mode', 'curve');
      assert.deepEqual(messages(), back);
      assert.deepEqual(orders.appliance(device).unmet, [
        { level: 'steer', place: 'mode', wanted: 'direct', said: 'curve' },
      ]);
    });

    it('and control is told of another level at once, but not of each that comes and goes', async () => {
      live(bound({ supplyTempC: SUPPLY }, { needs: { steer: { mode: 'direct' } } }));
      const levels: string[] = [];
      orders.onLevel((machine) => levels.push(orders.appliance(machine).level));
      for (const mode of ['direct', 'direct', 'curve', 'direct']) await say('mode', mode);
      assert.deepEqual(levels, ['steer']);
      await pass(LIMITS.controlPeriodMs);
      for (const mode of ['curve', 'direct', 'curve']) await say('mode', mode);
      assert.deepEqual(levels, ['steer', 'watch']);
    });

    it('a few times where what its level needs comes and goes, and not each time', async () => {
      const supply = { ...SUPPLY, minIntervalSeconds: 600, perDay: 24 };
      await steered(bound({ supplyTempC: supply }, { needs: { steer: { mode: 'direct' } } }));
      for (let minute = 0; minute < 60; minute++) {
        await say('mode', 'curve');
        await say('target', 'Guru Meditation');
        await pass(MINUTE_MS / 2);
        await say('mode', 'direct');
        await set({ supplyTempC: 35 });
        await pass(MINUTE_MS / 2);
      }
      const own = messages().filter((message) => message === 'cmd/supply 31');
      assert.ok(own.length >= 1 && sent.length <= 18, `told ${sent.length} times in an hour`);
      for (let hour = 0; hour < 23 * 60; hour++) {
        await say('mode', 'curve');
        await pass(MINUTE_MS / 2);
        await say('mode', 'direct');
        await set({ supplyTempC: 35 });
        await pass(MINUTE_MS / 2);
      }
      assert.ok(sent.length <= 48, `told ${sent.length} times in a day`);
    });

    it('but not where that setting means something else by then', async () => {
      const number = { topic: 'cmd/supply', min: -5, max: 5, step: 1 };
      const binding = bound(
        { supplyTempC: SUPPLY, curveShiftK: { level: 'nudge', number, echo: { place: 'target' } } },
        { needs: { steer: { mode: 'direct' }, nudge: { mode: 'curve' } } },
      );
      live(binding);
      await say('mode', 'direct');
      await set({ supplyTempC: 35 });
      await say('target', 31);
      await say('target', 35);
      await say('mode', 'curve');
      await set({ curveShiftK: 2 });
      assert.deepEqual(messages(), ['cmd/supply 35'], '35 would be a shift now');
      await say('target', 0);
      assert.deepEqual(messages(), ['cmd/supply 35', 'cmd/supply 2']);
      await say('target', 2);
      const stopped = orders.stop();
      await settled();
      assert.deepEqual(messages().slice(2), ['cmd/supply 0']);
      await say('target', 0);
      await stopped;
      live(binding);
      await say('mode', 'direct');
      void orders.release();
      await settled();
      assert.deepEqual(messages(), ['cmd/supply 31']);
    });

    it('which is known by what it showed before, unless that meant something else', async () => {
      const number = { topic: 'cmd/supply', min: -5, max: 5, step: 1 };
      const binding = bound(
        { supplyTempC: SUPPLY, curveShiftK: { level: 'nudge', number, echo: { place: 'target' } } },
        { needs: { steer: { mode: 'direct' }, nudge: { mode: 'curve' } } },
      );
      live(binding);
      await say('target', 31);
      await say('mode', 'direct');
      await pass(MINUTE_MS);
      await set({ supplyTempC: 35 });
      assert.deepEqual(messages(), ['cmd/supply 35']);
      await say('target', 35);
      texts = createMemoryTexts();
      live(binding);
      await say('mode', 'curve');
      await say('target', 3);
      await pass(MINUTE_MS);
      await say('mode', 'direct');
      await set({ supplyTempC: 35 });
      assert.deepEqual(messages(), [], '3 was a shift of the curve');
      await pass(MINUTE_MS);
      await say('target', 31);
      assert.deepEqual(messages(), ['cmd/supply 35']);
    });

    it('by the messages that its binding has for that', async () => {
      live(bound({ surplusLevel: RELAYS }, { level: 'nudge' }));
      await set({ surplusLevel: '1' });
      await pass(500);
      await orders.stop();
      assert.deepEqual(messages(), ['r2 off', 'r1 on', 'r1 off', 'r2 off']);
      assert.deepEqual(held(), {});
    });
  });
});
