import { SYSTEM_COMMAND, type System } from '../../app/system.ts';
import type { SystemView } from '../../app/system-view.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function systemRoutes(system: System, view: () => SystemView): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/system',
      access: 'system:read',
      isZoned: true,
      summary: 'The hub, and the mode of the house',
      handle: () => jsonReply(200, view()),
    },
    {
      method: 'POST',
      path: '/api/system/command',
      access: 'system:full',
      summary: 'Sets the mode of the house, perhaps for a time; a vacation may be planned ahead',
      body: SYSTEM_COMMAND,
      async handle(request) {
        const { principal } = request;
        const command = await request.readJson(SYSTEM_COMMAND);
        const applied = await system.command(command, principal?.id ?? 'http');
        return jsonReply(200, { success: true, command: applied });
      },
    },
  ];
}
