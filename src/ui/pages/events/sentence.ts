/** What happened, as one would tell it. */
import type { EventView } from '../../../app/records/event-record.ts';
import type { EventType } from '../../../domain/event.ts';
import { deviceName, fieldWords, spelledOut } from '../../devices.ts';
import { temperature, type Units } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { eventText, faultText } from '../../said.ts';
import { events } from '../../strings/events.ts';
import { houseMembers } from '../../strings/house-members.ts';
import { hubLater } from '../../strings/hub-later.ts';
import { settings } from '../../strings/settings.ts';
import { doerName } from './doer.ts';

const words = events.sentences;

const textOf = (data: EventView['data'], field: string): string | undefined => {
  const value = data?.[field];
  return typeof value === 'string' ? value : undefined;
};

/** A message of a device, as it stands behind a colon. */
function faultOf({ data, message }: EventView): string {
  const [code, own] = [textOf(data, 'code'), textOf(data, 'message')];
  if (code !== undefined && own !== undefined)
    return faultText({ code, message: own }).replace(/\.$/, '');
  const text = message.replace(/^\w+ \S+: /, '').replace(/ \(cleared\)$/, '');
  return text.replace(/\.$/, '');
}

/** What it is about; its id where the house knows no name for it. */
export function nameOf(event: EventView, house: ShownHouse): string | undefined {
  const { objectId, data } = event;
  if (objectId === undefined) return undefined;
  return (
    deviceName(
      house,
      textOf(data, 'kind') ?? (event.source === 'dhw' ? 'dhw' : 'zone'),
      objectId,
    ) ?? spelledOut(objectId)
  );
}

function temperaturesText({ data }: EventView, units: Units): string {
  const before = data?.['before'];
  const was = typeof before === 'object' && before !== null ? (before as object) : {};
  const temp = (of: object, field: string) => {
    const value = (of as Readonly<Record<string, unknown>>)[field];
    return typeof value === 'number' ? temperature(value, units) : undefined;
  };
  const shown = (field: string, text: (temp: string, was?: string) => string) => {
    const [now, then] = [temp(data ?? {}, field), temp(was, field)];
    return now === undefined ? [] : [text(now, then === now ? undefined : then)];
  };
  return [...shown('tempHeatSetC', words.heatTo), ...shown('tempCoolSetC', words.coolTo)].join(
    ', ',
  );
}

/** The labels of the settings page, or the names that the API has. */
function settingsText({ data }: EventView): string {
  const names = Object.keys((data?.['before'] ?? {}) as object);
  return words.settings(names.map((name) => settings.house.labels[name] ?? fieldWords(name)));
}

/** What of the house was changed; not where it is as in an earlier version again. */
function houseText({ data }: EventView): string | undefined {
  const changed = data?.['changed'];
  if (!Array.isArray(changed) || data?.['restored'] !== undefined) return undefined;
  return words.houseChanged(houseMembers(changed.map(String)));
}

function modeText(event: EventView, name: string): string | undefined {
  const before = event.data?.['before'];
  const mode = textOf(event.data, 'mode');
  if (typeof before !== 'object' || before === null || mode === undefined) return undefined;
  const was = (before as { mode?: unknown }).mode;
  return words.mode(name, words.modes[mode] ?? mode, words.modes[String(was)] ?? String(was));
}

/** Who did it, where that is somebody and what was done is not about them. */
function doerOf({ type, by }: EventView, house: ShownHouse): string | undefined {
  return OF_SOMEBODY.has(by.kind) && BY_SOMEBODY.has(type) ? doerName(by, house) : undefined;
}
const OF_SOMEBODY: ReadonlySet<string> = new Set(['person', 'token', 'panel', 'cli', 'mqtt']);
const BY_SOMEBODY: ReadonlySet<string> = new Set<EventType>([
  'setpoint_change',
  'mode_change',
  'command_sent',
  'schedule_changed',
  'schedule_template_changed',
  'settings_changed',
  'house_changed',
  'house_reloaded',
  'filter_reset',
  'level_changed',
  'power_limit_changed',
  'setpoint_shift_changed',
  'surplus_changed',
]);

export function sentence(event: EventView, house: ShownHouse, units: Units): string {
  const what = whatHappened(event, house, units);
  const who = doerOf(event, house);
  return who === undefined ? what : words.by(who, what);
}

/** As the hub says it, in the language of the page. */
export const hubText = (event: EventView, house: ShownHouse): string =>
  ended(eventText(event, hubLater.events, nameOf(event, house) ?? '', doerName(event.by, house)));

/** The hub's own words where there are none better. */
function whatHappened(event: EventView, house: ShownHouse, units: Units): string {
  const { type } = event;
  const name = nameOf(event, house) ?? '';
  const said = () => hubText(event, house);
  switch (type) {
    case 'device_online':
      return words.online(name);
    case 'device_offline':
      return words.offline(name);
    case 'fault_raised':
      return words.raised(name, faultOf(event));
    case 'fault_cleared':
      return words.cleared(name, faultOf(event));
    case 'command_unconfirmed':
      return words.unconfirmed(name);
    case 'report_refused':
      return words.refused(name);
    case 'reading_refused':
      return words.readingRefused(name, textOf(event.data, 'value') ?? '');
    case 'filter_reset':
      return words.filter(deviceName(house, 'fcu', event.objectId ?? '') ?? name);
    case 'setpoint_change': {
      const what = temperaturesText(event, units);
      return what === '' ? said() : words.setpoint(name, what);
    }
    case 'mode_change':
      return event.source === 'system' && event.objectId === 'system'
        ? said()
        : (modeText(event, name) ?? said());
    case 'schedule_changed':
      return words.schedule(name);
    case 'settings_changed':
      return settingsText(event);
    case 'house_changed':
      return houseText(event) ?? said();
    case 'system_startup':
      return words.started;
    case 'system_shutdown':
      return words.stopped;
    case 'house_reloaded':
      return words.reloaded;
    default:
      return said();
  }
}

const ended = (message: string) => (/[.!?…]$/.test(message) ? message : `${message}.`);
