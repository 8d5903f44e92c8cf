import type { Sessions } from '../../app/people/sessions.ts';
import { askerOf } from '../asker.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function sessionRoutes(sessions: Sessions): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/sessions',
      access: 'any',
      summary: "The asker's own sessions; with users:read everybody's",
      handle(request) {
        const views = sessions.list(askerOf(request));
        return jsonReply(200, { sessions: views, metadata: { count: views.length } });
      },
    },
    {
      method: 'DELETE',
      path: '/api/sessions',
      access: 'any',
      summary: "Ends all of the asker's own sessions but the one that asks",
      async handle(request) {
        return jsonReply(200, { success: true, ended: await sessions.endOthers(askerOf(request)) });
      },
    },
    {
      method: 'DELETE',
      path: '/api/sessions/{sessionId}',
      access: 'any',
      summary: "Ends a session of the asker's own; with users:full anybody's",
      async handle(request) {
        await sessions.end(askerOf(request), paramOf(request.params, 'sessionId'));
        return jsonReply(200, { success: true });
      },
    },
  ];
}
