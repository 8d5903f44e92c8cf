/** Words of signing in in two steps: setting it up, and the house's rule. */
import { count } from './count.ts';

export const secondFactor = {
  title: 'Two-step sign-in',
  on: 'On',
  off: 'Off',
  about:
    'Signing in then takes a code from an app on your phone as well as the password. Your password alone is not enough any more.',
  isOn: (since: string) => `Signing in takes a code of your authenticator app. On since ${since}.`,
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  turnOffTitle: 'Turn off two-step sign-in?',
  turnOffText: 'Your password alone lets you in then. Your recovery codes stop working.',
  turnedOff: 'Two-step sign-in is off.',
  required: 'This house asks everybody for it, so it cannot be turned off.',
  scan: 'Scan this with an authenticator app',
  apps: 'Such as Aegis, 2FAS, Google or Microsoft Authenticator, or your password manager.',
  qr: 'QR code for your authenticator app; the key below says the same',
  open: 'Open in an app on this device',
  key: 'Or type in this key',
  enter: 'Enter the code that the app shows',
  code: 'Code',
  confirm: 'Turn on',
  codes: {
    title: 'Your recovery codes',
    warning: 'They are shown this once. Keep them where you can find them without your phone.',
    text: 'Each lets you in once, in place of a code of the app.',
    label: 'Recovery codes',
    download: 'Download',
    file: 'aris-recovery-codes.txt',
    heading: (email: string) => `Recovery codes of ${email} for Aris, each of which works once`,
    kept: 'I have saved them',
  },
  left: (n: number) => `${count(n, 'recovery code is', 'recovery codes are')} left.`,
  low: (n: number) =>
    n === 0
      ? 'No recovery code is left. Without your phone you cannot sign in: make new ones.'
      : `Only ${count(n, 'recovery code is', 'recovery codes are')} left. Make new ones before you need them.`,
  renew: 'New recovery codes',
  renewTitle: 'Make new recovery codes?',
  renewText: 'The ones you have stop working.',
  rule: {
    title: 'Two-step sign-in for everybody',
    label: 'Ask everybody for it',
    hint: 'Whoever has not set it up can then do nothing else. API tokens and wall panels go on as they are.',
    ownFirst: 'Turn it on for your own account first.',
    own: 'Your account',
    on: 'From now on everybody is asked for two-step sign-in.',
    off: 'Nobody is asked for two-step sign-in any more.',
  },
  reset: {
    text: 'Lost their phone? Without two-step sign-in, their password alone lets them in.',
    action: 'Reset two-step sign-in',
    done: (name: string) => `${name} signs in with the password alone now.`,
  },
};
