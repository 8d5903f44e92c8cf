/** Parts of the page that are loaded when they are first shown. */
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Spinner } from './components/notice.tsx';
import { common } from './strings/common.ts';

type Load<Props> = () => Promise<ComponentType<Props>>;
/** What stands in the place of a part that is not there yet. */
type Frame = (props: { children: ComponentChildren }) => ComponentChildren;

/** A component that shows a spinner until its code is there. */
export function later<Props extends object>(
  load: Load<Props>,
  Frame: Frame = ({ children }) => children,
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
    if (Part !== undefined) return <Part.part {...props} />;
    return <Frame>{isLost ? <Updated /> : <Spinner label={common.loading} />}</Frame>;
  };
}

/** The same of a dialog: what stands there until then moves nothing. */
export const laterDialog = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  later(load, ({ children }) => <div class="over">{children}</div>);

function Updated() {
  return (
    <p class="empty">
      {common.updated}{' '}
      <button type="button" class="button" onClick={() => location.reload()}>
        {common.reload}
      </button>
    </p>
  );
}
