import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccessRefusal } from '../../src/app/base/ports/journal.ts';
import type { Principal, TokenUse } from '../../src/app/base/principal.ts';
import { HubError } from '../../src/domain/errors.ts';
import { createFailures } from '../../src/http/failures.ts';
import { Head } from '../../src/http/head.ts';
import type { Proof } from '../../src/http/proofs.ts';
import type { Incoming } from '../../src/http/request.ts';
import type { Trace } from '../../src/http/trace.ts';
import { OWNER } from '../support/app.ts';
import { createMemoryLog } from '../support/log.ts';
import { replyText } from '../support/reply-text.ts';

const CLIENT = { address: '10.0.0.9', isLocal: false, isSecure: false };
const INCOMING = {
  method: 'GET',
  target: '/api/zones',
  head: new Head(['User-Agent', 'curl/8']),
  peerAddress: '10.0.0.1',
} as Incoming;
const PATH = { surface: 'api', path: '/api/zones' } as const;

function rig() {
  const noted: AccessRefusal[] = [];
  const log = createMemoryLog();
  const failures = createFailures({
    clientOf: () => CLIENT,
    random: { bytes: (count) => new Uint8Array(count).fill(0xab) },
    log,
    refusals: { note: (refusal) => void noted.push(refusal) },
  });
  return { noted, log, failures };
}
const trace = (proof?: Principal): Trace => ({
  startedMs: 0,
  nowMs: 5,
  route: '/api/zones',
  path: '/api/zones',
  client: CLIENT,
  proof: proof && ({ principal: proof } as Proof),
});

describe('a request that fails', () => {
  for (const [what, error, known, reasons] of [
    ['a page of the internet that came here', new HubError('misdirected', 'x'), false, true],
    ['who is known and reaches for more', new HubError('forbidden', 'x'), true, true],
    ['another page’s request', new HubError('forbidden', 'x', { field: 'origin' }), false, true],
    ['who is not known', new HubError('forbidden', 'x'), false, false],
    ['what is not there', new HubError('not_found', 'x'), true, false],
  ] as const) {
    it(`is ${reasons ? '' : 'not '}for the audit: ${what}`, () => {
      const { noted, failures } = rig();
      failures.failed(error, INCOMING, trace(known ? OWNER : undefined));
      const principalId = known ? 'owner' : undefined;
      assert.deepEqual(
        noted,
        reasons ? [{ address: '10.0.0.9', reason: error.code, principalId }] : [],
      );
    });
  }

  it('by a fault of ours is logged in full, and answered with its number alone', () => {
    const { noted, log, failures } = rig();
    const reply = failures.failed(new Error('a secret'), INCOMING, trace(OWNER));
    assert.equal(reply.status, 500);
    const text = replyText(reply);
    assert.match(text, /abababababababab/);
    assert.doesNotMatch(text, /secret/);
    const [line] = log.lines;
    assert.equal(line?.level, 'error');
    assert.equal(line.fields['requestId'], 'abababababababab');
    assert.match(line.fields['stack'] as string, /a secret/);
    assert.deepEqual(noted, []);
  });

  it('is told to whoever keeps refusals from then on', () => {
    const { noted, failures } = rig();
    const later: AccessRefusal[] = [];
    failures.open({ note: (refusal) => void later.push(refusal) });
    failures.noteRefusal(INCOMING, 'x', 'tok_1');
    assert.deepEqual(
      [noted, later],
      [[], [{ address: '10.0.0.9', reason: 'x', principalId: 'tok_1' }]],
    );
  });
});

describe('a request that is refused', () => {
  const user = () => {
    const uses: (readonly [TokenUse, boolean])[] = [];
    return {
      uses,
      principal: { ...OWNER, noteUse: (...use: [TokenUse, boolean]) => uses.push(use) },
    };
  };

  it('without a credential is not for the audit', () => {
    const { noted, failures } = rig();
    const of = trace();
    const { status } = failures.refused({ refused: 'missing' }, PATH, INCOMING, CLIENT, of);
    assert.deepEqual([status, of.route, noted], [401, 'unauthorized', []]);
  });

  it('with a bad one is, without a name where it is nobody’s', () => {
    const { noted, failures } = rig();
    const refusal = { refused: 'invalid', description: 'x' } as const;
    assert.equal(failures.refused(refusal, PATH, INCOMING, CLIENT, trace()).status, 401);
    assert.deepEqual(noted, [
      { address: '10.0.0.9', reason: 'credential_invalid', principalId: undefined },
    ]);
  });

  it('from elsewhere than its token may be used is 403, and its use is kept', () => {
    const { noted, failures } = rig();
    const { uses, principal } = user();
    const refusal = { refused: 'address', principal } as const;
    assert.equal(failures.refused(refusal, PATH, INCOMING, CLIENT, trace()).status, 403);
    assert.deepEqual(uses, [
      [
        {
          atMs: 5,
          method: 'GET',
          path: '/api/zones',
          status: 403,
          address: '10.0.0.9',
          userAgent: 'curl/8',
        },
        false,
      ],
    ]);
    assert.deepEqual(noted, [
      { address: '10.0.0.9', reason: 'credential_address', principalId: 'owner' },
    ]);
  });
});
