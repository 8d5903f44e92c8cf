/** `/api/integrations`: what other programs are set up with, ready to be downloaded. */
import {
  INTEGRATION_FILES,
  type IntegrationFile,
  type Integrations,
} from '../../app/served/integration-files.ts';
import { packedReply } from '../encoding.ts';
import type { Request } from '../exchange.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const pathOf = ({ path }: IntegrationFile) => `/api/integrations/${path}`;
const nameOf = ({ path }: IntegrationFile) => path.slice(path.lastIndexOf('/') + 1);

export function integrationRoutes(integrations: Integrations): Route[] {
  async function download(file: IntegrationFile, request: Request) {
    const { isSecure } = request.client;
    const origin = { isSecure, host: request.header('host') ?? '' };
    const bytes = Buffer.from(await integrations.read(file, origin));
    return packedReply(request.header('accept-encoding'), file.contentType, bytes, [
      'Vary',
      'Accept-Encoding',
      'Content-Disposition',
      `attachment; filename="${nameOf(file)}"`,
    ]);
  }

  return [
    {
      method: 'GET',
      path: '/api/integrations',
      access: 'any',
      summary: 'What Home Assistant, Prometheus and Grafana are set up with',
      handle: () =>
        jsonReply(200, {
          integrations: INTEGRATION_FILES.map((file) => ({
            path: pathOf(file),
            contentType: file.contentType,
            summary: file.summary,
          })),
          metadata: { count: INTEGRATION_FILES.length },
        }),
    },
    ...INTEGRATION_FILES.map((file): Route => ({
      method: 'GET',
      path: pathOf(file),
      access: file.access ?? 'any',
      summary: file.summary,
      handle: (request) => download(file, request),
    })),
  ];
}
