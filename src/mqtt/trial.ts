/** Trying a broker: one connection that asks for what a hub needs, and is gone again. */
import { Socket } from 'node:net';
import type { TriedTopics, TryBroker } from '../app/base/ports/broker.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { type BrokerAccess, type BrokerFault } from '../domain/broker.ts';
import { messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { openConnection, sendAtOnce, type MqttClient } from './connection.ts';
import { faultOfConnecting } from './connection-faults.ts';
import { codesIn, isRefused, isRefusal } from './refusals.ts';

/** Thrown where the connection is gone, or the time is over. */
class Over extends Error {}

interface Trial {
  readonly client: MqttClient;
  readonly access: BrokerAccess;
  readonly topics: TriedTopics;
  readonly clock: Clock;
  /** Nobody else says that. */
  readonly nonce: string;
  /** The work, or that it is over. @throws Over */
  readonly unlessOver: <T>(work: Promise<T>) => Promise<T>;
}

/** Resolves once the broker has let the client in. @returns what is wrong where it does not */
async function connected({ client, access, clock }: Trial): Promise<BrokerFault | undefined> {
  return new Promise((resolve) => {
    let found: BrokerFault | undefined;
    client.once('connect', () => {
      sendAtOnce(client);
      resolve(undefined);
    });
    client.on('error', (error) => (found ??= faultOfConnecting(error, access)));
    client.once('close', () => resolve(found ?? { code: 'not_mqtt' }));
    clock.after(LIMITS.brokerCheckMs, () => {
      const hasReached = client.stream instanceof Socket && !client.stream.connecting;
      resolve(found ?? { code: hasReached ? 'not_mqtt' : 'no_answer' });
    });
  });
}

async function refusedReading({ client, topics, unlessOver }: Trial): Promise<BrokerFault[]> {
  try {
    await unlessOver(client.subscribeAsync([...topics.read], { qos: 0 }));
    return [];
  } catch (error) {
    const codes = codesIn(error);
    if (!Array.isArray(codes)) throw error;
    return topics.read
      .filter((_, at) => isRefusal(codes[at]))
      .map((topic) => ({ code: 'read_refused', topic }));
  }
}

/** Some brokers end the connection where others answer that they do not pass it on. */
async function isWritable(
  { client, topics, nonce, unlessOver }: Trial,
  topic: string,
): Promise<boolean> {
  const ends: unknown[] = [];
  const note = ({ reasonCode }: { reasonCode?: number }) => void ends.push(reasonCode);
  client.once('disconnect', note);
  try {
    // Nothing is no command, and describes no device.
    const payload = topic === topics.echo ? JSON.stringify({ nonce }) : '';
    await unlessOver(client.publishAsync(topic, payload, { qos: 1, retain: false }));
    return true;
  } catch (error) {
    if (ends.some(isRefusal) || isRefused(error)) return false;
    throw error;
  } finally {
    client.off('disconnect', note);
  }
}

/** A broker may take a subscription and pass nothing on. */
async function comesBack(
  { client, topics, nonce, clock, unlessOver }: Trial,
  say: () => Promise<boolean>,
) {
  let isBack = false;
  let resolve: () => void = () => undefined;
  const heard = new Promise<void>((settle) => (resolve = settle));
  client.on('message', (topic, payload) => {
    if (topic !== topics.echo || !payload.toString().includes(nonce)) return;
    isBack = true;
    resolve();
  });
  const isSaid = await say();
  if (!isSaid) return { isSaid, isBack };
  const late = new Promise<void>((settle) => void clock.after(LIMITS.brokerEchoMs, settle));
  await unlessOver(Promise.race([heard, late]));
  return { isSaid, isBack };
}

/** What the broker keeps from the hub that it has let in. @throws Over */
async function refusedRights(trial: Trial): Promise<BrokerFault[]> {
  const { topics } = trial;
  const faults = await refusedReading(trial);
  const say = async () => isWritable(trial, topics.echo);
  const { isSaid, isBack } = await comesBack(trial, say);
  const isKnown = faults.some(({ topic }) => topic === topics.echo);
  if (!isSaid) faults.push({ code: 'write_refused', topic: topics.echo });
  else if (!isBack && !isKnown) faults.push({ code: 'read_refused', topic: topics.echo });
  for (const topic of topics.write) {
    if (topic === topics.echo) continue;
    // Nor is anything known of the rest where the broker has ended the connection for one.
    if (!trial.client.connected) break;
    if (!(await isWritable(trial, topic))) faults.push({ code: 'write_refused', topic });
  }
  return faults;
}

/** @param deps `newNonce` gives a text that nobody guesses */
export function createBrokerTrial(deps: { clock: Clock; newNonce: () => string }): TryBroker {
  const { clock, newNonce } = deps;
  return async (access, topics) => {
    const nonce = newNonce();
    const client = openConnection({ ...access, clientId: `aris-check-${nonce}` });
    const over = new Promise<never>((_, reject) => {
      client.once('close', () => reject(new Over('the connection is gone')));
      clock.after(LIMITS.brokerCheckMs, () => reject(new Over('the time is over')));
    });
    over.catch(() => undefined);
    const unlessOver = async <T>(work: Promise<T>) => Promise.race([work, over]);
    const trial: Trial = { client, access, topics, clock, nonce, unlessOver };
    try {
      const fault = await connected(trial);
      return fault === undefined ? await refusedRights(trial) : [fault];
    } catch (error) {
      if (!(error instanceof Over) && client.connected) throw error;
      return [{ code: 'connection_lost', detail: messageOf(error) }];
    } finally {
      client.end(!client.connected);
    }
  };
}
