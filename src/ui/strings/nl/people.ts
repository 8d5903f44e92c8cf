import type { people as English } from '../people.ts';
import { count } from './count.ts';

export const people: typeof English = {
  account: {
    title: 'Je account',
    panel: 'Tablet aan de muur',
    withPin: 'Met de huispincode',
    panelText:
      'Dit scherm is ingelogd met de huispincode. Het kan kamers en warm water instellen en laten zien hoe het met het huis gaat. Log voor al het andere in met een account.',
    change: 'Wachtwoord wijzigen',
    current: 'Huidig wachtwoord',
    next: 'Nieuw wachtwoord',
    nextHint: 'Lang is goed: een paar woorden achter elkaar. Veelgebruikte worden geweigerd.',
    changed: 'Je wachtwoord is gewijzigd. Overal anders ben je uitgelogd.',
    role: 'Rol',
    email: 'E-mail',
    since: 'Erbij sinds',
    language: 'Taal',
    languageHere: 'Taal van deze pagina in deze browser',
  },

  members: {
    title: 'Huisgenoten',
    about: 'Wie hier woont',
    summary: (n) => count(n, 'persoon', 'personen'),
    intro:
      'Huisgenoten bedienen het huis: kamers, warm water, schema’s. Eigenaren beheren ook personen, tokens en instellingen.',
    notYours:
      'Alleen een eigenaar van het huis kan zien wie een account heeft, en personen toevoegen.',
    add: 'Persoon toevoegen',
    you: 'Jij',
    since: (date) => `Sinds ${date}`,
    edit: (name) => `${name} wijzigen`,
    editTitle: (name) => name,
    name: 'Naam',
    email: 'E-mail',
    password: 'Eerste wachtwoord',
    passwordHint: 'Geef het door; wijzigen kan onder Instellingen → Je account.',
    reset: {
      open: 'Nieuw wachtwoord',
      title: (name) => `Een nieuw wachtwoord voor ${name}`,
      text: 'Voor wie zijn wachtwoord is vergeten. De persoon wordt overal uitgelogd.',
      password: 'Nieuw wachtwoord',
      hint: 'Noteer het en geef het door: het wordt niet meer getoond. Wijzigen kan onder Instellingen → Je account.',
      action: 'Instellen',
      done: (name) => `${name} logt nu in met het nieuwe wachtwoord.`,
    },
    role: 'Rol',
    added: (name) => `${name} kan nu inloggen.`,
    remove: 'Verwijderen',
    removeTitle: (name) => `${name} verwijderen?`,
    removeText: (tokens) =>
      tokens === 0
        ? 'Deze persoon wordt overal uitgelogd en heeft geen tokens.'
        : `Deze persoon wordt overal uitgelogd, en ${count(tokens, 'bijbehorend token werkt', 'bijbehorende tokens werken')} niet meer:`,
    removeBlind: 'Deze persoon wordt overal uitgelogd, en de bijbehorende tokens werken niet meer.',
    takeOver: 'Overnemen',
    takeOverLabel: (name) => `${name} overnemen`,
    takeOverText:
      'Neem over wat moet blijven werken: het krijgt een nieuw geheim, want deze persoon kan het oude kennen, en hoort vanaf dan bij jou, met alles wat het heeft aangemaakt.',
    used: (when) => `Laatst gebruikt ${when}`,
    unused: 'Nooit gebruikt',
    removed: (name, tokens) =>
      tokens === 0
        ? `${name} is verwijderd.`
        : `${name} is verwijderd, met ${count(tokens, 'token', 'tokens')}.`,
    demoted: 'De tokens van deze persoon mogen niet meer dan een huisgenoot, zolang die rol geldt.',
    locked: 'Geblokkeerd na foute pogingen',
    lockedText:
      'Te veel foute wachtwoorden of pincodes. Na een tijdje mag het weer, of nu als jij het toestaat.',
    lockedUntil: (when) => `mag weer proberen om ${when}`,
    unlock: 'Weer toelaten',
    unlocked: 'Proberen mag nu weer.',
  },

  sessions: {
    title: 'Sessies',
    about: 'Waar iemand is ingelogd',
    intro: 'Elke browser, telefoon en tablet die is ingelogd. Log uit wat je niet kent.',
    yours: 'Van jou',
    others: 'Van anderen',
    this: 'Dit apparaat',
    end: 'Uitloggen',
    endLabel: (what) => `${what} uitloggen`,
    ended: 'Daar uitgelogd.',
    endOthers: 'Overal anders uitloggen',
    endedOthers: (n) =>
      n === 0
        ? 'Je was nergens anders ingelogd.'
        : `Uitgelogd op ${count(n, 'andere plek', 'andere plekken')}.`,
    seen: (when, address) => `Laatst actief ${when}, vanaf ${address}`,
    program: 'Een programma',
    unknown: 'Iets onbekends',
    panel: 'Een tablet',
    somebody: 'Iemand',
  },

  pin: {
    title: 'Huispincode',
    about: 'Voor tablets aan de muur',
    on: 'Aan',
    off: 'Uit',
    blocked: 'Deels geblokkeerd',
    intro:
      'Met een pincode kan een tablet aan de muur kamers en warm water instellen. Verder kan die niets: geen personen, geen tokens, geen instellingen.',
    notYours: 'Alleen een eigenaar van het huis kan de pincode instellen.',
    notSeen: 'Alleen eigenaren van het huis kunnen de pincode zien en instellen.',
    isOn: 'Tablets kunnen inloggen met de pincode.',
    isOff: 'Er is geen pincode ingesteld. Tablets kunnen niet inloggen.',
    isBlocked:
      'De pincode is geblokkeerd voor een apparaat dat veel foute codes probeerde. Daar werkt die weer als een eigenaar er inlogt, of als je een nieuwe instelt.',
    field: 'Nieuwe pincode',
    hint: '6 tot 12 cijfers. Makkelijke, zoals 123456, worden geweigerd.',
    set: 'Pincode instellen',
    change: 'Pincode wijzigen',
    told: 'De pincode is ingesteld. Tablets moeten er nu mee inloggen.',
    remove: 'Pincode ver\u00adwijderen',
    removeTitle: 'De pincode verwijderen?',
    removeText: 'Alle tablets worden uitgelogd, en niemand kan meer met een pincode inloggen.',
    removed: 'De pincode is verwijderd.',
  },
};
