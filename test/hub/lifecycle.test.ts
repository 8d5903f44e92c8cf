/** A hub's life: started in order, stopped the other way round, and nothing of it left. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { RivalError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { startHub, type Hub } from '../../src/hub/lifecycle.ts';
import { takeLock } from '../../src/system/lock.ts';
import { countedParts, virtualConfig } from '../support/whole-hub.ts';
import { lastingFolder } from '../support/child.ts';

/** How often what has grown old is let go of. */
const SWEEP_MS = 5_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
const answers = async (port: number, path = '/health') =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => undefined,
  );

describe('a hub', () => {
  let folder: string;
  let hub: Hub | undefined;
  beforeEach(() => (folder = lastingFolder()));
  afterEach(async () => {
    await hub?.stop();
    hub = undefined;
  });
  function isFree(): boolean {
    const lock = takeLock(folder);
    lock?.release();
    return lock !== undefined;
  }

  it('has its folder and its port from the start to the stop, and leaves nothing behind', async () => {
    const { parts, repeating, waiting } = countedParts();
    const started = await startHub(virtualConfig(folder), parts);
    const { port = 0 } = started;
    assert.deepEqual([await answers(port), await answers(port, '/ready')], [200, 200]);
    assert.ok(!isFree());
    assert.ok(repeating() > 5 && waiting() > 1);
    await started.stop();
    assert.equal(await answers(port), undefined);
    assert.ok(isFree());
    assert.deepEqual([repeating(), waiting()], [0, 0]);
  });

  it('is started by nobody else where one is, which goes on', async () => {
    hub = await startHub(virtualConfig(folder), countedParts().parts);
    await assert.rejects(startHub(virtualConfig(folder), countedParts().parts), RivalError);
    assert.equal(await answers(hub.port ?? 0), 200);
  });

  it('that cannot be started leaves no port, no lock and nothing that goes on', async () => {
    const { parts, repeating, waiting } = countedParts();
    const port = await freePort();
    const config = virtualConfig(folder);
    const read = () => 'no house';
    const broken = {
      ...config,
      listen: { host: '127.0.0.1', port },
      house: { ...config.house, read },
    };
    await assert.rejects(startHub(broken, parts), /not JSON/);
    assert.deepEqual([await answers(port), isFree()], [undefined, true]);
    assert.deepEqual([repeating(), waiting()], [0, 0]);
    hub = await startHub({ ...broken, house: config.house }, parts);
    assert.equal(hub.port, port);
  });

  it('does every step of a stop though some fail, and tells of all that did', async () => {
    const { parts, failAt } = countedParts();
    const started = await startHub(virtualConfig(folder), parts);
    failAt(LIMITS.storeLookMs, SWEEP_MS);
    const error: unknown = await started.stop().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof AggregateError);
    assert.equal(
      error.message,
      `${LIMITS.storeLookMs} ms cannot be cancelled; ${SWEEP_MS} ms cannot be cancelled`,
    );
    assert.equal(await answers(started.port ?? 0), undefined);
    assert.ok(isFree());
  });

  it('is not asked to start anew by itself', async () => {
    hub = await startHub(virtualConfig(folder), countedParts().parts);
    const first = await Promise.race([
      hub.restartAsked.then(() => 'asked'),
      answers(hub.port ?? 0),
    ]);
    assert.equal(first, 200);
  });
});
