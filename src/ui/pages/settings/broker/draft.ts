/** A broker as somebody types it, and as the hub is asked for it. */
import type { BrokerRequest } from '../../../../app/broker/broker-record.ts';
import type { BrokerView } from '../../../../app/broker/broker-book.ts';

export interface BrokerDraft {
  /** A name or an IP address, with a port or without; or a URL. */
  readonly address: string;
  readonly isTls: boolean;
  readonly username: string;
  readonly password: string;
  readonly ca: string;
}

const SCHEME = /^(?<scheme>mqtts?):\/\//i;

/** What somebody begins with. */
export const draftOf = ({ url = '', username = '', ca = '' }: BrokerView): BrokerDraft => ({
  address: url.replace(SCHEME, ''),
  isTls: url.startsWith('mqtts:'),
  username,
  password: '',
  ca,
});

/** Who has the whole URL may type that: it says by itself whether it is TLS. */
export function typedAddress(text: string): Partial<BrokerDraft> {
  const scheme = SCHEME.exec(text.trim())?.groups?.['scheme']?.toLowerCase();
  if (scheme === undefined) return { address: text };
  return { address: text.trim().replace(SCHEME, ''), isTls: scheme === 'mqtts' };
}

/** @param known what the hub has now: an empty password keeps it where there is one */
export function requestOf(draft: BrokerDraft, known: BrokerView): BrokerRequest {
  const { address, isTls, password } = draft;
  const username = draft.username.trim();
  const ca = draft.ca.trim();
  const isKept = password === '' && known.hasPassword && username !== '';
  return {
    url: `${isTls ? 'mqtts' : 'mqtt'}://${address.trim()}`,
    ...(username !== '' && { username }),
    ...(!isKept && { password: password === '' ? null : password }),
    ...(isTls && ca !== '' && { ca: `${ca}\n` }),
  };
}
