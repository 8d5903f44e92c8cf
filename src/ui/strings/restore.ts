/** Words of putting the hub back to a backup. */
import { count } from './count.ts';

export const restore = {
  title: 'Put the hub back to a backup',
  welcome: 'Restore from a backup',
  back: 'Back',
  intro:
    'Of this hub or of another one. The file is read first; then you see what it holds and would change, and decide.',
  file: 'Backup file',
  setupCode: 'Setup code',
  look: 'Look at it',
  tooLarge: (room: string) =>
    `The hub has room for ${room}: the file is larger. On the board itself, aris restore FILE takes it.`,
  sealed: 'This backup is sealed.',
  passphrase: 'Its passphrase',
  open: 'Open it',
  another: 'Choose another',
  receiving: (done: string) => `On its way: ${done}`,
  reading: (records: number) => `Reading it: ${count(records, 'record', 'records')}`,
  writing: (records: number) => `Making it ready: ${count(records, 'record', 'records')}`,
  restarting: 'The hub starts anew, into the backup. This page comes back by itself.',
  lost: 'It does not come back. Look after the hub itself: its log says why.',
  made: (when: string, version: string, serial: string) =>
    `Made on ${when} by version ${version} of the hub ${serial}.`,
  unknownHub: 'without a name',
  holds: (records: number, blocks: number) =>
    `It holds ${count(records, 'record', 'records')}, ${count(blocks, 'block', 'blocks')} of history among them.`,
  historyFiles: (many: number) =>
    `More history comes of ${count(many, 'file', 'files')} beside this hub's backups.`,
  historyFilesLost: (many: number) =>
    `It refers to ${count(many, 'file', 'files')} of history that are missing here, or damaged: that history does not come back.`,
  leftOut: {
    history: 'It has no history.',
    recent_history: 'It has no history of its last day.',
    broker_password: '',
    events: 'Of the events it has the newest alone.',
    keys: '',
    firmware: '',
  },
  people: 'People who come back',
  tokens: 'Tokens that come back',
  strike: 'Take the mark away from who is not to come back. Their tokens stay away with them.',
  nobody: 'Nobody',
  noTokens: 'None',
  person: (name: string, email: string, role: string) => `${name}, ${email} (${role})`,
  noOwner:
    'No owner comes back. Afterwards somebody has to become one, with the setup code of the hub.',
  stays: 'What was taken away since stays away',
  tokensRevoked: (n: number) => `${count(n, 'token', 'tokens')} in it stay revoked.`,
  tokensDisabled: (n: number) => `${count(n, 'token', 'tokens')} in it stay disabled.`,
  peopleRemoved: (n: number) => `${count(n, 'person', 'people')} in it stay removed.`,
  ownersDemoted: (n: number) => `${count(n, 'owner', 'owners')} in it stay members.`,
  passwordsKept: (n: number) => `${count(n, 'password', 'passwords')} changed since stay so.`,
  pinsKept: 'The household PIN stays as it is now.',
  factorsKept: (n: number) =>
    `${count(n, 'second factor', 'second factors')} set up or changed since stay as now.`,
  changes: 'What changes',
  replaces: {
    store:
      'All settings, schedules, people, tokens and what was measured become those of the backup.',
    keys: 'So do the signing keys.',
    house: 'So does the description of the house.',
    firmware: 'So do the firmware files.',
  },
  kept: 'What is there now is kept in the folder “replaced” until the next time.',
  everybody: 'Everybody signs in anew.',
  factorsLost: (n: number) =>
    `The second step of ${count(n, 'person', 'people')} does not come along: they sign in with the password alone, and set one up anew.`,
  broker: 'The broker becomes that of the backup, unless a setting of the board names one.',
  noBroker:
    'It has no broker: one that was set on this page has to be set again. One that a setting of the board names stays.',
  serial: 'Which serial number stays?',
  serials: {
    own: (serial: string) => `This hub’s, ${serial}`,
    backup: (serial: string) => `The backup’s, ${serial}`,
  },
  serialHint:
    'The backup is of another hub. Home Assistant knows a hub by its serial: keep the backup’s where this one takes its place.',
  go: 'Put everything back to this',
};
