import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createDownloads } from '../../src/http/downloads.ts';
import { refusedAs } from '../support/refused.ts';

describe('files on their way', () => {
  const addressOf = (network: number, host: number) => `2001:db8:0:${network}::${host + 1}`;

  it('are so many of one client, of a /64, and of all', () => {
    const downloads = createDownloads();
    const refusedAt = (address: string, code: ErrorCode) =>
      assert.throws(() => downloads.begin(address), refusedAs(code, { retryAfterSeconds: 5 }));
    const ends = Array.from({ length: LIMITS.downloadsPerAddress }, () =>
      downloads.begin('192.0.2.1'),
    );
    refusedAt('192.0.2.1', 'too_many_requests');
    for (let host = 0; host < LIMITS.downloadsPerNetwork; host++)
      downloads.begin(addressOf(1, host));
    refusedAt(addressOf(1, 1_000), 'too_many_requests');
    const rest = LIMITS.downloads - LIMITS.downloadsPerNetwork - LIMITS.downloadsPerAddress;
    for (let host = 0; host < rest; host++) downloads.begin(addressOf(2, host));
    refusedAt('192.0.2.2', 'unavailable');
    ends[0]?.();
    ends[0]?.();
    downloads.begin('192.0.2.1');
    refusedAt('192.0.2.2', 'unavailable');
  });
});
