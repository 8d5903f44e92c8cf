/** The broker: whether it is there, what it has brought, and what was refused of that. */
import type { Bus } from '../app/base/ports/bus.ts';
import type { MessageRouter } from '../app/mqtt-api/message-router.ts';
import { DEVICE_KINDS } from '../domain/equipment/catalogue.ts';
import type { BusStats } from './bus-meter.ts';
import { counter, gauge } from './family.ts';
import { counts, singles, type Section } from './section.ts';

export interface BrokerSources {
  readonly messageRouter: Pick<MessageRouter, 'counts'>;
  readonly bus: Pick<Bus, 'isConnected'> & { stats(): BusStats };
}

export function brokerSections({ bus, messageRouter }: BrokerSources): Section[] {
  const refused = counter(
    'aris_mqtt_messages_refused',
    'Messages that changed nothing, by reason.',
    ['reason'],
  );
  const readings = counter(
    'aris_mqtt_readings_refused',
    'Values that could not be, left out of messages that were taken in, by the kind of device.',
    ['kind'],
  );
  const reasons = Object.keys(messageRouter.counts().refused) as (keyof ReturnType<
    MessageRouter['counts']
  >['refused'])[];
  return [
    singles([
      [
        gauge('aris_mqtt_connected', 'Whether the broker is connected.'),
        () => (bus.isConnected() ? 1 : 0),
      ],
      [
        counter('aris_mqtt_connections', 'Connections to the broker that were made.'),
        () => bus.stats().connections,
      ],
      [
        counter('aris_mqtt_messages_accepted', 'Messages taken in.'),
        () => messageRouter.counts().accepted,
      ],
      [
        counter('aris_mqtt_messages_published', 'Messages that the broker took from the hub.'),
        () => bus.stats().published,
      ],
      [
        counter('aris_mqtt_publish_failures', 'Messages that the broker did not take.'),
        () => bus.stats().failed,
      ],
    ]),
    counts(refused, reasons, () => messageRouter.counts().refused),
    counts(readings, DEVICE_KINDS, () => messageRouter.counts().refusedReadings),
  ];
}
