import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogLevel } from '../../src/domain/log-level.ts';
import { createAccessTokens } from '../../src/auth/access-token.ts';
import { createRefreshTokens } from '../../src/auth/refresh-token.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createLog } from '../../src/system/log.ts';
import { systemRandom } from '../../src/system/random.ts';
import { createFakeClock } from '../support/fake-clock.ts';

function logging(isHuman: boolean, level: LogLevel = 'info') {
  const lines: string[] = [];
  const clock = createFakeClock(Date.parse('2026-01-15T10:00:00.123Z'));
  return { lines, log: createLog({ clock, level, isHuman, write: (line) => lines.push(line) }) };
}

describe('the log', () => {
  it('is a JSON line where no person reads', () => {
    const { lines, log } = logging(false);
    log.warn('sensor silent', { zoneId: 'bath', ageMs: 5, nothing: undefined });
    assert.deepEqual(lines, [
      '{"time":"2026-01-15T10:00:00.123Z","level":"warn","message":"sensor silent","zoneId":"bath","ageMs":5}',
    ]);
  });

  it('is a line of words on a terminal', () => {
    const { lines, log } = logging(true);
    log.info('zone command', { zoneId: 'bath', tempHeatSetC: 21.5, why: 'a "b"' });
    assert.deepEqual(lines, [
      '10:00:00 info  zone command zoneId=bath tempHeatSetC=21.5 why="a \\"b\\""',
    ]);
  });

  it('leaves out what is below its level', () => {
    const { lines, log } = logging(false, 'warn');
    log.debug('x');
    log.info('x');
    log.error('y');
    assert.equal(lines.length, 1);
  });

  it('cannot be made to begin a line by what it tells', () => {
    for (const isHuman of [true, false]) {
      const { lines, log } = logging(isHuman);
      log.info('refused', { topic: 'a\n10:00:00 error forged' });
      assert.equal(lines[0]?.split('\n').length, 1);
    }
  });

  it('has no secret in it', () => {
    const { token } = createTokenMint(systemRandom, digest).mint('aris_tok');
    for (const isHuman of [true, false]) {
      const { lines, log } = logging(isHuman);
      log.info('x', {
        authorization: `Bearer ${token}`,
        apiToken: token,
        password: 'hunter2',
        nested: { pin: '123456' },
      });
      log.info('x', { path: `/api/zones?_auth_key=${token}`, list: [token] });
      const text = lines.join('\n');
      assert.ok(
        !text.includes(token.slice(20)) && !text.includes('hunter2') && !text.includes('123456'),
        text,
      );
    }
  });

  it('shows of each credential only what tells it from others', () => {
    const mint = createTokenMint(systemRandom, digest);
    const key = systemRandom.bytes(32);
    const access = createAccessTokens({ key, clock: systemClock, random: systemRandom, digest });
    const shown = [
      [mint.mint('ari_k').token, 10],
      [mint.mint('ses').token, 12],
      [createRefreshTokens({ key, digest }).issue('ses_00000001', 3), 12],
      [access.sign('usr_anna', 'ses_00000001'), 3],
    ] as const;
    for (const [secret, chars] of shown) {
      const { lines, log } = logging(false);
      log.info('x', { path: `/api?x=${secret}&y=1` });
      assert.ok(lines[0]?.includes(`/api?x=${secret.slice(0, chars)}…&y=1`), lines[0]);
    }
  });

  it('shows ids in full', () => {
    const { lines, log } = logging(false);
    log.info('signed out', { session: 'ses_00000001', user: 'usr_anna' });
    assert.ok(lines[0]?.includes('"ses_00000001"') && lines[0].includes('"usr_anna"'));
  });
});
