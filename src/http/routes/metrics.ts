import { packedTextReply } from '../encoding.ts';
import type { Route } from '../router.ts';

/** @param page the page for what a scraper accepts, with its content type */
export function metricsRoutes(
  page: (accept: string | undefined) => { contentType: string; text: string },
): Route[] {
  return [
    {
      method: 'GET',
      path: '/prometheus/metrics',
      access: 'metrics:read',
      summary: 'Metrics, as Prometheus text or OpenMetrics',
      handle(request) {
        const { contentType, text } = page(request.header('accept'));
        const vary = ['Vary', 'Accept, Accept-Encoding'];
        return packedTextReply(request.header('accept-encoding'), contentType, text, vary);
      },
    },
  ];
}
