/** Where the house is kept, who changed it last, and the way back. */
import { useState } from 'preact/hooks';
import type { HouseOrigin } from '../../../../app/house/house-file-reload.ts';
import type { HouseStep } from '../../../../app/house/house-steps.ts';
import type { HouseVersionView } from '../../../../app/house/house-version-view.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Card } from '../../../components/page.tsx';
import { fromNow } from '../../../format.ts';
import { rooms } from '../../../strings/rooms.ts';
import type { EditableHouse } from './use-house.ts';
import { nameOfDoer } from './who.ts';

const words = rooms.versions;

/** What has to be known before anything is changed. */
export function Origin({ origin }: { origin: HouseOrigin }) {
  const { setting, trouble, path } = origin;
  const text = rooms.origin;
  return (
    <>
      {setting !== undefined && <Notice icon="shield">{text.set(setting, path)}</Notice>}
      {trouble === 'conflict' && (
        <Notice tone="warn" icon="warn">
          {text.conflict(path)}
        </Notice>
      )}
      {trouble === 'broken' && (
        <Notice tone="warn" icon="warn">
          {text.broken}
        </Notice>
      )}
    </>
  );
}

/** What was done, in short. */
function deedOf({ changed, restored, path }: HouseVersionView): string {
  if (restored !== undefined) return words.restored(restored);
  return path === undefined ? words.changed(changed) : words.read(path);
}

const byText = ({ by, at }: HouseVersionView) => words.by(nameOfDoer(by), fromNow(at));

function Earlier(props: { book: EditableHouse; onRestore: (version: HouseVersionView) => void }) {
  const { book, onRestore } = props;
  const [newest, ...earlier] = book.versions;
  if (newest === undefined || earlier.length === 0) return null;
  return (
    <details class="fold">
      <summary>{words.earlier}</summary>
      <ol class="list" aria-label={words.earlier}>
        {earlier.map((one) => (
          <li key={one.version} class="row">
            <div class="grow">
              <p>{words.version(one.version)}</p>
              <p class="muted small">{byText(one)}</p>
              <p class="muted small">{deedOf(one)}</p>
            </div>
            {book.isEditable && (
              <Button label={words.restoreLabel(one.version)} onClick={() => onRestore(one)}>
                {words.restore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The version that is asked for, and what is said once it stands. */
interface WayBack {
  readonly to: HouseVersionView;
  /** Undo or redo, where it is one: what is next to take back is reckoned from there. */
  readonly step?: HouseStep;
  readonly title: string;
  readonly action: string;
  readonly said: string;
}

function Back({
  book,
  back,
  onClose,
}: {
  book: EditableHouse;
  back: WayBack;
  onClose: () => void;
}) {
  const { to, step, title, action, said } = back;
  return (
    <Confirm
      title={title}
      text={words.restoreText(nameOfDoer(to.by), fromNow(to.at))}
      action={action}
      onConfirm={async () => book.goBack(step ?? to.version, said)}
      onClose={onClose}
    />
  );
}

/** In the order in which an editor has them. */
const HOUSE_STEPS = ['undo', 'redo'] as const satisfies readonly HouseStep[];

function Step(props: { book: EditableHouse; step: HouseStep; onStep: (back: WayBack) => void }) {
  const { book, step, onStep } = props;
  const to = book.versions.find(({ version }) => version === book.steps[step]);
  if (to === undefined) return null;
  return (
    <Button icon={step} onClick={() => onStep({ to, step, ...words.steps[step] })}>
      {words.steps[step].action}
    </Button>
  );
}

export function Versions({ book }: { book: EditableHouse }) {
  const { versions, origin, isEditable } = book;
  const [newest] = versions;
  const [back, setBack] = useState<WayBack | undefined>();
  return (
    <Card title={words.title}>
      <div class="stack">
        {origin.setting === undefined && newest !== undefined && (
          <p class="muted small">{rooms.origin[origin.inCharge](origin.path)}</p>
        )}
        <div class="row">
          <div class="grow">
            <p>
              {newest === undefined
                ? words.never
                : words.last(nameOfDoer(newest.by), fromNow(newest.at))}
            </p>
            {newest !== undefined && <p class="muted small">{deedOf(newest)}</p>}
          </div>
          {isEditable &&
            HOUSE_STEPS.map((step) => <Step key={step} book={book} step={step} onStep={setBack} />)}
        </div>
        <Earlier
          book={book}
          onRestore={(to) =>
            setBack({
              to,
              title: words.restoreTitle(to.version),
              action: words.restore,
              said: words.isRestored(to.version),
            })
          }
        />
      </div>
      {back !== undefined && <Back book={book} back={back} onClose={() => setBack(undefined)} />}
    </Card>
  );
}
