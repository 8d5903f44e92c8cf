/** Words of the panel on the wall. */
export const panel = {
  touch: 'Touch to wake',
  /** @param time when the hub said its last word */
  asOf: (time: string) => `as of ${time}`,
  leave: 'Leave the panel: whole page',
  choices: {
    open: 'This panel',
    title: 'This panel',
    text: 'Kept in this browser alone.',
    room: 'The room it hangs in',
    dim: 'Dim after a minute without a touch',
    dims: { night: 'At night', always: 'Always', never: 'Never' },
    from: 'Night from',
    to: 'Until',
  },
  setUp: {
    title: 'Wall panel',
    about: 'For a tablet on the wall',
    intro:
      'The house at a glance, large and with few controls: the time, the rooms, the hot water. At night it dims, and wakes at a touch.',
    steps: [
      'On the tablet, open this address.',
      'Sign in with the household PIN: then it sets rooms and hot water, and nothing else. With the account of a member it has Home and Away as well.',
      'Touch “This panel” and choose the room it hangs in, and when it dims.',
    ],
    address: 'Address of the panel',
    pin: 'Household PIN',
    show: 'Show it here',
  },
};
