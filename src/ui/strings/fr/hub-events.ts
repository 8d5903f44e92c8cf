import type { EventDataTypes } from '../../../domain/sentences/event-data.ts';
import type { EventSentences } from '../hub.ts';
import { count, list, number, until } from './count.ts';
import { noticeSentences } from './hub-notices.ts';

type Of<T extends keyof EventDataTypes> = EventDataTypes[T];

const degrees = (tempC: number) => `${number(tempC)}\u00a0°C`;

function hotWater({ targetTempC, boostMinutes, sanitize, recirc }: Of<'command_sent'>): string {
  const told = [
    targetTempC !== undefined && `consigne ${degrees(targetTempC)}`,
    boostMinutes !== undefined &&
      (boostMinutes === 0 ? 'de nouveau comme d’habitude' : 'davantage pendant un moment'),
    sanitize !== undefined && 'désinfection',
    recirc !== undefined && `bouclage ${recirc ? 'activé' : 'désactivé'}`,
  ];
  return `Eau chaude\u202f: ${told.filter((one) => one !== false).join(', ')}`;
}

function setpoints(data: Of<'setpoint_change'>): string {
  if (!('name' in data)) return hotWater(data);
  const { name, tempHeatSetC, tempCoolSetC } = data;
  const told = [
    tempHeatSetC !== undefined && `chauffer à ${degrees(tempHeatSetC)}`,
    tempCoolSetC !== undefined && `rafraîchir à ${degrees(tempCoolSetC)}`,
  ].filter((one) => one !== false);
  return told.length === 0
    ? `${name}\u202f: retour au programme`
    : `${name}\u202f: ${told.join(', ')}`;
}

const MODES: Readonly<Record<string, string>> = {
  heat: 'chaud',
  cool: 'froid',
  auto: 'auto',
  off: 'arrêt',
  home: 'Présent',
  away: 'Absent',
  vacation: 'Vacances',
};
const modeText = (mode: string) => MODES[mode] ?? mode;

const LEVELS = {
  watch: 'seulement observer',
  nudge: 'dire les souhaits',
  steer: 'piloter',
} as const;

function conflict(data: Of<'device_conflict'>, name: string): string {
  if (data.why === 'claimed')
    return `Deux appareils se présentent sous le même nom (${name})\u202f: ${data.heard} est écouté, ${data.refused ?? 'celui sans hardwareId'} ne l’est pas`;
  return data.why === 'bound'
    ? `${name} est lié à d’autres topics, et un autre appareil prend son nom`
    : `${name} revient sans cesse\u202f: l’appareil redémarre en boucle, ou deux appareils partagent ce nom`;
}

const SESSION_ENDS: Readonly<Record<Of<'session_ended'>['why'], string>> = {
  signed_out: 'déconnexion',
  ended_by: 'arrêtée par',
  too_many: 'il y en avait trop, et c’était la moins récente',
  replaced: 'une autre a pris sa place',
  password_changed: 'le mot de passe a été changé',
  pin_changed: 'le code PIN a été changé',
  user_removed: 'la personne a été retirée',
  refresh_reused: 'un ancien jeton de renouvellement a été utilisé',
};

const FACTORS = {
  on: 'a activé la connexion en deux étapes',
  off: 'a désactivé la connexion en deux étapes',
  recovery_codes: 'a créé de nouveaux codes de secours',
  reset: 'n’a plus de deuxième étape\u202f: elle a été réinitialisée',
} as const;

const TEMPLATE_CHANGES = { added: 'ajouté', changed: 'modifié', removed: 'supprimé' } as const;

function tokenRevoked({ name, under }: Of<'token_revoked'>): string {
  if (under === undefined) return `Le jeton «\u202f${name}\u202f» a été supprimé`;
  return under.startsWith('usr_')
    ? `Le jeton «\u202f${name}\u202f» a été supprimé, car la personne dont il dépendait a été retirée`
    : `Le jeton «\u202f${name}\u202f» a été supprimé, avec le jeton dont il dépendait`;
}

