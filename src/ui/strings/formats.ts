/** How numbers and lengths of time are written. What Intl knows of itself is not here. */
export const formats = {
  /** Where the browser does not say which place's. */
  locale: 'en-GB',
  // Not by Intl, whose first number takes a slow phone as long as ten zones.
  decimal: '.',
  thousands: ',',
  /** The sign with what stands before it. */
  percent: '%',
  minutes: (minutes: number) => `${minutes}\u00a0min`,
  hours: (hours: number) => `${hours}\u00a0h`,
  hoursAndMinutes: (hours: number, minutes: number) => `${hours}\u00a0h ${minutes}\u00a0min`,
  days: (days: number) => `${days}\u00a0days`,
};
