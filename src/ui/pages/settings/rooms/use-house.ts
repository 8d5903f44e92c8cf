/** The house as this page reads, changes and takes it back. */
import { useEffect, useRef } from 'preact/hooks';
import type { HouseOrigin } from '../../../../app/house/house-file-reload.ts';
import type { HouseStep } from '../../../../app/house/house-steps.ts';
import type { HouseStepsView, HouseVersionView } from '../../../../app/house/house-version-view.ts';
import { api, ApiError } from '../../../api.ts';
import { attempt, failureText } from '../../../failure.ts';
import { newestEvent } from '../../../live.ts';
import { may } from '../../../session.ts';
import { rooms as words } from '../../../strings/rooms.ts';
import { tell } from '../../../toasts.ts';
import { useResource, type RemoteResource } from '../../../resource.tsx';
import type { WrittenHouse } from './edits/house.ts';
import { whoChanged } from './who.ts';

interface VersionList extends HouseStepsView {
  readonly versions: readonly HouseVersionView[];
  readonly origin: HouseOrigin;
}

export interface EditableHouse {
  readonly house: WrittenHouse;
  readonly origin: HouseOrigin;
  readonly versions: readonly HouseVersionView[];
  /** The versions that undo and redo lead to; absent where there is none. */
  readonly steps: HouseStepsView;
  /** Whether who is signed in may change it, and here. */
  readonly isEditable: boolean;
  readonly reload: () => Promise<void>;
  /** Nothing is changed where somebody else was faster. @throws ApiError */
  readonly save: (next: WrittenHouse) => Promise<void>;
  /** Does it at once, one after the other; where it fails, says so. @returns whether it went well */
  readonly act: (next: WrittenHouse) => Promise<boolean>;
  /** The house is again as in a version: that of undo, of redo, or any that is kept. */
  readonly goBack: (to: HouseStep | number, said: string) => Promise<void>;
}

/** Reads it anew when somebody has changed it; not under a form, which is told of it when it is saved. */
function useNews(reload: () => Promise<void>, isEditing: boolean): void {
  const latest = newestEvent.value;
  const isNews = latest?.type === 'house_changed' || latest?.type === 'house_reloaded';
  useEffect(() => {
    if (isNews && !isEditing) void reload();
  }, [latest, isEditing]);
}

/** @param isWanted false where nothing is to be read @param isEditing whether a form is open over it */
export function useHouse(isWanted: boolean, isEditing: boolean): RemoteResource<EditableHouse> {
  const house = useResource<WrittenHouse>(isWanted ? '/api/house' : undefined);
  const kept = useResource<VersionList>(isWanted ? '/api/house/versions' : undefined);
  const isBusy = useRef(false);
  const reload = async () => {
    await Promise.all([house.reload(), kept.reload()]);
  };
  useNews(reload, isEditing);
  const save = async (next: WrittenHouse) => {
    await api('PUT', '/api/house', next, house.data);
    await reload();
  };
  const act = async (next: WrittenHouse) => {
    if (isBusy.current) return false;
    isBusy.current = true;
    try {
      await save(next);
      return true;
    } catch (error) {
      const isLate = error instanceof ApiError && error.status === 412;
      tell(isLate ? words.late.loaded(whoChanged(error)) : failureText(error));
      if (isLate) await reload();
      return false;
    } finally {
      isBusy.current = false;
    }
  };
  const goBack = async (to: HouseStep | number, said: string) => {
    const path = typeof to === 'number' ? `versions/${to}/restore` : to;
    const isDone = await attempt(() => api('POST', `/api/house/${path}`));
    await reload();
    if (isDone) tell(said);
  };
  const isRead = house.data !== undefined && kept.data !== undefined;
  return {
    data: isRead
      ? {
          house: house.data,
          origin: kept.data.origin,
          versions: kept.data.versions,
          steps: kept.data,
          isEditable: may('settings:full') && kept.data.origin.setting === undefined,
          reload,
          save,
          act,
          goBack,
        }
      : undefined,
    failure: house.failure ?? kept.failure,
    reload,
  };
}
