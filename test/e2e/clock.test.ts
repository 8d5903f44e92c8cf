/** A machine whose clock is set back between two lives of the hub. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { startHub, type TestHub } from '../support/hub.ts';

const LIFE_S = 300;

describe('a token that had expired', () => {
  const time = createFakeTime();
  const hubs: TestHub[] = [];
  const start = async (dataFolder: string) => {
    const hub = await startHub({ args: ['--virtual'], dataFolder, env: time.env });
    hubs.push(hub);
    return hub;
  };
  const status = async ({ url }: TestHub, token: string) =>
    (await curl(`${url}/api/zones`, { token })).status;
  after(async () => Promise.all(hubs.map(async (hub) => hub.kill9())));

  /** Lets a token expire, ends the hub in some way, and starts it with the clock where the token was good. */
  async function statusAfter(endHub: (hub: TestHub, lasting: string) => Promise<unknown>) {
    time.shift(0);
    const hub = await start(lastingFolder());
    const lasting = await hub.token();
    const made = await hub.cli('token', 'create', 'short', '--expires', '5m');
    const short = made.stdout.trim();
    assert.equal(await status(hub, short), 200);
    time.shift(LIFE_S + 1);
    assert.equal(await status(hub, short), 401);
    await endHub(hub, lasting);
    time.shift(LIFE_S / 2);
    const next = await start(hub.dataFolder);
    assert.equal(await status(next, lasting), 200);
    const answer = await status(next, short);
    await next.stop();
    return answer;
  }

  it('stays so over a clean stop', async () => {
    assert.equal(await statusAfter(async (hub) => hub.stop()), 401);
  });

  it('stays so over a kill -9 after the next write', async () => {
    const killed = async (hub: TestHub, token: string) => {
      const body = { tempHeatSetC: 21 };
      const { status: code } = await curl(`${hub.url}/api/zones/kitchen/command`, { token, body });
      assert.equal(code, 200);
      await hub.kill9();
    };
    assert.equal(await statusAfter(killed), 401);
  });
});
