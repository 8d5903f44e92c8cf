/** The settings of the house as the hub describes them: kinds, bounds, units and help are its own (/api/openapi.json). */

/** Of JSON Schema, as far as the hub uses it. */
interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly description?: string;
}

export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly patch?: {
          readonly requestBody?: {
            readonly content?: Readonly<
              Record<
                string,
                { readonly schema?: { readonly properties?: Readonly<Record<string, Property>> } }
              >
            >;
          };
        };
      }
    >
  >;
}

export interface SettingField {
  readonly name: string;
  readonly kind: 'number' | 'integer' | 'text' | 'enum' | 'boolean' | 'time';
  /** `°C`, `K`, `h`… where it has one. */
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxChars?: number;
  readonly values?: readonly string[];
  /** Of a text: it is a code in capital letters. */
  readonly isCode?: boolean;
  /** A line for people. */
  readonly help: string;
  /** As text, without its unit. */
  readonly standard?: string;
}

/** `What it does. Default: 17 °C` */
const DESCRIPTION = /^(?<help>.*?)\. Default: (?<standard>\S+)(?: (?<unit>\S+))?$/;
const KINDS = ['number', 'integer', 'boolean'] as const;

function fieldOf(name: string, property: Property): SettingField {
  const { type, enum: values, minimum, maximum, maxLength, pattern, description = '' } = property;
  const found = DESCRIPTION.exec(description)?.groups;
  const { help = description, standard, unit } = found ?? {};
  // Of the texts that have a pattern only a time of the day has a colon in it.
  const ofText = pattern?.includes(':') === true ? 'time' : 'text';
  const isCode = ofText === 'text' && pattern !== undefined;
  const kind = values ? 'enum' : (KINDS.find((known) => known === type) ?? ofText);
  return {
    name,
    kind,
    help,
    ...(unit !== undefined && { unit }),
    ...(standard !== undefined && { standard }),
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
    ...(maxLength !== undefined && { maxChars: maxLength }),
    ...(values && { values }),
    ...(isCode && { isCode }),
  };
}

/** In the hub's order; none where the description does not have them. */
export function settingFields(contract: OpenApi): SettingField[] {
  const body = contract.paths['/api/settings']?.patch?.requestBody;
  const properties = body?.content?.['application/json']?.schema?.properties ?? {};
  return Object.entries(properties).map(([name, property]) => fieldOf(name, property));
}

/** Settings that belong together; what is in no group stands in the last. */
export const GROUPS = {
  house: ['name', 'units', 'pricePerKwh', 'currency', 'openWindowHold'],
  absence: [
    'awayHeatSetC',
    'awayCoolSetC',
    'vacationHeatSetC',
    'vacationCoolSetC',
    'vacationReheatHours',
    'frostFloorC',
  ],
  curve: [
    'curveColdOutdoorC',
    'curveColdSupplyC',
    'curveMildOutdoorC',
    'curveMildSupplyC',
    'curveOffsetK',
    'outdoorAverageHours',
    'coolSupplyC',
    'heaterPolicy',
    'bivalenceC',
    'heatingLimitC',
    'coolingLimitC',
  ],
  quiet: ['quietHours', 'quietFrom', 'quietUntil', 'quietFanPercent'],
  hotWater: [
    'dhwTargetC',
    'dhwAwayC',
    'dhwHysteresisK',
    'dhwSanitizeC',
    'dhwSanitizeMinutes',
    'dhwSanitizeDays',
  ],
  more: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type GroupName = keyof typeof GROUPS;

const GROUPED: ReadonlySet<string> = new Set(Object.values(GROUPS).flat());

export function fieldsOfGroup(group: GroupName, fields: readonly SettingField[]): SettingField[] {
  if (group === 'more') return fields.filter(({ name }) => !GROUPED.has(name));
  const names: readonly string[] = GROUPS[group];
  return names.flatMap((name) => fields.find((field) => field.name === name) ?? []);
}
