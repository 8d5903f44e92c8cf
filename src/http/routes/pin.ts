import * as v from 'valibot';
import type { Pin } from '../../app/people/pin.ts';
import { askerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

const NEW_PIN = v.strictObject({ pin: v.string() });

export function pinRoutes(pin: Pin): Route[] {
  const editable: Editable = { members: () => pin.editable(), events: ['pin_changed'] };
  return [
    {
      method: 'GET',
      path: '/api/settings/pin',
      access: 'settings:read',
      summary: 'Whether panels can sign in with a PIN',
      editable,
      handle: () => jsonReply(200, pin.state()),
    },
    {
      method: 'PUT',
      path: '/api/settings/pin',
      access: 'settings:full',
      summary: 'Sets the PIN, which ends the sessions of panels',
      body: NEW_PIN,
      editable,
      async handle(request) {
        const { pin: text } = await request.readJson(NEW_PIN);
        await pin.set(askerOf(request), text, preconditionOf(request));
        return jsonReply(200, pin.state());
      },
    },
    {
      method: 'DELETE',
      path: '/api/settings/pin',
      access: 'settings:full',
      summary: 'Removes the PIN, which ends the sessions of panels',
      async handle(request) {
        await pin.remove(askerOf(request));
        return jsonReply(200, pin.state());
      },
    },
  ];
}
