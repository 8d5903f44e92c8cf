import type { people as English } from '../people.ts';
import { count } from './count.ts';

export const people: typeof English = {
  account: {
    title: 'Dein Konto',
    panel: 'Wandtablet',
    withPin: 'Mit der Haushalts-PIN',
    panelText:
      'Dieser Bildschirm ist mit der Haushalts-PIN angemeldet. Hier lassen sich Räume und Warmwasser einstellen und der Zustand des Hauses ansehen. Für alles andere melde dich mit einem Konto an.',
    change: 'Passwort ändern',
    current: 'Aktuelles Passwort',
    next: 'Neues Passwort',
    nextHint: 'Lang ist gut: ein paar Wörter hintereinander. Gängige werden abgelehnt.',
    changed: 'Dein Passwort ist geändert. Überall sonst bist du abgemeldet.',
    role: 'Rolle',
    email: 'E-Mail',
    since: 'Dabei seit',
    language: 'Sprache',
    languageHere: 'Sprache dieser Seite in diesem Browser',
  },

  members: {
    title: 'Mitglieder',
    about: 'Wer hier wohnt',
    summary: (n) => count(n, 'Person', 'Personen'),
    intro:
      'Mitglieder bedienen das Haus: Räume, Warmwasser, Zeitpläne. Eigentümer verwalten außerdem Personen, Tokens und Einstellungen.',
    notYours:
      'Nur ein Eigentümer des Hauses kann sehen, wer ein Konto hat, und Personen hinzufügen.',
    add: 'Person hinzufügen',
    you: 'Du',
    since: (date) => `Seit ${date}`,
    edit: (name) => `${name} ändern`,
    editTitle: (name) => name,
    name: 'Name',
    email: 'E-Mail',
    password: 'Erstes Passwort',
    passwordHint: 'Sag es der Person; sie kann es unter Einstellungen → Dein Konto ändern.',
    reset: {
      open: 'Neues Passwort',
      title: (name) => `Ein neues Passwort für ${name}`,
      text: 'Wenn jemand das eigene vergessen hat. Die Person wird überall abgemeldet.',
      password: 'Neues Passwort',
      hint: 'Notiere es und sag es der Person: Es wird nicht noch einmal gezeigt. Ändern kann sie es unter Einstellungen → Dein Konto.',
      action: 'Festlegen',
      done: (name) => `${name} meldet sich jetzt mit dem neuen Passwort an.`,
    },
    role: 'Rolle',
    added: (name) => `${name} kann sich jetzt anmelden.`,
    remove: 'Entfernen',
    removeTitle: (name) => `${name} entfernen?`,
    removeText: (tokens) =>
      tokens === 0
        ? 'Die Person wird überall abgemeldet. Sie hat keine Tokens.'
        : `Die Person wird überall abgemeldet, und ${count(tokens, 'Token von ihr gilt', 'Tokens von ihr gelten')} nicht mehr:`,
    removeBlind: 'Die Person wird überall abgemeldet, und ihre Tokens gelten nicht mehr.',
    takeOver: 'Übernehmen',
    takeOverLabel: (name) => `${name} übernehmen`,
    takeOverText:
      'Übernimm, was weiterlaufen muss: Es bekommt ein neues Geheimnis, weil die Person das alte vielleicht kennt, und gehört ab dann dir, mitsamt dem, was es angelegt hat.',
    used: (when) => `Zuletzt benutzt ${when}`,
    unused: 'Nie benutzt',
    removed: (name, tokens) =>
      tokens === 0
        ? `${name} ist entfernt.`
        : `${name} ist entfernt, und ${count(tokens, 'Token', 'Tokens')} dazu.`,
    demoted: 'Ihre Tokens dürfen nicht mehr als ein Mitglied, solange die Person eines ist.',
    locked: 'Gesperrt nach falschen Versuchen',
    lockedText:
      'Zu viele falsche Passwörter oder PINs. Nach einer Weile geht es wieder, oder sofort, wenn du sie lässt.',
    lockedUntil: (when) => `wieder möglich um ${when}`,
    unlock: 'Wieder zulassen',
    unlocked: 'Jetzt geht es wieder.',
  },

  sessions: {
    title: 'Sitzungen',
    about: 'Wo jemand angemeldet ist',
    intro:
      'Jeder Browser, jedes Telefon und jedes Wandtablet, das angemeldet ist. Melde ab, was du nicht kennst.',
    yours: 'Deine',
    others: 'Von anderen',
    this: 'Dieses Gerät',
    end: 'Abmelden',
    endLabel: (what) => `${what} abmelden`,
    ended: 'Dort abgemeldet.',
    endOthers: 'Überall sonst abmelden',
    endedOthers: (n) =>
      n === 0
        ? 'Du warst sonst nirgends angemeldet.'
        : `An ${count(n, 'anderen Stelle', 'anderen Stellen')} abgemeldet.`,
    seen: (when, address) => `Zuletzt aktiv ${when}, von ${address}`,
    program: 'Ein Programm',
    unknown: 'Etwas Unbekanntes',
    panel: 'Ein Wandtablet',
    somebody: 'Jemand',
  },

  pin: {
    title: 'Haushalts-PIN',
    about: 'Für Tablets an der Wand',
    on: 'An',
    off: 'Aus',
    blocked: 'Für manche gesperrt',
    intro:
      'Mit einer PIN kann ein Tablet an der Wand Räume und Warmwasser einstellen. Sonst kann es nichts: keine Personen, keine Tokens, keine Einstellungen.',
    notYours: 'Nur ein Eigentümer des Hauses kann die PIN festlegen.',
    notSeen: 'Die PIN können nur Eigentümer des Hauses sehen und festlegen.',
    isOn: 'Wandtablets können sich mit der PIN anmelden.',
    isOff: 'Keine PIN festgelegt. Wandtablets können sich nicht anmelden.',
    isBlocked:
      'Die PIN ist für ein Gerät gesperrt, das viele falsche probiert hat. Dort geht sie wieder, wenn sich ein Eigentümer anmeldet oder du eine neue festlegst.',
    field: 'Neue PIN',
    hint: '6 bis 12 Ziffern. Einfache wie 123456 werden abgelehnt.',
    set: 'PIN festlegen',
    change: 'PIN ändern',
    told: 'Die PIN ist festgelegt. Wandtablets müssen sich jetzt mit ihr anmelden.',
    remove: 'PIN entfernen',
    removeTitle: 'Die PIN entfernen?',
    removeText:
      'Alle Wandtablets werden abgemeldet, und niemand kann sich mehr mit einer PIN anmelden.',
    removed: 'Die PIN ist entfernt.',
  },
};
