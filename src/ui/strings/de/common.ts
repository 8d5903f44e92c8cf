import type { common as English } from '../common.ts';

export const common: typeof English = {
  product: 'Aris',
  nav: {
    label: 'Seiten',
    home: 'Start',
    plant: 'Anlage',
    energy: 'Energie',
    events: 'Chronik',
    settings: 'Einstellungen',
  },
  skip: 'Zum Inhalt springen',
  missing: 'Diese Seite gibt es nicht.',
  undo: 'Rückgängig',
  undoOf: (what) => `Rückgängig: ${what}`,
  undone: (what) => `${what} ist wieder wie vorher.`,
  goHome: 'Zur Startseite',
  loading: 'Wird geladen',
  lost: (at) =>
    at === undefined
      ? 'Der Hub antwortet nicht. Neuer Versuch …'
      : `Der Hub antwortet nicht. Was du siehst, ist der Stand von ${at}.`,
  houseClock: (time) => `Alle Zeiten sind die des Hauses; dort ist es jetzt ${time}.`,
  unreachable: 'Der Hub ist nicht erreichbar. Ist er an, und bist du im Netz des Hauses?',
  updated: 'Der Hub wurde aktualisiert, seit diese Seite geladen wurde.',
  reload: 'Neu laden',
  tryAgain: 'Noch einmal versuchen',
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  done: 'Fertig',
  dismiss: 'Ausblenden',
  signOut: 'Abmelden',
  copy: 'Kopieren',
  copyOf: (what) => `Kopieren: ${what}`,
  copied: 'Kopiert',
  copyFailed: 'Kopieren ging nicht: Markiere den Text und kopiere ihn selbst.',
  refused: (what, why) => `${what} wurde nicht geändert. ${why}`,
  unanswered: (what, why) => `${what}: ${why}`,
  unread: (what, why) =>
    `Konnte nicht gelesen werden: ${what}. ${why} Es wird noch einmal gefragt.`,
  failed: {
    '-2': 'Der Hub antwortet gerade nicht.',
    '-1': 'Es kam keine Antwort. Vielleicht ist es trotzdem geschehen: Sieh nach, was jetzt angezeigt wird.',
    0: 'Der Hub antwortet gerade nicht. Nichts wurde geändert.',
    credentials: 'Das stimmt nicht. Prüfe es und versuche es noch einmal.',
    otp: 'Dieser Code stimmt nicht oder wurde schon benutzt. Nimm den nächsten.',
    401: 'Du bist abgemeldet.',
    403: 'Das darfst du nicht.',
    429: 'Zu viele Versuche. Warte einen Moment.',
    507: 'Der Datenträger des Hubs ist voll.',
    other: 'Das ist dem Hub nicht gelungen.',
    said: (message) => `Der Hub nimmt das so nicht an. Seine Antwort: „${message}“`,
    late: (who) =>
      `${who ?? 'Jemand anders'} hat das inzwischen geändert, deshalb wurde deine Änderung nicht gespeichert. Speichere noch einmal, um sie zu ersetzen.`,
    wait: (seconds) =>
      seconds >= 120
        ? `Zu viele Versuche. Warte ${Math.ceil(seconds / 60)} Minuten.`
        : `Zu viele Versuche. Warte ${seconds} Sekunden.`,
  },
  leaving: {
    title: 'Seite verlassen, ohne zu speichern?',
    text: 'Was du hier geändert hast, ist noch nicht gespeichert.',
    stay: 'Bleiben',
    discard: 'Verwerfen',
  },
  again: {
    title: 'Bitte dein Passwort',
    why: 'Damit änderst du das Haus selbst oder wer Zugang hat. Gib dein Passwort ein, um fortzufahren.',
    go: 'Weiter',
    pinOnly: 'Melde dich dafür mit deinem Konto an.',
  },
};
