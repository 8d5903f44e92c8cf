import type { ComponentChildren } from 'preact';
import { clockTime } from '../format.ts';
import { nowMs } from '../now.ts';
import type { Overtaken } from '../overtaken.ts';
import { zone } from '../strings/zone.ts';
import { useSubmission } from '../submission.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Wrong } from './form.tsx';

const words = zone.schedule.overtaken;

/** Asks which of two schedules is to be. Closed, neither is yet: what was worked on stays, unsaved. */
export function OvertakenDialog(props: {
  overtaken: Overtaken<unknown>;
  onTakeTheirs: () => void;
  /** @throws ApiError */
  onKeepMine: () => Promise<void>;
  onClose: () => void;
  /** Both of them. */
  children: ComponentChildren;
}) {
  const { overtaken, onTakeTheirs, onKeepMine, onClose, children } = props;
  const { who, at } = overtaken;
  const submission = useSubmission(onKeepMine);
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.text(who, at === undefined ? undefined : clockTime(at, nowMs.value))}</p>
      {children}
      <Wrong text={submission.wrong()} />
      <div class="actions">
        <Button onClick={onTakeTheirs}>{words.takeTheirs}</Button>
        <Button look="primary" isBusy={submission.isBusy} onClick={submission.submit}>
          {words.keepMine}
        </Button>
      </div>
    </Dialog>
  );
}
