import { packedReply } from '../encoding.ts';
import type { Route } from '../router.ts';

/** @param page the page for what a scraper accepts, with its content type */
export function metricsRoutes(
  page: (accept: string | undefined) => { contentType: string; bytes: Uint8Array },
): Route[] {
  return [
    {
      method: 'GET',
      path: '/prometheus/metrics',
      access: 'metrics:read',
      summary: 'Metrics, as Prometheus text or OpenMetrics',
      handle(request) {
        const { contentType, bytes } = page(request.header('accept'));
        const vary = ['Vary', 'Accept, Accept-Encoding'];
        return packedReply(request.header('accept-encoding'), contentType, bytes, vary);
      },
    },
  ];
}
