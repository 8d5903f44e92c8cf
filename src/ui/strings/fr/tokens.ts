import type { tokens as English } from '../tokens.ts';
import { count } from './count.ts';

export const tokens: typeof English = {
  title: 'Jetons d’API',
  intro:
    'Un jeton laisse entrer un programme\u202f: Home Assistant, Grafana, un script. Créez-en un pour chacun, afin de pouvoir le retirer à l’un sans déranger les autres.',
  about: 'Des clés pour Home Assistant, Grafana et les scripts',
  summary: (n) => (n === 0 ? 'Aucun pour l’instant' : count(n, 'jeton', 'jetons')),
  wanting: (n) => `${n} à vérifier`,
  create: 'Créer un jeton',
  notYours:
    'Seul un propriétaire de la maison peut voir et créer des jetons. Demandez à l’un d’eux de vous en créer un.',
  empty:
    'Il n’y a pas encore de jetons. Créez-en un pour chaque programme qui doit parler à cette maison.',
  name: 'Nom',
  created: 'Créé',
  lastUsed: 'Dernière utilisation',
  lastUsedFrom: (address) => `depuis ${address}`,
  never: 'Jamais',
  expires: 'Expiration',
  requests: 'Requêtes',
  permissions: 'Droits',
  daily: 'La conduite quotidienne de la maison',
  rooms: 'Pièces',
  addresses: 'Adresses',
  anywhere: 'Toutes',
  pace: 'Au plus',
  perMinute: (n) => `${count(n, 'requête', 'requêtes')} par minute`,
  rotated: 'Nouveau secret',
  begins: 'Commence par',
  made: 'Créé par',
  under: 'Dépend de',
  roots: { you: 'vous', machine: 'cette machine', unknown: 'un inconnu' },
  makers: {
    person: 'Une personne retirée depuis',
    token: 'Un jeton disparu',
    admin: 'Le secret d’administration',
    machine: 'La ligne de commande',
  },
  limited: (name) => `Limité\u202f: ${name} n’a pas plus de droits`,
  state: {
    active: 'Actif',
    disabled: 'Désactivé',
    expired: 'Expiré',
    revoked: 'Supprimé',
    expiring: (when) => `Expire ${when}`,
    unused: 'Inutilisé',
  },
  care: {
    orphaned: (names, n) =>
      n === 1
        ? `La personne qui a créé ${names} n’est plus là et connaît peut-être encore son secret. Donnez-lui-en un nouveau\u202f: le jeton dépendra alors de vous. Ou supprimez-le.`
        : `Qui a créé ${names} n’est plus là et connaît peut-être encore leurs secrets. Donnez-leur-en de nouveaux\u202f: les jetons dépendront alors de vous. Ou supprimez-les.`,
    unused: (names, n) =>
      n === 1
        ? `${names} n’a pas servi depuis trois mois. Si plus rien n’en a besoin, supprimez-le.`
        : `${names} n’ont pas servi depuis trois mois. Si plus rien n’en a besoin, supprimez-les.`,
    expiring: (names, n) =>
      n === 1
        ? `${names} va bientôt expirer. Créez à temps un nouveau jeton et mettez-le à sa place.`
        : `${names} vont bientôt expirer. Créez à temps de nouveaux jetons et mettez-les à leur place.`,
  },
  details: (name) => `Afficher ${name}`,
  actions: {
    rename: 'Renommer',
    rotate: 'Nouveau secret',
    disable: 'Désactiver',
    enable: 'Activer',
    delete: 'Supprimer',
  },
  told: {
    renamed: 'Renommé',
    disabled: (name) =>
      `${name} est désactivé\u202f: ses requêtes sont refusées jusqu’à ce que vous l’activiez.`,
    enabled: (name) => `${name} fonctionne de nouveau.`,
    deleted: (name, along) =>
      along === 0
        ? `${name} est supprimé.`
        : `${name} est supprimé, avec ${count(along, 'autre jeton', 'autres jetons')}.`,
  },
  rename: { title: 'Renommer le jeton', label: 'Nom' },
  delete: {
    title: (name) => `Supprimer ${name}\u202f?`,
    text: (along) =>
      along === 0
        ? 'Tout ce qui l’utilise cesse aussitôt de fonctionner. C’est définitif.'
        : `Tout ce qui l’utilise cesse aussitôt de fonctionner, comme tout ce qui utilise ${count(along, 'jeton qu’il a créé', 'jetons qu’il a créés')}. C’est définitif.`,
  },
  rotate: {
    title: (name) => `Un nouveau secret pour ${name}\u202f?`,
    text: 'L’ancien cesse aussitôt de fonctionner. Il faudra mettre le nouveau partout où l’ancien est utilisé.',
    moves: (root, along) =>
      along === 0
        ? `Il dépend désormais de vous (avant\u202f: ${root}).`
        : `Il dépend désormais de vous (avant\u202f: ${root}), avec ${count(along, 'jeton qu’il a créé', 'jetons qu’il a créés')}.`,
    go: 'Créer un nouveau secret',
  },
  usage: {
    title: '20 dernières utilisations',
    none: 'Il n’a pas encore été utilisé.',
    when: 'Quand',
    what: 'Demande',
    answer: 'Réponse',
    from: 'Depuis',
    program: 'Programme',
    days: 'Requêtes par jour, deux dernières semaines',
    day: (date, n) => `${date}\u202f: ${count(n, 'requête', 'requêtes')}`,
    answers: (status) => {
      if (status < 400) return 'Fait';
      if (status === 401) return 'Refusé';
      if (status === 403) return 'Interdit';
      if (status === 404) return 'Introuvable';
      if (status === 429) return 'Trop de requêtes';
      return status >= 500 ? 'Échec' : 'Non compris';
    },
  },
  form: {
    title: 'Créer un jeton',
    for: 'Pour quoi faire\u202f?',
    templates: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Script de sauvegarde',
      other: 'Autre chose',
    },
    named: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Script de sauvegarde',
      other: '',
    },
    does: {
      homeAssistant:
        'Peut voir et régler les pièces, l’eau chaude et la maison, et lire les événements.',
      grafana: 'Peut lire les métriques, et rien d’autre.',
      backup:
        'Peut récupérer des sauvegardes, et rien d’autre. Une sauvegarde contient tout\u202f: gardez ce jeton en lieu sûr.',
      other:
        'Peut voir les pièces et les équipements. Choisissez ci-dessous ce qu’il peut de plus.',
    },
    name: 'Nom',
    nameHint: 'Un nom que vous reconnaîtrez dans un an.',
    expiry: 'Valable',
    expiries: {
      '1h': 'Une heure',
      '7d': '7 jours',
      '30d': '30 jours',
      '90d': '90 jours',
      '1y': 'Un an',
      never: 'Sans limite',
    },
    expiryEver:
      'Il reste valable jusqu’à ce que vous le supprimiez. Un jeton qui prend fin de lui-même est plus sûr.',
    permissions: 'Ce qu’il peut faire',
    rooms: 'Seulement pour certaines pièces',
    roomsHint: 'Il voit et règle alors ces pièces, et rien du reste de la maison.',
    addresses: 'Seulement depuis ces adresses',
    addressesHint:
      'Par exemple 192.168.1.20 ou 192.168.1.0/24. Vide\u202f: de partout sur votre réseau.',
    pace: 'Requêtes par minute, au plus',
    paceHint: 'Vide\u202f: sans limite.',
    nothing: 'Choisissez au moins une chose qu’il peut faire.',
    powerful:
      'Avec cela, un programme pourrait laisser entrer d’autres personnes ou emporter toutes les données. Ne le donnez qu’à ce qui a toute votre confiance.',
    go: 'Créer le jeton',
  },
  resources: {
    zones: 'Pièces',
    equipment: 'Équipements et eau chaude',
    system: 'Mode de la maison',
    events: 'Événements',
    history: 'Historique',
    metrics: 'Métriques',
    settings: 'Réglages',
    firmware: 'Micrologiciel',
    backup: 'Sauvegardes',
    tokens: 'Jetons d’API',
    users: 'Personnes et sessions',
    audit: 'Journal d’audit',
  },
  rights: { none: 'Non', read: 'Voir', full: 'Voir et modifier' },
  right: {
    read: (what) => `${what}\u202f: voir`,
    full: (what) => `${what}\u202f: voir et modifier`,
  },
  secret: {
    title: (name) => `Le jeton pour ${name}`,
    warning:
      'Enregistrez le jeton maintenant. Il n’est affiché que cette fois, et personne ne peut le montrer de nouveau.',
    label: 'Le jeton',
    care: 'Ne le mettez ni dans des e-mails, ni dans des chats, ni dans git. Qui le possède peut faire ce qu’il permet.',
    done: 'Je l’ai enregistré',
  },
};
