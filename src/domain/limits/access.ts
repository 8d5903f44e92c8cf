/** Who comes in: tokens, people, sessions, guessing. */
import { MINUTE_MS, SECOND_MS } from '../units.ts';

export const ACCESS_LIMITS = {
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
  /** Uses that are noted before each token is told of its own: of 20,000 tokens in turn some three each. */
  tokenUsesLogged: 65_536,
  /** Tokens whose use is written in one go: of many thousands it would keep everybody waiting for seconds. */
  tokenUsesWritten: 500,
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
} as const;
