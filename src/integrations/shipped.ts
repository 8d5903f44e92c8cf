/**
 * The files that ship, with the hub's own address in place of `aris.local`, which they stand with on the disk; and those
 * that are made.
 */
import { readFile } from 'node:fs/promises';
import { urlOf, type HubOrigin, type Integrations } from '../app/served/integration-files.ts';

/** Beside the program's folder and the sources' alike. */
const FOLDER = new URL('../../systemd/', import.meta.url);

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Pure. A target of Prometheus has no scheme: that stands in the job, and its port is always written. */
export function filledIn(text: string, origin: HubOrigin): string {
  const { isSecure, host } = origin;
  const scheme = isSecure ? 'https' : 'http';
  const target = /:\d+$/.test(host) ? host : `${host}:${DEFAULT_PORTS[scheme]}`;
  const filled = text
    .replaceAll('http://aris.local', () => urlOf(origin))
    .replaceAll('aris.local:80', () => target);
  return isSecure ? filled.replace(/^( *)(?=metrics_path:)/m, '$1scheme: https\n$1') : filled;
}

/** Path → the file for where the hub was reached. */
type Made = Readonly<Record<string, (origin: HubOrigin) => Promise<string>>>;

/** @param folder of the others; ends with a slash */
export function createIntegrations(made: Made, folder = FOLDER): Integrations {
  return {
    read: async ({ path }, origin) =>
      made[path]?.(origin) ?? filledIn(await readFile(new URL(path, folder), 'utf8'), origin),
  };
}
