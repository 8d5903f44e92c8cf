import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { EventSentences } from '../hub.ts';
import { count, list, number } from './count.ts';
import { noticeSentences } from './hub-notices.ts';

type Of<T extends keyof EventDataTypes> = EventDataTypes[T];

const degrees = (tempC: number) => `${number(tempC)}\u00a0°C`;

function hotWater({ targetTempC, boostMinutes, sanitize, recirc }: Of<'command_sent'>): string {
  const told = [
    targetTempC !== undefined && `tot ${degrees(targetTempC)}`,
    boostMinutes !== undefined &&
      (boostMinutes === 0 ? 'geen extra warm water meer' : 'extra warm water'),
    sanitize !== undefined && 'legionellapreventie',
    recirc !== undefined && `circulatie ${recirc ? 'aan' : 'uit'}`,
  ];
  return `Warm water: ${told.filter((one) => one !== false).join(', ')}`;
}

function setpoints(data: Of<'setpoint_change'>): string {
  if (!('name' in data)) return hotWater(data);
  const { name, tempHeatSetC, tempCoolSetC } = data;
  const told = [
    tempHeatSetC !== undefined && `verwarmen tot ${degrees(tempHeatSetC)}`,
    tempCoolSetC !== undefined && `koelen tot ${degrees(tempCoolSetC)}`,
  ].filter((one) => one !== false);
  return told.length === 0 ? `${name}: weer volgens schema` : `${name}: ${told.join(', ')}`;
}

const MODES: Readonly<Record<string, string>> = {
  heat: 'verwarmen',
  cool: 'koelen',
  auto: 'automatisch',
  off: 'uit',
  home: 'Thuis',
  away: 'Afwezig',
  vacation: 'Vakantie',
};
const modeText = (mode: string) => MODES[mode] ?? mode;

const LEVELS = {
  watch: 'alleen meekijken',
  nudge: 'wensen doorgeven',
  steer: 'aansturen',
} as const;

function conflict(data: Of<'device_conflict'>, name: string): string {
  if (data.why === 'claimed')
    return `Twee apparaten doen zich voor als ${name}: naar ${data.heard} wordt geluisterd, niet naar ${data.refused ?? 'dat zonder hardwareId'}`;
  return data.why === 'bound'
    ? `${name} is aan andere topics gekoppeld, en een ander apparaat geeft zich daarvoor uit`
    : `${name} komt steeds opnieuw online: het start telkens opnieuw, of twee apparaten delen de naam`;
}

const SESSION_ENDS: Readonly<Record<Of<'session_ended'>['why'], string>> = {
  signed_out: 'uitgelogd',
  ended_by: 'beëindigd door',
  too_many: 'van te veel sessies was deze het langst niet gebruikt',
  replaced: 'een andere kwam ervoor in de plaats',
  password_changed: 'het wachtwoord is gewijzigd',
  pin_changed: 'de pincode is gewijzigd',
  user_removed: 'de persoon is verwijderd',
  refresh_reused: 'een oud refresh-token is gebruikt',
};

const FACTORS = {
  on: 'heeft tweestapsverificatie ingeschakeld',
  off: 'heeft tweestapsverificatie uitgeschakeld',
  recovery_codes: 'heeft nieuwe herstelcodes gemaakt',
  reset: 'is de tweede stap kwijt: tweestapsverificatie is gereset',
} as const;

const TEMPLATE_CHANGES = {
  added: 'toegevoegd',
  changed: 'gewijzigd',
  removed: 'verwijderd',
} as const;

function tokenRevoked({ name, under }: Of<'token_revoked'>): string {
  if (under === undefined) return `Token “${name}” is verwijderd`;
  return under.startsWith('usr_')
    ? `Token “${name}” is verwijderd, omdat de persoon is verwijderd bij wie het hoorde`
    : `Token “${name}” is verwijderd, samen met het token waar het bij hoorde`;
}

