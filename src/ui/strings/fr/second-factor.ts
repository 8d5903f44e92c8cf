import type { secondFactor as English } from '../second-factor.ts';
import { count } from './count.ts';

export const secondFactor: typeof English = {
  title: 'Connexion en deux étapes',
  on: 'Activée',
  off: 'Désactivée',
  about:
    'Pour se connecter, il faut alors, en plus du mot de passe, un code d’une application sur votre téléphone. Connaître votre mot de passe ne suffit plus.',
  isOn: (since) =>
    `Pour vous connecter, il faut un code de votre application d’authentification. Activée depuis le ${since}.`,
  turnOn: 'Activer',
  turnOff: 'Désactiver',
  turnOffTitle: 'Désactiver la connexion en deux étapes\u202f?',
  turnOffText:
    'Votre mot de passe suffira alors pour entrer. Vos codes de secours cesseront de fonctionner.',
  turnedOff: 'La connexion en deux étapes est désactivée.',
  required: 'Cette maison la demande à tout le monde\u202f: elle ne peut donc pas être désactivée.',
  scan: 'Scannez ceci avec une application d’authentification',
  apps: 'Par exemple Aegis, 2FAS, Google ou Microsoft Authenticator, ou votre gestionnaire de mots de passe.',
  qr: 'Code QR pour votre application d’authentification\u202f; la clé ci-dessous dit la même chose',
  open: 'Ouvrir dans une application sur cet appareil',
  key: 'Ou saisissez cette clé',
  enter: 'Saisissez le code affiché par l’application',
  code: 'Code',
  confirm: 'Activer',
  codes: {
    title: 'Vos codes de secours',
    warning:
      'Ils ne sont affichés que cette fois. Gardez-les là où vous les trouverez sans votre téléphone.',
    text: 'Chacun vous laisse entrer une fois, à la place d’un code de l’application.',
    label: 'Codes de secours',
    download: 'Télécharger',
    file: 'aris-codes-de-secours.txt',
    heading: (email) => `Codes de secours pour Aris (${email}), chacun sert une seule fois`,
    kept: 'Je les ai mis en lieu sûr',
  },
  left: (n) => `Il reste ${count(n, 'code de secours', 'codes de secours')}.`,
  low: (n) =>
    n === 0
      ? 'Il ne reste aucun code de secours. Sans votre téléphone, vous ne pouvez pas vous connecter\u202f: créez-en de nouveaux.'
      : `Il ne reste que ${count(n, 'code de secours', 'codes de secours')}. Créez-en de nouveaux avant d’en avoir besoin.`,
  renew: 'Nouveaux codes de secours',
  renewTitle: 'Créer de nouveaux codes de secours\u202f?',
  renewText: 'Ceux que vous avez cesseront de fonctionner.',
  rule: {
    title: 'Connexion en deux étapes pour tous',
    label: 'La demander à tout le monde',
    hint: 'Qui ne l’a pas ne peut alors rien faire d’autre que la configurer. Les jetons d’API et les écrans muraux continuent comme avant.',
    ownFirst: 'Activez-la d’abord pour votre propre compte.',
    own: 'Votre compte',
    on: 'Désormais, la connexion en deux étapes est demandée à tout le monde.',
    off: 'La connexion en deux étapes n’est plus demandée à personne.',
  },
  reset: {
    text: 'Téléphone perdu\u202f? Sans la connexion en deux étapes, le mot de passe suffit pour entrer.',
    action: 'Réinitialiser les deux étapes',
    done: (name) => `${name} se connecte maintenant avec le mot de passe seul.`,
  },
};
