/** The file: any records come back from it, and whatever was changed, cut off, put on or moved is seen. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  bytesOf,
  codecWith,
  HEADER,
  inPieces,
  linesWith,
  readAll,
  SEAL_KEY,
  textAsLines,
} from '../support/backup.ts';

const refusal = (message: RegExp) => ({ name: 'HubError', code: 'invalid', message });
const DAMAGED = refusal(/^the backup is damaged: |^this is no backup|in a form|in a way/);

const RECORDS = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,12}\/[\x20-\x7e]{0,20}$/),
  fc.string({ unit: 'binary', maxLength: 400 }).map((text) => JSON.stringify({ v: 1, d: text })),
  { maxKeys: 40, noNullPrototype: true },
);

for (const [name, codec] of [
  ['a backup', codecWith()],
  ['a sealed backup', codecWith(SEAL_KEY)],
] as const) {
  const packed = async (records: Record<string, string>) => bytesOf(codec.pack(linesWith(records)));

  describe(name, () => {
    it('gives back every record (property)', async () => {
      await fc.assert(
        fc.asyncProperty(RECORDS, fc.integer({ min: 1, max: 5_000 }), async (records, size) => {
          const bytes = await packed(records);
          const { header, items } = await readAll(bytes, codec);
          assert.deepEqual(header, { ...HEADER });
          const back = items.map((item) => ('record' in item ? [item.record, item.text] : []));
          assert.deepEqual(Object.fromEntries(back), records);
          // However it is handed over.
          let lines = 0;
          for await (const slice of codec.unpack(inPieces(bytes, size))) lines += slice.length;
          assert.equal(lines, Object.keys(records).length + 2);
        }),
        { numRuns: 60 },
      );
    });

    it('is refused with any of its bytes changed', async () => {
      const bytes = await packed({ 'zones/a': 'one', 'zones/b': 'two' });
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        await assert.rejects(readAll(changed, codec), (error: Error) => {
          assert.match(
            error.message,
            /damaged|no backup|in a form|in a way|another passphrase/,
            `byte ${at}`,
          );
          return true;
        });
      }
    });

    it('is refused wherever it is cut off, and with anything put on', async () => {
      const bytes = await packed({ 'zones/a': 'one' });
      for (let length = 0; length < bytes.length; length++)
        await assert.rejects(readAll(bytes.subarray(0, length), codec), DAMAGED, `${length} bytes`);
      await assert.rejects(readAll(Buffer.concat([bytes, Buffer.from([0])]), codec), DAMAGED);
      await assert.rejects(readAll(Buffer.concat([bytes, bytes]), codec), DAMAGED);
    });
  });
}

describe('a backup that is not sealed', () => {
  it('is what gzip reads, and says what its bytes come to', async () => {
    const bytes = await bytesOf(codecWith().pack(linesWith({ 'zones/a': 'one' })));
    const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => Object.keys(JSON.parse(line) as object)[0]),
      ['what', 'record', 'end', 'sha256'],
    );
  });
});

describe('a sealed backup', () => {
  const codec = codecWith(SEAL_KEY);
  const big = Object.fromEntries(
    Array.from({ length: 400 }, (_, i) => [
      `a/${i}`,
      Buffer.from(SEAL_KEY.key)
        .toString('hex')
        .repeat(i % 7),
    ]),
  );
  /** Random letters, so that it has several boxes. */
  const noise = async () => {
    let seed = 1;
    const text = Array.from({ length: 60_000 }, () =>
      ((seed = (seed * 48_271) % 2_147_483_647) % 36).toString(36),
    );
    return bytesOf(codec.pack(linesWith({ ...big, 'z/noise': text.join('') })));
  };
  const headBytes = (bytes: Buffer) => bytes.indexOf('\n') + 1;
  const BOX = LIMITS.backupSealedBytes + 16;

  it('has several boxes, none of which can be left out, moved, or be the last but the last', async () => {
    const bytes = await noise();
    const head = bytes.subarray(0, headBytes(bytes));
    const body = bytes.subarray(head.length);
    assert.ok(body.length > 2 * BOX);
    const [first, second, rest] = [
      body.subarray(0, BOX),
      body.subarray(BOX, 2 * BOX),
      body.subarray(2 * BOX),
    ];
    const orders = [
      [second, first, rest],
      [first, rest],
      [first],
      [first, second],
      [first, first, rest],
      [rest],
    ];
    for (const order of orders)
      await assert.rejects(readAll(Buffer.concat([head, ...order]), codec), DAMAGED);
    await readAll(Buffer.concat([head, first, second, rest]), codec);
  });

  it('shows nothing of what is in it', async () => {
    const bytes = await bytesOf(codec.pack(linesWith({ 'users/ada': 'ada@example.org' })));
    const text = bytes.toString('latin1');
    assert.ok(!text.includes('ada'));
    assert.throws(() => gunzipSync(bytes.subarray(headBytes(bytes))));
  });

  it('of another passphrase says so', async () => {
    const bytes = await bytesOf(codec.pack(linesWith({})));
    const other = codecWith({ ...SEAL_KEY, keyId: 'fedcba9876543210' });
    await assert.rejects(readAll(bytes, other), refusal(/^another passphrase$/));
  });
});

