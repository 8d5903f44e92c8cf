/** What zones and equipment were. Zones as documented; equipment in the same way. */
import * as v from 'valibot';
import type { EquipmentViews } from '../../app/views/equipment-views.ts';
import { pointFields, type History } from '../../app/history/history.ts';
import type { ZoneTrends } from '../../app/history/zone-trends.ts';
import type { ZoneViews } from '../../app/views/zone-views.ts';
import type { Permission } from '../../domain/access.ts';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  type EquipmentKind,
} from '../../domain/equipment/catalogue.ts';
import type { SeriesKind } from '../../domain/history/columns.ts';
import { LIMITS } from '../../domain/limits.ts';
import { HOUR_MS, parseInstant } from '../../domain/units.ts';
import { packedReply } from '../encoding.ts';
import type { Reply, Request } from '../exchange.ts';
import { instant, readQuery, whole } from '../query.ts';
import { JSON_TYPE } from '../reply.ts';
import { tableOr, type CsvTable } from '../table.ts';
import type { Route } from '../router.ts';

const QUERY = v.strictObject({
  start: v.optional(instant('The first instant; `hours` before the end where there is none')),
  end: v.optional(instant('The first instant that is past the range; now where there is none')),
  hours: v.optional(whole(1, Math.floor(LIMITS.historySpanMs / HOUR_MS))),
  fields: v.optional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.maxLength(1_000),
      v.description('Fields of the points, by commas; with Min or Max after them the extremes'),
    ),
  ),
});

/** The history of the one device of its kind is that of what the house has now. */
interface Target {
  readonly kind: SeriesKind;
  readonly path: string;
  readonly idName: string;
  readonly access: Permission;
  /** @throws HubError `not_found` */
  readonly find: (params: Readonly<Record<string, string>>) => string;
}

function targets(zones: ZoneViews, equipment: EquipmentViews): Target[] {
  const access = 'equipment:read';
  const ofKind = (kind: EquipmentKind): Target => {
    const { key, id: idName } = EQUIPMENT[kind];
    const target = { kind, idName, access } as const;
    if (isSingle(kind)) {
      const find = () => equipment.only(kind)[idName] as string;
      return { ...target, find, path: `/api/${key}/history` };
    }
    return {
      ...target,
      path: `/api/${key}/{${idName}}/history`,
      find: ({ [idName]: id = '' }) => {
        equipment.get(kind, id);
        return id;
      },
    };
  };
  return [
    {
      kind: 'zone',
      idName: 'zoneId',
      access: 'history:read',
      path: '/api/zones/{zoneId}/history',
      find: ({ zoneId = '' }) => zones.get(zoneId).zoneId,
    },
    ...EQUIPMENT_KINDS.map(ofKind),
  ];
}

const VARY = ['Vary', 'Accept-Encoding'];

function trendsRoute(trends: ZoneTrends): Route {
  return {
    method: 'GET',
    path: '/api/zone-trends',
    access: 'history:read',
    isZoned: true,
    summary: 'How warm each zone was over the last 24 hours, all of them in one answer',
    async handle(request) {
      const own = request.principal?.zones;
      const list = await trends.list();
      const zones = list.zones.filter(({ zoneId }) => own?.has(zoneId) !== false);
      const text = `${JSON.stringify({ ...list, zones })}\n`;
      return packedReply(request.header('accept-encoding'), JSON_TYPE, Buffer.from(text), VARY);
    },
  };
}

export function historyRoutes(deps: {
  history: Pick<History, 'query'>;
  zoneTrends: ZoneTrends;
  zones: ZoneViews;
  equipment: EquipmentViews;
}): Route[] {
  const { history, zones, equipment } = deps;

  function answer({ kind, idName, find }: Target, request: Request): Reply | Promise<Reply> {
    const id = find(request.params);
    const { start = '', end = '', hours, fields } = readQuery(request.query, QUERY);
    const asked = {
      startMs: parseInstant(start),
      endMs: parseInstant(end),
      hours,
      fields: fields?.split(','),
    };
    const found = history.query(kind, id, asked);
    const table = (): CsvTable => ({
      columns: ['timestamp', ...pointFields(kind, asked.fields)],
      rows: found.points,
      warning: found.warning,
    });
    return tableOr(request, { [idName]: id, ...found }, table);
  }

  const ofEach = targets(zones, equipment).map((target): Route => {
    const { kind, path, access } = target;
    return {
      method: 'GET',
      path,
      access,
      query: QUERY,
      ...(kind === 'zone' && { isZoned: true }),
      summary: `What the ${kind} was: by the minute, and more coarsely the longer the range or ago`,
      handle: (request) => answer(target, request),
    };
  });
  return [...ofEach, trendsRoute(deps.zoneTrends)];
}
