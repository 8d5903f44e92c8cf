import type { TokenUse } from '../../src/app/base/principal.ts';

export const useAt = (atMs: number, more: Partial<TokenUse> = {}): TokenUse => ({
  atMs,
  method: 'GET',
  path: '/api/zones',
  status: 200,
  address: '::1',
  userAgent: 'curl',
  ...more,
});
