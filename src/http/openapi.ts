/** The contract as OpenAPI 3.1, derived from the route table that serves and checks the requests. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { editContract } from './edit-contract.ts';
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

const key = (place: 'header' | 'query' | 'cookie', name: string) => ({
  type: 'apiKey',
  in: place,
  name,
});
/** Any of these will do (DESIGN.md section 4); the admin secret where it is said. */
const WAYS_IN = [
  ['bearer', { type: 'http', scheme: 'bearer' }],
  ['apiKey', key('header', 'x-api-key')],
  ['authKey', key('header', 'x-auth-key')],
  ['apiAuth', key('header', 'x-api-auth')],
  ['awareApiKey', key('header', 'X-Aware-Api-Key')],
  ['authKeyInQuery', key('query', '_auth_key')],
  ['apiAuthInQuery', key('query', '_api_auth')],
  ['session', key('cookie', 'aris_session')],
] as const;
const ADMIN_SECRET = ['adminSecret', key('header', 'X-Admin-Secret')] as const;

function pathParameters(path: string): object[] {
  const names = [...path.matchAll(/\{(\w+)\*?\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: GenericSchema): object[] {
  // What is made of the texts says more of them than that they are texts.
  const { properties = {} } = toJsonSchema(query, { errorMode: 'ignore', typeMode: 'output' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function operation(route: Route): object {
  const { access, summary, path, query, body, method, isCreation, isForm, answer } = route;
  const edit = editContract(route);
  const parameters = [
    ...pathParameters(path),
    ...(query ? queryParameters(query) : []),
    ...edit.parameters,
  ];
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z0-9]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '')}`,
    ...(access === 'open' && { security: [] }),
    ...(path.startsWith('/api/admin/') && { security: [{ adminSecret: [] }] }),
    ...(access !== 'open' && access !== 'any' && { 'x-permission': access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: JSON_BODY(toJsonSchema(body, { errorMode: 'ignore' })),
      },
    }),
    ...(isForm && {
      requestBody: {
        content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
      },
    }),
    responses: {
      [isCreation === true ? '201' : '200']: {
        description: summary,
        ...edit.answer,
        ...(answer && { content: JSON_BODY(toJsonSchema(answer, { errorMode: 'ignore' })) }),
      },
      ...edit.responses,
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
    security: WAYS_IN.map(([name]) => ({ [name]: [] })),
    components: { securitySchemes: Object.fromEntries<object>([...WAYS_IN, ADMIN_SECRET]) },
    paths,
  };
}
