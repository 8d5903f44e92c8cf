/** Commands of several actions: which is meant, what it takes, and in whose words it is refused. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import { actionCommand, type Call } from '../../src/cli/actions.ts';
import { EXIT, UsageError } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, playedProcess, type PlayedHub } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const calls: Call[] = [];
const command = actionCommand({
  name: 'lamp',
  help: 'how lamps are lit',
  options: ['colour'],
  flags: ['quick'],
  words: { colour: '--colour', rooms: '--room' },
  actions: {
    async light(call) {
      calls.push(call);
      await Promise.resolve();
    },
    async dim(call) {
      await call.ask('token.list', {});
    },
    async name(call) {
      call.argumentsOf('LAMP', 'NAME');
      await Promise.resolve();
    },
    async blow(call) {
      call.argumentsOf();
      await Promise.resolve();
    },
  },
});
const usage = (message: string) => (error: unknown) =>
  error instanceof UsageError && error.message === message;

describe('a command of several actions', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  const run = async (args: readonly string[], folder = hub.folder) =>
    command.run(args, playedProcess(args, folder).context);

  it('does the action that is named first, with its options and flags', async () => {
    calls.length = 0;
    const args = ['light', 'hall', '--colour', 'red', '--quick'];
    assert.equal(await run(args), EXIT.ok);
    const [call] = calls;
    assert.ok(call && calls.length === 1);
    assert.deepEqual(call.args.positionals, ['light', 'hall']);
    assert.deepEqual(call.args.options['colour'], ['red']);
    assert.deepEqual([...call.args.flags], ['quick']);
    assert.equal(call.context.program, 'aris');
    assert.equal(command.help, 'how lamps are lit');
  });

  it('asks which is meant where none of them is, be it a name that every object has', async () => {
    const asked = usage('aris lamp light, dim, name or blow? aris lamp --help says more');
    for (const args of [[], ['LIGHT'], ['toString'], ['constructor', 'x']])
      await assert.rejects(run(args), asked, args.join(' '));
  });

  it('knows no option but its own, the settings and --virtual', async () => {
    await assert.rejects(run(['light', '--room', 'x']), /there is no option --room/);
    assert.equal(await run(['light', '--virtual', '--log-level', 'info']), EXIT.ok);
  });

  it('takes exactly what an action needs', async () => {
    assert.equal(await run(['name', 'a', 'b']), EXIT.ok);
    assert.equal(await run(['blow']), EXIT.ok);
    const both = usage('exactly one LAMP and one NAME is needed; aris lamp --help');
    for (const args of [['name'], ['name', 'a'], ['name', 'a', 'b', 'c']])
      await assert.rejects(run(args), both, args.join(' '));
    await assert.rejects(run(['blow', 'x']), usage('nothing more is needed; aris lamp --help'));
  });

  const refused = async (error: Error) => {
    await hub.run([], [error]);
    return run(['dim']);
  };
  it('is refused in its own words for a field of the API', async () => {
    const of = (message: string, field: string) => new HubError('invalid', message, { field });
    const plain = of('colour must be one', 'colour');
    await assert.rejects(refused(plain), usage('--colour must be one'));
    const inList = of('rooms[2] is not there', 'rooms[2]');
    await assert.rejects(refused(inList), usage('--room is not there'));
  });

  it('is refused in the words of the hub for all else', async () => {
    const other = new HubError('invalid', 'size must be one', { field: 'size' });
    for (const error of [other, new HubError('not_found', 'colour of no field')])
      await assert.rejects(
        refused(error),
        (thrown: unknown) =>
          thrown instanceof HubError &&
          thrown.code === error.code &&
          thrown.message === error.message,
      );
    const inherited = new HubError('invalid', 'toString must be one', { field: 'toString' });
    await assert.rejects(refused(inherited), HubError);
  });

  it('is done on the real house’s store or the virtual one’s where no hub runs', async () => {
    const { path, remove } = tempFolder();
    mkdirSync(join(path, 'virtual'));
    writeFileSync(join(path, 'virtual', 'store.json'), '');
    await assert.rejects(run(['dim'], path), /only that of a virtual house, with --virtual/);
    await assert.rejects(run(['dim', '--virtual'], path), (error: unknown) => {
      assert.doesNotMatch(String(error), /there is no store/);
      return true;
    });
    remove();
  });
});
