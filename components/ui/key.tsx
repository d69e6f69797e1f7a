/** The key of an action, shown where it acts. Screen readers get it from `aria-keyshortcuts` instead. */
export const Key = ({ children }: { children: string }) => (
  <span class="kbd" aria-hidden="true">
    {children}
  </span>
);
