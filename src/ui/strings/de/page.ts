import type { page as English } from '../page.ts';

export const page: typeof English = {
  description: 'Heizung, Kühlung und Warmwasser des Hauses',
  needsScript: 'Diese Seite braucht JavaScript. Programme finden dasselbe unter /api.',
};
