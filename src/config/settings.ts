/** Every setting of the hub, once: what reads them, checks them and prints their help is derived from this table. */
import type { AddressRange } from '../domain/address.ts';
import { ADMIN_SECRET } from '../domain/admin-secret.ts';
import { BROKER_PROTOCOLS } from '../domain/broker.ts';
import { LOG_LEVELS } from '../domain/log-level.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';

/** What a setting's text has to be, and what becomes of it. */
export type SettingKind =
  | { readonly type: 'text'; readonly pattern?: RegExp; readonly wanted?: string }
  | { readonly type: 'listen' }
  | { readonly type: 'path' }
  | { readonly type: 'url'; readonly protocols: readonly string[] }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly unit: string }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'names' }
  | { readonly type: 'ranges' };

export interface HubSetting {
  /** None for a secret: whoever may list the processes reads their arguments. */
  readonly flag?: string;
  readonly env: string;
  readonly kind: SettingKind;
  /** As it would be given; undefined where there is none. */
  readonly default?: string;
  /** Where the default is worked out, in words. */
  readonly defaultText?: string;
  /** The name of a credential that systemd may hand over as a file, whose path becomes the value. */
  readonly credential?: string;
  readonly help: string;
}

/** What is never shown, and is kept from the processes that the hub starts. */
export const isSecret = ({ flag }: HubSetting): boolean => flag === undefined;

