/**
 * The packages for ARM, under qemu-user with the Node of Debian 13 for that processor: `npm run test:install`. What it
 * needs, besides what install-long.test.ts says: qemu-user-static, and Mosquitto of this machine.
 */
import assert from 'node:assert/strict';
import { type ChildProcess } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { end, run, start, type Finished } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { unpackDebian } from '../support/debian-tree.ts';
import { dataFolderWith } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';
import { pack } from './packaging.ts';

const EMULATORS = { armhf: 'arm', arm64: 'aarch64' } as const;
type Architecture = keyof typeof EMULATORS;
/** An emulated start takes some seconds, and more where the machine is busy. */
const START_DEADLINE_MS = 180_000;

/**
 * A command in the tree, where programs of that processor are run by qemu, those too that the hub starts itself. All of
 * it is seen by this process alone: what the kernel knows of formats is, since 6.7, a matter of the user namespace.
 */
const IN_TREE = `
mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
sed -n "s|^\\(:qemu-$EMULATOR:M:.*:\\)/[^:]*:.*|\\1/usr/bin/qemu-$EMULATOR-static:F|p" /usr/lib/binfmt.d/qemu-$EMULATOR.conf > /proc/sys/fs/binfmt_misc/register
mount --rbind /proc $TREE/proc
mount --rbind /dev $TREE/dev
mkdir -p $TREE/var/lib/aris
mount --bind $DATA $TREE/var/lib/aris
cd /
exec chroot $TREE /usr/bin/aris "$@"`;

class Board {
  readonly #tree: string;
  readonly #architecture: Architecture;
  readonly #data: string;

  constructor(architecture: Architecture, data: string) {
    this.#architecture = architecture;
    this.#data = data;
    this.#tree = unpackDebian(architecture, 'trixie', ['nodejs']);
  }

  async install(): Promise<void> {
    const args = ['--architecture', this.#architecture, '--package', 'aris'];
    const { code, stderr } = await run('dpkg-deb', ['-x', await pack({ args }), this.#tree]);
    assert.equal(code, 0, stderr);
  }

  /** An `aris …` there, to be started. */
  aris(...args: readonly string[]): [string, string[], Record<string, string>] {
    const apart = ['--user', '--map-root-user', '--mount', 'sh', '-ec', IN_TREE, 'aris'];
    const EMULATOR = EMULATORS[this.#architecture];
    return ['unshare', [...apart, ...args], { EMULATOR, TREE: this.#tree, DATA: this.#data }];
  }

  async run(...args: readonly string[]): Promise<Finished> {
    const [command, all, env] = this.aris(...args);
    return run(command, all, { env });
  }
}

async function startHub(board: Board, args: readonly string[]) {
  const child = start(...board.aris('serve', '--listen', '127.0.0.1:0', ...args));
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const url = await until(
    () => {
      assert.equal(child.exitCode, null, log);
      return /"hub ready","address":"(.*?)"/.exec(log)?.[1];
    },
    'the hub to be ready',
    START_DEADLINE_MS,
  );
  return { child, url };
}

function describeBoard(architecture: Architecture): void {
  describe(`the package for ${architecture}, under qemu-user`, () => {
    let board: Board;
    let broker: Mosquitto;
    let hub: ChildProcess;
    let url = '';
    let token = '';
    const data = dataFolderWith();
    const args = () => ['--mqtt-url', `mqtt://127.0.0.1:${broker.port}`];
    before(async () => {
      board = new Board(architecture, data);
      await board.install();
      broker = await startMosquitto();
    });
    after(async () => {
      await end(hub);
      await broker.stop();
    });
    const zones = async () => (await curl(`${url}/api/zones`, { token })).status;
    const isOnBroker = async () => {
      const { checks } = (await curl(`${url}/health`)).json() as { checks: { mqtt: object } };
      return 'connected' in checks.mqtt && checks.mqtt.connected === true;
    };

    it('starts, and is on the broker', async () => {
      ({ child: hub, url } = await startHub(board, args()));
      await until(isOnBroker, 'the hub to be on the broker', START_DEADLINE_MS);
    });

    it('makes a token that reads the zones', async () => {
      const made = await board.run('token', 'create', 'laptop');
      assert.equal(made.code, 0, made.stderr);
      token = made.stdout.trim();
      assert.equal(await zones(), 200);
    });

    it('has all that it acknowledged after a kill -9', async () => {
      await end(hub, 'SIGKILL');
      ({ child: hub, url } = await startHub(board, args()));
      assert.equal(await zones(), 200);
      await until(isOnBroker, 'the hub to be on the broker', START_DEADLINE_MS);
    });

    if (architecture === 'armhf')
      it('leaves a store that a 64 bit system refuses in a sentence, and does not touch', async () => {
        await end(hub);
        const other = new Board('arm64', data);
        await other.install();
        const { code, stderr } = await other.run('serve', '--listen', '127.0.0.1:0', ...args());
        assert.equal(code, 4, stderr);
        assert.match(stderr, /was made by a 32-bit .* Move it as a backup, not as a file/);
        ({ child: hub, url } = await startHub(board, args()));
        assert.equal(await zones(), 200);
      });
  });
}

if (process.env['ARIS_TEST_INSTALL'] === '1') {
  describeBoard('armhf');
  describeBoard('arm64');
}
