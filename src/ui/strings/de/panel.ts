import type { panel as English } from '../panel.ts';

export const panel: typeof English = {
  touch: 'Zum Aufwecken berühren',
  asOf: (time) => `Stand ${time}`,
  leave: 'Wandansicht verlassen: ganze Seite',
  choices: {
    open: 'Dieses Tablet',
    title: 'Dieses Tablet',
    text: 'Gilt nur in diesem Browser.',
    room: 'Raum, in dem es hängt',
    dim: 'Abdunkeln nach einer Minute ohne Berührung',
    dims: { night: 'Nachts', always: 'Immer', never: 'Nie' },
    from: 'Nacht ab',
    to: 'Bis',
  },
  setUp: {
    title: 'Wandtablet',
    about: 'Für ein Tablet an der Wand',
    intro:
      'Das Haus auf einen Blick, groß und mit wenigen Knöpfen: Uhrzeit, Räume, Warmwasser. Nachts dunkelt es ab und wacht bei Berührung auf.',
    steps: [
      'Öffne auf dem Tablet diese Adresse.',
      'Melde es mit der Haushalts-PIN an: Dann stellt es Räume und Warmwasser ein, sonst nichts. Mit dem Konto eines Mitglieds hat es auch „Zuhause“ und „Abwesend“.',
      'Tippe auf „Dieses Tablet“ und wähle, in welchem Raum es hängt und wann es abdunkelt.',
    ],
    address: 'Adresse der Wandansicht',
    pin: 'Haushalts-PIN',
    show: 'Hier zeigen',
  },
};
