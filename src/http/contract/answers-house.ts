/** What the routes of the house, its zones, devices, state and events answer. */
import * as v from 'valibot';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  type EquipmentKind,
} from '../../domain/equipment/catalogue.ts';
import { JSON_TYPE } from '../reply.ts';
import { file, json, jsonOrCsv, UNCHANGED, type Answers } from './answer.ts';
import { BROKER, BROKER_CHECKED } from './broker.ts';
import { listOf, SUCCESS } from './describe.ts';
import { DEVICE, EQUIPMENT_SCHEMAS, STANDING_FAULT } from './equipment.ts';
import { EVENT, EVENT_PAGE } from './events.ts';
import { FOUND_DEVICES } from './found.ts';
import { ENERGY_REPORT, HISTORIES, ZONE_TRENDS } from './history.ts';
import * as house from './house.ts';
import * as document from './house-document.ts';
import { STATE, STREAM_MESSAGE } from './live.ts';

function equipmentAnswers(kind: EquipmentKind): Answers {
  const { key, id } = EQUIPMENT[kind];
  const schema = EQUIPMENT_SCHEMAS[kind];
  const history = jsonOrCsv(HISTORIES[kind], 'not_found');
  if (isSingle(kind))
    return {
      [`GET /api/${key}`]: json(schema, 'not_found'),
      [`GET /api/${key}/history`]: history,
    };
  const one = `/api/${key}/{${id}}`;
  return {
    [`GET /api/${key}`]: json(listOf(key, schema)),
    [`GET ${one}`]: json(schema),
    [`GET ${one}/history`]: history,
  };
}

const ZONE_PATH = '/api/zones/{zoneId}';
const TEMPLATE_PATH = '/api/schedule-templates/{templateId}';
export const HOUSE: Answers = {
  'GET /api/zones': json(listOf('zones', house.ZONE)),
  [`GET ${ZONE_PATH}`]: json(v.object({ zone: house.ZONE })),
  [`POST ${ZONE_PATH}/command`]: json(house.ZONE_COMMANDED),
  [`GET ${ZONE_PATH}/schedule`]: json(house.SCHEDULE_VIEW),
  [`PUT ${ZONE_PATH}/schedule`]: json(house.SCHEDULE_VIEW),
  'GET /api/schedules': json(listOf('schedules', house.LISTED_SCHEDULE)),
  'POST /api/schedules/apply': json(listOf('schedules', house.LISTED_SCHEDULE), 'not_found'),
  'GET /api/schedule-templates': json(listOf('templates', house.SCHEDULE_TEMPLATE)),
  'POST /api/schedule-templates': json(house.SCHEDULE_TEMPLATE, 'conflict'),
  [`GET ${TEMPLATE_PATH}`]: json(house.SCHEDULE_TEMPLATE),
  [`PUT ${TEMPLATE_PATH}`]: json(house.SCHEDULE_TEMPLATE, 'conflict'),
  [`DELETE ${TEMPLATE_PATH}`]: json(SUCCESS),
  'GET /api/dhw/schedule': json(house.DHW_SCHEDULE_VIEW, 'not_found'),
  'PUT /api/dhw/schedule': json(house.DHW_SCHEDULE_VIEW, 'not_found'),
  [`GET ${ZONE_PATH}/history`]: jsonOrCsv(HISTORIES.zone),
  'GET /api/zone-trends': json(ZONE_TRENDS),
  'GET /api/system': json(house.SYSTEM),
  'POST /api/system/command': json(house.SYSTEM_COMMANDED),
  'GET /api/house': json(document.HOUSE_DOCUMENT),
  'PUT /api/house': json(document.HOUSE_DOCUMENT, 'conflict'),
  'POST /api/house/check': { ...json(document.HOUSE_FAULTS), keepsNothing: true },
  'GET /api/house/versions': json(document.HOUSE_VERSIONS),
  'GET /api/house/versions/{version}': json(document.HOUSE_VERSION_WHOLE),
  'POST /api/house/undo': json(document.HOUSE_VERSION, 'conflict'),
  'POST /api/house/redo': json(document.HOUSE_VERSION, 'conflict'),
  'POST /api/house/versions/{version}/restore': json(document.HOUSE_VERSION, 'conflict'),
  'GET /api/broker': json(BROKER),
  'PUT /api/broker': json(BROKER, 'conflict', 'unavailable'),
  'POST /api/broker/check': { ...json(BROKER_CHECKED, 'conflict'), keepsNothing: true },
  'GET /api/settings': json(house.SETTINGS),
  'PATCH /api/settings': json(house.SETTINGS),
  ...Object.fromEntries(EQUIPMENT_KINDS.flatMap((kind) => Object.entries(equipmentAnswers(kind)))),
  'POST /api/fcus/{fcuId}/filter-reset': json(house.FILTER_RESET),
  'POST /api/dhw/command': json(house.DHW_COMMANDED, 'not_found'),
  'GET /api/equipment': json(listOf('equipment', DEVICE)),
  'GET /api/found-devices': json(FOUND_DEVICES),
  'GET /api/faults': json(listOf('faults', STANDING_FAULT)),
  'GET /api/energy': jsonOrCsv(ENERGY_REPORT, 'not_found'),
};

const EVENT_ANSWER = file(
  { [JSON_TYPE]: EVENT_PAGE, 'application/x-ndjson': EVENT },
  'unavailable',
);
export const STATE_ANSWERS: Answers = {
  'GET /api/state': { ...json(STATE, 'precondition_failed'), others: [UNCHANGED] },
  'GET /api/stream': file({ 'text/event-stream': STREAM_MESSAGE }, 'unavailable'),
  'GET /api/events': EVENT_ANSWER,
  'GET /api/audit': EVENT_ANSWER,
};
