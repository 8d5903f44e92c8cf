/** One connection to a broker. The only file that imports mqtt. */
import { Socket } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Publication } from '../app/base/ports/bus.ts';
import type { BrokerAccess } from '../domain/broker.ts';
import { LIMITS } from '../domain/limits.ts';

export type { MqttClient };

export interface MqttOptions extends BrokerAccess {
  /** One for each process: a broker ends the half-open session of the same client, with its will, as it comes again. */
  readonly clientId: string;
  /** `LIMITS.mqttPacketBytes` where absent. The broker keeps larger ones to itself. */
  readonly maxPacketBytes?: number | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const KEEPALIVE_SECONDS = 30;

function clientOptions(options: MqttOptions, will: Publication | undefined): IClientOptions {
  const { clientId, username, password, ca, maxPacketBytes = LIMITS.mqttPacketBytes } = options;
  return {
    clientId,
    protocolVersion: 5,
    clean: true,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    // Its cache of 65,536 packet ids costs 10 MiB.
    writeCache: false,
    properties: { maximumPacketSize: maxPacketBytes },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca }),
    ...(will && {
      will: {
        topic: will.topic,
        payload: Buffer.from(will.payload),
        qos: will.qos ?? 1,
        retain: will.retain ?? false,
      },
    }),
  };
}

/** Begins to connect, once. @param will published by the broker when the connection breaks */
export const openConnection = (options: MqttOptions, will?: Publication): MqttClient =>
  connect(options.url, clientOptions(options, will));

/**
 * Else a command waits some 40 ms for the acknowledgement of the one before: Nagle's algorithm here, and the broker's
 * delayed acknowledgements there (RFC 896, RFC 1122 4.2.3.2).
 */
export function sendAtOnce({ stream }: MqttClient): void {
  if (stream instanceof Socket) stream.setNoDelay(true);
}
