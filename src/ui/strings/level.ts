/** How far the hub goes with a machine of another make, and what it tells it. */
export const level = {
  levels: {
    watch: 'The hub only watches it: it decides by itself.',
    nudge: 'The hub only tells it what it would like: it keeps its own control.',
    steer: 'The hub steers it: it only protects itself.',
  },
  chosen: { watch: 'only watch it', nudge: 'tell it what it would like', steer: 'steer it' },
  lowered: (chosen: string, isKnownWhy: boolean) =>
    `The hub was to ${chosen}, but cannot now${isKnownWhy ? '. For that:' : '.'}`,
  waitsFor: (chosen: string) =>
    `The hub is to ${chosen}, and waits for the gateway’s first fresh report: what the broker had kept may be out of date. Awaited:`,
  missing: (place: string, said: string, wanted: string) =>
    `“${place}” says “${said}” instead of ${wanted}.`,
  awaited: (place: string, wanted: string) => `“${place}” is not heard yet. ${wanted}`,
  hasToSay: (wanted: string) => `It has to say ${wanted}.`,
  quote: (word: string) => `“${word}”`,
  above: (bound: number) => `more than ${bound}`,
  below: (bound: number) => `less than ${bound}`,
  released: 'The hub was told to let go of it.',
  /** What it is told, by the name of the order. */
  orders: {
    mode: 'its mode',
    supplyTempC: 'its supply temperature',
    curveShiftK: 'its heating curve',
    surplusLevel: 'the energy it may use',
    powerLimitKw: 'the power it may draw at most',
    quiet: 'whether it is quiet',
    targetTempC: 'its target',
    heat: 'the heating of the tank',
    sanitize: 'its disinfection',
    recirc: 'its circulation',
    backupHeater: 'its electric heater',
  },
  scarce: (what: string, left: number, perDay: number) =>
    `${left === 0 ? 'No' : left} more change${left === 1 ? '' : 's'} to ${what} today: its memory endures ${perDay} a day.`,
  told: (what: string) => `Told by the hub: ${what}.`,
  later: (what: string, at: string) => `${what} at ${at}`,
  waits: (what: string) =>
    `It is told next: ${what}. Its memory endures only so many changes, so they are spaced out.`,
  on: 'on',
  off: 'off',
  own: 'back to its own',
  withoutHub: (text: string) => `Without the hub: ${text}`,
  /** What a button has the hub do from then on, and the question before it. */
  change: {
    buttons: { watch: 'Only watch it', nudge: 'Tell it what is wished for', steer: 'Steer it' },
    titles: {
      watch: 'Only watch it from now on?',
      nudge: 'Tell it what is wished for?',
      steer: 'Let the hub steer it?',
    },
    gone: (text: string) => `When the hub is gone: ${text}`,
    lower: 'The hub gives back what it has changed beyond that.',
    notNow: (button: string) => `“${button}” is not possible as the machine is set now:`,
    awaits: 'It begins once the gateway has said how the machine is set.',
    done: 'Done. What comes of it is shown here in a moment.',
  },
};
