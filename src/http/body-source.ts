import { HubError } from '../domain/errors.ts';

export interface BodySource {
  /** The bytes of a body, read up to a limit. @throws HubError `too_large`, `invalid` */
  readBody(limitBytes: number): Promise<Uint8Array>;
  /** The same piece by piece, for as long as the hub has patience with it: of a large one. */
  bodyChunks(limitBytes: number): AsyncIterable<Uint8Array>;
}

export function tooLarge(limitBytes: number): HubError {
  return new HubError('too_large', `the body is larger than ${limitBytes} bytes`);
}

/** The client went away: nobody hears this, but it is no fault of ours. */
export function cutOff(): HubError {
  return new HubError('invalid', 'the body was cut off', { field: 'body' });
}
