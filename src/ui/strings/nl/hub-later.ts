import type { LaterHubWords } from '../hub-later.ts';
import { list } from './count.ts';
import { eventSentences } from './hub-events.ts';

export const hubLater: LaterHubWords = {
  events: eventSentences,
  brokerFaults: {
    name_unknown: () =>
      'Het netwerk kent geen computer met deze naam: controleer de spelling, of vul het IP-adres in.',
    connection_refused: () =>
      'Op dit adres luistert niemand: controleer of de broker draait, of hij ook naar andere computers luistert en of de poort klopt.',
    no_answer: () =>
      'Geen antwoord van dit adres: controleer of de computer aanstaat en op dit netwerk zit, en of hij op deze poort anderen toelaat.',
    tls_missing: () =>
      'Wat daar antwoordt, spreekt geen TLS: probeer het onversleuteld, of neem de poort waarop de broker TLS spreekt, meestal 8883.',
    certificate_untrusted: () =>
      'Het certificaat van de broker is niet ondertekend door een autoriteit die deze hub hier vertrouwt: vul het certificaat van de juiste in.',
    certificate_name: () =>
      'Het certificaat van de broker geldt niet voor deze naam: vul de naam in waarvoor het geldt.',
    certificate_time: () =>
      'Het certificaat van de broker is nu niet geldig: het is verlopen, of de klok van de hub loopt verkeerd.',
    tls_failed: () => 'Er komt geen TLS-verbinding tot stand.',
    not_mqtt: () =>
      'Wat daar antwoordt, is geen MQTT-broker, of een die TLS verlangt: probeer het dan versleuteld.',
    protocol_refused: () => 'De broker spreekt geen MQTT 5, en dat heeft deze hub nodig.',
    sign_in_refused: () =>
      'De broker laat de hub met deze gebruikersnaam en dit wachtwoord niet binnen.',
    session_refused: () => 'De broker accepteert de verbinding niet.',
    read_refused: (topic) =>
      `De broker laat de hub ${topic} niet lezen: zijn toegangslijst moet dat toestaan.`,
    write_refused: (topic) =>
      `De broker laat de hub ${topic} niet schrijven: zijn toegangslijst moet dat toestaan.`,
    connection_lost: () =>
      'De broker verbrak tijdens het proberen de verbinding of antwoordde niet meer.',
  },
  allows: (level, orders) =>
    level === 'nudge'
      ? `De hub mag dan opgeven: ${list(orders)}. Het toestel blijft zichzelf regelen.`
      : `De hub mag dan opgeven: ${list(orders)}. Het toestel beschermt alleen zichzelf.`,
  whenGone: (kept, letGo) => {
    const stays = `Het houdt wat de hub het laatst heeft opgegeven: ${list(kept)}. Een hub die wordt gestopt, geeft het eerst zijn eigen waarden terug.`;
    if (letGo.length === 0) return stays;
    const goes = `Het laat vanzelf los: ${list(letGo)}.`;
    return kept.length === 0 ? `${goes} Daarna werkt het weer zoals voorheen.` : `${goes} ${stays}`;
  },
};
