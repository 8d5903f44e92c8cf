/** Words of Settings → API Tokens. */

import { count } from './count.ts';

export const tokens = {
  title: 'API tokens',
  intro:
    'A token lets a program in: Home Assistant, Grafana, a script. Make one for each, so that you can take it back from one without disturbing the others.',
  about: 'Keys for Home Assistant, Grafana and scripts',
  summary: (n: number) => (n === 0 ? 'None yet' : count(n, 'token', 'tokens')),
  wanting: (n: number) => `${n} to check`,
  create: 'Create token',
  notYours:
    'Only an owner of the house can see and make tokens. Ask one of them to make one for you.',
  empty: 'There are no tokens yet. Create one for each program that should talk to this house.',
  name: 'Name',
  created: 'Created',
  lastUsed: 'Last used',
  lastUsedFrom: (address: string) => `from ${address}`,
  never: 'Never',
  expires: 'Expires',
  requests: 'Requests',
  permissions: 'Permissions',
  daily: 'The daily running of the house',
  rooms: 'Rooms',
  addresses: 'Addresses',
  anywhere: 'Anywhere',
  pace: 'At most',
  perMinute: (n: number) => `${count(n, 'request', 'requests')} a minute`,
  rotated: 'New secret',
  begins: 'Begins with',
  made: 'Made by',
  under: 'Belongs to',
  roots: { you: 'you', machine: 'this machine', unknown: 'somebody unknown' },
  makers: {
    person: 'Somebody who was removed',
    token: 'A token that is gone',
    admin: 'The admin secret',
    machine: 'The command line',
  },
  limited: (name: string) => `Limited: ${name} may do no more`,
  state: {
    active: 'Active',
    disabled: 'Disabled',
    expired: 'Expired',
    revoked: 'Deleted',
    expiring: (when: string) => `Expires ${when}`,
    unused: 'Unused',
  },
  care: {
    orphaned: (names: string, n: number) =>
      `Whoever made ${names} is gone, and may still know ${n === 1 ? 'its secret' : 'their secrets'}. Give ${n === 1 ? 'it a new secret: it then belongs' : 'them new secrets: they then belong'} to you. Or delete ${n === 1 ? 'it' : 'them'}.`,
    unused: (names: string, n: number) =>
      `${names} ${n === 1 ? 'has' : 'have'} not been used for three months. If nothing needs ${n === 1 ? 'it' : 'them'} any more, delete ${n === 1 ? 'it' : 'them'}.`,
    expiring: (names: string, n: number) =>
      `${names} will expire soon. Create ${n === 1 ? 'a new token' : 'new tokens'} in time, and put ${n === 1 ? 'it' : 'them'} in ${n === 1 ? 'its' : 'their'} place.`,
  },
  details: (name: string) => `Show ${name}`,
  actions: {
    rename: 'Rename',
    rotate: 'New secret',
    disable: 'Disable',
    enable: 'Enable',
    delete: 'Delete',
  },
  told: {
    renamed: 'Renamed',
    disabled: (name: string) =>
      `${name} is disabled: its requests are refused until you enable it.`,
    enabled: (name: string) => `${name} works again.`,
    deleted: (name: string, along: number) =>
      along === 0
        ? `${name} is deleted.`
        : `${name} is deleted, and ${count(along, 'other token', 'other tokens')} with it.`,
  },
  rename: { title: 'Rename token', label: 'Name' },
  delete: {
    title: (name: string) => `Delete ${name}?`,
    text: (along: number) =>
      along === 0
        ? 'Whatever uses it stops working at once. This cannot be undone.'
        : `Whatever uses it stops working at once, and so does what uses the ${count(along, 'token', 'tokens')} that it made. This cannot be undone.`,
  },
  rotate: {
    title: (name: string) => `A new secret for ${name}?`,
    text: 'The old one stops working at once. You will have to put the new one where the old one is used.',
    moves: (root: string, along: number) =>
      `From then on it belongs to you, no longer to ${root}${along === 0 ? '' : `, and so ${along === 1 ? 'does the token' : `do the ${along} tokens`} that it made`}.`,
    go: 'Make new secret',
  },
  usage: {
    title: 'Last 20 uses',
    none: 'It has not been used yet.',
    when: 'When',
    what: 'What was asked',
    answer: 'Answer',
    from: 'From',
    program: 'Program',
    days: 'Requests a day, last two weeks',
    day: (date: string, n: number) => `${date}: ${count(n, 'request', 'requests')}`,
    answers: (status: number): string => {
      if (status < 400) return 'Done';
      if (status === 401) return 'Refused';
      if (status === 403) return 'Not allowed';
      if (status === 404) return 'Not found';
      if (status === 429) return 'Too many';
      return status >= 500 ? 'Failed' : 'Not understood';
    },
  },
  form: {
    title: 'Create token',
    for: 'What is it for?',
    templates: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Backup script',
      other: 'Something else',
    },
    named: {
      homeAssistant: 'Home Assistant',
      grafana: 'Grafana',
      backup: 'Backup script',
      other: '',
    },
    does: {
      homeAssistant: 'May see and set rooms, hot water and the house, and read events.',
      grafana: 'May read the metrics, and nothing else.',
      backup:
        'May fetch backups, and nothing else. A backup holds all there is: keep this token safe.',
      other: 'May see rooms and equipment. Choose below what else it may do.',
    },
    name: 'Name',
    nameHint: 'What you will know it by in a year.',
    expiry: 'Valid for',
    expiries: {
      '1h': 'An hour',
      '7d': '7 days',
      '30d': '30 days',
      '90d': '90 days',
      '1y': 'A year',
      never: 'No expiry',
    },
    expiryEver: 'It stays valid until you delete it. One that ends by itself is safer.',
    permissions: 'What it may do',
    rooms: 'Only for some rooms',
    roomsHint: 'It then sees and sets these rooms, and nothing of the rest of the house.',
    addresses: 'Only from these addresses',
    addressesHint: 'Such as 192.168.1.20 or 192.168.1.0/24. Empty: from anywhere on your network.',
    pace: 'At most this many requests a minute',
    paceHint: 'Empty: as many as it likes.',
    nothing: 'Choose at least one thing that it may do.',
    powerful:
      'With this, a program could let others in, or take all data along. Give it only to what you trust fully.',
    go: 'Create token',
  },
  resources: {
    zones: 'Rooms',
    equipment: 'Equipment and hot water',
    system: 'House mode',
    events: 'Events',
    history: 'History',
    metrics: 'Metrics',
    settings: 'Settings',
    firmware: 'Firmware',
    backup: 'Backups',
    tokens: 'API tokens',
    users: 'People and sessions',
    audit: 'Audit trail',
  },
  rights: { none: 'No', read: 'See', full: 'See and change' },
  right: {
    read: (what: string) => `${what}: see`,
    full: (what: string) => `${what}: see and change`,
  },
  secret: {
    title: (name: string) => `The token for ${name}`,
    warning: 'Save the token now. It is shown only this once, and nobody can show it again.',
    label: 'The token',
    care: 'Keep it out of e-mails, chats and git. Whoever has it can do what it may do.',
    done: 'I have saved it',
  },
};
