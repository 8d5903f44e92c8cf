import type { tokens as English } from '../tokens.ts';
import { count } from './count.ts';

export const tokens: typeof English = {
  title: 'API-Tokens',
  intro:
    'Ein Token lässt ein Programm herein: Home Assistant, Grafana, ein Skript. Leg für jedes einen an, damit du ihn dem einen nehmen kannst, ohne die anderen zu stören.',
  about: 'Schlüssel für Home Assistant, Grafana und Skripte',
  summary: (n) => (n === 0 ? 'Noch keine' : count(n, 'Token', 'Tokens')),
  wanting: (n) => `${n} zu prüfen`,
  create: 'Token anlegen',
  notYours:
    'Nur ein Eigentümer des Hauses kann Tokens sehen und anlegen. Bitte einen darum, dir einen anzulegen.',
  empty:
    'Noch gibt es keine Tokens. Leg für jedes Programm einen an, das mit diesem Haus sprechen soll.',
  name: 'Name',
  created: 'Angelegt',
  lastUsed: 'Zuletzt benutzt',
  lastUsedFrom: (address) => `von ${address}`,
  never: 'Nie',
  expires: 'Läuft ab',
  requests: 'Anfragen',
  permissions: 'Rechte',
  daily: 'Der tägliche Betrieb des Hauses',
  rooms: 'Räume',
  addresses: 'Adressen',
  anywhere: 'Überall',
  pace: 'Höchstens',
  perMinute: (n) => `${count(n, 'Anfrage', 'Anfragen')} pro Minute`,
  rotated: 'Neues Geheimnis',
  begins: 'Beginnt mit',
  made: 'Angelegt von',
  under: 'Gehört zu',
  roots: { you: 'dir', machine: 'diesem Rechner', unknown: 'jemand Unbekanntem' },
  makers: {
    person: 'Jemand, der entfernt wurde',
    token: 'Ein Token, den es nicht mehr gibt',
    admin: 'Das Admin-Geheimnis',
    machine: 'Die Kommandozeile',
  },
  limited: (name) => `Begrenzt: Mehr darf ${name} nicht`,
  state: {
    active: 'Aktiv',
    disabled: 'Deaktiviert',
    expired: 'Abgelaufen',
    revoked: 'Gelöscht',
    expiring: (when) => `Läuft ${when} ab`,
    unused: 'Unbenutzt',
  },
  care: {
    orphaned: (names, n) =>
      n === 1
        ? `Wer ${names} angelegt hat, ist weg und kennt vielleicht noch das Geheimnis. Gib ihm ein neues: Dann gehört er dir. Oder lösch ihn.`
        : `Wer ${names} angelegt hat, ist weg und kennt vielleicht noch die Geheimnisse. Gib ihnen neue: Dann gehören sie dir. Oder lösch sie.`,
    unused: (names, n) =>
      n === 1
        ? `${names} wurde drei Monate lang nicht benutzt. Wenn ihn nichts mehr braucht, lösch ihn.`
        : `${names} wurden drei Monate lang nicht benutzt. Wenn sie nichts mehr braucht, lösch sie.`,
    expiring: (names, n) =>
      n === 1
        ? `${names} läuft bald ab. Leg rechtzeitig einen neuen an und trag ihn an seiner Stelle ein.`
        : `${names} laufen bald ab. Leg rechtzeitig neue an und trag sie an ihrer Stelle ein.`,
  },
  details: (name) => `${name} zeigen`,
  actions: {
    rename: 'Umbenennen',
    rotate: 'Neues Geheimnis',
    disable: 'Deaktivieren',
    enable: 'Aktivieren',
    delete: 'Löschen',
  },
  told: {
    renamed: 'Umbenannt',
    disabled: (name) =>
      `${name} ist deaktiviert: Seine Anfragen werden abgelehnt, bis du ihn aktivierst.`,
    enabled: (name) => `${name} gilt wieder.`,
    deleted: (name, along) =>
      along === 0
        ? `${name} ist gelöscht.`
        : `${name} ist gelöscht, und ${count(along, 'weiterer Token', 'weitere Tokens')} dazu.`,
  },
  rename: { title: 'Token umbenennen', label: 'Name' },
  delete: {
    title: (name) => `${name} löschen?`,
    text: (along) =>
      along === 0
        ? 'Was ihn benutzt, funktioniert sofort nicht mehr. Das lässt sich nicht rückgängig machen.'
        : `Was ihn benutzt, funktioniert sofort nicht mehr, und auch nicht, was ${along === 1 ? 'den Token benutzt, den' : `die ${along} Tokens benutzt, die`} er angelegt hat. Das lässt sich nicht rückgängig machen.`,
  },
  rotate: {
    title: (name) => `Ein neues Geheimnis für ${name}?`,
    text: 'Das alte gilt sofort nicht mehr. Du musst das neue dort eintragen, wo das alte steht.',
    moves: (root, along) => {
      if (along === 0) return `Ab dann gehört er zu dir, nicht mehr zu ${root}.`;
      const others =
        along === 1 ? 'der Token, den er angelegt hat' : `die ${along} Tokens, die er angelegt hat`;
      return `Ab dann gehört er zu dir, nicht mehr zu ${root}, und ebenso ${others}.`;
    },
    go: 'Neues Geheimnis erstellen',
  },
  usage: {
    title: 'Die letzten 20 Nutzungen',
    none: 'Er wurde noch nicht benutzt.',
    when: 'Wann',
    what: 'Anfrage',
    answer: 'Antwort',
    from: 'Von wo',
    program: 'Programm',
    days: 'Anfragen pro Tag, letzte zwei Wochen',
    day: (date, n) => `${date}: ${count(n, 'Anfrage', 'Anfragen')}`,
    answers: (status) => {
      if (status < 400) return 'Erledigt';
      if (status === 401) return 'Abgewiesen';
      if (status === 403) return 'Nicht erlaubt';
      if (status === 404) return 'Nicht gefunden';
      if (status === 429) return 'Zu viele';
      return status >= 500 ? 'Fehlgeschlagen' : 'Nicht verstanden';
    },
  },
  form: {
    title: 'Token anlegen',
    for: 'Wofür ist er?',
    templates: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Sicherungs\u00adskript',
      other: 'Etwas anderes',
    },
    named: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Sicherungsskript',
      other: '',
    },
    does: {
      homeAssistant:
        'Darf Räume, Warmwasser und das Haus sehen und einstellen und Ereignisse lesen.',
      grafana: 'Darf die Messwerte lesen und sonst nichts.',
      backup:
        'Darf Sicherungen holen und sonst nichts. In einer Sicherung steht alles: Pass gut auf diesen Token auf.',
      other: 'Darf Räume und Geräte sehen. Wähle unten, was er noch darf.',
    },
    name: 'Name',
    nameHint: 'Woran du ihn in einem Jahr erkennst.',
    expiry: 'Gilt für',
    expiries: {
      '1h': 'Eine Stunde',
      '7d': '7 Tage',
      '30d': '30 Tage',
      '90d': '90 Tage',
      '1y': 'Ein Jahr',
      never: 'Unbefristet',
    },
    expiryEver: 'Er gilt, bis du ihn löschst. Einer, der von selbst endet, ist sicherer.',
    permissions: 'Was er darf',
    rooms: 'Nur für einige Räume',
    roomsHint: 'Er kann dann nur diese Räume sehen und einstellen, sonst nichts vom Haus.',
    addresses: 'Nur von diesen Adressen',
    addressesHint: 'Etwa 192.168.1.20 oder 192.168.1.0/24. Leer: von überall in deinem Netz.',
    pace: 'Höchstens so viele Anfragen pro Minute',
    paceHint: 'Leer: so viele er will.',
    nothing: 'Wähle mindestens eins, das er darf.',
    powerful:
      'Damit könnte ein Programm andere hereinlassen oder alle Daten mitnehmen. Gib das nur einem Programm, dem du ganz vertraust.',
    go: 'Token anlegen',
  },
  resources: {
    zones: 'Räume',
    equipment: 'Geräte und Warmwasser',
    system: 'Betriebsart des Hauses',
    events: 'Ereignisse',
    history: 'Verlauf',
    metrics: 'Messwerte',
    settings: 'Einstellungen',
    firmware: 'Firmware',
    backup: 'Sicherungen',
    tokens: 'API-Tokens',
    users: 'Personen und Sitzungen',
    audit: 'Prüfprotokoll',
  },
  rights: { none: 'Nein', read: 'Sehen', full: 'Sehen und ändern' },
  right: {
    read: (what) => `${what}: sehen`,
    full: (what) => `${what}: sehen und ändern`,
  },
  secret: {
    title: (name) => `Der Token für ${name}`,
    warning:
      'Speichere den Token jetzt. Er wird nur dieses eine Mal gezeigt, und niemand kann ihn noch einmal zeigen.',
    label: 'Der Token',
    care: 'Er gehört nicht in E-Mails, Chats oder Git. Wer ihn hat, darf, was er darf.',
    done: 'Ich habe ihn gespeichert',
  },
};