describe('what is no backup', () => {
  const foreign: [what: string, bytes: Buffer, message: RegExp][] = [
    ['nothing', Buffer.alloc(0), /^this is no backup of an Aris hub$/],
    ['a text', Buffer.from('hello\n'), /^this is no backup of an Aris hub$/],
    ['another gzip', gzipSync('hello\n'), /^this is no backup|damaged/],
    [
      'JSON of another kind',
      Buffer.from('{"what":"else"}\n'),
      /^this is no backup of an Aris hub$/,
    ],
  ];
  for (const [what, bytes, message] of foreign)
    it(`is refused: ${what}`, async () => {
      await assert.rejects(readAll(bytes), refusal(message));
    });

  const packed = async (...lines: string[]) => bytesOf(codecWith().pack(textAsLines(...lines)));
  const head = (change: object = {}) =>
    `${JSON.stringify({ what: 'aris-backup', format: 1, ...HEADER, ...change })}\n`;
  const END = '{"end":{"record":0,"file":0,"firmware":0,"revocation":0}}\n';

  const cases: [what: string, lines: string[], message: RegExp][] = [
    ['another thing in its form', ['{"what":"aris-recipe"}\n', END], /^this is no backup/],
    [
      'a newer form',
      [head({ format: 2, version: '7.1.0' }), END],
      /^the backup was made by 7\.1\.0, in a form/,
    ],
    ['no end', [head()], /its end is missing/],
    ['lines after its end', [head(), END, '{"record":"a/b","text":""}\n'], /goes on after its end/],
    [
      'fewer records than it says',
      [head(), END.replace('"record":0', '"record":1')],
      /a part is missing/,
    ],
    ['a line that is no JSON', [head(), 'x\n', END], /no JSON object/],
    ['a line of nothing known', [head(), '{"recipe":"soup"}\n', END], /nothing that a backup has/],
    [
      'a file that is none of the hub',
      [head(), '{"file":"passwd","text":""}\n', END],
      /nothing that a backup has/,
    ],
    ['a last line without an end', [head(), END, '{'], /its last line is cut off/],
    ...[
      '../keys.json',
      '/etc/passwd',
      'a/../../b',
      'a//b',
      'a\\b',
      '.hidden',
      'a/.',
      '',
      'a\u0000b',
    ].map((path): [string, string[], RegExp] => [
      `firmware that would lie at ${JSON.stringify(path)}`,
      [head(), `${JSON.stringify({ firmware: path, bytes: '' })}\n`, END],
      /outside its folder/,
    ]),
  ];
  for (const [what, lines, message] of cases)
    it(`is refused: ${what}`, async () => {
      await assert.rejects(readAll(await packed(...lines)), refusal(message));
    });

  it('takes members that a later program of the same form has added', async () => {
    const { header } = await readAll(await packed(head({ weather: 'fair' }), END));
    assert.deepEqual(header, HEADER);
  });

  it('is refused once a line of it is longer than any of ours', async () => {
    const long = JSON.stringify({ record: 'a/b', text: 'x'.repeat(LIMITS.backupLineBytes) });
    await assert.rejects(readAll(await packed(head(), `${long}\n`, END)), refusal(/too long/));
  });

  it('is refused once it comes to so many times its own bytes that it must be a bomb', async () => {
    const line = `${JSON.stringify({ record: 'a/b', text: ' '.repeat(64 * 1024) })}\n`;
    const lines = Math.ceil((2 * LIMITS.backupRatioFreeBytes) / line.length);
    const bomb = await packed(head(), ...Array.from({ length: lines }, () => line));
    assert.ok(bomb.length * LIMITS.backupRatio < lines * line.length);
    await assert.rejects(readAll(bomb), refusal(/comes to more than a backup can/));
  });
});
