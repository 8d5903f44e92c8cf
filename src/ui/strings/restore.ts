/** Words of putting the hub back to a backup. */
import { count } from './count.ts';

export const restore = {
  title: 'Restore the hub from a backup',
  welcome: 'Restore from a backup',
  back: 'Back',
  intro:
    'Of this hub or of another one. The file is read first; then you see what it holds and would change, and decide.',
  file: 'Backup file',
  setupCode: 'Setup code',
  look: 'Look at it',
  tooLarge: (room: string) =>
    `The hub has room for ${room}: the file is larger. On the hub itself, “aris restore FILE” takes it.`,
  sealed: 'This backup is encrypted.',
  passphrase: 'Its passphrase',
  open: 'Open it',
  another: 'Choose another',
  receiving: (done: string) => `Sending: ${done}`,
  reading: (records: number) => `Reading it: ${count(records, 'record', 'records')}`,
  writing: (records: number) => `Making it ready: ${count(records, 'record', 'records')}`,
  restarting: 'The hub restarts with the backup. This page comes back by itself.',
  lost: 'It does not come back. Check the hub itself: its log says why.',
  made: (when: string, version: string, serial: string) =>
    `Made on ${when} by version ${version} of the hub ${serial}.`,
  unknownHub: 'without a name',
  holds: (records: number, blocks: number) =>
    `It holds ${count(records, 'record', 'records')}, ${count(blocks, 'block', 'blocks')} of history among them.`,
  historyFiles: (many: number) =>
    `More history comes from ${count(many, 'file', 'files')} beside this hub’s backups.`,
  historyFilesLost: (many: number) =>
    `It refers to ${count(many, 'file', 'files')} of history that are missing here, or damaged: that history does not come back.`,
  leftOut: {
    history: 'It has no history.',
    recent_history: 'It has no history of its last day.',
    broker_password: '',
    events: 'Of the events it has only the newest.',
    keys: '',
    firmware: '',
  },
  people: 'People who come back',
  tokens: 'Tokens that come back',
  strike: 'Untick whoever is not to come back. Their tokens then stay away too.',
  nobody: 'Nobody',
  noTokens: 'None',
  person: (name: string, email: string, role: string) => `${name}, ${email} (${role})`,
  noOwner:
    'No owner comes back. Afterwards somebody has to become one, with the setup code of the hub.',
  stays: 'What was removed since stays removed',
  tokensRevoked: (n: number) => `${count(n, 'token', 'tokens')} in it stay deleted.`,
  tokensDisabled: (n: number) => `${count(n, 'token', 'tokens')} in it stay disabled.`,
  peopleRemoved: (n: number) => `${count(n, 'person', 'people')} in it stay removed.`,
  ownersDemoted: (n: number) => `${count(n, 'owner', 'owners')} in it stay members.`,
  passwordsKept: (n: number) => `${count(n, 'password', 'passwords')} changed since stay so.`,
  pinsKept: 'The household PIN stays as it is now.',
  factorsKept: (n: number) =>
    `The two-step sign-in of ${count(n, 'person', 'people')}, set up or changed since, stays as it is now.`,
  changes: 'What changes',
  replaces: {
    store:
      'All settings, schedules, people, tokens and what was measured become those of the backup.',
    keys: 'So do the signing keys.',
    house: 'So does the description of the house.',
    firmware: 'So do the firmware files.',
  },
  kept: 'What is there now is kept in the folder “replaced” until the next time.',
  everybody: 'Everybody has to sign in again.',
  factorsLost: (n: number) =>
    `The two-step sign-in of ${count(n, 'person', 'people')} does not come along: they sign in with the password alone, and set it up again.`,
  broker: 'The broker becomes that of the backup, unless a setting of the hub names one.',
  noBroker:
    'It has no broker: one that was set on this page has to be set again. One that a setting of the hub names stays.',
  serial: 'Which serial number stays?',
  serials: {
    own: (serial: string) => `This hub’s, ${serial}`,
    backup: (serial: string) => `The backup’s, ${serial}`,
  },
  serialHint:
    'The backup is of another hub. Home Assistant knows a hub by its serial: keep the backup’s where this one takes its place.',
  go: 'Put everything back to this',
};
