/** What is wrong where no connection comes about, by what Node, OpenSSL and the broker say of it. */
import {
  isTls,
  type BrokerAccess,
  type BrokerFault,
  type BrokerFaultCode,
} from '../domain/broker.ts';
import { messageOf } from '../domain/errors.ts';

/** Codes of Node and OpenSSL. */
const BY_NAME: Readonly<Record<string, BrokerFaultCode>> = {
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  ECONNREFUSED: 'connection_refused',
  ETIMEDOUT: 'no_answer',
  EHOSTUNREACH: 'no_answer',
  EHOSTDOWN: 'no_answer',
  ENETUNREACH: 'no_answer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate_untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_name',
  CERT_HAS_EXPIRED: 'certificate_time',
  CERT_NOT_YET_VALID: 'certificate_time',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls_missing',
};

/** Reason codes of MQTT 5, and return codes of 3.1.1 of a broker that knows no other. */
const BY_REASON: Readonly<Record<number, BrokerFaultCode>> = {
  1: 'protocol_refused',
  132: 'protocol_refused',
  4: 'sign_in_refused',
  5: 'sign_in_refused',
  134: 'sign_in_refused',
  135: 'sign_in_refused',
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function codeFor(code: unknown, access: BrokerAccess): BrokerFaultCode {
  if (typeof code === 'number') return BY_REASON[code] ?? 'session_refused';
  const known = typeof code === 'string' ? BY_NAME[code] : undefined;
  if (known !== undefined) return known;
  // One that does not understand what TLS begins with hangs up.
  if (isTls(access)) return code === 'ECONNRESET' ? 'tls_missing' : 'tls_failed';
  return 'not_mqtt';
}

export function faultOfConnecting(error: unknown, access: BrokerAccess): BrokerFault {
  const code = codeFor(codeOf(error), access);
  const hasDetail = code === 'session_refused' || code === 'tls_failed';
  return { code, ...(hasDetail && { detail: messageOf(error) }) };
}
