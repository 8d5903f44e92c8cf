/** Everything that can grow has its cap here, with the unit last in its name. */
import { MINUTE_MS, SECOND_MS } from './units.ts';

export const LIMITS = {
  // HTTP
  requestBodyBytes: 64 * 1024,
  /** Levels of lists and objects in JSON, in bodies, messages and files alike. */
  jsonDepth: 32,
  requestHeaderLines: 100,
  requestHeaderBytes: 16 * 1024,
  requestTargetBytes: 8 * 1024,
  headersTimeoutMs: 10 * SECOND_MS,
  requestTimeoutMs: 30 * SECOND_MS,
  keepAliveTimeoutMs: 65 * SECOND_MS,
  connections: 2_048,
  /** Of one address, and of a /64 of IPv6 together: one client can take any address in it. */
  connectionsPerAddress: 128,
  connectionsPerNetwork: 512,
  /** Kept for who is signed in: whoever comes into these has `connectionProveMs` to show a good credential. */
  connectionsKept: 256,
  connectionProveMs: 2 * SECOND_MS,
  /** Requests of one connection whose answers are still being made: more is no client that reads them. */
  requestsInMaking: 8,
  /** A response of which less than so much is read in so long, while data waits, is cut off. */
  stallBytes: 16 * 1024,
  stallMs: 60 * SECOND_MS,
  stallCheckMs: 5 * SECOND_MS,
  /** Files that are being sent, each with so much of it in memory: of all clients, of one, and of a /64 of IPv6. */
  bodyChunkBytes: 64 * 1024,
  downloads: 128,
  downloadsPerAddress: 16,
  downloadsPerNetwork: 64,
  /** When to come again where there are as many as there can be. */
  downloadsRetryMs: 5 * SECOND_MS,

  // The Prometheus behind this hub
  /** From the question to the last byte of the answer. */
  upstreamMs: 30 * SECOND_MS,
  upstreamAnswerBytes: 16 * 1024 * 1024,
  /** Questions that are open at a time: a dashboard asks for all of its panels at once. */
  upstreamRequests: 64,
  /** When to come again where there are as many as there can be. */
  upstreamRetryMs: 1 * SECOND_MS,

  // The live stream
  streams: 512,
  streamsPerAddress: 32,
  streamsPerNetwork: 128,
  streamsPerPrincipal: 16,
  /** Kept for people: tokens and panels on the wall have the others. */
  streamsKept: 64,
  /** A reader that is further behind is dropped. */
  streamBacklogBytes: 1024 * 1024,
  /** Changes that are kept for readers who come back. */
  streamRing: 1_000,
  /** Changes of so long are told together, one of each object. */
  streamWindowMs: 100,
  streamHeartbeatMs: 15 * SECOND_MS,
  /** How often it is asked whether readers may go on; a revocation ends their streams within a second. */
  streamCheckMs: SECOND_MS / 2,
  /** How long a reader is to wait before it comes back. */
  streamRetryMs: 2 * SECOND_MS,
  /** Where there are as many streams as there can be. */
  streamsRetryMs: 30 * SECOND_MS,
  /** Answers of `/api/state` that are kept, one for all who may read the same. */
  stateScopes: 16,

  // MQTT
  mqttPayloadBytes: 16 * 1024,
  mqttPacketBytes: 1024 * 1024,
  /** Of what a device said that cannot be: how much of it is shown, as JSON. */
  refusedValueChars: 100,
  /** Fields of one device that stand refused; further ones are left out all the same. */
  deviceRefused: 8,
  /** Of one device and field an event tells so often that it is refused. */
  readingRefusedIntervalMs: 60 * MINUTE_MS,
  /** Of a number that is set over a topic of its own. */
  mqttNumberChars: 100,
  /** Bad senders that are told apart in the log; past it they are still counted. */
  mqttNotedSources: 1_000,
  mqttReconnectMinMs: 1 * SECOND_MS,
  mqttReconnectMaxMs: 60 * SECOND_MS,
  /** A hub that commands has answered a challenge by then. */
  hubAnswerMs: 5 * SECOND_MS,
  hubChallengeMs: 10 * SECOND_MS,
  /** One that stands by takes over after so long without an answer. */
  hubTakeoverMs: 30 * SECOND_MS,
  /** What clients set is carried out together, this often at most. */
  mqttCommandsIntervalMs: 250,
  /** Topics on which something that was set waits for that. */
  mqttCommandsWaiting: 2_000,
  /** That words were overtaken by newer ones is logged this often at most. */
  mqttSupersededNoteMs: 1 * MINUTE_MS,
  /** A device that did not confirm a command by then is reported. */
  commandConfirmMs: 30 * SECOND_MS,
  /** How long a command waits for the broker before it is reported. */
  commandQueueMs: 5 * MINUTE_MS,
  /** What a device has not confirmed it is told again this often, whenever it hears again. */
  commandRepeatMs: 5 * MINUTE_MS,
  /** One that is not as it was told, or is back, is told again within this: control has looked once more until then. */
  commandAgainMs: 25 * SECOND_MS,
  /** So often within `commandAgainWindowMs`, and from then on only each `commandRepeatMs`. */
  commandAgainTimes: 3,
  commandAgainWindowMs: 10 * MINUTE_MS,
  /** A state that changes all the time is told this often. */
  stateIntervalMs: 1 * SECOND_MS,
  /** What a client has set at once, it is answered together, and so soon. */
  stateEchoMs: 50,
  /** States that do not change are told again this often, for who has missed one. */
  stateRefreshMs: 15 * MINUTE_MS,

  // Home Assistant's discovery
  discoveryDelayMs: 2 * SECOND_MS,
  /** Up to so much is added when Home Assistant has started: all its devices answer it then. */
  discoverySpreadMs: 3 * SECOND_MS,
  /** Home Assistant loses parts of a description that comes while it still works on the last one. */
  discoveryIntervalMs: 10 * SECOND_MS,
  /** Descriptions that the broker has not acknowledged yet. */
  discoveryInFlight: 20,

  // Control
  controlPeriodMs: 20 * SECOND_MS,
  /** What is asked in so short a time is decided on together. */
  controlSoonMs: 50,
  /** After a start control waits so long for the devices that have not reported yet. */
  controlSettleMs: 1 * MINUTE_MS,
  dhwBoostMinutes: 12 * 60,

  // The house
  /** Of house.json: room for all that may be in it, twice. */
  houseBytes: 2 * 1024 * 1024,
  zones: 1_000,
  fcus: 2_000,
  heatpumps: 16,
  /** Of a kind of device that has no limit of its own. */
  devicesOfKind: 64,
  /** The highest place that a zone may be given in the list of zones. */
  zoneOrder: 9_999,
  zoneSensors: 16,
  zoneTerminals: 16,
  idChars: 64,
  friendlyNameChars: 100,
  scheduleEntries: 100,
  /** How far ahead a hold, or an absence from home, may end. */
  holdMs: 366 * 24 * 60 * MINUTE_MS,
  /** Presses that are no further apart belong together: a length that is told then is for all of them. */
  pressesMs: 10 * MINUTE_MS,
  /** The wall clock may be set at any time: what is due by it is looked for at least so often. */
  agendaMaxMs: 1 * MINUTE_MS,
  /** A reading older than this no longer counts. */
  readingFreshMs: 15 * MINUTE_MS,

  // Devices of other makes, bound in house.json
  bindings: 1_000,
  bindingReadings: 16,
  bindingAvailabilities: 4,
  bindingTopicBytes: 256,
  bindingValues: 64,
  /** Of what a relay or a valve is sent, as JSON. */
  bindingMessageChars: 1_024,
  /** A battery sensor that reports nothing for a day may as well be dead. */
  bindingStaleMinutes: 24 * 60,
  /** A device's clock may be ahead of the hub's by this. */
  deviceClockAheadMs: 5 * MINUTE_MS,

  // Tokens
  tokens: 100_000,
  tokenNameChars: 100,
  tokenExpiryMinMs: 1 * MINUTE_MS,
  tokenAddresses: 20,
  tokenRequestsPerMinute: 100_000,
  /** Tokens that end together and have an event each; of more the number is told. */
  revocationEvents: 100,
  /** Uses of each token that are kept one by one. */
  tokenRecentUses: 20,
  /** Uses that are noted before each token is told of its own. */
  tokenUsesLogged: 8_192,
  /** Different known, of all tokens, that are known again when they are done again. */
  knownUsageEntries: 1_000,
  /** How long its counters per day are kept. */
  tokenUsageMs: 90 * 24 * 60 * MINUTE_MS,
  /** Paths and names of programs are cut to this in its uses. */
  usageTextChars: 200,
  /** Revoked tokens stay listed this long, for the audit trail. */
  tombstoneMs: 30 * 24 * 60 * MINUTE_MS,

  // People and their sessions
  users: 100,
  sessionsPerUser: 50,
  emailChars: 254,
  userNameChars: 100,
  passwordMinChars: 8,
  passwordMaxBytes: 1_024,
  pinMinDigits: 6,
  pinMaxDigits: 12,
  /**
   * Passwords that wait for the one that is being hashed, which takes a core and 32 MiB for a while: so many of those
   * who are known, so many of strangers, and so many of one address or device.
   */
  passwordQueue: 16,
  passwordQueuePerLane: 4,
  /** How long the thread that hashes them is kept for the next one. */
  scryptIdleMs: 30_000,
  /** Of each user with a second factor; each counts once. */
  recoveryCodes: 10,
  /** How long the setting up of a second factor waits for the app's first code. */
  secondFactorBegunMs: 15 * MINUTE_MS,
  /** Of a code of an app or a recovery code, however it was typed. */
  otpChars: 64,
  /** So many wrong PINs of an address close it for that address, until an owner signs in. */
  pinFailures: 20,
  /**
   * So many in all close it for every address that has no panel signed in: of the million PINs of six digits a guesser
   * with any number of addresses tries one in 2,000 until an owner signs in again.
   */
  pinFailuresInAll: 500,
  /**
   * So many wrong setup codes, from wherever, make a new one; an address has `freeGuesses` of them, and waits before each
   * further one. A code is one of 32^10, so of a hundred tries one is right with a chance of 1 in 11 million millions,
   * and a hundred tries a second for a year find one with a chance of 1 in 350,000, new codes or not.
   */
  setupCodeTries: 100,
  setupCodeMs: 24 * 60 * MINUTE_MS,
  /** Addresses of each user that are remembered to have signed in well, and for how long. */
  knownAddresses: 16,
  knownAddressMs: 30 * 24 * 60 * MINUTE_MS,
  /** Networks, and as many programs, of each user that are no new place to sign in from. */
  knownPlaces: 32,
  /** What a program calls itself is cut to this in the list of sessions. */
  userAgentChars: 200,
  accessTokenMs: 900 * SECOND_MS,
  /** Ours have some 300. */
  accessTokenChars: 1_024,
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

  // Metrics
  /** Codes of faults that have series of their own: beyond them a device that makes codes up makes no more. */
  metricFaultCodes: 256,

  // Guessing, and asking too often
  /** Wrong tries before the first wait. */
  freeGuesses: 5,
  lockoutMinMs: 30 * SECOND_MS,
  lockoutMaxMs: 15 * MINUTE_MS,
  /** Wrong tries are forgotten so long after the last. */
  guessMemoryMs: 24 * 60 * MINUTE_MS,
  /** A /64 of IPv6 has so many times the room of one address: a home is one such network. */
  networkRoom: 10,
  /**
   * Counters of wrong tries. Made-up accounts have theirs among those of real ones, or full counters would tell which
   * there are; to push one out takes so many wrong tries, most of them from other addresses.
   */
  guessedAccounts: 10_000,
  guessingAddresses: 10_000,
  /** Accounts with a known address or device that they were tried from. */
  guessedPairs: 5_000,
  /** Of an address, on the open routes that take a secret. */
  authRequestsPerMinute: 60,
  /**
   * Answers a second to an address, and to all together, that have shown no good credential; `burst` of them at once,
   * which is more than a page in a browser asks for.
   */
  strangers: { perSecond: 1_000, togetherPerSecond: 2_000, burst: 200 },
  /** Addresses that are told apart before anybody has said who he is. */
  rateLimitedAddresses: 10_000,
  // Events
  events: 100_000,
  eventAgeMs: 365 * 24 * 60 * MINUTE_MS,
  /** Changes of who has access, and as many sign-ins and settings: each has its own place. */
  auditEvents: 50_000,
  auditTrafficEvents: 50_000,
  auditAgeMs: 2 * 365 * 24 * 60 * MINUTE_MS,
  /** Events of each type that owners are to notice. */
  noticesPerType: 10,
  /** Refusals have a cap of their own: however many there are, they drive no other event out. */
  refusalEvents: 1_000,
  /** Refusals of one address are one event for so long. */
  refusalWindowMs: 15 * MINUTE_MS,
  /** Addresses told apart at a time; all others are one. */
  refusalAddresses: 32,
  /** Ids named in one event. */
  refusalPrincipals: 10,
  eventPage: 1_000,
  eventDefaultPage: 100,
  /** Events read at a time: the event loop must not stand still for longer. */
  eventSlice: 500,
  /** Events of a slice of an export, and exports at a time: a slow reader holds a slice. */
  eventExportSlice: 100,
  eventExports: 8,
  eventExportsRetryMs: 5 * SECOND_MS,
  /** Events removed at a time. */
  eventTrimSlice: 2_000,
  /** At so many that wait for the lazy batch one is written at once, with so many at a time. */
  eventsWrittenAt: 500,
  eventWriteSlice: 1_000,
  /**
   * Events that wait; past it the oldest is lost. Room for a word of every device of the largest house at once, so only a
   * disk that takes none lets it come to that.
   */
  eventsWaiting: 20_000,
  /** Numbers given beyond the last that is on the disk: after a crash none of so many is given again. */
  eventNumbersAhead: 100_000,
  /** A device that comes and goes is told of once in so long. */
  deviceEventIntervalMs: 1 * MINUTE_MS,
  /** So many words that it is online within `refusalWindowMs` are too many of one device. */
  deviceReturns: 10,
  /** Faults of one device that are followed at a time. */
  deviceFaults: 64,
  /** Faults that control finds: at this many, further ones wait until others have gone. */
  foundFaults: 1_000,

  // Storage
  /** What can wait is written together, this often. */
  lazyFlushMs: 10 * MINUTE_MS,
  /** What must not be missed for so long is written by then. */
  lazySoonMs: 1 * MINUTE_MS,
  /** The clock's high-water mark goes with whatever is written; it is written by itself where nothing was for so long. */
  clockMarkMs: 15 * MINUTE_MS,
  /** At all caps: some 50 MiB of history, 90 of events, 60 of tokens. */
  storeBytes: 256 * 1024 * 1024,
  storeValueBytes: 64 * 1024,
  /** Of a key with the name of its table: LMDB takes no longer ones. */
  storeKeyBytes: 1_024,
  /** How often it is looked whether the disk takes writes. */
  storeLookMs: 30 * SECOND_MS,
  /** So many commits one after another that each took so long, and the disk is told to be slow. */
  slowCommits: 3,
  slowCommitMs: 1 * SECOND_MS,
  /** Records that could not be read, named in one event. */
  damagedRecordKeys: 10,
  /** How long closing it may take. */
  storeCloseMs: 5 * SECOND_MS,
  /** Records of a newer version that are known by name. */
  newerRecords: 1_000,
  /** Damaged stores that are kept beside the one in use, for who may read more of them; the oldest goes. */
  damagedStores: 3,
  /** A process that reads a damaged store and says nothing for so long goes round in circles. */
  storeReaderSilentMs: 20 * SECOND_MS,
  /** Processes that may die of reading one, and how many one after another that could read nothing more of it. */
  storeReaders: 64,
  storeReadersInVain: 6,
  /** What is wrong with single records, a line each. */
  verifyFaults: 1_000,
  /** Records of it that are written into the new one at a time. */
  storeHealSlice: 500,

  // The command line's socket
  controlMessageBytes: 1024 * 1024,
  controlPathBytes: 107,
  controlTimeoutMs: 10 * SECOND_MS,

  // Diagnostics
  recentLogEntries: 50,
  recentLogChars: 500,

  // Backups
  /** Of each kind so many are kept, the newest. */
  backupsKept: { daily: 7, weekly: 4, upgrade: 3, manual: 20 },
  /** How soon after a start it is first looked whether one is due, and how often from then on. */
  backupFirstMs: 10 * MINUTE_MS,
  backupLookMs: 60 * MINUTE_MS,
  /** Events of each table in a daily one. */
  backupDailyEvents: 500,
  /** Read at a time: the event loop must not stand still for longer. */
  backupSliceRecords: 500,
  backupSliceBytes: 64 * 1024,
  /** Sealed at a time, which is the processor's work. */
  backupSealedBytes: 16 * 1024,
  /** Of a file that is read: a record is no longer, written as text within text. */
  backupLineBytes: 8 * 1024 * 1024,
  backupLines: 4_000_000,
  backupTextBytes: 1024 * 1024 * 1024,
  /** A text so many times as long as its file is no backup; ours come to 40 at most. So much is let pass before. */
  backupRatio: 200,
  backupRatioFreeBytes: 16 * 1024 * 1024,
  /** Firmware in a backup. */
  backupFirmwareBytes: 256 * 1024 * 1024,
  backupFirmwareChunkBytes: 192 * 1024,
  /** Loaded at a time, and for how long: what was there at its beginning is kept for it. */
  backupDownloads: 2,
  backupDownloadMs: 10 * MINUTE_MS,
  backupPassphraseMinChars: 12,
  /** Records that are put back in one commit. */
  restoreCommitBytes: 4 * 1024 * 1024,
  /** Who was thrown out, kept beside the store: beyond so many the oldest are forgotten. */
  revocations: 100_000,

  // Firmware files
  firmwareIndexEntries: 10_000,
  firmwareEtags: 256,
} as const;
