/** `/prometheus/api/v1/*`: this hub as a Prometheus data source, with a real one behind it. */
import {
  passedHeaders,
  questionOf,
  UPSTREAM_PATHS,
  type Upstream,
} from '../../app/served/upstream.ts';
import { HubError } from '../../domain/errors.ts';
import { encodingsOf } from '../encoding.ts';
import type { Reply, Request } from '../exchange.ts';
import { commonHeaders } from '../reply.ts';
import type { Route } from '../router.ts';

const NO_STORE = commonHeaders('no-store');

/** @param upstream undefined where none is set */
export function prometheusRoutes(upstream: Upstream | undefined): Route[] {
  async function pass(request: Request, path: string): Promise<Reply> {
    if (upstream === undefined)
      throw new HubError(
        'unavailable',
        'There is no Prometheus behind this hub: set ARIS_PROMETHEUS_URL to the address of one',
        { setting: 'ARIS_PROMETHEUS_URL' },
      );
    const { params, query, method } = request;
    const question = questionOf({
      path,
      params,
      query,
      ...(method === 'POST' && { form: await request.readForm() }),
      acceptsGzip: encodingsOf(request.header('accept-encoding')).includes('gzip'),
    });
    const answer = await upstream.ask(question);
    const { status, body } = answer;
    try {
      return { status, headers: [...passedHeaders(answer), ...NO_STORE], body };
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  return UPSTREAM_PATHS.flatMap(({ path, takesForm }) =>
    (takesForm ? (['GET', 'POST'] as const) : (['GET'] as const)).map((method): Route => ({
      method,
      path: `/prometheus/api/v1/${path}`,
      access: 'metrics:read',
      summary: `Asks the Prometheus behind this hub, as its own /api/v1/${path}`,
      ...(method === 'POST' && { isForm: true }),
      handle: (request) => pass(request, path),
    })),
  );
}
