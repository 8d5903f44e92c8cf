/** The devices: what they report, from the readings tables, and what the hub says of them. */
import * as v from 'valibot';
import type { DeviceView } from '../../app/devices/device-list.ts';
import type { FaultView } from '../../app/faults/faults.ts';
import { EQUIPMENT_NAMES } from '../../app/views/equipment-views.ts';
import { DEVICE_KINDS, READINGS } from '../../domain/equipment/catalogue.ts';
import type { EquipmentKind } from '../../domain/equipment/view.ts';
import { STATEMENTS } from '../../domain/statements.ts';
import { describes, maybe, said, TIME } from './describe.ts';
import { FAULT, readingEntries, REFUSED } from './readings.ts';

const named = (description: string) => said(v.string(), description);

/** What the house says of a kind, and a person asks of it, besides what is in the tables. */
const MORE: Partial<Record<EquipmentKind, v.ObjectEntries>> = {
  fcu: { friendlyName: v.string(), zoneId: maybe(named('The zone that it serves')) },
  heatpump: { parentHcuId: named('The HCU that steers it') },
  dhw: {
    targetTempC: maybe(said(v.number(), 'What is asked as the target, °C')),
    recirc: maybe(said(v.boolean(), 'Whether water is to be kept warm at the taps')),
  },
};

/** One that is not heard of shows `online: false`, and of its readings none. */
function equipmentSchema(kind: EquipmentKind) {
  return v.object({
    [EQUIPMENT_NAMES[kind].id]: v.string(),
    ...MORE[kind],
    online: maybe(said(v.literal(false), 'There while the device is not heard of')),
    lastSeenTs: maybe(said(TIME, 'When it last reported, while it is not heard of')),
    ...readingEntries(READINGS[kind]),
    ...readingEntries(STATEMENTS[kind]),
    refused: maybe(v.array(REFUSED)),
  });
}

const kinds = Object.keys(EQUIPMENT_NAMES) as EquipmentKind[];
export const EQUIPMENT = Object.fromEntries(
  kinds.map((kind) => [kind, equipmentSchema(kind)]),
) as Readonly<Record<EquipmentKind, ReturnType<typeof equipmentSchema>>>;

export const DEVICE = describes<DeviceView>()(
  v.object({
    kind: v.picklist(DEVICE_KINDS),
    id: v.string(),
    friendlyName: maybe(v.string()),
    zones: maybe(said(v.array(v.string()), 'Ids of the zones that it measures or serves')),
    online: v.boolean(),
    lastSeenTs: maybe(TIME),
    refused: maybe(v.array(REFUSED)),
  }),
);

export const STANDING_FAULT = describes<FaultView>()(
  v.object({
    source: said(v.string(), 'What kind of thing has it: a kind of device, zone or system'),
    objectId: v.string(),
    ...FAULT.entries,
  }),
);
