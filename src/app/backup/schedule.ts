/** Makes a backup whenever one is due. */
import { dueKind } from '../../domain/backup.ts';
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { BackupMaker } from './backups.ts';

/** @returns what stops it */
export function scheduleBackups(deps: {
  backups: () => Promise<Pick<BackupMaker, 'list' | 'make'>>;
  clock: Clock;
  log: Log;
}): Cancel {
  const { clock, log } = deps;

  async function look(): Promise<void> {
    const backups = await deps.backups();
    // A folder that cannot be read is told of where one is made.
    const made = await backups.list().catch(() => []);
    const kind = dueKind(made, clock.nowMs());
    if (kind !== undefined) await backups.make({ kind, hasHistory: true, hasFirmware: false });
  }
  const lookSafely = () =>
    void look().catch((error: unknown) =>
      // That it was not made is said where it is made.
      log.debug('no backup now', { reason: messageOf(error) }),
    );

  const cancels = [
    clock.after(LIMITS.backupFirstMs, lookSafely),
    clock.every(LIMITS.backupLookMs, lookSafely),
  ];
  return () => cancels.forEach((cancel) => cancel());
}
