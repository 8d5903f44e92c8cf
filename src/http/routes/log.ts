import * as v from 'valibot';
import type { RecentLog } from '../../app/diagnostics/recent-log.ts';
import { readQuery } from '../query.ts';
import { jsonReply, textReply } from '../reply.ts';
import type { Route } from '../router.ts';

const QUERY = v.strictObject({
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'text']),
      v.description('text: for a report to others, without addresses and credentials'),
    ),
  ),
});

/** @param report the same as a text, below what there is to say of the hub */
export function logRoutes(log: Pick<RecentLog, 'entries'>, report: () => string): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/system/log',
      access: 'audit:read',
      summary: 'The last lines of the log; as a text with version, platform and faults, too',
      query: QUERY,
      handle(request) {
        const { format } = readQuery(request.query, QUERY);
        if (format === 'text')
          return textReply(200, 'text/plain; charset=utf-8', report(), [
            'Content-Disposition',
            'attachment; filename="aris-log.txt"',
          ]);
        const entries = log
          .entries()
          .map(({ timestamp, level, message }) => ({ timestamp, level, message }));
        return jsonReply(200, { entries, metadata: { count: entries.length } });
      },
    },
  ];
}
