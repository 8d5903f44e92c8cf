import { HubError } from '../../domain/errors.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function diagnosticsRoutes(report: () => object): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/diagnostics',
      access: 'settings:read',
      summary:
        'How the hub is, for a report of a fault: without names, addresses and credentials. Asks for system:read, too',
      handle({ principal }) {
        if (principal?.permissions.has('system:read') !== true)
          throw new HubError('forbidden', 'This credential does not have system:read', {
            required: 'system:read',
          });
        return jsonReply(200, report());
      },
    },
  ];
}
