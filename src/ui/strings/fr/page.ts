import type { page as English } from '../page.ts';

export const page: typeof English = {
  description: 'Le chauffage, le rafraîchissement et l’eau chaude de la maison',
  needsScript:
    'Cette page a besoin de JavaScript. Les programmes trouvent la même chose sous /api.',
};
