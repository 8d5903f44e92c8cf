import type { secondFactor as English } from '../second-factor.ts';
import { count } from './count.ts';

export const secondFactor: typeof English = {
  title: 'Tweestapsverificatie',
  on: 'Aan',
  off: 'Uit',
  about:
    'Inloggen vraagt dan naast het wachtwoord een code van een app op je telefoon. Wie alleen je wachtwoord kent, komt er niet in.',
  isOn: (since) => `Inloggen vraagt een code van je authenticator-app. Aan sinds ${since}.`,
  turnOn: 'In\u00adschakelen',
  turnOff: 'Uitschakelen',
  turnOffTitle: 'Tweestapsverificatie uitschakelen?',
  turnOffText: 'Daarna kom je met alleen je wachtwoord binnen. Je herstelcodes werken niet meer.',
  turnedOff: 'Tweestapsverificatie is uit.',
  required: 'Dit huis vraagt het van iedereen, dus uitschakelen kan niet.',
  scan: 'Scan dit met een authenticator-app',
  apps: 'Zoals Aegis, 2FAS, Google of Microsoft Authenticator, of je wachtwoordbeheerder.',
  qr: 'QR-code voor je authenticator-app; de sleutel hieronder zegt hetzelfde',
  open: 'Openen in een app op dit apparaat',
  key: 'Of typ deze sleutel over',
  enter: 'Vul de code in die de app toont',
  code: 'Code',
  confirm: 'Inschakelen',
  codes: {
    title: 'Je herstelcodes',
    warning:
      'Je ziet ze alleen deze keer. Bewaar ze waar je ze ook zonder je telefoon kunt vinden.',
    text: 'Met elke code kom je één keer binnen, in plaats van met een code van de app.',
    label: 'Herstelcodes',
    download: 'Downloaden',
    file: 'aris-herstelcodes.txt',
    heading: (email) => `Herstelcodes van ${email} voor Aris, elk geldt één keer`,
    kept: 'Ik heb ze bewaard',
  },
  left: (n) => `Nog ${count(n, 'herstelcode', 'herstelcodes')} over.`,
  low: (n) =>
    n === 0
      ? 'Er is geen herstelcode meer over. Zonder je telefoon kun je niet inloggen: maak nieuwe.'
      : `Nog maar ${count(n, 'herstelcode', 'herstelcodes')} over. Maak nieuwe voor je ze nodig hebt.`,
  renew: 'Nieuwe herstelcodes',
  renewTitle: 'Nieuwe herstelcodes maken?',
  renewText: 'De codes die je hebt, werken dan niet meer.',
  rule: {
    title: 'Tweestapsverificatie voor iedereen',
    label: 'Van iedereen vragen',
    hint: 'Wie het nog niet heeft, kan dan niets anders doen dan het instellen. API-tokens en tablets aan de muur werken gewoon door.',
    ownFirst: 'Schakel het eerst in voor je eigen account.',
    own: 'Je account',
    on: 'Vanaf nu is tweestapsverificatie voor iedereen verplicht.',
    off: 'Tweestapsverificatie is voor niemand meer verplicht.',
  },
  reset: {
    text: 'Telefoon kwijt? Zonder tweestapsverificatie is alleen het wachtwoord genoeg om in te loggen.',
    action: 'Tweestapsverificatie resetten',
    done: (name) => `${name} logt nu in met alleen het wachtwoord.`,
  },
};