export const eventSentences: EventSentences = {
  ...noticeSentences,
  fault_raised: ({ message }, { name }) => `${name}: ${message}`,
  fault_cleared: ({ message }, { name }) => `${name}: ${message} (voorbij)`,
  mode_change: ({ name = 'Het huis', mode, before }) =>
    `${name}: ${modeText(mode)}, was ${modeText(before.mode)}`,
  setpoint_change: setpoints,
  device_online: (_, { name }) => `${name} laat weer van zich horen`,
  device_offline: (_, { name }) => `${name} laat niets meer horen`,
  command_sent: hotWater,
  system_startup: () => 'De hub is gestart',
  system_shutdown: () => 'De hub is gestopt',
  command_unconfirmed: (_, { name }) => `${name} heeft een opdracht niet bevestigd`,
  report_refused: ({ detail }, { name }) => `${name} meldt iets dat niet te lezen is: ${detail}`,
  reading_refused: ({ field, value }, { name }) => `${name}: ${field} kan niet ${value} zijn`,
  level_changed: ({ level, before, missing = [] }, { name }) =>
    missing.length === 0
      ? `${name}: ${LEVELS[level]}, was ${LEVELS[before.level]}`
      : `${name}: ${LEVELS[level]}, was ${LEVELS[before.level]}; daarvoor ontbreekt ${list(missing)}`,
  device_conflict: (data, { name }) => conflict(data, name),
  hub_word_stale: () =>
    'De broker had nog het bericht van een hub die niet antwoordt: het is overschreven',
  surplus_changed: ({ level, before }) => `Energie over: niveau ${level}, was ${before.level}`,
  power_limit_changed: ({ powerLimitKw, until }, { when }) =>
    powerLimitKw === undefined || until === undefined
      ? 'De vermogensgrens is voorbij'
      : `Vermogensgrens: ${number(powerLimitKw)}\u00a0kW tot ${when(until)}`,
  setpoint_shift_changed: ({ shiftK, until }, { when }) =>
    shiftK === undefined || until === undefined
      ? 'Geen kamer staat meer warmer of koeler'
      : `Alle kamers ${number(Math.abs(shiftK))}\u00a0°C ${shiftK > 0 ? 'warmer' : 'koeler'} tot ${when(until)}`,
  schedule_template_changed: ({ name, change }) =>
    `Het schemasjabloon “${name}” is ${TEMPLATE_CHANGES[change]}`,
  filter_reset: (_, { name }) => `Het filter van ${name} is vervangen`,
  events_lost: (data) =>
    `Een tijdje kon niets worden opgeslagen: ${count(data.count, 'gebeurtenis is', 'gebeurtenissen zijn')} verloren`,
  backup_made: ({ name }) => `Er is een back-up gemaakt: ${name}`,
  house_reloaded: () => 'Het huis is opnieuw ingelezen',
  house_changed: ({ version, changed, restored }) =>
    restored === undefined
      ? `Het huis is gewijzigd: ${list(changed)} (versie ${version})`
      : `Het huis is weer zoals in versie ${restored} (versie ${version})`,
  schedule_changed: ({ name, entries }) =>
    `${name}: een schema met ${count(entries, 'wijziging', 'wijzigingen')}`,
  settings_changed: ({ before }) => `Instellingen: ${list(Object.keys(before))}`,
  broker_changed: ({ url, changed }) => `De broker is ingesteld: ${url} (${list(changed)})`,
  token_changed: ({ enabled, before }) =>
    `Token “${before.name}” is ${enabled === undefined ? 'hernoemd' : enabled ? 'ingeschakeld' : 'uitgeschakeld'}`,
  token_rotated: ({ name }) => `Token “${name}” heeft een nieuw geheim`,
  token_revoked: tokenRevoked,
  user_created: ({ name }) => `${name} is toegevoegd`,
  user_changed: ({ name }) => `${name} is gewijzigd`,
  user_removed: ({ name }) => `${name} is verwijderd`,
  password_changed: ({ name }, { objectId, byId }) =>
    byId === objectId
      ? `${name} heeft het eigen wachtwoord gewijzigd`
      : `${name} heeft een nieuw wachtwoord gekregen`,
  second_factor_changed: (data) => {
    if (data.change !== 'rule') return `${data.name} ${FACTORS[data.change]}`;
    return data.required
      ? 'Het huis verlangt van iedereen tweestapsverificatie'
      : 'Het huis verlangt geen tweestapsverificatie meer';
  },
  recovery_code_used: ({ name, left }) =>
    `${name} heeft ingelogd met een herstelcode; nog ${count(left, 'herstelcode', 'herstelcodes')} over`,
  session_started: () => 'Er is een sessie begonnen',
  session_ended: ({ why }, { by }) =>
    why === 'ended_by'
      ? `Een sessie is beëindigd: ${SESSION_ENDS[why]} ${by}`
      : `Een sessie is beëindigd: ${SESSION_ENDS[why]}`,
  refresh_reused: () =>
    'Een refresh-token is gebruikt na zijn opvolger: misschien heeft iemand het gekopieerd',
  pin_changed: ({ change }) =>
    change === 'set' ? 'De pincode is ingesteld' : 'De pincode is verwijderd',
  pin_disabled: ({ to }) =>
    to === undefined
      ? 'De pincode is na te veel foute pogingen geblokkeerd overal waar geen tablet is ingelogd'
      : `De pincode is na te veel foute pogingen geblokkeerd voor ${to}`,
  setup_code_renewed: ({ wrongTries }) =>
    wrongTries === undefined
      ? 'Er is een nieuwe installatiecode: de vorige was te oud'
      : `Er is een nieuwe installatiecode, na ${count(wrongTries, 'foute poging', 'foute pogingen')}`,
  access_refused: (data, { objectId }) =>
    `${count(data.count, 'verzoek', 'verzoeken')} van ${objectId} geweigerd`,
  unlocked: (_, { objectId }) => `${objectId} is weer toegelaten`,
};
