/** Giving machines their own values back from the command line, where no hub runs. */
import { createHeldOrders } from '../app/control/held-orders.ts';
import { releaseHeld } from '../app/control/release-held.ts';
import type { HubSettings } from '../config/settings.ts';
import { stayAwake } from '../system/awake.ts';
import { openBrokerBook } from './broker-book.ts';
import { connectBroker, requiredBroker } from './broker.ts';
import type { Core } from './core.ts';
import type { Parts } from './types.ts';

const ID_BYTES = 8;

/** @param machine `kind/id`; all of them where absent @throws HubError, SettingsError */
export async function releaseWithoutHub(
  core: Pick<Core, 'store' | 'journal' | 'keys'>,
  settings: HubSettings,
  parts: Parts,
  machine: string | undefined,
): Promise<readonly string[]> {
  const { clock, random, log } = parts;
  const { store } = core;
  const clientId = `aris-release-${Buffer.from(random.bytes(ID_BYTES)).toString('hex')}`;
  const connect = async () => connectBroker(accessOf(), clientId, { clock, log });
  const accessOf = () =>
    openBrokerBook({ settings, isVirtual: false }, core, parts).access() ??
    requiredBroker(settings);
  const sleep = stayAwake();
  try {
    return await releaseHeld(
      { held: createHeldOrders({ store, log }), connect, clock, log },
      machine,
    );
  } finally {
    sleep();
  }
}
