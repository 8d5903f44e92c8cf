import type { LaterHubWords } from '../hub-later.ts';
import { list } from './count.ts';
import { eventSentences } from './hub-events.ts';

export const hubLater: LaterHubWords = {
  events: eventSentences,
  brokerFaults: {
    name_unknown: () =>
      'Le réseau ne connaît aucune machine de ce nom\u202f: vérifiez l’orthographe ou indiquez son adresse IP.',
    connection_refused: () =>
      'Personne n’écoute à cette adresse\u202f: vérifiez que le broker tourne, qu’il écoute aussi d’autres machines que la sienne et que le port est le bon.',
    no_answer: () =>
      'Aucune réponse de cette adresse\u202f: vérifiez que la machine est allumée et sur ce réseau, et qu’elle laisse entrer les autres sur ce port.',
    tls_missing: () =>
      'Ce qui répond là ne parle pas TLS\u202f: essayez sans chiffrement, ou prenez le port où le broker parle TLS, le plus souvent 8883.',
    certificate_untrusted: () =>
      'Le certificat du broker n’est signé par aucune autorité à laquelle ce hub se fie ici\u202f: indiquez le certificat de la bonne.',
    certificate_name: () =>
      'Le certificat du broker ne vaut pas pour ce nom\u202f: indiquez celui pour lequel il vaut.',
    certificate_time: () =>
      'Le certificat du broker n’est pas valable en ce moment\u202f: il a expiré, ou l’horloge du hub est fausse.',
    tls_failed: () => 'La connexion TLS ne s’établit pas.',
    not_mqtt: () =>
      'Ce qui répond là n’est pas un broker MQTT, ou en est un qui exige TLS\u202f: essayez alors avec chiffrement.',
    protocol_refused: () => 'Le broker ne parle pas MQTT 5, dont ce hub a besoin.',
    sign_in_refused: () =>
      'Le broker ne laisse pas entrer le hub avec ce nom d’utilisateur et ce mot de passe.',
    session_refused: () => 'Le broker n’accepte pas la connexion.',
    read_refused: (topic) =>
      `Le broker ne laisse pas le hub lire ${topic}\u202f: sa liste d’accès doit le permettre.`,
    write_refused: (topic) =>
      `Le broker ne laisse pas le hub écrire ${topic}\u202f: sa liste d’accès doit le permettre.`,
    connection_lost: () => 'Pendant l’essai, le broker a coupé la connexion ou n’a plus répondu.',
  },
  allows: (level, orders) =>
    `Le hub peut alors commander\u202f: ${list(orders)}. ${
      level === 'nudge'
        ? 'La machine garde sa propre régulation.'
        : 'La machine ne fait que se protéger.'
    }`,
  whenGone: (kept, letGo) => {
    const stays = `Elle garde ce que le hub a demandé en dernier\u202f: ${list(kept)}. Un hub que l’on arrête lui rend d’abord ses propres valeurs.`;
    if (letGo.length === 0) return stays;
    const goes = `Elle abandonne d’elle-même\u202f: ${list(letGo)}.`;
    return kept.length === 0 ? `${goes} Ensuite, elle continue comme avant.` : `${goes} ${stays}`;
  },
};
