/** `/.well-known/security.txt` (RFC 9116): open to all, since whoever finds a hole has no credential. */
import { DAY_MS, isoTime } from '../../domain/units.ts';
import { commonHeaders, textReply } from '../reply.ts';
import type { Route } from '../router.ts';

/**
 * A hub is offline, and nobody renews a file in it: what is said holds for as long as it is said, so the date goes along
 * with the clock. RFC 9116 asks for less than a year.
 */
const VALID_MS = 180 * DAY_MS;
const WORDS = "Report privately, as SECURITY.md in this program's repository says";
/** A contact has to be a URI, and there is no address that this program could know by itself. */
const REPOSITORY = `data:text/plain,${encodeURIComponent(WORDS)}`;
const OPEN = commonHeaders('no-cache');

const untilOf = (nowMs: number) => isoTime(Math.floor((nowMs + VALID_MS) / DAY_MS) * DAY_MS);

/** @param contact a URI; the repository's own way where absent */
export function securityRoutes(contact: string | undefined, nowMs: () => number): Route[] {
  const lines = () => [
    `# Vulnerabilities of this hub. ${WORDS}.`,
    `Contact: ${contact ?? REPOSITORY}`,
    `Expires: ${untilOf(nowMs())}`,
    'Preferred-Languages: en',
  ];
  return [
    {
      method: 'GET',
      path: '/.well-known/security.txt',
      access: 'open',
      summary: 'How to report a vulnerability, as RFC 9116 has it',
      handle: () =>
        textReply(200, 'text/plain; charset=utf-8', `${lines().join('\n')}\n`, [], OPEN),
    },
  ];
}
