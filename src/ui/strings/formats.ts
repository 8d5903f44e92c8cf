/** How numbers and lengths of time are written. What Intl knows of itself is not here. */
export const formats = {
  /** Where the browser does not say which place's. */
  locale: 'en-GB',
  // Not by Intl, whose first number takes a slow phone as long as ten zones.
  decimal: '.',
  thousands: ',',
  minutes: (minutes: number) => `${minutes} min`,
  hours: (hours: number) => `${hours} h`,
  hoursAndMinutes: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  days: (days: number) => `${days} days`,
};
