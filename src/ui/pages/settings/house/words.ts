/** What is said of a setting beside its field. */
import { settings } from '../../../strings/settings.ts';
import { units } from '../../../units.ts';
import type { SettingField } from './schema.ts';
import { shownBounds, shownUnit } from './values.ts';

const words = settings.house;

/** `17 °C`, without a gap before nothing. */
export const withUnit = (value: string, unit: string): string =>
  [value, words.units[unit] ?? unit].filter(Boolean).join('\u00a0');

/** @param say the sentence with the bounds in it */
export function boundsText(
  field: SettingField,
  say: (min: string, max: string) => string,
): string | undefined {
  const bounds = shownBounds(field, units.value);
  if (bounds === undefined) return undefined;
  const max = withUnit(String(bounds.max), shownUnit(field.unit, units.value));
  return say(String(bounds.min), max);
}

/** Our own word, or the hub's help where we have none. */
export const labelOf = ({ name, help }: SettingField): string => words.labels[name] ?? help;

export const hintOf = (field: SettingField): string | undefined => boundsText(field, words.bounds);
