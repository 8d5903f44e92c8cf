/** What a backup holds and would change, and what of it is not to come back. */
import { useState } from 'preact/hooks';
import type { RestoreContents } from '../../../../app/backup/restoring.ts';
import { Checkbox, Segments } from '../../../components/choices.tsx';
import { Form, Wrong } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { dateTime } from '../../../format.ts';
import { restore as words } from '../../../strings/restore.ts';
import { settings } from '../../../strings/settings.ts';
import { useSubmission } from '../../../submission.ts';
import { Lines } from '../lines.tsx';

type Serial = 'own' | 'backup';

function Held({ contents }: { contents: RestoreContents }) {
  const { madeAt, version, serial, records, historyBlocks, leftOut } = contents;
  const { historyFiles, historyFilesLost } = contents;
  const lacks = leftOut.map((part) => words.leftOut[part]).filter((text) => text !== '');
  return (
    <p>
      {words.made(dateTime(madeAt), version, serial ?? words.unknownHub)}{' '}
      {words.holds(records, historyBlocks)} {lacks.join(' ')}{' '}
      {historyFiles > 0 && words.historyFiles(historyFiles)}{' '}
      {historyFilesLost > 0 && words.historyFilesLost(historyFilesLost)}
    </p>
  );
}

const staysIn = (contents: RestoreContents): string[] =>
  (
    [
      [contents.tokensRevoked, words.tokensRevoked],
      [contents.tokensDisabled, words.tokensDisabled],
      [contents.peopleRemoved, words.peopleRemoved],
      [contents.ownersDemoted, words.ownersDemoted],
      [contents.passwordsKept, words.passwordsKept],
      [contents.pinsKept, () => words.pinsKept],
      [contents.factorsKept, words.factorsKept],
    ] as const
  ).flatMap(([many, text]) => (many > 0 ? [text(many)] : []));

const changesOf = ({ replaces, factorsLost, hasBroker }: RestoreContents): string[] => [
  ...replaces.map((name) => words.replaces[name]),
  words.kept,
  ...(factorsLost > 0 ? [words.factorsLost(factorsLost)] : []),
  words.everybody,
  hasBroker ? words.broker : words.noBroker,
];

function Marks(props: {
  title: string;
  none: string;
  all: readonly { readonly id: string; readonly text: string; readonly isFixed?: boolean }[];
  struck: ReadonlySet<string>;
  onStruck: (struck: ReadonlySet<string>) => void;
}) {
  const { title, none, all, struck, onStruck } = props;
  const mark = (id: string, comesBack: boolean) => {
    const next = new Set(struck);
    if (comesBack) next.delete(id);
    else next.add(id);
    onStruck(next);
  };
  return (
    <fieldset class="restore-marks">
      <legend>{title}</legend>
      {all.length === 0 && <p class="muted">{none}</p>}
      {all.map(({ id, text, isFixed = false }) => (
        <Checkbox
          key={id}
          label={text}
          isChecked={!isFixed && !struck.has(id)}
          isDisabled={isFixed}
          onChecked={(comesBack) => mark(id, comesBack)}
        />
      ))}
    </fieldset>
  );
}

function SerialChoice(props: {
  own: string;
  theirs: string;
  value: Serial | undefined;
  onValue: (value: Serial) => void;
}) {
  const { own, theirs, value, onValue } = props;
  const options = [
    { value: 'backup', text: words.serials.backup(theirs) },
    { value: 'own', text: words.serials.own(own) },
  ] as const;
  return (
    <div class="field restore-serial">
      <span class="legend">{words.serial}</span>
      <Segments label={words.serial} value={value} options={options} onValue={onValue} />
      <p class="hint">{words.serialHint}</p>
    </div>
  );
}

export function Contents(props: {
  contents: RestoreContents;
  others: preact.ComponentChildren;
  onStart: (choice: object) => Promise<void>;
}) {
  const { contents, others, onStart } = props;
  const { people, tokens, ownSerial, serial: theirs = words.unknownHub } = contents;
  const [users, setUsers] = useState<ReadonlySet<string>>(new Set());
  const [struck, setStruck] = useState<ReadonlySet<string>>(new Set());
  const [serial, setSerial] = useState<Serial>();
  const isTheirs = (under: string | undefined) => under !== undefined && users.has(under);
  const submission = useSubmission(async () =>
    onStart({
      ...(serial !== undefined && { serial }),
      withoutUsers: [...users],
      withoutTokens: [...struck],
    }),
  );
  const hasOwner = people.some(({ id, role }) => role === 'owner' && !users.has(id));
  return (
    <Form
      class="stack"
      submission={submission}
      action={words.go}
      isDisabled={ownSerial !== undefined && serial === undefined}
      others={others}
    >
      <Held contents={contents} />
      <Marks
        title={words.people}
        none={words.nobody}
        all={people.map(({ id, name, email, role }) => ({
          id,
          text: words.person(name, email, settings.roles[role === 'owner' ? 'owner' : 'member']),
        }))}
        struck={users}
        onStruck={setUsers}
      />
      <Marks
        title={words.tokens}
        none={words.noTokens}
        all={tokens.map(({ id, name, under }) => ({ id, text: name, isFixed: isTheirs(under) }))}
        struck={struck}
        onStruck={setStruck}
      />
      {people.length + tokens.length > 0 && <p class="hint">{words.strike}</p>}
      {!hasOwner && (
        <Notice tone="warn" icon="warn">
          {words.noOwner}
        </Notice>
      )}
      <Lines title={words.stays} lines={staysIn(contents)} />
      <Lines title={words.changes} lines={changesOf(contents)} />
      {ownSerial !== undefined && (
        <SerialChoice own={ownSerial} theirs={theirs} value={serial} onValue={setSerial} />
      )}
      <Wrong text={submission.wrong()} />
    </Form>
  );
}
