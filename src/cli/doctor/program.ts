/** The program, and how it is reached: Node, the service, its socket and port, its name in the network. */
import { isContainer } from '../container.ts';
import { START_SERVICE, stateText } from '../service.ts';
import { localName } from '../../system/machine-name.ts';
import { ok, unknown, wrong, type Check, type Examined, type Diagnosis } from './check.ts';

const HTTP_PORT = 80;
const WILDCARDS = new Set(['::', '0.0.0.0', '']);

function program({ hub, version, nodeVersion }: Examined): Diagnosis {
  if (hub !== undefined && hub.version !== version)
    return wrong(
      `the hub that runs is version ${hub.version}, and this program ${version}`,
      'start the hub anew: sudo systemctl restart aris',
    );
  return ok(`aris ${version} on Node ${nodeVersion}`);
}

const ARCHES_OF_32_BITS = new Set(['arm', 'ia32']);

function wordSize({ machine: { architecture, byteOrder } }: Examined): Diagnosis {
  const bits = ARCHES_OF_32_BITS.has(architecture) ? 32 : 64;
  return ok(
    `${bits} bits (${architecture}, ${byteOrder}); between 32 and 64 a house moves by a backup`,
  );
}

function service({ service: found, hub }: Examined): Diagnosis {
  if (found === undefined)
    return hub === undefined
      ? wrong('no hub runs here, and it is no service of systemd', 'start one: aris serve')
      : unknown('the hub runs, and is no service of systemd');
  if (found.state !== 'active')
    return wrong(`the service is ${stateText(found)}`, `sudo aris logs says why; ${START_SERVICE}`);
  if (hub === undefined)
    return wrong(
      'the service runs, and no hub answers on this data folder',
      'it may still start, or have another folder: sudo aris logs says which',
    );
  const restarts = found.restarts === 0 ? '' : `, started anew by itself ${found.restarts} times`;
  return ok(`runs since ${hub.startedTs}${restarts}`);
}

function socket({ service: found }: Examined): Diagnosis {
  if (found === undefined) return unknown('there is no aris.socket where the hub is no service');
  if (found.socketState === 'active') return ok('aris.socket listens');
  return wrong(`aris.socket is ${found.socketState}`, 'sudo systemctl enable --now aris.socket');
}

/** Where the hub is to be asked at, from this machine. */
function addressOf({ hub, service: found, cli }: Examined): { host: string; port: number } {
  const { host, port } = cli.settings.listen;
  if (found !== undefined) return { host: 'localhost', port: hub?.port ?? HTTP_PORT };
  const shown = host.includes(':') ? `[${host}]` : host;
  return { host: WILDCARDS.has(host) ? 'localhost' : shown, port: hub?.port ?? port };
}

async function port(at: Examined): Promise<Diagnosis> {
  const { hub, service: found, machine } = at;
  const address = addressOf(at);
  const url = `http://${address.host}:${address.port}`;
  // A question to systemd's socket would start the hub.
  if (hub === undefined && found?.socketState === 'active')
    return unknown(`${url} is asked once the hub runs`);
  const answer = await machine.get(`${url}/health`);
  if (hub === undefined)
    return answer === undefined
      ? ok(`${url} is free`)
      : wrong(
          `another program has port ${address.port}`,
          `see which, and stop it or give the hub another: sudo ss -ltnp 'sport = :${address.port}'`,
        );
  if (answer?.text.includes('"uptime_seconds"') === true) return ok(`${url} answers`);
  return wrong(
    `the hub does not answer at ${url}`,
    `see who has the port: sudo ss -ltnp 'sport = :${address.port}'`,
  );
}

async function name(at: Examined): Promise<Diagnosis> {
  const { machine } = at;
  if (isContainer(machine)) return unknown('the machine outside of this container has the name');
  const host = localName(machine.hostName);
  const addresses = await machine.addressesOf(host);
  if (addresses.length === 0)
    return wrong(
      `nothing answers to ${host}`,
      'sudo apt install avahi-daemon libnss-mdns; in a network without mDNS use the address itself',
    );
  return ok(`${host} is ${addresses.join(', ')}`);
}

const AVAHI_FOLDER = '/etc/avahi/services';

async function avahi({ machine }: Examined): Promise<Diagnosis> {
  if (isContainer(machine)) return unknown('it is for the machine outside of this container');
  const { code, out } = await machine.run('systemctl', ['is-active', 'avahi-daemon']);
  if (code === undefined) return unknown('systemd does not run here, which would tell of Avahi');
  if (out.trim() !== 'active')
    return wrong(
      'avahi-daemon does not run: nobody finds the hub by itself',
      'sudo apt install avahi-daemon',
    );
  const texts = machine
    .list(AVAHI_FOLDER)
    .map((file) => machine.read(`${AVAHI_FOLDER}/${file}`) ?? '');
  const own = texts.find((text) => text.includes('_aris._tcp'));
  if (own === undefined)
    return wrong('the hub is not announced', 'sudo systemctl restart aris-announce');
  if (own.includes('id=SERIAL'))
    return wrong('the hub is announced without its serial', 'sudo systemctl restart aris-announce');
  return ok('the hub is announced as _aris._tcp');
}

export const PROGRAM_CHECKS: readonly Check[] = [
  { name: 'program', run: program },
  { name: 'word size', run: wordSize },
  { name: 'service', run: service },
  { name: 'socket', run: socket },
  { name: 'port', run: port },
  { name: 'name', run: name },
  { name: 'Avahi', run: avahi },
];
