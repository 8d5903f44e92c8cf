import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { runCommand } from '../support/command-line.ts';
import { createFakeMachine } from '../support/fake-machine.ts';

const INSTALLED = { 'systemctl show': 'LoadState=loaded\nActiveState=active\n' };

async function logs(
  args: readonly string[],
  programs: Readonly<Record<string, string>>,
  userId = 0,
) {
  const machine = createFakeMachine({ programs }, { userId });
  const written = await runCommand(['logs', ...args], '/nowhere', { machine });
  return { ...written, shown: machine.ranAll.filter((line) => line.startsWith('journalctl')) };
}

describe('aris logs', () => {
  it('shows the last hundred lines of the service', async () => {
    const { code, shown } = await logs([], { ...INSTALLED, journalctl: '' });
    assert.deepEqual([code, shown], [EXIT.ok, ['journalctl --unit=aris --lines=100 --no-pager']]);
  });

  it('shows as many as are asked for, from a time on, and goes on', async () => {
    const of = async (...args: string[]) =>
      (await logs(args, { ...INSTALLED, journalctl: '' })).shown;
    assert.deepEqual(await of('--lines', '5', '--follow'), [
      'journalctl --unit=aris --lines=5 --follow',
    ]);
    assert.deepEqual(await of('--since', '1 hour ago'), [
      'journalctl --unit=aris --since=1 hour ago --no-pager',
    ]);
  });

  it('says what works to who may not read it, to whom journalctl shows an empty one', async () => {
    const { code, err } = await logs(
      ['--since', 'an hour ago'],
      { ...INSTALLED, journalctl: '' },
      1,
    );
    assert.equal(code, EXIT.usage);
    assert.match(err, /this works: sudo aris logs --since 'an hour ago'\n$/);
    const read = await logs([], { ...INSTALLED, journalctl: 'a line' }, 1);
    assert.equal(read.shown.at(-1), 'journalctl --unit=aris --lines=100 --no-pager');
  });

  it('says where the log is of a hub that is no service', async () => {
    const { code, err, shown } = await logs([], { 'systemctl show': 'LoadState=not-found\n' });
    assert.deepEqual([code, shown], [EXIT.usage, []]);
    assert.match(err, /no hub is a service of systemd here: its log is where it was started/);
  });

  it('refuses what journalctl would take for something else', async () => {
    for (const args of [['--lines', '0'], ['--lines', '-1'], ['x'], ['--vacuum-time=1s']]) {
      const { code, shown } = await logs(args, { ...INSTALLED, journalctl: '' });
      assert.deepEqual([code, shown], [EXIT.usage, []], args.join(' '));
    }
  });

  it('is shown though a setting is wrong: that may be what it tells', async () => {
    const machine = createFakeMachine(
      { programs: { ...INSTALLED, journalctl: '' } },
      { userId: 0 },
    );
    const env = { ARIS_MQTT_URL: 'nonsense' };
    assert.equal((await runCommand(['logs'], '/nowhere', { machine, env })).code, EXIT.ok);
  });
});
