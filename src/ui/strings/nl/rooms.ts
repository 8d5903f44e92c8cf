import type { rooms as English } from '../rooms.ts';
import { list } from './count.ts';
import { houseMembers } from './house-members.ts';

export const rooms: typeof English = {
  title: 'Kamers en apparaten',
  about: 'Kamers, verdiepingen en wat ze verwarmt',
  intro: 'Waaruit het huis bestaat. Elke wijziging geldt meteen, en je kunt hem terugdraaien.',
  notYours: 'Alleen een eigenaar van het huis kan dit wijzigen.',
  notSeen: 'Dit kunnen alleen de bewoners van het huis zien. Log in met een account.',
  none: 'Dit huis heeft nog geen kamer. Het begint met een thermometer die de hub heeft gevonden.',
  addMore: 'Gevonden apparaten toevoegen',
  rooms: 'Kamers',

  origin: {
    title: 'Waar het huis is vastgelegd',
    set: (setting, path) =>
      `Een bestand bepaalt: ${setting} verwijst naar ${path}. Wijzig het huis daar; deze pagina toont het alleen.`,
    file: (path) =>
      `Het huis is zoals het in het bestand ${path} staat. Een wijziging op deze pagina neemt het over: daarna gebruikt de hub zijn eigen kopie.`,
    store: (path) =>
      `Deze pagina bepaalt: de hub gebruikt zijn eigen kopie. Het bestand ${path} geldt weer als het wordt ingelezen met “aris house reload”.`,
    conflict: (path) =>
      `Het bestand ${path} en het huis op deze pagina zijn allebei gewijzigd. Dat van deze pagina is in gebruik. “aris house reload” op de hub neemt het bestand; “aris house export” zet in het bestand wat in gebruik is.`,
    broken:
      'Wat het laatst is bewaard, is geen bruikbaar huis. Het laatste goede blijft in gebruik tot het hier wordt gewijzigd.',
  },

  versions: {
    title: 'Wijzigingen',
    last: (who, when) => `Laatst gewijzigd door ${who}, ${when}`,
    never: 'Hier is nog niets gewijzigd.',
    by: (who, when) => `${who}, ${when}`,
    changed: houseMembers,
    restored: (version) => `weer zoals in versie ${version}`,
    read: (path) => `ingelezen uit ${path}`,
    version: (version) => `Versie ${version}`,
    current: 'Nu',
    steps: {
      undo: {
        action: 'Terugdraaien',
        title: 'De laatste wijziging terugdraaien?',
        said: 'De laatste wijziging is teruggedraaid.',
      },
      redo: {
        action: 'Opnieuw doen',
        title: 'De wijziging opnieuw doen?',
        said: 'De wijziging is opnieuw gedaan.',
      },
    },
    earlier: 'Eerdere versies',
    restore: 'Terugzetten',
    restoreLabel: (version) => `Versie ${version} terugzetten`,
    restoreTitle: (version) => `Terug naar versie ${version}?`,
    restoreText: (who, when) =>
      `Het huis wordt zoals ${who} het achterliet (${when}). Wat sindsdien is gewijzigd, blijft bewaard als een eigen versie: je kunt ernaar terug.`,
    isRestored: (version) => `Het huis is weer zoals in versie ${version}.`,
  },

  late: {
    text: (who, members) =>
      `${who} heeft het huis intussen gewijzigd (${houseMembers(members)}), dus jouw wijziging is niet opgeslagen.`,
    somebody: 'Iemand',
    load: 'Opnieuw laden',
    loaded: (who) =>
      `${who} heeft het huis intussen gewijzigd. Het is opnieuw geladen: probeer het nog een keer.`,
  },
  faultAt: (path, message) => (path === '' ? message : `${path}: ${message}`),

  room: {
    edit: (name) => `${name} wijzigen`,
    name: 'Naam',
    floor: 'Verdieping',
    floorHint: 'Bijvoorbeeld Begane grond. Kamers van één verdieping staan bij elkaar.',
    use: 'Wat hier mogelijk is',
    uses: { heat: 'Verwarmen', cool: 'Koelen', both: 'Allebei' },
    measuredBy: (names) => `Gemeten door ${list(names)}`,
    ownSensor: (names) => `Gemeten en verwarmd door ${list(names)}`,
    unmeasured: 'Geen thermometer: deze kamer is niet te regelen',
    heatedBy: (names) => `Verwarmd door ${list(names)}`,
    unheated: 'Zonder eigen verwarming',
    silent: 'Thermometer laat niets horen',
    heard: (when) => `Laatst gehoord ${when}`,
    unheard: 'Thermometer nog niet gehoord',
    replace: 'Thermometer vervangen',
    heats: 'Wat de kamer verwarmt',
    heatsElsewhere: (room) => `nu: ${room}`,
    heatsNone:
      'Er is nog geen klep, relais of ventilatorconvector in het huis. Voeg gevonden apparaten toe en kies daarna.',
    bySource: 'De warmtepomp of ketel',
    bySourceHint:
      'Via radiatoren of een vloer zonder klep die de hub kent: hij draait zolang de kamer te koud is.',
    heatedBySource: 'Verwarmd door de warmtepomp of ketel, zonder eigen klep',
    sensor: (name) => `Thermometer: ${name}`,
    sensorSilent:
      'Hij laat niets horen. Een andere kan zijn plaats innemen: de kamer houdt haar schema en verloop.',
    sensorNew: 'Thermometer toevoegen',
    keep: (name) => `${name}, zoals het is`,
    byFound: (name) => `Vervangen door ${name}`,
    offered: (name, temperature, isNear) => {
      const more = [temperature, isNear && 'staat dichtbij'].filter(Boolean);
      return more.length === 0 ? name : `${name} (${more.join(', ')})`;
    },
    near: (names) => `${list(names)} ${names.length === 1 ? 'staat' : 'staan'} dichtbij`,
    addSensor: 'Thermometer toevoegen',
    noSensor: 'Geen',
    drop: 'Verwijderen',
    noFound:
      'De hub luistert naar thermometers. Wat op een batterij werkt, laat misschien maar eens per uur iets horen.',
    saved: (name) => `${name} is opgeslagen.`,
    remove: 'Kamer verwijderen',
    up: (name) => `${name} omhoog`,
    down: (name) => `${name} omlaag`,
    moved: (name, place, all) => `${name} staat nu op plaats ${place} van ${all}`,
  },

  removal: {
    room: (name) => `${name} verwijderen?`,
    device: (name) => `${name} verwijderen?`,
    action: 'Verwijderen',
    goes: 'Wat verdwijnt',
    stays: 'Wat blijft',
    roomItself: (name) => `De kamer ${name}, hier en in Home Assistant`,
    sensors: (names) =>
      names.length === 1 ? `De thermometer: ${list(names)}` : `De thermometers: ${list(names)}`,
    terminals: (names) => `Wat de kamer verwarmt: ${list(names)}. Dat verwarmt dan geen kamer`,
    records: 'Het schema en de metingen: met Terugdraaien komen ze samen met de kamer terug',
    lastRoom: 'Een huis heeft minstens één kamer: dit is de laatste.',
    deviceItself: (name) => `${name}: de hub hoort het niet meer en stuurt het niet meer aan`,
    along: (names) =>
      names.length === 1
        ? `${list(names)}, dat hierlangs wordt bereikt`
        : `${list(names)}, die hierlangs worden bereikt`,
    roomsStay: (names) =>
      names.length === 1 ? `De kamer ${list(names)}` : `De kamers ${list(names)}`,
    past: 'Wat het tot nu toe heeft gemeten',
    asItIs: 'Het apparaat zelf werkt door zoals het zonder de hub doet',
    removed: (name) => `${name} is verwijderd.`,
  },

  devices: {
    title: 'Apparaten',
    none: 'Geen apparaten naast de thermometers van kamers.',
    edit: (name) => `${name} wijzigen`,
    remove: (name) => `${name} verwijderen`,
    heats: (room) => `Verwarmt ${room}`,
    heatsNone: 'Verwarmt geen kamer',
    outdoors: 'Meet buiten',
    measures: { electricity: 'Meet stroom', heat: 'Meet warmte' },
  },

  add: {
    room: 'Kamer toevoegen',
    device: 'Toevoegen',
    roomOf: (device) => `Kamer toevoegen met ${device}`,
    deviceOf: (device) => `${device} toevoegen`,
    title: (device) => `${device} toevoegen`,
    roomName: 'Naam van de kamer',
    name: 'Naam',
    where: 'Waar het meet',
    newRoom: 'Een nieuwe kamer',
    outdoors: 'Buiten',
    heatsWhat: 'Wat het verwarmt',
    noRoom: 'Nog geen kamer',
    heatsFound: (name) => `${name} (gevonden, komt er ook bij)`,
    heatingOf: (room) => `Verwarming ${room}`,
    heatsLater:
      'Er is niets bekend dat de kamer kan verwarmen. Voeg later kleppen en relais toe en kies dan. Een warmtepomp of ketel verwarmt ook zonder: via radiatoren of een vloer zonder eigen klep.',
    measures: 'Wat het meet',
    measured: { electricity: 'Stroom', heat: 'Warmte' },
    asItIs: 'Er valt niets te kiezen.',
    instead: (name) => `Het vervangt wat het huis nu heeft: ${name.toLowerCase()}.`,
    firstRoom: 'Een huis begint met een kamer. Voeg eerst een thermometer toe.',
    addedRoom: (name) => `${name} is nu een kamer van het huis.`,
    added: (name) => `${name} is nu in het huis.`,
    machines: {
      title: (name) => `${name} is in het huis`,
      text: 'De hub kijkt tot nu toe alleen mee: hij leest wat het toestel meldt en geeft het niets door. Laat hem hier meer doen:',
      later: 'Je kunt dit altijd wijzigen, hier onder Kamers en apparaten of op de pagina Systeem.',
      close: 'Klaar',
    },
  },

  replace: {
    offer: (old, where, since) =>
      where.length === 0
        ? `${old} laat niets horen sinds ${since}. Dit apparaat kan het vervangen.`
        : `${old} (${list(where)}) laat niets horen sinds ${since}. Dit apparaat kan het vervangen.`,
    action: 'Vervangen',
    label: (name, old) => `${old} vervangen door ${name}`,
    title: (name, old) => `${old} vervangen door ${name}?`,
    text: (where) => {
      if (where.length === 0) return 'De hub gebruikt vanaf nu het nieuwe apparaat.';
      return where.length === 1
        ? `De hub gebruikt vanaf nu het nieuwe apparaat. ${list(where)} houdt zijn naam, schema en verloop.`
        : `De hub gebruikt vanaf nu het nieuwe apparaat. ${list(where)} houden hun naam, schema en verloop.`;
    },
    done: (name, old) => `${name} heeft ${old} vervangen.`,
  },

  timeZone: {
    title: 'Tijdzone',
    text: 'De uren van schema’s en de dagen van de energie volgen die.',
    field: 'Tijdzone',
    hint: 'Bijvoorbeeld Europe/Amsterdam.',
    edit: 'Tijdzone wijzigen',
    saved: (zone) => `Het huis ligt nu in ${zone}.`,
  },
};
