/** The pipes of the schematic, and the water that moves in them. */
import type { Flow } from '../../../water.ts';
import type { Picture } from '../picture.ts';
import type { SchematicLayout, Pipe } from './layout.ts';

/** Which way the water of a pipe goes, and what it brings. */
function flowOf(pipe: Pipe, picture: Picture): { flow: Flow; isReversed: boolean } {
  const { sources, unit, tank, storage, circuit, rooms } = picture;
  const one = (flow: Flow | undefined, isReversed = false) => ({
    flow: flow ?? 'none',
    isReversed,
  });
  switch (pipe.of) {
    case 'source':
      return one(unit?.flow === 'none' ? 'none' : sources[pipe.index]?.flow);
    case 'tank':
      // What its backup heater makes comes through no pipe.
      return one(unit?.flow === 'none' ? 'none' : tank?.flow);
    case 'storage':
      return one(storage?.flow, storage?.isGiving);
    case 'circuit':
      return one(circuit);
    case 'room':
      return one(rooms[pipe.index]?.flow);
  }
}

function PipeShape({ pipe, picture }: { pipe: Pipe; picture: Picture }) {
  const { flow, isReversed } = flowOf(pipe, picture);
  const look = ['pipe', pipe.side, `flow-${flow}`, isReversed && 'reversed'].filter(Boolean);
  return (
    <g class={look.join(' ')} data-pipe={`${pipe.of}-${pipe.index}`}>
      <path d={pipe.path} class="wall" />
      {flow !== 'none' && <path d={pipe.path} class="water" />}
    </g>
  );
}

/** The pipes there, and those back: each in a casing, so that where they cross one passes over the other. */
export function Pipes({ layout, picture }: { layout: SchematicLayout; picture: Picture }) {
  return (['return', 'supply'] as const).map((side) => {
    const pipes = layout.pipes.filter((pipe) => pipe.side === side);
    // Where nothing moves is drawn first: what moves passes over it at a joint.
    const moving = (pipe: Pipe) => Number(flowOf(pipe, picture).flow !== 'none');
    return (
      <g key={side}>
        <path d={pipes.map(({ path }) => path).join('')} class="pipe-casing" />
        {pipes
          .toSorted((a, b) => moving(a) - moving(b))
          .map((pipe) => (
            <PipeShape key={`${pipe.of}-${pipe.index}`} pipe={pipe} picture={picture} />
          ))}
      </g>
    );
  });
}
