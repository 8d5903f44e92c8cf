import type { page as English } from '../page.ts';

export const page: typeof English = {
  description: 'Verwarming, koeling en warm water van het huis',
  needsScript: 'Deze pagina heeft JavaScript nodig. Programma’s vinden hetzelfde onder /api.',
};