export const eventSentences: EventSentences = {
  ...noticeSentences,
  fault_raised: ({ message }, { name }) => `${name}\u202f: ${message}`,
  fault_cleared: ({ message }, { name }) => `${name}\u202f: ${message} (terminé)`,
  mode_change: ({ name = 'La maison', mode, before }) =>
    `${name}\u202f: ${modeText(mode)}, avant ${modeText(before.mode)}`,
  setpoint_change: setpoints,
  device_online: (_, { name }) => `${name} répond de nouveau`,
  device_offline: (_, { name }) => `${name} ne répond plus`,
  command_sent: hotWater,
  system_startup: () => 'Le hub a démarré',
  system_shutdown: () => 'Le hub a été arrêté',
  command_unconfirmed: (_, { name }) => `${name} n’a pas confirmé un ordre`,
  report_refused: ({ detail }, { name }) => `${name} envoie un message illisible\u202f: ${detail}`,
  reading_refused: ({ field, value }, { name }) =>
    `${name}\u202f: ${field} ne peut pas être ${value}`,
  level_changed: ({ level, before, missing = [] }, { name }) =>
    missing.length === 0
      ? `${name}\u202f: ${LEVELS[level]}, avant ${LEVELS[before.level]}`
      : `${name}\u202f: ${LEVELS[level]}, avant ${LEVELS[before.level]}\u202f; il manque ${list(missing)}`,
  device_conflict: (data, { name }) => conflict(data, name),
  hub_word_stale: () =>
    'Le broker gardait encore un message d’un hub qui ne répond pas\u202f: il a été remplacé',
  surplus_changed: ({ level, before }) => `Surplus\u202f: niveau ${level}, avant ${before.level}`,
  power_limit_changed: (data, { when }) =>
    data.powerLimitKw === undefined || data.until === undefined
      ? 'La limite de puissance est levée'
      : `Limite de puissance\u202f: ${number(data.powerLimitKw)}\u00a0kW ${until(when(data.until))}`,
  setpoint_shift_changed: (data, { when }) =>
    data.shiftK === undefined || data.until === undefined
      ? 'Les pièces ne sont plus réglées plus haut ni plus bas'
      : `Toutes les pièces ${number(Math.abs(data.shiftK))}\u00a0°C ${data.shiftK > 0 ? 'plus haut' : 'plus bas'} ${until(when(data.until))}`,
  schedule_template_changed: ({ name, change }) =>
    `Le modèle de programme «\u202f${name}\u202f» a été ${TEMPLATE_CHANGES[change]}`,
  filter_reset: (_, { name }) => `${name}\u202f: le filtre a été changé`,
  events_lost: (data) =>
    `Rien n’a pu être écrit pendant un moment\u202f: ${count(data.count, 'événement est perdu', 'événements sont perdus')}`,
  backup_made: ({ name }) => `Une sauvegarde a été faite\u202f: ${name}`,
  house_reloaded: () => 'La maison a été relue',
  house_changed: ({ version, changed, restored }) =>
    restored === undefined
      ? `La maison a été modifiée\u202f: ${list(changed)} (version ${version})`
      : `La maison est de nouveau comme dans la version ${restored} (version ${version})`,
  schedule_changed: ({ name, entries }) =>
    `${name}\u202f: un programme de ${count(entries, 'changement', 'changements')}`,
  settings_changed: ({ before }) => `Réglages\u202f: ${list(Object.keys(before))}`,
  broker_changed: ({ url, changed }) =>
    `Le broker a été configuré\u202f: ${url} (${list(changed)})`,
  token_changed: ({ enabled, before }) =>
    `Le jeton «\u202f${before.name}\u202f» a été ${enabled === undefined ? 'renommé' : enabled ? 'activé' : 'désactivé'}`,
  token_rotated: ({ name }) => `Le jeton «\u202f${name}\u202f» a un nouveau secret`,
  token_revoked: tokenRevoked,
  user_created: ({ name }) => `Nouvelle personne\u202f: ${name}`,
  user_changed: ({ name }) => `Compte modifié\u202f: ${name}`,
  user_removed: ({ name }) => `Personne retirée\u202f: ${name}`,
  password_changed: ({ name }, { objectId, byId }) =>
    byId === objectId
      ? `${name} a changé son mot de passe`
      : `${name} a reçu un nouveau mot de passe`,
  second_factor_changed: (data) => {
    if (data.change !== 'rule') return `${data.name} ${FACTORS[data.change]}`;
    return data.required
      ? 'La maison demande à tous la connexion en deux étapes'
      : 'La maison ne demande plus la connexion en deux étapes';
  },
  recovery_code_used: ({ name, left }) =>
    `${name} a utilisé un code de secours pour se connecter\u202f; il en reste ${number(left)}`,
  session_started: () => 'Une session a commencé',
  session_ended: ({ why }, { by }) =>
    why === 'ended_by'
      ? `Une session est terminée\u202f: ${SESSION_ENDS[why]} ${by}`
      : `Une session est terminée\u202f: ${SESSION_ENDS[why]}`,
  refresh_reused: () =>
    'Un jeton de renouvellement a servi après son successeur\u202f: quelqu’un l’a peut-être copié',
  pin_changed: ({ change }) =>
    change === 'set' ? 'Le code PIN a été défini' : 'Le code PIN a été supprimé',
  pin_disabled: ({ to }) =>
    `Le code PIN est bloqué après trop de tentatives erronées\u202f: ${to === undefined ? 'partout où aucun écran mural n’est connecté' : `pour ${to}`}`,
  setup_code_renewed: ({ wrongTries }) =>
    wrongTries === undefined
      ? 'Il y a un nouveau code d’installation\u202f: l’ancien était trop vieux'
      : `Il y a un nouveau code d’installation, après ${count(wrongTries, 'tentative erronée', 'tentatives erronées')}`,
  access_refused: (data, { objectId }) =>
    `${count(data.count, 'requête refusée', 'requêtes refusées')}, venant de ${objectId}`,
  unlocked: (_, { objectId }) => `Accès rétabli pour ${objectId}`,
};
