import type { broker as English } from '../broker.ts';

export const broker: typeof English = {
  title: 'Broker MQTT',
  about: 'Comment le hub joint ses appareils',
  intro:
    'Le hub et ses appareils se parlent par un broker MQTT, par exemple Mosquitto sur cette machine ou celui de Home Assistant.',
  notYours: 'Seul un propriétaire de la maison peut voir quel broker utilise le hub.',
  notChangeable: 'Seul un propriétaire de la maison peut le changer.',

  now: 'Le broker',
  connected: 'Connecté',
  away: 'Non connecté',
  address: 'Adresse',
  user: 'Nom d’utilisateur',
  password: 'Mot de passe',
  authority: 'Autorité de certification',
  ownAuthority: 'la sienne',
  none: 'aucun',
  isSet: 'défini',
  connecting: 'Le hub se connecte…',
  isAway:
    'Le hub n’est pas connecté au broker et continue d’essayer. Testez la connexion pour voir ce qui ne va pas.',
  test: 'Tester la connexion',
  works: 'Tout fonctionne\u202f: le hub peut se connecter, écouter et parler.',
  bySetting: (setting) =>
    `Le broker est fixé par ${setting}\u202f: il ne peut être changé que là, pas ici.`,
  virtual: 'Cette maison est simulée\u202f: elle n’a pas besoin de broker.',

  connect: 'Connecter le hub',
  change: 'Changer de broker',
  addressHint:
    'Le nom ou l’adresse IP de sa machine\u202f; avec le port si ce n’est pas 1883, comme dans 192.168.1.5:1884',
  tls: 'Chiffré (TLS)',
  tlsHint: 'si le broker le permet, le plus souvent sur le port 8883',
  userHint: 'Tel qu’il est dans le broker. Laissez vide si le broker n’en demande pas.',
  passwordHint: 'Il reste chiffré sur ce hub et n’est plus jamais affiché.',
  passwordKept: 'Laissez vide pour garder celui qui est défini.',
  passwordAgain:
    'Saisissez de nouveau le mot de passe\u202f: l’adresse, le nom d’utilisateur ou le certificat a changé. Sans nom d’utilisateur, il n’y en a pas.',
  ca: 'Certificat de l’autorité',
  caHint: 'Au format PEM. Laissez vide si une autorité publique a signé le certificat du broker.',
  keep: 'Ne rien changer',
  go: 'Tester et connecter',
  trying: 'Essai en cours. Cela prend quelques secondes.',
  wrong: 'Essai fait\u202f: cela ne fonctionne pas encore. Rien n’a été changé.',
  anyway: 'L’utiliser quand même',
  saved: 'Le hub se connecte désormais à ce broker.',

  next: 'La suite\u202f: voyez ce que le hub y entend, et commencez par la première pièce.',
  nextGo: 'Voir ce qu’il entend',
};
