import type { level as English } from '../level.ts';
import { number } from './count.ts';

export const level: typeof English = {
  levels: {
    watch: 'De hub kijkt alleen mee: het toestel beslist zelf.',
    nudge: 'De hub geeft alleen door wat hij graag wil: het toestel blijft zichzelf regelen.',
    steer: 'De hub stuurt het aan: het toestel beschermt alleen zichzelf.',
  },
  chosen: { watch: 'alleen meekijken', nudge: 'wensen doorgeven', steer: 'aansturen' },
  lowered: (chosen, isKnownWhy) =>
    `De hub zou ${chosen}, maar kan dat nu niet${isKnownWhy ? '. Daarvoor is nodig:' : '.'}`,
  waitsFor: (chosen) =>
    `De hub wil ${chosen} en wacht op het eerste actuele bericht van de gateway: wat de broker had bewaard, kan verouderd zijn. Nog verwacht:`,
  missing: (place, said, wanted) => `“${place}” meldt “${said}” in plaats van ${wanted}.`,
  awaited: (place, wanted) => `“${place}” is nog niet gehoord. ${wanted}`,
  hasToSay: (wanted) => `Daar moet ${wanted} staan.`,
  quote: (word) => `“${word}”`,
  above: (bound) => `meer dan ${number(bound)}`,
  below: (bound) => `minder dan ${number(bound)}`,
  released: 'De hub kreeg te horen dat hij het toestel moet loslaten.',
  orders: {
    mode: 'de bedrijfsstand',
    supplyTempC: 'de aanvoertemperatuur',
    curveShiftK: 'de stooklijn',
    surplusLevel: 'de beschikbare energie',
    powerLimitKw: 'het maximale vermogen',
    quiet: 'de stille stand',
    targetTempC: 'de doeltemperatuur',
    heat: 'het verwarmen van de boiler',
    sanitize: 'de legionellapreventie',
    recirc: 'de circulatie',
    backupHeater: 'het elektrisch element',
  },
  scarce: (what, left, perDay) =>
    `Vandaag ${left === 0 ? 'geen wijziging meer' : left === 1 ? 'nog één wijziging' : `nog ${left} wijzigingen`} mogelijk voor ${what}: het geheugen van het toestel verdraagt er ${perDay} per dag.`,
  told: (what) => `Door de hub opgegeven: ${what}.`,
  later: (what, at) => `${what} om ${at}`,
  waits: (what) =>
    `Hierna wordt opgegeven: ${what}. Het geheugen van het toestel verdraagt maar een beperkt aantal wijzigingen, daarom zit er tijd tussen.`,
  on: 'aan',
  off: 'uit',
  own: 'terug naar de eigen instelling',
  withoutHub: (text) => `Zonder de hub: ${text}`,
  change: {
    buttons: { watch: 'Alleen meekijken', nudge: 'Wensen doorgeven', steer: 'Aansturen' },
    titles: {
      watch: 'Vanaf nu alleen meekijken?',
      nudge: 'Doorgeven wat gewenst is?',
      steer: 'De hub laten aansturen?',
    },
    gone: (text) => `Als de hub wegvalt: ${text}`,
    lower: 'Wat de hub verder heeft gewijzigd, zet hij terug.',
    notNow: (button) => `“${button}” kan niet zoals het toestel nu is ingesteld:`,
    awaits: 'Het begint zodra de gateway heeft gemeld hoe het toestel is ingesteld.',
    done: 'Je keuze is gemaakt. Wat ervan komt, staat hier zo meteen.',
  },
};
