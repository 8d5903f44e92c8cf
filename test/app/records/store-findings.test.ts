/** What is wrong with the store, as everybody is told of it: a fault of the hub itself, until it is over. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';

describe('a store in trouble', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = createTestApp();
    app.mqttSession.start();
    app.controlLoop.start();
    app.clock.advance(LIMITS.controlSettleMs);
    await settled();
    assert.deepEqual(ofHub(), []);
  });
  const ofHub = () =>
    app.faults
      .list()
      .filter(({ source, objectId }) => source === 'system' && objectId === 'hub')
      .map(({ code, severity }) => `${severity} ${code}`);
  async function cycle(): Promise<void> {
    app.clock.advance(LIMITS.controlPeriodMs);
    await settled();
  }

  for (const [what, field, code] of [
    ['that is full', 'isFull', 'storage_full'],
    ['on a disk that takes no writes', 'isReadOnly', 'storage_unwritable'],
    ['that is damaged', 'isDamaged', 'storage_damaged'],
  ] as const)
    it(`${what} is a critical fault, until it can be written again`, async () => {
      app.texts[field] = true;
      await app.lazyBatch.flush().catch(() => undefined);
      await cycle();
      assert.deepEqual(ofHub(), [`critical ${code}`]);
      app.texts[field] = false;
      await app.lazyBatch.flush();
      await cycle();
      assert.deepEqual(ofHub(), []);
    });

  it('with a record of a newer version is a fault, and the record stays', async () => {
    app.journal.later({
      type: 'system_startup',
      severity: 'info',
      data: { version: '1.0.0', virtual: false },
    });
    await app.lazyBatch.flush();
    const [[key] = ['']] = [...app.texts.range('events/', { newestFirst: true })];
    await app.texts.write([[key, '{"v":9,"d":{}}']]);
    await app.journal.query({ audit: 'hidden' });
    await cycle();
    assert.deepEqual(ofHub(), ['warning storage_newer_records']);
    assert.equal(app.texts.get(key), '{"v":9,"d":{}}');
  });
});
