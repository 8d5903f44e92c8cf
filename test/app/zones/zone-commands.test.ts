import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { doer } from '../../support/doers.ts';

describe('a command to a zone', () => {
  let app: TestApp;
  beforeEach(() => (app = createTestApp()));

  const events = async () => (await app.journal.query({ audit: 'hidden' })).events;
  const types = async () => (await events()).map(({ type }) => type);

  it('is one event with all its values, whose number is its place', async () => {
    await app.zoneCommands.command('living', { tempHeatSetC: 22, tempCoolSetC: 23 }, doer('tok_a'));
    const [event, ...more] = await events();
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...event },
      {
        id: 1,
        timestamp: '2026-01-15T10:00:00Z',
        type: 'setpoint_change',
        severity: 'info',
        source: 'zone',
        objectId: 'living',
        message: 'Living Room: heating to 22 °C, cooling to 24.2 °C',
        by: { kind: 'token', id: 'tok_a' },
        data: {
          name: 'Living Room',
          tempHeatSetC: 22,
          tempCoolSetC: 24.2,
          before: { tempHeatSetC: 21, tempCoolSetC: 24 },
        },
      },
    );
  });

  it('is one event of each kind where it changes the mode as well', async () => {
    await app.zoneCommands.command('bath', { mode: 'off', tempHeatSetC: 18 }, doer('tok_a'));
    const [mode, setpoint] = await events();
    assert.deepEqual(
      [mode?.type, mode?.message, mode?.data],
      [
        'mode_change',
        'Bathroom: mode off, was heat',
        { name: 'Bathroom', mode: 'off', before: { mode: 'heat' } },
      ],
    );
    assert.deepEqual(
      [setpoint?.type, setpoint?.data],
      [
        'setpoint_change',
        { name: 'Bathroom', mode: 'off', tempHeatSetC: 18, before: { tempHeatSetC: 21 } },
      ],
    );
  });

  it('is no change of mode where the mode stays', async () => {
    await app.zoneCommands.command('bath', { mode: 'heat' }, doer('tok_a'));
    assert.deepEqual(await types(), []);
  });

  it('over MQTT says so', async () => {
    const payload = Buffer.from('19.5');
    app.messageRouter.accept({ topic: 'aris/zone/bath/temp_heat/set', payload, retained: false });
    const [event] = await until(async () => {
      const all = await events();
      return all.length > 0 && all;
    }, 'the event');
    assert.deepEqual(
      [event?.source, event?.by, event?.from, event?.data?.['tempHeatSetC']],
      ['mqtt', { kind: 'mqtt', id: 'mqtt' }, { address: 'mqtt' }, 19.5],
    );
  });

  it('over MQTT is given a length as one over HTTP is, by the same client alone', async () => {
    for (const tempC of ['22', '22.5\n']) {
      const topic = 'aris/zone/bath/temp_heat/set';
      app.messageRouter.accept({ topic, payload: Buffer.from(tempC), retained: false });
    }
    await until(() => app.zones.get('bath').tempHeatSetC === 22, 'the first press');
    await settled();
    app.clock.advance(LIMITS.mqttCommandsIntervalMs);
    await until(() => app.zones.get('bath').tempHeatSetC === 22.5, 'the presses');
    await assert.rejects(
      app.zoneCommands.command('bath', { durationMinutes: 60 }, doer('tok_a')),
      HubError,
    );
    const applied = await app.zoneCommands.command('bath', { durationMinutes: 60 }, doer('mqtt'));
    assert.deepEqual(applied, { mode: 'heat', tempHeatSetC: 22.5, until: '2026-01-15T11:00:00Z' });
    const [event] = await events();
    assert.deepEqual([event?.type, event?.data?.['until']], ['setpoint_change', applied.until]);
    await app.zoneCommands.command('bath', { resumeSchedule: true }, doer('tok_a'));
    assert.equal(app.zones.get('bath').tempHeatSetC, 21);
  });

  it('that cannot be written is neither done nor told of', async () => {
    app.texts.isFull = true;
    await assert.rejects(
      app.zoneCommands.command('bath', { mode: 'off' }, doer('tok_a')),
      HubError,
    );
    assert.equal(app.zones.get('bath').mode, 'heat');
    assert.deepEqual(await types(), []);
  });
});
