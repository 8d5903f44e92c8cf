import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { createTeller } from '../../src/cli/backup.ts';
import { EXIT, type CliContext } from '../../src/cli/context.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

describe('aris backup', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());
  const made = (path: string, isSealed = true) => ({
    state: 'done',
    records: 3,
    made: { path, sizeBytes: 9, isSealed },
  });

  it('without a file leaves it where it lies, and prints where', async () => {
    const { out, err, asked } = await hub.run(['backup'], [made('/b/one')]);
    assert.deepEqual(asked, [['backup.make', { history: true, firmware: false }]]);
    assert.equal(out, '/b/one\n');
    assert.equal(err, 'a backup of 9 bytes, read back as it was written\n');
  });

  it('leaves out and takes along as it is told, and says what is not sealed', async () => {
    const args = ['backup', '--no-history', '--firmware'];
    const { err, asked } = await hub.run(args, [made('/b/one', false)]);
    assert.deepEqual(asked, [['backup.make', { history: false, firmware: true }]]);
    assert.match(err, /it is not sealed: signing keys/);
  });

  it('with a file puts it there, for its owner alone, and takes it out of the folder', async () => {
    const [from, to] = [hub.at('made'), hub.at('mine')];
    writeFileSync(from, 'a backup');
    const { out, err } = await hub.run(['backup', to], [made(from)]);
    assert.equal(out, '');
    assert.match(err, /mine: a backup of 9 bytes/);
    assert.equal(readFileSync(to, 'utf8'), 'a backup');
    assert.equal(statSync(to).mode & 0o777, 0o600);
    assert.equal(existsSync(from), false);
    // A second one is not put over it, and none is made for nothing.
    const again = await hub.run(['backup', to], [made(from)]);
    assert.deepEqual([again.code, again.asked], [EXIT.usage, []]);
  });

  it('that cannot be put there is named, and kept', async () => {
    const from = hub.at('made');
    writeFileSync(from, 'a backup');
    const { code, err } = await hub.run(['backup', hub.at('no/such')], [made(from)]);
    assert.equal(code, EXIT.usage);
    assert.match(err, /cannot be written: .*The backup is .*made/);
    assert.equal(existsSync(from), true);
  });

  it('asks how far it is until it is done, or has failed', async () => {
    const clock = createFakeClock();
    const passing = {
      ...clock,
      after(delayMs: number, work: () => void) {
        clock.advance(delayMs);
        work();
        return () => undefined;
      },
    } as unknown as CliContext['clock'];
    const running = { state: 'running', records: 1 };
    const { asked, out } = await hub.run(['backup'], [running, running, made('/b/two')], {
      clock: passing,
    });
    assert.deepEqual(
      asked.map(([operation]) => operation),
      ['backup.make', 'backup.progress', 'backup.progress'],
    );
    assert.equal(out, '/b/two\n');
    const failed = await hub.run(['backup'], [{ state: 'failed', failure: 'no room' }]);
    assert.notEqual(failed.code, EXIT.ok);
    assert.match(failed.err, /no room/);
  });

  it('lists those that there are', async () => {
    const one = { madeAt: 'then', kind: 'daily', sizeBytes: 9, path: '/b/one' };
    const { out } = await hub.run(['backup', 'list'], [[one]]);
    assert.match(out, /^MADE +KIND +BYTES +FILE\nthen +daily +9 +\/b\/one\n$/);
    const { err } = await hub.run(['backup', 'list'], [[]]);
    assert.equal(err, 'There are no backups yet.\n');
    const json = (await hub.run(['backup', 'list', '--json'], [[one]])).out;
    assert.deepEqual(JSON.parse(json), { backups: [one] });
    assert.equal((await hub.run(['backup', 'list', 'x'])).code, EXIT.usage);
  });

  it('takes a passphrase that is typed twice alike, never as an argument', async () => {
    const typing = (...words: string[]) => ({
      isTerminal: true,
      askSecret: async () => Promise.resolve(words.shift() ?? ''),
    });
    const set = ['backup', 'passphrase'];
    assert.deepEqual((await hub.run(set, [{}], typing('long', 'long'))).asked, [
      ['backup.passphrase', { passphrase: 'long' }],
    ]);
    const other = await hub.run(set, [{}], typing('long', 'lang'));
    assert.deepEqual([other.code, other.asked], [EXIT.usage, []]);
    const given = await hub.run([...set, 'long'], [{}]);
    assert.deepEqual([given.code, given.asked], [EXIT.usage, []]);
    const removed = await hub.run([...set, '--remove'], [{}], typing());
    assert.deepEqual(removed.asked, [['backup.passphrase', {}]]);
  });
});

describe('how far a backup is', () => {
  it('is told once a second, where somebody watches', () => {
    const clock = createFakeClock();
    const said: string[] = [];
    const of = (isTerminal: boolean) =>
      createTeller({
        clock,
        isTerminal,
        err: (line: string) => said.push(line),
      } as unknown as CliContext);
    const [watched, unwatched] = [of(true), of(false)];
    for (const records of [1, 2, 3, 4]) {
      watched(records);
      unwatched(records);
      clock.advance(500);
    }
    assert.deepEqual(said, ['3 records …']);
  });
});
