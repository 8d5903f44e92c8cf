import assert from 'node:assert/strict';
import { get, ServerResponse } from 'node:http';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { releaseMemory } from '../../src/system/release-memory.ts';
import { startTestServer } from '../support/server.ts';

/** V8 forgets a shape only some collections after it was last seen. */
const COLLECTIONS = 8;

setFlagsFromString('--allow-natives-syntax');
/** Whether it is an object with a shape, and not a hash table: as V8 says. */
const hasShape = runInNewContext('(object) => %HasFastProperties(object)') as (
  of: unknown,
) => boolean;

async function ask(port: number, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await new Promise<void>((resolve, reject) => {
      const request = get({ port, path: '/health', agent: false });
      request.once('error', reject);
      request.once('response', (answer) => answer.resume().once('end', resolve));
    });
  }
}

it('responses have a shape though memory was collected between the sixth and the seventh', async (t) => {
  const { server, port } = await startTestServer();
  t.after(async () => server.stop(1_000));
  await ask(port, 6);
  for (let i = 0; i < COLLECTIONS; i++) releaseMemory();
  const { mock } = t.mock.method(ServerResponse.prototype, 'end');
  await ask(port, 20);
  assert.deepEqual(
    mock.calls.map(({ this: response }) => hasShape(response)),
    new Array(20).fill(true),
  );
});
