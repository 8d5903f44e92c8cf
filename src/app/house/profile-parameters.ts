/** The parameters of a profile: `{base}` in its texts stands for what a binding says under that name. */
import type { HouseFault } from '../../domain/house-fault.ts';
import { LIMITS } from '../../domain/limits.ts';
import { nameFault } from '../../domain/text.ts';
import { isRawObject, type Profile, type ProfileParameter } from './profile.ts';

export type ParameterValues = Readonly<Record<string, unknown>>;

export const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** Every parameter that is named somewhere in it. */
export function placeholdersOf(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value === 'string')
    for (const [, name = ''] of value.matchAll(PLACEHOLDER)) names.add(name);
  else if (Array.isArray(value)) for (const one of value) placeholdersOf(one, names);
  else if (isRawObject(value)) for (const one of Object.values(value)) placeholdersOf(one, names);
  return names;
}

const has = (values: ParameterValues, name: string) => Object.hasOwn(values, name);

function valueOf(
  profile: Profile,
  given: ParameterValues,
  name: string,
): string | number | undefined {
  const value = has(given, name)
    ? given[name]
    : has(profile.parameters, name)
      ? profile.parameters[name]?.default
      : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** A copy with what the binding says, or else the defaults. A text that is a placeholder alone becomes the number. */
export function filled(value: unknown, profile: Profile, given: ParameterValues): unknown {
  if (typeof value === 'string') {
    const [whole] = /^\{[a-zA-Z][a-zA-Z0-9]*\}$/.exec(value) ?? [];
    const alone = whole && valueOf(profile, given, whole.slice(1, -1));
    if (typeof alone === 'number') return alone;
    return value.replaceAll(PLACEHOLDER, (as, name: string) =>
      String(valueOf(profile, given, name) ?? as),
    );
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, profile, given));
  if (!isRawObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, filled(one, profile, given)]),
  );
}

export const isNumberParameter = ({ default: usual, min, max }: ProfileParameter) =>
  typeof usual === 'number' || min !== undefined || max !== undefined;

/** What is wrong with what is said of a parameter. */
export function valueFault(parameter: ProfileParameter, value: unknown): string | undefined {
  const { min = -Infinity, max = Infinity } = parameter;
  if (isNumberParameter(parameter)) {
    if (typeof value !== 'number') return 'must be a number';
    return value < min || value > max ? `must be from ${min} to ${max}` : undefined;
  }
  if (typeof value !== 'string') return 'must be text';
  // What may be left out may be empty, too.
  if (value === '') return parameter.default === undefined ? 'must not be empty' : undefined;
  if (Buffer.byteLength(value) > LIMITS.bindingTopicBytes)
    return `must not be longer than ${LIMITS.bindingTopicBytes} bytes`;
  if (/[+#]/.test(value)) return 'must not have the wildcards + and #';
  return nameFault(value);
}

/** @param needed the parameters that the device's places name */
export function parameterFaults(
  profile: Profile,
  given: ParameterValues,
  needed: ReadonlySet<string>,
): HouseFault[] {
  const { name: profileName, parameters } = profile;
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const parameter = has(parameters, name) ? parameters[name] : undefined;
    const known = Object.keys(parameters).join(', ') || 'none';
    const message =
      parameter === undefined
        ? `is no parameter of profile ${profileName}, which has ${known}`
        : valueFault(parameter, value);
    return message === undefined ? [] : [{ path: name, message }];
  });
  const missing = [...needed]
    .filter((name) => !has(given, name) && valueOf(profile, given, name) === undefined)
    .map((name) => ({
      path: name,
      message: `is required by profile ${profileName}: ${parameters[name]?.help ?? 'it names it'}`,
    }));
  return [...wrong, ...missing];
}
