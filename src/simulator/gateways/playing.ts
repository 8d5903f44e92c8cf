/** The gateways of a virtual house at work: they say what has changed, and all of it again now and then. */
import { createMutex } from '../../app/base/mutex.ts';
import type { Publication } from '../../app/base/ports/bus.ts';
import type { Clock } from '../../app/base/ports/clock.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import type { Placement } from '../layout.ts';
import type { Life } from '../life.ts';
import type { Gateway } from './gateway.ts';

export interface PlayedGateways {
  /** They have connected. */
  greet(life: Life): Promise<void>;
  /** Says what reads otherwise than it was said last. */
  report(life: Life): Promise<void>;
  /** @returns whether the message was for one of them */
  hear(life: Life, topic: string, payload: string): boolean;
  farewell(): Promise<void>;
}

/** As HeishaMon does it: what does not change is said again so often. */
const ALL_AGAIN_MS = 5 * MINUTE_MS;

export function playGateways(deps: {
  gateways: readonly Gateway[];
  placement: Placement;
  publish: (publication: Publication) => Promise<void>;
  clock: Pick<Clock, 'monotonicMs'>;
}): PlayedGateways {
  const { gateways, placement, publish, clock } = deps;
  const inTurn = createMutex();
  const said = new Map<string, { readonly payload: string; readonly atMs: number }>();

  const sayAll = async (publications: readonly Publication[]) => {
    for (const publication of publications) await publish(publication);
  };

  async function reportNow(life: Life): Promise<void> {
    // A relay may have fallen off by itself.
    life.change((plant) => gateways.reduce((next, one) => one.obey(placement, next), plant));
    const plant = life.plant();
    const nowMs = clock.monotonicMs();
    const news = gateways
      .flatMap((gateway) => gateway.report(placement, plant))
      .filter(({ topic, payload }) => {
        const last = said.get(topic);
        return last?.payload !== payload || nowMs - last.atMs >= ALL_AGAIN_MS;
      });
    for (const { topic, payload } of news) said.set(topic, { payload, atMs: nowMs });
    await sayAll(news);
  }

  /** One after another: what was looked at earlier must not be said later. */
  const report = async (life: Life) => inTurn(async () => reportNow(life));

  return {
    async greet(life) {
      said.clear();
      await sayAll(gateways.flatMap((gateway) => gateway.greet()));
      await report(life);
    },
    report,
    hear(life, topic, payload) {
      const heard = gateways.filter((gateway) => gateway.hear(topic, payload));
      if (heard.length > 0) void report(life);
      return heard.length > 0;
    },
    farewell: async () => sayAll(gateways.flatMap((gateway) => gateway.farewell())),
  };
}
