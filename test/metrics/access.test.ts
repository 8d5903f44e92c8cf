import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { accessSections } from '../../src/metrics/access.ts';
import { createTestApp } from '../support/app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { familyIn, samplesIn, written } from '../support/metric-samples.ts';

const value = ({ metrics }: ReturnType<typeof createTestApp>, series: string) =>
  samplesIn(metrics.page('text')).get(series);

describe('the metrics of access', () => {
  it('have people, lock-outs and connections by what they are', () => {
    const clock = createFakeClock();
    const now = { looks: 0, active: 1 };
    const sections = accessSections({
      tokens: {
        stats: () => ({
          states: { active: 1, expired: 0, disabled: 0, revoked: 0 },
          nextExpiryMs: undefined,
        }),
      },
      sessions: { counts: () => (now.looks++, { jwt: 2, cookie: 3 }) },
      locks: { stats: () => ({ active: now.active, total: 5 }) },
      connections: () => ({
        open: 7,
        hungUp: { too_many: 1, not_signed_in: 0, too_slow: 2, too_much: 0 },
      }),
      streamCount: () => 6,
      clock,
    });
    const samples = written(...sections);
    assert.deepEqual(familyIn(samples, 'aris_sessions'), {
      '{kind="jwt"}': 2,
      '{kind="cookie"}': 3,
    });
    assert.deepEqual(familyIn(samples, 'aris_http_hang_ups_total'), {
      '{reason="too_many"}': 1,
      '{reason="not_signed_in"}': 0,
      '{reason="too_slow"}': 2,
      '{reason="too_much"}': 0,
    });
    assert.equal(samples.get('aris_http_connections'), 7);
    assert.equal(samples.get('aris_http_streams'), 6);
    assert.equal(samples.get('aris_lockouts_total'), 5);
    assert.equal(samples.has('aris_token_next_expiry_timestamp_seconds'), false);

    // What has to be counted through is counted once a second.
    now.active = 2;
    assert.equal(written(...sections).get('aris_lockouts_active'), 1);
    assert.equal(now.looks, 1);
    clock.advance(1_000);
    assert.equal(written(...sections).get('aris_lockouts_active'), 2);
    assert.equal(now.looks, 2);
  });
});

describe('the tokens', () => {
  it('are counted by state as time goes by', async () => {
    const app = createTestApp();
    const states = () =>
      ['active', 'expired', 'disabled', 'revoked'].map((state) =>
        value(app, `aris_tokens{state="${state}"}`),
      );
    const nextExpiry = () => value(app, 'aris_token_next_expiry_timestamp_seconds');
    assert.deepEqual(states(), [0, 0, 0, 0]);
    const make = async (expiresIn: string) =>
      app.tokens.create(COMMAND_LINE, { name: expiresIn, expiresIn });
    await make('1h');
    const month = await make('30d');
    await make('90d');
    assert.deepEqual(states(), [3, 0, 0, 0]);
    // One for an hour is expected to end.
    assert.equal(nextExpiry(), (app.clock.nowMs() + 30 * DAY_MS) / 1_000);
    app.clock.advance(HOUR_MS);
    assert.deepEqual(states(), [2, 1, 0, 0]);
    await app.tokens.change(COMMAND_LINE, month.id, { enabled: false });
    assert.deepEqual(states(), [1, 1, 1, 0]);
    assert.equal(nextExpiry(), (app.clock.nowMs() - HOUR_MS + 90 * DAY_MS) / 1_000);
    await app.tokens.revoke(COMMAND_LINE, month.id);
    assert.deepEqual(states(), [1, 1, 0, 1]);
    app.clock.advance(90 * DAY_MS);
    assert.deepEqual(states(), [0, 2, 0, 1]);
    assert.equal(nextExpiry(), undefined);
    app.clock.jumpWall(-90 * DAY_MS);
    assert.deepEqual(states(), [1, 1, 0, 1]);
  });
});
