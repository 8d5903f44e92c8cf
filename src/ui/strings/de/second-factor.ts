import type { secondFactor as English } from '../second-factor.ts';
import { count } from './count.ts';

export const secondFactor: typeof English = {
  title: 'Zwei-Faktor-Anmeldung',
  on: 'An',
  off: 'Aus',
  about:
    'Zum Anmelden brauchst du dann neben dem Passwort einen Code aus einer App auf deinem Telefon. Wer nur dein Passwort kennt, kommt nicht hinein.',
  isOn: (since) =>
    `Zum Anmelden brauchst du einen Code deiner Authenticator-App. An seit ${since}.`,
  turnOn: 'Ein\u00adschalten',
  turnOff: 'Ausschalten',
  turnOffTitle: 'Zwei-Faktor-Anmeldung ausschalten?',
  turnOffText: 'Dann reicht dein Passwort allein. Deine Wiederherstellungscodes gelten nicht mehr.',
  turnedOff: 'Die Zwei-Faktor-Anmeldung ist aus.',
  required: 'Dieses Haus verlangt sie von allen, deshalb lässt sie sich nicht ausschalten.',
  scan: 'Scanne dies mit einer Authenticator-App',
  apps: 'Etwa Aegis, 2FAS, Google oder Microsoft Authenticator, oder deinem Passwortmanager.',
  qr: 'QR-Code für deine Authenticator-App; der Schlüssel darunter sagt dasselbe',
  open: 'In einer App auf diesem Gerät öffnen',
  key: 'Oder tippe diesen Schlüssel ein',
  enter: 'Gib den Code ein, den die App zeigt',
  code: 'Code',
  confirm: 'Einschalten',
  codes: {
    title: 'Deine Wiederherstellungscodes',
    warning:
      'Sie werden nur dieses eine Mal gezeigt. Bewahre sie dort auf, wo du sie ohne dein Telefon findest.',
    text: 'Jeder lässt dich einmal hinein, anstelle eines Codes der App.',
    label: 'Wiederherstellungscodes',
    download: 'Herunterladen',
    file: 'aris-wiederherstellungscodes.txt',
    heading: (email) => `Wiederherstellungscodes von ${email} für Aris, jeder gilt einmal`,
    kept: 'Ich habe sie gesichert',
  },
  left: (n) => `${count(n, 'Wiederherstellungscode ist', 'Wiederherstellungscodes sind')} übrig.`,
  low: (n) =>
    n === 0
      ? 'Kein Wiederherstellungscode ist übrig. Ohne dein Telefon kannst du dich nicht anmelden: Erstelle neue.'
      : `Nur noch ${count(n, 'Wiederherstellungscode ist', 'Wiederherstellungscodes sind')} übrig. Erstelle neue, bevor du sie brauchst.`,
  renew: 'Neue Wiederherstellungscodes',
  renewTitle: 'Neue Wiederherstellungscodes erstellen?',
  renewText: 'Die, die du hast, gelten dann nicht mehr.',
  rule: {
    title: 'Zwei-Faktor-Anmeldung für alle',
    label: 'Von allen verlangen',
    hint: 'Wer sie noch nicht hat, kann dann nichts anderes tun, als sie einzurichten. API-Tokens und Wandtablets laufen weiter wie bisher.',
    ownFirst: 'Schalte sie zuerst für dein eigenes Konto ein.',
    own: 'Dein Konto',
    on: 'Ab jetzt melden sich alle in zwei Schritten an.',
    off: 'Die Zwei-Faktor-Anmeldung wird von niemandem mehr verlangt.',
  },
  reset: {
    text: 'Telefon verloren? Ohne Zwei-Faktor-Anmeldung reicht das Passwort allein.',
    action: 'Zwei-Faktor-Anmeldung zurücksetzen',
    done: (name) => `${name} meldet sich jetzt mit dem Passwort allein an.`,
  },
};
