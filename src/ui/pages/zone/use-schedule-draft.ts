/** A zone's schedule while somebody works on it: begun with the hub's, and saved on condition that that is still so. */
import { useEffect, useState } from 'preact/hooks';
import type { ScheduleView } from '../../../app/zones/schedules.ts';
import { ApiError, api } from '../../api.ts';
import { doerNameOf } from '../../failure.ts';
import { schedulePath, takeSchedule } from '../../schedules.ts';
import { draftOf, entriesOf, isSame, type Draft } from './draft.ts';
import { dropDraft, keepDraft, keptDraft, leaveDraft } from './kept-drafts.ts';

/** Somebody was faster. */
export interface Overtaken {
  readonly theirs: ScheduleView;
  /** Who and when, where the hub knows. */
  readonly who: string | undefined;
  readonly at: string | undefined;
}

async function overtakenOf(error: ApiError, path: string): Promise<Overtaken> {
  const theirs = await api<ScheduleView>('GET', path);
  takeSchedule(theirs);
  const { by, at } = error.body;
  return { theirs, who: doerNameOf(by), at: typeof at === 'string' ? at : undefined };
}

/** Keeps the draft over a sign-out, as long as it is not saved. */
function useKeeping(zoneId: string, isDirty: boolean, draft: Draft, seen: ScheduleView): void {
  useEffect(() => {
    if (isDirty) keepDraft(zoneId, { draft, seen });
    else dropDraft(zoneId);
  }, [isDirty, draft, seen]);
  useEffect(() => () => leaveDraft(zoneId), []);
}

export function useScheduleDraft(zoneId: string, schedule: ScheduleView) {
  const [kept] = useState(() => keptDraft(zoneId));
  const [saved, setSaved] = useState<Draft>(() => draftOf(schedule.entries));
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? saved);
  /** What the draft was begun with, or what its maker was told of since. */
  const [seen, setSeen] = useState(kept?.seen ?? schedule);
  const [overtaken, setOvertaken] = useState<Overtaken | undefined>();
  const isDirty = !isSame(draft, saved);
  useKeeping(zoneId, isDirty, draft, seen);
  // Somebody else may have saved another meanwhile; what is being worked on here stays.
  useEffect(() => {
    const told = draftOf(schedule.entries);
    if (!isDirty) setSeen(schedule);
    if (isSame(told, saved)) return;
    setSaved(told);
    if (!isDirty) setDraft(told);
  }, [schedule]);
  const take = (view: ScheduleView) => {
    const told = draftOf(view.entries);
    setSaved(told);
    setSeen(view);
    setDraft(told);
    setOvertaken(undefined);
    takeSchedule(view);
  };
  return {
    draft,
    setDraft,
    isDirty,
    overtaken,
    /** What others have saved takes the place of the draft. */
    take,
    /** The question stays open: the next save asks again. */
    goOn: () => setOvertaken(undefined),
    revert() {
      setDraft(saved);
      setSeen(schedule);
    },
    /** @param over what it may take the place of @returns whether it was saved: else somebody was faster @throws ApiError */
    async save(over: ScheduleView = seen): Promise<boolean> {
      const path = schedulePath(zoneId);
      try {
        take(await api<ScheduleView>('PUT', path, { entries: entriesOf(draft) }, over));
        return true;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412) throw error;
        setOvertaken(await overtakenOf(error, path));
        return false;
      }
    },
  };
}
