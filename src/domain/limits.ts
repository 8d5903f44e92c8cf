/** Everything that can grow has its cap here, with the unit last in its name. */
import { MINUTE_MS, SECOND_MS } from './units.ts';

export const LIMITS = {
  // HTTP
  requestBodyBytes: 64 * 1024,
  requestHeaderLines: 100,
  requestHeaderBytes: 16 * 1024,
  requestTargetBytes: 8 * 1024,
  headersTimeoutMs: 10 * SECOND_MS,
  requestTimeoutMs: 30 * SECOND_MS,
  keepAliveTimeoutMs: 65 * SECOND_MS,
  connections: 2_048,
  /** How long requests in flight may take to finish once the hub is asked to stop. */
  stopDeadlineMs: 10 * SECOND_MS,

  // MQTT
  mqttPayloadBytes: 16 * 1024,
  mqttPacketBytes: 1024 * 1024,
  /** Bad senders that are told apart in the log; past it they are still counted. */
  mqttNotedSources: 1_000,
  mqttReconnectMinMs: 1 * SECOND_MS,
  mqttReconnectMaxMs: 60 * SECOND_MS,
  /** A device that did not confirm a command by then is reported. */
  commandConfirmMs: 30 * SECOND_MS,
  /** How long a command waits for the broker before it is reported. */
  commandQueueMs: 5 * MINUTE_MS,
  zoneStateIntervalMs: 1 * SECOND_MS,

  // The house
  zones: 1_000,
  fcus: 2_000,
  heatpumps: 16,
  zoneSensors: 16,
  zoneTerminals: 16,
  idChars: 64,
  friendlyNameChars: 100,
  /** A reading older than this no longer counts. */
  readingFreshMs: 15 * MINUTE_MS,

  // Tokens
  tokens: 100_000,
  tokenNameChars: 100,
  tokenExpiryMinMs: 1 * MINUTE_MS,
  /** Revoked tokens stay listed this long, for the audit trail. */
  tombstoneMs: 30 * 24 * 60 * MINUTE_MS,
  usageFlushMs: 5 * MINUTE_MS,

  // People and their sessions
  users: 100,
  sessionsPerUser: 50,
  emailChars: 254,
  userNameChars: 100,
  passwordMinChars: 8,
  passwordMaxBytes: 1_024,
  pinMinDigits: 6,
  pinMaxDigits: 12,
  accessTokenMs: 900 * SECOND_MS,
  /** A session of access and refresh tokens ends then, however often it was refreshed. */
  refreshMs: 7 * 24 * 60 * MINUTE_MS,
  cookieIdleMs: 14 * 24 * 60 * MINUTE_MS,
  cookieMs: 90 * 24 * 60 * MINUTE_MS,
  panelMs: 30 * 24 * 60 * MINUTE_MS,
  /** How long after it was given a password opens what is sensitive. */
  passwordFreshMs: 10 * MINUTE_MS,

  // History and energy
  /** Between reports that are further apart nobody knows what the plant did. */
  energyGapMs: 5 * MINUTE_MS,
  energyDays: 400,
  /** Zones and devices that history is kept of. */
  historySeries: 1_000,
  /** Points of one answer: 24 hours by the minute, and some. */
  historyPoints: 1_500,
  historySpanMs: 3 * 366 * 24 * 60 * MINUTE_MS,
  /** Blocks in memory: the open one, and those that the disk does not take. */
  historyOpenBlocks: 3,
  /** Series that are packed, and summed up, at a time: the event loop must not stand still for longer. */
  historyPackSlice: 64,
  historySumSlice: 8,
  /** Blocks removed at a time. */
  historyTrimSlice: 256,

  // Storage
  storeBytes: 128 * 1024 * 1024,
  storeValueBytes: 64 * 1024,

  // The command line's socket
  controlMessageBytes: 1024 * 1024,
  controlPathBytes: 107,
  controlTimeoutMs: 10 * SECOND_MS,

  // Firmware files
  firmwareIndexEntries: 10_000,
  firmwareEtags: 256,
} as const;
