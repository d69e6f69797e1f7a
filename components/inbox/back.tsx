/** Where there is room for one column only: the way back. */
export const Back = ({ words, onBack }: { words: string; onBack: () => void }) => (
  <button type="button" class="bare back" onClick={onBack}>
    <span aria-hidden="true">‹ </span>
    {words}
  </button>
);
