import type { rooms as English } from '../rooms.ts';
import { list } from './count.ts';
import { houseMembers } from './house-members.ts';

export const rooms: typeof English = {
  title: 'Pièces et appareils',
  about: 'Pièces, étages, et ce qui les chauffe',
  intro:
    'De quoi la maison est faite. Chaque changement prend effet aussitôt, et vous pouvez le défaire.',
  notYours: 'Seul un propriétaire de la maison peut changer ceci.',
  notSeen: 'Seuls les habitants de la maison peuvent voir ceci. Connectez-vous avec un compte.',
  none: 'Cette maison n’a pas encore de pièce. Elle commence par un thermomètre que le hub a trouvé.',
  addMore: 'Ajouter des appareils trouvés',
  rooms: 'Pièces',

  origin: {
    title: 'Où la maison est enregistrée',
    set: (setting, path) =>
      `Un fichier fait foi\u202f: ${setting} désigne ${path}. Modifiez la maison là-bas\u202f; cette page ne fait que la montrer.`,
    file: (path) =>
      `La maison suit le fichier ${path}. Un changement sur cette page prend le relais\u202f: le hub suit alors sa propre copie.`,
    store: (path) =>
      `Cette page fait foi\u202f: le hub suit sa propre copie. Le fichier ${path} compte de nouveau quand il est relu avec «\u202faris house reload\u202f».`,
    conflict: (path) =>
      `Le fichier ${path} et la maison sur cette page ont tous deux été modifiés. Celle de cette page est en vigueur. Sur le hub, «\u202faris house reload\u202f» prend le fichier\u202f; «\u202faris house export\u202f» y écrit ce qui est en vigueur.`,
    broken:
      'Ce qui a été enregistré en dernier est inutilisable. La dernière maison valable reste en vigueur jusqu’à un changement ici.',
  },

  versions: {
    title: 'Changements',
    last: (who, when) => `Dernier changement par ${who}, ${when}`,
    never: 'Rien n’a encore été changé ici.',
    by: (who, when) => `${who}, ${when}`,
    changed: houseMembers,
    restored: (version) => `de nouveau comme la version ${version}`,
    read: (path) => `lue dans ${path}`,
    version: (version) => `Version ${version}`,
    current: 'Maintenant',
    steps: {
      undo: {
        action: 'Défaire',
        title: 'Défaire le dernier changement\u202f?',
        said: 'Le dernier changement est annulé.',
      },
      redo: {
        action: 'Refaire',
        title: 'Refaire le changement\u202f?',
        said: 'Le changement est refait.',
      },
    },
    earlier: 'Versions précédentes',
    restore: 'Restaurer',
    restoreLabel: (version) => `Restaurer la version ${version}`,
    restoreTitle: (version) => `Revenir à la version ${version}\u202f?`,
    restoreText: (who, when) =>
      `La maison redevient ce qu’elle était après le changement par ${who}, ${when}. Ce qui a changé depuis est gardé comme une version à part\u202f: vous pouvez y revenir.`,
    isRestored: (version) => `La maison est de nouveau comme la version ${version}.`,
  },

  late: {
    text: (who, members) =>
      `${who} a modifié la maison entre-temps (${houseMembers(members)})\u202f: votre changement n’a pas été enregistré.`,
    somebody: 'Quelqu’un',
    load: 'Recharger',
    loaded: (who) =>
      `${who} a modifié la maison entre-temps. Elle est rechargée\u202f: essayez encore une fois.`,
  },
  faultAt: (path, message) => (path === '' ? message : `${path}\u202f: ${message}`),

  room: {
    edit: (name) => `Modifier ${name}`,
    name: 'Nom',
    floor: 'Étage',
    floorHint: 'Par exemple Rez-de-chaussée. Les pièces d’un étage sont regroupées.',
    use: 'Ce qui est possible ici',
    uses: { heat: 'Chauffer', cool: 'Rafraîchir', both: 'Les deux' },
    measuredBy: (names) => `Mesurée par ${list(names)}`,
    ownSensor: (names) => `Mesurée et chauffée par ${list(names)}`,
    unmeasured: 'Pas de thermomètre\u202f: la pièce ne peut pas être régulée',
    heatedBy: (names) => `Chauffée par ${list(names)}`,
    unheated: 'Sans chauffage propre',
    silent: 'Le thermomètre ne répond pas',
    heard: (when) => `Dernier message\u202f: ${when}`,
    unheard: 'Thermomètre pas encore entendu',
    replace: 'Remplacer le thermomètre',
    heats: 'Ce qui la chauffe',
    heatsElsewhere: (room) => `actuellement\u202f: ${room}`,
    heatsNone:
      'Il n’y a encore ni vanne, ni relais, ni ventilo-convecteur dans la maison. Ajoutez-en parmi les appareils trouvés, puis choisissez.',
    bySource: 'La pompe à chaleur ou la chaudière',
    bySourceHint:
      'Par des radiateurs ou un plancher chauffant sans vanne connue du hub\u202f: elle tourne tant que la pièce est trop froide.',
    heatedBySource: 'Chauffée par la pompe à chaleur ou la chaudière, sans vanne propre',
    sensor: (name) => `Thermomètre\u202f: ${name}`,
    sensorSilent:
      'Il ne répond plus. Un autre peut prendre sa place\u202f: la pièce garde son programme et son historique.',
    sensorNew: 'Ajouter un thermomètre',
    keep: (name) => `${name}, comme maintenant`,
    byFound: (name) => `Remplacer par ${name}`,
    offered: (name, temperature, isNear) => {
      const more = [temperature, isNear && 'à proximité'].filter(Boolean);
      return more.length === 0 ? name : `${name} (${more.join(', ')})`;
    },
    near: (names) =>
      names.length === 1
        ? `${list(names)} se trouve à proximité`
        : `${list(names)} se trouvent à proximité`,
    addSensor: 'Ajouter un thermomètre',
    noSensor: 'Aucun',
    drop: 'Le retirer',
    noFound:
      'Le hub cherche des thermomètres. Ce qui fonctionne sur pile ne parle parfois qu’une fois par heure.',
    saved: (name) => `${name}\u202f: modifications enregistrées.`,
    remove: 'Supprimer la pièce',
    up: (name) => `Monter ${name}`,
    down: (name) => `Descendre ${name}`,
    moved: (name, place, all) => `${name} est maintenant en position ${place} sur ${all}`,
  },

  removal: {
    room: (name) => `Supprimer ${name}\u202f?`,
    device: (name) => `Retirer ${name}\u202f?`,
    action: 'Supprimer',
    goes: 'Ce qui disparaît',
    stays: 'Ce qui reste',
    roomItself: (name) => `La pièce ${name}, ici et dans Home Assistant`,
    sensors: (names) =>
      names.length === 1
        ? `Son thermomètre\u202f: ${list(names)}`
        : `Ses thermomètres\u202f: ${list(names)}`,
    terminals: (names) =>
      `Ce qui la chauffe\u202f: ${list(names)}. Cela ne chauffe alors aucune pièce`,
    records: 'Son programme et ses mesures\u202f: «\u202fDéfaire\u202f» les ramène avec la pièce',
    lastRoom: 'Une maison a au moins une pièce\u202f: celle-ci est la dernière.',
    deviceItself: (name) => `${name}\u202f: le hub ne l’écoute plus et ne lui commande plus rien`,
    along: (names) =>
      names.length === 1
        ? `${list(names)}, que le hub joint par ce moyen`
        : `${list(names)}, que le hub joint tous par ce moyen`,
    roomsStay: (names) =>
      names.length === 1 ? `La pièce ${list(names)}` : `Les pièces ${list(names)}`,
    past: 'Ce qui a été mesuré jusqu’ici',
    asItIs: 'L’appareil lui-même continue de fonctionner comme sans le hub',
    removed: (name) => `${name}\u202f: supprimé de la maison.`,
  },

  devices: {
    title: 'Appareils',
    none: 'Aucun appareil à part les thermomètres des pièces.',
    edit: (name) => `Modifier ${name}`,
    remove: (name) => `Retirer ${name}`,
    heats: (room) => `Chauffe\u202f: ${room}`,
    heatsNone: 'Ne chauffe aucune pièce',
    outdoors: 'Mesure dehors',
    measures: { electricity: 'Mesure l’électricité', heat: 'Mesure la chaleur' },
  },

  add: {
    room: 'Ajouter une pièce',
    device: 'Ajouter',
    roomOf: (device) => `Ajouter une pièce avec ${device}`,
    deviceOf: (device) => `Ajouter ${device}`,
    title: (device) => `Ajouter ${device}`,
    roomName: 'Nom de la pièce',
    name: 'Nom',
    where: 'Où il mesure',
    newRoom: 'Une nouvelle pièce',
    outdoors: 'Dehors',
    heatsWhat: 'Ce qu’il chauffe',
    noRoom: 'Pas encore de pièce',
    heatsFound: (name) => `${name} (trouvé, ajouté en même temps)`,
    heatingOf: (room) => `Chauffage ${room}`,
    heatsLater:
      'Aucun appareil connu ne peut chauffer la pièce. Ajoutez plus tard des vannes et des relais, puis choisissez. Une pompe à chaleur ou une chaudière s’en passe\u202f: elle chauffe par des radiateurs ou un plancher sans vanne propre.',
    measures: 'Ce qu’il mesure',
    measured: { electricity: 'Électricité', heat: 'Chaleur' },
    asItIs: 'Il n’y a rien à choisir.',
    instead: (name) => `La maison a déjà un tel appareil (${name})\u202f: celui-ci prend sa place.`,
    firstRoom: 'Une maison commence par une pièce. Ajoutez d’abord un thermomètre.',
    addedRoom: (name) => `${name} est maintenant une pièce de la maison.`,
    added: (name) => `${name} fait maintenant partie de la maison.`,
    machines: {
      title: (name) => `${name} fait partie de la maison`,
      text: 'Pour l’instant, le hub ne fait qu’observer\u202f: il lit ce que dit la machine et ne lui demande rien. Laissez-le en faire plus ici\u202f:',
      later:
        'Vous pouvez changer cela à tout moment, ici sous Pièces et appareils ou sur la page Système.',
      close: 'Terminé',
    },
  },

  replace: {
    offer: (old, where, since) =>
      `${where.length === 0 ? old : `${old} (${list(where)})`} ne répond plus, dernier message\u202f: ${since}. Celui-ci pourrait prendre sa place.`,
    action: 'Remplacer',
    label: (name, old) => `Remplacer ${old} par ${name}`,
    title: (name, old) => `Remplacer ${old} par ${name}\u202f?`,
    text: (where) => {
      if (where.length === 0) return 'Le hub suit désormais le nouveau.';
      return where.length === 1
        ? `Le hub suit désormais le nouveau. ${list(where)} garde son nom, son programme et son historique.`
        : `Le hub suit désormais le nouveau. ${list(where)} gardent leur nom, leur programme et leur historique.`;
    },
    done: (name, old) => `${name} remplace maintenant ${old}.`,
  },

  timeZone: {
    title: 'Fuseau horaire',
    text: 'Il règle les heures des programmes et les jours des relevés d’énergie.',
    field: 'Fuseau horaire',
    hint: 'Par exemple Europe/Paris.',
    edit: 'Changer le fuseau horaire',
    saved: (zone) => `La maison est maintenant dans le fuseau ${zone}.`,
  },
};
