import type { restore as English } from '../restore.ts';
import { count } from './count.ts';

const records = (many: number) => count(many, 'entrée', 'entrées');

export const restore: typeof English = {
  title: 'Restaurer le hub depuis une sauvegarde',
  welcome: 'Restaurer une sauvegarde',
  back: 'Retour',
  intro:
    'De ce hub ou d’un autre. Le fichier est d’abord lu\u202f; vous voyez ensuite ce qu’il contient et ce qui changerait, puis vous décidez.',
  file: 'Fichier de sauvegarde',
  setupCode: 'Code d’installation',
  look: 'Examiner',
  tooLarge: (room) =>
    `Le hub a de la place pour ${room}\u202f: le fichier est plus grand. Sur le hub lui-même, «\u202faris restore FICHIER\u202f» le prend.`,
  sealed: 'Cette sauvegarde est chiffrée.',
  passphrase: 'Sa phrase secrète',
  open: 'Ouvrir',
  another: 'En choisir une autre',
  receiving: (done) => `Envoi\u202f: ${done}`,
  reading: (many) => `Lecture\u202f: ${records(many)}`,
  writing: (many) => `Préparation\u202f: ${records(many)}`,
  restarting: 'Le hub redémarre avec la sauvegarde. Cette page revient d’elle-même.',
  lost: 'Il ne revient pas. Allez voir le hub lui-même\u202f: son journal dit pourquoi.',
  made: (when, version, serial) =>
    `Faite le ${when} avec la version ${version} par le hub ${serial}.`,
  unknownHub: 'sans nom',
  holds: (many, blocks) =>
    `Elle contient ${records(many)}, dont ${count(blocks, 'bloc', 'blocs')} d’historique.`,
  historyFiles: (many) =>
    `Le reste de l’historique vient de ${count(many, 'fichier', 'fichiers')} à côté des sauvegardes de ce hub.`,
  historyFilesLost: (many) =>
    `Elle renvoie à ${count(many, 'fichier d’historique qui manque ici ou est endommagé', 'fichiers d’historique qui manquent ici ou sont endommagés')}\u202f: cet historique ne revient pas.`,
  leftOut: {
    history: 'Elle n’a pas d’historique.',
    recent_history: 'Il lui manque l’historique de son dernier jour.',
    broker_password: '',
    events: 'Des événements, elle n’a que les plus récents.',
    keys: '',
    firmware: '',
  },
  people: 'Personnes qui reviennent',
  tokens: 'Jetons qui reviennent',
  strike:
    'Décochez qui ne doit pas revenir. Les jetons de cette personne ne reviennent pas non plus.',
  nobody: 'Personne',
  noTokens: 'Aucun',
  person: (name, email, role) => `${name}, ${email} (${role})`,
  noOwner:
    'Aucun propriétaire ne revient. Il faudra ensuite que quelqu’un le devienne, avec le code d’installation du hub.',
  stays: 'Ce qui a été retiré depuis reste retiré',
  tokensRevoked: (n) =>
    `${count(n, 'de ses jetons reste supprimé', 'de ses jetons restent supprimés')}.`,
  tokensDisabled: (n) =>
    `${count(n, 'de ses jetons reste désactivé', 'de ses jetons restent désactivés')}.`,
  peopleRemoved: (n) =>
    `${count(n, 'de ses personnes reste retirée', 'de ses personnes restent retirées')}.`,
  ownersDemoted: (n) =>
    `${count(n, 'de ses propriétaires reste simple membre', 'de ses propriétaires restent simples membres')}.`,
  passwordsKept: (n) =>
    `${count(n, 'mot de passe changé depuis reste ainsi', 'mots de passe changés depuis restent ainsi')}.`,
  pinsKept: 'Le code PIN de la maison reste comme maintenant.',
  factorsKept: (n) =>
    `Connexion en deux étapes\u202f: ${count(n, 'configuration faite ou changée depuis reste comme maintenant', 'configurations faites ou changées depuis restent comme maintenant')}.`,
  changes: 'Ce qui change',
  replaces: {
    store:
      'Tous les réglages, programmes, personnes, jetons et mesures deviennent ceux de la sauvegarde.',
    keys: 'Les clés de signature aussi.',
    house: 'La description de la maison aussi.',
    firmware: 'Les fichiers de micrologiciel aussi.',
  },
  kept: 'Ce qui est là maintenant est gardé dans le dossier «\u202freplaced\u202f» jusqu’à la prochaine fois.',
  everybody: 'Tout le monde se reconnecte.',
  factorsLost: (n) =>
    `La deuxième étape de ${count(n, 'personne', 'personnes')} ne suit pas\u202f: le mot de passe suffit pour entrer, et la deuxième étape est à configurer de nouveau.`,
  broker: 'Le broker devient celui de la sauvegarde, sauf si un réglage du hub en fixe un.',
  noBroker:
    'Elle n’a pas de broker\u202f: celui qui a été réglé sur cette page est à régler de nouveau. Celui qu’un réglage du hub fixe reste.',
  serial: 'Quel numéro de série garder\u202f?',
  serials: {
    own: (serial) => `Celui de ce hub, ${serial}`,
    backup: (serial) => `Celui de la sauvegarde, ${serial}`,
  },
  serialHint:
    'La sauvegarde vient d’un autre hub. Home Assistant reconnaît un hub à son numéro de série\u202f: gardez celui de la sauvegarde si ce hub remplace l’autre.',
  go: 'Tout restaurer ainsi',
};
