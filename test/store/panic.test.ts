/** An environment that LMDB has given up: everything is refused, in words that say until when. */
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import type { TextStore } from '../../src/store/records.ts';
import { tempFolder } from '../support/temp-folder.ts';

// In the place of lmdb, for all that is loaded from here on. It is JavaScript, since no bundle has it.
const FAKE = new URL('../support/panicking-lmdb.mjs', import.meta.url).href;
const FAKE_TEXT = JSON.stringify(FAKE);
const HOOK = `export const resolve = async (name, context, next) =>
  name === 'lmdb' && context.parentURL !== ${FAKE_TEXT} ? next(${FAKE_TEXT}, context) : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(HOOK)}`);

const isGivenUp = (cause: Error) => (error: unknown) =>
  error instanceof HubError &&
  error.code === 'storage_unwritable' &&
  error.cause === cause &&
  error.message.includes('LMDB has given it up until the hub is started anew');

describe('an LMDB store that has given up', () => {
  for (const [what, member, use, passes = 0] of [
    // The last page of a commit is written where lmdb-js does not look: only what is asked next tells.
    ['commit', 'getStats', async (texts: TextStore) => texts.write([['a', undefined]]), 1],
    [
      'removal before it begins',
      'getStats',
      async (texts: TextStore) => texts.write([['a', undefined]]),
    ],
    [
      'transaction',
      'childTransaction',
      async (texts: TextStore) => texts.write([['a', undefined]]),
    ],
    ['record', 'get', (texts: TextStore) => texts.get('a')],
    ['range', 'getRange', (texts: TextStore) => [...texts.range('a')]],
  ] as const)
    it(`says so of a ${what}, and until when`, async () => {
      const { panic } = (await import(FAKE)) as {
        panic: { error: Error; in: string | undefined; passes: number };
      };
      const { openLmdb } = await import('../../src/store/lmdb.ts');
      const { path, remove } = tempFolder();
      const texts = openLmdb(path);
      try {
        await texts.write([['a', '1']]);
        Object.assign(panic, { in: member, passes });
        await assert.rejects(async () => use(texts), isGivenUp(panic.error));
        panic.in = undefined;
        // Only of the first its pages are written, all but the last.
        assert.equal(texts.get('a'), passes === 0 ? '1' : undefined);
      } finally {
        panic.in = undefined;
        await texts.close();
        remove();
      }
    });
});
