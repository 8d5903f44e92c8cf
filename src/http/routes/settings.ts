import { SETTINGS_PATCH, type HouseSettingsStore } from '../../app/house/house-settings.ts';
import { doerOf } from '../asker.ts';
import { preconditionOf } from '../if-match.ts';
import { jsonReply } from '../reply.ts';
import type { Editable, Route } from '../router.ts';

export function settingsRoutes(settings: HouseSettingsStore): Route[] {
  const editable: Editable = {
    members: () => ({ ...settings.get() }),
    events: ['settings_changed'],
  };
  return [
    {
      method: 'GET',
      path: '/api/settings',
      access: 'settings:read',
      summary: 'What is set for the whole house',
      editable,
      handle: () => jsonReply(200, settings.get()),
    },
    {
      method: 'PATCH',
      path: '/api/settings',
      access: 'settings:full',
      summary: 'Changes any of the settings; answers with all',
      body: SETTINGS_PATCH,
      editable,
      async handle(request) {
        const patch = await request.readJson(SETTINGS_PATCH);
        return jsonReply(
          200,
          await settings.patch(patch, doerOf(request), preconditionOf(request)),
        );
      },
    },
  ];
}
