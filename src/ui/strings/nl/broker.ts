import type { broker as English } from '../broker.ts';

export const broker: typeof English = {
  title: 'MQTT-broker',
  about: 'Hoe de hub zijn apparaten bereikt',
  intro:
    'De hub en zijn apparaten praten met elkaar via een MQTT-broker, zoals Mosquitto op deze computer of die van Home Assistant.',
  notYours: 'Alleen een eigenaar van het huis kan zien welke broker de hub heeft.',
  notChangeable: 'Alleen een eigenaar van het huis kan dit wijzigen.',

  now: 'De broker',
  connected: 'Verbonden',
  away: 'Niet verbonden',
  address: 'Adres',
  user: 'Gebruikersnaam',
  password: 'Wachtwoord',
  authority: 'Certificaatautoriteit',
  ownAuthority: 'een eigen autoriteit',
  none: 'geen',
  isSet: 'ingesteld',
  connecting: 'De hub maakt verbinding …',
  isAway:
    'De hub heeft daar geen verbinding en blijft het proberen. Test de verbinding om te zien wat er mis is.',
  test: 'Verbinding testen',
  works: 'Alles werkt: de hub kan er verbinding maken, luisteren en spreken.',
  bySetting: (setting) =>
    `${setting} bepaalt de broker: die kun je alleen daar wijzigen, niet hier.`,
  virtual: 'Dit huis is gesimuleerd: het heeft geen broker nodig.',

  connect: 'De hub verbinden',
  change: 'Broker wijzigen',
  addressHint:
    'Naam of IP-adres van de computer; met de poort erbij als die niet 1883 is, zoals 192.168.1.5:1884',
  tls: 'Versleuteld (TLS)',
  tlsHint: 'als de broker dat aanbiedt, meestal op poort 8883',
  userHint: 'Zoals die in de broker staat. Laat leeg als de broker er geen vraagt.',
  passwordHint: 'Het blijft versleuteld op deze hub en wordt nooit meer getoond.',
  passwordKept: 'Laat leeg om het ingestelde te houden.',
  passwordAgain:
    'Typ het wachtwoord opnieuw: het adres, de gebruikersnaam of het certificaat is anders dan eerst. Zonder gebruikersnaam is er geen.',
  ca: 'Certificaat van de autoriteit',
  caHint:
    'In PEM-formaat. Laat leeg als een openbare autoriteit het certificaat van de broker heeft ondertekend.',
  keep: 'Zo laten',
  go: 'Testen en verbinden',
  trying: 'Bezig met proberen. Dit duurt een paar seconden.',
  wrong: 'Geprobeerd, maar zo werkt het nog niet. Er is niets gewijzigd.',
  anyway: 'Toch gebruiken',
  saved: 'De hub maakt vanaf nu verbinding met deze broker.',

  next: 'Hierna: kijk wat de hub daar hoort en begin met de eerste kamer.',
  nextGo: 'Laat zien wat hij hoort',
};
