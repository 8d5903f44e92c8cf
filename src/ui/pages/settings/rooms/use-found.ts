/** What the hub hears on the broker, while this page shows it. */
import { useEffect } from 'preact/hooks';
import type { FoundDevicesView } from '../../../../app/found/found-devices.ts';
import { may } from '../../../session.ts';
import { useResource, type RemoteResource } from '../resource.tsx';

/** The hub listens for as long as somebody looks. */
const REFRESH_MS = 5_000;

export function useFound(): RemoteResource<FoundDevicesView> {
  const found = useResource<FoundDevicesView>(
    may('settings:read') ? '/api/found-devices' : undefined,
  );
  useEffect(() => {
    const timer = setInterval(() => void found.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [found.reload]);
  return found;
}
