import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redact } from '../../../src/app/base/redaction.ts';

const MASK = '[redacted]';

describe('what is redacted', () => {
  const hidden: readonly (readonly [string, string])[] = [
    ['jane.doe+x@example.co.uk signed in', `${MASK} signed in`],
    ['mqtt://hub:s3cret@broker:1883', `mqtt://${MASK}broker:1883`],
    ['from 192.168.1.20, again', `from ${MASK}, again`],
    ['mqtt://192.168.1.20:1883', `mqtt://${MASK}`],
    ['range 10.0.0.0/8', `range ${MASK}`],
    ['at fd00::1', `at ${MASK}`],
    ['at [2001:db8::7]/64 now', `at ${MASK} now`],
    ['fe80::1%eth0', MASK],
    ['::ffff:192.0.2.1', MASK],
    ['aris_tok_0123456789abcdefABCDEF and ari_k_12345678', `${MASK} and ${MASK}`],
    ['eyJhbGciOi.eyJzdWIi.c2ln', MASK],
    ['Authorization: Bearer abcdef', `Authorization: Bearer ${MASK}`],
    ['bearer  basic bearer abcdef, x', `bearer  basic bearer ${MASK} x`],
    ['to a+b@c.de,d@e.fr', `to ${MASK},${MASK}`],
    ['tok_1A2b3C4d was used by usr_1A2b3C4d', `${MASK} was used by ${MASK}`],
    [`sha256:${'0123456789abcdef'.repeat(4)}`, `sha256:${MASK}`],
  ];
  for (const [text, shown] of hidden)
    it(`is in "${text}"`, () => assert.equal(redact(text), shown));

  for (const text of [
    '2026-01-15T10:00:00.000Z',
    '0.1.0',
    'v20.20.2',
    'sensor hall_air reports what cannot be: tempC must be from -40 to 60 °C, not 85',
    'living room: 10:00',
    'zigbee2mqtt/Hall 1/4',
  ])
    it(`is not in "${text}"`, () => assert.equal(redact(text), text));

  it('is whatever a member holds that says that it is secret, and goes through all of it', () => {
    assert.deepEqual(
      redact({
        password: 'x',
        mqttPasswordFile: '/etc/x',
        signing_key: 'abc',
        addresses: ['any'],
        pin: '123456',
        spinning: 'yes',
        list: [{ at: '10.1.2.3', n: 5, is: true, no: null }],
        '10.1.2.3': 1,
      }),
      {
        password: MASK,
        mqttPasswordFile: MASK,
        signing_key: MASK,
        addresses: [MASK],
        pin: MASK,
        spinning: 'yes',
        list: [{ at: MASK, n: 5, is: true, no: null }],
        [MASK]: 1,
      },
    );
  });
});
