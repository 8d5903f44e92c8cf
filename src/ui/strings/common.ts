/** Words that stand on every page. Each page's own are in the file of its name; a translation is another such folder. */
export const common = {
  product: 'Aris',
  nav: {
    label: 'Pages',
    home: 'Home',
    plant: 'Plant',
    energy: 'Energy',
    events: 'Events',
    settings: 'Settings',
  },
  skip: 'Skip to content',
  missing: 'There is no such page.',
  goHome: 'Go to the home page',
  loading: 'Loading',
  /** @param at the time of the last word from it */
  lost: (at?: string) =>
    at === undefined
      ? 'The hub does not answer. Trying again…'
      : `The hub does not answer. What you see is as of ${at}.`,
  houseClock: (time: string) => `Times are those of the house, where it is ${time} now.`,
  unreachable: 'The hub cannot be reached. Is it on, and are you on the network of the house?',
  updated: 'The hub has been updated since this page was loaded.',
  reload: 'Load it again',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  done: 'Done',
  dismiss: 'Dismiss',
  undo: 'Undo',
  undoOf: (what: string) => `Undo: ${what}`,
  undone: (what: string) => `${what} is as it was.`,
  signOut: 'Sign out',
  copy: 'Copy',
  copyOf: (what: string) => `Copy: ${what}`,
  copied: 'Copied',
  copyFailed: 'Could not copy: select the text and copy it yourself.',
  refused: (what: string, why: string) => `${what} was not changed. ${why}`,
  unanswered: (what: string, why: string) => `${what}: ${why}`,
  unread: (what: string, why: string) => `Could not be read: ${what}. ${why} It is asked again.`,
  failed: {
    '-2': 'The hub does not answer now.',
    '-1': 'No answer came. It may have been done: look at what is shown now.',
    0: 'The hub does not answer now. Nothing was changed.',
    credentials: 'That is not right. Check it and try again.',
    otp: 'That code is not right, or was used before. Use the next one.',
    401: 'You are signed out.',
    403: 'You may not do this.',
    429: 'Too many tries. Wait a moment.',
    507: 'The disk of the hub is full.',
    other: 'The hub could not do this.',
    /** In the hub's own words, which are English. */
    said: (message: string) => message,
    late: (who = 'Somebody else') =>
      `${who} changed this meanwhile, so yours was not saved. Save once more to replace it.`,
    wait: (seconds: number) =>
      `Too many tries. Wait ${seconds >= 120 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`}.`,
  },
  leaving: {
    title: 'Leave without saving?',
    text: 'What you changed here is not saved yet.',
    stay: 'Stay',
    discard: 'Discard',
  },
  again: {
    title: 'Your password, please',
    why: 'This changes the house itself or who may get in. Enter your password to go on.',
    go: 'Go on',
    pinOnly: 'Sign in with your account to do this.',
  },
};
