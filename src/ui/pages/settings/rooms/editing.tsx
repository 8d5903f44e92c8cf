/** A form that changes the house: what the hub would find wrong with that, and what became of saving it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HouseFault } from '../../../../domain/house-fault.ts';
import type { JsonValue } from '../../../../domain/errors.ts';
import { ApiError, call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { capitalised, failureText } from '../../../failure.ts';
import { refusalText } from '../../../refusals.ts';
import { rooms as words } from '../../../strings/rooms.ts';
import type { Submission } from '../../../submission.ts';
import type { WrittenHouse } from './edits/house.ts';
import type { EditableHouse } from './use-house.ts';
import { whoChanged } from './who.ts';

export interface Editing extends Submission {
  /** What is wrong at that place of the house, or below it. */
  readonly wrongAt: (path: string | undefined) => string | undefined;
  /** What is wrong and stands at none of those places. */
  readonly others: (paths: readonly (string | undefined)[]) => readonly HouseFault[];
  /** Why it was not saved, where that is no fault of the house. */
  readonly failure: unknown;
}

const isBelow = (path: string, place: string) =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** By its code where it has one. */
const asRefused = ({ code, data }: HouseFault) => ({
  status: 400,
  body: { ...(code !== undefined && { code }), ...(data !== undefined && { data }) },
});
const faultText = (fault: HouseFault) => refusalText(asRefused(fault)) ?? fault.message;

const isFault = (value: JsonValue): value is JsonValue & HouseFault =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;

/** The faults that a refusal names. */
function faultsIn(error: unknown): readonly HouseFault[] | undefined {
  if (!(error instanceof ApiError) || !Array.isArray(error.body['faults'])) return undefined;
  return (error.body['faults'] as JsonValue[]).filter(isFault);
}

/** What the hub says of it, asked once at a time: while it answers, only the newest waits. */
function useCheck(edited: WrittenHouse): readonly HouseFault[] {
  const [faults, setFaults] = useState<readonly HouseFault[]>([]);
  const state = useRef({ wanted: '', isAsking: false, isGone: false });
  const text = JSON.stringify(edited);
  const ask = async () => {
    const { current } = state;
    if (current.isAsking) return;
    current.isAsking = true;
    let asked: string;
    do {
      asked = current.wanted;
      try {
        const body = JSON.parse(asked) as object;
        const answer = await call<{ faults: readonly HouseFault[] }>(
          'POST',
          '/api/house/check',
          body,
        );
        if (!current.isGone) setFaults(answer.faults);
      } catch {
        // Nobody waits for it: saving says what is wrong.
      }
    } while (asked !== current.wanted && !current.isGone);
    current.isAsking = false;
  };
  useEffect(() => {
    state.current.wanted = text;
    void ask();
  }, [text]);
  useEffect(() => () => void (state.current.isGone = true), []);
  return faults;
}

/** @param edited the house as it would be saved now @param onSaved once it is */
export function useEditing(
  book: Pick<EditableHouse, 'save'>,
  edited: WrittenHouse,
  onSaved: () => void,
): Editing {
  const [isBusy, setIsBusy] = useState(false);
  /** What came of the last try, and of what. */
  const [tried, setTried] = useState<{ edited: string; error: unknown } | undefined>();
  const checked = useCheck(edited);
  const isOfThis = tried?.edited === JSON.stringify(edited);
  const refused = isOfThis ? faultsIn(tried.error) : undefined;
  const faults = refused ?? checked;
  const run = async () => {
    setIsBusy(true);
    setTried(undefined);
    try {
      await book.save(edited);
      onSaved();
    } catch (error) {
      setTried({ edited: JSON.stringify(edited), error });
    }
    setIsBusy(false);
  };
  const wrongAt = (path: string | undefined) => {
    const found = faults.find((fault) => path !== undefined && isBelow(fault.path, path));
    return found && capitalised(faultText(found));
  };
  return {
    isBusy,
    wrong: wrongAt,
    wrongAt,
    others: (paths) =>
      faults.filter(
        (fault) => !paths.some((path) => path !== undefined && isBelow(fault.path, path)),
      ),
    failure: isOfThis && refused === undefined ? tried.error : undefined,
    submit(event) {
      event.preventDefault();
      void run();
    },
  };
}

/** Somebody was faster: who it was, what they changed, and the way to go on from there. */
function Late({ error, onLoad }: { error: ApiError; onLoad: () => Promise<void> }) {
  const members = (error.changedMeanwhile ?? []).filter((one) => typeof one === 'string');
  return (
    <Notice tone="bad" icon="warn">
      <p>{words.late.text(whoChanged(error), members)}</p>
      <Button icon="rotate" onClick={() => void onLoad()}>
        {words.late.load}
      </Button>
    </Notice>
  );
}

/** On top of the form: what was wrong that no field shows. */
export function Troubles(props: {
  editing: Editing;
  /** Places of the house that fields of the form show what is wrong with. */
  shown: readonly (string | undefined)[];
  onLoad: () => Promise<void>;
}) {
  const { editing, shown, onLoad } = props;
  const { failure } = editing;
  const faults = editing.others(shown);
  if (failure instanceof ApiError && failure.status === 412)
    return <Late error={failure} onLoad={onLoad} />;
  if (failure === undefined && faults.length === 0) return null;
  return (
    <Notice tone="bad" icon="warn">
      {failure !== undefined && <p>{failureText(failure)}</p>}
      {faults.map((fault) => (
        <p key={fault.path + fault.message}>{words.faultAt(fault.path, faultText(fault))}</p>
      ))}
    </Notice>
  );
}
