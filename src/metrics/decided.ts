/** What is asked of each device that control decides for, what comes of it, and why. */
import type { Device, DeviceRegistry } from '../app/devices/device-registry.ts';
import type { DhwRequests } from '../app/house/dhw-requests.ts';
import type { DecisionViews } from '../app/views/decision-views.ts';
import { EQUIPMENT, type DecidedKind } from '../domain/equipment/catalogue.ts';
import type { Readings } from '../domain/equipment/reading.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import { STATEMENTS } from '../domain/statements.ts';
import { columnTable, gauge, info, states, type SampleColumn } from './columns.ts';
import { family } from './family.ts';
import { readingColumns } from './readings.ts';
import type { Section } from './section.ts';

export interface DecidedSources {
  readonly devices: Pick<DeviceRegistry, 'all'>;
  readonly decisionViews: Pick<DecisionViews, 'device'>;
  readonly dhwRequests: Pick<DhwRequests, 'view'>;
}

const DEVICE = ['device'];

/** What of a view is at a path such as `hygiene.nextDue`. */
const at = (view: EquipmentView, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], view);

/** What the statements of a kind say now, each under its path. */
function statedIn(kind: DecidedKind, view: EquipmentView): Readings {
  const paths = Object.keys(STATEMENTS[kind] ?? {});
  return Object.fromEntries(paths.map((path) => [path, at(view, path)])) as Readings;
}

function workColumns(kind: DecidedKind): SampleColumn<EquipmentView>[] {
  const work = (name: string, help: string) =>
    family('gauge', `aris_${kind}_${name}`, help, [...DEVICE, 'work']);
  const { works } = EQUIPMENT[kind];
  return [
    states(
      work('asked_work', 'What there is to do for the unit: 1 for the one that holds.'),
      works,
      (view) => view['asked'],
    ),
    states(
      work('effective_work', 'What control has the unit do: 1 for the one that holds.'),
      works,
      (view) => view['effective'],
    ),
    info(
      family('info', `aris_${kind}_reason_info`, 'Why control has the unit do that.', [
        ...DEVICE,
        'reason',
      ]),
      (view) => at(view, 'reason.code') as string | undefined,
    ),
  ];
}

/** Statements that `workColumns` has. */
const WORKS_AND_REASON = ['asked', 'effective', 'reason.text'];

const number = (kind: DecidedKind, name: string, help: string, field: string) =>
  gauge<EquipmentView>(family('gauge', `aris_${kind}_${name}`, help, DEVICE), (view) => {
    const value = view[field];
    return typeof value === 'number' ? value : undefined;
  });

/** What is said of one kind alone, and is no statement of it. */
const OWN_COLUMNS: Readonly<Record<DecidedKind, readonly SampleColumn<EquipmentView>[]>> = {
  hcu: [
    number(
      'hcu',
      'curve_shift_kelvin',
      'How much warmer than by its own curve the water is to be.',
      'curveShiftK',
    ),
  ],
  dhw: [
    number(
      'dhw',
      'target_temperature_celsius',
      'Temperature that is asked of the tank.',
      'targetTempC',
    ),
  ],
  tes: [],
};

const KINDS = Object.keys(OWN_COLUMNS) as readonly DecidedKind[];

/** What control decided for the one device of each kind. */
export function decidedSection({ devices, decisionViews, dhwRequests }: DecidedSources): Section {
  const tables = KINDS.map((kind) => ({
    kind,
    own: columnTable([...workColumns(kind), ...OWN_COLUMNS[kind]]),
    // Names and units of the other statements are those of readings.
    stated: columnTable(readingColumns(kind, WORKS_AND_REASON, STATEMENTS[kind])),
  }));
  function viewOf(kind: DecidedKind): EquipmentView | undefined {
    const decided = decisionViews.device(kind);
    return kind === 'dhw' ? { ...dhwRequests.view(), ...decided } : decided;
  }
  return {
    families: tables.flatMap(({ own, stated }) => [...own.families, ...stated.families]),
    write(page) {
      const all: readonly Device[] = [...devices.all()];
      for (const { kind, own, stated } of tables) {
        const device = all.find(({ ref }) => ref.kind === kind);
        if (device === undefined) continue;
        const view = viewOf(kind);
        own.write(page, [[device.ref.id, view]]);
        stated.write(page, [[device.ref.id, view && statedIn(kind, view)]]);
      }
    },
  };
}
