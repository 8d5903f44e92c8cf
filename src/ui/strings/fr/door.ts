import type { door as English } from '../door.ts';

export const door: typeof English = {
  signIn: 'Se connecter',
  email: 'E-mail',
  password: 'Mot de passe',
  withPin: 'Avec le code PIN',
  withAccount: 'Avec un compte',
  pin: 'Code PIN de la maison',
  pinHint: 'Pour les écrans muraux\u202f: il sert à régler les températures, et à rien d’autre.',
  forgotten: {
    service:
      'Oublié\u202f? Un propriétaire peut en définir un nouveau sous Réglages → Membres. Ou exécutez sur le hub lui-même\u202f:',
    container:
      'Oublié\u202f? Un propriétaire peut en définir un nouveau sous Réglages → Membres. Ou exécutez dans le conteneur du hub\u202f:',
    command:
      'Oublié\u202f? Un propriétaire peut en définir un nouveau sous Réglages → Membres. Ou exécutez sur la machine du hub\u202f:',
    folder:
      'Oublié\u202f? Un propriétaire peut en définir un nouveau sous Réglages → Membres. Ou exécutez sur sa machine, dans le dossier du hub\u202f:',
  },
  code: {
    title: 'Encore une étape',
    app: 'Saisissez le code que votre application d’authentification affiche maintenant.',
    appLabel: 'Code',
    recovery: 'Saisissez l’un de vos codes de secours. Chacun sert une seule fois.',
    recoveryLabel: 'Code de secours',
    recoveryOnly:
      'Le hub ne connaît pas encore l’heure, et aucun code de l’application ne peut compter. Utilisez un code de secours, ou attendez que le hub soit relié à Internet.',
    useRecovery: 'Utiliser un code de secours',
    useApp: 'Utiliser l’application',
    back: 'Recommencer',
    lost: {
      service:
        'Les deux sont perdus\u202f? Un propriétaire peut aider sous Réglages → Membres. Ou exécutez sur le hub lui-même\u202f:',
      container:
        'Les deux sont perdus\u202f? Un propriétaire peut aider sous Réglages → Membres. Ou exécutez dans le conteneur du hub\u202f:',
      command:
        'Les deux sont perdus\u202f? Un propriétaire peut aider sous Réglages → Membres. Ou exécutez sur la machine du hub\u202f:',
      folder:
        'Les deux sont perdus\u202f? Un propriétaire peut aider sous Réglages → Membres. Ou exécutez sur sa machine, dans le dossier du hub\u202f:',
    },
  },
  enrol: {
    title: 'Une chose d’abord',
    intro:
      'Dans cette maison, tout le monde se connecte en deux étapes. Configurez la vôtre pour continuer\u202f; il suffit d’une minute et de votre téléphone.',
  },
  welcome: {
    title: 'Bienvenue chez vous',
    intro: 'Ce hub n’a pas encore de propriétaire. Créez votre compte\u202f; il reste sur ce hub.',
    setupCode: 'Code d’installation',
    setupCodeHint: {
      service: (command) =>
        `Il est dans le journal du hub. Ou exécutez sur le hub lui-même\u202f: ${command}`,
      container: (command) =>
        `Il est dans le journal du conteneur. Ou exécutez dans le conteneur du hub\u202f: ${command}`,
      command: (command) =>
        `Il est affiché là où le hub a été démarré. Ou exécutez sur la machine du hub\u202f: ${command}`,
      folder: (command) =>
        `Il est affiché là où le hub a été démarré. Ou exécutez sur sa machine, dans le dossier du hub\u202f: ${command}`,
    },
    name: 'Votre nom',
    passwordHint:
      'Long, c’est bien\u202f: quelques mots à la suite. Les plus courants sont refusés.',
    create: 'Créer le compte',
  },
  house: {
    title: 'Votre maison',
    name: 'Comment s’appelle-t-elle\u202f?',
    units: 'Températures en',
    celsius: '°C',
    fahrenheit: '°F',
    go: 'Voir ma maison',
  },
};
