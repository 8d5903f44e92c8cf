/** The file that a house may come from: a person writes it, so all of its faults are told in lines. */
import { messageOf } from '../../domain/errors.ts';
import type { HouseFault } from '../../domain/house-fault.ts';
import { visible } from '../../domain/text.ts';
import { documentOf, type HouseDocument } from './house-document.ts';
import { readHouseText } from './house-file.ts';
import type { ProfileTexts } from './profile.ts';

export interface HouseSource {
  /** For messages. */
  readonly path: string;
  /** The first levels of the hub's own topics. */
  readonly mqttBase: string;
  /** What its bindings may use. */
  readonly profiles: ProfileTexts;
  /** The command that writes a first one. */
  readonly initCommand: string;
  /** Of this machine, for a house that nobody has described yet. */
  timeZone(): string;
  /** The setting that names the file, where one does: then the house is what the file says, and nothing else. */
  readonly setting?: string | undefined;
  /** The text of the file; undefined where there is none. */
  read(): string | undefined;
  /** Writes it; absent where it is no file of this house, as the sample house is none. @throws Error as the disk does */
  readonly write?: ((text: string) => void) | undefined;
}

export function faultLine(path: string, fault: HouseFault): string {
  // It quotes what stands in the file.
  return visible(`${path}: ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`);
}

/** What the file is now. */
export interface FileRead {
  /** Undefined where there is none, or none that can be read. */
  readonly text?: string | undefined;
  readonly document?: HouseDocument | undefined;
  readonly isMissing?: boolean;
  /** None where there is a document. */
  readonly faults: readonly string[];
}

export function readSource(source: HouseSource): FileRead {
  const { path } = source;
  let text: string | undefined;
  try {
    text = source.read();
  } catch (error) {
    return { faults: [`${path}: it cannot be read: ${messageOf(error)}`] };
  }
  if (text === undefined) return { isMissing: true, faults: [`${path}: there is no such file`] };
  const read = readHouseText(text);
  const result = 'faults' in read ? read : documentOf(read.value, source);
  return 'faults' in result
    ? { text, faults: result.faults.map((fault) => faultLine(path, fault)) }
    : { text, document: result, faults: [] };
}
