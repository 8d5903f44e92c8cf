/** `/.well-known/security.txt`, against the grammar of RFC 9116 section 4 and what its fields ask for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openApi } from '../../../src/http/openapi.ts';
import { securityRoutes } from '../../../src/http/routes/security.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createTestApp, settingsOf } from '../../support/app.ts';
import type { Reply } from '../../../src/http/exchange.ts';
import { replyText } from '../../support/reply-text.ts';

const PATH = '/.well-known/security.txt';
/** unsigned = *line (contact-field eol) *line (expires-field eol) … *line, in any order, where line may be empty. */
const FIELD = /^(?<name>[A-Za-z][A-Za-z-]*): (?<value>\S(?:.*\S)?)$/;
const COMMENT = /^#[\t -~]*$/;
const URI =
  /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Its fields by name in lower case. */
function parse(text: string): Map<string, string[]> {
  assert.ok(text.endsWith('\n'));
  const fields = new Map<string, string[]>();
  for (const line of text.slice(0, -1).split(/\r?\n/)) {
    if (line === '' || COMMENT.test(line)) continue;
    const { name = '', value = '' } = FIELD.exec(line)?.groups ?? {};
    assert.notEqual(name, '', `neither field nor comment: ${line}`);
    const key = name.toLowerCase();
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  return fields;
}

async function served(from: Parameters<typeof createTestApp>[0] = {}) {
  const app = createTestApp(from);
  return { app, answer: await app.ask({ target: PATH }) };
}

function assertGood(text: string, nowMs: number): Map<string, string[]> {
  const fields = parse(text);
  const contacts = fields.get('contact') ?? [];
  assert.ok(contacts.length >= 1);
  for (const contact of contacts) {
    const { scheme } = URI.exec(contact)?.groups ?? {};
    assert.ok(scheme !== undefined && scheme !== 'http', contact);
  }
  const [expires = '', ...more] = fields.get('expires') ?? [];
  assert.match(expires, RFC3339);
  assert.deepEqual(more, [], 'once');
  const aheadMs = Date.parse(expires) - nowMs;
  assert.ok(aheadMs > 30 * DAY_MS && aheadMs < 365 * DAY_MS, expires);
  assert.ok((fields.get('preferred-languages') ?? []).length <= 1);
  return fields;
}

describe('security.txt', () => {
  it('is open, plain text, and what RFC 9116 asks for', async () => {
    const { app, answer } = await served();
    assert.equal(answer.status, 200);
    assert.equal(answer.header('content-type'), 'text/plain; charset=utf-8');
    assertGood(answer.text, app.clock.nowMs());
  });

  it('is asked for anew each time, and holds for half a year of whole days', async () => {
    const { answer } = await served();
    assert.equal(answer.header('cache-control'), 'no-cache');
    const fields = parse(answer.text);
    assert.deepEqual(fields.get('expires'), ['2026-07-14T00:00:00Z']);
    assert.deepEqual(fields.get('preferred-languages'), ['en']);
    assert.match(answer.text, /^# Vulnerabilities of this hub\. Report privately, /);
  });

  it('says in words how to report, and names nobody by itself', async () => {
    const { answer } = await served();
    const [contact = ''] = parse(answer.text).get('contact') ?? [];
    assert.match(decodeURIComponent(contact), /^data:text\/plain,Report privately, .*SECURITY\.md/);
  });

  it('names whom ARIS_SECURITY_CONTACT does', () => {
    for (const contact of [
      'mailto:a@example.com',
      'https://example.com/report?x=1',
      'tel:+49-30-1',
    ]) {
      const { securityContact } = settingsOf({ ARIS_SECURITY_CONTACT: contact });
      const [route] = securityRoutes(securityContact, () => 0);
      const reply = route?.handle({} as never) as Reply;
      const fields = assertGood(replyText(reply), 0);
      assert.deepEqual(fields.get('contact'), [contact]);
    }
    for (const wrong of ['a@example.com', 'http://x', 'mailto:a\nExpires: x', 'https://a b', 'x:y'])
      assert.throws(
        () => settingsOf({ ARIS_SECURITY_CONTACT: wrong }),
        /ARIS_SECURITY_CONTACT must be/,
      );
  });

  it('is never past its date: the hub has nobody who renews it', () => {
    let nowMs = 0;
    const [route] = securityRoutes(settingsOf({}).securityContact, () => nowMs);
    for (const day of [0, 200, 3 * 365]) {
      nowMs = day * DAY_MS;
      assertGood(replyText(route?.handle({} as never) as Reply), nowMs);
    }
  });

  it('stands in the contract as open', () => {
    const { paths } = openApi(createTestApp().routes, '0') as {
      paths: Record<string, { get: { security: unknown } }>;
    };
    assert.deepEqual(paths[PATH]?.get.security, []);
  });
});
