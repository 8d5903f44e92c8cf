/**
 * A machine of its own, booted with systemd in a container: another tree, or this machine's own with a layer in memory
 * over it, so that nothing that is installed there reaches this machine. It has no network but its own loopback.
 */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { end, hasEnded, lastingFolder, run, start, type Finished } from './child.ts';
import { until } from './until.ts';

const BOOT_DEADLINE_MS = 60_000;

/** Puts itself into cgroups of its own, lays the layer, boots. Its mounts and processes end with it. */
const BOOT = `
set -e
for group in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup/pids; do
  [ -e $group/cgroup.procs ] || continue
  mkdir -p $group/aris-test-$NAME
  echo 0 > $group/aris-test-$NAME/cgroup.procs
done
mount -t tmpfs -o mode=755 tmpfs $LAYER
mkdir $LAYER/upper $LAYER/work $LAYER/root
mount -t overlay -o lowerdir=$TREE,upperdir=$LAYER/upper,workdir=$LAYER/work overlay $LAYER/root
cd $LAYER/root
# The hub runs on the Node that runs this.
[ $TREE != / ] || [ /usr/bin/node -ef $NODE ] || cp --remove-destination $NODE usr/bin/node
tr -d - < /proc/sys/kernel/random/uuid > etc/machine-id
echo 127.0.0.1 localhost aris.local > etc/hosts
# Of what this machine has besides, nothing starts.
for unit in etc/systemd/system/multi-user.target.wants/*.service; do
  case \${unit##*/} in mosquitto.service | prometheus.service) ;; *) rm -f $unit ;; esac
done
rm -f etc/systemd/system/timers.target.wants/*
exec systemd-nspawn --quiet --boot --directory=. --machine=aris-test-$NAME --register=no --keep-unit \\
  --private-network --console=pipe $BINDS
`;

export interface Container {
  /** Runs a shell script in the checkout, as root. A terminal of its own is for what asks for a password. */
  shell(script: string, options?: { input?: string; onTerminal?: boolean }): Promise<Finished>;
  stop(): Promise<void>;
}

let count = 0;

const childrenOf = (pid: number): number[] => {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

/** The container's first process: below unshare is nspawn, and below that it. */
function leaderOf({ pid = 0 }: ChildProcess): number | undefined {
  const [nspawn] = childrenOf(pid);
  const [leader] = nspawn === undefined ? [] : childrenOf(nspawn);
  return leader;
}

/** What is missing to boot one; undefined where nothing is. */
function missingForContainers(): string | undefined {
  if (process.getuid?.() !== 0) return 'root: sudo npm test -- test/systemd/install.test.ts';
  const { status, stderr } = spawnSync('unshare', ['--mount', '--pid', '--fork', 'true'], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `the right to mount and to make namespaces (${stderr.trim()})`;
}

/**
 * @param checkout shown in the container as /root/aris, read-only
 * @param tree a Debian; this machine's own where it is `/`
 * @param binds folders of this machine to be seen there, `HERE:THERE`, read-only
 * @throws Error that says what it needs
 */
export async function bootContainer(
  checkout: string,
  tree = '/',
  binds: readonly string[] = [],
): Promise<Container> {
  const missing = missingForContainers();
  if (missing !== undefined)
    throw new Error(`Installing is tried in a booted container, which needs ${missing}.`);
  const name = `${process.pid}-${++count}`;
  const env = {
    NAME: name,
    LAYER: lastingFolder(),
    TREE: tree,
    NODE: realpathSync(process.execPath),
    BINDS: [`${checkout}:/root/aris`, ...binds].map((bind) => `--bind-ro=${bind}`).join(' '),
  };
  const isolation = ['--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  // It must not outlive this process, however that ends.
  const child = start(
    'setpriv',
    ['--pdeathsig', 'KILL', 'unshare', ...isolation, 'sh', '-c', BOOT],
    env,
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));

  const enter = async (command: readonly string[], input?: string) =>
    run('nsenter', ['--target', String(leaderOf(child)), '--all', ...command], {
      env: { HOME: '/root', TERM: 'dumb' },
      ...(input !== undefined && { input }),
    });
  await until(
    async () => {
      if (hasEnded(child)) throw new Error(`the container did not boot: ${said}`);
      if (leaderOf(child) === undefined) return false;
      const { stdout } = await enter(['systemctl', 'is-system-running']);
      return /^(?:running|degraded)$/m.test(stdout);
    },
    'the container to be up',
    BOOT_DEADLINE_MS,
  );
  return {
    async shell(script, { input, onTerminal = false } = {}) {
      const command = ['sh', '-ec', `cd /root/aris\n${script}`];
      if (!onTerminal) return enter(command, input);
      const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
      return enter(['script', '-qec', quoted, '/dev/null'], input);
    },
    async stop() {
      await end(child, 'SIGKILL');
      // The kernel takes its processes down, and lets go of their groups when the last is gone.
      const groups = ['', 'systemd/', 'unified/', 'pids/'].map(
        (hierarchy) => `/sys/fs/cgroup/${hierarchy}aris-test-${name}`,
      );
      const isGone = () => {
        spawnSync('find', [...groups, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';']);
        return !groups.some((group) => existsSync(group));
      };
      await until(isGone, 'the container to be gone', BOOT_DEADLINE_MS);
    },
  };
}
