import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { EventSentences } from '../hub.ts';
import { count, list, number } from './count.ts';
import { noticeSentences } from './hub-notices.ts';

type Of<T extends keyof EventDataTypes> = EventDataTypes[T];

const degrees = (tempC: number) => `${number(tempC)}\u00a0°C`;

function hotWater({ targetTempC, boostMinutes, sanitize, recirc }: Of<'command_sent'>): string {
  const told = [
    targetTempC !== undefined && `auf ${degrees(targetTempC)}`,
    boostMinutes !== undefined &&
      (boostMinutes === 0 ? 'wieder wie gewohnt' : 'mehr für eine Weile'),
    sanitize !== undefined && 'Legionellenschutz',
    recirc !== undefined && `Zirkulation ${recirc ? 'an' : 'aus'}`,
  ];
  return `Warmwasser: ${told.filter((one) => one !== false).join(', ')}`;
}

function setpoints(data: Of<'setpoint_change'>): string {
  if (!('name' in data)) return hotWater(data);
  const { name, tempHeatSetC, tempCoolSetC } = data;
  const told = [
    tempHeatSetC !== undefined && `heizen auf ${degrees(tempHeatSetC)}`,
    tempCoolSetC !== undefined && `kühlen auf ${degrees(tempCoolSetC)}`,
  ].filter((one) => one !== false);
  return told.length === 0 ? `${name}: wieder nach Zeitplan` : `${name}: ${told.join(', ')}`;
}

const MODES: Readonly<Record<string, string>> = {
  heat: 'heizen',
  cool: 'kühlen',
  auto: 'automatisch',
  off: 'aus',
  home: 'Zuhause',
  away: 'Abwesend',
  vacation: 'Urlaub',
};
const modeText = (mode: string) => MODES[mode] ?? mode;

const LEVELS = { watch: 'nur zusehen', nudge: 'Wünsche mitteilen', steer: 'steuern' } as const;

function conflict(data: Of<'device_conflict'>, name: string): string {
  if (data.why === 'claimed')
    return `Zwei Geräte geben sich als ${name} aus: Gehört wird ${data.heard}, nicht ${data.refused ?? 'das ohne hardwareId'}`;
  return data.why === 'bound'
    ? `${name} ist an andere Topics gebunden, und ein anderes Gerät gibt sich dafür aus`
    : `${name} kommt immer wieder neu: Es startet ständig, oder zwei Geräte teilen sich den Namen`;
}

const SESSION_ENDS: Readonly<Record<Of<'session_ended'>['why'], string>> = {
  signed_out: 'abgemeldet',
  ended_by: 'beendet von',
  too_many: 'sie war von zu vielen am längsten unbenutzt',
  replaced: 'eine andere trat an ihre Stelle',
  password_changed: 'das Passwort wurde geändert',
  pin_changed: 'die PIN wurde geändert',
  user_removed: 'die Person wurde entfernt',
  refresh_reused: 'ein altes Refresh-Token wurde benutzt',
};

const FACTORS = {
  on: 'hat die Zwei-Faktor-Anmeldung eingeschaltet',
  off: 'hat die Zwei-Faktor-Anmeldung ausgeschaltet',
  recovery_codes: 'hat neue Wiederherstellungscodes erstellt',
  reset: 'hat keinen zweiten Faktor mehr: Er wurde zurückgesetzt',
} as const;

const TEMPLATE_CHANGES = { added: 'angelegt', changed: 'geändert', removed: 'entfernt' } as const;

function tokenRevoked({ name, under }: Of<'token_revoked'>): string {
  if (under === undefined) return `Token „${name}“ wurde gelöscht`;
  return under.startsWith('usr_')
    ? `Token „${name}“ wurde gelöscht, weil die Person entfernt wurde, zu der er gehörte`
    : `Token „${name}“ wurde gelöscht, zusammen mit dem Token, zu dem er gehörte`;
}

