/**
 * `GET|HEAD /firmware/…`: open, read-only. Small devices read it, so every answer has its exact length, is never
 * compressed, never redirected, and can be asked for in parts.
 */
import { Readable } from 'node:stream';
import type { FirmwareFile, FirmwareFolder } from '../../app/served/firmware.ts';
import { HubError } from '../../domain/errors.ts';
import { isoTime } from '../../domain/units.ts';
import { evaluateConditions, rangeApplies } from '../conditional.ts';
import { createDownloads, type Downloads } from '../downloads.ts';
import type { Reply, Request } from '../exchange.ts';
import { paramOf } from '../param.ts';
import { parseByteRange, type ByteRange } from '../range.ts';
import { commonHeaders, JSON_TYPE, jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const TEXT_TYPE = 'text/plain; charset=utf-8';
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: JSON_TYPE,
  txt: TEXT_TYPE,
  md: TEXT_TYPE,
};

/** `no-cache`: keep it, but ask each time whether it still holds. */
const COMMON = commonHeaders('no-cache');

function contentTypeOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

export interface FirmwareParts {
  readonly folder: FirmwareFolder;
  readonly downloads: Downloads;
}

async function indexReply(folder: FirmwareFolder): Promise<Reply> {
  const files = (await folder.list()).map(({ path, sizeBytes, modifiedMs }) => ({
    path,
    sizeBytes,
    lastModified: isoTime(modifiedMs),
  }));
  return jsonReply(200, { files, metadata: { count: files.length } }, [], COMMON);
}

/** What the request asks of the file: a part of it, or a status that says why there is none. */
function decide(
  request: Request,
  sizeBytes: number,
  validators: { readonly etag: string; readonly lastModified: string },
): ByteRange | 'whole' | 304 | 412 | 416 {
  const status = evaluateConditions((name) => request.header(name), validators);
  if (status !== undefined) return status;
  // Only GET has ranges (RFC 9110 14.2): a device's HEAD asks for the length of the whole.
  if (request.method === 'HEAD' || !rangeApplies(request.header('if-range'), validators)) {
    return 'whole';
  }
  const range = parseByteRange(request.header('range'), sizeBytes);
  return range === 'unsatisfiable' ? 416 : range;
}

function fileReply(file: FirmwareFile, request: Request, path: string): Reply {
  const { sizeBytes, etag } = file;
  const lastModified = new Date(file.modifiedMs).toUTCString();
  const validators = ['ETag', etag, 'Last-Modified', lastModified, 'Accept-Ranges', 'bytes'];
  const decided = decide(request, sizeBytes, { etag, lastModified });
  if (decided === 304) return { status: 304, headers: [...COMMON, ...validators] };
  if (decided === 412) {
    return jsonReply(412, { error: 'Precondition Failed' }, validators, COMMON);
  }
  if (decided === 416) {
    const headers = [...validators, 'Content-Range', `bytes */${sizeBytes}`];
    return jsonReply(416, { error: 'Range Not Satisfiable', sizeBytes }, headers, COMMON);
  }
  const { start, end } = decided === 'whole' ? { start: 0, end: sizeBytes } : decided;
  const part =
    decided === 'whole' ? [] : ['Content-Range', `bytes ${start}-${end - 1}/${sizeBytes}`];
  return {
    status: decided === 'whole' ? 200 : 206,
    headers: [
      'Content-Type',
      contentTypeOf(path),
      'Content-Length',
      String(end - start),
      ...COMMON,
      ...validators,
      ...part,
    ],
    body: request.method === 'HEAD' ? undefined : file.read(start, end),
  };
}

/** @throws HubError `not_found`; `unavailable` while the file is being written */
async function openFile(folder: FirmwareFolder, path: string): Promise<FirmwareFile> {
  const file = await folder.open(path);
  if (file === undefined) throw new HubError('not_found', 'File not found', { path });
  return file;
}

/**
 * @param path what follows `/firmware/`, decoded; empty for the index
 * @returns a reply whose body, where it is a stream, must be read to its end or destroyed
 * @throws HubError `not_found`; `unavailable` while the file is being written; what `Downloads.begin` throws
 */
export async function serveFirmware(
  { folder, downloads }: FirmwareParts,
  request: Request,
  path: string,
): Promise<Reply> {
  if (path === '') return indexReply(folder);
  const end = downloads.begin(request.client.address);
  try {
    const file = await openFile(folder, path);
    const reply = fileReply(file, request, path);
    // A stream closes the file at its own end.
    if (reply.body instanceof Readable) reply.body.once('close', end);
    else {
      await file.close();
      end();
    }
    return reply;
  } catch (error) {
    end();
    throw error;
  }
}

/** Open to all: a device that fetches its firmware has no credential yet. */
export function firmwareRoutes(folder: FirmwareFolder): Route[] {
  const parts = { folder, downloads: createDownloads() };
  return [
    {
      method: 'GET',
      path: '/firmware/{file*}',
      access: 'open',
      summary: 'A firmware file, or the index of all',
      handle: (request) => serveFirmware(parts, request, paramOf(request.params, 'file')),
    },
  ];
}
