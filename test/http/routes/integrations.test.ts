import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INTEGRATION_FILES, type Integrations } from '../../../src/app/served/integration-files.ts';
import { integrationRoutes } from '../../../src/http/routes/integrations.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';

async function rig() {
  const integrations: Integrations = {
    read: async ({ path }, { host, isSecure }) =>
      Promise.resolve(`${path} of ${host}${isSecure ? ' by TLS' : ''}`),
  };
  const app = createTestApp({ extraRoutes: integrationRoutes(integrations) });
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['equipment:read'] });
  return async (target: string, ...headers: (readonly [string, string])[]) =>
    app.ask({ target, headers: [bearer(token), ...headers] });
}

describe('/api/integrations', () => {
  it('lists the files, each where it lies', async () => {
    const { json } = await (await rig())('/api/integrations');
    assert.deepEqual(json, {
      integrations: INTEGRATION_FILES.map(({ path, contentType, summary }) => ({
        path: `/api/integrations/${path}`,
        contentType,
        summary,
      })),
      metadata: { count: INTEGRATION_FILES.length },
    });
  });

  it('gives each as a file to be kept, with the address that was asked for', async () => {
    const ask = await rig();
    for (const { path, contentType } of INTEGRATION_FILES) {
      const answer = await ask(`/api/integrations/${path}`);
      assert.equal(answer.text, `${path} of aris.local`);
      assert.equal(answer.header('content-type'), contentType);
      const name = path.split('/').at(-1) ?? '';
      assert.equal(answer.header('content-disposition'), `attachment; filename="${name}"`);
      assert.equal(answer.header('vary'), 'Accept-Encoding');
    }
  });
});
