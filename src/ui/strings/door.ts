/** Words of the first visit and of signing in. */
export const door = {
  signIn: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  withPin: 'Use the household PIN',
  withAccount: 'Use an account',
  pin: 'Household PIN',
  pinHint: 'For panels on the wall: it sets temperatures and nothing else.',
  /** By how the hub is installed; a command follows. */
  forgotten: {
    service:
      'Forgotten? An owner can set a new one under Settings → Members. Or run on the hub itself:',
    container:
      'Forgotten? An owner can set a new one under Settings → Members. Or run in the hub’s container:',
    command:
      'Forgotten? An owner can set a new one under Settings → Members. Or run on the hub’s machine:',
    folder:
      'Forgotten? An owner can set a new one under Settings → Members. Or run in the hub’s folder on its machine:',
  },
  code: {
    title: 'One more step',
    app: 'Enter the code that your authenticator app shows now.',
    appLabel: 'Code',
    recovery: 'Enter one of your recovery codes. Each works once.',
    recoveryLabel: 'Recovery code',
    recoveryOnly:
      'The hub does not know the time yet, so codes from the app do not work. Use a recovery code, or wait until the hub is on the internet.',
    useRecovery: 'Use a recovery code',
    useApp: 'Use the app',
    back: 'Start again',
    lost: {
      service: 'Lost both? An owner can help under Settings → Members. Or run on the hub itself:',
      container:
        'Lost both? An owner can help under Settings → Members. Or run in the hub’s container:',
      command:
        'Lost both? An owner can help under Settings → Members. Or run on the hub’s machine:',
      folder:
        'Lost both? An owner can help under Settings → Members. Or run in the hub’s folder on its machine:',
    },
  },
  enrol: {
    title: 'One thing first',
    intro:
      'This house asks everybody for two-step sign-in. Set yours up to go on; it takes a minute and your phone.',
  },
  welcome: {
    title: 'Welcome home',
    intro: 'This hub has no owner yet. Make your account; it stays on this hub.',
    setupCode: 'Setup code',
    setupCodeHint: {
      service: (command: string) => `It is in the hub’s log. Or run on the hub itself: ${command}`,
      container: (command: string) =>
        `It is in the container’s log. Or run in the hub’s container: ${command}`,
      command: (command: string) =>
        `It is shown where the hub was started. Or run on the hub’s machine: ${command}`,
      folder: (command: string) =>
        `It is shown where the hub was started. Or run in the hub’s folder on its machine: ${command}`,
    },
    name: 'Your name',
    passwordHint: 'Long is good: a few words together. Common ones are refused.',
    create: 'Create account',
  },
  house: {
    title: 'Your house',
    name: 'What is it called?',
    units: 'Temperatures in',
    celsius: '°C',
    fahrenheit: '°F',
    go: 'Show my house',
  },
};
