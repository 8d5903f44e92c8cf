/** The test app behind a real socket. */
import { createHttpServer } from '../../src/http/server.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createTestApp, OWNER } from './app.ts';

export async function startTestServer(
  options: Parameters<typeof createTestApp>[0] = {},
  serverParts: Partial<Parameters<typeof createHttpServer>[0]> = {},
) {
  const app = createTestApp(options);
  const { token } = await app.tokens.create(OWNER, { name: 'raw' });
  const server = createHttpServer({
    log: app.log,
    clock: systemClock,
    pipeline: app.pipeline,
    ...serverParts,
  });
  const port = (await server.listen({ host: '127.0.0.1', port: 0 })) ?? 0;
  return { app, token, server, port };
}
