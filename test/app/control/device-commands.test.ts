import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceCommand } from '../../../src/app/messages/command.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import type { DeviceKind } from '../../../src/domain/equipment/catalogue.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';

interface Sent {
  readonly topic: string;
  readonly command: Readonly<Record<string, unknown>>;
}

const HEAT: DeviceCommand = { mode: 'heat', fanPercent: 40, tempHeatSetC: 21 };

describe('orders to devices', () => {
  let app: TestApp;
  let sent: Sent[];

  beforeEach(() => {
    app = createTestApp();
    sent = [];
    app.broker.connect().start({
      filters: [app.topics.commandFilter],
      onMessage: ({ topic, payload }) =>
        sent.push({
          topic,
          command: JSON.parse(Buffer.from(payload).toString()) as Sent['command'],
        }),
      onConnection: () => undefined,
    });
    app.mqttSession.start();
  });

  async function order(kind: DeviceKind, id: string, asked: DeviceCommand) {
    const device = app.devices.get(kind, id);
    assert.ok(device);
    app.deviceCommands.set(device, asked);
    await settled();
  }

  const unconfirmed = () =>
    app.log.lines
      .filter(({ message }) => message === 'command_unconfirmed')
      .map(({ fields }) => fields['id']);

  it('carry all that was asked, and an id, and are sent once while nothing changes', async () => {
    await order('fcu', 'f3', HEAT);
    await order('fcu', 'f3', { ...HEAT });
    assert.equal(sent.length, 1);
    const { commandId, ...asked } = sent[0]?.command ?? {};
    assert.match(String(commandId), /^[0-9a-f]{16}$/);
    assert.deepEqual(asked, HEAT);
    await order('fcu', 'f3', { ...HEAT, fanPercent: 45 });
    assert.equal(sent.length, 2);
  });

  it('go to every kind of device that takes any', async () => {
    await order('hcu', 'hcu_main', { mode: 'heat', supplyTempC: 35 });
    await order('dhw', 'dhw_main', { heat: true, targetTempC: 50, sanitize: false, recirc: true });
    await order('tes', 'tes_main', { mode: 'idle' });
    assert.deepEqual(
      sent.map(({ topic, command }) => [topic, { ...command, commandId: 'any' }]),
      [
        ['aris/hcu/hcu_main/command', { commandId: 'any', mode: 'heat', supplyTempC: 35 }],
        [
          'aris/dhw/dhw_main/command',
          { commandId: 'any', heat: true, targetTempC: 50, sanitize: false, recirc: true },
        ],
        ['aris/tes/tes_main/command', { commandId: 'any', mode: 'idle' }],
      ],
    );
  });

  it('are reported, each one, when nobody has confirmed them in time', async () => {
    await order('fcu', 'f1', HEAT);
    await order('hcu', 'hcu_main', { mode: 'heat' });
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    assert.deepEqual(unconfirmed(), []);
    assert.equal(app.deviceCommands.pendingCount(), 2);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f1', 'hcu_main']);
    assert.equal(app.deviceCommands.pendingCount(), 0);
    const { events } = await app.journal.query({ audit: 'hidden', type: 'command_unconfirmed' });
    assert.deepEqual(
      events.map(({ objectId, severity }) => [objectId, severity]),
      [
        ['hcu_main', 'warning'],
        ['f1', 'warning'],
      ],
    );
  });

  it('to a device that never confirms are told again, and reported once', async () => {
    await order('fcu', 'f1', HEAT);
    for (let hour = 0; hour < 2; hour++)
      app.clock.advance(6 * (LIMITS.commandConfirmMs + LIMITS.commandRepeatMs));
    await settled();
    assert.equal(sent.length, 13);
    assert.deepEqual(unconfirmed(), ['f1']);
    assert.equal(app.deviceCommands.unconfirmedCount(), 12);
    // Once it has confirmed, it is told of anew.
    app.report('fcu', 'f1', { mode: 'heat', commandId: sent.at(-1)?.command['commandId'] });
    app.clock.advance(LIMITS.commandRepeatMs);
    await settled();
    assert.equal(sent.length, 13);
    await order('fcu', 'f1', { ...HEAT, fanPercent: 50 });
    app.clock.advance(LIMITS.commandConfirmMs);
    assert.deepEqual(unconfirmed(), ['f1', 'f1']);
  });

  it('are not confirmed by the id of an earlier one, nor by the device beside', async () => {
    await order('fcu', 'f3', HEAT);
    const earlier = sent[0]?.command['commandId'];
    await order('fcu', 'f3', { ...HEAT, tempHeatSetC: 21.5 });
    const newest = sent[1]?.command['commandId'];
    assert.notEqual(newest, earlier);
    app.report('fcu', 'f3', { mode: 'heat', commandId: earlier });
    app.report('fcu', 'f1', { mode: 'heat', commandId: newest });
    app.report('fcu', 'f3', { mode: 'heat' });
    assert.equal(app.deviceCommands.pendingCount(), 1);
    app.report('fcu', 'f3', { mode: 'heat', commandId: newest });
    assert.equal(app.deviceCommands.pendingCount(), 0);
  });

  it('are confirmed by the commanded mode and setpoints of a device that echoes no id', async () => {
    await order('fcu', 'f3', HEAT);
    app.report('fcu', 'f3', { mode: 'idle', commandedMode: 'heat', tempHeatSetC: 20 });
    app.report('fcu', 'f3', { mode: 'heat', tempHeatSetC: 21 });
    assert.equal(app.deviceCommands.pendingCount(), 1);
    app.report('fcu', 'f3', { mode: 'idle', commandedMode: 'heat', tempHeatSetC: 21 });
    assert.equal(app.deviceCommands.pendingCount(), 0);
    // A tank has no mode that it could repeat: the id alone says that it heard.
    await order('dhw', 'dhw_main', { heat: true, targetTempC: 50 });
    app.report('dhw', 'dhw_main', { tempTopC: 50, heatingActive: true });
    assert.equal(app.deviceCommands.pendingCount(), 1);
  });

  it('wait for the newest alone: an earlier one that was overtaken is not reported', async () => {
    await order('fcu', 'f3', HEAT);
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    await order('fcu', 'f3', { ...HEAT, tempHeatSetC: 22 });
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    assert.deepEqual(unconfirmed(), []);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f3']);
  });

  it('wait longer while there is no broker, and are reported then', async () => {
    app.broker.breakConnections();
    await order('fcu', 'f3', HEAT);
    app.clock.advance(LIMITS.commandQueueMs - 1);
    assert.deepEqual(unconfirmed(), []);
    assert.equal(app.deviceCommands.pendingCount(), 1);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f3']);
    assert.deepEqual(sent, []);
  });

  it('stand: a device that is heard again, after whatever silence, is told again', async () => {
    app.report('fcu', 'f3', { mode: 'idle' });
    await order('fcu', 'f3', HEAT);
    app.report('fcu', 'f3', { mode: 'idle', commandId: sent[0]?.command['commandId'] });
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    assert.equal(sent.length, 1);
    app.report('fcu', 'f3', { mode: 'idle' });
    await settled();
    assert.equal(sent.length, 2);
  });

  it('are told again within 30 s to a device that says it was commanded otherwise', async () => {
    const heat = { mode: 'heat', tempHeatSetC: 21 } as const;
    const cases: readonly (readonly [DeviceKind, string, DeviceCommand, object, object])[] = [
      ['fcu', 'f3', heat, { commandedMode: 'off' }, { commandedMode: 'heat', tempHeatSetC: 21 }],
      ['fcu', 'f1', heat, { commandedMode: 'heat', tempHeatSetC: 19 }, {}],
      ['hcu', 'hcu_main', { mode: 'heat', supplyTempC: 35 }, { commandedMode: 'idle' }, {}],
      ['dhw', 'dhw_main', { heat: true, targetTempC: 50 }, { commandId: 'of another life' }, {}],
      ['tes', 'tes_main', { mode: 'heat' }, { commandedMode: 'idle' }, {}],
    ];
    for (const [kind, id, asked, otherwise, so] of cases) {
      sent = [];
      await order(kind, id, asked);
      app.report(kind, id, { ...so, commandId: sent[0]?.command['commandId'] });
      app.clock.advance(LIMITS.commandRepeatMs);
      app.report(kind, id, otherwise);
      app.clock.advance(LIMITS.commandAgainMs);
      await settled();
      assert.equal(sent.length, 2, `${kind} ${id}`);
      app.report(kind, id, { ...otherwise, commandId: sent[1]?.command['commandId'] });
      app.clock.advance(LIMITS.commandRepeatMs);
      await settled();
      assert.equal(sent.length, 2, 'its echo confirms, whatever else it says');
      assert.equal(app.deviceCommands.isHeard(app.devices.get(kind, id) ?? assert.fail()), true);
    }
  });

  it('are not fought over: what the device makes of its command is its own affair', async () => {
    await order('fcu', 'f3', HEAT);
    const commandId = sent[0]?.command['commandId'];
    app.report('fcu', 'f3', { mode: 'heat', commandId });
    for (const said of [
      { mode: 'inhibit' },
      { mode: 'idle', fanPercent: 0, tempHeatSetC: 19 },
      { mode: 'idle', commandedMode: 'heat' },
      { mode: 'idle', commandedMode: null },
      { mode: 'cool', commandId, commandedMode: 'off' },
    ]) {
      app.report('fcu', 'f3', said);
      app.clock.advance(2 * LIMITS.commandAgainMs);
    }
    await settled();
    assert.equal(sent.length, 1);
  });

  it('are told again when the device says that it is there, however often it said so before', async () => {
    const online = async (retained = false) => {
      const topic = 'aris/fcu/f3/status';
      app.messageRouter.accept({ topic, payload: Buffer.from('online'), retained });
      await settled();
    };
    app.report('fcu', 'f3', { mode: 'idle' });
    await online();
    await order('fcu', 'f3', HEAT);
    app.report('fcu', 'f3', { mode: 'heat', commandId: sent[0]?.command['commandId'] });
    app.clock.advance(MINUTE_MS);
    await online(true);
    assert.equal(sent.length, 1, 'what the broker has kept of one that is heard is no return');
    await online();
    assert.equal(sent.length, 2);
    await online();
    app.clock.advance(LIMITS.commandAgainMs);
    await settled();
    assert.equal(sent.length, 3);
  });

  it('are awaited no longer for being told again', async () => {
    await order('fcu', 'f3', HEAT);
    for (let second = 0; second < 40; second += 10) {
      app.report('fcu', 'f3', { mode: 'idle', commandedMode: 'off' });
      app.clock.advance(10_000);
    }
    assert.deepEqual(unconfirmed(), ['f3']);
  });

  it('end with the device’s part in the house', async () => {
    await order('fcu', 'f3', HEAT);
    app.takeHouse({ ...app.house, zones: app.house.zones.slice(0, 1), fcus: [] });
    assert.equal(app.deviceCommands.pendingCount(), 0);
    app.deviceCommands.resendAll();
    await settled();
    assert.equal(sent.length, 1);
  });
});
