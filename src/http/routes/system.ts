import { SYSTEM_COMMAND, type System } from '../../app/system.ts';
import type { Settings } from '../../app/settings.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

/** Raised when a client has to know of it: when a documented field changes its meaning or goes. */
const API_LEVEL = 1;

export interface SystemFacts {
  readonly serial: string;
  readonly version: string;
  readonly isVirtual: boolean;
  /** An IANA name: the house's. Schedules are in its time. */
  readonly timeZone: () => string;
}

export function systemRoutes(system: System, settings: Settings, facts: SystemFacts): Route[] {
  const { serial, version, isVirtual, timeZone } = facts;
  return [
    {
      method: 'GET',
      path: '/api/system',
      access: 'system:read',
      isZoned: true,
      summary: 'The hub, and the mode of the house',
      handle: () =>
        jsonReply(200, {
          name: settings.get().name,
          ...{ serial, version, apiLevel: API_LEVEL },
          ...system.view(),
          timeZone: timeZone(),
          virtual: isVirtual,
        }),
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
