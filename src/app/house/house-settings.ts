/** What is set for the whole house: read, changed in part, kept. Its checks are those of the table in domain/settings.ts. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { houseDefaults } from '../../domain/house-defaults.ts';
import {
  CURRENCY_CODE,
  SETTING_NAMES,
  HOUSE_SETTINGS,
  type HouseSettings,
  type HouseSetting,
} from '../../domain/settings.ts';
import { TIME_OF_DAY } from '../../domain/local-time.ts';
import { createListeners, tellAndWait, type Awaits, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue, KEPT_TEXT, nameText } from '../base/schema.ts';
import { createMutex } from '../base/mutex.ts';
import type { CurrentHouse } from './current-house.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';

/** A setting's help with its unit and default, for the OpenAPI text. */
function describe(setting: HouseSetting): string {
  const unit = 'unit' in setting ? ` ${setting.unit}` : '';
  return `${setting.help}. Default: ${String(setting.default)}${unit}`;
}

/** Also for the OpenAPI text, by its pattern. */
const TIME_TEXT = v.pipe(v.string(), v.regex(TIME_OF_DAY, 'must be a time such as 06:30'));

const CURRENCY = v.pipe(
  v.string(),
  v.regex(CURRENCY_CODE, 'must be the ISO 4217 code of a currency, such as EUR'),
);

/** @param text what is asked of a text of so many characters */
function rulesOf(
  setting: HouseSetting,
  text: (maxChars: number) => v.GenericSchema,
): v.GenericSchema {
  switch (setting.type) {
    case 'number':
      return v.pipe(v.number(), v.minValue(setting.min), v.maxValue(setting.max));
    case 'integer':
      return v.pipe(v.number(), v.integer(), v.minValue(setting.min), v.maxValue(setting.max));
    case 'text':
      return text(setting.maxChars);
    case 'enum':
      return v.picklist(setting.values);
    case 'boolean':
      return v.boolean();
    case 'currency':
      return CURRENCY;
    case 'time':
      return TIME_TEXT;
  }
}

export type SettingsPatch = Partial<HouseSettings>;

function patchSchema(text: (maxChars: number) => v.GenericSchema) {
  const members = SETTING_NAMES.map((name) => {
    const setting: HouseSetting = HOUSE_SETTINGS[name];
    const schema = v.pipe(rulesOf(setting, text), v.description(describe(setting)));
    return [name, v.optional(schema)] as const;
  });
  return v.strictObject(Object.fromEntries(members)) as unknown as v.GenericSchema<SettingsPatch>;
}

/** The body of `PATCH /api/settings`: any of them. */
export const SETTINGS_PATCH = patchSchema(nameText);
const STORED_PATCH = patchSchema(() => KEPT_TEXT);

/** What differs from the defaults by somebody's wish. Its one key is `house`. */
export const STORED: Table<SettingsPatch> = {
  name: 'settings',
  version: 1,
  parse: (value) => recordValue(STORED_PATCH, value),
};
const KEY = 'house';

export interface HouseSettingsStore {
  get(): HouseSettings;
  /**
   * @param precondition of all settings
   * @returns all settings, as they now are
   * @throws HubError `invalid`, `storage_full`
   */
  patch(patch: SettingsPatch, doer: Doer, precondition?: Precondition): Promise<HouseSettings>;
  /** @param listener may hand over work: a command waits for it */
  onChange(listener: Listener<Awaits>): Cancel;
}

export function createHouseSettingsStore(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
}): HouseSettingsStore {
  const { store, journal } = deps;
  const mutex = createMutex();
  const listeners = createListeners<Awaits>();
  let own: SettingsPatch = store.get(STORED, KEY) ?? {};
  const defaults = deps.house.derive(houseDefaults);
  let known = defaults();
  let all: HouseSettings = { ...known, ...own };

  function get(): HouseSettings {
    if (known !== defaults()) {
      known = defaults();
      all = { ...known, ...own };
    }
    return all;
  }

  deps.house.onChange(() => {
    const before = all;
    if (get() !== before) void tellAndWait(listeners);
  });

  return {
    get,
    patch: async (patch, doer, precondition = UNCONDITIONALLY) =>
      mutex(async () => {
        const names = SETTING_NAMES.filter((name) => patch[name] !== undefined);
        if (names.length === 0) throw new HubError('invalid', 'there is nothing to change');
        const before = get();
        precondition(before);
        const changed = names.filter((name) => patch[name] !== before[name]);
        if (changed.length === 0) return before;
        const next = { ...own, ...patch };
        const of = (values: HouseSettings | SettingsPatch) =>
          Object.fromEntries(changed.map((name) => [name, values[name]]));
        await journal.commit(
          [{ put: STORED, key: KEY, value: next }],
          [
            {
              type: 'settings_changed',
              severity: 'info',
              ...doer,
              data: { ...of(patch), before: of(before) },
            },
          ],
        );
        own = next;
        all = { ...known, ...own };
        await tellAndWait(listeners);
        return get();
      }),
    onChange: listeners.add,
  };
}
