import type { door as English } from '../door.ts';

export const door: typeof English = {
  signIn: 'Inloggen',
  email: 'E-mail',
  password: 'Wachtwoord',
  withPin: 'Met de huispincode',
  withAccount: 'Met een account',
  pin: 'Huispincode',
  pinHint: 'Voor tablets aan de muur: hiermee stel je temperaturen in, verder niets.',
  forgotten: {
    service:
      'Vergeten? Een eigenaar kan een nieuw instellen onder Instellingen → Huisgenoten. Of voer uit op de hub zelf:',
    container:
      'Vergeten? Een eigenaar kan een nieuw instellen onder Instellingen → Huisgenoten. Of voer uit in de container van de hub:',
    command:
      'Vergeten? Een eigenaar kan een nieuw instellen onder Instellingen → Huisgenoten. Of voer uit op de computer van de hub:',
    folder:
      'Vergeten? Een eigenaar kan een nieuw instellen onder Instellingen → Huisgenoten. Of voer uit in de map van de hub op zijn computer:',
  },
  code: {
    title: 'Nog één stap',
    app: 'Vul de code in die je authenticator-app nu toont.',
    appLabel: 'Code',
    recovery: 'Vul een van je herstelcodes in. Elke code geldt één keer.',
    recoveryLabel: 'Herstelcode',
    recoveryOnly:
      'De hub weet nog niet hoe laat het is, dus codes van de app gelden niet. Gebruik een herstelcode, of wacht tot de hub internet heeft.',
    useRecovery: 'Herstelcode gebruiken',
    useApp: 'App gebruiken',
    back: 'Opnieuw beginnen',
    lost: {
      service:
        'Allebei kwijt? Een eigenaar kan helpen onder Instellingen → Huisgenoten. Of voer uit op de hub zelf:',
      container:
        'Allebei kwijt? Een eigenaar kan helpen onder Instellingen → Huisgenoten. Of voer uit in de container van de hub:',
      command:
        'Allebei kwijt? Een eigenaar kan helpen onder Instellingen → Huisgenoten. Of voer uit op de computer van de hub:',
      folder:
        'Allebei kwijt? Een eigenaar kan helpen onder Instellingen → Huisgenoten. Of voer uit in de map van de hub op zijn computer:',
    },
  },
  enrol: {
    title: 'Eerst nog dit',
    intro:
      'In dit huis logt iedereen in twee stappen in. Stel dat nu voor jezelf in; het kost een minuut en je hebt je telefoon nodig.',
  },
  welcome: {
    title: 'Welkom thuis',
    intro: 'Deze hub heeft nog geen eigenaar. Maak je account aan; het blijft op deze hub.',
    setupCode: 'Installatiecode',
    setupCodeHint: {
      service: (command) =>
        `Die staat in het logboek van de hub. Of voer uit op de hub zelf: ${command}`,
      container: (command) =>
        `Die staat in het logboek van de container. Of voer uit in de container van de hub: ${command}`,
      command: (command) =>
        `Die staat waar de hub is gestart. Of voer uit op de computer van de hub: ${command}`,
      folder: (command) =>
        `Die staat waar de hub is gestart. Of voer uit in de map van de hub op zijn computer: ${command}`,
    },
    name: 'Je naam',
    passwordHint: 'Lang is goed: een paar woorden achter elkaar. Veelgebruikte worden geweigerd.',
    create: 'Account aanmaken',
  },
  house: {
    title: 'Je huis',
    name: 'Hoe heet het?',
    units: 'Temperaturen in',
    celsius: '°C',
    fahrenheit: '°F',
    go: 'Toon mijn huis',
  },
};
