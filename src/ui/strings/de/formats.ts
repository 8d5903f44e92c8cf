import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'de-DE',
  decimal: ',',
  thousands: '.',
  percent: '\u00a0%',
  minutes: (minutes) => `${minutes}\u00a0min`,
  hours: (hours) => `${hours}\u00a0h`,
  hoursAndMinutes: (hours, minutes) => `${hours}\u00a0h ${minutes}\u00a0min`,
  days: (days) => `${days}\u00a0Tage`,
};
