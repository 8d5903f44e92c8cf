import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';
import type { Permission } from '../../../src/domain/access.ts';

async function asked(target: string, permissions?: readonly Permission[]) {
  const app = createTestApp();
  await app.powerLimits.command(
    { powerLimitKw: 4 },
    { by: { kind: 'token', id: 'tok_x', name: 'grid' }, from: { address: '10.1.1.1' } },
  );
  const { token } = await app.tokens.create(OWNER, {
    name: 'x',
    ...(permissions && { permissions: [...permissions] }),
  });
  return app.ask({ target, headers: [bearer(token)] });
}

describe('GET /api/system/log', () => {
  it('is for who may read the audit alone', async () => {
    assert.equal((await asked('/api/system/log')).status, 403, 'all that a token may by default');
    assert.equal((await asked('/api/system/log', ['settings:full'])).status, 403);
    assert.equal((await asked('/api/system/log', ['audit:read'])).status, 200);
  });

  it('has the last lines, each with its time and level, and nothing else of them', async () => {
    const { json } = await asked('/api/system/log', ['audit:read']);
    const entries = json['entries'] as Readonly<Record<string, string>>[];
    const line = entries.find(({ message }) => message?.startsWith('power limit ') === true);
    assert.deepEqual(Object.keys(line ?? {}), ['timestamp', 'level', 'message']);
    assert.equal(line?.['level'], 'info');
    assert.match(line['message'] ?? '', /by=tok_x powerLimitKw=4/);
    assert.deepEqual(json['metadata'], { count: entries.length });
  });

  it('is a text to take along, without who it was', async () => {
    const answer = await asked('/api/system/log?format=text', ['audit:read']);
    assert.equal(answer.header('content-type'), 'text/plain; charset=utf-8');
    assert.equal(answer.header('content-disposition'), 'attachment; filename="aris-log.txt"');
    assert.match(answer.text, /^Aris hub 0\.0\.0, /);
    assert.match(answer.text, /^Node\.js v20\.0\.0, Linux 6\.12 arm64, service, up for /m);
    assert.match(answer.text, / info {2}power limit by=\[redacted\] powerLimitKw=4/);
  });

  it('knows no other format', async () => {
    const { status, json } = await asked('/api/system/log?format=pdf', ['audit:read']);
    assert.equal(status, 400);
    assert.equal(json['field'], 'format');
  });
});
