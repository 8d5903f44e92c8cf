/** What is found on the broker and does not stand in the house: how much of it is read, kept and shown. */
import { MINUTE_MS, SECOND_MS } from '../units.ts';

export const FOUND_LIMITS = {
  /** The broker is listened to for so long after somebody has looked. */
  foundLookMs: 10 * MINUTE_MS,
  /** Who looks first waits so long for what the broker has kept. */
  foundWaitMs: 2 * SECOND_MS,
  /** Of one document of discovery, such as the list of a Zigbee2MQTT with hundreds of devices. */
  foundDocumentBytes: 4 * 1024 * 1024,
  /** A packet of that size, with its topic. */
  foundPacketBytes: 4 * 1024 * 1024 + 64 * 1024,
  /** What may come at once, and how fast more may: past it the broker is left alone for a while. */
  foundBurstBytes: 64 * 1024 * 1024,
  foundBytesPerSecond: 256 * 1024,
  /** What a message costs besides its bytes. */
  foundMessageBytes: 256,
  foundPauseMs: 5 * MINUTE_MS,
  /** What reading ten thousand documents has left behind is given back then. */
  foundReleaseMs: 10 * SECOND_MS,
  /** Documents that say something of use, and what is kept of all of them together. */
  foundDocuments: 10_000,
  /** More than are shown, since some are known by other means too: of any further one only that it was left out. */
  foundKeptDevices: 500,
  foundLeftOut: 10_000,
  foundKeptChars: 2 * 1024 * 1024,
  /** Of one document: a list of many devices; and of one device, or one entity of it. */
  foundNoteChars: 512 * 1024,
  foundPartChars: 4 * 1024,
  /** Devices that are shown, each with what it would become. */
  foundDevices: 250,
  /** What one device would become: a relay with four contacts, a gateway with a heat pump, a tank and a buffer. */
  foundOffers: 16,
  /** Rooms that one device seems to stand in; devices that stand near one room; those that one could take the place of. */
  foundNear: 8,
  foundReplaces: 8,
  /** Topics that are listened to for what the devices say now. */
  foundTopics: 2_000,
  /** Parts of a device that cannot be read, each told of with a sentence. */
  foundUnread: 8,
  /** Of a template of Home Assistant's discovery. */
  foundTemplateChars: 1_024,
  foundTemplateDepth: 16,
  /** Changes of so short a time are worked out together. */
  foundSoonMs: 100,
  /** One that said what it is once, and nothing since, is there no more. */
  foundGoneMs: 60 * MINUTE_MS,
  /** Levels that the base topic of a gateway may have: `site/ems-esp`. */
  foundBaseLevels: 2,
} as const;
