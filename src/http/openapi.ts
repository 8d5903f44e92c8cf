/** The contract as OpenAPI 3.1, derived from the route table that serves and checks the requests. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { Route } from './router.ts';

const JSON_BODY = (schema: object) => ({ 'application/json': { schema } });
const ERROR = {
  description: 'An error: `error`, perhaps `message`, and what it is about',
  content: JSON_BODY({
    type: 'object',
    required: ['error'],
    properties: { error: { type: 'string' }, message: { type: 'string' } },
  }),
};

function pathParameters(path: string): object[] {
  const names = [...path.matchAll(/\{(\w+)\*?\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: GenericSchema): object[] {
  // What is made of the texts says more of them than that they are texts.
  const { properties = {} } = toJsonSchema(query, { errorMode: 'ignore', typeMode: 'output' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function operation({ access, summary, path, query, body, method }: Route): object {
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z0-9]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '')}`,
    ...(access === 'open' ? { security: [] } : {}),
    ...(access.includes(':') && { 'x-permission': access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: JSON_BODY(toJsonSchema(body, { errorMode: 'ignore' })),
      },
    }),
    responses: {
      [method === 'POST' && path === '/api/tokens' ? '201' : '200']: { description: summary },
      default: ERROR,
    },
  };
}

export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace('*}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Aris hub', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: 'http://aris.local' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}
