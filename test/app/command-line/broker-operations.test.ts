import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrokerBook } from '../../../src/app/broker/broker-book.ts';
import { COMMAND_LINE, doerOf } from '../../../src/app/base/principal.ts';
import {
  BROKER_OPERATIONS,
  createBrokerOperations,
} from '../../../src/app/command-line/broker-operations.ts';
import type { BrokerAccess } from '../../../src/domain/broker.ts';
import { refusedAs } from '../../support/refused.ts';

const ACCESS: BrokerAccess = { url: 'mqtt://broker', username: 'aris', password: 'secret' };
const VIEW = {
  source: 'stored',
  url: 'mqtt://broker',
  username: 'aris',
  hasPassword: true,
} as const;
const RIGHTS = { read: ['aris/#'], write: ['aris/+'] };

/** What was asked of the book, in order. */
function operating(book: Partial<BrokerBook> = {}) {
  const asked: unknown[] = [];
  const whole: BrokerBook = {
    access: () => ACCESS,
    state: () => 'given',
    view: () => VIEW,
    members: () => ({}),
    put: async (...args) => Promise.resolve(void asked.push(['put', ...args])),
    check: async (request) => {
      asked.push(['check', request]);
      return Promise.resolve([{ code: 'no_answer', message: 'it does not answer' }]);
    },
    onChange: () => () => undefined,
    ...book,
  };
  const operations = createBrokerOperations(
    () => whole,
    async (withFound) => {
      asked.push(['rights', withFound]);
      return Promise.resolve(RIGHTS);
    },
  );
  return { operations, asked };
}

describe('what the command line can do with the broker', () => {
  it('is what is listed', () => {
    assert.deepEqual(Object.keys(operating().operations).sort(), [...BROKER_OPERATIONS].sort());
  });

  it('is to see which it is, without its password', () => {
    assert.deepEqual(operating().operations['broker.show']({}), VIEW);
  });

  it('is to have it as it is, for a command that listens there itself', () => {
    assert.deepEqual(operating().operations['broker.access']({}), { access: ACCESS });
    const none = operating({ access: () => undefined });
    assert.deepEqual(none.operations['broker.access']({}), {});
  });

  it('is to set it, as the command line', async () => {
    const { operations, asked } = operating();
    const said = { url: 'mqtt://other', password: null };
    assert.deepEqual(await operations['broker.put'](said), VIEW);
    assert.deepEqual(asked, [['put', said, doerOf(COMMAND_LINE)]]);
  });

  it('is to try one, or that which is set', async () => {
    const { operations, asked } = operating();
    const faults = [{ code: 'no_answer', message: 'it does not answer' }];
    assert.deepEqual(await operations['broker.check']({}), { faults });
    await operations['broker.check']({ url: 'mqtt://other' });
    assert.deepEqual(asked, [
      ['check', undefined],
      ['check', { url: 'mqtt://other' }],
    ]);
  });

  it('is to know what its access list has to allow, and whom', async () => {
    const { operations, asked } = operating();
    const acl = operations['broker.acl'];
    assert.deepEqual(await acl({ found: true }), { username: 'aris', ...RIGHTS });
    const anybody = operating({ view: () => ({ source: 'none', hasPassword: false }) });
    assert.deepEqual(await anybody.operations['broker.acl']({ found: false }), RIGHTS);
    assert.deepEqual([asked, anybody.asked], [[['rights', true]], [['rights', false]]]);
    const madeUp = operating({ view: () => ({ source: 'virtual', hasPassword: false }) });
    await assert.rejects(
      madeUp.operations['broker.acl']({ found: false }) as Promise<unknown>,
      refusedAs('conflict'),
    );
  });

  it('is nothing with what it does not take', async () => {
    const { operations, asked } = operating();
    for (const name of [
      'broker.show',
      'broker.access',
      'broker.put',
      'broker.acl',
      'broker.check',
    ] as const)
      await assert.rejects(
        async () => Promise.resolve(operations[name]({ no: 1 })),
        refusedAs('invalid'),
      );
    assert.deepEqual(asked, []);
  });
});
