/** Where a broker is, how the hub signs in there, and what is wrong where it cannot. */

export const BROKER_PROTOCOLS = ['mqtt:', 'mqtts:'] as const;

/** How a broker is reached, the password as it is. */
export interface BrokerAccess {
  /** Without user name, password and query. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM of the authority that signed the broker's certificate. */
  readonly ca?: string | undefined;
}

/** What can be changed of it. */
export const BROKER_MEMBERS = ['url', 'username', 'password', 'ca'] as const;
export type BrokerMember = (typeof BROKER_MEMBERS)[number];

export const isTls = ({ url }: Pick<BrokerAccess, 'url'>): boolean => url.startsWith('mqtts:');

/** As people say where it is. */
export function hostAndPort({ url }: Pick<BrokerAccess, 'url'>): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === '' ? (isTls({ url }) ? 8883 : 1883) : Number(port) };
}

/** What stands between the hub and a broker, in the order in which a hub meets it. */
export const BROKER_FAULTS = [
  'name_unknown',
  'connection_refused',
  'no_answer',
  'tls_missing',
  'certificate_untrusted',
  'certificate_name',
  'certificate_time',
  'tls_failed',
  'not_mqtt',
  'protocol_refused',
  'sign_in_refused',
  'session_refused',
  'read_refused',
  'write_refused',
  'connection_lost',
] as const;
export type BrokerFaultCode = (typeof BROKER_FAULTS)[number];

export interface BrokerFault {
  readonly code: BrokerFaultCode;
  /** That the broker keeps from the hub. */
  readonly topic?: string | undefined;
  /** In the broker's own words, where it has any. */
  readonly detail?: string | undefined;
}
