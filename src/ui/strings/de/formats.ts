import type { formats as English } from '../formats.ts';

export const formats: typeof English = {
  locale: 'de-DE',
  decimal: ',',
  thousands: '.',
  minutes: (minutes) => `${minutes} min`,
  hours: (hours) => `${hours} h`,
  hoursAndMinutes: (hours, minutes) => `${hours} h ${minutes} min`,
  days: (days) => `${days} Tage`,
};
