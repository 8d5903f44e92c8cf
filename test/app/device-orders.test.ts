import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { FcuCommands } from '../../src/app/fcu-commands.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../support/app.ts';

interface Sent {
  readonly topic: string;
  readonly command: Readonly<Record<string, unknown>>;
}

describe('commands to the fan coils of a zone', () => {
  let app: TestApp;
  let fcuCommands: FcuCommands;
  let sent: Sent[];

  beforeEach(() => {
    app = createTestApp();
    ({ fcuCommands } = app);
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
    app.bus.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
  });

  async function command(zoneId: string, asked: { mode?: 'heat' | 'off'; tempHeatSetC?: number }) {
    await app.zones.command(zoneId, asked, 'test');
    fcuCommands.sendZone(zoneId);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  const unconfirmed = () =>
    app.log.lines
      .filter(({ message }) => message === 'command_unconfirmed')
      .map(({ fields }) => fields['fcuId']);

  it('are not sent for a zone that nobody has ever set', async () => {
    fcuCommands.sendZone('living');
    fcuCommands.sendFcu('f1');
    await new Promise<void>((resolve) => setImmediate(resolve));
    assert.deepEqual(sent, []);
    assert.equal(fcuCommands.pendingCount(), 0);
  });

  it('are reported, each one, when nobody has confirmed them in time', async () => {
    await command('living', { tempHeatSetC: 20 });
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    assert.deepEqual(unconfirmed(), []);
    assert.equal(fcuCommands.pendingCount(), 2);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f1', 'f2']);
    assert.equal(fcuCommands.pendingCount(), 0);
    assert.equal(fcuCommands.unconfirmedCount(), 2);
  });

  it('are not reported once confirmed', async () => {
    await command('living', { tempHeatSetC: 20 });
    for (const { topic, command: told } of sent) {
      const id = topic.split('/')[2] ?? '';
      app.report('fcu', id, { mode: 'heat', commandId: told['commandId'] });
    }
    assert.equal(fcuCommands.pendingCount(), 0);
    app.clock.advance(LIMITS.commandConfirmMs);
    assert.deepEqual(unconfirmed(), []);
  });

  it('are not confirmed by the id of an earlier one, nor by the device beside', async () => {
    await command('bath', { tempHeatSetC: 20 });
    const earlier = sent[0]?.command['commandId'];
    await command('bath', { tempHeatSetC: 21.5 });
    const newest = sent[1]?.command['commandId'];
    assert.notEqual(newest, earlier);
    app.report('fcu', 'f3', { mode: 'heat', commandId: earlier });
    app.report('fcu', 'f1', { mode: 'heat', commandId: newest });
    app.report('fcu', 'f3', { mode: 'heat' });
    assert.equal(fcuCommands.pendingCount(), 1);
    app.report('fcu', 'f3', { mode: 'heat', commandId: newest });
    assert.equal(fcuCommands.pendingCount(), 0);
  });

  it('wait for the newest alone: an earlier one that was overtaken is not reported', async () => {
    await command('bath', { tempHeatSetC: 20 });
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    await command('bath', { tempHeatSetC: 21 });
    app.clock.advance(LIMITS.commandConfirmMs - 1);
    assert.deepEqual(unconfirmed(), []);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f3']);
  });

  it('wait longer while there is no broker, and are reported then', async () => {
    app.broker.breakConnections();
    await command('bath', { mode: 'off' });
    app.clock.advance(LIMITS.commandQueueMs - 1);
    assert.deepEqual(unconfirmed(), []);
    assert.equal(fcuCommands.pendingCount(), 1);
    app.clock.advance(1);
    assert.deepEqual(unconfirmed(), ['f3']);
    assert.deepEqual(sent, []);
  });

  it('carry only the setpoints that the zone has', async () => {
    await command('bath', { mode: 'heat' });
    const { commandId, ...asked } = sent[0]?.command ?? {};
    assert.equal(typeof commandId, 'string');
    assert.deepEqual(asked, { mode: 'heat', tempHeatSetC: 21 });
  });
});
