/** Schemas that stand in the contract under a name of their own, so that a generated client has types of that name. */
import type { GenericSchema } from 'valibot';
import type { EquipmentKind } from '../../domain/equipment/view.ts';
import { DEVICE, EQUIPMENT_SCHEMAS, STANDING_FAULT } from './equipment.ts';
import { EVENT, EVENT_PARTS, EVENTS, NOTICE } from './events.ts';
import { HEALTH } from './hub.ts';
import { ENERGY_VIEW, HISTORIES } from './history.ts';
import { SCHEDULE_VIEW, SETTINGS, SYSTEM, ZONE } from './house.ts';
import { HOUSE_DOCUMENT, HOUSE_VERSION } from './house-document.ts';
import { STATE, STREAM_MESSAGE } from './live.ts';
import { SELF, SESSION, TOKEN, USER } from './people.ts';
import { FAULT, REASON, REFUSED } from './readings.ts';
import { ERRORS } from './errors.ts';

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const kinds = Object.keys(EQUIPMENT_SCHEMAS) as EquipmentKind[];
const histories = Object.entries(HISTORIES);

export const COMPONENTS: Readonly<Record<string, GenericSchema>> = {
  Zone: ZONE,
  Schedule: SCHEDULE_VIEW,
  System: SYSTEM,
  Settings: SETTINGS,
  House: HOUSE_DOCUMENT,
  HouseVersion: HOUSE_VERSION,
  ...Object.fromEntries(kinds.map((kind) => [capital(kind), EQUIPMENT_SCHEMAS[kind]])),
  ...Object.fromEntries(histories.map(([kind, schema]) => [`${capital(kind)}History`, schema])),
  Device: DEVICE,
  Reason: REASON,
  Fault: FAULT,
  StandingFault: STANDING_FAULT,
  RefusedReading: REFUSED,
  Energy: ENERGY_VIEW,
  Event: EVENT,
  ...EVENT_PARTS,
  ...EVENTS,
  Notice: NOTICE,
  State: STATE,
  StreamMessage: STREAM_MESSAGE,
  User: USER,
  Self: SELF,
  Session: SESSION,
  Token: TOKEN,
  Health: HEALTH,
  ...Object.fromEntries(Object.values(ERRORS).map(({ name, schema }) => [`${name}Error`, schema])),
};
