/**
 * Asks the Prometheus behind this hub. A question is answered, or has failed, within LIMITS.upstreamMs, and whatever
 * comes back is a stream that ends: nothing of it is gathered here.
 */
import { Agent, request, type IncomingMessage } from 'node:http';
import { pipeline, Transform, type Readable } from 'node:stream';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import { upstreamFailed, type Upstream, type UpstreamAnswer } from '../app/served/upstream.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

/** Fails past a number of bytes. */
function capped(limitBytes: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > limitBytes) done(new Error(`more than ${limitBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/** Why, for people: Node's errors of sockets have a code, and their messages the address. */
const reasonOf = (error: Error) =>
  'code' in error && typeof error.code === 'string' ? error.code : messageOf(error);

const tooSlow = () => upstreamFailed(`took longer than ${LIMITS.upstreamMs / 1_000} s`);

/** A header that stands twice is as good as none that can be read. */
function headerOf({ headersDistinct }: IncomingMessage, name: string): string | undefined {
  return headersDistinct[name]?.join(', ');
}

/** @param url without user name, password and query; what is asked is asked below it */
export function createUpstream(deps: { url: string; clock: Clock; log: Log }): Upstream {
  const { clock, log } = deps;
  const base = deps.url.replace(/\/+$/, '');
  // A connection that is kept may be closed from the other side just when it is used again.
  const agent = new Agent({ keepAlive: false });
  let open = 0;

  /** The answer's bytes. One that breaks off has been half sent: its reader is cut off, and only the log says why. */
  function bodyOf(response: IncomingMessage, deadline: { error?: Error }): Readable {
    return pipeline(response, capped(LIMITS.upstreamAnswerBytes), (error) => {
      if (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      log.warn('an answer of Prometheus was cut off', {
        reason: messageOf(deadline.error ?? error),
      });
    });
  }

  return {
    async ask({ method, target, headers, body }) {
      if (open >= LIMITS.upstreamRequests)
        throw new HubError('unavailable', 'Too many questions wait for Prometheus', {
          retryAfterSeconds: LIMITS.upstreamRetryMs / 1_000,
        });
      open++;
      const deadline: { error?: Error } = {};
      return new Promise<UpstreamAnswer>((resolve, reject) => {
        const asked = request(`${base}${target}`, { method, headers, agent });
        const cancel = clock.after(LIMITS.upstreamMs, () => {
          deadline.error = tooSlow();
          asked.destroy(deadline.error);
        });
        asked.once('close', () => {
          cancel();
          open--;
          reject(deadline.error ?? upstreamFailed('broke off'));
        });
        asked.on('error', (error) =>
          reject(
            error instanceof HubError
              ? error
              : upstreamFailed(`cannot be asked (${reasonOf(error)})`),
          ),
        );
        asked.once('response', (response) =>
          resolve({
            status: response.statusCode ?? 0,
            header: (name) => headerOf(response, name),
            body: bodyOf(response, deadline),
          }),
        );
        asked.end(body);
      });
    },
  };
}
