import type { level as English } from '../level.ts';
import { number } from './count.ts';

export const level: typeof English = {
  levels: {
    watch: 'Der Hub sieht nur zu: Die Maschine entscheidet selbst.',
    nudge: 'Der Hub sagt ihr nur, was er gern hätte: Sie regelt weiter selbst.',
    steer: 'Der Hub steuert sie: Sie schützt nur sich selbst.',
  },
  chosen: {
    watch: 'nur zusehen',
    nudge: 'ihr sagen, was er gern hätte',
    steer: 'sie steuern',
  },
  lowered: (chosen, isKnownWhy) =>
    `Der Hub soll ${chosen}, kann es jetzt aber nicht${isKnownWhy ? '. Dafür fehlt:' : '.'}`,
  waitsFor: (chosen) =>
    `Der Hub soll ${chosen} und wartet auf die erste frische Meldung des Gateways: Was der Broker noch hatte, ist vielleicht veraltet. Erwartet wird:`,
  missing: (place, said, wanted) => `„${place}“ meldet „${said}“ statt ${wanted}.`,
  awaited: (place, wanted) => `„${place}“ wurde noch nicht gehört. ${wanted}`,
  hasToSay: (wanted) => `Dort muss ${wanted} stehen.`,
  quote: (word) => `„${word}“`,
  above: (bound) => `mehr als ${number(bound)}`,
  below: (bound) => `weniger als ${number(bound)}`,
  released: 'Dem Hub wurde gesagt, er soll sie loslassen.',
  orders: {
    mode: 'Betriebsart',
    supplyTempC: 'Vorlauftemperatur',
    curveShiftK: 'Verschiebung der Heizkurve',
    surplusLevel: 'erlaubte Energie',
    powerLimitKw: 'höchste Leistungsaufnahme',
    quiet: 'Flüsterbetrieb',
    targetTempC: 'Warmwasser-Solltemperatur',
    heat: 'Aufheizen des Speichers',
    sanitize: 'Legionellenschutz',
    recirc: 'Zirkulation',
    backupHeater: 'Heizstab',
  },
  scarce: (what, left, perDay) =>
    `${what}: heute ${left === 0 ? 'keine Änderung mehr' : left === 1 ? 'noch eine Änderung' : `noch ${left} Änderungen`}. Der Datenspeicher der Maschine verträgt ${perDay} am Tag.`,
  told: (what) => `Vom Hub vorgegeben: ${what}.`,
  later: (what, at) => `${what} um ${at}`,
  waits: (what) =>
    `Als Nächstes gibt er vor: ${what}. Der Datenspeicher der Maschine verträgt nur wenige Änderungen, deshalb liegt Zeit dazwischen.`,
  on: 'an',
  off: 'aus',
  own: 'wieder ihr eigener Wert',
  withoutHub: (text) => `Ohne den Hub: ${text}`,
  change: {
    buttons: { watch: 'Nur zusehen', nudge: 'Wünsche mitteilen', steer: 'Steuern' },
    titles: {
      watch: 'Ab jetzt nur zusehen?',
      nudge: 'Der Maschine mitteilen, was gewünscht ist?',
      steer: 'Soll der Hub sie steuern?',
    },
    gone: (text) => `Wenn der Hub ausfällt: ${text}`,
    lower: 'Was der Hub darüber hinaus verstellt hat, gibt er zurück.',
    notNow: (button) => `„${button}“ geht nicht, so wie die Maschine jetzt eingestellt ist:`,
    awaits: 'Das beginnt, sobald das Gateway gemeldet hat, wie die Maschine eingestellt ist.',
    done: 'Gewählt. Was daraus wird, steht gleich hier.',
  },
};
