import type { door as English } from '../door.ts';

export const door: typeof English = {
  signIn: 'Anmelden',
  email: 'E-Mail',
  password: 'Passwort',
  withPin: 'Mit der Haushalts-PIN',
  withAccount: 'Mit einem Konto',
  pin: 'Haushalts-PIN',
  pinHint: 'Für Tablets an der Wand: Mit ihr lassen sich Temperaturen einstellen und sonst nichts.',
  forgotten: {
    service:
      'Vergessen? Ein Eigentümer kann unter Einstellungen → Mitglieder ein neues festlegen. Oder auf dem Hub selbst ausführen:',
    container:
      'Vergessen? Ein Eigentümer kann unter Einstellungen → Mitglieder ein neues festlegen. Oder im Container des Hubs ausführen:',
    command:
      'Vergessen? Ein Eigentümer kann unter Einstellungen → Mitglieder ein neues festlegen. Oder auf dem Rechner des Hubs ausführen:',
    folder:
      'Vergessen? Ein Eigentümer kann unter Einstellungen → Mitglieder ein neues festlegen. Oder auf seinem Rechner im Ordner des Hubs ausführen:',
  },
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
    lost: {
      service:
        'Beides weg? Ein Eigentümer kann unter Einstellungen → Mitglieder helfen. Oder auf dem Hub selbst ausführen:',
      container:
        'Beides weg? Ein Eigentümer kann unter Einstellungen → Mitglieder helfen. Oder im Container des Hubs ausführen:',
      command:
        'Beides weg? Ein Eigentümer kann unter Einstellungen → Mitglieder helfen. Oder auf dem Rechner des Hubs ausführen:',
      folder:
        'Beides weg? Ein Eigentümer kann unter Einstellungen → Mitglieder helfen. Oder auf seinem Rechner im Ordner des Hubs ausführen:',
    },
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
    setupCodeHint: {
      service: (command) =>
        `Er steht im Protokoll des Hubs. Oder auf dem Hub selbst ausführen: ${command}`,
      container: (command) =>
        `Er steht im Protokoll des Containers. Oder im Container des Hubs ausführen: ${command}`,
      command: (command) =>
        `Er steht dort, wo der Hub gestartet wurde. Oder auf dem Rechner des Hubs ausführen: ${command}`,
      folder: (command) =>
        `Er steht dort, wo der Hub gestartet wurde. Oder auf seinem Rechner im Ordner des Hubs ausführen: ${command}`,
    },
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
