/** The broker as a person sets it: what may be asked, and what is kept of it. */
import * as v from 'valibot';
import { BROKER_PROTOCOLS, isTls, type BrokerAccess } from '../../domain/broker.ts';
import { HubError, invalid } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { LIMITS } from '../../domain/limits.ts';
import { plainUrl, plainUrlWanted } from '../../domain/plain-url.ts';
import type { SecretBox } from '../base/credential-ports.ts';
import type { Table } from '../base/ports/store.ts';
import { nameText, recordValue } from '../base/schema.ts';

const { brokerUrlChars, brokerUsernameChars, brokerPasswordChars, brokerCaChars } = LIMITS;

/** Its fault does not repeat the URL: somebody may have written a password into it. */
const URL_TEXT = v.pipe(
  nameText(brokerUrlChars),
  v.check(
    (text) => plainUrl(text, BROKER_PROTOCOLS) !== undefined,
    `must be ${plainUrlWanted(BROKER_PROTOCOLS)}`,
  ),
);

export const BROKER_BODY = v.strictObject({
  url: v.pipe(URL_TEXT, v.description('Such as mqtt://192.168.1.5:1883, or mqtts:// for TLS')),
  username: v.optional(nameText(brokerUsernameChars)),
  password: v.pipe(
    v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(brokerPasswordChars)))),
    v.description(
      'Never shown. Left out: that which is known, where nothing else is another; null: none',
    ),
  ),
  ca: v.pipe(
    v.optional(v.pipe(v.string(), v.maxLength(brokerCaChars))),
    v.description('PEM of the authority that signed the certificate, for mqtts://'),
  ),
});
export type BrokerRequest = v.InferOutput<typeof BROKER_BODY>;

/** Of one that is tried: without a URL it is that which is set. */
export const BROKER_CHECK_BODY = v.strictObject({
  ...BROKER_BODY.entries,
  url: v.optional(BROKER_BODY.entries.url),
});

/** What is to be tried; undefined for that which is set. @throws HubError `invalid` */
export function checkRequestOf({
  url,
  ...rest
}: v.InferOutput<typeof BROKER_CHECK_BODY>): BrokerRequest | undefined {
  if (url !== undefined) return { url, ...rest };
  if (Object.keys(rest).length > 0) throw invalid('url', 'url is required', because('required'));
  return undefined;
}

const RECORD = v.strictObject({
  url: v.string(),
  username: v.exactOptional(v.string()),
  sealedPassword: v.exactOptional(v.string()),
  ca: v.exactOptional(v.string()),
});

export interface BrokerRecord {
  readonly url: string;
  readonly username?: string;
  /** Under a key that is made of one in `keys.json`. */
  readonly sealedPassword?: string;
  readonly ca?: string;
}

/** Its one key is `broker`. */
export const BROKER: Table<BrokerRecord> = {
  name: 'broker',
  version: 1,
  parse: (value) => recordValue(RECORD, value),
};
export const BROKER_KEY = 'broker';

/** Whether a broker's password is among the records of a store, though it takes the keys to open it. */
export function holdsPassword(records: Iterable<readonly [key: string, text: string]>): boolean {
  for (const [, text] of records) if (text.includes('"sealedPassword"')) return true;
  return false;
}

const isSamePlace = (one: BrokerAccess, other: BrokerAccess) =>
  one.url === other.url && one.username === other.username && one.ca === other.ca;

/** `locked`: there is a password, which nobody can read any more. */
export type KnownBroker = BrokerAccess | 'locked' | undefined;

/**
 * What is asked as the hub would connect with it. The password that is known goes nowhere but where it belongs: so nobody
 * gets it by naming a broker of their own.
 * @throws HubError `invalid`
 */
export function accessOf(
  { password, ...place }: BrokerRequest,
  known: KnownBroker,
  isCertificate: (pem: string) => boolean,
): BrokerAccess {
  const { username, ca } = place;
  if (ca !== undefined && !isTls(place))
    throw invalid('ca', 'ca is of use with mqtts:// alone', because('broker_ca_without_tls'));
  if (ca !== undefined && !isCertificate(ca))
    throw invalid(
      'ca',
      'ca must be certificates in PEM, from BEGIN CERTIFICATE to END CERTIFICATE',
      because('broker_ca_malformed'),
    );
  if (password === undefined && (known === 'locked' || known?.password !== undefined)) {
    if (known === 'locked' || !isSamePlace(known, place))
      throw invalid(
        'password',
        'password has to be given again where the broker, the user name or the authority is another, or null for none',
        because('broker_password_again'),
      );
    return known;
  }
  if (typeof password !== 'string') return place;
  if (username === undefined)
    throw invalid(
      'username',
      'username is needed where there is a password',
      because('broker_username_needed'),
    );
  return { ...place, password };
}

/** @param box undefined where nothing can be sealed @throws HubError `unavailable` */
export function recordOf(
  { url, username, password, ca }: BrokerAccess,
  box: SecretBox | undefined,
): BrokerRecord {
  if (password !== undefined && box === undefined)
    throw new HubError('unavailable', 'the hub could not write its keys: see its log', {
      ...because('keys_unwritable'),
    });
  return {
    url,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { sealedPassword: box?.seal(Buffer.from(password)) ?? '' }),
    ...(ca !== undefined && { ca }),
  };
}

/** Undefined where the password cannot be opened. */
export function openedRecord(
  { sealedPassword, ...place }: BrokerRecord,
  box: SecretBox | undefined,
): BrokerAccess | undefined {
  if (sealedPassword === undefined) return place;
  const password = box?.open(sealedPassword);
  return password && { ...place, password: Buffer.from(password).toString() };
}
