import type { Locks } from '../../app/people/locks.ts';
import { askerOf } from '../asker.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function lockoutRoutes(locks: Locks): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/lockouts',
      access: 'users:read',
      summary: 'Accounts and addresses that have to wait after wrong tries',
      handle() {
        const lockouts = locks.list();
        return jsonReply(200, { lockouts, metadata: { count: lockouts.length } });
      },
    },
    {
      method: 'DELETE',
      path: '/api/lockouts/{subject}',
      access: 'users:full',
      summary: 'Forgets wrong tries at an e-mail address or pin, or from an IP address',
      handle: async (request) =>
        jsonReply(200, await locks.unlock(askerOf(request), paramOf(request.params, 'subject'))),
    },
  ];
}
