import type { people as English } from '../people.ts';
import { count } from './count.ts';

export const people: typeof English = {
  account: {
    title: 'Votre compte',
    panel: 'Écran mural',
    withPin: 'Avec le code PIN de la maison',
    panelText:
      'Cet écran est connecté avec le code PIN de la maison. Il peut régler les pièces et l’eau chaude, et voir l’état de la maison. Pour tout le reste, connectez-vous avec un compte.',
    change: 'Changer le mot de passe',
    current: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    nextHint: 'Long, c’est bien\u202f: quelques mots à la suite. Les plus courants sont refusés.',
    changed: 'Votre mot de passe est changé. Partout ailleurs, vous êtes déconnecté.',
    role: 'Rôle',
    email: 'E-mail',
    since: 'Membre depuis',
    language: 'Langue',
    languageHere: 'Langue de cette page dans ce navigateur',
  },

  members: {
    title: 'Membres',
    about: 'Qui habite ici',
    summary: (n) => count(n, 'personne', 'personnes'),
    intro:
      'Les membres conduisent la maison\u202f: pièces, eau chaude, programmes. Les propriétaires gèrent aussi les personnes, les jetons et les réglages.',
    notYours:
      'Seul un propriétaire de la maison peut voir qui a un compte et ajouter des personnes.',
    add: 'Ajouter une personne',
    you: 'Vous',
    since: (date) => `Depuis le ${date}`,
    edit: (name) => `Modifier ${name}`,
    editTitle: (name) => name,
    name: 'Nom',
    email: 'E-mail',
    password: 'Premier mot de passe',
    passwordHint:
      'Communiquez-le à cette personne\u202f; elle peut le changer sous Réglages → Votre compte.',
    reset: {
      open: 'Nouveau mot de passe',
      title: (name) => `Un nouveau mot de passe pour ${name}`,
      text: 'Pour qui a oublié le sien. La personne est déconnectée partout.',
      password: 'Nouveau mot de passe',
      hint: 'Notez-le et communiquez-le\u202f: il n’est plus affiché ensuite. Il peut être changé sous Réglages → Votre compte.',
      action: 'Définir',
      done: (name) => `${name} se connecte maintenant avec le nouveau mot de passe.`,
    },
    role: 'Rôle',
    added: (name) => `${name} peut maintenant se connecter.`,
    remove: 'Retirer',
    removeTitle: (name) => `Retirer ${name}\u202f?`,
    removeText: (tokens) =>
      tokens === 0
        ? 'La personne est déconnectée partout. Aucun jeton ne dépend d’elle.'
        : `La personne est déconnectée partout, et ${count(tokens, 'jeton qui dépend d’elle cesse', 'jetons qui dépendent d’elle cessent')} de fonctionner\u202f:`,
    removeBlind:
      'La personne est déconnectée partout, et les jetons qui dépendent d’elle cessent de fonctionner.',
    takeOver: 'Reprendre',
    takeOverLabel: (name) => `Reprendre ${name}`,
    takeOverText:
      'Reprenez ce qui doit continuer à fonctionner\u202f: le jeton reçoit un nouveau secret, car la personne connaît peut-être l’ancien, et dépend désormais de vous, avec ce qu’il a créé.',
    used: (when) => `Dernière utilisation\u202f: ${when}`,
    unused: 'Jamais utilisé',
    removed: (name, tokens) =>
      tokens === 0
        ? `Compte retiré\u202f: ${name}.`
        : `Compte retiré\u202f: ${name}, avec ${count(tokens, 'jeton', 'jetons')}.`,
    demoted: 'Ses jetons n’ont pas plus de droits qu’un membre, tant que la personne en est un.',
    locked: 'Bloqués après des tentatives erronées',
    lockedText:
      'Trop de mots de passe ou de codes PIN erronés. Un nouvel essai sera possible après un moment, ou tout de suite si vous le permettez.',
    lockedUntil: (when) => `nouvel essai possible\u202f: ${when}`,
    unlock: 'Débloquer',
    unlocked: 'Un nouvel essai est possible dès maintenant.',
  },

  sessions: {
    title: 'Sessions',
    about: 'Où quelqu’un est connecté',
    intro:
      'Chaque navigateur, téléphone et écran mural connecté. Déconnectez ce que vous ne reconnaissez pas.',
    yours: 'Les vôtres',
    others: 'Celles des autres',
    this: 'Cet appareil',
    end: 'Déconnecter',
    endLabel: (what) => `Déconnecter ${what}`,
    ended: 'Session déconnectée.',
    endOthers: 'Se déconnecter partout ailleurs',
    endedOthers: (n) =>
      n === 0
        ? 'Vous n’étiez connecté nulle part ailleurs.'
        : `Déconnexion faite à ${count(n, 'autre endroit', 'autres endroits')}.`,
    seen: (when, address) => `Dernière activité\u202f: ${when}, depuis ${address}`,
    program: 'Un programme',
    unknown: 'Origine inconnue',
    panel: 'Un écran mural',
    somebody: 'Quelqu’un',
  },

  pin: {
    title: 'Code PIN de la maison',
    about: 'Pour les écrans muraux',
    on: 'Activé',
    off: 'Désactivé',
    blocked: 'Bloqué pour certains',
    intro:
      'Avec un code PIN, une tablette au mur peut régler les pièces et l’eau chaude. Elle ne peut rien d’autre\u202f: ni personnes, ni jetons, ni réglages.',
    notYours: 'Seul un propriétaire de la maison peut définir le code PIN.',
    notSeen: 'Seuls les propriétaires de la maison peuvent voir et définir le code PIN.',
    isOn: 'Les écrans peuvent se connecter avec le code PIN.',
    isOff: 'Aucun code PIN n’est défini. Les écrans ne peuvent pas se connecter.',
    isBlocked:
      'Le code PIN est bloqué pour un appareil qui en a essayé trop d’erronés. Il y fonctionne de nouveau quand un propriétaire s’y connecte ou quand vous en définissez un nouveau.',
    field: 'Nouveau code PIN',
    hint: 'De 6 à 12 chiffres. Les plus faciles, comme 123456, sont refusés.',
    set: 'Définir le code',
    change: 'Changer le code',
    told: 'Le code PIN est défini. Les écrans doivent maintenant se connecter avec lui.',
    remove: 'Supprimer le code',
    removeTitle: 'Supprimer le code PIN\u202f?',
    removeText:
      'Tous les écrans sont déconnectés, et plus personne ne peut se connecter avec un code PIN.',
    removed: 'Le code PIN est supprimé.',
  },
};
