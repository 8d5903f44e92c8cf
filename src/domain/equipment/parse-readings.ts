/** Telemetry as readings, by the table of the kind: bounds and types, each reading by itself. */
import type {
  Fault,
  NumberReading,
  Reading,
  Readings,
  ReadingTable,
  ReadingValue,
} from './reading.ts';
import { visible } from '../text.ts';
import { refusal, type ReadingRefusal } from './refused.ts';

const MAX_FAULTS = 32;
const MAX_FAULT_CHARS = 200;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const FAULT_FORM = `must be a code of 1 to ${MAX_FAULT_CHARS} characters, or {code, severity?, message?, sinceTs?}`;

function isIsoTime(value: unknown): value is string {
  return typeof value === 'string' && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value));
}

const SEVERITIES: readonly unknown[] = ['info', 'warning', 'critical'];

/** A device may know no more than a code, by itself or as `{code}`: it is told as a warning then. */
function parseFault(value: unknown): Fault | undefined {
  const members = (typeof value === 'string' ? { code: value } : value) as Partial<Fault> | null;
  if (typeof members !== 'object' || members === null) return undefined;
  const { code, sinceTs } = members;
  const severity = members.severity ?? 'warning';
  const message = members.message ?? code;
  const isFault =
    typeof code === 'string' &&
    code !== '' &&
    code.length <= MAX_FAULT_CHARS &&
    typeof message === 'string' &&
    message.length <= MAX_FAULT_CHARS &&
    SEVERITIES.includes(severity) &&
    (sinceTs === undefined || isIsoTime(sinceTs));
  return isFault
    ? // A fault counts, whatever stands in it.
      {
        code: visible(code),
        severity,
        message: visible(message),
        ...(sinceTs !== undefined && { sinceTs }),
      }
    : undefined;
}

/** A value that can be, or why what was said cannot; both of a list of which a part can. */
interface Parsed {
  readonly value?: ReadingValue;
  readonly fault?: { readonly said: unknown; readonly reason: string };
}

const wrong = (said: unknown, reason: string): Parsed => ({ fault: { said, reason } });
const only = (said: unknown, isSo: boolean, reason: string): Parsed =>
  isSo ? { value: said as ReadingValue } : wrong(said, reason);

function parseNumber(reading: NumberReading, said: unknown): Parsed {
  if (typeof said !== 'number' || !Number.isFinite(said)) return wrong(said, 'must be a number');
  const { min, max, clampFrom = min, clampTo = max, unit } = reading;
  if (said < clampFrom || said > clampTo)
    return wrong(said, `must be from ${min} to ${max}${unit === undefined ? '' : ` ${unit}`}`);
  return { value: Math.min(max, Math.max(min, said)) };
}

function parseFaults(said: unknown): Parsed {
  if (!Array.isArray(said)) return wrong(said, 'must be a list');
  const elements: readonly unknown[] = said;
  const counted = elements.slice(0, MAX_FAULTS);
  const value = counted.flatMap((one) => parseFault(one) ?? []);
  const bad = counted.find((one) => parseFault(one) === undefined);
  if (value.length < counted.length) return { value, ...wrong(bad, `each ${FAULT_FORM}`) };
  return elements.length > MAX_FAULTS
    ? { value, ...wrong(elements[MAX_FAULTS], `of a list no more than ${MAX_FAULTS} count`) }
    : { value };
}

function parseReading(reading: Reading, said: unknown): Parsed {
  switch (reading.type) {
    case 'number':
    case 'integer':
      return parseNumber(reading, said);
    case 'boolean':
      return only(said, typeof said === 'boolean', 'must be true or false');
    case 'enum':
      return only(
        said,
        reading.values.includes(said as string),
        `must be one of ${reading.values.join(', ')}`,
      );
    case 'text':
      return only(
        said,
        typeof said === 'string' && said.length <= reading.maxChars && visible(said) === said,
        `must be text of at most ${reading.maxChars} characters that can be seen`,
      );
    case 'timestamp':
      return only(said, isIsoTime(said), 'must be an ISO 8601 time with a zone');
    case 'faults':
      return parseFaults(said);
  }
}

/**
 * The readings in `message` that `table` knows, and what of them cannot be: out of bounds or of another type. Each
 * stands for itself. Unknown members are left alone, so that a device may say more than the hub reads.
 */
export function parseReadings(
  table: ReadingTable,
  message: Readonly<Record<string, unknown>>,
): { readonly readings: Readings; readonly refused: readonly ReadingRefusal[] } {
  const readings: Record<string, ReadingValue> = {};
  const refused: ReadingRefusal[] = [];
  for (const field in table) {
    const said = message[field];
    // null is how JSON says that there is no value now: the same as leaving it out.
    if (said === undefined || said === null) continue;
    const reading = table[field];
    if (reading === undefined) continue;
    const { value, fault } = parseReading(reading, said);
    if (value !== undefined) readings[field] = value;
    if (fault !== undefined) refused.push(refusal(field, fault.said, fault.reason));
  }
  return { readings, refused };
}
