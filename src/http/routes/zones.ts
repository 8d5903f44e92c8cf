import { SCHEDULE, type Schedules } from '../../app/zones/schedules.ts';
import type { ZoneViews } from '../../app/views/zone-views.ts';
import { ZONE_COMMAND, type ZoneCommands } from '../../app/zones/zone-commands.ts';
import type { ZoneView } from '../../domain/zone-view.ts';
import { doerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import type { Reply, Request } from '../exchange.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

export function zoneRoutes(
  zones: ZoneViews,
  zoneCommands: ZoneCommands,
  schedules: Schedules,
): Route[] {
  const schedule: Editable = {
    members: ({ zoneId = '' }) => ({ entries: schedules.get(zoneId).entries }),
    events: ['schedule_changed'],
    param: 'zoneId',
  };
  // Pollers ask far more often than anything changes: the answer is written once per change.
  let list: { readonly version: number; readonly reply: Reply } | undefined;

  function listOf(views: readonly ZoneView[]): Reply {
    return jsonReply(200, { zones: views, metadata: { count: views.length } });
  }

  function listReply({ principal }: Request): Reply {
    const own = principal?.zones;
    if (own !== undefined) return listOf(zones.list().filter(({ zoneId }) => own.has(zoneId)));
    const version = zones.version();
    if (list?.version !== version) {
      list = { version, reply: listOf(zones.list()) };
    }
    return list.reply;
  }

  return [
    {
      method: 'GET',
      path: '/api/zones',
      access: 'zones:read',
      isZoned: true,
      summary: 'All zones',
      handle: listReply,
    },
    {
      method: 'GET',
      path: '/api/zones/{zoneId}',
      access: 'zones:read',
      isZoned: true,
      summary: 'One zone',
      handle: ({ params }) => jsonReply(200, { zone: zones.get(paramOf(params, 'zoneId')) }),
    },
    {
      method: 'POST',
      path: '/api/zones/{zoneId}/command',
      access: 'zones:full',
      isZoned: true,
      isForPanel: true,
      summary: 'Sets mode, setpoints, or both, perhaps for a time; or resumes the schedule',
      body: ZONE_COMMAND,
      example: { mode: 'heat', tempHeatSetC: 21.5, durationMinutes: 90 },
      async handle(request) {
        const zoneId = paramOf(request.params, 'zoneId');
        zones.get(zoneId);
        const command = await request.readJson(ZONE_COMMAND);
        const applied = await zoneCommands.command(zoneId, command, doerOf(request));
        const { mode, tempHeatSetC, tempCoolSetC, until, resumeSchedule } = applied;
        return jsonReply(200, {
          success: true,
          zoneId,
          command: {
            mode,
            temp_heat_set_c: tempHeatSetC,
            temp_cool_set_c: tempCoolSetC,
            until,
            resume_schedule: resumeSchedule,
          },
        });
      },
    },
    {
      method: 'GET',
      path: '/api/zones/{zoneId}/schedule',
      access: 'zones:read',
      isZoned: true,
      summary: 'The weekly schedule of a zone, and what it sets next',
      editable: schedule,
      handle: ({ params }) => jsonReply(200, schedules.get(paramOf(params, 'zoneId'))),
    },
    {
      method: 'PUT',
      path: '/api/zones/{zoneId}/schedule',
      access: 'zones:full',
      isZoned: true,
      summary: 'Replaces the weekly schedule of a zone',
      body: SCHEDULE,
      example: { entries: [{ days: ['mon', 'tue'], at: '06:30', tempHeatSetC: 21 }] },
      editable: schedule,
      async handle(request) {
        const zoneId = paramOf(request.params, 'zoneId');
        zones.get(zoneId);
        const { entries } = await request.readJson(SCHEDULE);
        const precondition = preconditionOf(request);
        const view = await schedules.put(zoneId, entries, doerOf(request), precondition);
        return jsonReply(200, view);
      },
    },
  ];
}
