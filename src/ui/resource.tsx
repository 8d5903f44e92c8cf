/** Something of the hub's that a page shows and may read again. */
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api } from './api.ts';
import { Button } from './components/button.tsx';
import { Notice, Spinner } from './components/notice.tsx';
import { failureText } from './failure.ts';
import { SOON_MS } from './reading.ts';
import { connection } from './stream.ts';
import { common } from './strings/common.ts';

export interface RemoteResource<Data> {
  /** The last that was read; it stays while it is read again. */
  readonly data: Data | undefined;
  /** Why it could not be read the last time. */
  readonly failure: string | undefined;
  readonly reload: () => Promise<void>;
}

/** @param path undefined where nothing is to be read */
export function useResource<Data>(path: string | undefined): RemoteResource<Data> {
  const [data, setData] = useState<Data | undefined>();
  const [failure, setFailure] = useState<{ readonly text: string } | undefined>();
  const reload = useCallback(async () => {
    if (path === undefined) return;
    try {
      setData(await api<Data>('GET', path));
      setFailure(undefined);
    } catch (error) {
      setFailure({ text: failureText(error) });
    }
  }, [path]);
  useEffect(() => void reload(), [reload]);
  const isLive = connection.value === 'live';
  useEffect(() => {
    // The hub is back: what it did not answer before, it may now.
    if (isLive && failure !== undefined) void reload();
  }, [isLive]);
  useEffect(() => {
    if (failure === undefined) return undefined;
    const timer = setTimeout(() => void reload(), SOON_MS);
    return () => clearTimeout(timer);
  }, [failure, reload]);
  return { data, failure: failure?.text, reload };
}

/** Shows it as soon as it is there; before, that it is loading, or why it is not there. */
export function Loaded<Data>(props: {
  /** What it is, where it could not be read. */
  what: string;
  of: RemoteResource<Data>;
  children: (data: Data) => ComponentChildren;
}) {
  const { data, failure, reload } = props.of;
  if (data !== undefined) return <>{props.children(data)}</>;
  if (failure === undefined) return <Spinner label={common.loading} />;
  return (
    <div class="stack">
      <Notice tone="bad" icon="warn">
        {common.unread(props.what, failure)}
      </Notice>
      <div>
        <Button icon="rotate" onClick={() => void reload()}>
          {common.tryAgain}
        </Button>
      </div>
    </div>
  );
}
