import { HubError } from '../domain/errors.ts';

export interface BodySource {
  /** The bytes of a body, read up to a limit. @throws HubError `too_large` */
  readBody(limitBytes: number): Promise<Uint8Array>;
}

export function tooLarge(limitBytes: number): HubError {
  return new HubError('too_large', `the body is larger than ${limitBytes} bytes`);
}
