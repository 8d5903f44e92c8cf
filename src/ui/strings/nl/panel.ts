import type { panel as English } from '../panel.ts';

export const panel: typeof English = {
  touch: 'Raak aan om te wekken',
  asOf: (time) => `stand van ${time}`,
  leave: 'Wandweergave verlaten: hele pagina',
  choices: {
    open: 'Deze tablet',
    title: 'Deze tablet',
    text: 'Geldt alleen in deze browser.',
    room: 'De kamer waarin hij hangt',
    dim: 'Dimmen na een minuut zonder aanraking',
    dims: { night: '’s Nachts', always: 'Altijd', never: 'Nooit' },
    from: 'Nacht vanaf',
    to: 'Tot',
  },
  setUp: {
    title: 'Tablet aan de muur',
    about: 'Voor een tablet aan de muur',
    intro:
      'Het huis in één oogopslag, groot en met weinig knoppen: de tijd, de kamers, het warme water. ’s Nachts dimt het beeld, en het wordt wakker als je het aanraakt.',
    steps: [
      'Open op de tablet dit adres.',
      'Log in met de huispincode: dan stelt hij kamers en warm water in, en verder niets. Met het account van een huisgenoot heeft hij ook Thuis en Afwezig.',
      'Tik op “Deze tablet” en kies in welke kamer hij hangt en wanneer hij dimt.',
    ],
    address: 'Adres van de wandweergave',
    pin: 'Huispincode',
    show: 'Hier tonen',
  },
};
