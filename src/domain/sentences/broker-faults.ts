/** What is wrong with a broker that was tried, as people are told. */
import {
  hostAndPort,
  isTls,
  type BrokerAccess,
  type BrokerFault,
  type BrokerFaultCode,
} from '../broker.ts';

type Sentence = (access: BrokerAccess, fault: BrokerFault) => string;

const place = (access: BrokerAccess) => {
  const { host, port } = hostAndPort(access);
  return `${host}, port ${port}`;
};
const inBrackets = (detail: string | undefined) => (detail === undefined ? '' : ` (${detail})`);

const SENTENCES: Readonly<Record<BrokerFaultCode, Sentence>> = {
  name_unknown: (access) =>
    `the network knows no machine called ${hostAndPort(access).host}: look whether it is spelled right, or give its IP address`,
  connection_refused: (access) =>
    `nothing listens at ${place(access)}: look whether the broker runs, whether it listens for other machines, and whether this is its port`,
  no_answer: (access) =>
    `no answer from ${place(access)}: look whether the machine is on, on this network, and lets others in at that port`,
  tls_missing: (access) =>
    `what answers at ${place(access)} does not speak TLS: try mqtt:// in place of mqtts://, or the port where the broker speaks TLS, mostly 8883`,
  certificate_untrusted: (access) =>
    access.ca === undefined
      ? 'the broker’s certificate is signed by an authority that this hub does not know: give that authority’s certificate'
      : 'the broker’s certificate is not signed by the authority whose certificate was given',
  certificate_name: (access) =>
    `the broker’s certificate is not for ${hostAndPort(access).host}: give the name that it is for`,
  certificate_time: () =>
    'the broker’s certificate is not valid now: it has expired, or the hub’s clock is wrong',
  tls_failed: (_, { detail }) => `no TLS connection comes about${inBrackets(detail)}`,
  not_mqtt: (access) =>
    `what answers at ${place(access)} is no MQTT broker${isTls(access) ? '' : ', or one that wants TLS: then try mqtts://'}`,
  protocol_refused: () => 'the broker does not speak MQTT 5, which this hub needs',
  sign_in_refused: ({ username }) =>
    username === undefined
      ? 'the broker lets nobody in without a user name and a password'
      : `the broker does not take the user name ${username} with this password`,
  session_refused: (_, { detail }) =>
    `the broker does not take the connection${inBrackets(detail)}`,
  read_refused: (_, { topic = '' }) =>
    `the broker does not let the hub read ${topic}: its access list has to allow it`,
  write_refused: (_, { topic = '' }) =>
    `the broker does not let the hub write ${topic}: its access list has to allow it`,
  connection_lost: () =>
    'the broker ended the connection, or stopped answering, while it was tried',
};

export const brokerFaultSentence = (access: BrokerAccess, fault: BrokerFault): string =>
  SENTENCES[fault.code](access, fault);
