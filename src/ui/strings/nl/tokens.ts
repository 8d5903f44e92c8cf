import type { tokens as English } from '../tokens.ts';
import { count } from './count.ts';

export const tokens: typeof English = {
  title: 'API-tokens',
  intro:
    'Een token laat een programma binnen: Home Assistant, Grafana, een script. Maak er voor elk programma een, dan kun je er een intrekken zonder de andere te storen.',
  about: 'Sleutels voor Home Assistant, Grafana en scripts',
  summary: (n) => (n === 0 ? 'Nog geen' : count(n, 'token', 'tokens')),
  wanting: (n) => count(n, 'vraagt aandacht', 'vragen aandacht'),
  create: 'Token aanmaken',
  notYours:
    'Alleen een eigenaar van het huis kan tokens zien en aanmaken. Vraag een van hen er een voor je te maken.',
  empty: 'Er zijn nog geen tokens. Maak er een voor elk programma dat met dit huis moet praten.',
  name: 'Naam',
  created: 'Aangemaakt',
  lastUsed: 'Laatst gebruikt',
  lastUsedFrom: (address) => `vanaf ${address}`,
  never: 'Nooit',
  expires: 'Verloopt',
  requests: 'Verzoeken',
  permissions: 'Rechten',
  daily: 'Het dagelijkse gebruik van het huis',
  rooms: 'Kamers',
  addresses: 'Adressen',
  anywhere: 'Overal vandaan',
  pace: 'Hoogstens',
  perMinute: (n) => `${count(n, 'verzoek', 'verzoeken')} per minuut`,
  rotated: 'Nieuw geheim',
  begins: 'Begint met',
  made: 'Aangemaakt door',
  under: 'Hoort bij',
  roots: { you: 'jou', machine: 'deze computer', unknown: 'een onbekende' },
  makers: {
    person: 'Iemand die is verwijderd',
    token: 'Een token dat weg is',
    admin: 'Het beheerdersgeheim',
    machine: 'De opdrachtregel',
  },
  limited: (name) => `Beperkt: meer mag ${name} niet`,
  state: {
    active: 'Actief',
    disabled: 'Uitgeschakeld',
    expired: 'Verlopen',
    revoked: 'Verwijderd',
    expiring: (when) => `Verloopt ${when}`,
    unused: 'Ongebruikt',
  },
  care: {
    orphaned: (names, n) =>
      n === 1
        ? `Wie ${names} heeft aangemaakt, is weg en kent misschien nog het geheim. Geef het een nieuw geheim: dan hoort het bij jou. Of verwijder het.`
        : `Wie ${names} heeft aangemaakt, is weg en kent misschien nog de geheimen. Geef ze nieuwe geheimen: dan horen ze bij jou. Of verwijder ze.`,
    unused: (names, n) =>
      n === 1
        ? `${names} is drie maanden niet gebruikt. Als niets het meer nodig heeft, verwijder het dan.`
        : `${names} zijn drie maanden niet gebruikt. Als niets ze meer nodig heeft, verwijder ze dan.`,
    expiring: (names, n) =>
      n === 1
        ? `${names} verloopt binnenkort. Maak op tijd een nieuw token en zet dat ervoor in de plaats.`
        : `${names} verlopen binnenkort. Maak op tijd nieuwe tokens en zet die ervoor in de plaats.`,
  },
  details: (name) => `${name} tonen`,
  actions: {
    rename: 'Hernoemen',
    rotate: 'Nieuw geheim',
    disable: 'Uitschakelen',
    enable: 'Inschakelen',
    delete: 'Verwijderen',
  },
  told: {
    renamed: 'Hernoemd',
    disabled: (name) =>
      `${name} is uitgeschakeld: verzoeken ermee worden geweigerd tot je het inschakelt.`,
    enabled: (name) => `${name} werkt weer.`,
    deleted: (name, along) =>
      along === 0
        ? `${name} is verwijderd.`
        : `${name} is verwijderd, samen met ${count(along, 'ander token', 'andere tokens')}.`,
  },
  rename: { title: 'Token hernoemen', label: 'Naam' },
  delete: {
    title: (name) => `${name} verwijderen?`,
    text: (along) =>
      along === 0
        ? 'Wat het gebruikt, werkt meteen niet meer. Dit kun je niet terugdraaien.'
        : `Wat het gebruikt, werkt meteen niet meer, net als wat ${count(along, 'token gebruikt dat het heeft', 'tokens gebruikt die het heeft')} aangemaakt. Dit kun je niet terugdraaien.`,
  },
  rotate: {
    title: (name) => `Een nieuw geheim voor ${name}?`,
    text: 'Het oude werkt meteen niet meer. Je moet het nieuwe invullen waar het oude wordt gebruikt.',
    moves: (root, along) => {
      if (along === 0) return `Vanaf dan hoort het bij jou, niet meer bij ${root}.`;
      return along === 1
        ? `Vanaf dan hoort het bij jou, niet meer bij ${root}, net als het token dat het heeft aangemaakt.`
        : `Vanaf dan hoort het bij jou, niet meer bij ${root}, net als de ${along} tokens die het heeft aangemaakt.`;
    },
    go: 'Nieuw geheim maken',
  },
  usage: {
    title: 'Laatste 20 keer gebruikt',
    none: 'Het is nog niet gebruikt.',
    when: 'Wanneer',
    what: 'Verzoek',
    answer: 'Antwoord',
    from: 'Vanaf',
    program: 'Programma',
    days: 'Verzoeken per dag, laatste twee weken',
    day: (date, n) => `${date}: ${count(n, 'verzoek', 'verzoeken')}`,
    answers: (status) => {
      if (status < 400) return 'Gelukt';
      if (status === 401) return 'Geweigerd';
      if (status === 403) return 'Niet toegestaan';
      if (status === 404) return 'Niet gevonden';
      if (status === 429) return 'Te veel';
      return status >= 500 ? 'Mislukt' : 'Niet begrepen';
    },
  },
  form: {
    title: 'Token aanmaken',
    for: 'Waar is het voor?',
    templates: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Back-upscript',
      other: 'Iets anders',
    },
    named: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Back-upscript',
      other: '',
    },
    does: {
      homeAssistant:
        'Mag kamers, warm water en het huis zien en instellen, en gebeurtenissen lezen.',
      grafana: 'Mag de meetwaarden lezen, en verder niets.',
      backup:
        'Mag back-ups ophalen, en verder niets. In een back-up zit alles: bewaar dit token veilig.',
      other: 'Mag kamers en apparatuur zien. Kies hieronder wat het nog meer mag.',
    },
    name: 'Naam',
    nameHint: 'Waaraan je het over een jaar nog herkent.',
    expiry: 'Geldig',
    expiries: {
      '1h': 'Een uur',
      '7d': '7 dagen',
      '30d': '30 dagen',
      '90d': '90 dagen',
      '1y': 'Een jaar',
      never: 'Onbeperkt',
    },
    expiryEver:
      'Het blijft geldig tot je het verwijdert. Een token dat vanzelf verloopt, is veiliger.',
    permissions: 'Wat het mag',
    rooms: 'Alleen voor bepaalde kamers',
    roomsHint: 'Het ziet en bedient dan deze kamers, en niets van de rest van het huis.',
    addresses: 'Alleen vanaf deze adressen',
    addressesHint:
      'Bijvoorbeeld 192.168.1.20 of 192.168.1.0/24. Leeg: vanaf elke plek op je netwerk.',
    pace: 'Hoogste aantal verzoeken per minuut',
    paceHint: 'Leeg: zoveel als het wil.',
    nothing: 'Kies minstens één ding dat het mag.',
    powerful:
      'Hiermee kan een programma anderen binnenlaten of alle gegevens meenemen. Geef het alleen aan wat je volledig vertrouwt.',
    go: 'Token aanmaken',
  },
  resources: {
    zones: 'Kamers',
    equipment: 'Apparatuur en warm water',
    system: 'Stand van het huis',
    events: 'Gebeurtenissen',
    history: 'Meetgeschiedenis',
    metrics: 'Meetwaarden',
    settings: 'Instellingen',
    firmware: 'Firmware',
    backup: 'Back-ups',
    tokens: 'API-tokens',
    users: 'Personen en sessies',
    audit: 'Auditlogboek',
  },
  rights: { none: 'Nee', read: 'Zien', full: 'Zien en wijzigen' },
  right: {
    read: (what) => `${what}: zien`,
    full: (what) => `${what}: zien en wijzigen`,
  },
  secret: {
    title: (name) => `Het token voor ${name}`,
    warning: 'Bewaar het token nu. Je ziet het alleen deze keer; niemand kan het nog eens tonen.',
    label: 'Het token',
    care: 'Houd het uit e-mails, chats en git. Wie het heeft, kan doen wat het mag.',
    done: 'Ik heb het bewaard',
  },
};
