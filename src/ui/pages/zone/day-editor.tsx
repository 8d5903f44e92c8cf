/** The changes of one day. */
import { useState } from 'preact/hooks';
import type { Weekday } from '../../../domain/local-time.ts';
import type { ZoneMode } from '../../../domain/zone-setpoints.ts';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Checkbox, Select } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Setpoint } from '../../components/setpoint.tsx';
import { FIELDS, modesOf, withSetpoint, type Side } from '../../setpoints.ts';
import { common } from '../../strings/common.ts';
import { home } from '../../strings/home.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import {
  DAYS,
  withAdded,
  withChanged,
  withCopied,
  without,
  withSorted,
  type Draft,
  type DraftEntry,
  type DraftFault,
} from './draft.ts';

const text = words.schedule;
const STANDARD_C = { heat: 21, cool: 24 } as const;
const ALSO = { heat: text.alsoHeat, cool: text.alsoCool } as const;

interface DayProps {
  zone: ZoneView;
  draft: Draft;
  day: Weekday;
  faults: readonly DraftFault[];
  isFixed: boolean;
  /** Told as what becomes of it: what was done in the same moment is not lost. */
  onDraft: (change: (draft: Draft) => Draft) => void;
}

interface EntryProps {
  zone: ZoneView;
  day: Weekday;
  entry: DraftEntry;
  fault: string | undefined;
  isFixed: boolean;
  onChange: (change: Partial<DraftEntry>) => void;
  /** The time is typed: the entry may go to its place. */
  onPlaced: () => void;
  onRemove: () => void;
}

const sidesOf = ({ supportsHeat, supportsCool }: ZoneView): readonly Side[] => [
  ...(supportsHeat ? (['heat'] as const) : []),
  ...(supportsCool ? (['cool'] as const) : []),
];

function EntrySetpoints({ zone, day, entry, isFixed, onChange }: EntryProps) {
  const name = text.entry(text.days[day], entry.at);
  if (entry.mode === 'off') return null;
  return (
    <>
      {sidesOf(zone).map((side) => {
        const tempC = entry[FIELDS[side]];
        const set = (next: number) => onChange(withSetpoint(entry, side, next));
        if (tempC !== undefined)
          return (
            <Setpoint
              key={side}
              side={side}
              tempC={tempC}
              isFixed={isFixed}
              of={name}
              units={units.value}
              onChange={set}
            />
          );
        return isFixed ? null : (
          <Button
            key={side}
            look="quiet"
            icon="plus"
            onClick={() => set(zone[FIELDS[side]] ?? STANDARD_C[side])}
          >
            {ALSO[side]}
          </Button>
        );
      })}
    </>
  );
}

function Entry(props: EntryProps) {
  const { zone, day, entry, fault, isFixed, onChange, onPlaced, onRemove } = props;
  const modes = [
    { value: '', text: text.modeAsIs },
    ...modesOf(zone).map((value) => ({ value, text: home.zone.modes[value] })),
  ];
  return (
    <li class="entry">
      <div class="entry-head" onFocusOut={onPlaced}>
        <Field
          label={text.at}
          type="time"
          value={entry.at}
          wrong={fault}
          disabled={isFixed}
          onValue={(at) => onChange({ at })}
        />
        {!isFixed && (
          <Button
            look="quiet"
            icon="trash"
            label={text.remove(text.days[day], entry.at)}
            onClick={onRemove}
          />
        )}
      </div>
      <div class="entry-sets">
        <EntrySetpoints {...props} />
      </div>
      {isFixed ? (
        entry.mode !== undefined && <p>{home.zone.modes[entry.mode]}</p>
      ) : (
        <Select
          label={text.mode}
          value={entry.mode ?? ''}
          options={modes}
          onValue={(mode) => onChange({ mode: mode === '' ? undefined : (mode as ZoneMode) })}
        />
      )}
    </li>
  );
}

const GROUPS: readonly (readonly [string, readonly Weekday[]])[] = [
  [text.workdays, DAYS.slice(0, 5)],
  [text.weekend, DAYS.slice(5)],
  [text.everyDay, DAYS],
];

function CopyDialog(props: {
  day: Weekday;
  onCopy: (days: readonly Weekday[]) => void;
  onClose: () => void;
}) {
  const { day, onCopy, onClose } = props;
  const others = DAYS.filter((one) => one !== day);
  const [chosen, setChosen] = useState<readonly Weekday[]>([]);
  return (
    <Dialog title={text.copyTitle(text.days[day])} onClose={onClose}>
      <p class="muted">{text.copyText}</p>
      <div class="row">
        {GROUPS.map(([name, days]) => (
          <Button key={name} onClick={() => setChosen(days.filter((one) => one !== day))}>
            {name}
          </Button>
        ))}
      </div>
      <div>
        {others.map((one) => (
          <Checkbox
            key={one}
            label={text.days[one]}
            isChecked={chosen.includes(one)}
            onChecked={(isChecked) =>
              setChosen(isChecked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
        ))}
      </div>
      <div class="actions">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button look="primary" disabled={chosen.length === 0} onClick={() => onCopy(chosen)}>
          {text.copyGo}
        </Button>
      </div>
    </Dialog>
  );
}

export function DayEditor({ zone, draft, day, faults, isFixed, onDraft }: DayProps) {
  const [isCopying, setIsCopying] = useState(false);
  const { tempHeatSetC, tempCoolSetC } = zone;
  const entries = draft[day];
  return (
    <div class="day-editor">
      <h3>{text.days[day]}</h3>
      {entries.length === 0 && <p class="muted">{text.empty(text.days[day])}</p>}
      <ul class="entries">
        {entries.map((entry) => (
          <Entry
            key={entry.key}
            zone={zone}
            day={day}
            entry={entry}
            isFixed={isFixed}
            fault={faults.find(({ key }) => key === entry.key)?.text}
            onChange={(change) => onDraft((now) => withChanged(now, day, entry.key, change))}
            onPlaced={() => onDraft((now) => withSorted(now, day))}
            onRemove={() => onDraft((now) => without(now, day, entry.key))}
          />
        ))}
      </ul>
      {!isFixed && (
        <div class="row">
          <Button
            icon="plus"
            onClick={() => onDraft((now) => withAdded(now, day, { tempHeatSetC, tempCoolSetC }))}
          >
            {text.add}
          </Button>
          {entries.length > 0 && (
            <Button look="quiet" icon="copy" onClick={() => setIsCopying(true)}>
              {text.copy}
            </Button>
          )}
        </div>
      )}
      {isCopying && (
        <CopyDialog
          day={day}
          onClose={() => setIsCopying(false)}
          onCopy={(days) => {
            onDraft((now) => withCopied(now, day, days));
            setIsCopying(false);
          }}
        />
      )}
    </div>
  );
}
