/** The broker of a hub as its settings and its store have it, for hub and command line alike. */
import { createBrokerBook, type BrokerBook } from '../app/broker/broker-book.ts';
import { triedTopics } from '../app/broker/tried-topics.ts';
import type { TryBroker } from '../app/base/ports/broker.ts';
import { createTopics } from '../app/messages/topics.ts';
import type { HubSettings } from '../config/settings.ts';
import { isCertificate } from '../crypto/certificates.ts';
import { createSecretBox, derivedKey } from '../crypto/secret-box.ts';
import { brokerOfSettings } from './broker.ts';
import type { Core } from './core.ts';
import type { Parts } from './types.ts';

const NONCE_BYTES = 8;

/** Loaded when somebody first tries one. */
const trialOf =
  ({ clock, random }: Parts): TryBroker =>
  async (access, topics) => {
    const { createBrokerTrial } = await import('../mqtt/trial.ts');
    const newNonce = () => Buffer.from(random.bytes(NONCE_BYTES)).toString('hex');
    return createBrokerTrial({ clock, newNonce })(access, topics);
  };

/** @throws SettingsError where the settings name files that cannot be read */
export function openBrokerBook(
  { settings, isVirtual }: { settings: HubSettings; isVirtual: boolean },
  { store, journal, keys: { factorKey } }: Pick<Core, 'store' | 'journal' | 'keys'>,
  parts: Parts,
): BrokerBook {
  const { mqttBase, haPrefix } = settings;
  const access = isVirtual ? undefined : brokerOfSettings(settings);
  return createBrokerBook({
    store,
    journal,
    given: access && { access, setting: 'ARIS_MQTT_URL' },
    isVirtual,
    // A key of its own: that of second factors opens second factors alone.
    box: factorKey && createSecretBox(derivedKey(factorKey, 'broker password'), parts.random),
    isCertificate,
    topics: triedTopics(createTopics(mqttBase), haPrefix === 'off' ? undefined : haPrefix),
    tryBroker: trialOf(parts),
    ...parts,
  });
}
