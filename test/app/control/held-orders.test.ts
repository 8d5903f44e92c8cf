import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createHeldOrders, HELD_ORDERS } from '../../../src/app/control/held-orders.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const KEY = 'hcu/main/mode';
const held = (...told: string[]) => ({
  told,
  found: 'auto',
  back: [{ topic: 'set/mode', message: 'auto', pauseMs: 500 }],
  toldMs: [1],
  isClosed: true,
});

describe('what machines are held to', () => {
  let texts: ReturnType<typeof createMemoryTexts>;
  let log: ReturnType<typeof createMemoryLog>;
  const start = () => {
    const store = createRecordStore({ texts, clock: createFakeClock(), log });
    return createHeldOrders({ store, log });
  };
  beforeEach(() => {
    texts = createMemoryTexts();
    log = createMemoryLog();
  });

  it('is known after a restart, whole', async () => {
    const one = start();
    assert.equal(await one.put(KEY, held('heat')), true);
    assert.deepEqual(one.get(KEY), held('heat'));
    assert.deepEqual(start().all(), [[KEY, held('heat')]]);
    await one.remove(KEY);
    assert.equal(one.get(KEY), undefined);
    assert.deepEqual(start().all(), []);
  });

  it('is not told where the disk would know nothing of it', async () => {
    const one = start();
    texts.isFull = true;
    assert.equal(await one.put(KEY, held('heat')), false);
    assert.equal(one.get(KEY), undefined, 'as if it had not been put');
    assert.deepEqual(
      log.lines.map(({ level, fields }) => [level, fields['key']]),
      [['error', KEY]],
    );
  });

  it('is told where the disk knows of the one before: that is given back by the same messages', async () => {
    const one = start();
    await one.put(KEY, held('heat'));
    texts.isFull = true;
    assert.equal(await one.put(KEY, held('heat', 'cool')), true);
    assert.deepEqual(one.get(KEY)?.told, ['heat', 'cool']);
    assert.deepEqual(start().get(KEY)?.told, ['heat']);
  });

  it('is written in the order in which it was put', async () => {
    const one = start();
    await Promise.all([one.put(KEY, held('heat')), one.put(KEY, held('cool')), one.remove(KEY)]);
    assert.deepEqual(start().all(), []);
  });

  it('costs no commit where nothing of it is held', async () => {
    let commits = 0;
    const store = {
      entries: () => [].values(),
      commit: async () => {
        commits++;
        return Promise.resolve();
      },
    };
    await createHeldOrders({ store, log }).remove(KEY);
    assert.equal(commits, 0);
  });

  it('may be a number, a word or a truth', () => {
    const record = { told: [35, 'heat', true], back: [], toldMs: [] };
    assert.deepEqual(HELD_ORDERS.parse(record, 1), record);
  });

  it('is refused where a record is none', () => {
    assert.throws(() => HELD_ORDERS.parse({ ...held('heat'), told: [null] }, 1));
  });
});
