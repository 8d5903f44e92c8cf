/** Parts of the page that are loaded when they are first shown. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Spinner } from './components/notice.tsx';
import { common } from './strings/common.ts';

/** A component that shows a spinner until its code is there. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [Part, setPart] = useState<{ part: ComponentType<Props> } | undefined>(
      loaded && { part: loaded },
    );
    const [isLost, setIsLost] = useState(false);
    useEffect(() => {
      if (Part !== undefined) return;
      load().then(
        (part) => {
          loaded = part;
          setPart({ part });
        },
        // Its file is gone: the hub was updated under this page.
        () => setIsLost(true),
      );
    }, []);
    if (isLost) {
      return (
        <p class="empty">
          {common.updated}{' '}
          <button type="button" class="button" onClick={() => location.reload()}>
            {common.reload}
          </button>
        </p>
      );
    }
    return Part === undefined ? <Spinner label={common.loading} /> : <Part.part {...props} />;
  };
}
