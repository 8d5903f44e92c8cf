/** What had expired before a stop or a crash, when the wall clock is set back before the next start. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { createTestApp } from '../support/app.ts';
import { createAskAccounts, createHousehold, logIn, type Ask } from '../support/ask-accounts.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

const PIN = '274916';
const COMMAND = '/api/zones/living/command';

/** A hub on what another has left, on a machine whose wall says `wallMs`. */
async function boot(kept: Iterable<readonly [string, string]>, wallMs: number) {
  const texts = createMemoryTexts();
  await texts.write([...kept]);
  const clock = createFakeClock(wallMs);
  const steady = createSteadyClock({ clock, isSynchronised: () => false });
  const app = createTestApp({ texts, clock, steady });
  return { app, clock, texts, ask: createAskAccounts(app) };
}

const opens = (credential: { bearer?: string; cookie?: string | undefined }) => async (ask: Ask) =>
  (await ask('GET', '/api/zones', credential)).status === 200;

/** Gives one of its kind, and asks whether it still counts. */
type Give = (ask: Ask) => Promise<(ask: Ask) => Promise<boolean>>;

/** A token of the owner's. */
async function tokenOf(ask: Ask, body: object): Promise<string> {
  const { json } = await ask('POST', '/api/tokens', { cookie: await ownerCookie(ask), body });
  return (json['token'] as { token: string }).token;
}

async function ownerCookie(ask: Ask) {
  const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
  return cookie;
}

const KINDS: Readonly<Record<string, { readonly lifeMs: number; readonly give: Give }>> = {
  token: {
    lifeMs: HOUR_MS,
    async give(ask) {
      return opens({ bearer: await tokenOf(ask, { name: 'short', expiresIn: '1h' }) });
    },
  },
  'access token': {
    lifeMs: LIMITS.accessTokenMs,
    give: async (ask) => opens({ bearer: (await logIn(ask, OWNER_LOGIN)).access_token }),
  },
  'refresh token': {
    lifeMs: LIMITS.refreshMs,
    async give(ask) {
      const { refresh_token } = await logIn(ask, OWNER_LOGIN);
      return async (later) =>
        (await later('POST', '/api/auth/refresh', { body: { refresh_token } })).status === 200;
    },
  },
  session: {
    lifeMs: LIMITS.cookieIdleMs,
    give: async (ask) => opens({ cookie: await ownerCookie(ask) }),
  },
  'PIN session': {
    lifeMs: LIMITS.cookieIdleMs,
    async give(ask) {
      const set = { cookie: await ownerCookie(ask), body: { pin: PIN } };
      assert.ok((await ask('PUT', '/api/settings/pin', set)).status < 300);
      const { cookie } = await ask('POST', '/api/auth/session', { body: { pin: PIN } });
      return opens({ cookie });
    },
  },
  hold: {
    lifeMs: HOUR_MS,
    async give(ask) {
      const bearer = await tokenOf(ask, { name: 'lasting' });
      const body = { tempHeatSetC: 25, durationMinutes: 60 };
      assert.equal((await ask('POST', COMMAND, { bearer, body })).status, 200);
      return async (later) => {
        const { json } = await later('GET', '/api/zones/living', { bearer });
        return (json['zone'] as { tempHeatSetC: number }).tempHeatSetC === 25;
      };
    },
  },
};

/** What a hub leaves that lived until 1 ms after one of the kind had expired. */
async function past({ lifeMs, give }: (typeof KINDS)[string]) {
  const { app: first } = await createHousehold();
  const hub = await boot(first.texts.range(''), first.clock.nowMs());
  const isAlive = await give(hub.ask);
  assert.ok(await isAlive(hub.ask), 'it counts while it lives');
  // The last lazy batch before the end.
  hub.clock.advance(lifeMs - MINUTE_MS);
  hub.app.journal.later({
    type: 'system_startup',
    severity: 'info',
    data: { version: '1.0.0', virtual: false },
  });
  await hub.app.lazyBatch.flush();
  hub.clock.advance(MINUTE_MS + 1);
  return { ...hub, isAlive };
}

const STEPS_MS = [SECOND_MS, 10 * SECOND_MS, 14 * MINUTE_MS, 2 * HOUR_MS];

describe('with the clock set back before the next start', () => {
  for (const [kind, how] of Object.entries(KINDS)) {
    it(`the ${kind} that had expired before a clean stop stays so`, async () => {
      const { app, clock, texts, isAlive } = await past(how);
      app.journal.later({ type: 'system_shutdown', severity: 'info', data: {} });
      await app.lazyBatch.flush();
      for (const stepMs of STEPS_MS) {
        const next = await boot(texts.range(''), clock.nowMs() - stepMs);
        assert.equal(await isAlive(next.ask), false, `${stepMs} ms`);
      }
    });

    it(`the ${kind} that had expired before the last write stays so after a crash`, async () => {
      const { ask, clock, texts, isAlive } = await past(how);
      assert.equal((await ask('POST', '/api/auth/login', { body: OWNER_LOGIN })).status, 200);
      for (const stepMs of STEPS_MS) {
        const next = await boot(texts.range(''), clock.nowMs() - stepMs);
        assert.equal(await isAlive(next.ask), false, `${stepMs} ms`);
      }
    });
  }
});
