/** What the hub shares with its machine. */
import { SECOND_MS } from '../units.ts';

export const MACHINE_LIMITS = {
  // The command line's socket
  /** Room for a whole house. */
  controlMessageBytes: 4 * 1024 * 1024,
  controlPathBytes: 107,
  controlTimeoutMs: 10 * SECOND_MS,

  // Diagnostics
  recentLogEntries: 50,
  recentLogChars: 500,
} as const;
