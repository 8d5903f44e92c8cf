/** How large a house may be, and how far ahead it is told something. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../units.ts';

export const HOUSE_LIMITS = {
  // Control
  controlPeriodMs: 20 * SECOND_MS,
  /** What is asked in so short a time is decided on together. */
  controlSoonMs: 50,
  /** What is decided so soon after a person has asked something follows of that: it is told at once. */
  personActMs: 5 * SECOND_MS,
  /** After a start control waits so long for the devices that have not reported yet. */
  controlSettleMs: 1 * MINUTE_MS,
  dhwBoostMinutes: 12 * 60,
  /** The highest power limit: what a house connection of three times 72 A carries. */
  powerLimitKw: 50,
  /** So long a power limit holds that says no end: who set it may be gone. */
  powerLimitMs: 120 * MINUTE_MS,
  /** One that is told again by whoever sends it all the time is written no more often: a flash card wears. */
  powerLimitAgainMs: 10 * MINUTE_MS,

  // The house
  /** Of house.json: room for all that may be in it, twice. */
  houseBytes: 2 * 1024 * 1024,
  /** How often it was changed can be taken back: so many are kept, the one that runs included. */
  houseVersions: 20,
  /** A version is kept in pieces: three bytes a character, or two where all are quotation marks, fit into a record. */
  housePieceChars: 16 * 1024,
  /** Faults of a house that one answer names. */
  houseFaultsTold: 100,
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
  /** Schedules that are kept under a name, to be given to rooms. */
  scheduleTemplates: 50,
  scheduleTemplateNameChars: 60,
  /** How much warmer, or cooler, the whole house is set for a while, K. */
  setpointShiftK: 5,
  /** How far ahead a hold, or an absence from home, may end. */
  holdMs: 366 * 24 * 60 * MINUTE_MS,
  /** Presses that are no further apart belong together: a length that is told then is for all of them. */
  pressesMs: 10 * MINUTE_MS,
  /** The wall clock may be set at any time: what is due by it is looked for at least so often. */
  agendaMaxMs: 1 * MINUTE_MS,
  /** A reading older than this no longer counts. */
  readingFreshMs: 15 * MINUTE_MS,
  /** A room sensor whose reports are the very same for so long is stuck: temperature or humidity of a room move within a day. */
  sensorStuckMs: 24 * HOUR_MS,
  /** A meter that says less than before was set back where it has said so this often, and for so long. */
  meterResetTimes: 3,
  meterResetMs: 10 * MINUTE_MS,
} as const;
