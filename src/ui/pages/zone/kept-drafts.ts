/**
 * Schedules that were being worked on when their maker was signed out, from elsewhere or by time: they are there again
 * once the same person is back. They are in memory alone, and go when the page is left on purpose.
 */
import type { ScheduleView } from '../../../app/zones/schedules.ts';
import { self, session } from '../../session.ts';
import type { Draft } from './draft.ts';

export interface KeptDraft {
  readonly draft: Draft;
  /** The hub's schedule that it was begun with. */
  readonly seen: ScheduleView;
}

interface Kept extends KeptDraft {
  readonly by: string | undefined;
}

/** By zone. */
const drafts = new Map<string, Kept>();

export function keepDraft(zoneId: string, kept: KeptDraft): void {
  drafts.set(zoneId, { ...kept, by: self()?.id });
}

export const dropDraft = (zoneId: string): void => void drafts.delete(zoneId);

/** The page is left. Who was signed out has not chosen to. */
export function leaveDraft(zoneId: string): void {
  if (session.value.is === 'in') dropDraft(zoneId);
}

/** @returns undefined where there is none, or it is somebody else's */
export function keptDraft(zoneId: string): KeptDraft | undefined {
  const kept = drafts.get(zoneId);
  return kept !== undefined && kept.by === self()?.id ? kept : undefined;
}
