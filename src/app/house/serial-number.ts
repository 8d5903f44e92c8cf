/** The hub's serial number: the same for as long as its machine, or its store, is. */
import * as v from 'valibot';
import { hexOf, type Digest } from '../base/credential-ports.ts';
import type { Random } from '../base/ports/random.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

export const SERIALS: Table<string> = {
  name: 'serial',
  version: 1,
  parse: (value) => recordValue(v.string(), value),
};
const SERIAL_BYTES = 6;

/** Undefined in a store that no hub has run on. */
export const keptSerial = (store: Pick<Store, 'get'>): string | undefined =>
  store.get(SERIALS, 'hub');

/** Undefined on a machine without an id. */
export const serialOfMachine = (
  machineId: string | undefined,
  digest: Pick<Digest, 'sha256'>,
): string | undefined =>
  machineId ? hexOf(digest.sha256(`aris-hub ${machineId}`)).slice(0, 2 * SERIAL_BYTES) : undefined;

/** @param machineId what /etc/machine-id says; it is hashed, since it is not to be shown (machine-id(5)) */
export async function serialNumber(deps: {
  store: Store;
  digest: Digest;
  random: Random;
  machineId: string | undefined;
}): Promise<string> {
  const { store, digest, random, machineId } = deps;
  const kept = keptSerial(store);
  if (kept !== undefined) return kept;
  const serial =
    serialOfMachine(machineId, digest) ?? Buffer.from(random.bytes(SERIAL_BYTES)).toString('hex');
  await store.commit([{ put: SERIALS, key: 'hub', value: serial }]);
  return serial;
}
