import type { panel as English } from '../panel.ts';

export const panel: typeof English = {
  touch: 'Touchez pour réveiller',
  asOf: (time) => `état de ${time}`,
  leave: 'Quitter l’écran mural\u202f: page entière',
  choices: {
    open: 'Cet écran',
    title: 'Cet écran',
    text: 'Retenu dans ce navigateur seulement.',
    room: 'La pièce où il est accroché',
    dim: 'Assombrir après une minute sans toucher',
    dims: { night: 'La nuit', always: 'Toujours', never: 'Jamais' },
    from: 'Nuit à partir de',
    to: 'Jusqu’à',
  },
  setUp: {
    title: 'Écran mural',
    about: 'Pour une tablette au mur',
    intro:
      'La maison d’un coup d’œil, en grand et avec peu de boutons\u202f: l’heure, les pièces, l’eau chaude. La nuit il s’assombrit, et se réveille au toucher.',
    steps: [
      'Sur la tablette, ouvrez cette adresse.',
      'Connectez-la avec le code PIN de la maison\u202f: elle règle alors les pièces et l’eau chaude, et rien d’autre. Avec le compte d’un membre, elle a aussi Présent et Absent.',
      'Touchez «\u202fCet écran\u202f» et choisissez la pièce où il est accroché et quand il s’assombrit.',
    ],
    address: 'Adresse de l’écran mural',
    pin: 'Code PIN de la maison',
    show: 'L’afficher ici',
  },
};
