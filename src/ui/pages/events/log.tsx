/** The list of what happened, with what may be looked for in it. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { EventView } from '../../../app/records/event-record.ts';
import type { JsonValue } from '../../../domain/errors.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { fieldWords } from '../../devices.ts';
import { dateTime, time } from '../../format.ts';
import { wallDay } from '../../house-time.ts';
import { locale } from '../../language.ts';
import type { ShownHouse } from '../../live.ts';
import { houseZone, nowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { events as words } from '../../strings/events.ts';
import { settings } from '../../strings/settings.ts';
import { units } from '../../units.ts';
import { Export } from './export-row.tsx';
import { doerName, whereFrom } from './doer.ts';
import { byDay, EVERYTHING, isEverything, type Filter } from './filter.ts';
import { alone, linesFrom, type Line } from './lines.ts';
import { hubText, nameOf, sentence } from './sentence.ts';
import { useEvents } from './use-events.ts';

const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/^fault_cleared|^device_online|^unlocked/, 'check'],
  [/^setpoint|^mode|^schedule/, 'thermometer'],
  [/^system|^house|^settings/, 'settings'],
  [/^token|^pin|^setup/, 'key'],
  [/^user|^session|^password|^refresh/, 'person'],
  [/^access|^locked/, 'shield'],
  [/^surplus|^power_limit/, 'bolt'],
  [/^filter/, 'fan'],
];

const iconOf = ({ type, severity }: EventView): IconName =>
  severity === 'info' ? (ICONS.find(([types]) => types.test(type))?.[1] ?? 'info') : 'warn';

const TONE = { info: '', warning: 'tone-warn', critical: 'tone-bad' } as const;

type Fact = readonly [label: string, value: string];

/** What a sentence leaves out: how settings were and are, and a device's own code of its fault. */
function factsOf({ type, data = {} }: EventView): readonly Fact[] {
  const { before, code } = data;
  if (typeof code === 'string') return [[words.details.code, code]];
  if (type !== 'settings_changed' || typeof before !== 'object' || before === null) return [];
  return Object.entries(before).flatMap(([name, was]): Fact[] => {
    const label = settings.house.labels[name];
    return label === undefined ? [] : [[label, `${shown(was)} → ${shown(data[name])}`]];
  });
}
const shown = (value: JsonValue | undefined) =>
  typeof value === 'object' || value === undefined ? '?' : String(value);

