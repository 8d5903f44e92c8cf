/** What is said over MQTT: how much, how often, how late. */
import { MINUTE_MS, SECOND_MS } from '../units.ts';

export const MQTT_LIMITS = {
  // MQTT
  mqttPayloadBytes: 16 * 1024,
  mqttPacketBytes: 1024 * 1024,
  /** Of what a device said that cannot be: how much of it is shown, as JSON. */
  refusedValueChars: 100,
  /** Fields of one device that stand refused; further ones are left out all the same. */
  deviceRefused: 8,
  /** Of one device and field an event tells so often that it is refused. */
  readingRefusedIntervalMs: 60 * MINUTE_MS,
  /** A field is hopeless of which so large a share of so many messages is refused, lately too. */
  refusalShareMessages: 20,
  refusalShareLeast: 0.8,
  refusalShareMs: 60 * MINUTE_MS,
  /** Of a number that is set over a topic of its own. */
  mqttNumberChars: 100,
  /** Bad senders that are told apart in the log; past it they are still counted. */
  mqttNotedSources: 1_000,
  // The broker, as people set it
  brokerUrlChars: 300,
  brokerUsernameChars: 256,
  brokerPasswordChars: 1_024,
  /** A handful of certificates in PEM. */
  brokerCaChars: 32 * 1024,
  /** A broker that is tried has answered all by then. */
  brokerCheckMs: 8 * SECOND_MS,
  /** What was said to it comes back by then. */
  brokerEchoMs: 2 * SECOND_MS,
  /** One is tried after another, and no oftener than this: the hub is no scanner of ports. */
  brokerChecksPerMinute: 10,

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
  /** What a client set and was refused is shown so long, told this often at most, and in so many characters. */
  refusalShownMs: 10 * MINUTE_MS,
  refusalEventMs: 1 * SECOND_MS,
  refusalChars: 200,
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
  /**
   * What is measured at the plant is told this often, and in rooms, where it changes slowly: whoever records it, as Home
   * Assistant does, writes a row each time.
   */
  plantIntervalMs: 1 * MINUTE_MS,
  roomIntervalMs: 2 * MINUTE_MS,
  /** What a client has set at once, it is answered together, and so soon. */
  stateEchoMs: 50,
  /** States that do not change are told again this often, for who has missed one. */
  stateRefreshMs: 15 * MINUTE_MS,

  /** A setpoint that a valve says so soon after it was told another is no turn of its knob. */
  knobSettleMs: 30 * SECOND_MS,
  /** Nor is the one before, as long as a valve may sleep. */
  knobFormerMs: 15 * MINUTE_MS,
  /** What a valve is told of its room where its binding does not say: each such change, and so often at least. */
  roomTempStepC: 0.1,
  roomTempSeconds: 30 * 60,
  /** And no oftener than that: it runs on a battery. */
  roomTempLeastMs: 1 * MINUTE_MS,

  // Home Assistant's discovery
  discoveryDelayMs: 2 * SECOND_MS,
  /** Up to so much is added when Home Assistant has started: all its devices answer it then. */
  discoverySpreadMs: 3 * SECOND_MS,
  /** Home Assistant loses parts of a description that comes while it still works on the last one. */
  discoveryIntervalMs: 10 * SECOND_MS,
  /** Descriptions that the broker has not acknowledged yet. */
  discoveryInFlight: 20,

  // Devices of other makes, bound in house.json
  bindings: 1_000,
  bindingReadings: 48,
  /** Places with a name, of one device. */
  bindingPlaces: 64,
  /** Of a word that stands at one. */
  bindingWordChars: 200,
  /** Of one reading: places of a sum, cases, places of a condition, words that one may have there. */
  bindingSumPlaces: 16,
  bindingCases: 32,
  bindingConditions: 8,
  bindingWanted: 32,
  /** Words that mean that there is no value. */
  bindingNones: 32,
  bindingAliveSeconds: 24 * 60 * 60,
  /** How often a gateway may be asked to go on, and how often the hub looks whether it is due. */
  bindingKeepaliveLeastSeconds: 5,
  keepaliveLookMs: 1 * SECOND_MS,
  bindingAvailabilities: 4,
  bindingTopicBytes: 256,
  bindingValues: 64,
  /** Of what a relay, a valve or a machine is sent, as JSON. */
  bindingMessageChars: 1_024,
  /** Of a number in a telegram. */
  bindingHexDigits: 8,
  /** Sent one after another, of one word of an order. */
  bindingMessages: 8,
  bindingPauseMs: 60 * SECOND_MS,
  /** How rarely a machine may be told something, and how often a day. */
  bindingRepeatSeconds: 24 * 60 * 60,
  bindingOrdersPerDay: 10_000,
  bindingHelpChars: 1_000,
  /** A battery sensor that reports nothing for a day may as well be dead. */
  bindingStaleMinutes: 24 * 60,
  /** Of a profile: how bindings of one make of gateway are read. */
  profileBytes: 64 * 1024,
  /** Those that a house has of its own. */
  profiles: 200,
  profileSentenceChars: 600,
  /** Water that leaves no house to freeze, °C: what a dead hub leaves in a machine is no colder. */
  orderFloorC: 25,
  /** Power with which a heat pump keeps a house from freezing: what a dead hub leaves in a machine is no less. */
  orderFloorKw: 1,
  /** The broker has a message to a machine by then, or it is lost. */
  orderPublishMs: 10 * SECOND_MS,
  /** What a level needs and nobody knows any more is waited for so long, before the machine gets its own values back. */
  orderNeedUnknownMs: 15 * MINUTE_MS,
  /** A machine that does not show its own value is given it again so rarely, however often the hub would let go of it. */
  orderBackAgainMs: 60 * MINUTE_MS,
  /** What it is told in a word and does not do, although it lets go of it by itself, it is told again so rarely. */
  orderDisputedAgainMs: 60 * MINUTE_MS,
  /** At a clean stop machines get their own values back, and show that they have them, by then. */
  orderStopMs: 5 * SECOND_MS,
  /** A valve that hears nothing of its room for longer measures by itself again. */
  bindingRoomTempSeconds: 6 * 60 * 60,
  /** Nobody says anything on a topic that was silent for so long. */
  topicSilentMs: 30 * MINUTE_MS,
  /** A device's clock may be ahead of the hub's by this. */
  deviceClockAheadMs: 5 * MINUTE_MS,
} as const;
