import type { LaterHubWords } from '../hub-later.ts';
import { list } from './count.ts';
import { eventSentences } from './hub-events.ts';

export const hubLater: LaterHubWords = {
  events: eventSentences,
  brokerFaults: {
    name_unknown: () =>
      'Das Netz kennt keinen Rechner dieses Namens: Prüfe die Schreibweise, oder gib seine IP-Adresse an.',
    connection_refused: () =>
      'Unter dieser Adresse hört niemand zu: Prüfe, ob der Broker läuft, ob er auch anderen Rechnern zuhört und ob der Port stimmt.',
    no_answer: () =>
      'Keine Antwort von dieser Adresse: Prüfe, ob der Rechner an und in diesem Netz ist und an diesem Port andere hereinlässt.',
    tls_missing: () =>
      'Was dort antwortet, spricht kein TLS: Versuche es unverschlüsselt, oder nimm den Port, an dem der Broker TLS spricht, meist 8883.',
    certificate_untrusted: () =>
      'Das Zertifikat des Brokers hat keine Stelle unterschrieben, der dieser Hub hier vertraut: Gib das Zertifikat der richtigen an.',
    certificate_name: () =>
      'Das Zertifikat des Brokers gilt nicht für diesen Namen: Gib den an, für den es gilt.',
    certificate_time: () =>
      'Das Zertifikat des Brokers gilt gerade nicht: Es ist abgelaufen, oder die Uhr des Hubs geht falsch.',
    tls_failed: () => 'Es kommt keine TLS-Verbindung zustande.',
    not_mqtt: () =>
      'Was dort antwortet, ist kein MQTT-Broker, oder einer, der TLS verlangt: Versuche es dann verschlüsselt.',
    protocol_refused: () => 'Der Broker spricht kein MQTT 5, das dieser Hub braucht.',
    sign_in_refused: () =>
      'Der Broker lässt den Hub mit diesem Benutzernamen und Passwort nicht herein.',
    session_refused: () => 'Der Broker nimmt die Verbindung nicht an.',
    read_refused: (topic) =>
      `Der Broker lässt den Hub ${topic} nicht lesen: Seine Zugriffsliste muss es erlauben.`,
    write_refused: (topic) =>
      `Der Broker lässt den Hub ${topic} nicht schreiben: Seine Zugriffsliste muss es erlauben.`,
    connection_lost: () =>
      'Der Broker hat beim Ausprobieren die Verbindung beendet oder nicht mehr geantwortet.',
  },
  allows: (level, orders) =>
    `Der Hub darf dann vorgeben: ${list(orders)}. ${
      level === 'nudge'
        ? 'Die Maschine regelt weiter selbst.'
        : 'Die Maschine schützt nur sich selbst.'
    }`,
  whenGone: (kept, letGo) => {
    const stays = `Sie behält, was der Hub zuletzt vorgegeben hat: ${list(kept)}. Ein Hub, der beendet wird, gibt ihr vorher ihre eigenen Werte zurück.`;
    if (letGo.length === 0) return stays;
    const goes = `Sie lässt von selbst los: ${list(letGo)}.`;
    return kept.length === 0 ? `${goes} Danach läuft sie weiter wie zuvor.` : `${goes} ${stays}`;
  },
};
