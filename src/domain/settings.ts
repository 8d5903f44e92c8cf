/**
 * What a person sets for the whole house, once: the checks, the API, its OpenAPI text and its view are derived from
 * this table. What is set for one zone is in zone-setpoints.ts and schedule.ts; how the process runs, in config/settings.ts.
 */
interface Described {
  /** One line for people. */
  readonly help: string;
}

export interface NumberSetting extends Described {
  readonly type: 'number' | 'integer';
  readonly unit: '°C' | 'K' | 'h' | 'min' | 'd' | '%' | '/kWh';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** For people, where it can be set from elsewhere than the page: from Home Assistant. */
  readonly name?: string;
}

export type HouseSetting =
  | NumberSetting
  | (Described & { readonly type: 'text'; readonly maxChars: number; readonly default: string })
  | (Described & {
      readonly type: 'enum';
      readonly values: readonly string[];
      readonly default: string;
    })
  | (Described & { readonly type: 'boolean'; readonly default: boolean })
  /** By its ISO 4217 code: `EUR`. */
  | (Described & { readonly type: 'currency'; readonly default: string })
  /** On the wall clock: `06:30`. */
  | (Described & { readonly type: 'time'; readonly default: string });

export const CURRENCY_CODE = /^[A-Z]{3}$/;

const celsius = (min: number, max: number, standard: number, help: string) =>
  ({ type: 'number', unit: '°C', min, max, default: standard, help }) as const;
const named = <T extends NumberSetting>(name: string, setting: T) => ({ ...setting, name });

