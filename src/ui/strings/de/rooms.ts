import type { rooms as English } from '../rooms.ts';
import { list } from './count.ts';
import { houseMembers } from './house-members.ts';

export const rooms: typeof English = {
  title: 'Räume und Geräte',
  about: 'Räume, Stockwerke und was sie heizt',
  intro: 'Woraus das Haus besteht. Jede Änderung gilt sofort und lässt sich rückgängig machen.',
  notYours: 'Nur ein Eigentümer des Hauses kann das ändern.',
  notSeen: 'Das können nur die Bewohner des Hauses sehen. Melde dich mit einem Konto an.',
  none: 'Dieses Haus hat noch keinen Raum. Es beginnt mit einem Thermometer, das der Hub gefunden hat.',
  addMore: 'Gefundene Geräte hinzufügen',
  rooms: 'Räume',

  origin: {
    title: 'Wo das Haus gespeichert ist',
    set: (setting, path) =>
      `Maßgeblich ist eine Datei: ${setting} nennt ${path}. Ändere das Haus dort; diese Seite zeigt es nur.`,
    file: (path) =>
      `Maßgeblich ist die Datei ${path}. Sobald du auf dieser Seite etwas änderst, gilt die Seite: Ab dann richtet sich der Hub nach seiner eigenen Kopie.`,
    store: (path) =>
      `Maßgeblich ist diese Seite: Der Hub richtet sich nach seiner eigenen Kopie. Die Datei ${path} zählt wieder, wenn sie mit „aris house reload“ eingelesen wird.`,
    conflict: (path) =>
      `Die Datei ${path} und das Haus auf dieser Seite wurden beide geändert. Es gilt das auf dieser Seite. „aris house reload“ auf dem Hub nimmt stattdessen die Datei; „aris house export“ schreibt in die Datei, was gilt.`,
    broken:
      'Was zuletzt gespeichert wurde, ist nicht brauchbar. Das letzte brauchbare Haus gilt, bis es hier geändert wird.',
  },

  versions: {
    title: 'Änderungen',
    last: (who, when) => `Zuletzt geändert von ${who}, ${when}`,
    never: 'Hier wurde noch nichts geändert.',
    by: (who, when) => `${who}, ${when}`,
    changed: houseMembers,
    restored: (version) => `wieder wie in Version ${version}`,
    read: (path) => `gelesen aus ${path}`,
    version: (version) => `Version ${version}`,
    current: 'Jetzt',
    steps: {
      undo: {
        action: 'Rückgängig',
        title: 'Die letzte Änderung rückgängig machen?',
        said: 'Die letzte Änderung ist rückgängig gemacht.',
      },
      redo: {
        action: 'Wiederholen',
        title: 'Die Änderung wiederholen?',
        said: 'Die Änderung ist wiederholt.',
      },
    },
    earlier: 'Frühere Versionen',
    restore: 'Wiederherstellen',
    restoreLabel: (version) => `Version ${version} wiederherstellen`,
    restoreTitle: (version) => `Zurück zu Version ${version}?`,
    restoreText: (who, when) =>
      `Das Haus wird so, wie ${who} es ${when} hinterlassen hat. Was seither geändert wurde, bleibt als eigene Version erhalten: Du kannst dahin zurück.`,
    isRestored: (version) => `Das Haus ist wieder wie in Version ${version}.`,
  },

  late: {
    text: (who, members) =>
      `${who} hat das Haus inzwischen geändert (${houseMembers(members)}), deshalb wurde deine Änderung nicht gespeichert.`,
    somebody: 'Jemand',
    load: 'Neu laden',
    loaded: (who) =>
      `${who} hat das Haus inzwischen geändert. Es ist neu geladen: Versuche es noch einmal.`,
  },
  faultAt: (path, message) => (path === '' ? message : `${path}: ${message}`),

  room: {
    edit: (name) => `${name} ändern`,
    name: 'Name',
    floor: 'Stockwerk',
    floorHint: 'Etwa Erdgeschoss. Räume eines Stockwerks stehen zusammen.',
    use: 'Was hier möglich ist',
    uses: { heat: 'Heizen', cool: 'Kühlen', both: 'Beides' },
    measuredBy: (names) => `Gemessen von ${list(names)}`,
    ownSensor: (names) => `Gemessen und geheizt von ${list(names)}`,
    unmeasured: 'Kein Thermometer: Der Raum kann nicht geregelt werden',
    heatedBy: (names) => `Geheizt von ${list(names)}`,
    unheated: 'Ohne eigene Heizung',
    silent: 'Thermometer meldet sich nicht',
    heard: (when) => `Zuletzt gehört ${when}`,
    unheard: 'Thermometer noch nicht gehört',
    replace: 'Thermometer ersetzen',
    heats: 'Was ihn heizt',
    heatsElsewhere: (room) => `jetzt: ${room}`,
    heatsNone:
      'Im Haus gibt es noch kein Ventil, kein Relais und keinen Gebläsekonvektor. Füge gefundene hinzu und wähle dann.',
    bySource: 'Die Wärmepumpe oder der Heizkessel',
    bySourceHint:
      'Über Heizkörper oder eine Fußbodenheizung ohne ein Ventil, das der Hub kennt: Sie läuft, solange der Raum zu kalt ist.',
    heatedBySource: 'Geheizt von der Wärmepumpe oder dem Heizkessel, ohne eigenes Ventil',
    sensor: (name) => `Thermometer: ${name}`,
    sensorSilent:
      'Es meldet sich nicht. Ein anderes kann seinen Platz einnehmen: Der Raum behält Zeitplan und Verlauf.',
    sensorNew: 'Ein Thermometer hinzufügen',
    keep: (name) => `${name}, wie es ist`,
    byFound: (name) => `Ersetzen durch ${name}`,
    offered: (name, temperature, isNear) => {
      const more = [temperature, isNear && 'steht in der Nähe'].filter(Boolean);
      return more.length === 0 ? name : `${name} (${more.join(', ')})`;
    },
    near: (names) => `${list(names)} ${names.length === 1 ? 'steht' : 'stehen'} in der Nähe`,
    addSensor: 'Thermometer hinzufügen',
    noSensor: 'Keins',
    drop: 'Entfernen',
    noFound:
      'Der Hub sucht nach Thermometern. Was mit Batterie läuft, meldet sich vielleicht nur einmal in der Stunde.',
    saved: (name) => `${name} ist gespeichert.`,
    remove: 'Raum entfernen',
    up: (name) => `${name} nach oben`,
    down: (name) => `${name} nach unten`,
    moved: (name, place, all) => `${name} ist jetzt auf Platz ${place} von ${all}`,
  },

  removal: {
    room: (name) => `${name} entfernen?`,
    device: (name) => `${name} entfernen?`,
    action: 'Entfernen',
    goes: 'Was verschwindet',
    stays: 'Was bleibt',
    roomItself: (name) => `Der Raum ${name}, hier und in Home Assistant`,
    sensors: (names) =>
      `${names.length === 1 ? 'Sein Thermometer' : 'Seine Thermometer'}: ${list(names)}`,
    terminals: (names) => `Was ihn heizt: ${list(names)}. Das heizt dann keinen Raum`,
    records: 'Sein Zeitplan und seine Messwerte: „Rückgängig“ bringt sie mit dem Raum zurück',
    lastRoom: 'Ein Haus hat mindestens einen Raum: Das ist der letzte.',
    deviceItself: (name) => `${name}: Der Hub hört und steuert es nicht mehr`,
    along: (names) =>
      `${list(names)}, ${names.length === 1 ? 'das darüber erreicht wird' : 'die darüber erreicht werden'}`,
    roomsStay: (names) => `${names.length === 1 ? 'Der Raum' : 'Die Räume'} ${list(names)}`,
    past: 'Was es bisher gemessen hat',
    asItIs: 'Das Gerät selbst arbeitet weiter wie ohne den Hub',
    removed: (name) => `${name} ist entfernt.`,
  },

  devices: {
    title: 'Geräte',
    none: 'Keine Geräte außer den Thermometern der Räume.',
    edit: (name) => `${name} ändern`,
    remove: (name) => `${name} entfernen`,
    heats: (room) => `Heizt ${room}`,
    heatsNone: 'Heizt keinen Raum',
    outdoors: 'Misst draußen',
    measures: { electricity: 'Misst Strom', heat: 'Misst Wärme' },
  },

  add: {
    room: 'Raum hinzufügen',
    device: 'Hinzufügen',
    roomOf: (device) => `Raum hinzufügen mit ${device}`,
    deviceOf: (device) => `${device} hinzufügen`,
    title: (device) => `${device} hinzufügen`,
    roomName: 'Name des Raums',
    name: 'Name',
    where: 'Wo es misst',
    newRoom: 'Ein neuer Raum',
    outdoors: 'Draußen',
    heatsWhat: 'Was es heizt',
    noRoom: 'Noch keinen Raum',
    heatsFound: (name) => `${name} (gefunden, kommt dazu)`,
    heatingOf: (room) => `Heizung ${room}`,
    heatsLater:
      'Es ist nichts bekannt, das den Raum heizen könnte. Füge Ventile und Relais später hinzu und wähle dann. Eine Wärmepumpe oder ein Heizkessel heizt ihn auch so: über Heizkörper oder eine Fußbodenheizung ohne eigenes Ventil.',
    measures: 'Was er misst',
    measured: { electricity: 'Strom', heat: 'Wärme' },
    asItIs: 'Hier gibt es nichts zu wählen.',
    instead: (name) =>
      `Im Haus gibt es schon so ein Gerät (${name}): Dieses nimmt dessen Platz ein.`,
    firstRoom: 'Ein Haus beginnt mit einem Raum. Füge zuerst ein Thermometer hinzu.',
    addedRoom: (name) => `${name} ist jetzt ein Raum des Hauses.`,
    added: (name) => `${name} ist jetzt im Haus.`,
    machines: {
      title: (name) => `${name} ist im Haus`,
      text: 'Bisher sieht der Hub nur zu: Er liest, was die Maschine meldet, und gibt ihr nichts vor. Hier kannst du ihn mehr tun lassen:',
      later:
        'Das kannst du jederzeit ändern, hier unter Räume und Geräte oder auf der Seite Anlage.',
      close: 'Fertig',
    },
  },

  replace: {
    offer: (old, where, since) =>
      `${where.length === 0 ? old : `${old} (${list(where)})`} meldet sich nicht, zuletzt gehört ${since}. Dieses könnte den Platz einnehmen.`,
    action: 'Ersetzen',
    label: (name, old) => `${old} durch ${name} ersetzen`,
    title: (name, old) => `${old} durch ${name} ersetzen?`,
    text: (where) =>
      where.length === 0
        ? 'Der Hub richtet sich ab jetzt nach dem neuen.'
        : `Der Hub richtet sich ab jetzt nach dem neuen. ${list(where)} ${where.length === 1 ? 'behält' : 'behalten'} Namen, Zeitplan und Verlauf.`,
    done: (name, old) => `${name} hat den Platz von ${old} eingenommen.`,
  },

  timeZone: {
    title: 'Zeitzone',
    text: 'Nach ihr richten sich die Stunden der Zeitpläne und die Tage der Energie.',
    field: 'Zeitzone',
    hint: 'Etwa Europe/Berlin.',
    edit: 'Zeitzone ändern',
    saved: (zone) => `Das Haus ist jetzt in ${zone}.`,
  },
};
