import type { level as English } from '../level.ts';
import { number } from './count.ts';

export const level: typeof English = {
  levels: {
    watch: 'Le hub ne fait qu’observer\u202f: la machine décide seule.',
    nudge: 'Le hub lui indique seulement ce qu’il souhaite\u202f: elle garde sa propre régulation.',
    steer: 'Le hub la pilote\u202f: elle ne fait que se protéger.',
  },
  chosen: {
    watch: 'seulement observer',
    nudge: 'lui indiquer ce qu’il souhaite',
    steer: 'la piloter',
  },
  lowered: (chosen, isKnownWhy) =>
    `Le hub doit ${chosen}, mais ne le peut pas pour l’instant${isKnownWhy ? '. Il manque\u202f:' : '.'}`,
  waitsFor: (chosen) =>
    `Le hub doit ${chosen} et attend le premier message récent de la passerelle\u202f: ce que le broker avait gardé est peut-être périmé. Sont attendus\u202f:`,
  missing: (place, said, wanted) =>
    `«\u202f${place}\u202f» indique «\u202f${said}\u202f» au lieu de ${wanted}.`,
  awaited: (place, wanted) => `Rien n’est encore venu de «\u202f${place}\u202f». ${wanted}`,
  hasToSay: (wanted) => `Il faut y lire ${wanted}.`,
  quote: (word) => `«\u202f${word}\u202f»`,
  above: (bound) => `plus de ${number(bound)}`,
  below: (bound) => `moins de ${number(bound)}`,
  released: 'Le hub a reçu l’ordre de la laisser libre.',
  orders: {
    mode: 'mode',
    supplyTempC: 'température de départ',
    curveShiftK: 'décalage de la loi d’eau',
    surplusLevel: 'énergie permise',
    powerLimitKw: 'puissance maximale',
    quiet: 'mode silencieux',
    targetTempC: 'consigne d’eau chaude',
    heat: 'chauffe du ballon',
    sanitize: 'désinfection du ballon',
    recirc: 'bouclage d’eau chaude',
    backupHeater: 'appoint électrique',
  },
  scarce: (what, left, perDay) =>
    `${what}\u202f: ${left === 0 ? 'plus aucun changement' : left === 1 ? 'encore un changement' : `encore ${left} changements`} aujourd’hui. La mémoire de la machine en supporte ${perDay} par jour.`,
  told: (what) => `Demandé par le hub\u202f: ${what}.`,
  later: (what, at) => `${what} à ${at}`,
  waits: (what) =>
    `Prochaine demande\u202f: ${what}. Sa mémoire ne supporte que peu de changements, alors ils sont espacés.`,
  on: 'activé',
  off: 'désactivé',
  own: 'retour à son propre réglage',
  withoutHub: (text) => `Sans le hub\u202f: ${text}`,
  change: {
    buttons: { watch: 'Seulement observer', nudge: 'Indiquer les souhaits', steer: 'Piloter' },
    titles: {
      watch: 'Seulement observer désormais\u202f?',
      nudge: 'Indiquer à la machine ce qui est souhaité\u202f?',
      steer: 'Laisser le hub la piloter\u202f?',
    },
    gone: (text) => `Si le hub disparaît\u202f: ${text}`,
    lower: 'Le hub remet ce qu’il a changé au-delà de ce niveau.',
    notNow: (button) =>
      `«\u202f${button}\u202f» n’est pas possible avec les réglages actuels de la machine\u202f:`,
    awaits: 'Cela commence dès que la passerelle a dit comment la machine est réglée.',
    done: 'C’est choisi. Le résultat s’affiche ici dans un instant.',
  },
};
