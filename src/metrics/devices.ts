/** The devices: whether they are heard of, what they report, their faults, and what the hub asks of them. */
import type { Device, DeviceRegistry } from '../app/devices/device-registry.ts';
import type { FcuCommand } from '../app/messages/command.ts';
import type { DeviceCommands } from '../app/control/device-commands.ts';
import type { Filters } from '../app/devices/filters.ts';
import type { DecisionViews } from '../app/views/decision-views.ts';
import type { EquipmentViews } from '../app/views/equipment-views.ts';
import type { Faults } from '../app/faults/faults.ts';
import { LEVELS } from '../domain/binding/level.ts';
import type { LevelView } from '../domain/control/appliance/level-view.ts';
import {
  DEVICE_KINDS,
  EQUIPMENT,
  EQUIPMENT_KINDS,
  type DeviceKind,
  type EquipmentKind,
  type Member,
} from '../domain/equipment/catalogue.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { Readings } from '../domain/equipment/reading.ts';
import { SECOND_MS } from '../domain/units.ts';
import { ZONE_MODES } from '../domain/zone-setpoints.ts';
import { columnTable, gauge, info, states, type SampleColumn, type SampleRow } from './columns.ts';
import { family } from './family.ts';
import { faultColumn } from './faults.ts';
import { readingColumns } from './readings.ts';
import type { Section } from './section.ts';

export interface DeviceSources {
  readonly devices: Pick<DeviceRegistry, 'all'>;
  readonly faults: Pick<Faults, 'of'>;
  readonly filters: Pick<Filters, 'changedMs'>;
  readonly equipment: Pick<EquipmentViews, 'list'>;
  readonly deviceCommands: Pick<DeviceCommands, 'of'>;
  readonly decisionViews: Pick<DecisionViews, 'device'>;
}

const UP = family(
  'gauge',
  'aris_device_up',
  'Whether a device is online and its last report fresh.',
  ['device', 'kind'],
);
const LAST_SEEN = family(
  'gauge',
  'aris_device_last_seen_timestamp_seconds',
  'When a device last reported.',
  ['device', 'kind'],
);
const LEVEL = family(
  'gauge',
  'aris_device_control_level',
  'How far control goes with a machine of another make: 1 for the level that holds.',
  ['device', 'kind', 'level'],
);

/** Of every device, whatever its kind. */
const commonColumns = ({ faults, decisionViews }: DeviceSources): SampleColumn<Device>[] => [
  gauge(UP, ({ isLive }) => (isLive ? 1 : 0)),
  gauge(LAST_SEEN, ({ lastSeenMs }) => lastSeenMs && lastSeenMs / SECOND_MS),
  faultColumn(faults),
  states(LEVEL, LEVELS, ({ ref: { kind } }) => {
    // Of kinds that control decides for a house has one each.
    const decided = kind === 'sensor' ? undefined : decisionViews.device(kind);
    return (decided?.['control'] as LevelView | undefined)?.level;
  }),
];

/** A person may have told the hub of a new filter: the device's own word is not the last. */
const HUB_KNOWS_BETTER = 'filterLastChangedTs';

/** What the hub asks of a fan coil, and what it knows of it besides what the unit reports. */
function fanCoilColumns({ deviceCommands, filters }: DeviceSources): SampleColumn<Device>[] {
  const orderOf = (device: Device) => (deviceCommands.of(device) ?? {}) as Partial<FcuCommand>;
  return [
    states(
      family(
        'gauge',
        'aris_fcu_asked_mode',
        'What the hub asks of a fan coil: 1 for the mode that holds.',
        ['device', 'mode'],
      ),
      ZONE_MODES,
      (device) => orderOf(device).mode,
    ),
    gauge(
      family('gauge', 'aris_fcu_asked_fan_ratio', 'Air flow that the hub asks of a fan coil.', [
        'device',
      ]),
      (device) => {
        const { fanPercent } = orderOf(device);
        return fanPercent === undefined ? undefined : fanPercent / 100;
      },
    ),
    gauge(
      family(
        'gauge',
        'aris_fcu_filter_last_changed_timestamp_seconds',
        'When the filter of a fan coil was last changed.',
        ['device'],
      ),
      ({ ref }) => {
        const changedMs = filters.changedMs(ref.id);
        return changedMs && changedMs / SECOND_MS;
      },
    ),
  ];
}

/** What the house file says of the devices of a kind. */
const choiceColumns = (kind: EquipmentKind): SampleColumn<EquipmentView>[] =>
  Object.entries<Member>(EQUIPMENT[kind].members).flatMap(([name, member]) => {
    if (member.type !== 'choice') return [];
    const labels = ['device', name];
    const of = family('info', `aris_${kind}_${name}_info`, `${member.help}.`, labels);
    return [info(of, (view: EquipmentView) => view[name] as string)];
  });

/** Of each kind that the house file says more of than ids and names. */
function choiceSection(equipment: Pick<EquipmentViews, 'list'>): Section {
  const tables = EQUIPMENT_KINDS.map((kind) => [kind, columnTable(choiceColumns(kind))] as const);
  return {
    families: tables.flatMap(([, { families }]) => families),
    write(page) {
      for (const [kind, table] of tables) {
        if (table.families.length === 0) continue;
        const views = equipment.list(kind);
        const idName = EQUIPMENT[kind].id;
        if (views.length > 0)
          table.write(
            page,
            views.map((view) => [view[idName] as string, view]),
          );
      }
    },
  };
}

function splitKey(key: string): readonly string[] {
  const slash = key.indexOf('/');
  return [key.slice(slash + 1), key.slice(0, slash)];
}

export function deviceSection(sources: DeviceSources): Section {
  const common = columnTable(commonColumns(sources), { labelsOf: splitKey });
  const ofKind = DEVICE_KINDS.map(
    // A report takes the place of the one before, and is never changed.
    (kind) =>
      [kind, columnTable(readingColumns(kind, [HUB_KNOWS_BETTER]), { isFrozen: true })] as const,
  );
  const fanCoils = columnTable(fanCoilColumns(sources));
  const choices = choiceSection(sources.equipment);

  function rowsOf(all: readonly Device[], kind: DeviceKind): SampleRow<Readings>[] {
    return all.flatMap(({ ref, isLive, readings }) =>
      ref.kind === kind ? [[ref.id, isLive ? readings : undefined] as const] : [],
    );
  }

  return {
    families: [
      ...common.families,
      ...ofKind.flatMap(([, { families }]) => families),
      ...choices.families,
      ...fanCoils.families,
    ],
    write(page) {
      const all = [...sources.devices.all()];
      common.write(
        page,
        all.map((device) => [`${device.ref.kind}/${device.ref.id}`, device]),
      );
      for (const [kind, table] of ofKind) {
        const rows = rowsOf(all, kind);
        if (rows.length > 0) table.write(page, rows);
      }
      choices.write(page);
      const fcus = all.filter(({ ref }) => ref.kind === 'fcu');
      if (fcus.length === 0) return;
      fanCoils.write(
        page,
        fcus.map((device) => [device.ref.id, device]),
      );
    },
  };
}
