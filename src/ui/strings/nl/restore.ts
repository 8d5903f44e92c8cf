import type { restore as English } from '../restore.ts';
import { count } from './count.ts';

const records = (many: number) => count(many, 'gegeven', 'gegevens');

export const restore: typeof English = {
  title: 'Een back-up terugzetten',
  welcome: 'Een back-up terugzetten',
  back: 'Terug',
  intro:
    'Van deze hub of van een andere. Het bestand wordt eerst gelezen; daarna zie je wat erin staat en wat er verandert, en beslis je.',
  file: 'Back-upbestand',
  setupCode: 'Installatiecode',
  look: 'Bekijken',
  tooLarge: (room) =>
    `De hub heeft plaats voor ${room}: het bestand is groter. Op de hub zelf lukt het met “aris restore BESTAND”.`,
  sealed: 'Deze back-up is versleuteld.',
  passphrase: 'De wachtwoordzin',
  open: 'Openen',
  another: 'Een andere kiezen',
  receiving: (done) => `Wordt verzonden: ${done}`,
  reading: (many) => `Wordt gelezen: ${records(many)}`,
  writing: (many) => `Wordt klaargezet: ${records(many)}`,
  restarting: 'De hub start opnieuw op, met de back-up. Deze pagina komt vanzelf terug.',
  lost: 'De hub komt niet terug. Ga bij de hub zelf kijken: in het logboek staat waarom.',
  made: (when, version, serial) => `Gemaakt op ${when} met versie ${version} van de hub ${serial}.`,
  unknownHub: 'zonder naam',
  holds: (many, blocks) =>
    `Er staan ${records(many)} in, waaronder ${count(blocks, 'blok', 'blokken')} meetgeschiedenis.`,
  historyFiles: (many) =>
    `Er komt nog meer geschiedenis uit ${count(many, 'bestand', 'bestanden')} naast de back-ups van deze hub.`,
  historyFilesLost: (many) =>
    many === 1
      ? '1 bestand met geschiedenis waarnaar de back-up verwijst, ontbreekt hier of is beschadigd: die geschiedenis komt niet terug.'
      : `${count(many, 'bestand', 'bestanden')} met geschiedenis waarnaar de back-up verwijst, ontbreken hier of zijn beschadigd: die geschiedenis komt niet terug.`,
  leftOut: {
    history: 'Er zit geen geschiedenis in.',
    recent_history: 'De geschiedenis van de laatste dag zit er niet in.',
    broker_password: '',
    events: 'Van de gebeurtenissen zitten alleen de nieuwste erin.',
    keys: '',
    firmware: '',
  },
  people: 'Personen die terugkomen',
  tokens: 'Tokens die terugkomen',
  strike:
    'Haal het vinkje weg bij wie niet moet terugkomen. De tokens van die persoon blijven dan ook weg.',
  nobody: 'Niemand',
  noTokens: 'Geen',
  person: (name, email, role) => `${name}, ${email} (${role})`,
  noOwner:
    'Er komt geen eigenaar terug. Daarna moet iemand het worden, met de installatiecode van de hub.',
  stays: 'Wat sindsdien is verwijderd, blijft weg',
  tokensRevoked: (n) => `${count(n, 'token erin blijft', 'tokens erin blijven')} verwijderd.`,
  tokensDisabled: (n) => `${count(n, 'token erin blijft', 'tokens erin blijven')} uitgeschakeld.`,
  peopleRemoved: (n) => `${count(n, 'persoon erin blijft', 'personen erin blijven')} verwijderd.`,
  ownersDemoted: (n) =>
    n === 1
      ? '1 eigenaar erin blijft huisgenoot.'
      : `${count(n, 'eigenaar', 'eigenaren')} erin blijven huisgenoot.`,
  passwordsKept: (n) =>
    n === 1
      ? '1 sindsdien gewijzigd wachtwoord blijft zo.'
      : `${count(n, 'wachtwoord', 'wachtwoorden')}, sindsdien gewijzigd, blijven zo.`,
  pinsKept: 'De huispincode blijft zoals die nu is.',
  factorsKept: (n) =>
    n === 1
      ? '1 tweestapsverificatie, sindsdien ingesteld of gewijzigd, blijft zoals nu.'
      : `${count(n, 'tweestapsverificatie', 'tweestapsverificaties')}, sindsdien ingesteld of gewijzigd, blijven zoals nu.`,
  changes: 'Wat er verandert',
  replaces: {
    store: 'Alle instellingen, schema’s, personen, tokens en metingen worden die van de back-up.',
    keys: 'De ondertekeningssleutels ook.',
    house: 'De beschrijving van het huis ook.',
    firmware: 'De firmwarebestanden ook.',
  },
  kept: 'Wat er nu is, wordt tot de volgende keer bewaard in de map “replaced”.',
  everybody: 'Iedereen moet opnieuw inloggen.',
  factorsLost: (n) =>
    n === 1
      ? 'De tweestapsverificatie van 1 persoon komt niet mee: die logt in met alleen het wachtwoord en stelt die opnieuw in.'
      : `De tweestapsverificatie van ${count(n, 'persoon', 'personen')} komt niet mee: zij loggen in met alleen het wachtwoord en stellen die opnieuw in.`,
  broker: 'De broker wordt die van de back-up, tenzij een instelling van de hub er een bepaalt.',
  noBroker:
    'Er zit geen broker in: een broker die op deze pagina was ingesteld, moet opnieuw worden ingesteld. Een broker die een instelling van de hub bepaalt, blijft.',
  serial: 'Welk serienummer blijft?',
  serials: {
    own: (serial) => `Dat van deze hub, ${serial}`,
    backup: (serial) => `Dat van de back-up, ${serial}`,
  },
  serialHint:
    'De back-up is van een andere hub. Home Assistant kent een hub aan zijn serienummer: houd dat van de back-up als deze hub die andere vervangt.',
  go: 'Alles hiernaar terugzetten',
};
