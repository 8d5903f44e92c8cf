import { Fragment } from 'preact';
import { plant as words } from '../../../strings/plant.ts';
import type { Picture, PictureTank } from '../picture.ts';

/** The same in words, for who does not see it. */
export function InWords({ picture }: { picture: Picture }) {
  const { outdoor, sources, unit, tank, storage, rooms } = picture;
  const tanks = [tank, storage].filter((one) => one !== undefined);
  const layersOf = (one: PictureTank) => one.layers.filter((layer) => layer !== '');
  const entries = [
    ...[...sources, ...(unit ? [unit] : [])].map((part) => ({ part, more: [] as string[] })),
    ...tanks.map((part) => {
      const layers = layersOf(part);
      return {
        part,
        more: layers.length === 0 ? [] : [words.schematic.layers(layers.join(', '))],
      };
    }),
    ...rooms.map((part) => ({ part, more: [part.temp] })),
  ];
  return (
    <section class="hidden" aria-label={words.schematic.words}>
      {outdoor !== undefined && <p>{words.schematic.outdoor(outdoor)}</p>}
      <dl>
        {entries.map(({ part, more }) => (
          <Fragment key={part.id}>
            <dt>{part.name}</dt>
            <dd>{[...more, part.state, ...part.lines].filter((text) => text !== '').join(', ')}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
