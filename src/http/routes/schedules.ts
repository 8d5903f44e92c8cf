/** The schedules of all zones together, and those that are kept to be given to zones. */
import { SCHEDULE_TEMPLATE, type ScheduleTemplates } from '../../app/zones/schedule-templates.ts';
import {
  SCHEDULE_FOR_ZONES,
  type ScheduleView,
  type Schedules,
} from '../../app/zones/schedules.ts';
import { doerOf } from '../asker.ts';
import type { Reply } from '../exchange.ts';
import { etagOf, preconditionOf } from '../if-match.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

/** A schedule in a list: with the ETag that its own path answers, to be changed on condition without being read again. */
export interface ListedSchedule extends ScheduleView {
  readonly etag: string;
}

function listReply(views: readonly ScheduleView[]): Reply {
  const schedules = views.map((view): ListedSchedule => {
    return { ...view, etag: etagOf({ entries: view.entries }) };
  });
  return jsonReply(200, { schedules, metadata: { count: schedules.length } });
}

export function scheduleRoutes(schedules: Schedules): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/schedules',
      access: 'zones:read',
      isZoned: true,
      summary: 'The weekly schedules of all zones, and what each sets next',
      handle({ principal }) {
        const own = principal?.zones;
        const all = schedules.list();
        return listReply(own === undefined ? all : all.filter(({ zoneId }) => own.has(zoneId)));
      },
    },
    {
      method: 'POST',
      path: '/api/schedules/apply',
      access: 'zones:full',
      summary: 'Gives several zones one weekly schedule, each as far as it can have it',
      body: SCHEDULE_FOR_ZONES,
      example: {
        zoneIds: ['living', 'bath'],
        entries: [{ days: ['mon', 'tue'], at: '06:30', tempHeatSetC: 21 }],
      },
      async handle(request) {
        const { zoneIds, entries } = await request.readJson(SCHEDULE_FOR_ZONES);
        return listReply(await schedules.apply(zoneIds, entries, doerOf(request)));
      },
    },
  ];
}

const TEMPLATE_PATH = '/api/schedule-templates/{templateId}';

export function scheduleTemplateRoutes(templates: ScheduleTemplates): Route[] {
  const editable: Editable = {
    members({ templateId = '' }) {
      const { name, entries } = templates.get(templateId);
      return { name, entries };
    },
    events: ['schedule_template_changed'],
    param: 'templateId',
  };
  return [
    {
      method: 'GET',
      path: '/api/schedule-templates',
      access: 'zones:read',
      summary: 'Weekly schedules that are kept under a name, to be given to zones',
      handle() {
        const all = templates.list();
        return jsonReply(200, { templates: all, metadata: { count: all.length } });
      },
    },
    {
      method: 'POST',
      path: '/api/schedule-templates',
      access: 'zones:full',
      summary: 'Keeps a weekly schedule under a name',
      isCreation: true,
      body: SCHEDULE_TEMPLATE,
      example: {
        name: 'At the office',
        entries: [{ days: ['mon', 'tue'], at: '06:30', tempHeatSetC: 21 }],
      },
      async handle(request) {
        const draft = await request.readJson(SCHEDULE_TEMPLATE);
        return jsonReply(201, await templates.create(draft, doerOf(request)));
      },
    },
    {
      method: 'GET',
      path: TEMPLATE_PATH,
      access: 'zones:read',
      summary: 'One schedule that is kept under a name',
      editable,
      handle: ({ params }) => jsonReply(200, templates.get(paramOf(params, 'templateId'))),
    },
    {
      method: 'PUT',
      path: TEMPLATE_PATH,
      access: 'zones:full',
      summary:
        'Replaces a schedule that is kept under a name; zones that were given it keep theirs',
      body: SCHEDULE_TEMPLATE,
      editable,
      async handle(request) {
        const id = paramOf(request.params, 'templateId');
        const draft = await request.readJson(SCHEDULE_TEMPLATE);
        const doer = doerOf(request);
        return jsonReply(200, await templates.put(id, draft, doer, preconditionOf(request)));
      },
    },
    {
      method: 'DELETE',
      path: TEMPLATE_PATH,
      access: 'zones:full',
      summary: 'Removes a schedule that is kept under a name; zones that were given it keep theirs',
      async handle(request) {
        await templates.remove(paramOf(request.params, 'templateId'), doerOf(request));
        return jsonReply(200, { success: true });
      },
    },
  ];
}
