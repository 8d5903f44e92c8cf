import type { Notices } from '../../app/people/notices.ts';
import { HubError } from '../../domain/errors.ts';
import { askerOf } from '../asker.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const EVENT_ID = /^\d{1,12}$/;

function idOf(text: string): number {
  if (!EVENT_ID.test(text)) throw new HubError('not_found', 'Notice not found', { noticeId: text });
  return Number(text);
}

export function noticeRoutes(notices: Notices): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/notices',
      access: 'audit:read',
      summary: 'Events that owners are to notice, newest first, without those the asker dismissed',
      handle(request) {
        const events = notices.listFor(askerOf(request));
        return jsonReply(200, { notices: events, metadata: { count: events.length } });
      },
    },
    {
      method: 'DELETE',
      path: '/api/notices',
      access: 'audit:read',
      summary: 'Dismisses all notices, for the owner who asks',
      async handle(request) {
        await notices.dismiss(askerOf(request));
        return jsonReply(200, { success: true });
      },
    },
    {
      method: 'DELETE',
      path: '/api/notices/{noticeId}',
      access: 'audit:read',
      summary: 'Dismisses a notice, for the owner who asks; its id is that of the event',
      async handle(request) {
        await notices.dismiss(askerOf(request), idOf(paramOf(request.params, 'noticeId')));
        return jsonReply(200, { success: true });
      },
    },
  ];
}
