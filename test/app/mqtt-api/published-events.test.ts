import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Publication } from '../../../src/app/base/ports/bus.ts';
import { HOUSE_EVENT_NAMES } from '../../../src/app/messages/house-events.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { settled } from '../../support/settled.ts';

describe('events on the bus', () => {
  let app: TestApp;
  let told: Publication[];
  beforeEach(async () => {
    app = createTestApp();
    told = [];
    const publish = app.bus.publish.bind(app.bus);
    app.bus.publish = async (publication) => {
      if (publication.topic.startsWith('aris/system/event/')) told.push(publication);
      return publish(publication);
    };
    app.mqttSession.start();
    await settled();
    app.report('hcu', 'hcu_main', {});
    await settled();
  });
  it('are under no topic that an order to a device has', () => {
    for (const event of HOUSE_EVENT_NAMES)
      assert.doesNotMatch(app.topics.event(event), /^aris\/[^/]+\/[^/]+\/command$/);
    assert.equal(app.topics.commandFilter, 'aris/+/+/command');
  });

  const shown = () =>
    told.map(({ topic, payload, retain }) => {
      const { event_type, message, objectId } = JSON.parse(payload) as Record<string, string>;
      return { topic, event_type, message, objectId, isRetained: retain === true };
    });
  const faults = async (...codes: string[]) => {
    const activeFaults = codes.map((code) => ({ code, severity: 'warning', message: 'pressure' }));
    app.report('hcu', 'hcu_main', { activeFaults });
    await settled();
  };

  it('tell of faults as they come and go, once each, and are not retained', async () => {
    await faults('E7');
    await faults('E7');
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    await faults();
    const all = shown();
    assert.deepEqual(
      all.map(({ topic, event_type, objectId }) => [topic, event_type, objectId]),
      [
        ['aris/system/event/fault', 'raised', 'hcu_main'],
        ['aris/system/event/fault', 'cleared', 'hcu_main'],
      ],
    );
    assert.ok(all.every(({ isRetained }) => !isRetained));
    assert.match(all[0]?.message ?? '', /E7|pressure/);
  });

  it('tell of commands that nobody confirms', async () => {
    app.report('fcu', 'f1', { mode: 'idle' });
    app.report('sensor', 's1', { tempC: 15 });
    const ask = { mode: 'heat', tempHeatSetC: 24 } as const;
    await app.zoneCommands.command('living', ask, doer('test'));
    await app.controlLoop.cycle();
    await settled();
    app.clock.advance(2 * LIMITS.commandConfirmMs);
    await settled();
    assert.ok(
      shown().some(
        ({ topic, event_type }) =>
          topic === 'aris/system/event/confirmation' && event_type === 'unconfirmed',
      ),
    );
  });

  it('tell of nothing else, and of nothing while the broker is away', async () => {
    await app.system.command({ mode: 'away' }, doer('test'));
    assert.deepEqual(shown(), []);
    app.broker.breakConnections();
    await settled();
    await faults('E7');
    app.broker.restore();
    await settled();
    assert.deepEqual(shown(), []);
  });
});
