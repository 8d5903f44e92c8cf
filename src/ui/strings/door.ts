/** Words of the first visit and of signing in. */
export const door = {
  signIn: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  withPin: 'Use the household PIN',
  withAccount: 'Use an account',
  pin: 'Household PIN',
  pinHint: 'For panels on the wall: it sets temperatures and nothing else.',
  forgotten: 'Forgotten? On an installed hub itself, run (in a container without sudo):',
  forgottenCommand: (email: string) => `sudo aris user passwd ${email}`,
  code: {
    title: 'One more step',
    app: 'Enter the code that your authenticator app shows now.',
    appLabel: 'Code',
    recovery: 'Enter one of your recovery codes. Each counts once.',
    recoveryLabel: 'Recovery code',
    recoveryOnly:
      'The hub does not know the time yet, so that no code of the app counts. Use a recovery code, or wait until the hub is on the internet.',
    useRecovery: 'Use a recovery code',
    useApp: 'Use the app',
    back: 'Start again',
    lost: 'Lost both? An owner can help, or on an installed hub itself, run (in a container without sudo):',
    lostCommand: (email: string) => `sudo aris user reset-2fa ${email}`,
  },
  enrol: {
    title: 'One thing first',
    intro:
      'This house asks everybody for a second step when signing in. Set yours up to go on; it takes a minute and your phone.',
  },
  welcome: {
    title: 'Welcome home',
    intro: 'This hub has no owner yet. Make your account; it stays on this hub.',
    setupCode: 'Setup code',
    setupCodeHint:
      'It stands in the hub’s log. On an installed hub itself: sudo aris user setup-code, in a container without sudo',
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
