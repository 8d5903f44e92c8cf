/** The hub as a service of systemd, as far as this machine has it as one. */
import type { HostMachine } from '../system/machine.ts';
import { isContainer } from './container.ts';
import { EXIT } from './context.ts';

export interface SystemdService {
  /** As systemd has it: active, inactive, failed, activating. */
  readonly state: string;
  readonly exitCode: number;
  readonly restarts: number;
  /** Of aris.socket. */
  readonly socketState: string;
}

/** Why a hub has left, by its exit code. */
const REASONS: Readonly<Record<number, string>> = {
  [EXIT.failure]: 'it failed',
  [EXIT.usage]: 'a setting or the house file is wrong',
  [EXIT.rival]: 'another process has its data folder',
  [EXIT.store]: 'its store is of a newer version, or cannot be used',
};

/** What `systemctl show` says of a unit. */
async function propertiesOf(
  { run }: Pick<HostMachine, 'run'>,
  unit: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { out } = await run('systemctl', ['show', unit, `--property=${names.join(',')}`]);
  return new Map(
    out.split('\n').map((line) => [line.replace(/=.*/, ''), line.replace(/^[^=]*=/, '')]),
  );
}

/** Undefined where it is none. */
export async function findService(
  machine: Pick<HostMachine, 'run'>,
): Promise<SystemdService | undefined> {
  const names = ['LoadState', 'ActiveState', 'ExecMainStatus', 'NRestarts'];
  const said = await propertiesOf(machine, 'aris.service', names);
  if (said.get('LoadState') !== 'loaded') return undefined;
  const socket = await propertiesOf(machine, 'aris.socket', ['ActiveState']);
  return {
    state: said.get('ActiveState') ?? 'unknown',
    exitCode: Number(said.get('ExecMainStatus') ?? 0),
    restarts: Number(said.get('NRestarts') ?? 0),
    socketState: socket.get('ActiveState') ?? 'unknown',
  };
}

/** Such as "failed (exit code 2: a setting or the house file is wrong)". */
export function stateText({ state, exitCode }: SystemdService): string {
  const reason = REASONS[exitCode];
  if (state === 'active' || exitCode === 0) return state;
  return `${state} (exit code ${exitCode}${reason === undefined ? '' : `: ${reason}`})`;
}

/** Starts it, also where systemd has given up on it. */
export const START_SERVICE =
  'sudo systemctl reset-failed aris.socket aris; sudo systemctl start aris.socket aris';
/** The socket goes with it: a request to it would start the hub anew. */
const STOP_SERVICE = 'sudo systemctl stop aris.socket aris';

/** How the hub that has the data folder is stopped. */
export async function stopHint(machine: Pick<HostMachine, 'facts' | 'run'>): Promise<string> {
  if (isContainer(machine))
    return 'stop its container, and run this in one of its own on the same volume; or restore on its page';
  return (await findService(machine)) === undefined
    ? 'stop it first'
    : `stop it first: ${STOP_SERVICE}`;
}
