/** The house that a hub keeps, from the command line: what is asked of the hub, and what a person is told. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writtenHouse } from '../../src/app/house/house-document.ts';
import { EXIT, type CliContext } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';
import { SMALL_HOUSE } from '../support/house.ts';

const TEXT = writtenHouse({ ...SMALL_HOUSE });
const OTHER = { ...SMALL_HOUSE, timeZone: 'Europe/Rome' };
const SHOWN = { version: 4, house: SMALL_HOUSE };
const FAULTS = [
  { path: 'timeZone', message: 'is none' },
  { path: '', message: 'is no house' },
];
const refusal = () => new HubError('invalid', 'timeZone: is none', { faults: FAULTS });

describe('aris house', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  const run = async (
    args: readonly string[],
    answers: readonly unknown[] = [],
    more: Partial<CliContext> = {},
  ) => hub.run(['house', ...args], answers, more);
  const written = (name: string, text: string) => {
    writeFileSync(hub.at(name), text);
    return hub.at(name);
  };

  it('show prints the house as files have it, as it is or was', async () => {
    const now = await run(['show'], [SHOWN]);
    assert.deepEqual([now.code, now.out, now.asked], [EXIT.ok, TEXT, [['house.show', {}]]]);
    const { asked } = await run(['show', '3'], [SHOWN]);
    assert.deepEqual(asked, [['house.show', { version: 3 }]]);
    const { out } = await run(['show', '--json'], [SHOWN]);
    assert.equal(out, `${JSON.stringify(SHOWN)}\n`);
  });

  it('takes a number for a version, and nothing else', async () => {
    for (const action of ['show', 'undo'])
      for (const bad of ['0', '01', '1.5', 'x', '123456789', '']) {
        const { code, err, asked } = await run([action, bad], [SHOWN]);
        assert.deepEqual([code, asked], [EXIT.usage, []], bad);
        assert.equal(err, 'aris: a version has a number: aris house versions lists them\n');
      }
  });

  it('import has the hub keep what a file says, whatever ran before', async () => {
    const path = written('new.json', JSON.stringify(OTHER));
    const { code, out, asked } = await run(['import', path], [{ version: 5 }]);
    assert.deepEqual([code, out], [EXIT.ok, 'the house is of version 5 now\n']);
    assert.deepEqual(asked, [['house.put', { house: OTHER }]]);
    assert.equal((await run(['import', path, '--json'], [{ version: 5 }])).out, '{"version":5}\n');
  });

  it('import wants a file, that is there, and is JSON', async () => {
    for (const [args, words] of [
      [['import'], 'aris house import FILE, or - for what is piped in'],
      [['import', hub.at('none')], `${hub.at('none')}: there is no such file`],
    ] as const) {
      const { code, err, asked } = await run(args);
      assert.deepEqual([code, err, asked], [EXIT.usage, `aris: ${words}\n`, []]);
    }
    const path = written('cut.json', '{"version":');
    const { err, asked } = await run(['import', path]);
    assert.ok(err.startsWith(`aris: ${path}: not JSON`), err);
    assert.deepEqual(asked, []);
  });

  it('import tells every fault by its place in the file', async () => {
    const path = written('bad.json', '{}');
    const { code, err } = await run(['import', path], [refusal()]);
    assert.equal(code, EXIT.usage);
    assert.equal(err, `aris: ${path}: timeZone: is none\naris: ${path}: is no house\n`);
    const full = new HubError('storage_full', 'nothing was changed, since the disk is full');
    assert.match((await run(['import', path], [full])).err, /^aris: nothing was changed/);
  });

  it('export has the hub write its file, and says which', async () => {
    const { out, asked } = await run(['export'], [{ path: '/data/house.json' }]);
    assert.equal(out, '/data/house.json: the house as it is\n');
    assert.deepEqual(asked, [['house.export', {}]]);
    const json = await run(['export', '--json'], [{ path: '/data/house.json' }]);
    assert.equal(json.out, '{"path":"/data/house.json"}\n');
  });

  it('export writes another file, never over one that is there, or prints it', async () => {
    const path = hub.at('copy.json');
    const { out, asked } = await run(['export', path], [SHOWN]);
    assert.deepEqual([out, asked], [`${path}: the house as it is\n`, [['house.show', {}]]]);
    assert.equal(readFileSync(path, 'utf8'), TEXT);
    const again = await run(['export', path], [{ ...SHOWN, house: OTHER }]);
    assert.deepEqual([again.code, again.asked], [EXIT.usage, []]);
    assert.equal(again.err, `aris: ${path} is there already, and is left as it is\n`);
    assert.equal(readFileSync(path, 'utf8'), TEXT);
    assert.equal((await run(['export', '-'], [SHOWN])).out, TEXT);
  });

  it('versions lists them with who made each, and says how house and file stand', async () => {
    const at = '2026-01-15T10:00:00Z';
    const by = { kind: 'cli', id: 'cli' };
    const versions = [
      { version: 3, at, by: { ...by, name: 'Ada' }, changed: [], restored: 1 },
      { version: 2, at, by, changed: ['zones', 'fcus'] },
      { version: 1, at, by, changed: ['zones'], path: 'house.json' },
    ];
    const listed = { versions, origin: { inCharge: 'store', path: 'house.json' } };
    const { out, err, asked } = await run(['versions'], [listed]);
    assert.deepEqual(asked, [['house.versions', {}]]);
    assert.deepEqual(out.split('\n'), [
      'VERSION  WHEN                  BY   CHANGED',
      '3        2026-01-15T10:00:00Z  Ada  as version 1',
      '2        2026-01-15T10:00:00Z  cli  zones, fcus',
      '1        2026-01-15T10:00:00Z  cli  house.json: zones',
      '',
    ]);
    assert.equal(err, 'The house is not as house.json says.\n');
    const origin = { inCharge: 'file', path: 'house.json', trouble: 'broken' };
    assert.equal(
      (await run(['versions'], [{ versions, origin }])).err,
      'The house is as house.json says.\naris: the house is in trouble: broken\n',
    );
    assert.deepEqual(JSON.parse((await run(['versions', '--json'], [listed])).out), listed);
  });

  it('undo takes the last change back, or goes back to a version', async () => {
    const undone = { version: 5, restored: 3 };
    const { out, asked } = await run(['undo'], [undone]);
    assert.deepEqual([out, asked], ['the house is as in version 3 again\n', [['house.undo', {}]]]);
    assert.deepEqual((await run(['undo', '2'], [undone])).asked, [['house.undo', { version: 2 }]]);
    const { out: json } = await run(['undo', '--json'], [undone]);
    assert.equal(json, '{"version":5,"restored":3}\n');
  });

  /** An editor that leaves these texts, one after another, and what a person then answers. */
  function editing(texts: readonly string[], lines: readonly (string | undefined)[] = []) {
    const seen: string[] = [];
    const asked: string[] = [];
    let path = '';
    return {
      seen,
      asked,
      path: () => path,
      edit: async (at: string) => {
        path = at;
        seen.push(readFileSync(at, 'utf8'));
        assert.equal(statSync(at).mode & 0o777, 0o600);
        writeFileSync(at, texts[seen.length - 1] ?? '');
        return Promise.resolve(0);
      },
      askLine: async (prompt: string) => {
        asked.push(prompt);
        return Promise.resolve(lines[asked.length - 1]);
      },
    };
  }

  it('edit puts what was written, unless somebody was faster', async () => {
    const editor = editing([JSON.stringify(OTHER)]);
    const { code, out, asked } = await run(['edit'], [SHOWN, { version: 5 }], editor);
    assert.deepEqual([code, out], [EXIT.ok, 'the house is of version 5 now\n']);
    assert.deepEqual(editor.seen, [TEXT]);
    assert.deepEqual(asked, [
      ['house.show', {}],
      ['house.put', { house: OTHER, version: 4 }],
    ]);
    assert.ok(!existsSync(dirname(editor.path())));
  });

  it('edit puts nothing where nothing was changed', async () => {
    const editor = editing([TEXT]);
    const { code, err, asked } = await run(['edit'], [SHOWN], editor);
    assert.deepEqual([code, err, asked.length], [EXIT.ok, 'Nothing was changed.\n', 1]);
    assert.ok(!existsSync(dirname(editor.path())));
  });

  it('edit goes on with what was written where it has a fault, or is no JSON', async () => {
    const editor = editing(['{}', '{"', JSON.stringify(OTHER)], ['', 'yes']);
    const answers = [SHOWN, refusal(), { version: 5 }];
    const { code, err, asked } = await run(['edit'], answers, editor);
    assert.equal(code, EXIT.ok);
    assert.deepEqual(editor.seen, [TEXT, '{}', '{"']);
    const prompt = 'Edit it again? [Y/n] ';
    assert.deepEqual(editor.asked, [prompt, prompt]);
    assert.equal(asked.length, 3);
    assert.ok(
      err.startsWith(`aris: ${editor.path()}: timeZone: is none\naris: ${editor.path()}: is`),
    );
    assert.match(err, /: not JSON/);
  });

  it('edit leaves what was written where a person gives up, or is not there', async () => {
    const changed = new HubError('precondition_failed', 'the house is of version 5 by now');
    for (const answer of ['n', ' No', undefined]) {
      const editor = editing(['{}'], [answer]);
      const { code, err } = await run(['edit'], [SHOWN, changed], editor);
      const path = editor.path();
      assert.equal(code, EXIT.usage);
      assert.equal(
        err,
        `aris: the house is of version 5 by now\naris: the house is as it was; what you wrote is in ${path}\n`,
      );
      assert.equal(readFileSync(path, 'utf8'), '{}');
      rmSync(dirname(path), { recursive: true });
    }
  });

  it('edit puts nothing where the editor has failed, and leaves what that left', async () => {
    let path = '';
    const edit = async (at: string) => Promise.resolve(((path = at), 3));
    const { code, err, asked } = await run(['edit'], [SHOWN], { edit });
    assert.deepEqual([code, asked.length], [EXIT.usage, 1]);
    assert.equal(err, `aris: the editor has failed; what it left is in ${path}\n`);
    rmSync(dirname(path), { recursive: true });
  });
});
