/** The question before a page is left on which something is not saved. */
import { useEffect } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { Dialog } from './components/dialog.tsx';
import { guard, leave, leaving } from './router.ts';
import { common } from './strings/common.ts';

/** @param isUnsaved whether leaving the page would lose something */
export function useGuard(isUnsaved: boolean): void {
  useEffect(() => (isUnsaved ? guard() : undefined), [isUnsaved]);
}

const stay = () => (leaving.value = undefined);

export function Leaving() {
  if (leaving.value === undefined) return null;
  const words = common.leaving;
  return (
    <Dialog title={words.title} onClose={stay} isOfStep>
      <p>{words.text}</p>
      <div class="actions">
        <Button onClick={stay}>{words.stay}</Button>
        <Button look="danger" onClick={leave}>
          {words.discard}
        </Button>
      </div>
    </Dialog>
  );
}
