/** The hot water: how much there is, how hot it is kept, more of it for a while, and whether it is clean. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LevelView } from '../../../domain/control/appliance/level-view.ts';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Checkbox, Segments } from '../../components/choices.tsx';
import { Chip, Notice } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { SpinValue } from '../../components/spin-value.tsx';
import { isOnline } from '../../devices.ts';
import {
  amount,
  clockTime,
  shownTemp,
  stepped,
  temperature,
  toCelsius,
  type Units,
} from '../../format.ts';
import { hubNowMs } from '../../now.ts';
import { may, self } from '../../session.ts';
import { reasonText, type CodedText } from '../../said.ts';
import { plant } from '../../strings/plant.ts';
import { units } from '../../units.ts';
import { canDisinfect, hygieneText } from './hygiene.ts';
import { DhwTimes } from './dhw-times.tsx';
import { dhwTank, order } from './dhw-commands.ts';
import { toldTexts } from '../../levels/told-text.ts';
import { numberOf } from './picture.ts';

const words = plant.hotWater;

/** As the settings bound it, °C. */
const TARGET_C = { min: 40, max: 60 } as const;
/** Several taps in a row are one command. */
const TAPS_TOGETHER_MS = 600;

/** A panel on the wall commands the hot water without a right of its own. */
const mayOrder = () => may('equipment:full') || self()?.role === 'panel';

const textOf = (view: Readonly<Record<string, unknown>> | undefined, field: string) => {
  const value = view?.[field];
  return typeof value === 'string' ? value : undefined;
};

