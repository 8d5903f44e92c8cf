import type { BrokerBook } from '../../app/broker/broker-book.ts';
import { BROKER_BODY, BROKER_CHECK_BODY, checkRequestOf } from '../../app/broker/broker-record.ts';
import { doerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

/** @param isConnected whether the hub is connected there now */
export function brokerRoutes(book: BrokerBook, isConnected: () => boolean): Route[] {
  const editable: Editable = { members: () => book.members(), events: ['broker_changed'] };
  const shown = () => jsonReply(200, { ...book.view(), connected: isConnected() });
  return [
    {
      method: 'GET',
      path: '/api/broker',
      access: 'settings:read',
      summary:
        'The broker of the hub, without its password, and whether the hub is connected there',
      editable,
      handle: shown,
    },
    {
      method: 'PUT',
      path: '/api/broker',
      access: 'settings:full',
      summary: 'Names the broker of the hub, which connects there at once',
      body: BROKER_BODY,
      editable,
      async handle(request) {
        const asked = await request.readJson(BROKER_BODY);
        await book.put(asked, doerOf(request), preconditionOf(request));
        return shown();
      },
    },
    {
      method: 'POST',
      path: '/api/broker/check',
      access: 'settings:full',
      summary: 'Tries a broker, or that which is set, says what is wrong, and changes nothing',
      body: BROKER_CHECK_BODY,
      async handle(request) {
        const asked = checkRequestOf(await request.readJson(BROKER_CHECK_BODY));
        const faults = await book.check(asked);
        return jsonReply(200, { faults, metadata: { count: faults.length } });
      },
    },
  ];
}