const TOPIC_LEVELS = {
  pattern: /^[^/+#\s]+(?:\/[^/+#\s]+)*$/,
  wanted: 'one or more topic levels such as aris or site42/aris, without + and #',
} as const;

const CONTACT = {
  pattern: /^(?:https:\/\/|mailto:|tel:)[\w.~:/?#[\]@!$&'()*+,;=%-]+$/,
  wanted: 'an address that begins with https://, mailto: or tel:',
} as const;

export const HUB_SETTINGS = {
  listen: {
    flag: 'listen',
    env: 'ARIS_LISTEN',
    kind: { type: 'listen' },
    default: '[::]:8080',
    help: 'address and port to listen on; a socket passed by systemd wins',
  },
  data: {
    flag: 'data',
    env: 'ARIS_DATA',
    kind: { type: 'path' },
    defaultText: '/var/lib/aris where that exists, else ~/.local/share/aris',
    help: 'folder of everything that is kept',
  },
  mqttUrl: {
    flag: 'mqtt-url',
    env: 'ARIS_MQTT_URL',
    kind: { type: 'url', protocols: BROKER_PROTOCOLS },
    help: 'the broker, such as mqtt://localhost:1883',
  },
  mqttUsername: {
    flag: 'mqtt-username',
    env: 'ARIS_MQTT_USERNAME',
    kind: { type: 'text' },
    help: 'user name at the broker',
  },
  mqttPasswordFile: {
    flag: 'mqtt-password-file',
    env: 'ARIS_MQTT_PASSWORD_FILE',
    kind: { type: 'path' },
    credential: 'mqtt-password',
    help: 'file with the password at the broker, on its first line',
  },
  mqttCaFile: {
    flag: 'mqtt-ca-file',
    env: 'ARIS_MQTT_CA_FILE',
    kind: { type: 'path' },
    help: "file with the certificate authority that signed the broker's certificate, in PEM",
  },
  mqttBase: {
    flag: 'mqtt-base',
    env: 'ARIS_MQTT_BASE',
    kind: { type: 'text', ...TOPIC_LEVELS },
    default: 'aris',
    help: 'first levels of every topic; one per hub where hubs share a broker',
  },
  mqttCommands: {
    flag: 'mqtt-commands',
    env: 'ARIS_MQTT_COMMANDS',
    kind: { type: 'choice', values: ['on', 'off'] },
    default: 'on',
    help: 'whether clients may command zones over MQTT',
  },
  haPrefix: {
    flag: 'ha-prefix',
    env: 'ARIS_HA_PREFIX',
    kind: { type: 'text', ...TOPIC_LEVELS },
    default: 'homeassistant',
    help: "first levels of the topics of Home Assistant's discovery; off takes all of it back",
  },
  house: {
    flag: 'house',
    env: 'ARIS_HOUSE',
    kind: { type: 'path' },
    defaultText: 'house.json in the data folder; the sample house where the house is virtual',
    help: 'the description of the house',
  },
  firmware: {
    flag: 'firmware',
    env: 'ARIS_FIRMWARE',
    kind: { type: 'path' },
    defaultText: 'firmware in the data folder',
    help: 'folder that is served, open to all, at /firmware/; not the data folder, nor one that holds it or lies in it, save that default',
  },
  backup: {
    flag: 'backup',
    env: 'ARIS_BACKUP',
    kind: { type: 'path' },
    defaultText: 'backups in the data folder',
    help: 'folder of the backups; elsewhere than in the data folder, an installed hub needs ReadWritePaths= for it',
  },
  securityContact: {
    flag: 'security-contact',
    env: 'ARIS_SECURITY_CONTACT',
    kind: { type: 'text', ...CONTACT },
    defaultText: "the repository's own way, in words",
    help: 'whom /.well-known/security.txt names for reports of a vulnerability',
  },
  hosts: {
    flag: 'hosts',
    env: 'ARIS_HOSTS',
    kind: { type: 'names' },
    default: '',
    help: 'further host names that the hub answers to, with commas between them',
  },
  trustedProxies: {
    flag: 'trusted-proxies',
    env: 'ARIS_TRUSTED_PROXIES',
    kind: { type: 'ranges' },
    default: '',
    help: 'addresses and ranges of the reverse proxies whose X-Forwarded-For and -Proto count, with commas between them',
  },
  queryKeys: {
    flag: 'query-keys',
    env: 'ARIS_QUERY_KEYS',
    kind: { type: 'choice', values: ['on', 'off'] },
    default: 'on',
    help: 'whether _auth_key and _api_auth in a URL count as credentials; URLs end up in logs and histories',
  },
  prometheusUrl: {
    flag: 'prometheus-url',
    env: 'ARIS_PROMETHEUS_URL',
    kind: { type: 'url', protocols: ['http:'] },
    help: 'the Prometheus that is asked behind /prometheus/api/v1/, such as http://localhost:9090',
  },
  adminSecret: {
    env: 'ARIS_ADMIN_SECRET',
    kind: { type: 'text', ...ADMIN_SECRET },
    help: 'the secret of /api/admin/*, or sha256: and its SHA-256; without one, nobody gets in there',
  },
  adminSecretFile: {
    flag: 'admin-secret-file',
    env: 'ARIS_ADMIN_SECRET_FILE',
    kind: { type: 'path' },
    credential: 'admin-secret',
    help: 'file with the same on its first line, where ARIS_ADMIN_SECRET is not set',
  },
  bootstrapTokenFile: {
    flag: 'bootstrap-token-file',
    env: 'ARIS_BOOTSTRAP_TOKEN_FILE',
    kind: { type: 'path' },
    credential: 'bootstrap-token',
    help: 'file with a token of "aris token generate" on its first line, which the hub takes in once; it may do all',
  },
  logLevel: {
    flag: 'log-level',
    env: 'ARIS_LOG_LEVEL',
    kind: { type: 'choice', values: LOG_LEVELS },
    default: 'info',
    help: 'the least that is logged',
  },
  stopDeadlineMs: {
    flag: 'stop-deadline-ms',
    env: 'ARIS_STOP_DEADLINE_MS',
    kind: { type: 'integer', min: SECOND_MS, max: MINUTE_MS, unit: 'ms' },
    default: '10000',
    help: 'how long requests in flight may take to finish when the hub stops',
  },
} as const satisfies Record<string, HubSetting>;

export type HubSettingName = keyof typeof HUB_SETTINGS;

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What each kind of text becomes. */
interface KindValue {
  text: string;
  listen: ListenAddress;
  path: string;
  url: string;
  integer: number;
  choice: string;
  names: readonly string[];
  ranges: readonly AddressRange[];
}

/** A setting without a default may be absent. */
export type HubSettings = {
  readonly [Name in HubSettingName]:
    | KindValue[(typeof HUB_SETTINGS)[Name]['kind']['type']]
    | ((typeof HUB_SETTINGS)[Name] extends { default: string } ? never : undefined);
};
