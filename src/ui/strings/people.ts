/** Words of accounts: one's own, those of others, where they are signed in, and the household PIN. */
import { count } from './count.ts';

export const people = {
  account: {
    title: 'Your account',
    panel: 'Panel on the wall',
    withPin: 'With the household PIN',
    panelText:
      'This screen is signed in with the household PIN. It can set rooms and hot water, and show how the house is doing. For everything else, sign in with an account.',
    change: 'Change password',
    current: 'Current password',
    next: 'New password',
    nextHint: 'Long is good: a few words together. Common ones are refused.',
    changed: 'Your password is changed. Everywhere else you are signed out.',
    role: 'Role',
    email: 'E-mail',
    since: 'Member since',
    language: 'Language',
    languageHere: 'Language of this page in this browser',
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
    reset: {
      open: 'New password',
      title: (name: string) => `A new password for ${name}`,
      text: 'For somebody who has forgotten theirs. They are signed out everywhere.',
      password: 'New password',
      hint: 'Note it, and tell them: it is not shown again. They can change it under Settings → Your account.',
      action: 'Set it',
      done: (name: string) => `${name} signs in with the new password now.`,
    },
    role: 'Role',
    added: (name: string) => `${name} can sign in now.`,
    remove: 'Remove',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: (tokens: number) =>
      tokens === 0
        ? 'They are signed out everywhere. No token belongs to them.'
        : `They are signed out everywhere, and ${count(tokens, 'token', 'tokens')} of theirs stop${tokens === 1 ? 's' : ''} working:`,
    removeBlind: 'They are signed out everywhere, and their tokens stop working.',
    takeOver: 'Take over',
    takeOverLabel: (name: string) => `Take over ${name}`,
    takeOverText:
      'Take over what must go on working: it gets a new secret, since they may know the old one, and belongs to you from then on, with what it made.',
    used: (when: string) => `Last used ${when}`,
    unused: 'Never used',
    removed: (name: string, tokens: number) =>
      tokens === 0
        ? `${name} is removed.`
        : `${name} is removed, and ${count(tokens, 'token', 'tokens')} with them.`,
    demoted: 'While they are a member, their tokens may do no more than a member.',
    locked: 'Locked after wrong tries',
    lockedText:
      'Too many wrong passwords or PINs. They may try again after a while, or now if you let them.',
    lockedUntil: (when: string) => `may try again at ${when}`,
    unlock: 'Let in again',
    unlocked: 'They may try again now.',
  },

  sessions: {
    title: 'Sessions',
    about: 'Where somebody is signed in',
    intro: 'Each browser, phone and panel that is signed in. Sign out what you do not know.',
    yours: 'Yours',
    others: 'Other people’s',
    this: 'This device',
    end: 'Sign out',
    endLabel: (what: string) => `Sign out ${what}`,
    ended: 'Signed out there.',
    endOthers: 'Sign out everywhere else',
    endedOthers: (n: number) =>
      n === 0
        ? 'You were signed in nowhere else.'
        : `Signed out in ${count(n, 'other place', 'other places')}.`,
    seen: (when: string, address: string) => `Last active ${when}, from ${address}`,
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
    blocked: 'Blocked for some',
    intro:
      'With a PIN, a tablet on the wall can set rooms and hot water. It can do nothing else: no people, no tokens, no settings.',
    notYours: 'Only an owner of the house can set the PIN.',
    notSeen: 'Only owners of the house can see and set the PIN.',
    isOn: 'Panels can sign in with the PIN.',
    isOff: 'No PIN is set. Panels cannot sign in.',
    isBlocked:
      'The PIN is blocked for a device that tried many wrong ones. It works there again when an owner signs in, or when you set a new one.',
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
};
