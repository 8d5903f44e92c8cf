import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'fr-FR',
  decimal: ',',
  thousands: '\u202f',
  percent: '\u202f%',
  minutes: (minutes) => `${minutes}\u00a0min`,
  hours: (hours) => `${hours}\u00a0h`,
  hoursAndMinutes: (hours, minutes) => `${hours}\u00a0h ${minutes}\u00a0min`,
  days: (days) => `${days}\u00a0jours`,
};
