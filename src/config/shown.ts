/** Settings as they may be shown to others: what is one of a few words or a number, and of the rest whether it is set. */
import { isSecret, HUB_SETTINGS, type HubSetting, type HubSettings } from './settings.ts';

function shown(setting: HubSetting, value: unknown): string | number {
  const isSet = Array.isArray(value) ? value.length > 0 : value !== undefined;
  const isPlain = setting.kind.type === 'choice' || setting.kind.type === 'integer';
  if (isPlain && !isSecret(setting)) return value as string | number;
  return isSet ? 'set' : 'unset';
}

export function shownSettings(settings: HubSettings): Record<string, string | number> {
  const values = settings as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries<HubSetting>(HUB_SETTINGS).map(([name, setting]) => [
      name,
      shown(setting, values[name]),
    ]),
  );
}