export const eventSentences: EventSentences = {
  ...noticeSentences,
  fault_raised: ({ message }, { name }) => `${name}: ${message}`,
  fault_cleared: ({ message }, { name }) => `${name}: ${message} (vorbei)`,
  mode_change: ({ name = 'Das Haus', mode, before }) =>
    `${name}: ${modeText(mode)}, vorher ${modeText(before.mode)}`,
  setpoint_change: setpoints,
  device_online: (_, { name }) => `${name} meldet sich wieder`,
  device_offline: (_, { name }) => `${name} meldet sich nicht mehr`,
  command_sent: hotWater,
  system_startup: () => 'Der Hub ist gestartet',
  system_shutdown: () => 'Der Hub wurde beendet',
  command_unconfirmed: (_, { name }) => `${name} hat einen Befehl nicht bestätigt`,
  report_refused: ({ detail }, { name }) =>
    `${name} meldet etwas, das sich nicht lesen lässt: ${detail}`,
  reading_refused: ({ field, value }, { name }) => `${name}: ${field} kann nicht ${value} sein`,
  level_changed: ({ level, before, missing = [] }, { name }) =>
    missing.length === 0
      ? `${name}: ${LEVELS[level]}, vorher ${LEVELS[before.level]}`
      : `${name}: ${LEVELS[level]}, vorher ${LEVELS[before.level]}; dafür fehlt ${list(missing)}`,
  device_conflict: (data, { name }) => conflict(data, name),
  hub_word_stale: () =>
    'Der Broker hatte noch die Meldung eines Hubs, der nicht antwortet: Sie wurde überschrieben',
  surplus_changed: ({ level, before }) => `Überschuss: Stufe ${level}, vorher ${before.level}`,
  power_limit_changed: ({ powerLimitKw, until }, { when }) =>
    powerLimitKw === undefined || until === undefined
      ? 'Die Leistungsgrenze ist vorbei'
      : `Leistungsgrenze: ${number(powerLimitKw)}\u00a0kW bis ${when(until)}`,
  setpoint_shift_changed: ({ shiftK, until }, { when }) =>
    shiftK === undefined || until === undefined
      ? 'Kein Raum ist mehr wärmer oder kühler gestellt'
      : `Alle Räume ${number(Math.abs(shiftK))}\u00a0°C ${shiftK > 0 ? 'wärmer' : 'kühler'} bis ${when(until)}`,
  schedule_template_changed: ({ name, change }) =>
    `Die Zeitplan-Vorlage „${name}“ wurde ${TEMPLATE_CHANGES[change]}`,
  filter_reset: (_, { name }) => `Der Filter von ${name} wurde gewechselt`,
  events_lost: (data) =>
    `Eine Weile ließ sich nichts schreiben: ${count(data.count, 'Ereignis ist', 'Ereignisse sind')} verloren`,
  backup_made: ({ name }) => `Eine Sicherung wurde gemacht: ${name}`,
  house_reloaded: () => 'Das Haus wurde neu eingelesen',
  house_changed: ({ version, changed, restored }) =>
    restored === undefined
      ? `Das Haus wurde geändert: ${list(changed)} (Version ${version})`
      : `Das Haus ist wieder wie in Version ${restored} (Version ${version})`,
  schedule_changed: ({ name, entries }) =>
    `${name}: ein Zeitplan mit ${count(entries, 'Eintrag', 'Einträgen')}`,
  settings_changed: ({ before }) => `Einstellungen: ${list(Object.keys(before))}`,
  broker_changed: ({ url, changed }) => `Der Broker wurde festgelegt: ${url} (${list(changed)})`,
  token_changed: ({ enabled, before }) =>
    `Token „${before.name}“ wurde ${enabled === undefined ? 'umbenannt' : enabled ? 'aktiviert' : 'deaktiviert'}`,
  token_rotated: ({ name }) => `Token „${name}“ hat ein neues Geheimnis`,
  token_revoked: tokenRevoked,
  user_created: ({ name }) => `${name} wurde hinzugefügt`,
  user_changed: ({ name }) => `${name} wurde geändert`,
  user_removed: ({ name }) => `${name} wurde entfernt`,
  password_changed: ({ name }, { objectId, byId }) =>
    byId === objectId
      ? `${name} hat das eigene Passwort geändert`
      : `${name} hat ein neues Passwort bekommen`,
  second_factor_changed: (data) => {
    if (data.change !== 'rule') return `${data.name} ${FACTORS[data.change]}`;
    return data.required
      ? 'Das Haus verlangt von allen die Zwei-Faktor-Anmeldung'
      : 'Das Haus verlangt die Zwei-Faktor-Anmeldung nicht mehr';
  },
  recovery_code_used: ({ name, left }) =>
    `${name} hat sich mit einem Wiederherstellungscode angemeldet; ${count(left, 'ist', 'sind')} noch übrig`,
  session_started: () => 'Eine Sitzung hat begonnen',
  session_ended: ({ why }, { by }) =>
    why === 'ended_by'
      ? `Eine Sitzung ist zu Ende: ${SESSION_ENDS[why]} ${by}`
      : `Eine Sitzung ist zu Ende: ${SESSION_ENDS[why]}`,
  refresh_reused: () =>
    'Ein Refresh-Token wurde nach seinem Nachfolger benutzt: Vielleicht hat ihn jemand kopiert',
  pin_changed: ({ change }) =>
    change === 'set' ? 'Die PIN wurde festgelegt' : 'Die PIN wurde entfernt',
  pin_disabled: ({ to }) =>
    `Die PIN ist nach zu vielen falschen gesperrt: ${to === undefined ? 'überall, wo kein Wandtablet angemeldet ist' : `für ${to}`}`,
  setup_code_renewed: ({ wrongTries }) =>
    wrongTries === undefined
      ? 'Es gibt einen neuen Einrichtungscode: Der letzte war zu alt'
      : `Es gibt einen neuen Einrichtungscode, nach ${count(wrongTries, 'falschen Versuch', 'falschen Versuchen')}`,
  access_refused: (data, { objectId }) =>
    `${count(data.count, 'Anfrage', 'Anfragen')} von ${objectId} abgewiesen`,
  unlocked: (_, { objectId }) => `${objectId} ist wieder zugelassen`,
};
