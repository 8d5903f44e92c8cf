import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'nl-NL',
  decimal: ',',
  thousands: '.',
  percent: '%',
  minutes: (minutes) => `${minutes}\u00a0min`,
  hours: (hours) => `${hours}\u00a0u`,
  hoursAndMinutes: (hours, minutes) => `${hours}\u00a0u ${minutes}\u00a0min`,
  days: (days) => `${days}\u00a0dagen`,
};
