/** Words about the broker, in the settings. */
export const broker = {
  title: 'MQTT broker',
  about: 'How the hub reaches its devices',
  intro:
    'The hub and its devices talk to each other over an MQTT broker, such as Mosquitto on this machine or the one of Home Assistant.',
  notYours: 'Only an owner of the house can see which broker the hub has.',
  notChangeable: 'Only an owner of the house can change it.',

  now: 'The broker',
  connected: 'Connected',
  away: 'Not connected',
  address: 'Address',
  user: 'User name',
  password: 'Password',
  authority: 'Certificate authority',
  ownAuthority: 'one of its own',
  none: 'none',
  isSet: 'set',
  connecting: 'The hub is connecting…',
  isAway:
    'The hub is not connected there, and keeps trying. Test the connection to see what is wrong.',
  test: 'Test the connection',
  works: 'All good: the hub can connect, listen and speak there.',
  bySetting: (setting: string) =>
    `${setting} names the broker: it can only be changed there, not here.`,
  virtual: 'This house is a simulated one: it needs no broker.',

  connect: 'Connect the hub',
  change: 'Change the broker',
  addressHint:
    'The name or IP address of its machine; with a port where it is not 1883, as in 192.168.1.5:1884',
  tls: 'Encrypted (TLS)',
  tlsHint: 'where the broker listens for that, mostly at port 8883',
  userHint: 'As it stands in the broker. Leave it empty where the broker asks for none.',
  passwordHint: 'It is kept encrypted on this hub, and never shown again.',
  passwordKept: 'Leave it empty to keep the one that is set.',
  passwordAgain:
    'Type the password again: the address, the user name or the certificate has changed. Without a user name there is none.',
  ca: 'Certificate of the authority',
  caHint: 'In PEM. Leave it empty where a public authority has signed the broker’s certificate.',
  keep: 'Keep it as it is',
  go: 'Test and connect',
  trying: 'Trying it. This takes a few seconds.',
  wrong: 'It was tried, and does not work yet. Nothing was changed.',
  anyway: 'Use it anyway',
  saved: 'The hub connects to this broker from now on.',

  next: 'Next: see what the hub hears there, and begin with the first room.',
  nextGo: 'Show what it hears',
};
