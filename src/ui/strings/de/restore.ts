import type { restore as English } from '../restore.ts';
import { count, number } from './count.ts';

const records = (many: number) => count(many, 'Eintrag', 'Einträge');

export const restore: typeof English = {
  title: 'Hub auf eine Sicherung zurücksetzen',
  welcome: 'Aus einer Sicherung wieder\u00adherstellen',
  back: 'Zurück',
  intro:
    'Von diesem oder einem anderen Hub. Die Datei wird erst gelesen; dann siehst du, was darin steht und sich ändern würde, und entscheidest.',
  file: 'Sicherungsdatei',
  setupCode: 'Einrichtungscode',
  look: 'Ansehen',
  tooLarge: (room) =>
    `Der Hub hat Platz für ${room}: Die Datei ist größer. Auf dem Hub selbst geht es mit „aris restore DATEI“.`,
  sealed: 'Diese Sicherung ist verschlüsselt.',
  passphrase: 'Ihre Passphrase',
  open: 'Öffnen',
  another: 'Eine andere wählen',
  receiving: (done) => `Wird übertragen: ${done}`,
  reading: (many) => `Wird gelesen: ${records(many)}`,
  writing: (many) => `Wird vorbereitet: ${records(many)}`,
  restarting: 'Der Hub startet neu, mit der Sicherung. Diese Seite kommt von selbst wieder.',
  lost: 'Er kommt nicht wieder. Sieh am Hub selbst nach: In seinem Protokoll steht, warum.',
  made: (when, version, serial) => `Gemacht am ${when} mit Version ${version} vom Hub ${serial}.`,
  unknownHub: 'ohne Namen',
  holds: (many, blocks) =>
    `Darin: ${records(many)}, davon ${count(blocks, 'Block', 'Blöcke')} Verlauf.`,
  historyFiles: (many) =>
    `Weiterer Verlauf kommt aus ${count(many, 'Datei', 'Dateien')} neben den Sicherungen dieses Hubs.`,
  historyFilesLost: (many) =>
    many === 1
      ? '1 Datei mit Verlauf, auf die sie verweist, fehlt hier oder ist beschädigt: Dieser Verlauf kommt nicht zurück.'
      : `${number(many)} Dateien mit Verlauf, auf die sie verweist, fehlen hier oder sind beschädigt: Dieser Verlauf kommt nicht zurück.`,
  leftOut: {
    history: 'Sie hat keinen Verlauf.',
    recent_history: 'Ihr fehlt der Verlauf ihres letzten Tages.',
    broker_password: '',
    events: 'Von den Ereignissen hat sie nur die neuesten.',
    keys: '',
    firmware: '',
  },
  people: 'Personen, die zurückkommen',
  tokens: 'Tokens, die zurückkommen',
  strike:
    'Nimm das Häkchen weg, wo jemand nicht zurückkommen soll. Die Tokens dieser Person bleiben dann auch weg.',
  nobody: 'Niemand',
  noTokens: 'Keine',
  person: (name, email, role) => `${name}, ${email} (${role})`,
  noOwner:
    'Kein Eigentümer kommt zurück. Danach muss jemand einer werden, mit dem Einrichtungscode des Hubs.',
  stays: 'Was seither entfernt wurde, bleibt weg',
  tokensRevoked: (n) => `${count(n, 'Token darin bleibt', 'Tokens darin bleiben')} gelöscht.`,
  tokensDisabled: (n) => `${count(n, 'Token darin bleibt', 'Tokens darin bleiben')} deaktiviert.`,
  peopleRemoved: (n) => `${count(n, 'Person darin bleibt', 'Personen darin bleiben')} entfernt.`,
  ownersDemoted: (n) =>
    `${count(n, 'Eigentümer darin bleibt einfaches Mitglied', 'Eigentümer darin bleiben einfache Mitglieder')}.`,
  passwordsKept: (n) =>
    `${count(n, 'seither geändertes Passwort bleibt', 'seither geänderte Passwörter bleiben')} so.`,
  pinsKept: 'Die Haushalts-PIN bleibt, wie sie jetzt ist.',
  factorsKept: (n) =>
    n === 1
      ? '1 seither eingerichtete oder geänderte Zwei-Faktor-Anmeldung bleibt, wie sie jetzt ist.'
      : `${n} seither eingerichtete oder geänderte Zwei-Faktor-Anmeldungen bleiben, wie sie jetzt sind.`,
  changes: 'Was sich ändert',
  replaces: {
    store:
      'Alle Einstellungen, Zeitpläne, Personen, Tokens und Messwerte werden die der Sicherung.',
    keys: 'Auch die Signaturschlüssel.',
    house: 'Auch die Beschreibung des Hauses.',
    firmware: 'Auch die Firmware-Dateien.',
  },
  kept: 'Was jetzt da ist, bleibt im Ordner „replaced“ bis zum nächsten Mal.',
  everybody: 'Alle melden sich neu an.',
  factorsLost: (n) =>
    `Bei ${count(n, 'Person', 'Personen')} kommt die Zwei-Faktor-Anmeldung nicht mit: Dort reicht das Passwort, bis sie neu eingerichtet ist.`,
  broker: 'Der Broker wird der aus der Sicherung, außer eine Einstellung des Hubs nennt einen.',
  noBroker:
    'Sie hat keinen Broker: Einer, der auf dieser Seite festgelegt war, muss neu festgelegt werden. Einer, den eine Einstellung des Hubs nennt, bleibt.',
  serial: 'Welche Seriennummer bleibt?',
  serials: {
    own: (serial) => `Die dieses Hubs, ${serial}`,
    backup: (serial) => `Die der Sicherung, ${serial}`,
  },
  serialHint:
    'Die Sicherung ist von einem anderen Hub. Home Assistant erkennt einen Hub an seiner Seriennummer: Behalte die der Sicherung, wenn dieser seinen Platz einnimmt.',
  go: 'Alles hierauf zurücksetzen',
};
