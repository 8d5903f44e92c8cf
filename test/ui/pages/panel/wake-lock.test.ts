import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { keepScreenOn } from '../../../../src/ui/pages/panel/wake-lock.ts';
import { settled } from '../../../support/settled.ts';
import { page } from '../../support/played-stream.ts';

const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator') ?? {};
let held: number;
let asked: number;

function browser(navigator: object): void {
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  Object.assign(globalThis, { document: page });
}
const lock = {
  async release() {
    held--;
    return Promise.resolve();
  },
};

function show(visibilityState: 'visible' | 'hidden'): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  [held, asked] = [0, 0];
  browser({
    wakeLock: {
      async request() {
        asked++;
        held++;
        return Promise.resolve(lock);
      },
    },
  });
});
afterEach(() => {
  page.visibilityState = 'visible';
  Object.defineProperty(globalThis, 'navigator', own);
  Reflect.deleteProperty(globalThis, 'document');
});

describe('a screen that stays on', () => {
  it('does so from when the panel is shown, again when it comes back, and no longer than that', async () => {
    const end = keepScreenOn();
    await settled();
    assert.equal(held, 1);
    // The browser drops it.
    held = 0;
    show('hidden');
    assert.equal(asked, 1);
    show('visible');
    await settled();
    assert.equal(held, 1);
    end();
    await settled();
    assert.equal(held, 0);
    show('visible');
    assert.equal(asked, 2);
  });

  it('is let go of also where it comes after the panel has gone', async () => {
    keepScreenOn()();
    await settled();
    assert.equal(held, 0);
  });

  it('is none where the browser refuses it, or has nothing of the kind, as on plain http', async () => {
    browser({ wakeLock: { request: async () => Promise.reject(new Error('battery')) } });
    keepScreenOn()();
    await settled();
    browser({});
    keepScreenOn()();
  });
});
