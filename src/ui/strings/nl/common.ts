import type { common as English } from '../common.ts';

export const common: typeof English = {
  product: 'Aris',
  nav: {
    label: 'Pagina’s',
    home: 'Start',
    plant: 'Systeem',
    energy: 'Energie',
    events: 'Verloop',
    settings: 'Instellingen',
  },
  skip: 'Naar de inhoud',
  missing: 'Deze pagina bestaat niet.',
  goHome: 'Naar de startpagina',
  loading: 'Laden',
  lost: (at) =>
    at === undefined
      ? 'De hub antwoordt niet. Nieuwe poging …'
      : `De hub antwoordt niet. Wat je ziet, is de stand van ${at}.`,
  houseClock: (time) => `Alle tijden zijn die van het huis; daar is het nu ${time}.`,
  unreachable: 'De hub is niet bereikbaar. Staat hij aan, en zit je op het netwerk van het huis?',
  updated: 'De hub is bijgewerkt sinds deze pagina werd geladen.',
  reload: 'Opnieuw laden',
  tryAgain: 'Opnieuw proberen',
  close: 'Sluiten',
  cancel: 'Annuleren',
  save: 'Opslaan',
  done: 'Klaar',
  dismiss: 'Verbergen',
  undo: 'Terugdraaien',
  undoOf: (what) => `Terugdraaien: ${what}`,
  undone: (what) => `${what} is weer zoals eerst.`,
  signOut: 'Uitloggen',
  copy: 'Kopiëren',
  copyOf: (what) => `Kopiëren: ${what}`,
  copied: 'Gekopieerd',
  copyFailed: 'Kopiëren lukte niet: selecteer de tekst en kopieer die zelf.',
  refused: (what, why) => `${what} is niet gewijzigd. ${why}`,
  unanswered: (what, why) => `${what}: ${why}`,
  unread: (what, why) => `Kon niet worden gelezen: ${what}. ${why} Het wordt opnieuw gevraagd.`,
  failed: {
    '-2': 'De hub antwoordt nu niet.',
    '-1': 'Er kwam geen antwoord. Misschien is het toch gebeurd: kijk wat er nu staat.',
    0: 'De hub antwoordt nu niet. Er is niets gewijzigd.',
    credentials: 'Dat klopt niet. Controleer het en probeer het opnieuw.',
    otp: 'Die code klopt niet of is al gebruikt. Neem de volgende.',
    401: 'Je bent uitgelogd.',
    403: 'Dit mag je niet doen.',
    429: 'Te veel pogingen. Wacht even.',
    507: 'De schijf van de hub is vol.',
    other: 'Dit lukte de hub niet.',
    said: (message) => `De hub accepteert dit zo niet. Zijn antwoord: “${message}”`,
    late: (who) =>
      `${who ?? 'Iemand anders'} heeft dit intussen gewijzigd, dus jouw wijziging is niet opgeslagen. Sla nog een keer op om die te vervangen.`,
    wait: (seconds) =>
      seconds >= 120
        ? `Te veel pogingen. Wacht ${Math.ceil(seconds / 60)} minuten.`
        : `Te veel pogingen. Wacht ${seconds} seconden.`,
  },
  leaving: {
    title: 'Pagina verlaten zonder op te slaan?',
    text: 'Wat je hier hebt gewijzigd, is nog niet opgeslagen.',
    stay: 'Blijven',
    discard: 'Niet opslaan',
  },
  again: {
    title: 'Je wachtwoord, alsjeblieft',
    why: 'Hiermee wijzig je het huis zelf of wie toegang heeft. Vul je wachtwoord in om door te gaan.',
    go: 'Doorgaan',
    pinOnly: 'Log hiervoor in met je account.',
  },
};
