/** Reading a body: its declared type, its size, its bytes, its text and its shape, in that order. */
import type { GenericSchema, InferOutput } from 'valibot';
import { parseStrictJson } from '../app/base/json.ts';
import { checked } from '../app/base/schema.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { tooLarge, type BodySource } from './body-source.ts';
import type { Head } from './head.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Of the one encoding that is read, as it is written; some leave out the dash. */
const CHARSETS = ['utf-8', '"utf-8"', 'utf8', '"utf8"'].map((name) => `charset=${name}`);
const isOtherCharset = (parameter: string) =>
  /^charset\s*=/.test(parameter) && !CHARSETS.includes(parameter);

/** Whether a Content-Type is this one, in UTF-8. Other parameters say nothing of how it is read. */
function isOfType(given: string, type: string): boolean {
  const [name, ...parameters] = given.split(';').map((part) => part.trim().toLowerCase());
  return name === type && !parameters.some(isOtherCharset);
}

function refuseOtherTypes(head: Head, type: string): void {
  if (!isOfType(head.single('content-type') ?? '', type)) {
    throw new HubError('unsupported_type', `the body must be sent as Content-Type: ${type}`, {
      field: 'content-type',
    });
  }
  const encoding = head.single('content-encoding') ?? '';
  if (encoding !== '' && encoding.toLowerCase() !== 'identity') {
    throw new HubError('unsupported_type', 'the body must be sent without a Content-Encoding', {
      field: 'content-encoding',
    });
  }
}

/** Before a byte of it is read. */
function refuseTooLarge(head: Head, limit: number): void {
  if (Number(head.get('content-length') ?? 0) > limit) throw tooLarge(limit);
}

async function readText(
  head: Head,
  source: BodySource,
  limit: number = LIMITS.requestBodyBytes,
): Promise<string> {
  refuseTooLarge(head, limit);
  const bytes = await source.readBody(limit);
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw new HubError('invalid', 'the body is not UTF-8', { field: 'body' });
  }
  if (text.startsWith('\uFEFF')) {
    throw new HubError('invalid', 'the body starts with a byte-order mark', { field: 'body' });
  }
  return text;
}

/** @throws HubError `unsupported_type`, `too_large`, `invalid` */
export async function readJsonBody<Schema extends GenericSchema>(
  head: Head,
  source: BodySource,
  schema: Schema,
  limitBytes?: number,
): Promise<InferOutput<Schema>> {
  refuseOtherTypes(head, 'application/json');
  const value = parseStrictJson(await readText(head, source, limitBytes));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HubError('invalid', 'the body must be a JSON object', { field: 'body' });
  }
  return checked(schema, value);
}

/** @throws HubError `unsupported_type`, `too_large`, `invalid` */
export async function readFormBody(head: Head, source: BodySource): Promise<URLSearchParams> {
  refuseOtherTypes(head, 'application/x-www-form-urlencoded');
  return new URLSearchParams(await readText(head, source));
}

/** @throws HubError `unsupported_type`, `too_large`; and while it is read `too_large`, `invalid` */
export function readFileBody(
  head: Head,
  source: BodySource,
  limitBytes: number,
): AsyncIterable<Uint8Array> {
  refuseOtherTypes(head, 'application/octet-stream');
  refuseTooLarge(head, limitBytes);
  return source.bodyChunks(limitBytes);
}
