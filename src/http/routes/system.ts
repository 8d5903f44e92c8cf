import * as v from 'valibot';
import type { SurplusRequests } from '../../app/house/surplus-requests.ts';
import { SYSTEM_COMMAND, type SystemModeStore } from '../../app/house/system-mode.ts';
import type { SystemView } from '../../app/views/system-view.ts';
import { SURPLUS_LEVELS } from '../../domain/control/surplus.ts';
import type { Doer } from '../../domain/doer.ts';
import { invalid } from '../../domain/errors.ts';
import { doerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

/** Either the mode of the house, or the surplus level of SG-Ready. */
const COMMAND = v.strictObject({
  ...SYSTEM_COMMAND.entries,
  surplusLevel: v.optional(
    v.pipe(
      v.picklist(SURPLUS_LEVELS),
      v.description('1 blocks, 2 is normal, 3 recommends to run, 4 takes all; with `until` alone'),
    ),
  ),
});

export function systemRoutes(
  { system, surplus }: { readonly system: SystemModeStore; readonly surplus: SurplusRequests },
  view: () => SystemView,
): Route[] {
  async function command(
    { surplusLevel, until, ...others }: v.InferOutput<typeof COMMAND>,
    doer: Doer,
  ): Promise<object> {
    if (surplusLevel === undefined) return system.command({ ...others, until }, doer);
    if (Object.values(others).some((other) => other !== undefined))
      throw invalid('surplusLevel', 'surplusLevel goes with until alone');
    return surplus.command(surplusLevel, until, doer);
  }

  return [
    {
      method: 'GET',
      path: '/api/system',
      access: 'system:read',
      isZoned: true,
      summary: 'The hub, and the mode of the house',
      handle: () => jsonReply(200, view()),
    },
    {
      method: 'POST',
      path: '/api/system/command',
      access: 'system:full',
      summary:
        'Sets the mode of the house, or the surplus level, perhaps for a time; a vacation may be planned ahead',
      body: COMMAND,
      async handle(request) {
        const asked = await request.readJson(COMMAND);
        const applied = await command(asked, doerOf(request));
        return jsonReply(200, { success: true, command: applied });
      },
    },
  ];
}
