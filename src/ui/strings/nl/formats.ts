import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'nl-NL',
  decimal: ',',
  thousands: '.',
  minutes: (minutes) => `${minutes} min`,
  hours: (hours) => `${hours} u`,
  hoursAndMinutes: (hours, minutes) => `${hours} u ${minutes} min`,
  days: (days) => `${days} dagen`,
};
