import { useEffect, useState } from 'preact/hooks';
import type { PaneStore } from '../../components/inbox/negotiation/store.ts';
import { useNow } from '../../components/ui/use-now.ts';
import type { Snippet } from '../../utils/domain/snippets.ts';
import { snippetsItem } from '../../utils/storage/items.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

/** What the negotiation and the chats paint from: the page's store, the time, and the user's own texts. */
export function usePaneStore({ account, settings, entries, drafts, inbox }: PageStore): PaneStore {
  const now = useNow();
  const [snippets, setSnippets] = useState<Snippet[]>([]);
  useEffect(() => {
    const stop = snippetsItem.watch(setSnippets);
    void snippetsItem.getValue().then(setSnippets);
    return stop;
  }, []);
  return { now, account, settings, entries, drafts, snippets, rows: inbox.rows };
}
