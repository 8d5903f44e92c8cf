/** What the routes of the hub itself answer, and those that serve files and other formats than JSON. */
import * as v from 'valibot';
import { INTEGRATION_FILES } from '../../app/served/integration-files.ts';
import { UPSTREAM_PATHS } from '../../app/served/upstream.ts';
import { JSON_TYPE } from '../reply.ts';
import { ADDRESSES } from '../routes/page.ts';
import { file, json, UNCHANGED, type Answer, type Answers } from './answer.ts';
import { listOf, OPEN_OBJECT, said } from './describe.ts';
import * as hub from './hub.ts';

const TEXT = v.string();
const BYTES = v.unknown();

/** Its own errors pass as they are, and have its form. */
const PROMETHEUS: Answer = {
  ...json(hub.PROMETHEUS_ANSWER, 'unavailable', 'upstream_failed'),
  keepsNothing: true,
};
const FIRMWARE: Answer = {
  contents: {
    [JSON_TYPE]: said(
      v.union([listOf('files', hub.FIRMWARE_FILE), OPEN_OBJECT]),
      'The index, or a file that is an object',
    ),
    'text/plain': TEXT,
    'application/octet-stream': BYTES,
  },
  errors: ['precondition_failed', 'range_not_satisfiable', 'too_many_requests', 'unavailable'],
  others: [
    { status: 206, description: 'A part of it', contents: { 'application/octet-stream': BYTES } },
    UNCHANGED,
  ],
};
const PAGE: Answer = {
  ...file({ 'text/html': TEXT }, 'not_found', 'precondition_failed'),
  others: [UNCHANGED],
};
/** What the page consists of, the file that each address has first. */
const ASSET: Answer = { ...PAGE, contents: { '*/*': BYTES } };

export const HUB: Answers = {
  'GET /health': json(hub.HEALTH),
  'GET /ready': {
    ...json(hub.READY),
    others: [
      {
        status: 503,
        description: 'Store and house are not loaded yet',
        contents: { [JSON_TYPE]: hub.NOT_READY },
      },
    ],
  },
  'GET /api': json(hub.INDEX),
  'GET /api/openapi.json': json(OPEN_OBJECT),
  'GET /api/diagnostics': json(hub.DIAGNOSTICS),
  'GET /api/system/log': file({ [JSON_TYPE]: hub.LOG, 'text/plain': TEXT }),
  'GET /api/system/usage': json(hub.UPTIME),
  'GET /api/backup': file({ 'application/octet-stream': BYTES }, 'unavailable'),
  'GET /api/backups': json(listOf('backups', hub.BACKUP)),
  'POST /api/backups': json(hub.BACKUP, 'conflict', 'too_large', 'storage_full'),
  'GET /api/restore': json(hub.RESTORE),
  'POST /api/restore': json(hub.RESTORE, 'conflict'),
  'POST /api/restore/passphrase': json(hub.RESTORE, 'conflict'),
  'POST /api/restore/start': json(hub.RESTORE, 'conflict'),
  'DELETE /api/restore': json(hub.RESTORE, 'conflict'),
  'GET /api/integrations': json(listOf('integrations', hub.INTEGRATION)),
  ...Object.fromEntries(
    INTEGRATION_FILES.map(({ path, contentType }) => [
      `GET /api/integrations/${path}`,
      file({ [contentType.split(';')[0] ?? '']: contentType === JSON_TYPE ? OPEN_OBJECT : TEXT }),
    ]),
  ),
  'GET /prometheus/metrics': file({ 'text/plain': TEXT, 'application/openmetrics-text': TEXT }),
  ...Object.fromEntries(
    UPSTREAM_PATHS.flatMap(({ path, takesForm }) =>
      (takesForm ? ['GET', 'POST'] : ['GET']).map((method) => [
        `${method} /prometheus/api/v1/${path}`,
        PROMETHEUS,
      ]),
    ),
  ),
  'GET /firmware/{file*}': FIRMWARE,
  'GET /.well-known/security.txt': file({ 'text/plain': TEXT }),
  ...Object.fromEntries(ADDRESSES.map((path) => [`GET ${path}`, PAGE])),
  'GET /assets/{file}': ASSET,
  'GET /worker.js': file({ 'text/javascript': TEXT }),
};
