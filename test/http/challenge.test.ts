import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forbiddenReply, unauthorizedReply } from '../../src/http/challenge.ts';
import type { Reply } from '../../src/http/exchange.ts';
import { Head } from '../../src/http/head.ts';
import { replyText } from '../support/reply-text.ts';

const challengeOf = ({ headers }: Reply) => headers[headers.indexOf('WWW-Authenticate') + 1];
const bodyOf = (reply: Reply) => JSON.parse(replyText(reply)) as Record<string, unknown>;
const MISSING = { refused: 'missing' } as const;
const INVALID = { refused: 'invalid', description: 'The token is not known' } as const;
const to = (path: string, surface: 'api' | 'v1' | 'admin' = 'api', authorization?: string) => ({
  surface,
  path,
  head: new Head(authorization === undefined ? [] : ['Authorization', authorization]),
});

describe('a request without a good credential', () => {
  it('is told of an error only where it gave one', () => {
    assert.equal(challengeOf(unauthorizedReply(MISSING, to('/api/zones'))), 'Bearer realm="aris"');
    assert.equal(
      challengeOf(unauthorizedReply(INVALID, to('/api/zones'))),
      'Bearer realm="aris", error="invalid_token", error_description="The token is not known"',
    );
  });

  it('is told of another scheme where no bearer is taken', () => {
    const reply = unauthorizedReply(MISSING, to('/api/admin/tokens', 'admin'));
    assert.equal(challengeOf(reply), 'AdminSecret realm="aris"');
  });

  it('is answered as the clients of each documented API compare', () => {
    const ares = 'Invalid or expired token';
    const aris = 'Unauthorized';
    const cases = [
      [to('/api/zones'), aris],
      [to('/api/zones', 'api', 'Bearer ari_token'), aris],
      [to('/api/zones', 'api', 'Bearer a.b.c'), ares],
      [to('/api/zones', 'api', 'bearer a.b.'), ares],
      [to('/api/auth/me'), ares],
      [to('/v1/zones', 'v1'), ares],
    ] as const;
    for (const [where, error] of cases) {
      const reply = unauthorizedReply(MISSING, where);
      assert.deepEqual([reply.status, bodyOf(reply)['error']], [401, error]);
    }
  });
});

describe('a request without the permission', () => {
  it('is told which, or which of them would do', () => {
    const one = forbiddenReply('zones:read');
    assert.equal(one.status, 403);
    assert.match(String(bodyOf(one)['message']), /the permission zones:read$/);
    assert.match(challengeOf(one) ?? '', /error="insufficient_scope", scope="zones:read"$/);
    const any = forbiddenReply(['zones:read', 'zones:full']);
    assert.match(String(bodyOf(any)['message']), /any of zones:read, zones:full$/);
    assert.match(challengeOf(any) ?? '', /scope="zones:read zones:full"$/);
  });
});