function Details({ event, now }: { event: EventView; now: ShownHouse }) {
  const { timestamp, type, source, objectId, by, from = {}, id } = event;
  const where = whereFrom(from);
  const facts: readonly Fact[] = [
    [words.details.when, dateTime(timestamp)],
    [words.details.kind, words.types[type] ?? fieldWords(type)],
    ...(objectId === undefined
      ? []
      : [[words.details.about, nameOf(event, now) ?? objectId] as const]),
    [
      words.details.source,
      (words.sources as Readonly<Record<string, string>>)[source] ?? fieldWords(source),
    ],
    [words.details.by, doerName(by, now)],
    ...(where === undefined ? [] : [[words.details.from, where] as const]),
    ...(from.sessionId === undefined ? [] : [[words.details.session, from.sessionId] as const]),
    ...factsOf(event),
    [words.details.words, hubText(event, now)],
    [words.details.number, String(id)],
  ];
  return (
    <dl class="facts small">
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Entry({ line: { event, others }, now }: { line: Line; now: ShownHouse }) {
  const [isOpen, setIsOpen] = useState(false);
  const { severity, timestamp, type } = event;
  const isCrowd = type === 'device_online' && others.length > 0;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          <span class={`badge ${TONE[severity]}`}>
            <Icon name={iconOf(event)} size={18} />
          </span>
          <span class="said">
            {severity !== 'info' && <span class="hidden">{words.severity[severity]}: </span>}
            {isCrowd ? words.sentences.crowd(others.length + 1) : sentence(event, now, units.value)}
          </span>
          <time dateTime={timestamp}>{time(timestamp)}</time>
        </summary>
        {isOpen && <Details event={event} now={now} />}
        {isOpen && others.length > 0 && (
          <ul class="others small">
            {(isCrowd ? [event, ...others] : others).map((one) => (
              <li key={one.id}>
                <time dateTime={one.timestamp}>{time(one.timestamp)}</time>{' '}
                {sentence(one, now, units.value)}
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}

const DAY_MS = 86_400_000;

function dayTitle(day: string): string {
  const ago = (ms: number) => wallDay(nowMs.value - ms, houseZone.value);
  if (day === ago(0)) return words.today;
  if (day === ago(DAY_MS)) return words.yesterday;
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(day));
}

const optionsOf = <Key extends string>(table: Readonly<Record<Key, string>>) =>
  (Object.entries(table) as [Key, string][]).map(([value, text]) => ({ value, text }));

function Filters({ filter, set }: { filter: Filter; set: (change: Partial<Filter>) => void }) {
  // What is for the audit is not among the events for everybody.
  const groups = optionsOf(words.groups).filter(
    ({ value }) => value !== 'access' || may('audit:read'),
  );
  return (
    <div class="filters">
      <Select
        label={words.filter.group}
        value={filter.group}
        options={groups}
        onValue={(group) => set({ group })}
      />
      <Select
        label={words.filter.severity}
        value={filter.severity}
        options={optionsOf(words.severities)}
        onValue={(severity) => set({ severity })}
      />
      <Select
        label={words.filter.source}
        value={filter.source}
        options={optionsOf<string>(words.sources)}
        onValue={(source) => set({ source })}
      />
      <Select
        label={words.filter.time}
        value={filter.time}
        options={optionsOf(words.times)}
        onValue={(at) => set({ time: at })}
      />
      {filter.time === 'own' && (
        <>
          <Field
            label={words.filter.from}
            type="date"
            value={filter.from}
            max={filter.to}
            onValue={(from) => set({ from })}
          />
          <Field
            label={words.filter.to}
            type="date"
            value={filter.to}
            min={filter.from}
            onValue={(to) => set({ to })}
          />
        </>
      )}
    </div>
  );
}

export function Log({ now }: { now: ShownHouse }) {
  const [filter, setFilter] = useState(EVERYTHING);
  const { events, hasMore, isBusy, failure, more } = useEvents(filter);
  const set = (change: Partial<Filter>) => setFilter((old) => ({ ...old, ...change }));
  const isAll = isEverything(filter);
  return (
    <Card title={words.title} aside={<Export filter={filter} />} class="event-log">
      <div class="stack" role="search">
        <Field
          label={words.search}
          type="search"
          value={filter.search}
          maxLength={64}
          autocomplete="off"
          onValue={(search) => set({ search })}
        />
        <details class="more-filters">
          <summary>
            {words.filters}
            {!isAll && <span class="dot" />}
          </summary>
          <Filters filter={filter} set={set} />
        </details>
        {!isAll && (
          <div class="row">
            <Button icon="close" onClick={() => setFilter(EVERYTHING)}>
              {words.filter.clear}
            </Button>
          </div>
        )}
      </div>
      <p class="hidden" role="status">
        {events !== undefined && !isBusy && words.shown(events.length)}
      </p>
      {failure !== undefined && (
        // What came before stays, and more is asked for by its button.
        <p class="empty">
          {events === undefined ? common.unread(common.nav.events, failure) : failure}
        </p>
      )}
      {events === undefined && failure === undefined && <Spinner label={common.loading} />}
      {events?.length === 0 && !isBusy && (
        <p class="empty">{isAll ? words.none : words.noneFound}</p>
      )}
      {byDay(events ?? []).map(({ day, events: ofDay }) => (
        <section key={day} class="event-day" aria-label={dayTitle(day)}>
          <h3>{dayTitle(day)}</h3>
          <ul>
            {(isAll ? linesFrom(ofDay) : alone(ofDay)).map((line) => (
              <Entry key={line.event.id} line={line} now={now} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore ? (
        <div class="row last">
          <Button isWide isBusy={isBusy} onClick={more}>
            {words.more}
          </Button>
        </div>
      ) : (
        events !== undefined && events.length > 0 && <p class="empty">{words.end}</p>
      )}
    </Card>
  );
}
