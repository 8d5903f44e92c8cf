/** Backups: all of the house as a file to take along, and those on the hub's own disk. */
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { BackupMaker } from '../../app/backup/backups.ts';
import { backupView } from '../../app/backup/view.ts';
import { newStamp } from '../../domain/backup.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import { doerOf } from '../asker.ts';
import type { Reply, Request } from '../exchange.ts';
import { readQuery } from '../query.ts';
import { commonHeaders, jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const YES_OR_NO = v.picklist(['yes', 'no']);
const QUERY = v.strictObject({
  history: v.optional(v.pipe(YES_OR_NO, v.description('Default: yes'))),
  firmware: v.optional(
    v.pipe(YES_OR_NO, v.description('Whether the firmware files go along. Default: no')),
  ),
});
const BODY = v.strictObject({
  history: v.optional(v.pipe(v.boolean(), v.description('Default: true'))),
  firmware: v.optional(v.pipe(v.boolean(), v.description('Default: false'))),
});

const headersFor = (name: string) => [
  'Content-Type',
  'application/octet-stream',
  ...commonHeaders('no-store'),
  'Content-Disposition',
  `attachment; filename="${name}"`,
];

/** Cut off where who asks may no longer have it. */
async function* whileAllowed(
  bytes: AsyncIterable<Uint8Array>,
  { askerNow }: Request,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (askerNow() === undefined)
      throw new HubError('forbidden', 'whoever asked may no longer do so');
    yield chunk;
  }
}

/** @param backups loaded when they are first needed */
export function backupRoutes(backups: () => Promise<BackupMaker>, nowMs: () => number): Route[] {
  let downloads = 0;

  async function download(request: Request): Promise<Reply> {
    const { history = 'yes', firmware = 'no' } = readQuery(request.query, QUERY);
    const { name } = newStamp('manual', nowMs(), () => false);
    const headers = headersFor(name);
    if (request.method === 'HEAD') return { status: 200, headers };
    if (downloads >= LIMITS.backupDownloads)
      throw new HubError('unavailable', `${downloads} backups are being loaded already`, {
        retryAfterSeconds: LIMITS.downloadsRetryMs / SECOND_MS,
      });
    downloads++;
    const choice = { hasHistory: history === 'yes', hasFirmware: firmware === 'yes' };
    const bytes = whileAllowed((await backups()).download(choice), request);
    const body = Readable.from(bytes, { objectMode: false });
    body.once('close', () => downloads--);
    return { status: 200, headers, body };
  }

  return [
    {
      method: 'GET',
      path: '/api/backup',
      access: 'backup:read',
      summary: 'Everything that a new board needs, as a file for `aris restore`',
      query: QUERY,
      handle: download,
    },
    {
      method: 'GET',
      path: '/api/backups',
      access: 'backup:read',
      summary: "The backups on the hub's disk, newest first",
      async handle() {
        const all = (await (await backups()).list()).map(backupView);
        return jsonReply(200, { backups: all, metadata: { count: all.length } });
      },
    },
    {
      method: 'POST',
      path: '/api/backups',
      access: 'backup:full',
      summary: "Makes a backup on the hub's disk, reads it back, and answers with it",
      isCreation: true,
      body: BODY,
      async handle(request) {
        const { history = true, firmware = false } = await request.readJson(BODY);
        const choice = { kind: 'manual', hasHistory: history, hasFirmware: firmware } as const;
        const file = await (await backups()).make(choice, { doer: doerOf(request) });
        return jsonReply(201, backupView(file));
      },
    },
  ];
}
