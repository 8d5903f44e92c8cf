import type { door as English } from '../door.ts';

export const door: typeof English = {
  signIn: 'Anmelden',
  email: 'E-Mail',
  password: 'Passwort',
  withPin: 'Mit der Haushalts-PIN',
  withAccount: 'Mit einem Konto',
  pin: 'Haushalts-PIN',
  pinHint: 'Für Tablets an der Wand: Sie stellt Temperaturen ein und sonst nichts.',
  forgotten: 'Vergessen? Auf dem Hub selbst ausführen (in einem Container ohne sudo):',
  forgottenCommand: (email) => `sudo aris user passwd ${email}`,
  code: {
    title: 'Noch ein Schritt',
    app: 'Gib den Code ein, den deine Authenticator-App jetzt zeigt.',
    appLabel: 'Code',
    recovery: 'Gib einen deiner Wiederherstellungscodes ein. Jeder gilt einmal.',
    recoveryLabel: 'Wiederherstellungscode',
    recoveryOnly:
      'Der Hub kennt die Uhrzeit noch nicht, deshalb gilt kein Code der App. Nimm einen Wiederherstellungscode, oder warte, bis der Hub im Internet ist.',
    useRecovery: 'Wiederherstellungscode verwenden',
    useApp: 'App verwenden',
    back: 'Von vorn',
    lost: 'Beides verloren? Ein Eigentümer kann helfen, oder auf dem Hub selbst ausführen (in einem Container ohne sudo):',
    lostCommand: (email) => `sudo aris user reset-2fa ${email}`,
  },
  enrol: {
    title: 'Eins noch vorweg',
    intro:
      'In diesem Haus melden sich alle in zwei Schritten an. Richte das jetzt für dich ein; du brauchst eine Minute und dein Telefon.',
  },
  welcome: {
    title: 'Willkommen zu Hause',
    intro: 'Dieser Hub hat noch keinen Eigentümer. Leg dein Konto an; es bleibt auf diesem Hub.',
    setupCode: 'Einrichtungscode',
    setupCodeHint:
      'Er steht im Protokoll des Hubs. Auf dem Hub selbst: sudo aris user setup-code, in einem Container ohne sudo',
    name: 'Dein Name',
    passwordHint: 'Lang ist gut: ein paar Wörter hintereinander. Gängige werden abgelehnt.',
    create: 'Konto anlegen',
  },
  house: {
    title: 'Dein Haus',
    name: 'Wie heißt es?',
    units: 'Temperaturen in',
    celsius: '°C',
    fahrenheit: '°F',
    go: 'Mein Haus zeigen',
  },
};
