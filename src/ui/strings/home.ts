/** Words of the home page, and of zones wherever they are shown. */
const count = (many: number, all: number) =>
  many === all ? 'All rooms are' : many === 1 ? 'One room is' : `${many} rooms are`;

export const home = {
  greeting: { night: 'Good night', morning: 'Good morning', day: 'Hello', evening: 'Good evening' },
  sentence: {
    heating: (many: number, all: number) => `${count(many, all)} being heated.`,
    cooling: (many: number, all: number) => `${count(many, all)} being cooled.`,
    waiting: (many: number) => (many === 1 ? 'One room waits.' : `${many} rooms wait.`),
    comfortable: 'Every room is as it should be.',
    resting: 'The house is resting.',
    unknown: (many: number) =>
      many === 1
        ? 'One room does not tell its temperature.'
        : `${many} rooms do not tell their temperature.`,
    off: 'Everything is switched off.',
  },
  outdoors: 'Outdoors',
  spareEnergy: 'Using spare energy',
  gridWaits: 'The grid asks to wait',
  powerLimit: (kw: number) => `At most ${kw} kW`,
  virtual: 'Practice house, not a real one',
  rooms: 'Rooms',
  noRooms: 'This house has no rooms yet: an owner of the house adds them.',
  setUp: {
    title: 'Two steps to your house',
    connect: 'Connect the hub to your broker',
    connectText: 'The MQTT broker that your devices speak to, or that Home Assistant has.',
    connectGo: 'Connect',
    connected: 'The hub is connected to your broker.',
    room: 'Add the first room',
    roomText: 'The hub listens on the broker and shows what it hears: begin with a thermometer.',
    roomGo: 'Show what it hears',
  },
  notices: {
    label: 'Who has access',
    titles: {
      sign_in_new_place: 'A sign-in from a new place.',
      locked_out: 'Somebody guessed, and was locked out.',
      token_created: 'A new API token.',
      store_restored: 'The hub has lost its store.',
      records_damaged: 'The hub has lost some of what it kept.',
      backup_failed: 'No backup could be made.',
      backup_restored: 'The hub was put back to a backup.',
    } as Readonly<Record<string, string>>,
    /** Who has no name of their own, by kind. */
    others: { cli: 'the command line', admin: 'the admin secret' } as Readonly<
      Record<string, string>
    >,
    who: (name: string | undefined, address: string | undefined) =>
      [name && `by ${name}, `, address && `from ${address}, `].join(''),
    look: 'Look at it',
    dismiss: 'Dismiss',
    dismissLabel: (title: string, message: string) => `Dismiss: ${title} ${message}`,
    dismissAll: 'Dismiss all',
    more: (many: number) => `and ${many} more`,
  },
  faults: {
    label: 'Needs attention',
    since: (when: string) => `since ${when}`,
    all: 'See what happened',
    more: (many: number) => `${many} more`,
    rest: (many: number) => `and ${many} more`,
    reported: (who: string) => `${who}:`,
    silent: (who: string, many: number) => `${who} ${many === 1 ? 'does' : 'do'} not answer.`,
    hub: 'The hub',
  },
  mode: {
    label: 'The house is set to',
    home: 'Home',
    away: 'Away',
    vacation: 'Vacation',
    off: 'Off',
    what: 'The house',
    awayOpen: 'Away until you come back and tap Home.',
    awayUntil: (when: string) => `Away until ${when}.`,
    vacationOpen: 'On vacation until you come back and tap Home.',
    vacationUntil: (when: string) => `On vacation until ${when}; warm again by then.`,
    offOpen: 'Switched off. Rooms and pipes are only kept from freezing.',
    offUntil: (when: string) =>
      `Switched off until ${when}. Rooms and pipes are only kept from freezing.`,
    planned: (from: string, until?: string) =>
      until === undefined
        ? `Vacation planned from ${from}.`
        : `Vacation planned: ${from} to ${until}.`,
    setEnd: 'Set an end',
    changeEnd: 'Change',
    cancelVacation: 'Cancel vacation',
    confirmOff: {
      title: 'Switch the house off?',
      text: 'No heating, no cooling, no hot water. Rooms and pipes are still kept from freezing.',
      action: 'Switch off',
    },
    away_: {
      title: 'When are you back?',
      text: 'Until then rooms are kept cooler, or warmer in summer. Then the house is home again.',
      until: 'Back at',
      open: 'No end',
    },
    vacation_: {
      title: 'Plan a vacation',
      text: 'Rooms and hot water rest, and are ready again when you return.',
      from: 'You leave',
      until: 'You return',
      untilHint: 'Leave it empty if you do not know yet.',
      save: 'Plan it',
      noTime: 'Please say when.',
      notAfter: 'You return before you leave.',
    },
  },
  zone: {
    humidity: 'Humidity',
    co2: 'CO₂',
    noTemp: 'No temperature',
    why: { until: (text: string, when: string) => `${text.replace(/\.$/, '')}, until ${when}.` },
    activity: {
      heating: 'Heating',
      cooling: 'Cooling',
      wantsHeat: 'Waiting to heat',
      wantsCool: 'Waiting to cool',
      comfortable: 'Comfortable',
      resting: 'Resting',
      blind: 'No reading',
      off: 'Off',
      unknown: 'One moment',
    },
    heatTo: 'Heat to',
    coolTo: 'Cool to',
    setpointName: {
      heat: (zone: string) => `${zone}: heat to`,
      cool: (zone: string) => `${zone}: cool to`,
    },
    raise: {
      heat: (zone: string) => `Raise heating, ${zone}`,
      cool: (zone: string) => `Raise cooling, ${zone}`,
    },
    lower: {
      heat: (zone: string) => `Lower heating, ${zone}`,
      cool: (zone: string) => `Lower cooling, ${zone}`,
    },
    told: { heat: (temp: string) => `Heat to ${temp}`, cool: (temp: string) => `Cool to ${temp}` },
    /** The same within a sentence. */
    planned: {
      heat: (temp: string) => `heat to ${temp}`,
      cool: (temp: string) => `cool to ${temp}`,
      modes: { heat: 'heat', cool: 'cool', auto: 'auto', off: 'off' },
    },
    modeOf: (zone: string) => `Mode of ${zone}`,
    modes: { heat: 'Heat', cool: 'Cool', auto: 'Auto', off: 'Off' },
    held: 'By hand, until changed',
    heldUntil: (when: string, left: string) => `By hand until ${when}, ${left} left`,
    resume: 'Back to schedule',
    resumeOwn: 'Back to normal',
    resumeIn: (what: string, zone: string) => `${what}, ${zone}`,
    next: (when: string, what: string) => `Until ${when}, then ${what}`,
    open: (zone: string) => `${zone}: chart and schedule`,
  },
  hotWater: {
    title: 'Hot water',
    heating: 'Heating',
    ready: 'Ready',
    boosting: 'Boosting',
    disinfecting: 'Disinfecting',
    off: 'Off',
    litres: (litres: number) => `${litres} litres ready`,
    charge: (percent: number) => `${percent} % full`,
    keptAt: (temp: string) => `Kept at ${temp}`,
    silent: 'The tank does not answer.',
    boost: 'Boost for 1 hour',
    stopBoost: 'Stop boost',
    boostUntil: (when: string) => `Boost until ${when}`,
  },
};
