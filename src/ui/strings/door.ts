/** Words of the first visit and of signing in. */
export const door = {
  signIn: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  withPin: 'Use the household PIN',
  withAccount: 'Use an account',
  pin: 'Household PIN',
  pinHint: 'For panels on the wall: it sets temperatures and nothing else.',
  forgotten: 'Forgotten? On an installed hub itself, run:',
  forgottenCommand: (email: string) => `sudo aris user passwd ${email}`,
  welcome: {
    title: 'Welcome home',
    intro: 'This hub has no owner yet. Make your account; it stays on this hub.',
    setupCode: 'Setup code',
    setupCodeHint:
      'It stands in the hub’s log. On an installed hub itself: sudo aris user setup-code',
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
