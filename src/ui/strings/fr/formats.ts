import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'fr-FR',
  decimal: ',',
  thousands: '\u202f',
  minutes: (minutes) => `${minutes} min`,
  hours: (hours) => `${hours} h`,
  hoursAndMinutes: (hours, minutes) => `${hours} h ${minutes} min`,
  days: (days) => `${days} jours`,
};
