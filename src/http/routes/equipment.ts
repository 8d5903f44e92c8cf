import type { EquipmentViews } from '../../app/views/equipment-views.ts';
import type { Filters } from '../../app/devices/filters.ts';
import type { Faults } from '../../app/faults/faults.ts';
import { isoTime } from '../../domain/units.ts';
import { doerOf } from '../asker.ts';
import { jsonReply } from '../reply.ts';
import { keptReply } from '../kept-reply.ts';
import type { Route } from '../router.ts';

/** Kinds of which a house has several: their word in paths, the name of their id, and how people call them. */
const SEVERAL = [
  { kind: 'fcu', word: 'fcus', id: 'fcuId', title: 'fan coil unit', titles: 'fan coil units' },
  { kind: 'heatpump', word: 'heatpumps', id: 'hpId', title: 'heat pump', titles: 'heat pumps' },
] as const;
/** Kinds of which it has at most one. */
const ONE = [
  { kind: 'hcu', title: 'The hydronic control unit' },
  { kind: 'dhw', title: 'The hot water tank' },
  { kind: 'tes', title: 'The buffer tank' },
] as const;

export function equipmentRoutes(
  equipment: EquipmentViews,
  filters: Pick<Filters, 'reset'>,
  faults: Pick<Faults, 'list'>,
): Route[] {
  const several = SEVERAL.flatMap(({ kind, word, id, title, titles }): Route[] => [
    {
      method: 'GET',
      path: `/api/${word}`,
      access: 'equipment:read',
      summary: `All ${titles}`,
      handle: keptReply(
        () => equipment.version(),
        () => {
          const views = equipment.list(kind);
          return { [word]: views, metadata: { count: views.length } };
        },
      ),
    },
    {
      method: 'GET',
      path: `/api/${word}/{${id}}`,
      access: 'equipment:read',
      summary: `One ${title}`,
      handle: ({ params }) => jsonReply(200, equipment.get(kind, params[id] ?? '')),
    },
  ]);
  const one = ONE.map(({ kind, title }): Route => ({
    method: 'GET',
    path: `/api/${kind}`,
    access: 'equipment:read',
    summary: title,
    handle: keptReply(
      () => equipment.version(),
      () => equipment.only(kind),
    ),
  }));
  return [
    ...several,
    ...one,
    {
      method: 'POST',
      path: '/api/fcus/{fcuId}/filter-reset',
      access: 'equipment:full',
      summary: 'Notes that the filter of a fan coil unit was changed now',
      async handle(request) {
        const fcuId = request.params['fcuId'] ?? '';
        const changedMs = await filters.reset(fcuId, doerOf(request));
        return jsonReply(200, { success: true, fcuId, filterLastChangedTs: isoTime(changedMs) });
      },
    },
    {
      method: 'GET',
      path: '/api/faults',
      access: 'equipment:read',
      summary: 'The active faults that devices report and that control finds, newest first',
      handle() {
        const all = faults.list();
        return jsonReply(200, { faults: all, metadata: { count: all.length } });
      },
    },
  ];
}
