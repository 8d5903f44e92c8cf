import * as v from 'valibot';
import type { Pin } from '../../app/people/pin.ts';
import { askerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const NEW_PIN = v.strictObject({ pin: v.string() });

export function pinRoutes(pin: Pin): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/settings/pin',
      access: 'settings:read',
      summary: 'Whether panels can sign in with a PIN',
      handle: () => jsonReply(200, pin.state()),
    },
    {
      method: 'PUT',
      path: '/api/settings/pin',
      access: 'settings:full',
      summary: 'Sets the PIN, which ends the sessions of panels',
      body: NEW_PIN,
      async handle(request) {
        await pin.set(askerOf(request), (await request.readJson(NEW_PIN)).pin);
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
