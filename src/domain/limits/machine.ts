/** What the hub shares with its machine. */
import { SECOND_MS } from '../units.ts';

export const MACHINE_LIMITS = {
  // The command line's socket
  /** Room for a whole house. */
  controlMessageBytes: 4 * 1024 * 1024,
  controlPathBytes: 107,
  controlTimeoutMs: 10 * SECOND_MS,

  // Diagnostics
  /** Lines of the log that are kept in memory, and as many of them that are warnings and errors in any case. */
  recentLogEntries: 500,
  recentErrorEntries: 50,
  recentLogChars: 500,
} as const;
