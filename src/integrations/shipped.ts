/** The files that ship, with the hub's own address in place of `aris.local`, which they stand with on the disk. */
import { readFile } from 'node:fs/promises';
import type { Integrations, HubOrigin } from '../app/served/integration-files.ts';

/** Beside the program's folder and the sources' alike. */
const FOLDER = new URL('../../systemd/', import.meta.url);

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** Pure. A target of Prometheus has no scheme: that stands in the job, and its port is always written. */
export function filledIn(text: string, { isSecure, host }: HubOrigin): string {
  const scheme = isSecure ? 'https' : 'http';
  const target = /:\d+$/.test(host) ? host : `${host}:${DEFAULT_PORTS[scheme]}`;
  const filled = text
    .replaceAll('http://aris.local', () => `${scheme}://${host}`)
    .replaceAll('aris.local:80', () => target);
  return isSecure ? filled.replace(/^( *)(?=metrics_path:)/m, '$1scheme: https\n$1') : filled;
}

/** @param folder ends with a slash */
export function createIntegrations(folder = FOLDER): Integrations {
  return {
    read: async ({ path }, origin) =>
      filledIn(await readFile(new URL(path, folder), 'utf8'), origin),
  };
}
