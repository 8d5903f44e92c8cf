/**
 * Which of several hubs on the same topics commands. A word that the broker keeps proves nothing:
 * another hub counts where it answers a challenge. Only a starting hub stands by; one that commands goes on, save that
 * of two that do the lower instance stays.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Finding } from '../../domain/control/findings.ts';
import { messageOf } from '../../domain/errors.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { ParsedTopic, Topics } from '../messages/topics.ts';
import type { Bus, Publication } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Random } from '../base/ports/random.ts';
import { HUB } from '../records/store-findings.ts';
import type { EventJournal } from '../records/journal.ts';

export type HubWord = 'hub_status' | 'hub_challenge' | 'hub_answer';
export const isHubTopic = (parsed: ParsedTopic): parsed is Extract<ParsedTopic, { to: HubWord }> =>
  parsed.to.startsWith('hub_');

export interface HubElection {
  isCommanding(): boolean;
  isStandby(): boolean;
  findings(): readonly Finding[];
  /** The broker is connected, and all that it keeps is heard. */
  connected(): void;
  /** What the hub leaves behind where it ends, as the broker is to say it. */
  farewell(): Publication;
  hear(to: HubWord, payload: string, retained: boolean): void;
  /** From now on this hub commands: all is to be told. */
  onCommand(listener: Listener<void>): Cancel;
  /** What is found of it has changed. */
  onChange(listener: Listener<void>): Cancel;
  stop(): void;
}

const INSTANCE_BYTES = 8;
const NONCE_CHARS = 2 * INSTANCE_BYTES;

type Word = Readonly<Record<string, unknown>>;

function wordIn(payload: string): Word | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? (value as Word) : undefined;
  } catch {
    return undefined;
  }
}

export function createHubElection(deps: {
  bus: Bus;
  topics: Topics;
  serial: string;
  version: string;
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
  random: Random;
  log: Log;
}): HubElection {
  const { bus, topics, serial, version, journal, clock, random, log } = deps;
  const listeners = createListeners();
  const commandListeners = createListeners();
  const hex = () => Buffer.from(random.bytes(INSTANCE_BYTES)).toString('hex');
  const instance = hex();
  let state: 'starting' | 'commanding' | 'standby' = 'starting';
  /** What the status topic says of another, as far as it was heard. */
  let foreign: Word | undefined;
  let challenge: { readonly nonce: string; readonly cancel: Cancel } | undefined;
  let isTwin = false;
  let answeredMs = -Infinity;
  let cancelWatch: Cancel | undefined;

  const status = (word: 'online' | 'offline'): Publication => ({
    topic: state === 'standby' ? topics.hubStandby(instance) : topics.hubStatus,
    payload: JSON.stringify({ status: word, serial, instance }),
    retain: true,
    qos: 1,
  });

  function say(publication: Publication): void {
    bus.publish(publication).catch((error: unknown) => {
      // It is said again when the broker is back.
      log.debug('not published', { topic: publication.topic, reason: messageOf(error) });
    });
  }

  function ask(): void {
    challenge?.cancel();
    const nonce = hex();
    challenge = { nonce, cancel: clock.after(LIMITS.hubAnswerMs, unanswered) };
    say({ topic: topics.hubChallenge, payload: JSON.stringify({ nonce, instance }), qos: 1 });
  }

  function unanswered(): void {
    challenge = undefined;
    if (!bus.isConnected()) return;
    if (state === 'starting') command();
    else if (state === 'commanding') overwrite();
    else if (clock.monotonicMs() - answeredMs >= LIMITS.hubTakeoverMs) takeOver();
  }

  /** Nobody stands behind the word. */
  function overwrite(): void {
    if (foreign === undefined) return;
    const said = typeof foreign['serial'] === 'string' ? foreign['serial'].slice(0, 40) : 'unknown';
    foreign = undefined;
    log.warn('a stale word about another hub was overwritten', { serial: said });
    journal.later({
      type: 'hub_word_stale',
      severity: 'warning',
      data: { serial: said },
    });
    say(status('online'));
  }

  function command(): void {
    state = 'commanding';
    cancelWatch?.();
    overwrite();
    say(status('online'));
    commandListeners.tell();
  }

  function takeOver(): void {
    log.warn('taking over from a hub that answers no more');
    // What it had said of itself here is taken back.
    say({ topic: topics.hubStandby(instance), payload: '', retain: true, qos: 1 });
    state = 'commanding';
    foreign = undefined;
    bus.changeWill(status('offline'));
    listeners.tell();
    if (bus.isConnected()) command();
  }

  function standBy(other: string): void {
    answeredMs = clock.monotonicMs();
    if (state === 'standby') return;
    state = 'standby';
    log.error(`the hub ${other} commands this house: this one stands by`, { isTwin });
    bus.changeWill(status('offline'));
    if (bus.isConnected()) say(status('online'));
    cancelWatch = clock.every(LIMITS.hubChallengeMs, () => {
      if (bus.isConnected()) ask();
    });
    listeners.tell();
  }

  function answer({ nonce }: Word): void {
    if (typeof nonce !== 'string') return;
    const said = { nonce: nonce.slice(0, 2 * NONCE_CHARS), instance, serial, version };
    say({ topic: topics.hubAnswer, payload: JSON.stringify(said), qos: 1 });
  }

  function hearAnswer({ nonce, instance: other, serial: of }: Word): void {
    if (challenge === undefined || challenge.nonce !== nonce) return;
    if (typeof other !== 'string' || typeof of !== 'string') return;
    challenge.cancel();
    challenge = undefined;
    isTwin = of === serial;
    // Of two that command the lower goes on, and says so over the word of the other.
    if (state === 'commanding' && instance < other) say(status('online'));
    else standBy(of.slice(0, 40));
  }

  function hearStatus(word: Word, retained: boolean): void {
    const isOnline = word['status'] === 'online';
    if (!isOnline && word['status'] !== 'offline') return;
    if (state === 'standby') return;
    if (state === 'starting' && !isOnline) {
      if (retained && typeof word['serial'] === 'string' && word['serial'] !== serial)
        log.info('taking over from a hub that is offline', { serial: word['serial'] });
      return;
    }
    foreign = word;
    if (state === 'commanding' && challenge === undefined && bus.isConnected()) ask();
  }

  return {
    isCommanding: () => state === 'commanding',
    isStandby: () => state === 'standby',
    findings: () =>
      state === 'standby'
        ? [{ ...HUB, code: isTwin ? 'hub_twin' : 'hub_standby', isCertain: true }]
        : [],
    connected() {
      // While the broker was away nobody could answer.
      answeredMs = clock.monotonicMs();
      if (state === 'starting' && foreign !== undefined) ask();
      else if (state === 'standby') say(status('online'));
      else {
        if (foreign !== undefined) ask();
        if (state === 'starting') command();
        else {
          say(status('online'));
          commandListeners.tell();
        }
      }
    },
    farewell: () => status('offline'),
    hear(to, payload, retained) {
      const word = wordIn(payload);
      if (word === undefined || word['instance'] === instance) return;
      if (to === 'hub_status') hearStatus(word, retained);
      else if (retained) return;
      else if (to === 'hub_answer') hearAnswer(word);
      else if (state === 'commanding') answer(word);
    },
    onCommand: commandListeners.add,
    onChange: listeners.add,
    stop() {
      challenge?.cancel();
      cancelWatch?.();
    },
  };
}
