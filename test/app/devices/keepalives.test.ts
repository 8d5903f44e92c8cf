/** Gateways that fall silent unless they are asked to go on. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BoundKeepalive, DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { toldTopics } from '../../../src/domain/binding/topics.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, METER, THERMOMETER } from '../../support/bound-house.ts';
import { settled } from '../../support/settled.ts';

const KEEPALIVE: BoundKeepalive = { topic: 'R/c0619ab12345/keepalive', everySeconds: 45 };
let app: TestApp;
let sent: string[];

async function use(...bindings: readonly DeviceBinding[]): Promise<void> {
  app = createTestApp({ house: hallWith(...bindings) });
  sent = [];
  app.broker.connect().start({
    filters: ['R/#'],
    onMessage: ({ topic, payload, retained }) =>
      void sent.push(`${retained ? 'kept ' : ''}${topic} ${Buffer.from(payload).toString()}`),
    onConnection: () => undefined,
  });
  app.mqttSession.start();
  await settled();
}
async function pass(seconds: number): Promise<readonly string[]> {
  app.clock.advance(seconds * SECOND_MS);
  app.keepalives.send();
  await settled();
  return sent.splice(0);
}

describe('a gateway that is kept awake', () => {
  beforeEach(async () => use({ ...METER, keepalive: KEEPALIVE }));

  it('is sent its message at once, and again when its time is over', async () => {
    assert.deepEqual(await pass(0), ['R/c0619ab12345/keepalive ']);
    assert.deepEqual(await pass(44), []);
    assert.deepEqual(await pass(1), ['R/c0619ab12345/keepalive ']);
    assert.deepEqual(await pass(45), ['R/c0619ab12345/keepalive ']);
  });

  it('is sent it at once when the connection is back', async () => {
    await pass(0);
    app.broker.breakConnections();
    assert.deepEqual(await pass(1), []);
    app.broker.restore();
    await settled();
    assert.deepEqual(await pass(1), ['R/c0619ab12345/keepalive ']);
  });

  it('is asked once for all that is behind it, as often as one of them wants', async () => {
    await use(
      { ...METER, keepalive: KEEPALIVE },
      { ...THERMOMETER, keepalive: { ...KEEPALIVE, everySeconds: 30 } },
    );
    assert.equal((await pass(0)).length, 1);
    assert.equal((await pass(30)).length, 1);
    assert.equal((await pass(29)).length, 0);
  });

  it('is sent what its binding says, as text or JSON', async () => {
    const message = { 'keepalive-options': ['suppress-republish'] };
    await use({ ...METER, keepalive: { ...KEEPALIVE, message } });
    assert.deepEqual(await pass(0), [`R/c0619ab12345/keepalive ${JSON.stringify(message)}`]);
  });

  it('is told on a topic that the broker may refuse, which is said', () => {
    assert.deepEqual(toldTopics({ ...METER, keepalive: KEEPALIVE }), [KEEPALIVE.topic]);
  });
});
