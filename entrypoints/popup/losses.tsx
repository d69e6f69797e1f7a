import { render } from 'preact';
import { Losses } from '../../components/ui/problem-note.tsx';
import { lossesItem, type Losses as Stored } from '../../utils/storage/items.ts';
import { keptItems } from '../../utils/storage/kept.ts';

/** Above the page, as long as the person has not put it away: what of the store was broken and given up. */
export async function showLosses(): Promise<void> {
  const place = document.createElement('div');
  const draw = (losses: Stored) => {
    const names = keptItems.filter(({ item }) => Object.hasOwn(losses, item.key)).map(({ name }) => name);
    if (names.length === 0) return place.remove();
    render(<Losses names={[...new Set(names)]} onClose={() => void lossesItem.removeValue()} />, place);
    document.body.prepend(place);
  };
  lossesItem.watch(draw);
  draw(await lossesItem.getValue());
}