/** Of the layers that it measures: most tanks of other makes have one. */
function Layers({ tank }: { tank: EquipmentView }) {
  const layers = Object.entries(words.layers).flatMap(([field, label]) => {
    const tempC = numberOf(tank, field);
    return tempC === undefined ? [] : [[label, tempC] as const];
  });
  if (layers.length === 0) return <p class="muted small">{words.noTemp}</p>;
  return (
    <dl class="layers">
      {layers.map(([label, tempC]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{temperature(tempC, units.value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Charge({ tank }: { tank: EquipmentView }) {
  const percent = numberOf(tank, 'stateOfChargePercent');
  const liters = numberOf(tank, 'effectiveCapacityLiters');
  if (percent === undefined)
    return (
      <div class="charge">
        <p class="muted">{words.noCharge}</p>
        <Layers tank={tank} />
      </div>
    );
  return (
    <div class="charge">
      <div class="row">
        <strong class="big">{amount(percent, '%')}</strong>
        <span class="muted">{liters !== undefined && words.ready(liters)}</span>
      </div>
      <div
        class="gauge"
        role="meter"
        aria-label={words.charge}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={amount(percent, '%')}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <Layers tank={tank} />
    </div>
  );
}

/** The target, in steps; what is tapped is sent when the tapping is over. */
function Target({ tank, unit }: { tank: EquipmentView; unit: Units }) {
  const [tapped, setTapped] = useState<number | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const told = numberOf(tank, 'targetTempC');
  const shown = tapped ?? told;
  if (shown === undefined) return null;
  const set = (askedC: number) => {
    const next = Math.min(TARGET_C.max, Math.max(TARGET_C.min, askedC));
    setTapped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setTapped(undefined);
      void order({ targetTempC: next });
    }, TAPS_TOGETHER_MS);
  };
  const step = (by: number) => set(stepped(shown, by, unit));
  const numberAt = (tempC: number) => Number(shownTemp(tempC, unit));
  const isFixed = !mayOrder();
  return (
    <div class="setting">
      <span>{words.target}</span>
      <div class="stepper" role="group" aria-label={words.target}>
        <Button
          icon="minus"
          label={words.colder}
          disabled={isFixed || shown <= TARGET_C.min}
          onClick={() => step(-1)}
        />
        {isFixed ? (
          <strong class="value">{temperature(shown, unit)}</strong>
        ) : (
          <SpinValue
            label={words.target}
            value={numberAt(shown)}
            min={numberAt(TARGET_C.min)}
            max={numberAt(TARGET_C.max)}
            text={temperature(shown, unit)}
            onStep={step}
            onValue={(value) => set(toCelsius(value, unit))}
          />
        )}
        <Button
          icon="plus"
          label={words.warmer}
          disabled={isFixed || shown >= TARGET_C.max}
          onClick={() => step(1)}
        />
      </div>
    </div>
  );
}

const LENGTHS = Object.entries(words.boost.lengths)
  .map(([value, text]) => ({ value, text }))
  .sort((a, b) => Number(a.value) - Number(b.value));

function Boost({ tank }: { tank: EquipmentView }) {
  const [minutes, setMinutes] = useState('60');
  const until = textOf(tank, 'boostUntil');
  return (
    <section class="part" aria-label={words.boost.title}>
      <h3>{words.boost.title}</h3>
      <div role="status">
        {until !== undefined && (
          <p>
            <Chip tone="heat" icon="flame">
              {words.boost.until(clockTime(until))}
            </Chip>
          </p>
        )}
      </div>
      {until !== undefined ? (
        <div class="row">
          <Button disabled={!mayOrder()} onClick={() => void order({ boostMinutes: 0 })}>
            {words.boost.end}
          </Button>
        </div>
      ) : (
        <>
          <p class="muted small">{words.boost.hint}</p>
          <div class="row">
            <Segments
              label={words.boost.title}
              value={minutes}
              options={LENGTHS}
              onValue={setMinutes}
              isDisabled={!mayOrder()}
            />
            <Button
              look="primary"
              disabled={!mayOrder()}
              onClick={() => void order({ boostMinutes: Number(minutes) })}
            >
              {words.boost.start}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Hygiene({ tank }: { tank: EquipmentView }) {
  const [isAsking, setIsAsking] = useState(false);
  const hygiene = tank['hygiene'] as Readonly<Record<string, unknown>> | undefined;
  if (hygiene === undefined) return null;
  const { running, overdue } = hygiene;
  const isLeft = !canDisinfect(tank);
  const lines = hygieneText(hygiene, hubNowMs(), isLeft);
  const tone = running === true ? 'heat' : overdue === true ? 'bad' : undefined;
  return (
    <section class="part" aria-label={words.hygiene.title}>
      <h3>{words.hygiene.title}</h3>
      <div role="status">
        {tone === undefined ? (
          <p>{lines.join(' ')}</p>
        ) : (
          <>
            <Notice tone={tone === 'bad' ? 'warn' : tone} icon={tone === 'bad' ? 'warn' : 'flame'}>
              {lines[0]}
            </Notice>
            <p class="below">{lines.slice(1).join(' ')}</p>
          </>
        )}
      </div>
      <p class="muted small">{words.hygiene.why}</p>
      {isLeft ? (
        <p class="muted small">{words.hygiene.left}</p>
      ) : (
        <div class="row">
          <Button disabled={!mayOrder() || running === true} onClick={() => setIsAsking(true)}>
            {words.hygiene.start}
          </Button>
        </div>
      )}
      {isAsking && (
        <Confirm
          title={words.hygiene.confirm.title}
          text={words.hygiene.confirm.text}
          action={words.hygiene.confirm.go}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await order({ sanitize: true });
          }}
        />
      )}
    </section>
  );
}

export function DhwPanel() {
  const tank = dhwTank.value;
  if (tank === undefined) return null;
  const unit = units.value;
  const since = textOf(tank, 'lastSeenTs');
  const [target, effective] = [
    numberOf(tank, 'targetTempC'),
    numberOf(tank, 'effectiveTargetTempC'),
  ];
  const reason = tank['reason'] as CodedText | undefined;
  const control = tank['control'] as LevelView | undefined;
  const recirc = tank['recirc'] ?? tank['recircEnabled'];
  return (
    <Card title={words.title} class="hot-water">
      {isOnline(tank) ? (
        <Charge tank={tank} />
      ) : (
        <Notice tone="warn" icon="warn">
          {words.silent(since === undefined ? '' : clockTime(since))}
        </Notice>
      )}
      <div class="part">
        <Target tank={tank} unit={unit} />
        <p class="muted small">
          {reason && reasonText(reason)}
          {target !== effective &&
            effective !== undefined &&
            ` ${words.effective(temperature(effective, unit))}`}
        </p>
        {toldTexts(control ?? {}, unit, hubNowMs()).map((text) => (
          <p key={text} class="muted small">
            {text}
          </p>
        ))}
        {recirc !== undefined && (
          <Checkbox
            label={words.recirc}
            isChecked={recirc === true}
            isDisabled={!mayOrder()}
            onChecked={(isOn) => void order({ recirc: isOn })}
          />
        )}
        {!mayOrder() && <p class="muted small">{words.mayNot}</p>}
      </div>
      <Boost tank={tank} />
      <DhwTimes />
      <Hygiene tank={tank} />
    </Card>
  );
}
