import type { settings as English } from '../settings.ts';
import { count, number } from './count.ts';

export const settings: typeof English = {
  title: 'Réglages',
  groups: {
    people: 'Personnes',
    house: 'La maison',
    programs: 'Autres programmes',
    hub: 'Ce hub',
  },
  roles: { owner: 'Propriétaire', member: 'Membre', panel: 'Écran mural' },

  backup: {
    title: 'Sauvegarde',
    about: 'Toute la maison dans un fichier',
    notYours:
      'Seul un propriétaire de la maison peut faire une sauvegarde\u202f: qui la possède a toute la maison.',
    file: 'Un fichier à emporter',
    fileText:
      'Tout ce dont un nouveau hub a besoin\u202f: la maison, les réglages, les programmes, les personnes, les jetons et l’historique. Gardez-le là où personne d’autre ne le trouve.',
    load: 'Télécharger une sauvegarde',
    disk: 'Sur le hub',
    diskText:
      'Le hub fait une sauvegarde chaque jour, et une complète chaque semaine et avant chaque mise à jour. Si la carte mémoire tombe en panne, elles sont perdues avec elle\u202f: gardez-en une ailleurs.',
    make: 'En faire une maintenant',
    making: 'Sauvegarde en cours…',
    made: 'La sauvegarde est faite, et se relit sans erreur.',
    none: 'Il n’y en a pas encore.',
    one: (when, kind, size) => `${when}\u202f: ${kind}, ${size}`,
    kinds: {
      daily: 'du jour',
      weekly: 'de la semaine',
      upgrade: 'avant une mise à jour',
      manual: 'manuelle',
    },
  },

  log: {
    title: 'Journal',
    about: 'Ce que le hub a fait et rencontré récemment',
    notYours:
      'Seul un propriétaire de la maison peut voir le journal\u202f: il dit qui a fait quoi, et d’où.',
    intro: 'Les dernières lignes depuis le démarrage du hub, les plus récentes d’abord.',
    download: 'Télécharger pour un rapport',
    downloadText:
      'Le fichier contient les mêmes lignes avec la version, la plateforme et ce qui ne va pas. Il est fait pour être montré à d’autres\u202f: sans adresses ni identifiants. Des noms peuvent y figurer\u202f: relisez-le.',
    show: 'Lignes à afficher',
    levels: { debug: 'Toutes', warn: 'Avertissements', error: 'Erreurs' },
    names: { debug: 'détail', info: 'info', warn: 'avertissement', error: 'erreur' },
    reload: 'Actualiser',
    none: 'Aucune ligne de ce type.',
  },

  house: {
    title: 'Maison',
    about: 'Nom, unités, absence, loi d’eau, eau chaude',
    notYours: 'Seul un propriétaire de la maison peut changer ceci.',
    notSeen: 'Seuls les habitants de la maison peuvent voir ceci. Connectez-vous avec un compte.',
    groups: {
      house: { title: 'Nom et unités', text: '' },
      absence: {
        title: 'Quand personne n’est là',
        text: 'De combien le chauffage est réduit quand la maison est sur Absent ou Vacances.',
      },
      curve: {
        title: 'Loi d’eau',
        text: 'La température de l’eau dans les tuyaux\u202f: plus il fait froid dehors, plus elle est chaude. Relevez toute la courbe si les pièces restent fraîches par tous les temps.',
      },
      hotWater: {
        title: 'Eau chaude',
        text: 'À intervalles réguliers, le ballon est chauffé très fort pour qu’aucune légionelle n’y survive.',
      },
      quiet: {
        title: 'Heures calmes',
        text: 'Pour le sommeil et pour les voisins\u202f: les ventilateurs soufflent doucement, l’eau chaude attend, sauf si elle vient à manquer, et une pompe à chaleur qui le peut passe en mode silencieux.',
      },
      more: { title: 'Plus', text: '' },
    },
    labels: {
      name: 'Nom de la maison',
      units: 'Températures en',
      pricePerKwh: 'Prix de l’électricité\u202f; 0 pour ne pas l’afficher',
      currency: 'Monnaie, par exemple EUR',
      awayHeatSetC: 'Absent\u202f: chauffer à',
      awayCoolSetC: 'Absent\u202f: rafraîchir à',
      vacationHeatSetC: 'Vacances\u202f: chauffer à',
      vacationCoolSetC: 'Vacances\u202f: rafraîchir à',
      vacationReheatHours: 'Prête avant votre retour',
      frostFloorC: 'Jamais plus froid que',
      openWindowHold: 'Suspendre le chauffage quand une fenêtre semble ouverte',
      curveColdOutdoorC: 'Un jour froid, dehors',
      curveColdSupplyC: 'Départ par jour froid',
      curveMildOutdoorC: 'Un jour doux, dehors',
      curveMildSupplyC: 'Départ par jour doux',
      curveOffsetK: 'Relever toute la courbe de',
      outdoorAverageHours: 'Température extérieure moyennée sur',
      coolSupplyC: 'Départ pour rafraîchir',
      heaterPolicy: 'Appoint électrique',
      bivalenceC: 'Il aide en dessous de',
      heatingLimitC: 'Ne chauffer qu’en dessous de',
      coolingLimitC: 'Ne rafraîchir qu’au-dessus de',
      quietHours: 'Heures calmes chaque jour',
      quietFrom: 'Calme à partir de',
      quietUntil: 'Calme jusqu’à',
      quietFanPercent: 'Ventilateurs au plus à',
      dhwTargetC: 'Eau chaude',
      dhwAwayC: 'Eau chaude en cas d’absence',
      dhwHysteresisK: 'Peut refroidir de',
      dhwSanitizeC: 'Désinfecter à',
      dhwSanitizeMinutes: 'Désinfecter pendant',
      dhwSanitizeDays: 'Désinfecter tous les',
    },
    units: { h: 'heures', min: 'minutes', d: 'jours', '/kWh': 'par kWh' },
    heaterPolicies: {
      off: 'Contre le gel seulement',
      emergency: 'En cas de panne',
      bivalence: 'Et par grand froid',
    },
    celsius: '°C',
    fahrenheit: '°F',
    bounds: (min, max) => `de ${min} à ${max}`,
    wrong: {
      empty: 'À remplir.',
      number: 'Un nombre, s’il vous plaît.',
      whole: 'Un nombre entier, s’il vous plaît.',
      bounds: (min, max) => `Entre ${min} et ${max}, s’il vous plaît.`,
    },
    on: 'Activé',
    saved: 'Enregistré',
    curve: {
      label: (coldOut, coldSupply, mildOut, mildSupply) =>
        `La loi d’eau\u202f: de l’eau à ${coldSupply} quand il fait ${coldOut} dehors, à ${mildSupply} quand il fait ${mildOut}.`,
      outdoors: 'Dehors',
      water: 'Départ',
      now: (outdoor, supply) =>
        `Il fait maintenant ${outdoor} dehors\u202f: la courbe donne ${supply}.`,
    },
  },

  devices: {
    title: 'Appareils',
    about: 'Ce que la maison possède',
    intro:
      'Chacun de ces appareils se signale de lui-même au hub. Leur liste se règle sous Pièces et appareils.',
    notYours: 'Ce compte n’a pas le droit de voir les appareils.',
    summary: (n, offline) =>
      offline === 0
        ? n === 1
          ? '1 appareil, en ligne'
          : `${count(n, 'appareil', 'appareils')}, tous en ligne`
        : `${offline} hors ligne sur ${n}`,
    allOnline: 'Tous les appareils sont en ligne.',
    someOffline: (n) =>
      n === 1
        ? '1 appareil est hors ligne. Vérifiez son alimentation et son réseau.'
        : `${number(n)} appareils sont hors ligne. Vérifiez l’alimentation et le réseau de chacun.`,
    none: 'Cette maison n’a pas encore d’appareils. Cherchez-en et ajoutez ceux qui sont trouvés.',
    online: 'En ligne',
    offline: 'Hors ligne',
    seen: (when) => `Dernier message\u202f: ${when}`,
    neverSeen: 'Pas entendu depuis le démarrage du hub',
    plant: 'Système',
    rooms: 'Pièces',
    look: 'Chercher d’autres appareils',
  },

  found: {
    title: 'Appareils trouvés',
    intro:
      'Ce que le hub entend sur le broker tant que cette page est ouverte. Il ne fait qu’écouter\u202f: rien n’est demandé à un appareil avant son ajout.',
    notYours: 'Ce compte n’a pas le droit de voir ce qui est trouvé.',
    fresh: 'Pas encore dans la maison',
    standing: 'Déjà dans la maison',
    none: 'Rien d’utile à la maison n’est encore entendu. Ce qui fonctionne sur pile ne parle parfois qu’une fois par heure.',
    state: {
      connecting: 'Le hub n’est pas connecté au broker et continue d’essayer.',
      unavailable: 'Le hub n’a pas de broker à écouter.',
      paused: 'Le hub a cessé d’écouter.',
    },
    leftOut: (n) =>
      `${count(n, 'autre n’est pas montré', 'autres ne sont pas montrés')}\u202f: il y en a trop.`,
    refused: (topics) => `Le broker ne laisse pas le hub entendre ${topics}.`,
    thermometer: (room) => `Thermomètre d’ambiance, ${room}`,
    outdoors: 'Thermomètre extérieur',
    meter: 'Compteur électrique',
    terminal: 'Relais ou vanne',
    standsAs: (id) => `Dans la maison sous ${id}`,
    sources: {
      home_assistant: 'la découverte de Home Assistant',
      zigbee2mqtt: 'Zigbee2MQTT',
      tasmota: 'Tasmota',
      shelly: 'Shelly',
      profile: 'un profil',
      own_topics: 'les topics du hub',
    },
    by: (source, model) => [`Par ${source}`, model].filter(Boolean).join(' · '),
    noValue: 'Aucune valeur pour l’instant.',
    heard: (when) => `entendu ${when}`,
    kept: 'gardé par le broker, âge inconnu',
    refusedValue: (label, value) => `${label} ${value}\u202f: ce n’est pas possible.`,
    cannot: 'Ce qui ne peut pas être lu',
    paste: 'À la main\u202f: ce qui l’ajoute à house.json',
    pasteLabel: (name) => `Ce qui ajoute ${name} à house.json`,
    setUp: (text) => `Dans ses réglages\u202f: ${text}`,
    fields: {
      tempC: 'Température',
      rhPercent: 'Humidité',
      co2Ppm: 'CO₂',
      on: 'En marche',
      tempHeatSetC: 'Consigne',
      powerKw: 'Puissance',
      energyKwh: 'Compté',
    },
  },

  about: {
    title: 'À propos',
    about: 'Version, adresse, mémoire, disque',
    version: 'Version',
    serial: 'Numéro de série',
    address: 'Adresse',
    house: 'Maison',
    virtual: 'Simulée, pour essayer',
    real: 'De vrais appareils',
    timeZone: 'Fuseau horaire',
    uptime: 'En marche depuis',
    memory: 'Mémoire',
    disk: 'Écrit sur le disque',
    perDay: (amount) => `au plus ${amount} par jour`,
    soFar: (amount) => `au plus ${amount} depuis le démarrage`,
    unknown: 'Inconnu ici',
    broker: 'Broker',
    connected: 'Connecté',
    away: 'Non connecté',
    health: 'État',
    healths: {
      ok: 'Tout va bien',
      degraded: 'À surveiller\u202f: la page d’accueil dit quoi',
      unhealthy: 'Pas de connexion aux appareils',
    },
    licence:
      'Logiciel libre sous licence MIT. Pas de cloud, pas de compte ailleurs\u202f: tout reste sur ce hub.',
    contract: 'Pour les programmes',
  },
};
