/** The devices: what they report, from the readings tables, and what the hub says of them. */
import * as v from 'valibot';
import type { DeviceView } from '../../app/devices/device-list.ts';
import type { FaultView } from '../../app/faults/faults.ts';
import {
  DEVICE_KINDS,
  EQUIPMENT,
  EQUIPMENT_KINDS,
  READINGS,
  type EquipmentKind,
  type Member,
} from '../../domain/equipment/catalogue.ts';
import { TERMINALS } from '../../domain/binding/binding.ts';
import { LEVELS } from '../../domain/binding/level.ts';
import { ORDER_NAMES } from '../../domain/binding/order.ts';
import type { LowerView, RaiseView } from '../../domain/control/appliance/level-raise.ts';
import type { LevelView, OrderView } from '../../domain/control/appliance/level-view.ts';
import type { MissingView } from '../../domain/control/appliance/missing-view.ts';
import { STATEMENTS } from '../../domain/statements.ts';
import { describes, maybe, said, TIME } from './describe.ts';
import { FAULT, readingEntries, REFUSED } from './readings.ts';

const named = (description: string) => said(v.string(), description);

const ORDER = describes<OrderView>()(
  v.object({
    order: v.picklist(ORDER_NAMES),
    stored: said(
      v.boolean(),
      'Whether it keeps that for ever; otherwise it lets go of it by itself when the hub falls silent',
    ),
    min: maybe(said(v.number(), 'Of a number, in the unit of its name: °C, or K')),
    max: maybe(v.number()),
    step: maybe(v.number()),
    words: maybe(said(v.array(v.string()), 'Of a word: those that it can be told')),
    perDay: maybe(said(v.number(), 'How many changes a day its memory stands')),
    leftToday: maybe(said(v.number(), 'How many of them are left')),
    told: maybe(said(v.string(), 'What it was told last and has of the hub')),
    next: maybe(
      said(v.string(), 'What it is told later: its memory stands only so many. own: its own value'),
    ),
    nextAt: maybe(said(TIME, 'When')),
  }),
);
const MISSING = describes<MissingView>()(
  v.object({
    place: v.string(),
    said: maybe(said(v.string(), 'What it says now; absent while that is awaited')),
    wanted: maybe(said(v.array(v.string()), 'One of which it has to say')),
    above: maybe(said(v.number(), 'Above which the number has to be that it says')),
    below: maybe(said(v.number(), 'Below which the number has to be that it says')),
    help: maybe(named('What people have to set for it, and where')),
  }),
);
const ORDERS = v.array(v.picklist(ORDER_NAMES));
const RAISE = describes<RaiseView>()(
  v.object({
    level: v.picklist(['nudge', 'steer']),
    orders: said(ORDERS, 'What the hub may tell it then'),
    allows: named('The same as a sentence'),
    kept: said(ORDERS, 'What of it the machine keeps when the hub is gone'),
    letGo: said(ORDERS, 'What it lets go of by itself'),
    whenGone: named('What becomes of it when the hub is gone, as a sentence: that of its binding'),
    missing: maybe(said(v.array(MISSING), 'What keeps it from that now')),
  }),
);
const LOWER = describes<LowerView>()(
  v.object({
    level: v.picklist(['watch', 'nudge']),
    missing: maybe(said(v.array(MISSING), 'What keeps it from that now')),
  }),
);
const LEVEL = describes<LevelView>()(
  v.object({
    level: v.picklist(LEVELS),
    chosen: said(v.picklist(LEVELS), 'What the house file says'),
    released: maybe(said(v.literal(true), 'The hub was told to let go of it')),
    missing: maybe(
      said(v.array(MISSING), 'What keeps it from what was chosen: places of its binding'),
    ),
    orders: maybe(said(v.array(ORDER), 'What it can be told now')),
    withoutHub: maybe(named('What it does when the hub falls silent')),
    raises: maybe(said(v.array(RAISE), 'Higher levels that its binding could be given')),
    lowers: maybe(said(v.array(LOWER), 'Lower levels that its binding could be given')),
  }),
);
const CONTROL = maybe(said(LEVEL, 'How far the hub goes with it, where it is of another make'));

/** What is asked of a kind, or follows from the house, besides what is in the tables. */
const MORE: Partial<Record<EquipmentKind, v.ObjectEntries>> = {
  fcu: { zoneId: maybe(named('The zone that it serves')) },
  hcu: {
    control: CONTROL,
    curveShiftK: maybe(said(v.number(), 'How much warmer than by its own curve, K')),
  },
  tes: { control: CONTROL },
  dhw: {
    control: CONTROL,
    targetTempC: maybe(said(v.number(), 'What is asked as the target, °C')),
    recirc: maybe(said(v.boolean(), 'Whether water is to be kept warm at the taps')),
  },
};

/** A member of the house file, as the API shows it; undefined for what it does not. */
function memberSchema(member: Member): v.GenericSchema | undefined {
  switch (member.type) {
    case 'name':
      return v.string();
    case 'parent':
      return named('The HCU that steers it');
    case 'choice':
      return said(v.picklist(member.values), member.help);
    case 'flag':
      return undefined;
  }
}

function memberEntries(kind: EquipmentKind): v.ObjectEntries {
  const members: Readonly<Record<string, Member>> = EQUIPMENT[kind].members;
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, member]) => {
      const schema = memberSchema(member);
      return schema === undefined ? [] : [[name, schema] as const];
    }),
  );
}

/** One that is not heard of shows `online: false`, and of its readings none. */
function equipmentSchema(kind: EquipmentKind) {
  return v.object({
    [EQUIPMENT[kind].id]: v.string(),
    ...memberEntries(kind),
    ...MORE[kind],
    online: said(v.boolean(), 'Whether the device is heard of'),
    lastSeenTs: maybe(said(TIME, 'When it last reported, while it is not heard of')),
    ...readingEntries(READINGS[kind]),
    ...readingEntries(STATEMENTS[kind] ?? {}),
    refused: maybe(v.array(REFUSED)),
  });
}

export const EQUIPMENT_SCHEMAS = Object.fromEntries(
  EQUIPMENT_KINDS.map((kind) => [kind, equipmentSchema(kind)]),
) as Readonly<Record<EquipmentKind, ReturnType<typeof equipmentSchema>>>;

export const DEVICE = describes<DeviceView>()(
  v.object({
    kind: v.picklist(DEVICE_KINDS),
    id: v.string(),
    terminal: maybe(
      said(
        v.picklist(TERMINALS),
        'Of a terminal of another make: what it is, where it is no fan coil',
      ),
    ),
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
