/** Up and down in a list. Whoever uses the keyboard stays on the button, though its row has moved. */
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';

type By = -1 | 1;

export function Movers(props: {
  up: string;
  down: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: By) => Promise<void>;
}) {
  const { up, down, isFirst, isLast, onMove } = props;
  const element = useRef<HTMLDivElement>(null);
  const moved = useRef<By | undefined>(undefined);
  const move = (by: By) => {
    void onMove(by).then(() => {
      moved.current = by;
      focusMoved();
    });
  };
  /** At the end of the list the other button is the one that can be pressed. */
  function focusMoved(): void {
    const [upButton, downButton] = element.current?.querySelectorAll('button') ?? [];
    const [own, other] = moved.current === -1 ? [upButton, downButton] : [downButton, upButton];
    (own?.disabled === true ? other : own)?.focus();
  }
  // A row that was moved, or a button that is off now, has lost the focus.
  useEffect(() => {
    if (moved.current === undefined) return;
    focusMoved();
    moved.current = undefined;
  }, [isFirst, isLast]);
  return (
    <div class="movers" ref={element}>
      <Button look="quiet" icon="up" label={up} disabled={isFirst} onClick={() => move(-1)} />
      <Button look="quiet" icon="down" label={down} disabled={isLast} onClick={() => move(1)} />
    </div>
  );
}
