import { DHW_COMMAND, type DhwRequests } from '../../app/house/dhw-requests.ts';
import { doerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function dhwRoutes(dhwRequests: Pick<DhwRequests, 'command'>): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/dhw/command',
      access: 'equipment:full',
      isForPanel: true,
      summary: 'Sets the hot water, boosts it for a time, or asks for a disinfection',
      body: DHW_COMMAND,
      async handle(request) {
        const command = await request.readJson(DHW_COMMAND);
        const applied = await dhwRequests.command(command, doerOf(request));
        const { dhwId, targetTempC, boostMinutes, boostUntil, sanitize, recirc } = applied;
        return jsonReply(200, {
          success: true,
          dhwId,
          command: {
            target_temp_c: targetTempC,
            boost_minutes: boostMinutes,
            boost_until: boostUntil,
            sanitize,
            recirc,
          },
        });
      },
    },
  ];
}
