/** What is kept of what was: events, history, energy. */
import { MINUTE_MS, SECOND_MS } from '../units.ts';

export const RECORD_LIMITS = {
  // History and energy
  /** Between reports that are further apart nobody knows what the plant did. */
  energyGapMs: 5 * MINUTE_MS,
  energyDays: 400,
  /** Days, months or seasons of one answer: all days that are kept. */
  energyPeriods: 401,
  /** The bus is told of what is counted this often. */
  energyToldMs: 1 * MINUTE_MS,
  /** The most that a meter may have counted. */
  meterKwh: 1e9,
  /** The most that is taken for a count of its own: a start each minute, and a run without end, for a century. */
  compressorStarts: 5e7,
  compressorRunHours: 1e6,
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
  /** Zones whose day is unpacked at a time, and how long what came of all of them is good enough. */
  zoneTrendsSlice: 4,
  zoneTrendsKeptMs: 5 * MINUTE_MS,

  // Metrics
  /** Codes of faults that have series of their own: beyond them a device that makes codes up makes no more. */
  metricFaultCodes: 256,

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
} as const;
