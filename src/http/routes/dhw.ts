import { DHW_COMMAND, type DhwRequests } from '../../app/house/dhw-requests.ts';
import { DHW_SCHEDULE, type DhwSchedule } from '../../app/house/dhw-schedule.ts';
import { doerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import { preconditionOf } from '../if-match.ts';
import type { Editable, Route } from '../router.ts';

export function dhwRoutes(
  dhwRequests: Pick<DhwRequests, 'command'>,
  schedule: Pick<DhwSchedule, 'get' | 'put'>,
): Route[] {
  const editable: Editable = {
    members: () => ({ entries: schedule.get().entries }),
    events: ['schedule_changed'],
  };
  return [
    {
      method: 'GET',
      path: '/api/dhw/schedule',
      access: 'equipment:read',
      summary: 'When the hot water is kept at its target, and what is next',
      editable,
      handle: () => jsonReply(200, schedule.get()),
    },
    {
      method: 'PUT',
      path: '/api/dhw/schedule',
      access: 'equipment:full',
      summary: 'Replaces the weekly schedule of the hot water',
      body: DHW_SCHEDULE,
      editable,
      async handle(request) {
        const { entries } = await request.readJson(DHW_SCHEDULE);
        return jsonReply(
          200,
          await schedule.put(entries, doerOf(request), preconditionOf(request)),
        );
      },
    },
    {
      method: 'POST',
      path: '/api/dhw/command',
      access: 'equipment:full',
      isForPanel: true,
      summary: 'Sets the hot water, boosts it for a time, or asks for a disinfection',
      body: DHW_COMMAND,
      example: { targetTempC: 52, boostMinutes: 60 },
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
