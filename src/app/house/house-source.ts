/**
 * Where the house comes from: its file, and behind that the last good one, so that a file broken by an editor or a
 * power cut does not leave a home cold (DESIGN.md section 6).
 */
import { SettingsError } from '../../domain/errors.ts';
import type { House, HouseFault } from '../../domain/house.ts';
import { HOUSES, parseHouse } from './house-file.ts';
import type { Log, Store } from '../ports.ts';

const LAST = 'last';

export interface HouseSource {
  /** For messages. */
  readonly path: string;
  /** The first levels of the hub's own topics. */
  readonly mqttBase: string;
  /** The command that writes a first one. */
  readonly initCommand: string;
  /** The text of the file; undefined where there is none. */
  read(): string | undefined;
}

export function faultLine(path: string, fault: HouseFault): string {
  return `${path}: ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`;
}

/** What the file says now, kept as the last good house. Faults change nothing. */
export async function readHouse(
  source: HouseSource,
  store: Store,
): Promise<{ house: House } | { faults: string[] }> {
  const text = source.read();
  if (text === undefined) return { faults: [`${source.path}: there is no such file`] };
  const result = parseHouse(text, source.mqttBase);
  if ('faults' in result)
    return { faults: result.faults.map((fault) => faultLine(source.path, fault)) };
  if (JSON.stringify(store.get(HOUSES, LAST)) !== JSON.stringify(result.house)) {
    await store.commit([{ put: HOUSES, key: LAST, value: result.house }]);
  }
  return result;
}

/**
 * The house to start with.
 * @throws SettingsError where the file is no good and there is no earlier house
 */
export async function houseAtStart(source: HouseSource, store: Store, log: Log): Promise<House> {
  const result = await readHouse(source, store);
  if ('house' in result) return result.house;
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
