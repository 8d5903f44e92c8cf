/**
 * Where the house comes from: its file, and behind that the last good one, so that a file broken by an editor or a
 * power cut does not leave a home cold.
 */
import { isStoreTrouble, messageOf, SettingsError } from '../../domain/errors.ts';
import type { HouseFault } from '../../domain/house-fault.ts';
import type { House } from '../../domain/house.ts';
import { visible } from '../../domain/text.ts';
import { HOUSES, parseHouse } from './house-file.ts';
import type { ProfileTexts } from './profile.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';

const LAST = 'last';

export interface HouseSource {
  /** For messages. */
  readonly path: string;
  /** The first levels of the hub's own topics. */
  readonly mqttBase: string;
  /** What its bindings may use. */
  readonly profiles: ProfileTexts;
  /** The command that writes a first one. */
  readonly initCommand: string;
  /** The text of the file; undefined where there is none. */
  read(): string | undefined;
}

export function faultLine(path: string, fault: HouseFault): string {
  // It quotes what stands in the file.
  return visible(`${path}: ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`);
}

type Read = { readonly house: House } | { readonly faults: readonly string[] };

function readFile(source: HouseSource): Read {
  const text = source.read();
  if (text === undefined) return { faults: [`${source.path}: there is no such file`] };
  const result = parseHouse(text, source.mqttBase, source.profiles);
  if ('faults' in result)
    return { faults: result.faults.map((fault) => faultLine(source.path, fault)) };
  return result;
}

async function keep(house: House, store: Store): Promise<void> {
  if (JSON.stringify(store.get(HOUSES, LAST)) !== JSON.stringify(house))
    await store.commit([{ put: HOUSES, key: LAST, value: house }]);
}

/**
 * What the file says now, kept as the last good house. Faults change nothing.
 * @throws HubError `storage_full`, `storage_unwritable`
 */
export async function readHouse(source: HouseSource, store: Store): Promise<Read> {
  const result = readFile(source);
  if ('house' in result) await keep(result.house, store);
  return result;
}

/**
 * The house to start with, whether or not it can be kept.
 * @throws SettingsError where the file is no good and there is no earlier house
 */
export async function houseAtStart(source: HouseSource, store: Store, log: Log): Promise<House> {
  const result = readFile(source);
  if ('house' in result) {
    await keep(result.house, store).catch((error: unknown) => {
      if (!isStoreTrouble(error)) throw error;
      log.error('the house was not kept', { reason: messageOf(error) });
    });
    return result.house;
  }
  const last = store.get(HOUSES, LAST);
  if (last === undefined) {
    throw new SettingsError([
      ...result.faults,
      `${source.initCommand} writes a sample house to start from`,
    ]);
  }
  for (const fault of result.faults) log.error('the house file is not usable', { fault });
  log.error('running on the last good house', { path: source.path });
  return last;
}
