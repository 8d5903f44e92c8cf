import type { Health } from '../../app/diagnostics/health.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

/** Open to all: they say how the hub does, and nothing of the house. */
export function healthRoutes(health: Health, isReady: () => boolean): Route[] {
  return [
    {
      method: 'GET',
      path: '/health',
      access: 'open',
      anyHost: true,
      summary: 'How the hub does',
      // 200 whatever it says: the answer is the body's.
      handle: () => jsonReply(200, health.report()),
    },
    {
      method: 'GET',
      path: '/ready',
      access: 'open',
      anyHost: true,
      summary: 'Whether store and house are loaded',
      handle: () =>
        isReady() ? jsonReply(200, { status: 'ready' }) : jsonReply(503, { status: 'starting' }),
    },
  ];
}
