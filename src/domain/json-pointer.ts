/** JSON pointers (RFC 6901): where in a JSON document a value lies. */

/** The steps of a pointer; undefined where it is none. The empty one is the whole document. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer with these steps: what `pointerSteps` takes apart. */
export const pointerTo = (...steps: readonly string[]): string =>
  steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value there; undefined where the steps lead nowhere. */
export function valueAt(document: unknown, steps: readonly string[]): unknown {
  let value = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    // An index has no leading zero, and `length` is no element.
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(step)) return undefined;
    if (!Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/**
 * A copy of `document` with the value there. Objects that are missing on the way are made; undefined where something
 * on the way is no object.
 */
export function withValueAt(
  document: unknown,
  [step, ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return undefined;
  const inner = Object.hasOwn(document, step)
    ? (document as Readonly<Record<string, unknown>>)[step]
    : {};
  const changed = withValueAt(rest.length === 0 ? undefined : inner, rest, value);
  if (changed === undefined) return undefined;
  // A member called __proto__ must become one, and no prototype.
  return Object.fromEntries([...Object.entries(document), [step, changed]]);
}
