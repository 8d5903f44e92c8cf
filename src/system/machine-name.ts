/** What this machine is called in the network at home, and who is behind a name. */
import { isLoopback } from '../domain/address.ts';

const HTTP_PORT = 80;

/** As mDNS has it. */
export const localName = (hostName: string): string => `${hostName.replace(/\.local$/, '')}.local`;

/** None where nobody answers to it. */
export async function addressesOf(name: string): Promise<string[]> {
  const { lookup } = await import('node:dns/promises');
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/**
 * Where the page is for others at home: under this machine's own name, where that is found in the network, as it is not in a
 * container, nor without mDNS.
 * @param listened an address or a name, and the port; undefined where that has none
 */
export async function findPageUrl(
  hostName: string,
  listened: { readonly host?: string; readonly port: number | undefined },
  ask = addressesOf,
): Promise<string | undefined> {
  const { host, port } = listened;
  if (port === undefined) return undefined;
  if (host !== undefined && (await ask(host)).every(isLoopback)) return undefined;
  const name = localName(hostName);
  const isFound = (await ask(name)).some((address) => !isLoopback(address));
  return isFound ? `http://${name}${port === HTTP_PORT ? '' : `:${port}`}` : undefined;
}
