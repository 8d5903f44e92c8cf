/** The house: its broker, its faults, and who is not heard in it. */
import type { BrokerFaultView, BrokerView } from '../../app/broker/broker-book.ts';
import type { KeptHouseView } from '../../app/command-line/house-operations.ts';
import { listed, ok, unknown, wrong, type Check, type Examined, type Diagnosis } from './check.ts';

/** Of what a broker may have against the hub. */
const BROKER_HELP: Partial<Record<BrokerFaultView['code'], string>> = {
  sign_in_refused: 'give it the right user name and password: aris broker set URL --username NAME',
  read_refused: 'its access list needs what aris broker acl prints',
  write_refused: 'its access list needs what aris broker acl prints',
};
const BROKER_ELSE =
  'see whether it runs there (systemctl status mosquitto), or name another: aris broker set URL';

async function broker({ ask, hasStore }: Examined): Promise<Diagnosis> {
  if (!hasStore) return unknown('there is no store yet that could name one');
  const { source, url = '' } = (await ask('broker.show', {})) as BrokerView;
  if (source === 'virtual') return unknown('the house is made up, and needs none');
  if (source === 'none')
    return wrong('no broker is set', 'set it on the page, or: aris broker set mqtt://ADDRESS');
  const { faults } = (await ask('broker.check', {})) as { faults: readonly BrokerFaultView[] };
  const [first] = faults;
  if (first === undefined) return ok(`${url} lets the hub in, and read and write what it needs`);
  const messages = faults.map(({ message }) => message);
  return wrong(listed(messages, 'refused or failed'), BROKER_HELP[first.code] ?? BROKER_ELSE);
}

async function house({ hub, hasStore, ask }: Examined): Promise<Diagnosis> {
  if (hub === undefined) {
    if (!hasStore) return unknown('there is no store yet');
    const kept = (await ask('house.show', {})) as KeptHouseView;
    const { zones } = kept.house;
    return ok(
      `${Array.isArray(zones) ? zones.length : 0} rooms; what ails it is known once the hub runs`,
    );
  }
  const grave = hub.faults.filter(({ severity }) => severity !== 'info');
  if (grave.length === 0) return ok(`${hub.zones.length} rooms, no fault`);
  const lines = grave.map(({ source, objectId, message }) => `${source} ${objectId}: ${message}`);
  return wrong(listed(lines, 'faults'), 'aris status and the page show all, with since when');
}

function devices({ hub }: Examined): Diagnosis {
  if (hub === undefined) return unknown('who is heard is known once the hub runs');
  if (hub.silent.length === 0) return ok(`all ${hub.deviceCount} are heard`);
  const names = hub.silent.map(
    ({ kind, id, lastSeenTs }) =>
      `${kind} ${id} (${lastSeenTs === undefined ? 'never heard' : `last ${lastSeenTs}`})`,
  );
  return wrong(
    listed(names, `of ${hub.deviceCount} are silent`),
    'look at their power and network; aris found shows what could take their place',
  );
}

function topics({ hub }: Examined): Diagnosis {
  if (hub === undefined) return unknown('what is heard is known once the hub runs');
  if (hub.unheard.length === 0) return ok('something came on every topic that is awaited');
  const names = hub.unheard.map(
    ({ kind, id, topics: silent }) => `${kind} ${id}: ${silent.join(', ')}`,
  );
  return wrong(
    listed(names, 'devices with topics on which nobody ever spoke'),
    'see whether each is spelled as the device says it: aris profile try, aris house check',
  );
}

export const HOUSE_CHECKS: readonly Check[] = [
  { name: 'broker', run: broker },
  { name: 'house', run: house },
  { name: 'devices', run: devices },
  { name: 'topics', run: topics },
];
