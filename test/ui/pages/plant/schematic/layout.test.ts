import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fitting,
  type Box,
  type Inventory,
} from '../../../../../src/ui/pages/plant/schematic/layout.ts';
import { tallLayout } from '../../../../../src/ui/pages/plant/schematic/tall-layout.ts';
import { wideLayout } from '../../../../../src/ui/pages/plant/schematic/wide-layout.ts';
import { plant as german } from '../../../../../src/ui/strings/de/plant.ts';
import { plant as french } from '../../../../../src/ui/strings/fr/plant.ts';
import { plant as dutch } from '../../../../../src/ui/strings/nl/plant.ts';
import { plant as english } from '../../../../../src/ui/strings/plant.ts';

describe('the drawing', () => {
  const inventories: Inventory[] = [true, false].flatMap((hasUnit) =>
    [true, false].flatMap((hasTank) =>
      [true, false].flatMap((hasStorage) =>
        [0, 1, 2].flatMap((sourceCount) =>
          [0, 1, 5, 20].map((rooms) => ({
            hasOutdoor: hasUnit,
            sourceCount,
            hasUnit,
            hasTank,
            hasStorage,
            hasPipe: Array.from({ length: rooms }, (_, index) => index !== 1),
          })),
        ),
      ),
    ),
  );

  const overlap = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  for (const [name, layoutOf] of Object.entries({ wideLayout, tallLayout })) {
    it(`of ${name} keeps its parts apart and inside, whatever there is`, () => {
      for (const inventory of inventories) {
        const layout = layoutOf(inventory);
        const { sources, unit, tank, storage, rooms, width, height } = layout;
        const boxes = [...sources, ...rooms, unit, tank, storage].filter((box) => !!box);
        const what = JSON.stringify(inventory);
        for (const [index, box] of boxes.entries()) {
          assert.ok(box.x >= 0 && box.x + box.width <= width, what);
          assert.ok(box.y >= 0 && box.y + box.height <= height, `${what} ${JSON.stringify(box)}`);
          for (const other of boxes.slice(index + 1)) assert.ok(!overlap(box, other), what);
        }
        for (const { path } of layout.pipes) {
          const places = [...path.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)];
          assert.ok(places.length > 1, path);
          for (const [, letter, first, second] of places) {
            const [x, y] = letter === 'V' ? ['0', first] : [first, second ?? '0'];
            assert.ok(Number(x) >= 0 && Number(x) <= width, `${path} ${what}`);
            assert.ok(Number(y) >= 0 && Number(y) <= height, `${path} ${what}`);
          }
        }
        const piped = inventory.hasUnit ? inventory.hasPipe.filter(Boolean).length : 0;
        assert.equal(layout.pipes.filter(({ of }) => of === 'room').length, 2 * piped, what);
      }
    });
  }

  it('has room for what the unit says of its water, in every language', () => {
    const { unit } = wideLayout({
      hasOutdoor: true,
      sourceCount: 1,
      hasUnit: true,
      hasTank: true,
      hasStorage: true,
      hasPipe: [true],
    });
    // It is 13.5 px high, and half as wide a letter; before and after it are 18 and 8 px.
    for (const { unit: words } of [english, german, french, dutch]) {
      const text = words.water('38.2°', '33.0°');
      assert.ok(text.length * (13.5 / 2) <= Number(unit?.width) - 26, text);
    }
  });

  it('cuts what does not fit', () => {
    assert.equal(fitting('Kitchen', 200, 15), 'Kitchen');
    assert.equal(fitting('A room with a very long name', 90, 15), 'A room…');
    assert.equal(fitting('Wwwwwwwwww', 90, 15), 'Wwww…');
    assert.equal(fitting('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 90, 15), '👨‍👩‍👧…');
  });
});
