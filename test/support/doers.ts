import { actorOfId, OVER_MQTT, type Doer } from '../../src/domain/doer.ts';

/** Who commands in tests, by an id: `tok_…`, `usr_…`, `mqtt`, or anything else. */
export const doer = (id: string): Doer => (id === 'mqtt' ? OVER_MQTT : { by: actorOfId(id) });
