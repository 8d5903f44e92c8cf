import type { common as English } from '../common.ts';

export const common: typeof English = {
  product: 'Aris',
  nav: {
    label: 'Pages',
    home: 'Accueil',
    plant: 'Système',
    energy: 'Énergie',
    events: 'Activité',
    settings: 'Réglages',
  },
  skip: 'Aller au contenu',
  missing: 'Cette page n’existe pas.',
  goHome: 'Aller à l’accueil',
  loading: 'Chargement',
  lost: (at) =>
    at === undefined
      ? 'Le hub ne répond pas. Nouvel essai…'
      : `Le hub ne répond pas. Ce que vous voyez date de ${at}.`,
  houseClock: (time) => `Les heures sont celles de la maison, où il est ${time}.`,
  unreachable:
    'Le hub est injoignable. Est-il allumé, et êtes-vous sur le réseau de la maison\u202f?',
  updated: 'Le hub a été mis à jour depuis le chargement de cette page.',
  reload: 'Recharger',
  tryAgain: 'Réessayer',
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  done: 'Terminé',
  dismiss: 'Masquer',
  undo: 'Défaire',
  undoOf: (what) => `Défaire\u202f: ${what}`,
  undone: (what) => `${what}\u202f: retour à l’état précédent.`,
  signOut: 'Se déconnecter',
  copy: 'Copier',
  copyOf: (what) => `Copier\u202f: ${what}`,
  copied: 'Copié',
  copyFailed: 'La copie a échoué\u202f: sélectionnez le texte et copiez-le vous-même.',
  refused: (what, why) => `${what}\u202f: rien n’a été changé. ${why}`,
  unanswered: (what, why) => `${what}\u202f: ${why}`,
  unread: (what, why) => `Lecture impossible\u202f: ${what}. ${why} La demande sera répétée.`,
  failed: {
    '-2': 'Le hub ne répond pas pour le moment.',
    '-1': 'Aucune réponse n’est venue. C’est peut-être fait quand même\u202f: regardez ce qui s’affiche maintenant.',
    0: 'Le hub ne répond pas pour le moment. Rien n’a été changé.',
    credentials: 'Ce n’est pas correct. Vérifiez et réessayez.',
    otp: 'Ce code est incorrect ou a déjà servi. Utilisez le suivant.',
    401: 'Vous êtes déconnecté.',
    403: 'Vous n’y êtes pas autorisé.',
    429: 'Trop de tentatives. Attendez un instant.',
    507: 'Le disque du hub est plein.',
    other: 'Le hub n’a pas pu le faire.',
    said: (message) => `Le hub ne l’accepte pas ainsi. Sa réponse\u202f: «\u202f${message}\u202f»`,
    late: (who) =>
      `${who ?? 'Quelqu’un d’autre'} a fait un changement entre-temps\u202f: le vôtre n’a pas été enregistré. Enregistrez encore une fois pour le remplacer.`,
    wait: (seconds) =>
      seconds >= 120
        ? `Trop de tentatives. Attendez ${Math.ceil(seconds / 60)} minutes.`
        : `Trop de tentatives. Attendez ${seconds} secondes.`,
  },
  leaving: {
    title: 'Quitter la page sans enregistrer\u202f?',
    text: 'Ce que vous avez changé ici n’est pas encore enregistré.',
    stay: 'Rester',
    discard: 'Abandonner',
  },
  again: {
    title: 'Votre mot de passe, s’il vous plaît',
    why: 'Cela touche la maison elle-même ou ceux qui y ont accès. Saisissez votre mot de passe pour continuer.',
    go: 'Continuer',
    pinOnly: 'Connectez-vous avec votre compte pour le faire.',
  },
};
