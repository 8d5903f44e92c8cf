/** A zone's schedule while somebody works on it: begun with the hub's, and saved on condition that that is still so. */
import { useEffect, useState } from 'preact/hooks';
import type { ScheduleView } from '../../../app/zones/schedules.ts';
import { api } from '../../api.ts';
import { overtakenBy, type Overtaken } from '../../overtaken.ts';
import { schedulePath, takeSchedule } from '../../schedules.ts';
import { draftOf, entriesOf, isSame, type Draft } from './draft.ts';
import { dropDraft, keepDraft, keptDraft, leaveDraft } from './kept-drafts.ts';

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
  const [overtaken, setOvertaken] = useState<Overtaken<ScheduleView> | undefined>();
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
    takeSchedule(view);
  };
  return {
    draft,
    setDraft,
    isDirty,
    overtaken,
    /** What others have saved takes the place of the draft. */
    takeTheirs() {
      if (overtaken !== undefined) take(overtaken.theirs);
      setOvertaken(undefined);
    },
    /** The question stays open: the next save asks again. */
    goOn: () => setOvertaken(undefined),
    revert() {
      setDraft(saved);
      setSeen(schedule);
    },
    /** @param over what it may take the place of @returns whether it was saved: else somebody was faster @throws ApiError */
    async save(over: ScheduleView = seen): Promise<boolean> {
      const path = schedulePath(zoneId);
      const faster = await overtakenBy<ScheduleView>(path, async () => {
        take(await api<ScheduleView>('PUT', path, { entries: entriesOf(draft) }, over));
      });
      setOvertaken(faster);
      if (faster !== undefined) takeSchedule(faster.theirs);
      return faster === undefined;
    },
  };
}
