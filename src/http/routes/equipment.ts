import type { EquipmentViews } from '../../app/views/equipment-views.ts';
import type { Filters } from '../../app/devices/filters.ts';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  type EquipmentKind,
} from '../../domain/equipment/catalogue.ts';
import type { Faults } from '../../app/faults/faults.ts';
import { isoTime } from '../../domain/units.ts';
import { doerOf } from '../asker.ts';
import { paramOf } from '../param.ts';
import { jsonReply } from '../reply.ts';
import { keptReply } from '../kept-reply.ts';
import type { Route } from '../router.ts';

/** What there is to read of a kind: all and each, or the only one. */
function kindRoutes(equipment: EquipmentViews, kind: EquipmentKind): Route[] {
  const { key, id, model } = EQUIPMENT[kind];
  const path = `/api/${key}`;
  const what = model.toLowerCase();
  const read = (summary: string, body: () => object): Route => ({
    method: 'GET',
    path,
    access: 'equipment:read',
    summary,
    handle: keptReply(() => equipment.version(), body),
  });
  if (isSingle(kind)) return [read(`The ${what}`, () => equipment.only(kind))];
  return [
    read(`All ${what}s`, () => {
      const views = equipment.list(kind);
      return { [key]: views, metadata: { count: views.length } };
    }),
    {
      method: 'GET',
      path: `${path}/{${id}}`,
      access: 'equipment:read',
      summary: `One ${what}`,
      handle: ({ params }) => jsonReply(200, equipment.get(kind, paramOf(params, id))),
    },
  ];
}

export function equipmentRoutes(
  equipment: EquipmentViews,
  filters: Pick<Filters, 'reset'>,
  faults: Pick<Faults, 'list'>,
): Route[] {
  return [
    ...EQUIPMENT_KINDS.flatMap((kind) => kindRoutes(equipment, kind)),
    {
      method: 'POST',
      path: '/api/fcus/{fcuId}/filter-reset',
      access: 'equipment:full',
      summary: 'Notes that the filter of a fan coil unit was changed now',
      async handle(request) {
        const fcuId = paramOf(request.params, 'fcuId');
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