export const HOUSE_SETTINGS = {
  name: { type: 'text', maxChars: 100, default: 'Aris', help: 'Name of the house' },
  units: {
    type: 'enum',
    values: ['C', 'F'],
    default: 'C',
    help: 'Unit of temperatures on the page; the API always speaks °C',
  },

  // What electricity costs. Of heat there is no price: it is what the electricity is for.
  pricePerKwh: {
    type: 'number',
    unit: '/kWh',
    min: 0,
    max: 100_000,
    default: 0,
    help: 'What a kilowatt-hour of electricity costs; 0: no costs are shown',
  },
  currency: {
    type: 'currency',
    default: 'EUR',
    help: 'Currency of that price, by its ISO 4217 code',
  },

  // Absence. The bounds of heating and cooling lie further apart than the least gap of setpoints.
  awayHeatSetC: named(
    'Away heating setpoint',
    celsius(10, 21, 17, 'Heating setpoint while away, where the zone’s is not lower'),
  ),
  awayCoolSetC: named(
    'Away cooling setpoint',
    celsius(24, 30, 28, 'Cooling setpoint while away, where the zone’s is not higher'),
  ),
  vacationHeatSetC: named(
    'Vacation heating setpoint',
    celsius(10, 21, 15, 'Heating setpoint during a vacation'),
  ),
  vacationCoolSetC: named(
    'Vacation cooling setpoint',
    celsius(24, 30, 30, 'Cooling setpoint during a vacation'),
  ),
  vacationReheatHours: {
    type: 'integer',
    unit: 'h',
    min: 0,
    max: 72,
    default: 12,
    help: 'How long before the return from a vacation the house is made ready',
  },
  frostFloorC: celsius(5, 10, 7, 'No room is left colder, whatever is asked of it'),

  // Not by default: airing a room for ten minutes costs more comfort by it than it saves.
  openWindowHold: {
    type: 'boolean',
    default: false,
    help: 'Whether a room whose air suddenly falls is not heated for up to half an hour',
  },

  // The weather curve: a line through a cold and a mild day.
  curveColdOutdoorC: celsius(-30, 0, -10, 'Outdoors on the cold day of the weather curve'),
  curveColdSupplyC: celsius(
    25,
    60,
    42,
    'Supply water on the cold day; 54 °C where radiator valves are bound and nobody has set it',
  ),
  curveMildOutdoorC: celsius(5, 25, 15, 'Outdoors on the mild day of the weather curve'),
  curveMildSupplyC: celsius(
    20,
    45,
    25,
    'Supply water on the mild day; 30 °C where radiator valves are bound and nobody has set it',
  ),
  curveOffsetK: {
    type: 'number',
    unit: 'K',
    min: -5,
    max: 5,
    default: 0,
    name: 'Curve offset',
    help: 'What is added to the weather curve everywhere',
  },
  outdoorAverageHours: {
    type: 'integer',
    unit: 'h',
    min: 1,
    max: 72,
    default: 24,
    help: 'Time over which the outdoor temperature is averaged',
  },
  heatingLimitC: celsius(
    10,
    40,
    18,
    'Rooms are not heated above this averaged outdoor temperature, save against frost, by a hold, or one that lacks 0.3 K once it is colder than this outdoors; 40: always',
  ),
  coolingLimitC: celsius(
    -30,
    40,
    20,
    'Rooms are not cooled below this averaged outdoor temperature, save by a hold, or one that is 0.3 K too warm once it is warmer than this outdoors; -30: always. A limit of heating above it is fine: between the two both are done',
  ),
  heaterPolicy: {
    type: 'enum',
    values: ['off', 'emergency', 'bivalence'],
    default: 'off',
    help: 'When the electric heater of the hydronic unit may heat the rooms: never, in place of a source with a fault, or besides also in the cold. Against frost it stands in for a source with a fault even where it is off',
  },
  bivalenceC: celsius(-25, 10, -5, 'Below this outdoor temperature the heater may help the source'),
  coolSupplyC: celsius(7, 22, 16, 'Supply water for cooling, where the dew point allows it'),

  // Quiet hours.
  quietHours: {
    type: 'boolean',
    default: false,
    help: 'Whether the heat pump and the fans are quiet for a part of each day',
  },
  quietFrom: { type: 'time', default: '22:00', help: 'When it grows quiet' },
  quietUntil: {
    type: 'time',
    default: '06:00',
    help: 'When it may be loud again; the same time as it grows quiet means all day',
  },
  quietFanPercent: {
    type: 'integer',
    unit: '%',
    min: 25,
    max: 100,
    default: 40,
    help: 'The most that fans blow in quiet hours',
  },

  // Hot water.
  dhwTargetC: named(
    'Hot water target',
    celsius(
      40,
      60,
      50,
      'Hot water, as it is kept while somebody is home; below 48 °C no bath would last, so it is 48 °C then',
    ),
  ),
  dhwHysteresisK: {
    type: 'number',
    unit: 'K',
    min: 2,
    max: 15,
    default: 5,
    name: 'Hot water hysteresis',
    help: 'How far hot water may cool down before it is heated again',
  },
  dhwAwayC: named(
    'Hot water while away',
    celsius(30, 50, 40, 'Hot water, as it is kept while away'),
  ),
  dhwSanitizeC: celsius(58, 70, 60, 'Temperature of a disinfection'),
  dhwSanitizeMinutes: {
    type: 'integer',
    unit: 'min',
    min: 5,
    max: 120,
    default: 20,
    help: 'How long a disinfection holds its temperature',
  },
  dhwSanitizeDays: {
    type: 'integer',
    unit: 'd',
    min: 1,
    max: 14,
    default: 7,
    help: 'A disinfection is due so long after the last one',
  },
} as const satisfies Readonly<Record<string, HouseSetting>>;

export type HouseSettingName = keyof typeof HOUSE_SETTINGS;

/** Those that can be set one by one from elsewhere than the page. */
export const NAMED_SETTINGS = Object.entries<HouseSetting>(HOUSE_SETTINGS).flatMap(
  ([key, setting]) =>
    'min' in setting && setting.name !== undefined
      ? [{ key: key as NumberSettingName, setting, name: setting.name }]
      : [],
);
export type NumberSettingName = {
  [Name in HouseSettingName]: (typeof HOUSE_SETTINGS)[Name] extends NumberSetting ? Name : never;
}[HouseSettingName];

interface Values {
  number: number;
  integer: number;
  text: string;
  time: string;
  currency: string;
  boolean: boolean;
}
type ValueOf<S extends HouseSetting> = S extends { readonly values: readonly (infer V)[] }
  ? V
  : S extends { readonly type: keyof Values }
    ? Values[S['type']]
    : never;

/** The whole of what is set. */
export type HouseSettings = {
  readonly [Name in HouseSettingName]: ValueOf<(typeof HOUSE_SETTINGS)[Name]>;
};

export const SETTING_NAMES = Object.keys(HOUSE_SETTINGS) as HouseSettingName[];

export const DEFAULT_SETTINGS = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, HOUSE_SETTINGS[name].default]),
) as unknown as HouseSettings;
