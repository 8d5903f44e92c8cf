/** What the hub hears on the broker, while this page shows it. */
import { useEffect } from 'preact/hooks';
import type { FoundDevicesView } from '../../../../app/found/found-devices-view.ts';
import { may } from '../../../session.ts';
import { useResource, type RemoteResource } from '../../../resource.tsx';

/** The hub listens for as long as somebody looks. */
const REFRESH_MS = 5_000;

/** @param isWanted whether anybody has to look: the hub has no need to listen otherwise */
export function useFound(isWanted: boolean): RemoteResource<FoundDevicesView> {
  const found = useResource<FoundDevicesView>(
    isWanted && may('settings:read') ? '/api/found-devices' : undefined,
  );
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => void found.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [found.reload, isWanted]);
  return found;
}
