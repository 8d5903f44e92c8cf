/** Words of the settings. Those of API tokens and of the second factor have tables of their own. */
import { count } from './count.ts';

export const settings = {
  title: 'Settings',
  groups: { people: 'People', house: 'The house', programs: 'Other programs', hub: 'This hub' },
  roles: { owner: 'Owner', member: 'Member', panel: 'Panel' },

  backup: {
    title: 'Backup',
    about: 'All of the house as a file',
    notYours: 'Only an owner of the house can make a backup: who has it has the whole house.',
    file: 'A file to take along',
    fileText:
      'Everything that a new board needs: the house, settings, schedules, people, tokens and history. Keep it where nobody else finds it.',
    load: 'Load a backup',
    disk: "On the hub's disk",
    diskText:
      'The hub makes a backup every day, and a whole one every week and before an upgrade. A card that dies takes them along: keep one elsewhere.',
    make: 'Make one now',
    making: 'Making one …',
    made: 'The backup is made, and reads back as it was written.',
    none: 'There are none yet.',
    one: (when: string, kind: string, size: string) => `${when}: ${kind}, ${size}`,
    kinds: { daily: 'daily', weekly: 'weekly', upgrade: 'before an upgrade', manual: 'by hand' },
  },

  account: {
    title: 'Your account',
    panel: 'Panel on the wall',
    withPin: 'With the household PIN',
    panelText:
      'This screen is signed in with the household PIN. It can set rooms and hot water, and see how the house does. For all else, sign in with an account.',
    change: 'Change password',
    current: 'Current password',
    next: 'New password',
    nextHint: 'Long is good: a few words together. Common ones are refused.',
    changed: 'Your password is changed. Everywhere else you are signed out.',
    role: 'Role',
    email: 'E-mail',
    since: 'Member since',
  },

  members: {
    title: 'Members',
    about: 'Who lives here',
    summary: (n: number) => count(n, 'person', 'people'),
    intro:
      'Members run the house: rooms, hot water, schedules. Owners also manage people, tokens and settings.',
    notYours: 'Only an owner of the house can see who has an account, and add people.',
    add: 'Add person',
    you: 'You',
    since: (date: string) => `Since ${date}`,
    edit: (name: string) => `Change ${name}`,
    editTitle: (name: string) => name,
    name: 'Name',
    email: 'E-mail',
    password: 'First password',
    passwordHint: 'Tell them; they can change it under Settings → Your account.',
    newPassword: 'New password',
    newPasswordHint: 'Leave it empty to keep the old one. A new one signs them out everywhere.',
    role: 'Role',
    added: (name: string) => `${name} can sign in now.`,
    remove: 'Remove',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: (tokens: number) =>
      tokens === 0
        ? 'They are signed out everywhere. No token stands under them.'
        : `They are signed out everywhere, and ${count(tokens, 'token that stands', 'tokens that stand')} under them stop${tokens === 1 ? 's' : ''} working:`,
    removeBlind:
      'They are signed out everywhere, and the tokens that stand under them stop working.',
    takeOver: 'Take over',
    takeOverLabel: (name: string) => `Take over ${name}`,
    takeOverText:
      'Take over what must go on working: it gets a new secret, since they may know the old one, and stands under you from then on, with what it made.',
    used: (when: string) => `Last used ${when}`,
    unused: 'Never used',
    removed: (name: string, tokens: number) =>
      tokens === 0
        ? `${name} is removed.`
        : `${name} is removed, and ${count(tokens, 'token', 'tokens')} with them.`,
    demoted: 'Their tokens may do no more than a member, while they are one.',
    locked: 'Waiting after wrong tries',
    lockedText:
      'Too many wrong passwords or PINs. They may try again after a while, or now if you let them.',
    lockedUntil: (when: string) => `may try again at ${when}`,
    unlock: 'Let in again',
    unlocked: 'They may try again now.',
  },

  sessions: {
    title: 'Sessions',
    about: 'Where somebody is signed in',
    intro: 'Each browser, phone and panel that is signed in. End what you do not know.',
    yours: 'Yours',
    others: 'Of others',
    this: 'This device',
    end: 'Sign out',
    endLabel: (what: string) => `Sign out ${what}`,
    ended: 'Signed out there.',
    endOthers: 'Sign out everywhere else',
    endedOthers: (n: number) =>
      n === 0
        ? 'You were signed in nowhere else.'
        : `Signed out in ${count(n, 'other place', 'other places')}.`,
    seen: (when: string, address: string) => `Last seen ${when}, from ${address}`,
    program: 'A program',
    unknown: 'Something unknown',
    panel: 'A panel',
    somebody: 'Somebody',
  },

  pin: {
    title: 'Household PIN',
    about: 'For panels on the wall',
    on: 'On',
    off: 'Off',
    blocked: 'Closed to some',
    intro:
      'With a PIN, a tablet on the wall can set rooms and hot water. It can do nothing else: no people, no tokens, no settings.',
    notYours: 'Only an owner of the house can set the PIN.',
    notSeen: 'The PIN is for owners of the house to see and set.',
    isOn: 'Panels can sign in with the PIN.',
    isOff: 'No PIN is set. Panels cannot sign in.',
    isBlocked:
      'The PIN is closed to a device that tried many wrong ones. It works there again when an owner signs in, or when you set a new one.',
    field: 'New PIN',
    hint: '6 to 12 digits. Easy ones such as 123456 are refused.',
    set: 'Set PIN',
    change: 'Change PIN',
    told: 'The PIN is set. Panels have to sign in with it now.',
    remove: 'Remove PIN',
    removeTitle: 'Remove the PIN?',
    removeText: 'All panels are signed out, and nobody can sign in with a PIN.',
    removed: 'The PIN is removed.',
  },

  house: {
    title: 'House',
    about: 'Name, units, absence, heating curve, hot water',
    notYours: 'Only an owner of the house can change these.',
    notSeen: 'These are for the people of the house to see. Sign in with an account.',
    groups: {
      house: { title: 'Name and units', text: '' },
      absence: {
        title: 'While nobody is home',
        text: 'How far the house is set back when you are away, and on a vacation.',
      },
      curve: {
        title: 'Heating curve',
        text: 'How warm the water in the pipes is: warmer, the colder it is outdoors. Raise the whole curve if rooms stay cool on every day.',
      },
      hotWater: {
        title: 'Hot water',
        text: 'Once in a while the tank is made very hot, so that no germs live in it.',
      },
      more: { title: 'More', text: '' },
    },
    labels: {
      name: 'Name of the house',
      units: 'Temperatures in',
      awayHeatSetC: 'Away: heat to',
      awayCoolSetC: 'Away: cool to',
      vacationHeatSetC: 'Vacation: heat to',
      vacationCoolSetC: 'Vacation: cool to',
      vacationReheatHours: 'Ready before you return',
      frostFloorC: 'Never colder than',
      curveColdOutdoorC: 'A cold day outdoors',
      curveColdSupplyC: 'Water on a cold day',
      curveMildOutdoorC: 'A mild day outdoors',
      curveMildSupplyC: 'Water on a mild day',
      curveOffsetK: 'Raise the whole curve by',
      outdoorAverageHours: 'Outdoors counts as the mean of',
      coolSupplyC: 'Water for cooling',
      heaterPolicy: 'Electric heater',
      bivalenceC: 'It helps below',
      heatingLimitC: 'Heat only below',
      coolingLimitC: 'Cool only above',
      dhwTargetC: 'Hot water',
      dhwAwayC: 'Hot water while away',
      dhwHysteresisK: 'May cool down by',
      dhwSanitizeC: 'Disinfect at',
      dhwSanitizeMinutes: 'Disinfect for',
      dhwSanitizeDays: 'Disinfect every',
    } as Readonly<Record<string, string>>,
    units: { h: 'hours', min: 'minutes', d: 'days' } as Readonly<Record<string, string>>,
    heaterPolicies: {
      off: 'Against frost alone',
      emergency: 'When the source fails',
      bivalence: 'And in the cold',
    } as Readonly<Record<string, string>>,
    celsius: '°C',
    fahrenheit: '°F',
    bounds: (min: string, max: string) => `${min} to ${max}`,
    wrong: {
      empty: 'Fill this in.',
      number: 'A number, please.',
      whole: 'A whole number, please.',
      bounds: (min: string, max: string) => `Between ${min} and ${max}, please.`,
    },
    on: 'On',
    saved: 'Saved',
    curve: {
      label: (coldOut: string, coldSupply: string, mildOut: string, mildSupply: string) =>
        `The heating curve: water of ${coldSupply} at ${coldOut} outdoors, of ${mildSupply} at ${mildOut}.`,
      outdoors: 'Outdoors',
      water: 'Water',
      now: (outdoor: string, supply: string) =>
        `Now it is ${outdoor} outdoors: the curve gives ${supply}.`,
    },
  },

  devices: {
    title: 'Devices',
    about: 'What the house has',
    intro:
      'The hub hears from each of these by itself. Which ones there are is said under House and devices.',
    notYours: 'This account may not see the devices.',
    summary: (n: number, offline: number) =>
      offline === 0
        ? `${count(n, 'device', 'devices')}, all there`
        : `${offline} of ${n} not there`,
    allOnline: 'All devices are there.',
    someOffline: (n: number) =>
      `${count(n, 'device is', 'devices are')} not there. Check the power and the network of each.`,
    none: 'This house has no devices yet. Look for more, and add what is found.',
    online: 'Online',
    offline: 'Offline',
    seen: (when: string) => `Last seen ${when}`,
    neverSeen: 'Not heard of since the hub started',
    plant: 'Plant',
    rooms: 'Rooms',
    look: 'Look for more',
  },

  found: {
    title: 'Found devices',
    intro:
      'What the hub hears on the broker while this page is open. It only listens: nothing is told to a device before it is added.',
    notYours: 'This account may not see what is found.',
    fresh: 'Not in the house yet',
    standing: 'In the house already',
    none: 'Nothing that the house could use is heard yet. What a battery runs may say something once an hour.',
    state: {
      connecting: 'The hub has no connection to the broker, and tries on.',
      unavailable: 'The hub has no broker to listen to.',
      paused: 'The hub has stopped listening.',
    },
    leftOut: (n: number) => `${count(n, 'more is', 'more are')} left out: there are too many.`,
    refused: (topics: string) => `The broker does not let the hub hear ${topics}.`,
    thermometer: (room: string) => `Room thermometer of ${room}`,
    outdoors: 'Thermometer outdoors',
    meter: 'Electricity meter',
    terminal: 'Relay or valve',
    standsAs: (id: string) => `In the house as ${id}`,
    sources: {
      home_assistant: "Home Assistant's discovery",
      zigbee2mqtt: 'Zigbee2MQTT',
      tasmota: 'Tasmota',
      shelly: 'Shelly',
      profile: 'a profile',
      own_topics: "the hub's own topics",
    },
    by: (source: string, model: string) => [`By ${source}`, model].filter(Boolean).join(' · '),
    noValue: 'It has said nothing yet.',
    heard: (when: string) => `heard ${when}`,
    kept: 'kept by the broker, of any age',
    cannot: 'What cannot be read',
    paste: 'By hand: what adds it to house.json',
    pasteLabel: (name: string) => `What adds ${name} to house.json`,
    setUp: (text: string) => `In its settings: ${text}`,
    fields: {
      tempC: 'Temperature',
      rhPercent: 'Humidity',
      co2Ppm: 'CO₂',
      on: 'On',
      tempHeatSetC: 'Set to',
      powerKw: 'Power',
      energyKwh: 'Counted',
    } as Readonly<Record<string, string>>,
  },

  integrations: {
    title: 'Integrations',
    about: 'Home Assistant, Grafana, Prometheus, scripts',
    intro: 'What to paste where. Each program needs a token of its own.',
    token: (placeholder: string) => `Put the token in place of ${placeholder}.`,
    makeToken: 'Create Token',
    terminal: 'Terminal',
    address: 'Address',
    openTokens: 'Ask an owner of the house for a token.',
    homeAssistant: {
      title: 'Home Assistant',
      mqtt: 'With MQTT',
      mqttText: [
        'Home Assistant and this hub talk to the same MQTT broker.',
        'In Home Assistant open Settings → Devices & services → Add integration → MQTT, and give it the broker’s address.',
        'The rooms, hot water and equipment of this house appear by themselves. No token is needed.',
      ],
      virtual:
        'This house is a simulated one: it has no broker, so that nothing appears over MQTT.',
      rest: 'Without a broker',
      restText: 'Add this to secrets.yaml:',
      restMore:
        'And this to configuration.yaml. It shows each room, and can set rooms and the house:',
    },
    prometheus: {
      title: 'Prometheus',
      text: 'Put the token into a file that only Prometheus reads:',
      more: 'And add this to prometheus.yml:',
    },
    grafana: {
      title: 'Grafana',
      text: 'Grafana reads through this hub from the Prometheus behind it (ARIS_PROMETHEUS_URL on the hub). Save this as /etc/grafana/provisioning/datasources/aris.yaml:',
      more: 'Or in Grafana add a data source of the kind Prometheus with this address, and a header Authorization:',
    },
    curl: {
      title: 'Terminal and scripts',
      text: 'All that this page does, a script can do too:',
      more: 'Everything there is: ',
    },
  },

  about: {
    title: 'About',
    about: 'Version, address, memory, disk',
    version: 'Version',
    serial: 'Serial number',
    address: 'Address',
    house: 'House',
    virtual: 'Simulated, for trying things out',
    real: 'Real devices',
    timeZone: 'Time zone',
    uptime: 'Running for',
    memory: 'Memory',
    disk: 'Written to disk',
    perDay: (amount: string) => `at most ${amount} a day`,
    soFar: (amount: string) => `at most ${amount} since the start`,
    unknown: 'Not known here',
    broker: 'Broker',
    connected: 'Connected',
    away: 'Not connected',
    health: 'Health',
    healths: {
      ok: 'All is well',
      degraded: 'Needs attention: the home page says what',
      unhealthy: 'No connection to the devices',
    } as Readonly<Record<string, string>>,
    licence:
      'Free software under the MIT licence. No cloud, no account elsewhere: all of it stays on this hub.',
    contract: 'For programs',
  },
};
