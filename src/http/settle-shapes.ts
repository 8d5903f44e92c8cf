/**
 * How many properties an object has room for, V8 finds out from the first seven of its class: when it makes the
 * seventh, from the shapes that it then knows. Shapes that no object has are forgotten in a full collection. Where one
 * comes between the sixth request and the seventh, every later response is found to need no room, and as it has many
 * properties it becomes a hash table: each request costs a quarter more for as long as the process lives. So the first
 * seven are made here, at once.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** `kSlackTrackingCounterStart` in V8's src/objects/map.h. */
const COUNTED = 7;

/** Before the first connection. Opens nothing. */
export function settleShapes(): void {
  for (let i = 0; i < COUNTED; i++) new ServerResponse(new IncomingMessage(new Socket()));
}
